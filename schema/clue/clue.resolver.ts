import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rules } from '../../src/discover/rules.js';
import { NotFoundError, UserError } from '../../src/errors.js';
import { allClues } from '../../src/graph/clue.js';
import type { FollowUpState } from '../../src/model/clue.js';
import type { Context } from '../context.js';
import { Customer, toCustomer } from '../customer/customer.type.js';
import { toParty } from '../entity/find.js';
import { Party } from '../entity/party.type.js';
import { money } from '../money.type.js';
import { pageCost, SincePageArgs, type Page } from '../page.js';
import { PartialDate } from '../scalars.js';
import { ClueOrder, FollowUpStateEnum } from '../vocabulary/captions.js';
import { Clue, ClueConnection, ClueFilter, ClueRule, FollowUp, toClue } from './clue.type.js';
import { clueList, dayOf, type ListArgs } from './list.js';

@ArgsType()
class ClueListArgs extends SincePageArgs implements ListArgs {
  @Field(() => PartialDate, {
    nullable: true,
    description: '按哪一日查看，YYYY-MM-DD；默认今天（中国时间）。As of which day; today in China when left out.',
  })
  asOf?: string | null;

  @Field(() => ClueOrder, { defaultValue: 'expected' })
  orderBy: string = 'expected';

  @Field(() => ClueFilter, { nullable: true })
  filter?: ClueFilter | null;
}

@ArgsType()
class FollowUpArgs {
  @Field(() => ID)
  clue!: string;

  @Field(() => FollowUpStateEnum)
  state!: FollowUpState;

  @Field(() => String, {
    nullable: true,
    description: '原因；忽略或放弃时必填。Required when a clue is ignored or given up.',
  })
  @IsOptional()
  @MaxLength(2000)
  reason?: string;

  @Field(() => String, { nullable: true, description: '收回多少分。Recovered, in fen.' })
  @IsOptional()
  @MaxLength(15)
  recoveredFen?: string;

  @Field(() => String, { nullable: true, description: '由谁；默认为设置中的用户。By whom.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  by?: string;
}

@Resolver(() => Clue)
export class ClueResolver {
  @Query(() => ClueConnection, {
    complexity: pageCost,
    description:
      '财产线索。WORK 只列值得推进的，其余排序列出全部。Asset clues; WORK lists only those worth pushing, the other orders list all.',
  })
  async clues(@Args(() => ClueListArgs) args: ClueListArgs, @Ctx() context: Context): Promise<Page<Clue>> {
    return clueList(await allClues(context.hub.engine.read.bind(context.hub.engine)), args, args.filter ?? {}, context);
  }

  @Query(() => Clue, {
    nullable: true,
    description: '一条线索；没有或已失效为 null。One clue; null when there is none (any more).',
  })
  async clue(
    @Arg('id', () => ID) id: string,
    @Arg('asOf', () => PartialDate, { nullable: true }) asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Clue | null> {
    return clueOf(id, asOf, context);
  }

  @Query(() => [ClueRule], { description: '全部线索规则。All clue rules.' })
  clueRules(): ClueRule[] {
    return rules.map(({ id, title, question, base, basis, halfLifeDays }) => ({
      id,
      title,
      question,
      base,
      basis,
      halfLifeDays,
    }));
  }

  @Mutation(() => Clue, {
    description: '记录跟进：先入档，后生效。Notes what was done about a clue: archived first, applied second.',
  })
  async followUp(
    @Args(() => FollowUpArgs) { clue, state, reason, recoveredFen, by }: FollowUpArgs,
    @Ctx() context: Context,
  ): Promise<Clue> {
    if ((state === 'ignored' || state === 'givenUp') && !reason?.trim())
      throw new UserError(
        "忽略或放弃线索须说明理由。请填写 reason。 / A clue is ignored or given up for a reason. Give 'reason'.",
        { code: 'REASON_MISSING' },
      );
    if (recoveredFen !== undefined && !/^\d{1,15}$/.test(recoveredFen))
      throw new UserError(
        "recoveredFen 以分为单位。请只写数字。 / 'recoveredFen' is a number of fen. Write digits only.",
        { code: 'BAD_FEN' },
      );
    await context.hub.followUp({
      clue,
      state,
      by: by ?? context.user,
      ...(reason ? { reason } : {}),
      ...(recoveredFen === undefined ? {} : { recoveredFen: Number(recoveredFen) }),
    });
    const after = await clueOf(clue, null, context);
    if (!after)
      throw new NotFoundError(
        '该线索已失效，跟进记录已保留。请重新列出线索。 / The clue no longer holds; the follow-up is kept. List the clues again.',
      );
    return after;
  }

  @FieldResolver(() => Customer)
  async customer(@Root() { customerId }: Clue, @Ctx() { loaders }: Context): Promise<Customer> {
    const row = await loaders.customer.load(customerId);
    if (!row)
      throw new NotFoundError(
        '回答期间该客户已被撤回。请重新查询。 / The customer was withdrawn while the answer was made. Ask again.',
      );
    return toCustomer(row);
  }

  @FieldResolver(() => [Party], { description: '涉及的主体，债务人在前。Parties it is about.' })
  async parties(@Root() { id }: Clue, @Ctx() { loaders }: Context): Promise<Party[]> {
    return (await loaders.partiesOfClue.load(id)).map(toParty);
  }

  @FieldResolver(() => FollowUpStateEnum, { description: '处理状态。What was last done about it.' })
  async state(@Root() { id }: Clue, @Ctx() { loaders }: Context): Promise<string> {
    return (await loaders.followUpsOf.load(id))[0]?.state ?? 'open';
  }

  @FieldResolver(() => [FollowUp], {
    complexity: 5,
    description: '跟进记录，最近的在前，最多 50 条。Follow-ups, latest first, at most 50.',
  })
  async followUps(@Root() { id }: Clue, @Ctx() { loaders }: Context): Promise<FollowUp[]> {
    return (await loaders.followUpsOf.load(id))
      .slice(0, 50)
      .map(({ recovered, ...row }) => ({ ...row, recovered: money(recovered) }));
  }
}

@Resolver(() => Customer)
export class CustomerCluesResolver {
  @FieldResolver(() => ClueConnection, { complexity: pageCost })
  async clues(
    @Root() { id }: Customer,
    @Args(() => ClueListArgs) args: ClueListArgs,
    @Ctx() context: Context,
  ): Promise<Page<Clue>> {
    return clueList(await context.loaders.cluesOfCustomer.load(id), args, args.filter ?? {}, context);
  }
}

@Resolver(() => Party)
export class PartyCluesResolver {
  @FieldResolver(() => ClueConnection, {
    complexity: pageCost,
    description: '涉及此主体的线索。Clues about this party.',
  })
  async clues(
    @Root() { id }: Party,
    @Args(() => ClueListArgs) args: ClueListArgs,
    @Ctx() context: Context,
  ): Promise<Page<Clue>> {
    return clueList(await context.loaders.cluesOfParty.load(id), args, args.filter ?? {}, context);
  }
}

async function clueOf(id: string, asOf: string | null | undefined, context: Context): Promise<Clue | null> {
  const { loaders, mask } = context;
  loaders.clue.clear(id);
  loaders.followUpsOf.clear(id);
  const row = await loaders.clue.load(id);
  return row && toClue(await loaders.view.load({ row, asOf: dayOf(asOf, context) }), row, mask);
}
