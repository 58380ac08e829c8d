import { pendingSuitsOf, type PendingRow } from '../../graph/dispute.js';
import { mentionsAs, type Seen } from '../cast.js';
import { alone, disputesOf, isDecision, type Dispute } from '../dispute.js';
import {
  aboutOf,
  compare,
  identityEvidence,
  latest,
  namesZh,
  pathFrom,
  quotes,
  step,
  surest,
  unique,
  unsure,
} from '../evidence.js';
import { alsoNamed, courtDocument, loanFile, together } from '../example.js';
import type { ClueDraft, Rule } from '../rule.js';

/**
 * Our debtor sues and no result is known: what it may be awarded can be frozen before it is paid.
 *
 *   (debtor's Mention {roles: 原告})<-[:NAMES]-(Document {procedure: 'first'}), in a dispute without any decision
 */
export const pendingClaim: Rule = {
  id: 'C04',
  name: 'pendingClaim',
  title: { zh: '未决案件原告', en: 'Plaintiff in a pending case' },
  question: {
    zh: '债务人在哪些尚无结果的案件中是原告？',
    en: 'In which cases without a result is the debtor the plaintiff?',
  },
  base: 'C',
  whose: 'borrower',
  reaches: ['party', 'dispute'],
  basis: ['合同编通则解释 33'],
  halfLifeDays: 365,

  async drafts(run, cast) {
    const plaintiffs = mentionsAs(cast, 'plaintiff', 'counterPlaintiff');
    const papers = plaintiffs.length ? await pendingSuitsOf(run, plaintiffs) : [];
    if (!papers.length) return [];
    const disputes = await disputesOf(run, papers.flatMap((paper) => paper.cases)); // prettier-ignore
    // The latest paper speaks for the case.
    return surest(
      [...papers].reverse().flatMap((paper) => {
        const dispute = disputes.get([...paper.cases].sort(compare)[0] ?? '') ?? alone(paper);
        // Neither court nor case: nobody to turn to.
        if (!paper.court && !paper.caseNumber) return [];
        if (dispute.papers.some(isDecision) || notMoney.test(paper.cause ?? '')) return [];
        return (cast.seen.get(paper.mention) ?? []).flatMap((seen) => draft(seen, paper, dispute));
      }),
    );
  },

  example: {
    story: 'A hearing notice names our debtor as plaintiff against a builder.',
    graph: together(
      loanFile(),
      courtDocument(
        'n',
        '(2026)赣0703民初2210号',
        { kind: 'notice', date: '2026-10-08', cause: '建设工程施工合同纠纷' },
        { roles: ['plaintiff'] },
      ),
      alsoNamed('n', 'n.x', 'builder', '栋立建设工程有限公司', { roles: ['defendant'] }),
    ),
    expect: {
      customer: 'c1',
      subject: 'CourtCase:(2026)赣0703民初2210号',
      tier: 'T1',
      value: null,
      documents: ['file', 'n'],
    },
  },
  nearMiss: {
    story: 'The same case, but it was withdrawn.',
    graph: together(
      loanFile(),
      courtDocument('n', '(2026)赣0703民初2210号', { kind: 'notice', date: '2026-10-08' }, { roles: ['plaintiff'] }),
      courtDocument(
        'w',
        '(2026)赣0703民初2210号',
        { kind: 'ruling', date: '2026-11-01', outcomes: ['withdrawn'] },
        { roles: ['plaintiff'] },
      ),
    ),
  },
};

/** Suits that end without money for the plaintiff, or with money nobody else may take. */
const notMoney = /离婚|婚姻|抚养|赡养|继承|确认|行政|劳动|人格|名誉|撤销|排除妨害|执行异议|人身|健康/;

function draft(seen: Seen, paper: PendingRow, dispute: Dispute): ClueDraft[] {
  const { member } = seen;
  const against = paper.against.filter((one) => one.party !== member.party);
  if (!against.length) return [];
  const whom = namesZh(against.map((one) => one.name));
  const known = [...new Set([paper.id, ...dispute.papers.map((one) => one.id)])];
  return [
    {
      customer: member.customer,
      subject: dispute.root,
      tier: seen.tier,
      value: null,
      parties: [...new Set([member.party, ...against.map((one) => one.party)])],
      documents: [member.own.document, ...known].sort(),
      evidence: unique([
        ...quotes(paper.id, paper.at, {
          caseNumber: { zh: '案号', en: 'case number' },
          cause: { zh: '案由', en: 'cause' },
        }),
        ...against.flatMap((one) => quotes(paper.id, one.at, { name: { zh: '被告', en: 'defendant' } })),
        ...identityEvidence(seen),
      ]),
      knownSince: latest([paper.fetchedAt, ...dispute.papers.map((one) => one.fetchedAt)]),
      facts: {
        about: aboutOf(member),
        thing: dispute.root,
        sentence: unsure(seen, {
          zh: `${member.own.name}在${paper.court ?? '某法院'}${paper.caseNumber ?? '一案'}${paper.cause ? `（${paper.cause}）` : ''}中起诉${whom}，尚无结果；金额未载明。`,
          en: `${member.own.name} sues ${whom} in ${paper.caseNumber ?? 'a case'}; no result known, sum not stated.`,
        }),
        path: [
          ...pathFrom(seen, { zh: '起诉', en: 'sues in' }),
          step('Document', paper.id, paper.caseNumber ?? paper.id, { zh: '被告', en: 'against' }),
          ...against.slice(0, 5).map((one) => step('Party', one.party, one.name)),
        ],
        traps: [
          { name: { zh: '已撤诉或已判决但未收录', en: 'withdrawn or decided, not collected' }, state: 'open' },
          {
            name: { zh: '双方关联，可能是虚假诉讼', en: 'the sides are related: may be a sham suit' },
            state: 'open',
          },
        ],
        since: latest([paper.date, ...dispute.papers.map((one) => one.date)]) || null,
        reach: { value: 0.4, reason: { zh: '案件未决，只能预先冻结', en: 'Undecided: can only be frozen ahead' } },
        room: { value: 0.6, reason: { zh: '有无在先冻结未核实', en: 'Earlier freezes not checked' } },
        way: {
          way: 'claim',
          payers: whom,
          standing: 'pending',
          court: paper.court,
          caseNumber: paper.caseNumber,
          enforceFrom: null,
        },
      },
    },
  ];
}
