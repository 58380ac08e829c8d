import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { EndRow } from '../../src/graph/claim.js';
import { Asset, toAsset } from '../asset/asset.type.js';
import type { Context } from '../context.js';
import { Customer, toCustomer } from '../customer/customer.type.js';
import { Document, toDocument } from '../document/document.type.js';
import { distinct, NamedParty } from '../entity/named.type.js';
import { present } from '../loaders.js';
import { Loan, PaymentOrder, Security, toLoan, toSecurity } from './claim.type.js';

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
  async lenders(@Root() { id }: Loan, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfLoan.load(id), 'LENT');
  }

  @FieldResolver(() => [NamedParty])
  async borrowers(@Root() { id }: Loan, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfLoan.load(id), 'BORROWED');
  }

  @FieldResolver(() => [Security], { complexity: 5, description: '担保此债权的担保。Security for it.' })
  async securities(@Root() { id }: Loan, @Ctx() { loaders }: Context): Promise<Security[]> {
    return (await present(loaders.security, things(await loaders.endsOfLoan.load(id), 'SECURES'))).map(toSecurity);
  }

  @FieldResolver(() => [Customer], {
    complexity: 3,
    description: '欠款客户；他人的贷款没有。The customer who owes it; none for loans of others.',
  })
  async customers(@Root() { id }: Loan, @Ctx() { loaders }: Context): Promise<Customer[]> {
    return (await present(loaders.customer, things(await loaders.endsOfLoan.load(id), 'OWED_BY'))).map(toCustomer);
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
  async providers(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfSecurity.load(id), 'PROVIDES');
  }

  @FieldResolver(() => [NamedParty], { description: '债务人。' })
  async debtors(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfSecurity.load(id), 'FOR_DEBTOR');
  }

  @FieldResolver(() => [NamedParty], { description: '担保权人。' })
  async creditors(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfSecurity.load(id), 'TO_CREDITOR');
  }

  @FieldResolver(() => [Loan], { complexity: 3, description: '所担保的债权。The loans it secures.' })
  async loans(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<Loan[]> {
    return (await present(loaders.loan, things(await loaders.endsOfSecurity.load(id), 'SECURES'))).map(toLoan);
  }

  @FieldResolver(() => [Asset], { complexity: 5, description: '担保物。The assets it is over.' })
  async assets(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<Asset[]> {
    return (await present(loaders.asset, things(await loaders.endsOfSecurity.load(id), 'OVER'))).map(toAsset);
  }

  @FieldResolver(() => [Customer], { complexity: 3, description: '我行客户中的债务人。Debtors who are our customers.' })
  async debtorCustomers(@Root() { id }: Security, @Ctx() { loaders }: Context): Promise<Customer[]> {
    const customers = things(await loaders.endsOfSecurity.load(id), 'FOR_DEBTOR');
    return (await present(loaders.customer, customers)).map(toCustomer);
  }
}

@Resolver(() => PaymentOrder)
export class PaymentOrderResolver {
  @FieldResolver(() => [NamedParty], { description: '义务人。' })
  async obligors(@Root() { id }: PaymentOrder, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfOrder.load(id), 'MUST_PAY');
  }

  @FieldResolver(() => [NamedParty], { description: '主债务人（其余为连带）。The principal among the obligors.' })
  async principals(@Root() { id }: PaymentOrder, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people((await loaders.endsOfOrder.load(id)).filter((end) => end.principal), 'MUST_PAY'); // prettier-ignore
  }

  @FieldResolver(() => [NamedParty], { description: '受款人。' })
  async payees(@Root() { id }: PaymentOrder, @Ctx() { loaders }: Context): Promise<NamedParty[]> {
    return people(await loaders.endsOfOrder.load(id), 'PAYABLE_TO');
  }

  @FieldResolver(() => [Document], { complexity: 3, description: '载明此判项的文书。Documents that state it.' })
  async documents(@Root() { documentIds }: PaymentOrder, @Ctx() { loaders }: Context): Promise<Document[]> {
    return (await present(loaders.document, documentIds)).map(toDocument);
  }
}
