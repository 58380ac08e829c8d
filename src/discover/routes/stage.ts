/** What we need before a court acts for us, by our stage; and handing the clue over where enforcement runs. */
import type { Bilingual, Route } from '../../model/clue.js';
import { enforcementTerm } from '../deadlines.js';
import { b, courtOf, type Make, type Situation } from './parts.js';

/** What we must have before the court acts for us, by our stage. */
export function stageParts({ stand, asOf }: Situation): {
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

export const handOver = (situation: Situation, route: Make): Route[] => {
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
