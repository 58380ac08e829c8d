import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Reference } from '../../src/graph/at.js';
import type { Bilingual as Words } from '../../src/model/clue.js';
import type { Span } from '../../src/model/span.js';
import { DateTime } from '../scalars.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';

@ObjectType({
  simpleResolvers: true,
  description:
    '在来源记录中的位置，按 Unicode 码点计数（不是 UTF-16 单元）。Where in the record: positions count Unicode code points, not UTF-16 units.',
})
class Position implements Span {
  @Field(() => Int, { description: '首字位置，从 0 起。First code point, from 0.' })
  start!: number;

  @Field(() => Int, { description: '末字之后的位置。One past the last code point.' })
  end!: number;

  @Field(() => String, {
    nullable: true,
    description:
      '记录的哪一部分（字段或单元格，如 loans!D7）；正文为 null。The part of the record; null is its body text.',
  })
  part?: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '证据：原文、位置、来源记录、取得时间和哈希。记录已依法删除时只剩位置。Where a value was read: exact words, position, record, time fetched, hash. Only the position is left where the record was erased.',
})
export class Evidence {
  @Field(() => Bilingual, { description: '此处原文表明什么。What the quote shows.' })
  shows!: Words;

  @Field(() => String, {
    nullable: true,
    description: '原文；身份证号和电话可能已遮盖，字数不变。Exact words; identifiers may be masked at equal length.',
  })
  quote!: string | null;

  @Field(() => String, { nullable: true, description: '之前的文字。Words before it.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: '之后的文字。Words after it.' })
  after!: string | null;

  @Field(() => Position)
  at!: Span;

  documentId!: string;

  @Field(() => ID, { nullable: true, description: '来源记录。Id of the record.' })
  record!: string | null;

  @Field(() => String, { nullable: true, description: '来源（连接器）名称。Name of the source.' })
  source!: string | null;

  @Field(() => DateTime, { nullable: true })
  fetchedAt!: string | null;

  @Field(() => String, { nullable: true, description: '记录字节的 SHA-256。SHA-256 of the bytes of the record.' })
  hash!: string | null;
}

/** A reference, and where it differs from the property's caption, what it shows. */
export interface Ref extends Reference {
  readonly caption?: Words;
}

@InterfaceType({
  description: '凡有证据的值。Every value that leads to records and exact quotes.',
  autoRegisterImplementations: false,
})
export abstract class Evidenced {
  /** Mostly a getter: the positions are parsed only when somebody asks for evidence. */
  refs!: readonly Ref[];
}
