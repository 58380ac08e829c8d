import { Field, ID, ObjectType } from 'type-graphql';
import { statedReferences } from '../../src/graph/at.js';
import type { LoanRow, OrderRow, SecurityRow } from '../../src/graph/claim.js';
import { distinct, NamedParty } from '../entity/named.type.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { money, Money } from '../money.type.js';
import { PartialDate } from '../scalars.js';
import { known, SecurityKind } from '../vocabulary/captions.js';

@ObjectType({ implements: Evidenced, description: '贷款或借款。A loan, as one document or our own file states it.' })
export class Loan extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: '借据号（我行档案）。Number in our own file.' })
  number!: string | null;

  @Field(() => String, { nullable: true })
  contractNumber!: string | null;

  @Field(() => Money, { nullable: true, description: '本金。Principal.' })
  principal!: Money | null;

  @Field(() => Money, { nullable: true, description: '余额。Outstanding balance.' })
  balance!: Money | null;

  @Field(() => PartialDate, { nullable: true })
  signedOn!: string | null;

  @Field(() => PartialDate, { nullable: true })
  dueOn!: string | null;

  @Field(() => PartialDate, { nullable: true })
  defaultedOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '宣布提前到期日。' })
  acceleratedOn!: string | null;

  @Field(() => [NamedParty])
  lenders!: NamedParty[];

  @Field(() => [NamedParty])
  borrowers!: NamedParty[];

  securityIds!: readonly string[];
  customerIds!: readonly string[];
}

export const toLoan = ({ props, stated, lenders, borrowers, securities, customers }: LoanRow): Loan => ({
  id: props.id,
  number: props.number ?? null,
  contractNumber: props.contractNumber ?? null,
  principal: money(props.principal, props.currency, props.printed),
  balance: money(props.balance, props.currency),
  signedOn: props.signedOn ?? null,
  dueOn: props.dueOn ?? null,
  defaultedOn: props.defaultedOn ?? null,
  acceleratedOn: props.acceleratedOn ?? null,
  lenders: distinct(lenders),
  borrowers: distinct(borrowers),
  securityIds: securities,
  customerIds: customers,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({
  implements: Evidenced,
  description: '担保：保证、抵押、质押、反担保。Security for a debt: guarantee, mortgage, pledge, counter-guarantee.',
})
export class Security extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => SecurityKind)
  kind!: string;

  @Field(() => String, { nullable: true, description: '方式，如连带责任保证，照原文。Mode as written.' })
  mode!: string | null;

  @Field(() => Money, { nullable: true, description: '最高限额。Cap.' })
  cap!: Money | null;

  @Field(() => String, { nullable: true, description: '担保物，照原文。Collateral as written.' })
  collateral!: string | null;

  @Field(() => String, { nullable: true })
  contractNumber!: string | null;

  @Field(() => PartialDate, { nullable: true })
  signedOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '保证期间起。Guarantee period from.' })
  periodFrom!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '保证期间止。Guarantee period until.' })
  periodUntil!: string | null;

  @Field(() => [NamedParty], { description: '担保人。' })
  providers!: NamedParty[];

  @Field(() => [NamedParty], { description: '债务人。' })
  debtors!: NamedParty[];

  @Field(() => [NamedParty], { description: '担保权人。' })
  creditors!: NamedParty[];

  loanIds!: readonly string[];
  assetIds!: readonly string[];
  debtorCustomerIds!: readonly string[];
}

export const toSecurity = ({
  props,
  stated,
  providers,
  debtors,
  creditors,
  loans,
  assets,
  debtorCustomers,
}: SecurityRow): Security => ({
  id: props.id,
  kind: known(SecurityKind, props.kind),
  mode: props.mode ?? null,
  cap: money(props.cap, undefined, props.printed),
  collateral: props.collateral ?? null,
  contractNumber: props.contractNumber ?? null,
  signedOn: props.signedOn ?? null,
  periodFrom: props.periodFrom ?? null,
  periodUntil: props.periodUntil ?? null,
  providers: distinct(providers),
  debtors: distinct(debtors),
  creditors: distinct(creditors),
  loanIds: loans,
  assetIds: assets,
  debtorCustomerIds: debtorCustomers,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({
  implements: Evidenced,
  description: '给付判项：谁向谁支付多少。A payment order: who must pay whom how much.',
})
export class PaymentOrder extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => Money, { nullable: true })
  amount!: Money | null;

  @Field(() => Boolean, { description: '连带责任。Obligors are jointly liable.' })
  joint!: boolean;

  @Field(() => [NamedParty], { description: '义务人。' })
  obligors!: NamedParty[];

  @Field(() => [NamedParty], { description: '主债务人（其余为连带）。The principal among the obligors.' })
  principals!: NamedParty[];

  @Field(() => [NamedParty], { description: '受款人。' })
  payees!: NamedParty[];

  documentIds!: readonly string[];
}

export const toOrder = ({ props, stated, obligors, payees }: OrderRow): PaymentOrder => ({
  id: props.id,
  amount: money(props.amount, props.currency, props.printed),
  joint: props.joint ?? false,
  obligors: distinct(obligors),
  principals: distinct(obligors.filter((obligor) => obligor.principal)),
  payees: distinct(payees),
  documentIds: stated.map((one) => one.document),
  get refs() {
    return statedReferences(stated, props.at);
  },
});
