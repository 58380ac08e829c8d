import { Field, ID, ObjectType } from 'type-graphql';
import { statedReferences } from '../../src/graph/at.js';
import type { EndRow, LoanRow, OrderRow, SecurityRow } from '../../src/graph/claim.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { money, Money } from '../money.type.js';
import { PartialDate } from '../scalars.js';
import { known, SecurityKind } from '../vocabulary/captions.js';

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '贷款或借款。A loan, as one document or our own file states it.',
})
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

  /** Where they came with it. */
  ends!: readonly EndRow[] | undefined;
}

export const toLoan = ({ props, stated, ends }: LoanRow): Loan => ({
  id: props.id,
  ends,
  number: props.number ?? null,
  contractNumber: props.contractNumber ?? null,
  principal: money(props.principal, props.currency, props.printed),
  balance: money(props.balance, props.currency),
  signedOn: props.signedOn ?? null,
  dueOn: props.dueOn ?? null,
  defaultedOn: props.defaultedOn ?? null,
  acceleratedOn: props.acceleratedOn ?? null,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({
  simpleResolvers: true,
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

  /** Where they came with it. */
  ends!: readonly EndRow[] | undefined;
}

export const toSecurity = ({ props, stated, ends }: SecurityRow): Security => ({
  id: props.id,
  ends,
  kind: known(SecurityKind, props.kind),
  mode: props.mode ?? null,
  cap: money(props.cap, undefined, props.printed),
  collateral: props.collateral ?? null,
  contractNumber: props.contractNumber ?? null,
  signedOn: props.signedOn ?? null,
  periodFrom: props.periodFrom ?? null,
  periodUntil: props.periodUntil ?? null,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({
  simpleResolvers: true,
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

  documentIds!: readonly string[];

  /** Where they came with it. */
  ends!: readonly EndRow[] | undefined;
}

export const toOrder = ({ props, stated, ends }: OrderRow): PaymentOrder => ({
  id: props.id,
  ends,
  amount: money(props.amount, props.currency, props.printed),
  joint: props.joint ?? false,
  documentIds: stated.map((one) => one.document),
  get refs() {
    return statedReferences(stated, props.at);
  },
});
