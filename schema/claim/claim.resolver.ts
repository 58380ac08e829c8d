import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Asset, toAsset } from '../asset/asset.type.js';
import type { Context } from '../context.js';
import { Customer, toCustomer } from '../customer/customer.type.js';
import { Document, toDocument } from '../document/document.type.js';
import { present } from '../loaders.js';
import { Loan, PaymentOrder, Security, toLoan, toSecurity } from './claim.type.js';

@Resolver(() => Loan)
export class LoanResolver {
  @Query(() => Loan, { nullable: true })
  async loan(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Loan | null> {
    const row = await loaders.loan.load(id);
    return row && toLoan(row);
  }

  @FieldResolver(() => [Security], { complexity: 5, description: '担保此债权的担保。Security for it.' })
  async securities(@Root() { securityIds }: Loan, @Ctx() { loaders }: Context): Promise<Security[]> {
    return (await present(loaders.security, securityIds)).map(toSecurity);
  }

  @FieldResolver(() => [Customer], {
    complexity: 3,
    description: '欠款客户；他人的贷款没有。The customer who owes it; none for loans of others.',
  })
  async customers(@Root() { customerIds }: Loan, @Ctx() { loaders }: Context): Promise<Customer[]> {
    return (await present(loaders.customer, customerIds)).map(toCustomer);
  }
}

@Resolver(() => Security)
export class SecurityResolver {
  @Query(() => Security, { nullable: true })
  async security(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Security | null> {
    const row = await loaders.security.load(id);
    return row && toSecurity(row);
  }

  @FieldResolver(() => [Loan], { complexity: 3, description: '所担保的债权。The loans it secures.' })
  async loans(@Root() { loanIds }: Security, @Ctx() { loaders }: Context): Promise<Loan[]> {
    return (await present(loaders.loan, loanIds)).map(toLoan);
  }

  @FieldResolver(() => [Asset], { complexity: 5, description: '担保物。The assets it is over.' })
  async assets(@Root() { assetIds }: Security, @Ctx() { loaders }: Context): Promise<Asset[]> {
    return (await present(loaders.asset, assetIds)).map(toAsset);
  }

  @FieldResolver(() => [Customer], { complexity: 3, description: '我行客户中的债务人。Debtors who are our customers.' })
  async debtorCustomers(@Root() { debtorCustomerIds }: Security, @Ctx() { loaders }: Context): Promise<Customer[]> {
    return (await present(loaders.customer, debtorCustomerIds)).map(toCustomer);
  }
}

@Resolver(() => PaymentOrder)
export class PaymentOrderResolver {
  @FieldResolver(() => [Document], { complexity: 3, description: '载明此判项的文书。Documents that state it.' })
  async documents(@Root() { documentIds }: PaymentOrder, @Ctx() { loaders }: Context): Promise<Document[]> {
    return (await present(loaders.document, documentIds)).map(toDocument);
  }
}
