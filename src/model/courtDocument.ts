/**
 * What a Chinese court document states, as `src/read` reads it: nothing inferred from elsewhere, each value with the
 * span it was read at. Names and texts keep the characters of the document; money is in fen; dates are ISO.
 */
import type { Money } from './money.js';
import type { Span, Stated } from './span.js';

export type DocType = 'judgment' | 'ruling' | 'mediation' | 'paymentOrder' | 'decision' | 'notice' | 'other';

export type Procedure =
  | 'first'
  | 'second'
  | 'retrial'
  | 'enforcement'
  | 'enforcementObjection'
  | 'enforcementReview'
  | 'preservation'
  | 'bankruptcy'
  | 'paymentOrder'
  | 'other';

export type PartyRole =
  | 'plaintiff'
  | 'defendant'
  | 'thirdParty'
  | 'appellant'
  | 'appellee'
  | 'applicant'
  | 'respondent'
  | 'enforcementApplicant'
  | 'judgmentDebtor'
  | 'objector'
  | 'interestedParty'
  | 'counterPlaintiff'
  | 'counterDefendant'
  | 'retrialApplicant'
  | 'retrialRespondent'
  | 'originalPlaintiff'
  | 'originalDefendant'
  | 'originalThirdParty'
  | 'addressee';

export type PartyKind = 'person' | 'organization';

export interface CourtParty {
  readonly name: string;
  readonly at: Span;
  readonly kind: PartyKind;
  readonly roles: readonly PartyRole[];
  readonly gender?: Stated<'男' | '女'>;
  readonly birthDate?: Stated<string>;
  readonly ethnicity?: Stated<string>;
  readonly idNumber?: Stated<string>;
  readonly creditCode?: Stated<string>;
  readonly orgCode?: Stated<string>;
  readonly address?: Stated<string>;
  readonly legalRepresentative?: Stated<{ readonly name: string; readonly title?: string }>;
  readonly aliases: readonly Stated<string>[];
  readonly formerNames: readonly Stated<string>[];
}

/** Party names here are full names (aliases resolved), each equal to a `CourtParty.name` where it is one. */
export interface CourtLoan {
  readonly at: Span;
  readonly lenders: readonly string[];
  readonly borrowers: readonly string[];
  readonly principal?: Stated<Money>;
  readonly contractNumber?: Stated<string>;
  readonly signedOn?: Stated<string>;
  readonly dueOn?: Stated<string>;
}

export interface CourtSecurity {
  readonly at: Span;
  readonly kind: 'guarantee' | 'mortgage' | 'pledge' | 'counterGuarantee';
  readonly provider: string;
  readonly creditors: readonly string[];
  readonly debtors: readonly string[];
  readonly cap?: Stated<Money>;
  readonly collateral?: Stated<string>;
}

export type AssetKind =
  | 'realEstate'
  | 'landUseRight'
  | 'vehicle'
  | 'equity'
  | 'equipment'
  | 'inventory'
  | 'receivable'
  | 'deposit'
  | 'intangible'
  | 'other';

export type AssetState =
  'mortgaged' | 'pledged' | 'seized' | 'waitingSeizure' | 'auctioned' | 'released' | 'transferred';

export interface CourtAsset {
  readonly at: Span;
  readonly kind: AssetKind;
  readonly owners: readonly string[];
  readonly description: Stated<string>;
  readonly certificateNumber?: Stated<string>;
  readonly location?: Stated<string>;
  /** Each state with the words that say it; of a seizure its term (`from`, `until`) and the court that took it, where stated. */
  readonly states: readonly {
    readonly state: AssetState;
    readonly at: Span;
    readonly from?: string;
    readonly until?: string;
    readonly court?: string;
  }[];
}

export interface CourtOrder {
  readonly at: Span;
  /** The principal debtor first, then all who are jointly liable. */
  readonly obligors: readonly string[];
  /** Who is paid; of several, the words tell no shares. Empty where nobody, or somebody outside the case, is named. */
  readonly beneficiaries: readonly string[];
  readonly amount?: Stated<Money>;
  readonly joint: boolean;
}

/** How the document ends the matter before it; a document may say several ('恢复执行' and '变更被执行人'). */
export type Outcome =
  | 'granted' // a claim is allowed in whole or part, a mediation is confirmed
  | 'dismissed' // 驳回诉讼请求, 驳回起诉, 驳回申请
  | 'upheld' // 驳回上诉, 维持原判
  | 'reversed' // 撤销 ... 判决, claim then dismissed or decided anew
  | 'amended' // 变更 an item of the decision below
  | 'remanded' // 发回重审
  | 'withdrawn' // 撤诉, 撤回上诉, 撤回执行申请
  | 'settled' // 和解, 调解
  | 'preserved' // 查封, 冻结, 扣押 ordered
  | 'lifted' // 解除查封, 解除冻结
  | 'enforcementTerminatedThisRound' // 终结本次执行程序
  | 'enforcementEnded' // 终结执行
  | 'enforcementCompleted' // 执行完毕
  | 'enforcementResumed' // 恢复执行
  | 'partyChanged' // 变更, 追加 a party
  | 'bankruptcyAccepted' // 受理破产申请
  | 'bankruptcyDeclared'; // 宣告破产

/** An outcome with the words that say it, and the case number it acts upon where those words name one (撤销(2016)黑民初12号民事判决). */
export interface StatedOutcome extends Stated<Outcome> {
  readonly target?: Stated<string>;
}

export interface CourtDocument {
  readonly docType: DocType;
  readonly title?: Stated<string>;
  readonly caseNumber?: Stated<string>;
  readonly court?: Stated<string>;
  readonly cause?: Stated<string>;
  readonly procedure: Procedure;
  readonly date?: Stated<string>;
  readonly parties: readonly CourtParty[];
  readonly agents: readonly Stated<string>[];
  readonly loans: readonly CourtLoan[];
  readonly securities: readonly CourtSecurity[];
  readonly assets: readonly CourtAsset[];
  readonly orders: readonly CourtOrder[];
  readonly outcomes: readonly StatedOutcome[];
  readonly relatedCases: readonly Stated<string>[];
}
