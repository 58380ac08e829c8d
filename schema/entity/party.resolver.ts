import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { references } from '../../src/graph/at.js';
import { toAsset, type Asset } from '../asset/asset.type.js';
import { toLoan, type PaymentOrder, type Security } from '../claim/claim.type.js';
import type { Context } from '../context.js';
import { knowledgeOf, shownBy } from '../coverage/coverage.js';
import { KnowledgeState } from '../coverage/coverage.type.js';
import { sectionPage, type Entry, type SectionPage } from '../coverage/section.js';
import { CourtCase, toCourtCase } from '../document/document.type.js';
import { present } from '../loaders.js';
import { page, PageArgs, pageCost, SincePageArgs, type Page } from '../page.js';
import { known, MatchTier, OutcomeEnum, Role, type SectionWord } from '../vocabulary/captions.js';
import { partsWanted } from './ahead.js';
import { findParty, partyOf, toParty } from './find.js';
import { NamedParty } from './named.type.js';
import * as profile from './profile.js';
import { capped, contactEntries, offices, orders, partOf, securities, statedEntries } from './sections.js';
import {
  AssetConnection,
  CaseCount,
  type Contact,
  ContactConnection,
  type Identifier,
  IdentifierConnection,
  Mention,
  MentionConnection,
  type Office,
  OfficeConnection,
  Party,
  PartyCase,
  PartyCaseConnection,
  PartyFact,
  type PartyLoan,
  PartyLoanConnection,
  PartyName,
  PaymentOrderConnection,
  Possibility,
  PossibilityConnection,
  SecurityConnection,
  TimelineConnection,
  type TimelineEvent,
} from './party.type.js';

@Resolver(() => Party)
export class PartyResolver {
  @Query(() => Party, {
    nullable: true,
    description:
      '主体画像，按主体编号、提及编号或唯一的全名；没有则为 null。The party of an id, of a mention id, or of a full name that only one has; null when there is none.',
  })
  async party(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Party | null> {
    const row = await findParty(id, context, partsWanted(info));
    return row ? toParty(row) : null;
  }

  @FieldResolver(() => [PartyName], {
    complexity: 5,
    description: '名称、曾用名、简称，及所见日期。Names, with the dates they were seen at.',
  })
  async names(@Root() party: Party, @Ctx() context: Context): Promise<PartyName[]> {
    return profile.names(await partOf(party, 'mentions', context));
  }

  @FieldResolver(() => [PartyFact], {
    complexity: 5,
    description: '出生日期、性别、民族、地址。Birth date, gender, ethnicity, address.',
  })
  async facts(@Root() party: Party, @Ctx() context: Context): Promise<PartyFact[]> {
    return profile.facts(await partOf(party, 'mentions', context), context.mask);
  }

  @FieldResolver(() => IdentifierConnection, { complexity: pageCost })
  async identifiers(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Identifier>> {
    return sectionPage(
      'identifiers',
      profile.identifiers(await partOf(party, 'mentions', context), context.mask),
      args,
    );
  }

  @FieldResolver(() => MatchTier, {
    nullable: true,
    description:
      '各提及合为一个主体的最弱等级；只有一处提及时为 null。The weakest tier that holds its mentions together; null for a single mention.',
  })
  async tier(@Root() party: Party, @Ctx() { loaders }: Context): Promise<string | null> {
    const tiers = (await loaders.explained.load(party.id)).map((edge) => edge.match.tier).sort();
    const weakest = tiers.at(-1);
    return weakest === undefined ? null : known(MatchTier, weakest);
  }

  @FieldResolver(() => MentionConnection, { complexity: pageCost })
  async mentions(
    @Root() party: Party,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Mention>> {
    return page(
      (await partOf(party, 'mentions', context)).map(profile.toMention),
      args,
      (mention) => mention.id,
      capped(party),
    );
  }

  @FieldResolver(() => PartyCaseConnection, {
    complexity: pageCost,
    description: '案件，最近的在前。Court cases, newest first.',
  })
  async cases(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Arg('role', () => Role, { nullable: true }) role: string | null | undefined,
    @Arg('outcome', () => OutcomeEnum, { nullable: true }) outcome: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<SectionPage<PartyCase>> {
    const keep = (one: PartyCase): boolean =>
      (!role || one.roles.includes(role)) && (!outcome || one.outcomes.includes(outcome));
    return sectionPage('cases', profile.cases(await partOf(party, 'cases', context)), args, {
      truncated: capped(party),
      keep,
    });
  }

  @FieldResolver(() => [CaseCount], { complexity: 5, description: '案件按身份和结果计数。Cases by role and outcome.' })
  async caseCounts(@Root() party: Party, @Ctx() context: Context): Promise<CaseCount[]> {
    return profile.caseCounts(profile.cases(await partOf(party, 'cases', context)).map((entry) => entry.value));
  }

  @FieldResolver(() => PartyLoanConnection, { complexity: pageCost })
  async loans(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<PartyLoan>> {
    const entries = statedEntries(await partOf(party, 'loans', context), (row) => ({
      role: row.role,
      loan: toLoan(row),
    }));
    return sectionPage('loans', entries, args, { truncated: capped(party) });
  }

  @FieldResolver(() => SecurityConnection, {
    complexity: pageCost,
    description: '对外提供的担保。Security it gives for debts of others or its own.',
  })
  guaranteesGiven(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Security>> {
    return securities(party, 'provider', args, context);
  }

  @FieldResolver(() => SecurityConnection, {
    complexity: pageCost,
    description: '他人为其债务提供的担保。Security that others give for its debts.',
  })
  guaranteesReceived(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Security>> {
    return securities(party, 'debtor', args, context);
  }

  @FieldResolver(() => SecurityConnection, {
    complexity: pageCost,
    description: '作为债权人享有的担保。Security it holds as creditor.',
  })
  guaranteesHeld(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Security>> {
    return securities(party, 'creditor', args, context);
  }

  @FieldResolver(() => PaymentOrderConnection, {
    complexity: pageCost,
    description: '应支付他人的判项。Orders by which it must pay.',
  })
  mustPay(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<PaymentOrder>> {
    return orders(party, 'obligor', args, context);
  }

  @FieldResolver(() => PaymentOrderConnection, {
    complexity: pageCost,
    description: '应由他人支付的判项：到期债权的来源。Orders by which others must pay it.',
  })
  isOwed(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<PaymentOrder>> {
    return orders(party, 'payee', args, context);
  }

  @FieldResolver(() => AssetConnection, { complexity: pageCost })
  async assets(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Asset>> {
    const entries = profile.onlyOnce(await partOf(party, 'assets', context)).map((row) => ({
      key: row.props.id,
      value: toAsset(row),
      rows: [...row.descriptions, ...row.stated],
    }));
    return sectionPage('assets', entries, args, { truncated: capped(party) });
  }

  @FieldResolver(() => OfficeConnection, {
    complexity: pageCost,
    description: '担任法定代表人的单位。Organizations it represents.',
  })
  represents(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Office>> {
    return offices(party, 'represents', args, context);
  }

  @FieldResolver(() => OfficeConnection, {
    complexity: pageCost,
    description: '法定代表人。Its legal representatives.',
  })
  representedBy(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Office>> {
    return offices(party, 'representedBy', args, context);
  }

  @FieldResolver(() => ContactConnection, { complexity: pageCost })
  async contacts(
    @Root() party: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<Contact>> {
    return sectionPage('contacts', await contactEntries(party, context), args);
  }

  @FieldResolver(() => TimelineConnection, {
    complexity: pageCost,
    description: '有日期的事实，最近的在前。Dated facts, newest first.',
  })
  async timeline(
    @Root() party: Party,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<TimelineEvent>> {
    const [rows, loans, given, assets] = await Promise.all([
      partOf(party, 'mentions', context),
      partOf(party, 'loans', context),
      partOf(party, 'securities', context),
      partOf(party, 'assets', context),
    ]);
    const seizures = await present(context.loaders.seizure, [...new Set(assets.flatMap((asset) => asset.seizures))]);
    return page(
      profile.timeline(rows, loans, given, seizures),
      args,
      (event) => `${event.date} ${event.kind} ${event.subject}`,
    );
  }

  @FieldResolver(() => PossibilityConnection, {
    complexity: pageCost,
    description:
      '可能是同一主体的其他提及：未核实，未计入本画像。Mentions that may be the same party: not verified and no part of this profile.',
  })
  async possibly(
    @Root() { id }: Party,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<Possibility>> {
    const since = args.changedSince?.toISOString() ?? '';
    const rows = (await loaders.possiblyOf.load(id)).filter((row) => (row.fetchedAt ?? '') >= since);
    const list = rows.map((row) => ({
      mentionIsHere: row.side === 'here',
      mention: row.mention,
      name: row.name,
      reasons: [...row.reasons],
      otherId: row.other,
      get refs() {
        return references(row.document, row.at);
      },
    }));
    return page(list, args, (one) => `${one.mention} ${one.otherId}`);
  }

  @FieldResolver(() => [KnowledgeState], {
    complexity: 10,
    description:
      '各栏目知道多少：查了哪里、何时查、哪些没查。How far each section is known: what was checked where and when, and what was not.',
  })
  async coverage(@Root() party: Party, @Ctx() context: Context): Promise<KnowledgeState[]> {
    const [mentions, loans, given, owed, assets, officers, contacts, clues] = await Promise.all([
      partOf(party, 'mentions', context),
      partOf(party, 'loans', context),
      partOf(party, 'securities', context),
      partOf(party, 'orders', context),
      partOf(party, 'assets', context),
      context.loaders.officersOf.load(party.id),
      contactEntries(party, context),
      context.loaders.cluesOfParty.load(party.id),
    ]);
    const documents = new Map(mentions.map(({ document }) => [document.id, document]));
    const sections: readonly [SectionWord, readonly Entry<unknown>[]][] = [
      ['identifiers', profile.identifiers(mentions, context.mask)],
      ['cases', profile.cases(mentions)],
      ['orders', statedEntries(owed, same)],
      ['loans', statedEntries(loans, same)],
      ['guarantees', statedEntries(given, same)],
      [
        'assets',
        profile
          .onlyOnce(assets)
          .map((row) => ({ key: row.props.id, value: row, rows: [...row.descriptions, ...row.stated] })),
      ],
      ['officers', officers.map((row) => ({ key: row.party, value: row, rows: [documents.get(row.document) ?? {}] }))],
      ['contacts', contacts],
      ['clues', clues.map((row) => ({ key: row.id, value: row, rows: [{ fetchedAt: row.knownSince }] }))],
    ];
    return Promise.all(sections.map(([section, entries]) => knowledgeOf(section, shownBy(entries), 'party', context)));
  }
}

const same = <T>(value: T): T => value;

@Resolver(() => NamedParty)
export class NamedPartyResolver {
  @FieldResolver(() => Party)
  party(@Root() { partyId }: NamedParty, @Ctx() context: Context): Promise<Party> {
    return partyOf(partyId, context);
  }
}

@Resolver(() => Mention)
export class MentionResolver {
  @Query(() => Mention, { nullable: true, description: '按编号取一处提及。The mention of an id.' })
  async mention(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Mention | null> {
    const row = await loaders.mention.load(id);
    return row ? profile.toMention(row) : null;
  }

  @FieldResolver(() => Party)
  party(@Root() { partyId }: Mention, @Ctx() context: Context): Promise<Party> {
    return partyOf(partyId, context);
  }
}

@Resolver(() => PartyCase)
export class PartyCaseResolver {
  @FieldResolver(() => CourtCase, { nullable: true })
  async courtCase(@Root() { caseId }: PartyCase, @Ctx() { loaders }: Context): Promise<CourtCase | null> {
    const row = caseId === null ? null : await loaders.courtCase.load(caseId);
    return row ? toCourtCase(row) : null;
  }
}

@Resolver(() => Possibility)
export class PossibilityResolver {
  @FieldResolver(() => Party, { description: '对方主体。The other party.' })
  other(@Root() { otherId }: Possibility, @Ctx() context: Context): Promise<Party> {
    return partyOf(otherId, context);
  }
}
