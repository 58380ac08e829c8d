/** Ways to a thing that our debtor owns: seize it, renew, share, realize our security. */
import type { Route } from '../../model/clue.js';
import { seizureLapsed, seizureTerm } from '../deadlines.js';
import type { SeizureFacts, Way } from '../rule.js';
import { b, courtOf, type Make, type Situation } from './parts.js';
import { handOver, stageParts } from './stage.js';

export function thingRoutes(situation: Situation, way: Extract<Way, { way: 'thing' }>, route: Make): Route[] {
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
