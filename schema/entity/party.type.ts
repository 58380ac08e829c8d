import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Asset } from '../asset/asset.type.js';
import { Loan, PaymentOrder, Security } from '../claim/claim.type.js';
import { sectionOf } from '../coverage/section.js';
import { Document } from '../document/document.type.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { connectionOf } from '../page.js';
import { PartialDate } from '../scalars.js';
import { IdentifierKind, NameKind, OutcomeEnum, PartyKindEnum, Role, TimelineKind } from '../vocabulary/captions.js';
import { NamedParty } from './named.type.js';
import type { PartyParts } from './parts.js';

@ObjectType({
  simpleResolvers: true,
  description:
    '主体：被认定为同一人或同一单位的一组提及。编号会随合并而变，提及的编号不变；两种编号都能查到。A party: mentions that are one person or organization. Its id may change with a merge, ids of mentions do not; both find it.',
})
export class Party {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => PartyKindEnum)
  kind!: string;

  @Field(() => Int, { description: '由多少处提及组成。How many mentions it is made of.' })
  mentionCount!: number;

  /** What was fetched with it. */
  parts!: Partial<PartyParts>;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '名称及所见起止日期。A name and the dates of the first and last document that has it.',
})
export class PartyName extends Evidenced {
  @Field(() => String)
  name!: string;

  @Field(() => NameKind)
  kind!: string;

  @Field(() => PartialDate, { nullable: true, description: '最早见于该日文书。First seen in a document of this date.' })
  from!: string | null;

  @Field(() => PartialDate, { nullable: true, description: '最晚见于该日文书。Last seen in a document of this date.' })
  until!: string | null;

  @Field(() => [String], { description: '来源名称。' })
  sources!: string[];
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '识别号，默认遮盖。An identifier, masked unless the hub is set to show it.',
})
export class Identifier extends Evidenced {
  @Field(() => IdentifierKind)
  kind!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '个人或单位的其他信息，如出生日期、地址。Another fact on the party, such as birth date or address.',
})
export class PartyFact extends Evidenced {
  @Field(() => String, { description: '属性名：birthDate、gender、ethnicity、address。' })
  property!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '一处提及：一份文书对一个主体的记载。A mention: what one document says of a party.',
})
export class Mention extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => PartyKindEnum)
  kind!: string;

  @Field(() => [Role])
  roles!: string[];

  @Field(() => Boolean, { description: '来自我行信贷档案。From our own loan file.' })
  fromLoanFile!: boolean;

  @Field(() => Document)
  document!: Document;

  partyId!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '主体在一个案件中的身份和结果。The roles a party has in a case, and how its documents end.',
})
export class PartyCase extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  caseNumber!: string | null;

  @Field(() => String, { nullable: true })
  court!: string | null;

  @Field(() => String, { nullable: true, description: '案由。' })
  cause!: string | null;

  @Field(() => [Role])
  roles!: string[];

  @Field(() => [OutcomeEnum], { description: '各文书结果，按文书日期。Outcomes of its documents, by date.' })
  outcomes!: string[];

  @Field(() => PartialDate, { nullable: true, description: '最近文书日期。Date of the latest document.' })
  latest!: string | null;

  @Field(() => [Document])
  documents!: Document[];

  caseId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: '按身份和结果计数的案件。Cases counted by role and outcome.' })
export class CaseCount {
  @Field(() => Role)
  role!: string;

  @Field(() => OutcomeEnum, { nullable: true, description: '无结果时为 null。' })
  outcome!: string | null;

  @Field(() => Int)
  cases!: number;
}

@ObjectType({ simpleResolvers: true, description: '主体的贷款及其身份。A loan and the end at which the party stands.' })
export class PartyLoan {
  @Field(() => Role)
  role!: string;

  @Field(() => Loan)
  loan!: Loan;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '任职：法定代表人关系。An office: legal representative of an organization.',
})
export class Office extends Evidenced {
  @Field(() => NamedParty, { description: '对方：所代表的单位，或代表本单位的人。The other end.' })
  other!: NamedParty;

  @Field(() => String, { nullable: true, description: '职务，照原文。Title as written.' })
  title!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: '载明该任职的最近文书日期。Date of the latest document that states it.',
  })
  asOf!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '联系方式，默认遮盖。A contact point, masked unless the hub is set to show it.',
})
export class Contact extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: '种类：phone、address 等。' })
  kind!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({ simpleResolvers: true, implements: Evidenced, description: '有日期的事实。A dated fact.' })
export class TimelineEvent extends Evidenced {
  @Field(() => PartialDate)
  date!: string;

  @Field(() => TimelineKind)
  kind!: string;

  @Field(() => String, { description: '一句话。One line to show.' })
  text!: string;

  @Field(() => ID, { description: '文书、贷款、担保或查封的编号。Id of the thing it is about.' })
  subject!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '可能是同一主体，未核实，未合并。A mention that may be the same party: not verified, not merged.',
})
export class Possibility extends Evidenced {
  @Field(() => Boolean, {
    description:
      '真：本主体的提及可能属于对方；假：对方的提及可能属于本主体。True: a mention of this party may be the other; false: the other way round.',
  })
  mentionIsHere!: boolean;

  @Field(() => ID, { description: '该提及，判断“同一/不同”时使用。The mention; use it in `decide`.' })
  mention!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [String], { description: '理由。Reasons, without personal data.' })
  reasons!: string[];

  otherId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '主体在我行客户档案中的身份。The role a party has in the file of one of our customers.',
})
export class CustomerRole {
  @Field(() => Role)
  role!: string;

  customerId!: string;
}

export const MentionConnection = connectionOf(Mention, 'Mention');
export const TimelineConnection = connectionOf(TimelineEvent, 'Timeline');
export const PossibilityConnection = connectionOf(Possibility, 'Possibility');
export const IdentifierConnection = sectionOf(Identifier, 'Identifier');
export const PartyCaseConnection = sectionOf(PartyCase, 'PartyCase');
export const PartyLoanConnection = sectionOf(PartyLoan, 'PartyLoan');
export const SecurityConnection = sectionOf(Security, 'Security');
export const PaymentOrderConnection = sectionOf(PaymentOrder, 'PaymentOrder');
export const AssetConnection = sectionOf(Asset, 'Asset');
export const OfficeConnection = sectionOf(Office, 'Office');
export const ContactConnection = sectionOf(Contact, 'Contact');
