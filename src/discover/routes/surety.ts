/** What suretyship adds: keep the guarantee alive, a title that names the guarantor, and rings of guarantors. */
import type { Bilingual, Route } from '../../model/clue.js';
import type { GuaranteeState } from '../guarantee.js';
import { b, courtOf, type Make, type Situation } from './parts.js';

/** A title against the debtor is none against the guarantor, unless it names him. */
export function forGuarantor({ about, stand, debtorBankrupt }: Situation): Bilingual[] {
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

export function keepGuarantee({ about, stand }: Situation, { period }: GuaranteeState, route: Make): Route {
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

export const ringRoutes = (situation: Situation, route: Make): Route[] => [
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
