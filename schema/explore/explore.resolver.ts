import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { findConnections, searchLimits } from '../../src/graph/connections.js';
import { neighbourCounts, someStepsFrom, stepKind, stepKindNames, type StepKind } from '../../src/graph/explore.js';
import { expand } from '../../src/graph/network.js';
import type { Context } from '../context.js';
import { partyOf, requireParty, toParty } from '../entity/find.js';
import { Party } from '../entity/party.type.js';
import { present } from '../loaders.js';
import { page, PageArgs, pageCost, type Page } from '../page.js';
import { StepKindEnum } from '../vocabulary/captions.js';
import {
  Connections,
  Neighbour,
  NeighbourConnection,
  NeighbourCount,
  Network,
  NetworkParty,
  Step,
  toStep,
} from './explore.type.js';

/** Steps of each kind and direction that are looked at around one party. */
const stepCap = 500;

/** Followed when the caller names none: what two parties have to do with each other, not only where both are named. */
const usual: readonly StepKind[] = stepKindNames.filter((kind) => kind !== 'sameDocument' && kind !== 'possiblySame');

@ArgsType()
class Kinds {
  @Field(() => [StepKindEnum], {
    nullable: true,
    description:
      '只走这些关系；默认不含“见于同一文书”和“可能同一”。Only these links; by default all but SAME_DOCUMENT and POSSIBLY_SAME.',
  })
  kinds?: StepKind[] | null;
}

@ArgsType()
class NetworkArgs extends Kinds {
  @Field(() => ID, {
    description: '主体编号、提及编号或唯一的全名。Id of a party or mention, or a full name that only one has.',
  })
  from!: string;

  @Field(() => Int, { defaultValue: 2, description: '步数，1-3。Steps.' })
  @Min(1)
  @Max(3)
  depth: number = 2;

  @Field(() => Int, { defaultValue: 50, description: '主体总数上限，2-200。Parties at most.' })
  @Min(2)
  @Max(200)
  limit: number = 50;
}

@ArgsType()
class ConnectionArgs extends Kinds {
  @Field(() => ID, {
    description: '主体编号、提及编号或唯一的全名。Id of a party or mention, or a full name that only one has.',
  })
  from!: string;

  @Field(() => ID)
  to!: string;

  @Field(() => Int, { defaultValue: 4, description: '最多几步，1-6。Steps at most.' })
  @Min(1)
  @Max(6)
  maxDepth: number = 4;
}

@Resolver()
export class ExploreResolver {
  @Query(() => Network, {
    complexity: ({ childComplexity, args }) => 10 + (Number(args['limit']) / 4) * childComplexity,
    description: '有界展开。Bounded expansion around a party.',
  })
  async network(
    @Args(() => NetworkArgs) { from, kinds, depth, limit }: NetworkArgs,
    @Ctx() context: Context,
  ): Promise<Network> {
    const { engine } = context.hub;
    const { hubMentions, hubSteps } = searchLimits;
    const start = await requireParty(from, context);
    const found = await expand(engine.read.bind(engine), start, kinds ?? usual, {
      depth,
      parties: limit,
      hubMentions,
      hubSteps,
    });
    return {
      parties: [...found.distances].map(([partyId, distance]) => ({ partyId, distance })),
      steps: found.steps.map(toStep),
      truncated: found.truncated,
      hubIds: found.hubs,
    };
  }

  @Query(() => Connections, {
    complexity: ({ childComplexity }) => 20 + childComplexity * 5,
    description: '两个主体之间的最短联系。Shortest connections between two parties.',
  })
  async connections(
    @Args(() => ConnectionArgs) { from, to, kinds, maxDepth }: ConnectionArgs,
    @Ctx() context: Context,
  ): Promise<Connections> {
    const { engine } = context.hub;
    const [left, right] = await Promise.all([requireParty(from, context), requireParty(to, context)]);
    const found = await findConnections(engine.read.bind(engine), left, right, kinds ?? usual, {
      ...searchLimits,
      maxDepth,
    });
    return {
      connections: found.connections.map(({ steps, strength }) => ({ steps: steps.map(toStep), strength })),
      searchedDepth: found.searchedDepth,
      truncated: found.truncated,
      reason: found.reason,
      hubIds: found.hubs,
    };
  }
}

@Resolver(() => Party)
export class PartyNeighboursResolver {
  @FieldResolver(() => [NeighbourCount], {
    complexity: 20,
    description: '各种关系一步之内的主体数。Parties one step away, by kind of link.',
  })
  async neighbourCounts(@Root() { id }: Party, @Ctx() { hub }: Context): Promise<NeighbourCount[]> {
    const counts = await neighbourCounts(hub.engine.read.bind(hub.engine), id, stepCap);
    return counts
      .filter((count) => count.parties > 0)
      .map(({ kind, back, parties }) => ({
        kind,
        back,
        caption: back ? stepKind(kind).reverse : stepKind(kind).caption,
        parties,
        atLeast: parties >= stepCap,
      }));
  }

  @FieldResolver(() => NeighbourConnection, {
    complexity: pageCost,
    description: '一步之内的主体。Parties one step away.',
  })
  async neighbours(
    @Root() { id }: Party,
    @Args(() => PageArgs) args: PageArgs,
    @Args(() => Kinds) { kinds }: Kinds,
    @Ctx() { hub }: Context,
  ): Promise<Page<Neighbour>> {
    const steps = await someStepsFrom(hub.engine.read.bind(hub.engine), id, kinds ?? stepKindNames, stepCap);
    const byParty = new Map<string, Neighbour>();
    for (const step of steps) {
      const neighbour = byParty.get(step.to) ?? { partyId: step.to, steps: [] };
      if (neighbour.steps.length < 20) neighbour.steps.push(toStep(step));
      byParty.set(step.to, neighbour);
    }
    const list = [...byParty.values()].sort(
      (a, b) => b.steps.length - a.steps.length || a.partyId.localeCompare(b.partyId),
    );
    return page(list, args, (neighbour) => neighbour.partyId, steps.length >= stepCap);
  }
}

@Resolver(() => Step)
export class StepResolver {
  @FieldResolver(() => Party)
  from(@Root() { fromId }: Step, @Ctx() context: Context): Promise<Party> {
    return partyOf(fromId, context);
  }

  @FieldResolver(() => Party)
  to(@Root() { toId }: Step, @Ctx() context: Context): Promise<Party> {
    return partyOf(toId, context);
  }
}

@Resolver(() => Neighbour)
export class NeighbourResolver {
  @FieldResolver(() => Party)
  party(@Root() { partyId }: Neighbour, @Ctx() context: Context): Promise<Party> {
    return partyOf(partyId, context);
  }
}

@Resolver(() => NetworkParty)
export class NetworkPartyResolver {
  @FieldResolver(() => Party)
  party(@Root() { partyId }: NetworkParty, @Ctx() context: Context): Promise<Party> {
    return partyOf(partyId, context);
  }
}

const hubs = async (ids: readonly string[], { loaders }: Context): Promise<Party[]> =>
  (await present(loaders.party, ids.slice(0, 50))).map(toParty);

@Resolver(() => Network)
export class NetworkResolver {
  @FieldResolver(() => [Party], {
    description: '未展开的枢纽（银行等），最多 50 个。Hubs that were not expanded, at most 50.',
  })
  hubs(@Root() { hubIds }: Network, @Ctx() context: Context): Promise<Party[]> {
    return hubs(hubIds, context);
  }
}

@Resolver(() => Connections)
export class ConnectionsResolver {
  @FieldResolver(() => [Party], {
    description: '遇到而未穿过的枢纽，最多 50 个。Hubs that were met and not passed through, at most 50.',
  })
  hubs(@Root() { hubIds }: Connections, @Ctx() context: Context): Promise<Party[]> {
    return hubs(hubIds, context);
  }
}
