import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { NotFoundError } from '../../src/errors.js';
import { allCustomers, customersByNumber } from '../../src/graph/customer.js';
import { toSeizure, type Seizure } from '../asset/asset.type.js';
import { toLoan, toSecurity, type Loan, type Security } from '../claim/claim.type.js';
import type { Context } from '../context.js';
import { knowledgeOf, shownBy } from '../coverage/coverage.js';
import { KnowledgeState } from '../coverage/coverage.type.js';
import { sectionPage, type Entry, type SectionPage } from '../coverage/section.js';
import { CourtCase, toCourtCase } from '../document/document.type.js';
import { NamedParty, toNamed } from '../entity/named.type.js';
import { CustomerRole, Party } from '../entity/party.type.js';
import { statedEntries } from '../entity/sections.js';
import { present } from '../loaders.js';
import { money, Money } from '../money.type.js';
import { page, pageCost, SincePageArgs, type Page } from '../page.js';
import { known, Role, type SectionWord } from '../vocabulary/captions.js';
import * as type from './customer.type.js';

const { Customer, OurCase } = type;
type Customer = type.Customer;

const ours = { scope: 'customer' } as const;

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, {
    nullable: true,
    description:
      '按编号或客户号取客户；没有则为 null。The customer of an id or of a customer number; null when there is none.',
  })
  async customer(@Arg('id', () => ID) id: string, @Ctx() { hub, loaders }: Context): Promise<Customer | null> {
    const row =
      (await loaders.customer.load(id)) ?? (await customersByNumber(hub.engine.read.bind(hub.engine), [id]))[0];
    return row ? type.toCustomer(row) : null;
  }

  @Query(() => type.CustomerConnection, {
    complexity: pageCost,
    description: '客户，按客户号。Customers in order of their number.',
  })
  async customers(
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Arg('officer', () => String, { nullable: true, description: '只要此经办人的。Only those of this officer.' })
    officer: string | null | undefined,
    @Arg('branch', () => String, { nullable: true, description: '只要此机构的。Only those of this branch.' })
    branch: string | null | undefined,
    @Ctx() { hub }: Context,
  ): Promise<Page<Customer>> {
    const since = args.changedSince?.toISOString() ?? '';
    const list = (await allCustomers(hub.engine.read.bind(hub.engine)))
      .map(type.toCustomer)
      .filter(
        (one) =>
          (!officer || one.officer === officer) && (!branch || one.branch === branch) && (one.fetchedAt ?? '') >= since,
      );
    return page(list, args, (one) => one.id);
  }

  @FieldResolver(() => NamedParty, { nullable: true, description: '借款人。The borrower.' })
  async borrower(@Root() { id }: Customer, @Ctx() { loaders }: Context): Promise<NamedParty | null> {
    const rows = await loaders.partiesOfCustomer.load(id);
    const borrower = rows.find((row) => row.role === 'borrower') ?? rows[0];
    return borrower ? toNamed(borrower) : null;
  }

  @FieldResolver(() => [Money], {
    complexity: 3,
    description:
      '欠我行余额，按币种；未载明余额的借据不计。Balances owed to us by currency; loans without a stated balance do not count.',
  })
  async owed(@Root() { id }: Customer, @Ctx() { loaders }: Context): Promise<Money[]> {
    const sums = new Map<string, number>();
    for (const { props } of await loaders.loansOfCustomer.load(id))
      if (props.balance !== undefined)
        sums.set(props.currency ?? 'CNY', (sums.get(props.currency ?? 'CNY') ?? 0) + props.balance);
    return [...sums].flatMap(([currency, fen]) => money(fen, currency) ?? []);
  }

  @FieldResolver(() => type.CustomerPartyConnection, {
    complexity: pageCost,
    description: '档案中的主体。Parties of the file.',
  })
  async parties(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() context: Context,
  ): Promise<SectionPage<type.CustomerParty>> {
    return sectionPage('parties', await partyEntries(id, context), args, ours);
  }

  @FieldResolver(() => type.CustomerLoanConnection, { complexity: pageCost })
  async loans(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<SectionPage<Loan>> {
    return sectionPage('loans', statedEntries(await loaders.loansOfCustomer.load(id), toLoan), args, ours);
  }

  @FieldResolver(() => type.CustomerSecurityConnection, {
    complexity: pageCost,
    description: '为其债务提供的担保。Security for its debts to us.',
  })
  async guarantees(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<SectionPage<Security>> {
    return sectionPage(
      'guarantees',
      statedEntries(await loaders.securitiesOfCustomer.load(id), toSecurity),
      args,
      ours,
    );
  }

  @FieldResolver(() => type.OurCaseConnection, { complexity: pageCost, description: '我方案件。Our own cases.' })
  async ourCases(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<SectionPage<type.OurCase>> {
    return sectionPage('ourCases', statedEntries(await loaders.ourCasesOf.load(id), type.toOurCase), args, ours);
  }

  @FieldResolver(() => type.MeasureConnection, {
    complexity: pageCost,
    description: '我方查封、冻结。Our own measures.',
  })
  async measures(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<SectionPage<Seizure>> {
    return sectionPage('measures', statedEntries(await loaders.seizuresOfCustomer.load(id), toSeizure), args, ours);
  }

  @FieldResolver(() => type.PaymentConnection, { complexity: pageCost })
  async payments(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<SectionPage<type.Payment>> {
    return sectionPage('payments', statedEntries(await loaders.paymentsOf.load(id), type.toPayment), args, ours);
  }

  @FieldResolver(() => type.ContactMadeConnection, { complexity: pageCost, description: '催收联系。Contacts made.' })
  async contactsMade(
    @Root() { id }: Customer,
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Ctx() { loaders, mask }: Context,
  ): Promise<SectionPage<type.ContactMade>> {
    const entries = statedEntries(await loaders.contactsMadeOf.load(id), (row) => type.toContactMade(row, mask));
    return sectionPage('contactsMade', entries, args, ours);
  }

  @FieldResolver(() => [KnowledgeState], {
    complexity: 10,
    description: '档案各栏目知道多少。How far each section of the file is known.',
  })
  async coverage(@Root() { id }: Customer, @Ctx() context: Context): Promise<KnowledgeState[]> {
    const { loaders } = context;
    const asIs = <T>(row: T): T => row;
    const sections: readonly [SectionWord, Promise<readonly Entry<unknown>[]>][] = [
      ['parties', partyEntries(id, context)],
      ['loans', loaders.loansOfCustomer.load(id).then((rows) => statedEntries(rows, asIs))],
      ['guarantees', loaders.securitiesOfCustomer.load(id).then((rows) => statedEntries(rows, asIs))],
      ['ourCases', loaders.ourCasesOf.load(id).then((rows) => statedEntries(rows, asIs))],
      ['measures', loaders.seizuresOfCustomer.load(id).then((rows) => statedEntries(rows, asIs))],
      ['payments', loaders.paymentsOf.load(id).then((rows) => statedEntries(rows, asIs))],
      ['contactsMade', loaders.contactsMadeOf.load(id).then((rows) => statedEntries(rows, asIs))],
      [
        'clues',
        loaders.cluesOfCustomer
          .load(id)
          .then((rows) => rows.map((row) => ({ key: row.id, value: row, rows: [{ fetchedAt: row.knownSince }] }))),
      ],
    ];
    return Promise.all(
      sections.map(async ([section, entries]) => {
        return knowledgeOf(section, shownBy(await entries), 'customer', context);
      }),
    );
  }
}

async function partyEntries(id: string, { loaders }: Context): Promise<Entry<type.CustomerParty>[]> {
  const rows = await loaders.partiesOfCustomer.load(id);
  const documents = await present(loaders.document, [...new Set(rows.map((row) => row.document))]);
  const fetched = new Map(documents.map(({ document }) => [document.id, document]));
  return rows.map((row) => ({
    key: `${row.role} ${row.mention}`,
    value: type.toCustomerParty(row),
    rows: [fetched.get(row.document) ?? {}],
  }));
}

@Resolver(() => OurCase)
export class OurCaseResolver {
  @FieldResolver(() => [CourtCase], { description: '案件的公开文书。The court case, where documents of it are known.' })
  async courtCases(@Root() { caseIds }: type.OurCase, @Ctx() { loaders }: Context): Promise<CourtCase[]> {
    return (await present(loaders.courtCase, caseIds)).map(toCourtCase);
  }
}

@Resolver(() => Party)
export class PartyCustomersResolver {
  @FieldResolver(() => [CustomerRole], {
    complexity: 5,
    description:
      '在哪些客户档案中，是什么身份；空即不是我行客户档案中的主体。Whose files it stands in; empty when none.',
  })
  async customers(@Root() { id }: Party, @Ctx() { loaders }: Context): Promise<CustomerRole[]> {
    const roles = new Map<string, CustomerRole>();
    for (const { link, id: customerId, role } of await loaders.hangingOn.load(id))
      if (link === 'IS_CUSTOMER') roles.set(`${customerId} ${role}`, { customerId, role: known(Role, role) });
    return [...roles.values()];
  }
}

@Resolver(() => CustomerRole)
export class CustomerRoleResolver {
  @FieldResolver(() => Customer)
  async customer(@Root() { customerId }: CustomerRole, @Ctx() { loaders }: Context): Promise<Customer> {
    const row = await loaders.customer.load(customerId);
    if (!row)
      throw new NotFoundError(
        '回答期间该客户已被撤回。请重新查询。 / The customer was withdrawn while the answer was made. Ask again.',
      );
    return type.toCustomer(row);
  }
}
