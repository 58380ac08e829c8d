import { Field, Float, ObjectType } from 'type-graphql';
import type { Bilingual as Words } from '../../src/model/clue.js';
import type { MatchScore } from '../../src/model/mention.js';
import { Mention } from '../entity/party.type.js';
import { money, Money } from '../money.type.js';
import { connectionOf } from '../page.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import { known, MatchTier } from '../vocabulary/captions.js';

@ObjectType({ description: '一项特征：支持或反对。One feature, for or against.' })
export class MatchFeature {
  @Field(() => String)
  name!: string;

  @Field(() => Float, { description: '权重；负数为反对。Weight; negative speaks against.' })
  weight!: number;

  @Field(() => Bilingual)
  reason!: Words;
}

@ObjectType({ description: '两处提及是否同一主体，及理由。Whether two mentions are one party, and why.' })
export class Match {
  @Field(() => Mention)
  left!: Mention;

  @Field(() => Mention)
  right!: Mention;

  @Field(() => MatchTier)
  tier!: string;

  @Field(() => Float, { description: '0-1' })
  score!: number;

  @Field(() => [MatchFeature])
  features!: MatchFeature[];

  @Field(() => Money, { nullable: true, description: '所涉客户欠我行的金额。What the customers concerned owe us.' })
  atStake!: Money | null;
}

export const toMatch = (
  left: Mention,
  right: Mention,
  { tier, score, features }: MatchScore,
  fenAtStake?: number,
): Match => ({
  left,
  right,
  tier: known(MatchTier, tier),
  score,
  features: features.map(({ name, weight, zh, en }) => ({ name, weight, reason: { zh, en } })),
  atStake: money(fenAtStake),
});

export const MatchConnection = connectionOf(Match, 'Match');
