/**
 * The legal ways to a clue's money on a day: who acts, before which court, with which paper, by when, and what is not
 * proven yet. The first route is the one to take. A route that looks likely and is wrong is listed as closed, with why.
 *
 *   bankruptcy of the party  switches everything to R8 (企业破产法 16, 19; 破产法解释二 21-23); its guarantors stay reachable (92, 124)
 *   our stage                no suit, suing: preservation · title: apply for enforcement · enforcing: act · 终本: clue, resume, act
 */
import type { Bilingual, Route, RouteCode } from '../model/clue.js';
import { addDays, addMonths } from '../model/date.js';
import { enforcementTerm, isDay, seizureLapsed, seizureTerm } from './deadlines.js';
import type { GuaranteeState } from './guarantee.js';
import type { About, SeizureFacts, Way } from './rule.js';
import type { Bankruptcy, Stand } from './stand.js';

export interface Situation {
  readonly about: About;
  readonly way: Way;
  readonly stand: Stand;
  /** Of the party whose asset it is. */
  readonly bankruptcy: Bankruptcy | null;
  /** Of our debtor, where the asset is a guarantor's. */
  readonly debtorBankrupt: boolean;
  readonly guarantee: GuaranteeState | null;
  readonly asOf: string;
}

const b = (zh: string, en: string): Bilingual => ({ zh, en });

interface RouteParts {
  readonly title: Bilingual;
  readonly actor?: Bilingual;
  readonly court: Bilingual;
  readonly paper: Bilingual;
  readonly by?: readonly (string | null)[];
  readonly basis: readonly string[];
  readonly unproven?: readonly (Bilingual | null)[];
}

const us = b('我行（代理人）', 'the bank, through its agent');
const someCourt = b('法院（档案未载明）', 'the court (not named in the file)');
const courtOf = (court: string | null | undefined, caseNumber?: string | null): Bilingual =>
  court
    ? b(`${court}${caseNumber ? `，${caseNumber}` : ''}`, `${court}${caseNumber ? `, ${caseNumber}` : ''}`)
    : caseNumber
      ? b(`办理${caseNumber}的法院`, `the court of ${caseNumber}`)
      : someCourt;

export function routesOf(situation: Situation): readonly Route[] {
  const { bankruptcy, guarantee, asOf } = situation;
  const route = (code: RouteCode, parts: RouteParts): Route => {
    const by = (parts.by ?? []).filter((day): day is string => isDay(day) && day >= asOf).sort()[0];
    return {
      code,
      title: parts.title,
      actor: parts.actor ?? us,
      court: parts.court,
      paper: parts.paper,
      ...(by ? { by } : {}),
      basis: parts.basis,
      unproven: [
        ...(parts.unproven ?? []).filter((one) => one !== null),
        ...(code === 'R8' ? [] : forGuarantor(situation)),
      ],
    };
  };
  const usual = byWay(situation, route);
  if (bankruptcy && situation.about.kind === 'organization')
    return [...bankruptcyRoutes(bankruptcy, situation, route), ...usual.map((one) => closedBy(one, stayed))];
  return guarantee && guarantee.state === 'running' ? [keepGuarantee(situation, guarantee, route), ...usual] : usual;
}

type Make = (code: RouteCode, parts: RouteParts) => Route;

const byWay = (situation: Situation, route: Make): readonly Route[] => {
  switch (situation.way.way) {
    case 'claim':
      return claimRoutes(situation, situation.way, route);
    case 'thing':
      return thingRoutes(situation, situation.way, route);
    case 'waiting':
      return waitingRoutes(situation, situation.way, route);
    case 'ring':
      return ringRoutes(situation, route);
  }
};

const stayed = b(
  '破产申请已受理：保全解除、执行中止、个别清偿无效（企业破产法 16、19）',
  'Bankruptcy accepted: measures are lifted, enforcement stays, individual payment is void (企业破产法 16, 19)',
);
/** A closed route has no deadline. */
function closedBy(route: Route, closed: Bilingual): Route {
  const { code, title, actor, court, paper, basis, unproven } = route;
  return { code, title, actor, court, paper, basis, unproven, closed: route.closed ?? closed };
}

/** A title against the debtor is none against the guarantor, unless it names him. */
function forGuarantor({ about, stand, debtorBankrupt }: Situation): Bilingual[] {
  if (about.role !== 'guarantor') return [];
  const titled = stand.stage !== 'noSuit' && stand.stage !== 'suing';
  return [
    titled
      ? b(`执行依据是否判令${about.name}承担责任`, `Whether the title also names this guarantor`)
      : b(`起诉时须将${about.name}列为被告`, 'The suit must name this guarantor as defendant'),
    ...(debtorBankrupt
      ? [
          b(
            '债务人破产不影响向保证人追偿（企业破产法 92、124），同时须申报债权',
            "The debtor's bankruptcy leaves the guarantor reachable (企业破产法 92, 124); file the claim as well",
          ),
        ]
      : []),
  ];
}

function bankruptcyRoutes({ court, caseNumber, acceptedOn }: Bankruptcy, { about }: Situation, route: Make): Route[] {
  const where = courtOf(court, caseNumber);
  // The court sets 30 days to 3 months from its notice (45); the earlier day is safe.
  return [
    route('R8', {
      title: b('申报债权，并请管理人追收该财产', 'File the claim and push the administrator to collect this asset'),
      court: b(`${where.zh}；管理人`, `${where.en}; the administrator`),
      paper: b(
        '债权申报书及证据；向管理人提交财产线索的书面请求',
        'proof of claim with evidence; written request to the administrator with this clue',
      ),
      by: acceptedOn ? [addDays(acceptedOn, 30), addMonths(acceptedOn, 3)] : [],
      basis: ['企业破产法 16', '企业破产法 19', '企业破产法 45', '企业破产法 56', '破产法解释二 21-23'],
      unproven: [
        b(
          `以法院公告的申报期限为准（受理公告之日起30日至3个月）；逾期可在最后分配前补充申报（企业破产法 56）`,
          'The time limit is the one in the notice (30 days to 3 months); later until the final distribution (56)',
        ),
        acceptedOn ? null : b(`${about.name}破产受理日期不详`, 'Day of acceptance not known'),
        b(
          '管理人无正当理由拒绝追收时，可代表全体债权人起诉',
          'If the administrator refuses without reason, sue in the name of all creditors',
        ),
      ],
    }),
  ];
}

function keepGuarantee({ about, stand }: Situation, { period }: GuaranteeState, route: Make): Route {
  const general = period?.mode === 'general';
  return route('R5', {
    title: general
      ? b('保证期间内对债务人起诉或申请仲裁', 'Sue the debtor within the guarantee period')
      : b('保证期间内向保证人主张权利', 'Demand on the guarantor within the guarantee period'),
    court: courtOf(stand.court),
    paper: general
      ? b('起诉状（债务人为被告，并列保证人）', 'statement of claim against the debtor, the guarantor beside it')
      : b(
          `向${about.name}送达的催收函（留存送达证明），或起诉状`,
          'letter of demand with proof of service, or statement of claim',
        ),
    by: [period?.until ?? null],
    basis: period?.basis ?? [],
    unproven: [period?.saves ?? null, ...(period?.open ?? [])],
  });
}

/** What we must have before the court acts for us, by our stage. */
function stageParts({ stand, asOf }: Situation): {
  court: Bilingual;
  paper: Bilingual;
  by: (string | null)[];
  basis: string[];
  unproven: (Bilingual | null)[];
  preserving: boolean;
} {
  const ours = courtOf(stand.court, stand.caseNumber);
  switch (stand.stage) {
    case 'noSuit':
      return {
        court: b(
          '对本案有管辖权的法院，或财产所在地法院',
          'the court competent for the suit, or of the place of the asset',
        ),
        paper: b(
          '诉前财产保全申请书、担保材料、本线索',
          'application for preservation before suit, security, this clue',
        ),
        by: [],
        basis: ['民诉法 104'],
        unproven: [
          b('情况紧急且提供担保', 'Urgency, and security given'),
          b(
            '保全后30日内须起诉，否则解除（民诉法 104）',
            'Sue within 30 days of the measure or it is lifted (民诉法 104)',
          ),
        ],
        preserving: true,
      };
    case 'suing':
      return {
        court: ours,
        paper: b('财产保全申请书、担保材料、本线索', 'application for preservation, security, this clue'),
        by: [],
        basis: ['民诉法 103'],
        unproven: [b('提供担保', 'Security given')],
        preserving: true,
      };
    case 'titleInHand': {
      const term = enforcementTerm([], stand.effectiveOn);
      return {
        court: courtOf(stand.court),
        paper: b(
          '强制执行申请书、生效文书及生效证明、本线索',
          'application for enforcement, the title with proof of effect, this clue',
        ),
        by: [term],
        basis: ['民诉法 250'],
        unproven: [
          term === null
            ? b(
                '我方文书生效日不详，申请执行期限无从计算',
                'Day of effect of our title not known: the term to enforce cannot be counted',
              )
            : null,
          term !== null && term < asOf
            ? b(
                `申请执行期限最早于${term}届满，是否中断未知`,
                `The term to enforce may have ended on ${term}, unless interrupted`,
              )
            : null,
        ],
        preserving: false,
      };
    }
    case 'terminatedThisRound':
      return {
        court: ours,
        paper: b('恢复执行申请书、本线索', 'application to resume enforcement, this clue'),
        by: [],
        basis: ['民诉法解释 517', '财产调查规定 2'],
        unproven: [],
        preserving: false,
      };
    case 'enforcing':
      return {
        court: ours,
        paper: b('财产线索及采取执行措施的申请书', 'application for the measure, with this clue'),
        by: [],
        basis: ['财产调查规定 2'],
        unproven: [],
        preserving: false,
      };
  }
}

const handOver = (situation: Situation, route: Make): Route[] => {
  const { stand } = situation;
  if (stand.stage !== 'enforcing' && stand.stage !== 'terminatedThisRound') return [];
  return [
    route('R9', {
      title: b('向执行法院提交财产线索，请求核查', 'Give the clue to the enforcing court and ask it to check'),
      court: courtOf(stand.court, stand.caseNumber),
      paper: b(
        '财产线索书面材料（明确具体的，法院7日内核实，紧急的3日内）',
        'the clue in writing (if concrete, the court checks within 7 days, 3 if urgent)',
      ),
      basis: ['财产调查规定 2'],
    }),
  ];
};

function claimRoutes(situation: Situation, way: Extract<Way, { way: 'claim' }>, route: Make): Route[] {
  const parts = stageParts(situation);
  const theirCourt = courtOf(way.court, way.caseNumber);
  const term = way.enforceFrom && isDay(way.enforceFrom) ? enforcementTerm([], way.enforceFrom) : null;
  const theirs =
    term === null
      ? []
      : [
          b(
            `${situation.about.name}自己申请执行的期限最早于${term}届满（民诉法 250），中断未知：请法院督促其申请`,
            `Their own term to enforce ends on ${term} at the earliest (民诉法 250): ask the court to urge them`,
          ),
        ];
  const title = {
    final: b('冻结到期债权并通知付款方履行', 'Freeze the matured claim and notify the payer'),
    unproven: b('冻结到期债权并通知付款方履行', 'Freeze the matured claim and notify the payer'),
    enforcing: b('请该执行法院协助扣留案款', 'Have that court withhold the money it collects'),
    pending: b('冻结债务人在该案中可能判得的款项', 'Freeze what the debtor may be awarded in that case'),
  }[way.standing];
  const freeze = route(way.standing === 'pending' ? 'R7' : 'R1', {
    title,
    court: b(
      `${parts.court.zh}${way.standing === 'enforcing' || way.standing === 'pending' ? `；协助单位：${theirCourt.zh}` : ''}`,
      `${parts.court.en}${way.standing === 'enforcing' || way.standing === 'pending' ? `; to be assisted by ${theirCourt.en}` : ''}`,
    ),
    paper: b(
      `${parts.paper.zh}；由我方法院作出冻结裁定${way.standing === 'enforcing' || way.standing === 'pending' ? '和协助执行通知书' : parts.preserving ? '和协助执行通知书' : '和履行到期债务通知书'}`,
      `${parts.paper.en}; our court gives the freezing ruling and the notice${parts.preserving || way.standing === 'enforcing' ? ' to assist' : ' to pay'}`,
    ),
    by: [...parts.by, term],
    basis: [...(way.standing === 'pending' ? [] : ['民诉法解释 499', '执行规定 45-53']), ...parts.basis],
    unproven: [
      ...parts.unproven,
      parts.preserving || way.standing === 'pending'
        ? b(
            '未到期或未确定的债权可以保全（民诉法解释 159，未核对原文）',
            'Claims due or to come can be preserved (民诉法解释 159, text not checked)',
          )
        : null,
      way.standing === 'unproven'
        ? b(
            '该文书已生效（未见上诉，未见生效证明）',
            'That the document has taken effect (no appeal seen, no proof of effect)',
          )
        : null,
      way.standing === 'pending' ? b('债务人胜诉', 'That the debtor wins') : null,
      b(`${way.payers}尚未履行且有履行能力`, 'That the payer has not paid and can'),
      ...theirs,
    ],
  });
  const subrogation: Route = {
    ...route('R2', {
      title: b('代位权诉讼', 'Subrogation suit'),
      court: someCourt,
      paper: b('起诉状', 'statement of claim'),
      basis: ['民法典 535', '合同编通则解释 33'],
    }),
    closed:
      way.standing === 'pending'
        ? b('债务人已起诉，不属于怠于行使（合同编通则解释 33）', 'Who sues is not idle (合同编通则解释 33)')
        : b(
            '债权已由生效文书确定，直接执行，无需代位诉讼（民诉法解释 499）',
            'Fixed by an effective document: enforced directly (民诉法解释 499)',
          ),
  };
  return [freeze, ...handOver(situation, route), subrogation];
}

function thingRoutes(situation: Situation, way: Extract<Way, { way: 'thing' }>, route: Make): Route[] {
  const { about } = situation;
  const parts = stageParts(situation);
  const lying = way.seizures.filter((seizure) => seizureLapsed(seizure, situation.asOf) === null);
  const first = lying.find((seizure) => !seizure.waiting) ?? lying[0];
  const lapsed = way.seizures.length > lying.length && !first;
  const routes: Route[] = [];
  if (way.priority)
    routes.push(
      route('R6', {
        title: b('就我方担保物优先受偿', 'Realize our own security over it'),
        court: parts.court,
        paper: parts.paper,
        by: parts.by,
        basis: ['民法典 386', '担保制度解释 44'],
        unproven: [
          ...parts.unproven,
          b(
            '担保物权登记有效且未涂销；主债权时效内行使（担保制度解释 44）',
            'The security is registered, not cancelled, and exercised within the limitation of the debt',
          ),
        ],
      }),
    );
  if (way.ours?.waiting) {
    // A waiting seizure has no term of its own before it takes effect (查扣冻规定 26).
    routes.push(
      route('R7', {
        title: b('保持轮候顺位，关注首封届满、解除和处置', 'Keep our place in the queue; watch the first seizure'),
        court: courtOf(way.ours.court, way.ours.caseNumber),
        paper: b('请法院查询轮候顺位的申请', 'request that the court confirms our place'),
        basis: ['查扣冻规定 26', '法〔2022〕107号'],
        unproven: [b('我方在轮候顺位中的位置', 'Our place in the queue')],
      }),
    );
  } else if (way.ours) {
    const term = seizureTerm(way.ours);
    routes.push(
      route('R7', {
        title: b('续行我方查封、冻结', 'Renew our seizure'),
        court: courtOf(way.ours.court, way.ours.caseNumber),
        paper: b('续行查封（冻结）申请书', 'application to renew'),
        by: term ? [term.renewBy, term.earlier] : [],
        basis: term?.basis ?? ['民诉法解释 485'],
        unproven: [
          term ? null : b('查封日期不详，期限无从计算', 'Day of our seizure not known: its term cannot be counted'),
          term?.printedTooLong
            ? b(
                `裁定所载期限超过法定最长期限，按${term.end}届满处理`,
                `The printed term is longer than the law allows: it ends on ${term.end}`,
              )
            : null,
        ],
      }),
    );
  } else
    routes.push(
      route('R7', {
        title: first ? b('申请轮候查封', 'Apply for a waiting seizure') : b('申请查封、冻结', 'Apply for seizure'),
        court: parts.court,
        paper: parts.paper,
        by: parts.by,
        basis: [first ? '查扣冻规定 26' : '查扣冻规定 24', '民诉法解释 485', ...parts.basis],
        unproven: [
          ...parts.unproven,
          b('财产现仍登记在其名下', 'That it is still registered in their name'),
          first?.waiting === false || !first ? null : b('首封情况', 'Who seized first'),
          lapsed
            ? b('他案查封是否已续期：已续的，本次为轮候', 'Whether the earlier seizure was renewed: then ours waits')
            : null,
        ],
      }),
    );
  if (first) routes.push(...sharing(situation, first, route));
  return [...routes, ...handOver(situation, route)];

  function sharing({ stand }: Situation, seizure: SeizureFacts, make: Make): Route[] {
    const where = courtOf(seizure.court, seizure.caseNumber);
    const titled = stand.stage !== 'noSuit' && stand.stage !== 'suing';
    return about.kind === 'person'
      ? [
          make('R6', {
            title: b('申请参与分配', 'Apply to share in the distribution'),
            court: where,
            paper: b('参与分配申请书及执行依据', 'application to share, with our title'),
            basis: ['民诉法解释 506', '民诉法解释 507', '民诉法解释 508'],
            unproven: [
              titled ? null : b('已取得执行依据', 'A title of our own'),
              b('该财产执行尚未终结（民诉法解释 507）', 'Enforcement of the asset has not ended (民诉法解释 507)'),
            ],
          }),
        ]
      : [
          make('R8', {
            title: b(
              '顺位在后且资不抵债时，申请执行转破产',
              'If we rank behind and assets do not suffice: ask for bankruptcy',
            ),
            court: courtOf(stand.court ?? seizure.court),
            paper: b('执行案件移送破产审查申请书', 'application to refer the enforcement case to bankruptcy'),
            basis: ['民诉法解释 511', '民诉法解释 514'],
            unproven: [
              b(
                '企业债务人的普通债权按查封先后受偿（民诉法解释 514）',
                'Of a company, unsecured creditors are paid in order of seizure (民诉法解释 514)',
              ),
            ],
          }),
        ];
  }
}

function waitingRoutes({ stand }: Situation, way: Extract<Way, { way: 'waiting' }>, route: Make): Route[] {
  const term = seizureTerm(way.first);
  const where = courtOf(way.ours.court ?? stand.court, way.ours.caseNumber ?? stand.caseNumber);
  if (way.sold)
    return [
      route('R6', {
        title: b(
          '财产已被首封法院处置：对变价款剩余部分主张轮候查封的效力',
          'Sold by the first court: our waiting seizure stands on the surplus',
        ),
        court: courtOf(way.first.court, way.first.caseNumber),
        paper: b('请求移交剩余变价款的函（由我方法院出具）', 'letter of our court asking for the surplus'),
        basis: ['法〔2022〕107号 1', '法〔2022〕107号 2'],
        unproven: [b('变价款有剩余', 'That a surplus is left')],
      }),
    ];
  return [
    route('R7', {
      title: way.lifted
        ? b(
            '首封已解除：确认我方轮候查封生效并起算期限',
            'First seizure lifted: confirm that ours took effect and count its term',
          )
        : b(
            '首封届满前做好接续：核实是否续封',
            'Be ready before the first seizure ends: find out whether it is renewed',
          ),
      court: where,
      paper: b(
        '请法院查询登记机关并出具生效情况的申请',
        'request that the court asks the registry and confirms our rank',
      ),
      by: way.lifted || !term ? [] : [term.earlier, term.end],
      basis: ['查扣冻规定 26', '民诉法解释 485', '保全规定 17'],
      unproven: [
        b(
          '轮候查封自首封解除时自动生效（查扣冻规定 26）',
          'The first waiting seizure takes effect by itself when the first is lifted',
        ),
        way.lifted ? null : b('首封未续期', 'That the first is not renewed'),
        b('我方在轮候顺位中的位置', 'Our place in the queue'),
      ],
    }),
  ];
}

const ringRoutes = (situation: Situation, route: Make): Route[] => [
  route('R5', {
    title: b(
      '在互保链中选择清偿能力最强的一方，安排起诉和保全顺序',
      'Choose the strongest member; plan the order of suits and measures',
    ),
    court: courtOf(situation.stand.court, situation.stand.caseNumber),
    paper: b('保证人资产调查表，起诉或追加被告的申请', 'survey of the guarantors, suit or application to join them'),
    basis: ['担保制度解释 13'],
    unproven: [
      b('各保证仍在保证期间内', 'That each guarantee is within its period'),
      b('互保方之间的传染风险和维稳要求', 'Contagion between the members'),
    ],
  }),
  route('R11', {
    title: b('整体协商重组', 'Negotiate with the whole ring'),
    court: b('无需法院', 'no court'),
    paper: b('重组方案、执行和解协议', 'plan, settlement'),
    basis: ['执行和解规定'],
  }),
];
