import { Arg, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { linkRow, linkTypeNames } from '../../src/model/links.js';
import { nodeRow, nodeTypeNames } from '../../src/model/nodes.js';
import { Bilingual } from './bilingual.type.js';
import { enumName, vocabularies } from './captions.js';

@ObjectType({ description: '枚举值及其中英文名称。A value of an enum and what to show for it.' })
class VocabularyValue {
  @Field(() => String, { description: 'GraphQL 中的写法。As written in GraphQL.' })
  value!: string;

  @Field(() => Bilingual)
  caption!: Bilingual;
}

@ObjectType({
  description: '一个枚举或图谱类型表。An enum of this API, or one of the tables of the graph (Node, Link).',
})
class VocabularyTable {
  @Field(() => String)
  name!: string;

  @Field(() => Bilingual)
  caption!: Bilingual;

  @Field(() => [VocabularyValue])
  values!: VocabularyValue[];
}

@Resolver()
export class VocabularyResolver {
  @Query(() => [VocabularyTable], {
    description:
      '所有枚举值的中英文名称；另含图谱的节点类型（Node）和关系类型（Link）。Captions of every enum, and of the node and link types of the graph.',
  })
  vocabulary(
    @Arg('names', () => [String], { nullable: true, description: '只要这些。Only these.' }) names?: string[] | null,
  ): VocabularyTable[] {
    const tables: VocabularyTable[] = [
      ...vocabularies().map(({ name, caption, values }) => ({
        name,
        caption,
        values: Object.entries(values).map(([value, words]) => ({ value: enumName(value), caption: words })),
      })),
      {
        name: 'Link',
        caption: { zh: '图谱关系类型', en: 'Link types of the graph' },
        values: linkTypeNames.map((name) => ({ value: name, caption: linkRow(name).caption })),
      },
      {
        name: 'Node',
        caption: { zh: '图谱节点类型', en: 'Node types of the graph' },
        values: nodeTypeNames.map((name) => ({ value: name, caption: nodeRow(name).caption })),
      },
    ];
    return tables.filter((table) => !names || names.includes(table.name));
  }
}
