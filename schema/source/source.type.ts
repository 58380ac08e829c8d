import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { RunManifest } from '../../src/archive/archive.js';
import type { QuarantinedRow } from '../../src/graph/marks.js';
import type { RunProgress } from '../../src/ingest/hub.js';
import type { Bilingual as Words } from '../../src/model/clue.js';
import type { Mask } from '../masking.js';
import { connectionOf } from '../page.js';
import { DateTime } from '../scalars.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { AbsenceEnum, LegalBasisEnum, RunStateEnum } from '../vocabulary/captions.js';

@ObjectType({ description: '某原因隔离的记录数。Records quarantined for one reason.' })
export class QuarantineCount {
  @Field(() => String, { description: '原因代码。Code of the reason.' })
  code!: string;

  @Field(() => Int)
  records!: number;
}

@ObjectType({ description: '来源（连接器）。A source.' })
export class Source {
  @Field(() => ID)
  name!: string;

  @Field(() => Bilingual)
  describes!: Words;

  @Field(() => LegalBasisEnum)
  legalBasis!: string;

  @Field(() => AbsenceEnum)
  absence!: string;

  @Field(() => String, { description: '读取程序的版本。Version of the reader.' })
  version!: string;

  @Field(() => Int, { description: '图中的记录数。Records the graph holds.' })
  records!: number;

  @Field(() => DateTime, { nullable: true, description: '最近取得时间。When the latest was fetched.' })
  latest!: string | null;

  @Field(() => [QuarantineCount])
  quarantined!: QuarantineCount[];
}

@ObjectType({ description: '导入的进度；只有本次启动后的导入才有。Progress of an import of this process.' })
export class Progress {
  @Field(() => Int)
  fetched!: number;

  @Field(() => Int, { description: '内容有变的记录。Records with new content.' })
  changed!: number;

  @Field(() => Int, { description: '内容与已有相同的记录。Records that were as before.' })
  seen!: number;

  @Field(() => Int, { description: '已入图或已隔离。In the graph or quarantined.' })
  derived!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => String, { nullable: true, description: '失败时：原因和补救办法。When failed: what to do.' })
  error!: string | null;
}

@ObjectType({ description: '一次收回。A run that was taken back.' })
export class TakenBack {
  @Field(() => String)
  by!: string;

  @Field(() => DateTime)
  on!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType({ description: '取数时注意到、但不算错误的情况。What was noticed about a source and is no error.' })
export class Remark {
  @Field(() => String, { description: '代码，如 PAGE_LOST、FILTER_DROPPED。Code.' })
  code!: string;

  @Field(() => String)
  zh!: string;

  @Field(() => String)
  en!: string;
}

@ObjectType({ description: '一次导入。One import: its scope, why, and what it saw.' })
export class ImportRun {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  source!: string;

  @Field(() => String, { description: '范围。What was asked for.' })
  scope!: string;

  @Field(() => String, { description: '处理目的。Why the data may be processed.' })
  purpose!: string;

  @Field(() => String)
  by!: string;

  @Field(() => DateTime)
  startedAt!: string;

  @Field(() => DateTime, { nullable: true })
  closedAt!: string | null;

  @Field(() => Boolean, {
    description: '范围内全部看过，未出现即可视为没有。All in scope was seen, so that absence can mean something.',
  })
  complete!: boolean;

  @Field(() => RunStateEnum)
  state!: string;

  @Field(() => Int)
  records!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int)
  seen!: number;

  @Field(() => Progress, { nullable: true })
  progress!: Progress | null;

  @Field(() => TakenBack, { nullable: true })
  takenBack!: TakenBack | null;

  @Field(() => [Remark], { description: '取数时注意到的情况。What was noticed about the source.' })
  remarks!: Remark[];
}

export function toRun(run: RunManifest, progress: RunProgress | null): ImportRun {
  return {
    ...run,
    closedAt: run.closedAt ?? null,
    takenBack: run.takenBack ?? null,
    remarks: [...(run.remarks ?? [])],
    state: run.takenBack ? 'takenBack' : (progress?.state ?? (run.closedAt === undefined ? 'partial' : 'done')),
    progress: progress && { ...progress, error: progress.error ?? null },
  };
}

@ObjectType({
  description:
    '隔离的记录：未能读出，原因已记，修复后可重放。A record that could not be read; it can be replayed after a fix.',
})
export class Quarantined {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  source!: string;

  @Field(() => String, {
    description:
      '记录在来源中的名称（文件名、行号），据此查找；可能含个人信息，不入日志。Name of the record in its source; may be personal.',
  })
  key!: string;

  @Field(() => String, { description: '原因代码。Code of the reason.' })
  code!: string;

  @Field(() => String, { description: '原因和补救办法。Reason, and what to do.' })
  reason!: string;

  @Field(() => String, { description: '读取程序的版本。' })
  version!: string;

  @Field(() => DateTime)
  fetchedAt!: string;

  @Field(() => String, { description: '记录字节的 SHA-256。' })
  hash!: string;
}

export const toQuarantined = (row: QuarantinedRow, mask: Mask): Quarantined => ({
  id: row.id,
  source: row.source,
  key: mask.text(row.key),
  code: row.code,
  reason: row.reason,
  version: row.version,
  fetchedAt: row.fetchedAt,
  hash: row.hash,
});

@ObjectType({ description: '图中某类节点的数量。How many nodes of a type the graph holds.' })
export class TypeCount {
  @Field(() => String)
  type!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: '图的摘要：内容相同则摘要相同。Digest of the graph: equal for equal content.' })
export class Digest {
  @Field(() => String)
  hash!: string;

  @Field(() => [TypeCount])
  nodes!: TypeCount[];

  @Field(() => [TypeCount])
  links!: TypeCount[];
}

@ObjectType({ description: '整体情况。The state of the hub.' })
export class Status {
  @Field(() => [Source])
  sources!: Source[];

  @Field(() => [TypeCount], { description: '图中各类节点数。Nodes by type.' })
  counts!: TypeCount[];

  @Field(() => Int, {
    description:
      '等待主体识别或线索规则重算的变动；0 表示线索是最新的。Changes that wait to be resolved or for the clue rules; 0 when clues are up to date.',
  })
  waiting!: number;

  @Field(() => Int, {
    description: '已入档、尚未写入图谱的批次。Segments of records that are archived and not yet in the graph.',
  })
  pending!: number;

  @Field(() => Boolean, { description: '证件号和电话以明文显示。Identifiers and phones are shown unmasked.' })
  showsIdentifiers!: boolean;
}

export const RunConnection = connectionOf(ImportRun, 'ImportRun');
export const QuarantineConnection = connectionOf(Quarantined, 'Quarantine');
