/** Ways to a claim that our debtor has against others. */
import type { Route } from '../../model/clue.js';
import { enforcementTerm, isDay } from '../deadlines.js';
import type { Way } from '../rule.js';
import { b, courtOf, someCourt, type Make, type Situation } from './parts.js';
import { handOver, stageParts } from './stage.js';

export function claimRoutes(situation: Situation, way: Extract<Way, { way: 'claim' }>, route: Make): Route[] {
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
