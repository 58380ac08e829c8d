import { Field, ObjectType } from 'type-graphql';
import type { Bilingual as Words } from '../../src/model/clue.js';
import { connectionOf } from '../page.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { SearchKind, type SearchKindWord } from '../vocabulary/captions.js';

@ObjectType({
  description:
    '一条检索结果；与 kind 同名的字段有值，其余为 null。One result; the field named like its kind is set, the others are null.',
})
export class SearchHit {
  @Field(() => SearchKind)
  kind!: SearchKindWord;

  @Field(() => String, { description: '名称或编号。Name or number.' })
  label!: string;

  @Field(() => Bilingual, { description: '为何找到。Why it was found.' })
  because!: Words;

  id!: string;
}

export const SearchConnection = connectionOf(SearchHit, 'Search');
