import { Field, ObjectType } from 'type-graphql';
import type { Bilingual as Words } from '../../src/model/clue.js';

@ObjectType({
  simpleResolvers: true,
  description: '中英文对照，先中文。A text in both languages; Chinese is what users see first.',
})
export class Bilingual implements Words {
  @Field(() => String)
  zh!: string;

  @Field(() => String)
  en!: string;
}
