import { Field, Int, ObjectType } from 'type-graphql';
import type { Bilingual as Words } from '../../src/model/clue.js';
import { DateTime } from '../scalars.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { Knowledge, Section, type KnowledgeWord, type SectionWord } from '../vocabulary/captions.js';

@ObjectType({
  simpleResolvers: true,
  description: '一个来源为此栏目查到什么程度。How far one source was read for a section.',
})
export class SourceCheck {
  @Field(() => String, { description: '来源名称。Name of the source.' })
  source!: string;

  @Field(() => Bilingual, { description: '来源说明。What the source is.' })
  describes!: Words;

  @Field(() => DateTime, {
    nullable: true,
    description: '最近一次读取结束的时间；从未读取为 null。End of its latest run; null when it was never read.',
  })
  readAt!: string | null;

  @Field(() => Boolean, {
    description: '最近一次读取覆盖了范围内的全部记录。The latest run saw everything in its scope.',
  })
  complete!: boolean;

  @Field(() => Boolean, { description: '来源完整时，没有即为没有。Absence from a complete run means there is none.' })
  absenceCounts!: boolean;

  @Field(() => Int, { description: '未能读出的记录数。Records that could not be read.' })
  quarantined!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '对一个栏目知道多少；空栏目必须看 state 才知道是哪一种“没有”。How far a section is known: an empty list means one of four things, and `state` says which.',
})
export class KnowledgeState {
  @Field(() => Section)
  section!: SectionWord;

  @Field(() => Knowledge)
  state!: KnowledgeWord;

  @Field(() => Int, { description: '已知条数。Items known.' })
  items!: number;

  @Field(() => [String], { description: '已知内容出自的来源。Sources that state them.' })
  statedBy!: readonly string[];

  @Field(() => DateTime, {
    nullable: true,
    description: '已知内容最近一次取得的时间。When the latest of them was fetched.',
  })
  latest!: string | null;

  @Field(() => [SourceCheck], { description: '查过哪些来源、何时。What was checked, and when.' })
  checked!: readonly SourceCheck[];

  @Field(() => Bilingual, {
    nullable: true,
    description: '没有查的：尚未接入的来源。What was not checked: sources that are not connected.',
  })
  notChecked!: Words | null;

  @Field(() => Bilingual, { description: '一句话。In one sentence.' })
  sentence!: Words;
}
