import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { EndRow } from '../../src/graph/claim.js';
import { Asset, toAsset } from '../asset/asset.type.js';
import type { Context } from '../context.js';
import { Customer, toCustomer } from '../customer/customer.type.js';
import { Document, toDocument } from '../document/document.type.js';
import { distinct, NamedParty } from '../entity/named.type.js';
import { present } from '../loaders.js';
import { Loan, PaymentOrder, Security, toLoan, toSecurity } from './claim.type.js';

/** What came with the claim, else fetched now. */
const endsOf = (
  { id, ends }: Loan | Security | PaymentOrder,
  context: Context,
  one: 'endsOfLoan' | 'endsOfSecurity' | 'endsOfOrder',
): readonly EndRow[] | Promise<readonly EndRow[]> => ends ?? context.loaders[one].load(id);

/** Parties at the ends that one kind of link leads to. */
const people = (ends: readonly EndRow[], link: string): NamedParty[] =>
  distinct(
    ends.flatMap(({ link: is, id, party, name, kind }) =>
      is === link && party !== null && name !== null && kind !== null ? [{ mention: id, party, name, kind }] : [],
    ),
  );

/** Ids of the other things there. */
const things = (ends: readonly EndRow[], link: string): string[] => [
  ...new Set(ends.filter((end) => end.link === link && end.party === null).map((end) => end.id)),
];

@Resolver(() => Loan)
export class LoanResolver {
  @Query(() => Loan, { nullable: true })
  async loan(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Loan | null> {
    const row = await loaders.loan.load(id);
    return row && toLoan(row);
  }

  @FieldResolver(() => [NamedParty])
  async lenders(@Root() claim: Loan, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfLoan'), 'LENT');
  }

  @FieldResolver(() => [NamedParty])
  async borrowers(@Root() claim: Loan, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfLoan'), 'BORROWED');
  }

  @FieldResolver(() => [Security], { complexity: 5, description: '担保此债权的担保。Security for it.' })
  async securities(@Root() claim: Loan, @Ctx() context: Context): Promise<Security[]> {
    return (await present(context.loaders.security, things(await endsOf(claim, context, 'endsOfLoan'), 'SECURES'))).map(
      toSecurity,
    );
  }

  @FieldResolver(() => [Customer], {
    complexity: 3,
    description: '欠款客户；他人的贷款没有。The customer who owes it; none for loans of others.',
  })
  async customers(@Root() claim: Loan, @Ctx() context: Context): Promise<Customer[]> {
    return (await present(context.loaders.customer, things(await endsOf(claim, context, 'endsOfLoan'), 'OWED_BY'))).map(
      toCustomer,
    );
  }
}

@Resolver(() => Security)
export class SecurityResolver {
  @Query(() => Security, { nullable: true })
  async security(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Security | null> {
    const row = await loaders.security.load(id);
    return row && toSecurity(row);
  }

  @FieldResolver(() => [NamedParty], { description: '担保人。' })
  async providers(@Root() claim: Security, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfSecurity'), 'PROVIDES');
  }

  @FieldResolver(() => [NamedParty], { description: '债务人。' })
  async debtors(@Root() claim: Security, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfSecurity'), 'FOR_DEBTOR');
  }

  @FieldResolver(() => [NamedParty], { description: '担保权人。' })
  async creditors(@Root() claim: Security, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfSecurity'), 'TO_CREDITOR');
  }

  @FieldResolver(() => [Loan], { complexity: 3, description: '所担保的债权。The loans it secures.' })
  async loans(@Root() claim: Security, @Ctx() context: Context): Promise<Loan[]> {
    return (await present(context.loaders.loan, things(await endsOf(claim, context, 'endsOfSecurity'), 'SECURES'))).map(
      toLoan,
    );
  }

  @FieldResolver(() => [Asset], { complexity: 5, description: '担保物。The assets it is over.' })
  async assets(@Root() claim: Security, @Ctx() context: Context): Promise<Asset[]> {
    return (await present(context.loaders.asset, things(await endsOf(claim, context, 'endsOfSecurity'), 'OVER'))).map(
      toAsset,
    );
  }

  @FieldResolver(() => [Customer], { complexity: 3, description: '我行客户中的债务人。Debtors who are our customers.' })
  async debtorCustomers(@Root() claim: Security, @Ctx() context: Context): Promise<Customer[]> {
    const customers = things(await endsOf(claim, context, 'endsOfSecurity'), 'FOR_DEBTOR');
    return (await present(context.loaders.customer, customers)).map(toCustomer);
  }
}

@Resolver(() => PaymentOrder)
export class PaymentOrderResolver {
  @FieldResolver(() => [NamedParty], { description: '义务人。' })
  async obligors(@Root() claim: PaymentOrder, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfOrder'), 'MUST_PAY');
  }

  @FieldResolver(() => [NamedParty], { description: '主债务人（其余为连带）。The principal among the obligors.' })
  async principals(@Root() claim: PaymentOrder, @Ctx() context: Context): Promise<NamedParty[]> {
    return people((await endsOf(claim, context, 'endsOfOrder')).filter((end) => end.principal), 'MUST_PAY'); // prettier-ignore
  }

  @FieldResolver(() => [NamedParty], { description: '受款人。' })
  async payees(@Root() claim: PaymentOrder, @Ctx() context: Context): Promise<NamedParty[]> {
    return people(await endsOf(claim, context, 'endsOfOrder'), 'PAYABLE_TO');
  }

  @FieldResolver(() => [Document], { complexity: 3, description: '载明此判项的文书。Documents that state it.' })
  async documents(@Root() { documentIds }: PaymentOrder, @Ctx() { loaders }: Context): Promise<Document[]> {
    return (await present(loaders.document, documentIds)).map(toDocument);
  }
}
