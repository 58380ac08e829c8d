/**
 * Words of the API in both languages. Every enum of the schema is made from a table here, so that the values, their
 * descriptions and the `vocabulary` query can never differ. Values inside the hub are lowerCamelCase; in GraphQL they are
 * UPPER_SNAKE.
 */
import { registerEnumType } from 'type-graphql';
import { stepKinds } from '../../src/graph/explore.js';
import type { PreviewState } from '../../src/ingest/connector.js';
import type { FollowUpState, OurStage, RouteCode, Trap, GradeInput, Bilingual } from '../../src/model/clue.js';
import type { AssetKind, AssetState, DocType, Outcome, PartyKind, Procedure } from '../../src/model/courtDocument.js';
import type { Tier } from '../../src/model/mention.js';

export interface Vocabulary {
  readonly name: string;
  readonly caption: Bilingual;
  readonly values: Readonly<Record<string, Bilingual>>;
}

const registered: Vocabulary[] = [];
/** Enum -> the words it knows. */
const words = new Map<object, ReadonlySet<string>>();

/** All enums of the API in order of name. */
export const vocabularies = (): readonly Vocabulary[] => [...registered].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The name a value has in GraphQL: `enforcementApplicant` -> `ENFORCEMENT_APPLICANT`. */
export const enumName = (value: string): string => value.replace(/(?<=[a-z])([A-Z])/g, '_$1').toUpperCase();

/** Makes a GraphQL enum from a table of captions. */
function vocabulary<V extends string>(
  name: string,
  caption: Bilingual,
  values: Readonly<Record<V, Bilingual>>,
): Readonly<Record<string, V>> {
  registered.push({ name, caption, values });
  const names = Object.fromEntries((Object.keys(values) as V[]).map((value) => [enumName(value), value]));
  words.set(names, new Set(Object.keys(values)));
  registerEnumType(names, {
    name,
    description: `${caption.zh}。${caption.en}.`,
    valuesConfig: Object.fromEntries(
      (Object.entries(values) as [V, Bilingual][]).map(([value, words]) => [
        enumName(value),
        { description: `${words.zh} · ${words.en}` },
      ]),
    ),
  });
  return names;
}

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** A stored word as a value of an enum; what the table does not know is `other`, never an error. */
export const known = <V extends string>(
  values: Readonly<Record<string, V>>,
  word: string | null | undefined,
): V | 'other' => (words.get(values)?.has(word ?? '') ? (word as V) : 'other');

export type KnowledgeWord = 'known' | 'checkedEmpty' | 'notChecked' | 'failed';
export const Knowledge = vocabulary<KnowledgeWord>(
  'Knowledge',
  w('“没有”的四种含义', 'The four meanings of “nothing”'),
  {
    known: w('已知：有记载', 'known: a source states it'),
    checkedEmpty: w(
      '已查无：能回答此项的来源完整查过，没有',
      'checked and empty: a source that can answer was read completely and states none',
    ),
    notChecked: w(
      '未查：没有能回答此项的来源，或来源不完整，不能说明没有',
      'not checked: no source that can answer was read, or it is not complete; says nothing about absence',
    ),
    failed: w(
      '查询失败：来源读取失败或有记录未能读出',
      'failed: the source could not be read, or some of its records could not',
    ),
  },
);

export const PartyKindEnum = vocabulary<PartyKind>('PartyKind', w('主体类型', 'Kind of party'), {
  person: w('自然人', 'person'),
  organization: w('单位', 'organization'),
});

export type RoleWord = keyof typeof roles;
const roles = {
  plaintiff: w('原告', 'plaintiff'),
  defendant: w('被告', 'defendant'),
  thirdParty: w('第三人', 'third party'),
  appellant: w('上诉人', 'appellant'),
  appellee: w('被上诉人', 'appellee'),
  applicant: w('申请人', 'applicant'),
  respondent: w('被申请人', 'respondent'),
  enforcementApplicant: w('申请执行人', 'enforcement applicant'),
  judgmentDebtor: w('被执行人', 'judgment debtor'),
  objector: w('异议人', 'objector'),
  interestedParty: w('利害关系人', 'interested party'),
  counterPlaintiff: w('反诉原告', 'counter-plaintiff'),
  counterDefendant: w('反诉被告', 'counter-defendant'),
  retrialApplicant: w('再审申请人', 'retrial applicant'),
  retrialRespondent: w('再审被申请人', 'retrial respondent'),
  originalPlaintiff: w('原审原告', 'original plaintiff'),
  originalDefendant: w('原审被告', 'original defendant'),
  originalThirdParty: w('原审第三人', 'original third party'),
  addressee: w('受文人', 'addressee'),
  legalRepresentative: w('法定代表人', 'legal representative'),
  borrower: w('借款人', 'borrower'),
  coBorrower: w('共同借款人', 'co-borrower'),
  guarantor: w('保证人', 'guarantor'),
  mortgagor: w('抵押人', 'mortgagor'),
  pledgor: w('出质人', 'pledgor'),
  spouse: w('配偶', 'spouse'),
  lender: w('出借人', 'lender'),
  owner: w('所有人', 'owner'),
  debtor: w('债务人', 'debtor'),
  creditor: w('债权人', 'creditor'),
  mentioned: w('文中提及', 'mentioned in the text'),
  other: w('其他', 'other'),
} as const;
export const Role = vocabulary<RoleWord>('PartyRole', w('身份（在文书或档案中）', 'Role in a document or file'), roles);

export const DocumentKind = vocabulary<DocType | 'loanFile' | 'other'>(
  'DocumentKind',
  w('文书种类', 'Kind of document'),
  {
    judgment: w('判决书', 'judgment'),
    ruling: w('裁定书', 'ruling'),
    mediation: w('调解书', 'mediation'),
    paymentOrder: w('支付令', 'payment order'),
    decision: w('决定书', 'decision'),
    notice: w('通知书', 'notice'),
    loanFile: w('信贷档案', 'loan file'),
    other: w('其他', 'other'),
  },
);

export const ProcedureEnum = vocabulary<Procedure>('Procedure', w('审理程序', 'Procedure'), {
  first: w('一审', 'first instance'),
  second: w('二审', 'second instance'),
  retrial: w('再审', 'retrial'),
  enforcement: w('执行', 'enforcement'),
  enforcementObjection: w('执行异议', 'enforcement objection'),
  enforcementReview: w('执行复议', 'enforcement review'),
  preservation: w('保全', 'preservation'),
  bankruptcy: w('破产', 'bankruptcy'),
  paymentOrder: w('督促', 'payment order procedure'),
  other: w('其他', 'other'),
});

export const OutcomeEnum = vocabulary<Outcome | 'other'>('Outcome', w('文书结果', 'How the document ends the matter'), {
  granted: w('支持（全部或部分）', 'granted in whole or part'),
  dismissed: w('驳回', 'dismissed'),
  upheld: w('维持原判', 'upheld'),
  reversed: w('撤销改判', 'reversed'),
  amended: w('变更', 'amended'),
  remanded: w('发回重审', 'remanded'),
  withdrawn: w('撤回', 'withdrawn'),
  settled: w('和解、调解', 'settled'),
  preserved: w('查封、冻结、扣押', 'property preserved'),
  lifted: w('解除查封、冻结', 'preservation lifted'),
  enforcementTerminatedThisRound: w('终结本次执行程序', 'enforcement terminated for this round'),
  enforcementEnded: w('终结执行', 'enforcement ended'),
  enforcementCompleted: w('执行完毕', 'enforcement completed'),
  enforcementResumed: w('恢复执行', 'enforcement resumed'),
  partyChanged: w('变更、追加当事人', 'party changed or added'),
  bankruptcyAccepted: w('受理破产', 'bankruptcy accepted'),
  bankruptcyDeclared: w('宣告破产', 'bankruptcy declared'),
  other: w('其他', 'other'),
});

export const AssetKindEnum = vocabulary<AssetKind>('AssetKind', w('财产种类', 'Kind of asset'), {
  realEstate: w('房产', 'real estate'),
  landUseRight: w('土地使用权', 'land use right'),
  vehicle: w('车辆', 'vehicle'),
  equity: w('股权', 'equity'),
  equipment: w('设备', 'equipment'),
  inventory: w('存货', 'inventory'),
  receivable: w('应收账款', 'receivable'),
  deposit: w('存款', 'deposit'),
  intangible: w('无形资产', 'intangible'),
  other: w('其他', 'other'),
});

export const AssetStateEnum = vocabulary<AssetState | 'other'>('AssetState', w('财产状态', 'State of an asset'), {
  mortgaged: w('已抵押', 'mortgaged'),
  pledged: w('已质押', 'pledged'),
  seized: w('已查封', 'seized'),
  waitingSeizure: w('轮候查封', 'waiting seizure'),
  auctioned: w('已拍卖', 'auctioned'),
  released: w('已解封', 'released'),
  transferred: w('已转让', 'transferred'),
  other: w('其他', 'other'),
});

export const SecurityKind = vocabulary('SecurityKind', w('担保种类', 'Kind of security'), {
  guarantee: w('保证', 'guarantee'),
  mortgage: w('抵押', 'mortgage'),
  pledge: w('质押', 'pledge'),
  counterGuarantee: w('反担保', 'counter-guarantee'),
  other: w('其他', 'other'),
});

export const IdentifierKind = vocabulary('IdentifierKind', w('识别号种类', 'Kind of identifier'), {
  residentId: w('居民身份证号', 'resident id number'),
  creditCode: w('统一社会信用代码', 'unified social credit code'),
  orgCode: w('组织机构代码', 'organization code'),
  registrationNumber: w('注册号', 'registration number'),
});

export const NameKind = vocabulary('NameKind', w('名称种类', 'Kind of name'), {
  stated: w('文书所载', 'as stated'),
  former: w('曾用名', 'former name'),
  alias: w('简称、别名', 'alias'),
});

export const MatchTier = vocabulary<Tier | 'none'>('MatchTier', w('匹配等级', 'Tier of a match'), {
  T1: w('有效识别号一致', 'a valid identifier agrees'),
  T2: w('姓名加两项独立特征一致', 'name and two independent features agree'),
  T3: w('仅名称一致或脱敏名称相符，从不自动合并', 'name only, or a masked name that fits; never merged by itself'),
  none: w('不匹配', 'no match'),
});

export const Verdict = vocabulary<'same' | 'different'>('Verdict', w('人工判断', 'Human answer to “same or not?”'), {
  same: w('同一主体', 'same party'),
  different: w('不是同一主体', 'not the same party'),
});

export const FollowUpStateEnum = vocabulary<FollowUpState>(
  'FollowUpState',
  w('线索处理状态', 'What was done with a clue'),
  {
    open: w('待处理', 'open'),
    followedUp: w('跟进中', 'followed up'),
    done: w('已完成', 'done'),
    ignored: w('忽略', 'ignored'),
    givenUp: w('放弃', 'given up'),
  },
);

export const TrapState = vocabulary<Trap['state']>('TrapState', w('排除项状态', 'State of a trap'), {
  clear: w('已核查，不存在', 'checked and not the case'),
  open: w('尚不能核查', 'cannot be checked from what we have'),
  sprung: w('存在，线索归零', 'the case; zeroes the grade'),
});

export const GradeInputName = vocabulary<GradeInput['name']>('GradeInputName', w('评分项', 'Input of the grade'), {
  identity: w('主体可信度', 'identity'),
  value: w('金额', 'value'),
  reach: w('可执行性', 'reach'),
  room: w('余值空间', 'room'),
  fresh: w('时效', 'freshness'),
});

export const RouteCodeEnum = vocabulary<RouteCode>(
  'RouteCode',
  w('法律途径编号，名称见 Route.title', 'Code of a legal route, named in Route.title'),
  Object.fromEntries(
    (['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11'] as const).map((code) => [
      code,
      w(`途径 ${code}`, `route ${code}`),
    ]),
  ) as Record<RouteCode, Bilingual>,
);

export const OurStageEnum = vocabulary<OurStage>('OurStage', w('我方所处阶段', 'Where we stand with this debtor'), {
  noSuit: w('尚未起诉', 'no suit yet'),
  suing: w('诉讼中', 'suing'),
  titleInHand: w('已有执行依据', 'title in hand'),
  enforcing: w('执行中', 'enforcing'),
  terminatedThisRound: w('已终本', 'enforcement terminated for this round'),
  debtorBankrupt: w('债务人破产', 'debtor bankrupt'),
});

export const StepKindEnum = vocabulary(
  'StepKind',
  w('主体间关系', 'How one party is linked to another'),
  Object.fromEntries(Object.entries(stepKinds).map(([kind, row]) => [kind, row.caption])) as Record<
    keyof typeof stepKinds,
    Bilingual
  >,
);

export const SearchReasonEnum = vocabulary(
  'SearchReason',
  w('查找结束的原因', 'Why the search for connections ended'),
  {
    found: w('已找到', 'found'),
    exhausted: w('范围内已全部查过，没有', 'everything within reach was looked at: none'),
    depth: w('到达层数上限，更远未查', 'ended at maxDepth; farther was not looked at'),
    capped: w('有部分未查（枢纽或数量上限）', 'something was left out (hubs or caps)'),
  },
);

export type SearchKindWord = 'party' | 'case' | 'customer' | 'loan' | 'asset';
export const SearchKind = vocabulary<SearchKindWord>('SearchKind', w('检索对象', 'What is searched for'), {
  party: w('主体', 'party'),
  case: w('案件', 'court case'),
  customer: w('客户', 'customer'),
  loan: w('贷款', 'loan'),
  asset: w('财产', 'asset'),
});

export type TimelineWord = keyof typeof timeline;
const timeline = {
  document: w('文书作出', 'document issued'),
  loanSigned: w('贷款签订', 'loan signed'),
  loanDue: w('贷款到期', 'loan due'),
  loanDefaulted: w('贷款违约', 'loan defaulted'),
  loanAccelerated: w('贷款提前到期', 'loan accelerated'),
  securitySigned: w('担保签订', 'security signed'),
  securityPeriodEnds: w('保证期间届满', 'guarantee period ends'),
  seizureFrom: w('查封、冻结起', 'seizure begins'),
  seizureUntil: w('查封、冻结届满', 'seizure ends'),
} as const;
export const TimelineKind = vocabulary<TimelineWord>('TimelineKind', w('时间线事件', 'Kind of dated fact'), timeline);

export const RunStateEnum = vocabulary('RunState', w('批次状态', 'State of an import'), {
  fetching: w('读取中', 'fetching'),
  deriving: w('入图中', 'deriving'),
  done: w('完成', 'done'),
  failed: w('失败', 'failed'),
  partial: w('未完整（已关闭但未取全，或中断）', 'partial: closed before all was seen, or interrupted'),
  takenBack: w('已撤回', 'taken back'),
});

export const PreviewStateEnum = vocabulary<PreviewState>(
  'PreviewState',
  w('试导入结果', 'What an import would do to a row'),
  {
    new: w('新增', 'new'),
    changed: w('变更', 'changed'),
    unchanged: w('无变化', 'unchanged'),
    conflicting: w('与其他行或已有身份冲突', 'contradicts another row or a known identity'),
    bad: w('读不出，将隔离', 'cannot be read; would be quarantined'),
  },
);

export const LegalBasisEnum = vocabulary('LegalBasis', w('数据合法性基础', 'Legal basis of a source'), {
  public: w('依法公开', 'public'),
  contract: w('合同', 'contract'),
  courtOrder: w('法院调查令', 'court order'),
  vendorLicence: w('供应商许可', 'vendor licence'),
});

export const AbsenceEnum = vocabulary('Absence', w('来源中不再出现的含义', 'What absence from the source means'), {
  withdrawn: w('视为撤回：来源完整', 'withdrawn: the source is complete'),
  unknown: w('不说明任何事', 'says nothing'),
});

export type SectionWord = keyof typeof sections;
const sections = {
  identifiers: w('识别号', 'identifiers'),
  cases: w('案件', 'court cases'),
  orders: w('给付判项', 'payment orders'),
  loans: w('贷款', 'loans'),
  guarantees: w('担保', 'security'),
  assets: w('财产', 'assets'),
  officers: w('任职', 'offices'),
  contacts: w('联系方式', 'contact points'),
  clues: w('财产线索', 'asset clues'),
  parties: w('债务主体', 'parties of the file'),
  ourCases: w('我方案件', 'our cases'),
  measures: w('我方查封', 'our measures'),
  payments: w('还款', 'payments'),
  contactsMade: w('催收联系', 'contacts made'),
} as const;
export const Section = vocabulary<SectionWord>('Section', w('画像的栏目', 'Section of a profile'), sections);

export const ClueOrder = vocabulary('ClueOrder', w('线索排序', 'Order of clues'), {
  work: w(
    '工作次序：两周内到期的在前，其次预期金额；仅列值得推进的',
    'order of work: due within two weeks first, then most money; only those worth pushing',
  ),
  grade: w('评分从高到低', 'best grade first'),
  expected: w('预期金额从大到小', 'most expected money first'),
  deadline: w('期限从近到远', 'earliest deadline first'),
  knownSince: w('最近得知在前', 'latest known first'),
});

/** Caption of one value. */
export const caption = (name: string, value: string): Bilingual =>
  registered.find((entry) => entry.name === name)?.values[value] ?? { zh: value, en: value };
