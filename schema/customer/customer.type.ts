import { Field, ID, ObjectType } from 'type-graphql';
import { references, statedReferences } from '../../src/graph/at.js';
import type {
  ContactMadeRow,
  CustomerPartyRow,
  CustomerRow,
  OurCaseRow,
  PaymentRow,
} from '../../src/graph/customer.js';
import { Loan, Security } from '../claim/claim.type.js';
import { Seizure } from '../asset/asset.type.js';
import { sectionOf } from '../coverage/section.js';
import { NamedParty, toNamed } from '../entity/named.type.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { money, Money } from '../money.type.js';
import { connectionOf } from '../page.js';
import { DateTime, PartialDate } from '../scalars.js';
import { known, Role } from '../vocabulary/captions.js';
import type { Mask } from '../masking.js';

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '我行客户及其档案。A customer of our bank, as the loan file has it.',
})
export class Customer extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: '客户号。Number in our own file.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: '机构。Branch.' })
  branch!: string | null;

  @Field(() => String, { nullable: true, description: '团队。Team.' })
  team!: string | null;

  @Field(() => String, { nullable: true, description: '经办人。Officer.' })
  officer!: string | null;

  @Field(() => DateTime, { nullable: true, description: '档案最近取得的时间。When the file was last fetched.' })
  fetchedAt!: string | null;
}

export const toCustomer = ({ id, number, stated, files }: CustomerRow): Customer => ({
  id,
  number,
  branch: files[0]?.branch ?? null,
  team: files[0]?.team ?? null,
  officer: files[0]?.officer ?? null,
  fetchedAt:
    [...stated, ...files]
      .flatMap((row) => row.fetchedAt ?? [])
      .sort()
      .at(-1) ?? null,
  get refs() {
    return [...files.flatMap((file) => references(file.document, file.at)), ...statedReferences(stated, null)];
  },
});

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '档案中的一个主体：借款人、共同借款人、担保人。A party of the file: borrower, co-borrower, guarantor.',
})
export class CustomerParty extends Evidenced {
  @Field(() => Role)
  role!: string;

  @Field(() => NamedParty)
  named!: NamedParty;
}

export const toCustomerParty = (row: CustomerPartyRow): CustomerParty => ({
  role: known(Role, row.role),
  named: toNamed(row),
  get refs() {
    return references(row.document, row.at);
  },
});

@ObjectType({ simpleResolvers: true, implements: Evidenced, description: '我方案件。A case of our own.' })
export class OurCase extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  caseNumber!: string | null;

  @Field(() => String, { nullable: true, description: '阶段，照档案所写。Stage as the file has it.' })
  stage!: string | null;

  @Field(() => String, { nullable: true })
  court!: string | null;

  @Field(() => String, { nullable: true, description: '执行依据。Title.' })
  title!: string | null;

  @Field(() => Money, { nullable: true, description: '诉请金额。Amount claimed.' })
  claimed!: Money | null;

  @Field(() => PartialDate, { nullable: true, description: '立案日。' })
  filedOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '送达日。' })
  servedOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '生效日。' })
  effectiveOn!: string | null;

  caseIds!: readonly string[];
}

export const toOurCase = ({ props, stated, cases }: OurCaseRow): OurCase => ({
  id: props.id,
  caseNumber: props.caseNumber ?? null,
  stage: props.stage ?? null,
  court: props.court ?? null,
  title: props.title ?? null,
  claimed: money(props.claimed),
  filedOn: props.filedOn ?? null,
  servedOn: props.servedOn ?? null,
  effectiveOn: props.effectiveOn ?? null,
  caseIds: cases,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({ simpleResolvers: true, implements: Evidenced, description: '还款。A payment received.' })
export class Payment extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => Money, { nullable: true })
  amount!: Money | null;

  @Field(() => PartialDate, { nullable: true })
  on!: string | null;
}

export const toPayment = ({ props, stated }: PaymentRow): Payment => ({
  id: props.id,
  amount: money(props.amount, undefined, props.printed),
  on: props.on ?? null,
  get refs() {
    return statedReferences(stated, props.at);
  },
});

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '催收联系及其凭证，关系诉讼时效。A contact made and its proof: it can interrupt the limitation period.',
})
export class ContactMade extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => PartialDate, { nullable: true })
  on!: string | null;

  @Field(() => String, { nullable: true, description: '方式，照档案所写。' })
  kind!: string | null;

  @Field(() => String, { nullable: true, description: '联系对象。' })
  whom!: string | null;

  @Field(() => String, { nullable: true, description: '凭证。Proof.' })
  proof!: string | null;

  @Field(() => String, { nullable: true })
  result!: string | null;
}

export const toContactMade = ({ props, stated }: ContactMadeRow, mask: Mask): ContactMade => ({
  id: props.id,
  on: props.on ?? null,
  kind: props.kind ?? null,
  whom: props.whom === undefined ? null : mask.text(props.whom),
  proof: props.proof === undefined ? null : mask.text(props.proof),
  result: props.result === undefined ? null : mask.text(props.result),
  get refs() {
    return statedReferences(stated, props.at);
  },
});

export const CustomerConnection = connectionOf(Customer, 'Customer');
export const CustomerPartyConnection = sectionOf(CustomerParty, 'CustomerParty');
export const CustomerLoanConnection = sectionOf(Loan, 'CustomerLoan');
export const CustomerSecurityConnection = sectionOf(Security, 'CustomerSecurity');
export const OurCaseConnection = sectionOf(OurCase, 'OurCase');
export const MeasureConnection = sectionOf(Seizure, 'Measure');
export const PaymentConnection = sectionOf(Payment, 'Payment');
export const ContactMadeConnection = sectionOf(ContactMade, 'ContactMade');
