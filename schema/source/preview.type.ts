import { Field, Int, ObjectType } from 'type-graphql';
import type { Preview, PreviewRow as Row } from '../../src/ingest/connector.js';
import type { Bilingual as Words } from '../../src/model/clue.js';
import { connectionOf } from '../page.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { PreviewStateEnum } from '../vocabulary/captions.js';

@ObjectType({ description: '导入对一行会做什么。What an import would do to one row.' })
export class PreviewRow {
  @Field(() => String, { description: '工作表。Sheet.' })
  sheet!: string;

  @Field(() => Int, { description: '行号，从 1 起。Row, counted from 1.' })
  row!: number;

  @Field(() => PreviewStateEnum)
  state!: string;

  @Field(() => [String], { description: '内容有变的列。Columns whose content changes.' })
  changed!: readonly string[];

  @Field(() => [Bilingual], { description: '问题和办法，不含具体值。What is wrong and what to do, without values.' })
  notes!: readonly Words[];

  homonyms!: readonly string[];
}

@ObjectType({ description: '某种结果的行数。How many rows of one state.' })
export class PreviewCount {
  @Field(() => PreviewStateEnum)
  state!: string;

  @Field(() => Int)
  rows!: number;
}

@ObjectType({ description: '未知的列，导入时忽略。A column nobody knows; the import leaves it out.' })
export class UnknownColumn {
  @Field(() => String)
  sheet!: string;

  @Field(() => String)
  column!: string;
}

@ObjectType({ description: '试导入：会新增、变更、冲突和可能重名的行，什么都不写。A dry run; nothing is written.' })
export class ImportPreview {
  @Field(() => [PreviewCount])
  counts!: PreviewCount[];

  @Field(() => Int, { description: '可能重名的行数：同名而无证件可证为同一人。Rows with a homonym risk.' })
  homonymRisks!: number;

  @Field(() => [String], { description: '认不出的工作表。Sheets nobody knows.' })
  unknownSheets!: readonly string[];

  @Field(() => [UnknownColumn])
  unknownColumns!: readonly UnknownColumn[];

  all!: readonly Row[];
}

export const toPreview = ({ rows, unknownColumns, unknownSheets }: Preview): ImportPreview => {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return {
    counts: [...counts].map(([state, number]) => ({ state, rows: number })),
    homonymRisks: rows.filter((row) => row.homonyms.length > 0).length,
    unknownSheets,
    unknownColumns,
    all: rows,
  };
};

export const PreviewRowConnection = connectionOf(PreviewRow, 'PreviewRow');
