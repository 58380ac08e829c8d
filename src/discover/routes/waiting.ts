/** Ways where our seizure waits behind another. */
import type { Route } from '../../model/clue.js';
import { seizureTerm } from '../deadlines.js';
import type { Way } from '../rule.js';
import { b, courtOf, type Make, type Situation } from './parts.js';

export function waitingRoutes({ stand }: Situation, way: Extract<Way, { way: 'waiting' }>, route: Make): Route[] {
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
