import { IsOptional, MaxLength, MinLength } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { MatchEdge } from '../../src/ingest/hub.js';
import type { Context } from '../context.js';
import { partyOf } from '../entity/find.js';
import { Party, type Mention } from '../entity/party.type.js';
import { toMention } from '../entity/profile.js';
import { present } from '../loaders.js';
import { page, PageArgs, pageCost, type Page } from '../page.js';
import { Verdict } from '../vocabulary/captions.js';
import { Match, MatchConnection, toMatch } from './review.type.js';

/** Pairs that one answer weighs. */
const pairCap = 200;

@ArgsType()
class DecideArgs {
  @Field(() => ID, { description: '提及编号。Id of a mention.' })
  left!: string;

  @Field(() => ID, { description: '提及编号。Id of a mention.' })
  right!: string;

  @Field(() => Verdict)
  verdict!: 'same' | 'different';

  @Field(() => String, { description: '理由。Reason.' })
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;

  @Field(() => String, { nullable: true, description: '由谁；默认为设置中的用户。By whom.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  by?: string;
}

@ObjectType({ description: '判断之后，两处提及各属哪个主体。The parties of both mentions after the decision.' })
class Decided {
  @Field(() => Party)
  left!: Party;

  @Field(() => Party)
  right!: Party;

  @Field(() => Boolean, { description: '现为同一主体。They are one party now.' })
  one!: boolean;
}

@Resolver()
export class ReviewResolver {
  @Query(() => MatchConnection, {
    complexity: pageCost,
    description: '待人工判断的提及对，涉及金额大的在前。Pairs that a person should look at, most money at stake first.',
  })
  async reviewQueue(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Match>> {
    const pairs = await context.hub.review(pairCap);
    return page(
      await matches(pairs, context),
      args,
      (match) => `${match.left.id} ${match.right.id}`,
      pairs.length >= pairCap,
    );
  }

  @Query(() => Match, {
    nullable: true,
    description: '为何两处提及是或不是同一主体；无从比较则为 null。Why two mentions are, or are not, one party.',
  })
  async explainPair(
    @Arg('left', () => ID, { description: '提及编号。Id of a mention.' }) left: string,
    @Arg('right', () => ID, { description: '提及编号。Id of a mention.' }) right: string,
    @Ctx() context: Context,
  ): Promise<Match | null> {
    const match = await context.hub.explainPair(left, right);
    return match ? ((await matches([{ left, right, match }], context))[0] ?? null) : null;
  }

  @Mutation(() => Decided, {
    description:
      '人工判断同一与否：先入档，后生效，重新导入不失效。Answers “same or not?”: archived first, applied second, outlives re-imports.',
  })
  async decide(
    @Args(() => DecideArgs) { left, right, verdict, reason, by }: DecideArgs,
    @Ctx() context: Context,
  ): Promise<Decided> {
    await context.hub.decide({ left, right, verdict, reason, by: by ?? context.user });
    context.loaders.party.clearAll();
    const [a, b] = [await partyOf(left, context), await partyOf(right, context)];
    return { left: a, right: b, one: a.id === b.id };
  }
}

@Resolver(() => Party)
export class PartyMatchesResolver {
  @FieldResolver(() => MatchConnection, {
    complexity: pageCost,
    description: '各提及如何合为一个主体。How its mentions hang together.',
  })
  async matches(
    @Root() { id }: Party,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Match>> {
    const list = await matches(await context.loaders.explained.load(id), context);
    return page(list, args, (match) => `${match.left.id} ${match.right.id}`);
  }
}

/** Pairs with both mentions; one that was read anew meanwhile is left out. */
async function matches(
  pairs: readonly (MatchEdge & { fenAtStake?: number })[],
  { loaders }: Context,
): Promise<Match[]> {
  const rows = await present(loaders.mention, [...new Set(pairs.flatMap(({ left, right }) => [left, right]))]);
  const mentions = new Map<string, Mention>(rows.map((row) => [row.mention.id, toMention(row)]));
  return pairs.flatMap(({ left, right, match, fenAtStake }) => {
    const [a, b] = [mentions.get(left), mentions.get(right)];
    return a && b ? [toMatch(a, b, match, fenAtStake)] : [];
  });
}
