import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { references } from '../../src/graph/at.js';
import { stepKind, type Step as StepRow } from '../../src/graph/explore.js';
import type { Bilingual as Words } from '../../src/model/clue.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { connectionOf } from '../page.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { SearchReasonEnum, StepKindEnum } from '../vocabulary/captions.js';

@ObjectType({
  implements: Evidenced,
  description:
    '从一个主体到另一个主体的一步，由一份文书载明；caption 接在 from 之后、to 之前读。One step from party to party as one document states it; read `from` caption `to`.',
})
export class Step extends Evidenced {
  @Field(() => StepKindEnum)
  kind!: string;

  @Field(() => Bilingual)
  caption!: Words;

  @Field(() => ID, { nullable: true, description: '两者之间的事物（担保、贷款、文书等）。The thing between them.' })
  via!: string | null;

  @Field(() => ID, { description: '载明此关系的文书。The document that states it.' })
  document!: string;

  fromId!: string;
  toId!: string;
}

export const toStep = ({ kind, back, from, to, via, document, at }: StepRow): Step => ({
  kind,
  caption: back ? stepKind(kind).reverse : stepKind(kind).caption,
  via,
  document,
  fromId: from,
  toId: to,
  get refs() {
    return references(document, at);
  },
});

@ObjectType({
  description:
    '某种关系一步之内有多少主体，展开之前先看。How many parties are one step away by one kind of link: look before you expand.',
})
export class NeighbourCount {
  @Field(() => StepKindEnum)
  kind!: string;

  @Field(() => Boolean, { description: '从关系的另一端读。Read from the other end of the link.' })
  back!: boolean;

  @Field(() => Bilingual)
  caption!: Words;

  @Field(() => Int)
  parties!: number;

  @Field(() => Boolean, { description: '数到上限为止，实际可能更多。Counted up to the cap; there may be more.' })
  atLeast!: boolean;
}

@ObjectType({ description: '一步之内的一个主体，及相连的各步。A party one step away, with the steps that lead to it.' })
export class Neighbour {
  @Field(() => [Step])
  steps!: Step[];

  partyId!: string;
}

@ObjectType({ description: '关系网中的一个主体。A party of a network.' })
export class NetworkParty {
  @Field(() => Int, { description: '离起点几步。Steps from the start.' })
  distance!: number;

  partyId!: string;
}

@ObjectType({ description: '有界展开的关系网。A network expanded within bounds.' })
export class Network {
  @Field(() => [NetworkParty])
  parties!: NetworkParty[];

  @Field(() => [Step], {
    description: '各主体之间的关系，同一对同一种只取一份文书。Links among them, one document for each pair and kind.',
  })
  steps!: Step[];

  @Field(() => Boolean, { description: '有部分未展开（枢纽或上限）。Something was left out (hubs or caps).' })
  truncated!: boolean;

  hubIds!: readonly string[];
}

@ObjectType({ description: '一条最短联系。One shortest connection.' })
export class PartyPath {
  @Field(() => [Step])
  steps!: Step[];

  @Field(() => Float, { description: '各步强度之积，0-1。Product of the strengths of its steps.' })
  strength!: number;
}

@ObjectType({
  description:
    '两个主体如何相连。没有找到时，reason 说明是查尽了还是截断了。How two parties hang together; where none was found, `reason` says whether all was looked at.',
})
export class Connections {
  @Field(() => [PartyPath], { description: '最短的几条，强的在前。The shortest ones, strongest first.' })
  connections!: PartyPath[];

  @Field(() => Int, { description: '查到几步。Steps that were searched.' })
  searchedDepth!: number;

  @Field(() => Boolean)
  truncated!: boolean;

  @Field(() => SearchReasonEnum)
  reason!: string;

  hubIds!: readonly string[];
}

export const NeighbourConnection = connectionOf(Neighbour, 'Neighbour');
