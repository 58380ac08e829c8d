/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** 财产种类。Kind of asset. */
export type AssetKind =
  /** 存款 · deposit */
  | 'DEPOSIT'
  /** 设备 · equipment */
  | 'EQUIPMENT'
  /** 股权 · equity */
  | 'EQUITY'
  /** 无形资产 · intangible */
  | 'INTANGIBLE'
  /** 存货 · inventory */
  | 'INVENTORY'
  /** 土地使用权 · land use right */
  | 'LAND_USE_RIGHT'
  /** 其他 · other */
  | 'OTHER'
  /** 房产 · real estate */
  | 'REAL_ESTATE'
  /** 应收账款 · receivable */
  | 'RECEIVABLE'
  /** 车辆 · vehicle */
  | 'VEHICLE';

/** 财产状态。State of an asset. */
export type AssetState =
  /** 已拍卖 · auctioned */
  | 'AUCTIONED'
  /** 已抵押 · mortgaged */
  | 'MORTGAGED'
  /** 其他 · other */
  | 'OTHER'
  /** 已质押 · pledged */
  | 'PLEDGED'
  /** 已解封 · released */
  | 'RELEASED'
  /** 已查封 · seized */
  | 'SEIZED'
  /** 已转让 · transferred */
  | 'TRANSFERRED'
  /** 轮候查封 · waiting seizure */
  | 'WAITING_SEIZURE';

/** 线索处理状态。What was done with a clue. */
export type FollowUpState =
  /** 已完成 · done */
  | 'DONE'
  /** 跟进中 · followed up */
  | 'FOLLOWED_UP'
  /** 放弃 · given up */
  | 'GIVEN_UP'
  /** 忽略 · ignored */
  | 'IGNORED'
  /** 待处理 · open */
  | 'OPEN';

/** 评分项。Input of the grade. */
export type GradeInputName =
  /** 时效 · freshness */
  | 'FRESH'
  /** 主体可信度 · identity */
  | 'IDENTITY'
  /** 可执行性 · reach */
  | 'REACH'
  /** 余值空间 · room */
  | 'ROOM'
  /** 金额 · value */
  | 'VALUE';

/** 识别号种类。Kind of identifier. */
export type IdentifierKind =
  /** 统一社会信用代码 · unified social credit code */
  | 'CREDIT_CODE'
  /** 组织机构代码 · organization code */
  | 'ORG_CODE'
  /** 注册号 · registration number */
  | 'REGISTRATION_NUMBER'
  /** 居民身份证号 · resident id number */
  | 'RESIDENT_ID';

/** “没有”的四种含义。The four meanings of “nothing”. */
export type Knowledge =
  /** 已查无：能回答此项的来源完整查过，没有 · checked and empty: a source that can answer was read completely and states none */
  | 'CHECKED_EMPTY'
  /** 查询失败：来源读取失败或有记录未能读出 · failed: the source could not be read, or some of its records could not */
  | 'FAILED'
  /** 已知：有记载 · known: a source states it */
  | 'KNOWN'
  /** 未查：没有能回答此项的来源，或来源不完整，不能说明没有 · not checked: no source that can answer was read, or it is not complete; says nothing about absence */
  | 'NOT_CHECKED';

/** 匹配等级。Tier of a match. */
export type MatchTier =
  /** 不匹配 · no match */
  | 'NONE'
  /** 有效识别号一致 · a valid identifier agrees */
  | 'T1'
  /** 姓名加两项独立特征一致 · name and two independent features agree */
  | 'T2'
  /** 仅名称一致或脱敏名称相符，从不自动合并 · name only, or a masked name that fits; never merged by itself */
  | 'T3';

/** 名称种类。Kind of name. */
export type NameKind =
  /** 简称、别名 · alias */
  | 'ALIAS'
  /** 曾用名 · former name */
  | 'FORMER'
  /** 文书所载 · as stated */
  | 'STATED';

/** 我方所处阶段。Where we stand with this debtor. */
export type OurStage =
  /** 债务人破产 · debtor bankrupt */
  | 'DEBTOR_BANKRUPT'
  /** 执行中 · enforcing */
  | 'ENFORCING'
  /** 尚未起诉 · no suit yet */
  | 'NO_SUIT'
  /** 诉讼中 · suing */
  | 'SUING'
  /** 已终本 · enforcement terminated for this round */
  | 'TERMINATED_THIS_ROUND'
  /** 已有执行依据 · title in hand */
  | 'TITLE_IN_HAND';

/** 文书结果。How the document ends the matter. */
export type Outcome =
  /** 变更 · amended */
  | 'AMENDED'
  /** 受理破产 · bankruptcy accepted */
  | 'BANKRUPTCY_ACCEPTED'
  /** 宣告破产 · bankruptcy declared */
  | 'BANKRUPTCY_DECLARED'
  /** 驳回 · dismissed */
  | 'DISMISSED'
  /** 执行完毕 · enforcement completed */
  | 'ENFORCEMENT_COMPLETED'
  /** 终结执行 · enforcement ended */
  | 'ENFORCEMENT_ENDED'
  /** 恢复执行 · enforcement resumed */
  | 'ENFORCEMENT_RESUMED'
  /** 终结本次执行程序 · enforcement terminated for this round */
  | 'ENFORCEMENT_TERMINATED_THIS_ROUND'
  /** 支持（全部或部分） · granted in whole or part */
  | 'GRANTED'
  /** 解除查封、冻结 · preservation lifted */
  | 'LIFTED'
  /** 其他 · other */
  | 'OTHER'
  /** 变更、追加当事人 · party changed or added */
  | 'PARTY_CHANGED'
  /** 查封、冻结、扣押 · property preserved */
  | 'PRESERVED'
  /** 发回重审 · remanded */
  | 'REMANDED'
  /** 撤销改判 · reversed */
  | 'REVERSED'
  /** 和解、调解 · settled */
  | 'SETTLED'
  /** 维持原判 · upheld */
  | 'UPHELD'
  /** 撤回 · withdrawn */
  | 'WITHDRAWN';

/** 主体类型。Kind of party. */
export type PartyKind =
  /** 单位 · organization */
  | 'ORGANIZATION'
  /** 自然人 · person */
  | 'PERSON';

/** 身份（在文书或档案中）。Role in a document or file. */
export type PartyRole =
  /** 受文人 · addressee */
  | 'ADDRESSEE'
  /** 上诉人 · appellant */
  | 'APPELLANT'
  /** 被上诉人 · appellee */
  | 'APPELLEE'
  /** 申请人 · applicant */
  | 'APPLICANT'
  /** 借款人 · borrower */
  | 'BORROWER'
  /** 反诉被告 · counter-defendant */
  | 'COUNTER_DEFENDANT'
  /** 反诉原告 · counter-plaintiff */
  | 'COUNTER_PLAINTIFF'
  /** 共同借款人 · co-borrower */
  | 'CO_BORROWER'
  /** 债权人 · creditor */
  | 'CREDITOR'
  /** 债务人 · debtor */
  | 'DEBTOR'
  /** 被告 · defendant */
  | 'DEFENDANT'
  /** 申请执行人 · enforcement applicant */
  | 'ENFORCEMENT_APPLICANT'
  /** 保证人 · guarantor */
  | 'GUARANTOR'
  /** 利害关系人 · interested party */
  | 'INTERESTED_PARTY'
  /** 被执行人 · judgment debtor */
  | 'JUDGMENT_DEBTOR'
  /** 法定代表人 · legal representative */
  | 'LEGAL_REPRESENTATIVE'
  /** 出借人 · lender */
  | 'LENDER'
  /** 文中提及 · mentioned in the text */
  | 'MENTIONED'
  /** 抵押人 · mortgagor */
  | 'MORTGAGOR'
  /** 异议人 · objector */
  | 'OBJECTOR'
  /** 原审被告 · original defendant */
  | 'ORIGINAL_DEFENDANT'
  /** 原审原告 · original plaintiff */
  | 'ORIGINAL_PLAINTIFF'
  /** 原审第三人 · original third party */
  | 'ORIGINAL_THIRD_PARTY'
  /** 其他 · other */
  | 'OTHER'
  /** 所有人 · owner */
  | 'OWNER'
  /** 原告 · plaintiff */
  | 'PLAINTIFF'
  /** 出质人 · pledgor */
  | 'PLEDGOR'
  /** 被申请人 · respondent */
  | 'RESPONDENT'
  /** 再审申请人 · retrial applicant */
  | 'RETRIAL_APPLICANT'
  /** 再审被申请人 · retrial respondent */
  | 'RETRIAL_RESPONDENT'
  /** 配偶 · spouse */
  | 'SPOUSE'
  /** 第三人 · third party */
  | 'THIRD_PARTY';

/** 批次状态。State of an import. */
export type RunState =
  /** 入图中 · deriving */
  | 'DERIVING'
  /** 完成 · done */
  | 'DONE'
  /** 失败 · failed */
  | 'FAILED'
  /** 读取中 · fetching */
  | 'FETCHING'
  /** 未完整（已关闭但未取全，或中断） · partial: closed before all was seen, or interrupted */
  | 'PARTIAL'
  /** 已撤回 · taken back */
  | 'TAKEN_BACK';

/** 检索对象。What is searched for. */
export type SearchKind =
  /** 财产 · asset */
  | 'ASSET'
  /** 案件 · court case */
  | 'CASE'
  /** 客户 · customer */
  | 'CUSTOMER'
  /** 贷款 · loan */
  | 'LOAN'
  /** 主体 · party */
  | 'PARTY';

/** 查找结束的原因。Why the search for connections ended. */
export type SearchReason =
  /** 有部分未查（枢纽或数量上限） · something was left out (hubs or caps) */
  | 'CAPPED'
  /** 到达层数上限，更远未查 · ended at maxDepth; farther was not looked at */
  | 'DEPTH'
  /** 范围内已全部查过，没有 · everything within reach was looked at: none */
  | 'EXHAUSTED'
  /** 已找到 · found */
  | 'FOUND';

/** 画像的栏目。Section of a profile. */
export type Section =
  /** 财产 · assets */
  | 'ASSETS'
  /** 案件 · court cases */
  | 'CASES'
  /** 财产线索 · asset clues */
  | 'CLUES'
  /** 联系方式 · contact points */
  | 'CONTACTS'
  /** 催收联系 · contacts made */
  | 'CONTACTS_MADE'
  /** 担保 · security */
  | 'GUARANTEES'
  /** 识别号 · identifiers */
  | 'IDENTIFIERS'
  /** 贷款 · loans */
  | 'LOANS'
  /** 我方查封 · our measures */
  | 'MEASURES'
  /** 任职 · offices */
  | 'OFFICERS'
  /** 给付判项 · payment orders */
  | 'ORDERS'
  /** 我方案件 · our cases */
  | 'OUR_CASES'
  /** 债务主体 · parties of the file */
  | 'PARTIES'
  /** 还款 · payments */
  | 'PAYMENTS';

/** 担保种类。Kind of security. */
export type SecurityKind =
  /** 反担保 · counter-guarantee */
  | 'COUNTER_GUARANTEE'
  /** 保证 · guarantee */
  | 'GUARANTEE'
  /** 抵押 · mortgage */
  | 'MORTGAGE'
  /** 其他 · other */
  | 'OTHER'
  /** 质押 · pledge */
  | 'PLEDGE';

/** 主体间关系。How one party is linked to another. */
export type StepKind =
  /** 向其借款 · borrowed from */
  | 'BORROWED_FROM'
  /** 共有同一财产 · owns one asset with */
  | 'CO_OWNER'
  /** 为其债务提供担保 · gives security for */
  | 'GUARANTEES'
  /** 为其在我行债务提供担保 · gives security for the debt to our bank of */
  | 'GUARANTEES_CUSTOMER'
  /** 是其法定代表人 · legal representative of */
  | 'LEGAL_REPRESENTATIVE'
  /** 应向其支付 · must pay */
  | 'MUST_PAY'
  /** 可能是同一主体（未核实） · may be the same party (not verified) */
  | 'POSSIBLY_SAME'
  /** 同在一份客户档案 · in one customer file with */
  | 'SAME_CUSTOMER'
  /** 见于同一文书 · named in one document with */
  | 'SAME_DOCUMENT'
  /** 向其提供担保 · gives security to */
  | 'SECURES'
  /** 使用同一联系方式 · shares a contact point with */
  | 'SHARED_CONTACT';

/** 排除项状态。State of a trap. */
export type TrapState =
  /** 已核查，不存在 · checked and not the case */
  | 'CLEAR'
  /** 尚不能核查 · cannot be checked from what we have */
  | 'OPEN'
  /** 存在，线索归零 · the case; zeroes the grade */
  | 'SPRUNG';

export type WorkListQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkListQuery = { clues: { total: number, nodes: Array<{ id: string, deadline: string | null, state: FollowUpState, customer: { number: string | null, officer: string | null, borrower: { name: string } | null }, sentence: { zh: string }, expected: { fen: string, text: string } | null, grade: { score: number, stars: number }, routes: Array<{ by: string | null, title: { zh: string }, actor: { zh: string }, court: { zh: string }, paper: { zh: string }, unproven: Array<{ zh: string }> }>, evidence: Array<{ quote: string | null, fetchedAt: string | null, shows: { zh: string }, document: { caseNumber: string | null, court: string | null } }> }> } };

export type ClueGradesQueryVariables = Exact<{ [key: string]: never; }>;


export type ClueGradesQuery = { clues: { nodes: Array<{ rule: string, tier: MatchTier, stage: OurStage, title: { zh: string }, grade: { score: number, zeroed: { zh: string } | null, inputs: Array<{ name: GradeInputName, value: number, reason: { zh: string } }> }, traps: Array<{ state: TrapState, name: { zh: string } }>, path: Array<{ type: string, caption: string, link: { zh: string } | null }> }> } };

export type ClueRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ClueRulesQuery = { clueRules: Array<{ id: string, basis: Array<string>, title: { zh: string, en: string }, question: { zh: string } }> };

export type CustomersQueryVariables = Exact<{ [key: string]: never; }>;


export type CustomersQuery = { customers: { total: number, nodes: Array<{ id: string, number: string | null, officer: string | null, borrower: { name: string } | null, owed: Array<{ fen: string, text: string }>, clues: { total: number } }> } };

export type CustomerFileQueryVariables = Exact<{ [key: string]: never; }>;


export type CustomerFileQuery = { customers: { nodes: Array<{ number: string | null, branch: string | null, officer: string | null, parties: { nodes: Array<{ role: PartyRole, named: { name: string } }> }, ourCases: { nodes: Array<{ caseNumber: string | null, stage: string | null, court: string | null, effectiveOn: string | null }>, knowledge: { state: Knowledge, sentence: { zh: string } } }, measures: { nodes: Array<{ method: string | null, court: string | null, rank: number | null, until: string | null }> }, payments: { nodes: Array<{ on: string | null, amount: { text: string } | null }>, knowledge: { state: Knowledge, sentence: { zh: string } } } }> } };

export type ProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileQuery = { party: { id: string, name: string, kind: PartyKind, tier: MatchTier | null, names: Array<{ name: string, kind: NameKind, from: string | null, until: string | null }>, identifiers: { nodes: Array<{ kind: IdentifierKind, value: string }> }, caseCounts: Array<{ role: PartyRole, outcome: Outcome | null, cases: number }>, cases: { total: number, nodes: Array<{ caseNumber: string | null, court: string | null, cause: string | null, roles: Array<PartyRole>, outcomes: Array<Outcome>, latest: string | null }> }, loans: { nodes: Array<{ role: PartyRole, loan: { dueOn: string | null, principal: { fen: string, text: string } | null } }> }, guaranteesGiven: { nodes: Array<{ kind: SecurityKind, mode: string | null, cap: { text: string } | null, debtors: Array<{ name: string }> }> }, guaranteesReceived: { nodes: Array<{ kind: SecurityKind, providers: Array<{ name: string }> }> }, isOwed: { nodes: Array<{ amount: { fen: string, text: string } | null, obligors: Array<{ name: string }> }> }, assets: { knowledge: { state: Knowledge, sentence: { zh: string } }, nodes: Array<{ kind: AssetKind, certificateNumber: string | null, descriptions: Array<{ description: string | null, states: Array<AssetState>, date: string | null }> }> }, clues: { nodes: Array<{ rule: string, deadline: string | null, sentence: { zh: string }, expected: { text: string } | null }> }, coverage: Array<{ section: Section, state: Knowledge, items: number, sentence: { zh: string } }> } | null };

export type TimelineQueryVariables = Exact<{ [key: string]: never; }>;


export type TimelineQuery = { party: { name: string, timeline: { nodes: Array<{ date: string, text: string, evidence: Array<{ quote: string | null, before: string | null, after: string | null, fetchedAt: string | null }> }> } } | null };

export type NeighboursQueryVariables = Exact<{ [key: string]: never; }>;


export type NeighboursQuery = { party: { name: string, neighbourCounts: Array<{ kind: StepKind, parties: number, caption: { zh: string } }>, neighbours: { nodes: Array<{ party: { name: string }, steps: Array<{ caption: { zh: string } }> }> } } | null };

export type NetworkQueryVariables = Exact<{ [key: string]: never; }>;


export type NetworkQuery = { network: { truncated: boolean, parties: Array<{ distance: number, party: { id: string, name: string } }>, steps: Array<{ from: { name: string }, caption: { zh: string }, to: { name: string } }> } };

export type ConnectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectionsQuery = { connections: { reason: SearchReason, searchedDepth: number, truncated: boolean, connections: Array<{ strength: number, steps: Array<{ from: { name: string }, caption: { zh: string }, to: { name: string }, evidence: Array<{ quote: string | null }> }> }> } };

export type ReviewQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewQueueQuery = { reviewQueue: { nodes: Array<{ tier: MatchTier, score: number, left: { id: string, name: string, document: { caseNumber: string | null } }, right: { id: string, name: string, fromLoanFile: boolean }, features: Array<{ weight: number, reason: { zh: string } }>, atStake: { text: string } | null }> } };

export type SearchQueryVariables = Exact<{ [key: string]: never; }>;


export type SearchQuery = { search: { total: number, nodes: Array<{ kind: SearchKind, label: string, because: { zh: string }, party: { id: string, kind: PartyKind, mentionCount: number } | null, customer: { id: string, number: string | null } | null }> } };

export type StatusQueryVariables = Exact<{ [key: string]: never; }>;


export type StatusQuery = { status: { waiting: number, pending: number, counts: Array<{ type: string, count: number }>, sources: Array<{ name: string, records: number, latest: string | null, describes: { zh: string }, quarantined: Array<{ code: string, records: number }> }> } };

export type RunsQueryVariables = Exact<{ [key: string]: never; }>;


export type RunsQuery = { runs: { nodes: Array<{ id: string, source: string, state: RunState, records: number, changed: number, closedAt: string | null, remarks: Array<{ code: string, zh: string }>, progress: { fetched: number, derived: number, error: string | null } | null }> } };

export type QuarantineQueryVariables = Exact<{ [key: string]: never; }>;


export type QuarantineQuery = { quarantine: { nodes: Array<{ id: string, key: string, code: string, reason: string }> } };

export type VocabularyQueryVariables = Exact<{ [key: string]: never; }>;


export type VocabularyQuery = { vocabulary: Array<{ name: string, values: Array<{ value: string, caption: { zh: string, en: string } }> }> };


export const WorkListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WorkList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"WORK"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"officer"}},{"kind":"Field","name":{"kind":"Name","value":"borrower"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fen"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deadline"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"stars"}}]}},{"kind":"Field","name":{"kind":"Name","value":"routes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"court"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paper"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"unproven"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"shows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"document"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"court"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WorkListQuery, WorkListQueryVariables>;
export const ClueGradesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClueGrades"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"zeroed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"traps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"path"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClueGradesQuery, ClueGradesQueryVariables>;
export const ClueRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClueRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clueRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"question"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]}}]} as unknown as DocumentNode<ClueRulesQuery, ClueRulesQueryVariables>;
export const CustomersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Customers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"officer"}},{"kind":"Field","name":{"kind":"Name","value":"borrower"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"owed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fen"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"WORK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomersQuery, CustomersQueryVariables>;
export const CustomerFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerFile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"officer"}},{"kind":"Field","name":{"kind":"Name","value":"parties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"named"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"ourCases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"court"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"knowledge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"court"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"until"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"knowledge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomerFileQuery, CustomerFileQueryVariables>;
export const ProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"party"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"StringValue","value":"赣州禾穗饲料有限公司","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"until"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"caseCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"cases"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}},{"kind":"Field","name":{"kind":"Name","value":"court"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"outcomes"}},{"kind":"Field","name":{"kind":"Name","value":"latest"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"loans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"loan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"principal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fen"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"guaranteesGiven"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"cap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"debtors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"guaranteesReceived"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"isOwed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fen"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"obligors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"assets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"knowledge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"certificateNumber"}},{"kind":"Field","name":{"kind":"Name","value":"descriptions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"states"}},{"kind":"Field","name":{"kind":"Name","value":"date"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"clues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deadline"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"items"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProfileQuery, ProfileQueryVariables>;
export const TimelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"party"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"StringValue","value":"赣州禾穗饲料有限公司","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TimelineQuery, TimelineQueryVariables>;
export const NeighboursDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Neighbours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"party"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"StringValue","value":"赣州禾穗饲料有限公司","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"neighbourCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parties"}}]}},{"kind":"Field","name":{"kind":"Name","value":"neighbours"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"GUARANTEES_CUSTOMER"},{"kind":"EnumValue","value":"GUARANTEES"},{"kind":"EnumValue","value":"LEGAL_REPRESENTATIVE"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"party"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<NeighboursQuery, NeighboursQueryVariables>;
export const NetworkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"network"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"StringValue","value":"赣州禾穗饲料有限公司","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"IntValue","value":"2"}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"IntValue","value":"30"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"truncated"}},{"kind":"Field","name":{"kind":"Name","value":"parties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"distance"}},{"kind":"Field","name":{"kind":"Name","value":"party"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NetworkQuery, NetworkQueryVariables>;
export const ConnectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Connections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"StringValue","value":"赣州鲸尾纺织有限公司","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"StringValue","value":"赣州禾穗饲料有限公司","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"searchedDepth"}},{"kind":"Field","name":{"kind":"Name","value":"truncated"}},{"kind":"Field","name":{"kind":"Name","value":"connections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quote"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConnectionsQuery, ConnectionsQueryVariables>;
export const ReviewQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReviewQueue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reviewQueue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"document"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"caseNumber"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"right"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"fromLoanFile"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"features"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"atStake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReviewQueueQuery, ReviewQueueQueryVariables>;
export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"StringValue","value":"鲸尾","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"because"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"party"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"mentionCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const StatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"describes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"latest"}},{"kind":"Field","name":{"kind":"Name","value":"quarantined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"records"}}]}}]}}]}}]}}]} as unknown as DocumentNode<StatusQuery, StatusQueryVariables>;
export const RunsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Runs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"remarks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fetched"}},{"kind":"Field","name":{"kind":"Name","value":"derived"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunsQuery, RunsQueryVariables>;
export const QuarantineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Quarantine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quarantine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<QuarantineQuery, QuarantineQueryVariables>;
export const VocabularyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Vocabulary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vocabulary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"Knowledge","block":false},{"kind":"StringValue","value":"OurStage","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"caption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]}}]} as unknown as DocumentNode<VocabularyQuery, VocabularyQueryVariables>;