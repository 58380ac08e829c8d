import { Field, ID, ObjectType } from 'type-graphql';
import type { Named } from '../../src/graph/claim.js';
import { known, PartyKindEnum, Role } from '../vocabulary/captions.js';

@ObjectType({
  simpleResolvers: true,
  description: '关系一端的主体，名称照原文。A party at the end of a link, named as the document names it.',
})
export class NamedParty {
  @Field(() => String, { description: '文书中的名称。The name as written.' })
  name!: string;

  @Field(() => PartyKindEnum)
  kind!: string;

  @Field(() => ID, {
    description: '提及编号，合并变化后仍指向同一处。Id of the mention; outlives merges and re-readings.',
  })
  mention!: string;

  partyId!: string;
}

@ObjectType({ simpleResolvers: true, description: '带身份的主体。A party with its role in the document or file.' })
export class NamedInRole extends NamedParty {
  @Field(() => [Role])
  roles!: string[];
}

export const toNamed = ({ mention, party, name, kind }: Named): NamedParty => ({ mention, partyId: party, name, kind });

export const toNamedInRole = (named: Named, roles: readonly string[]): NamedInRole => ({
  ...toNamed(named),
  roles: roles.map((role) => known(Role, role)),
});

/** One entry for each party, in order of first appearance. */
export const distinct = (list: readonly Named[]): NamedParty[] =>
  [...new Map([...list].reverse().map((named) => [named.party, named])).values()].reverse().map(toNamed);
