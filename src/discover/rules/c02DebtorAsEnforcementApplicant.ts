import { enforcementCasesOf } from '../../graph/dispute.js';
import { awardsOf } from '../award.js';
import { alone, disputesOf, enforcementOf, type Dispute } from '../dispute.js';
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
  yuan,
} from '../evidence.js';
import { alsoNamed, at, courtDocument, loanFile, together } from '../example.js';
import type { Rule } from '../rule.js';

/**
 * Our debtor has asked a court to enforce against somebody else: that court will hold money for it.
 *
 *   (debtor's Mention {roles: 申请执行人})<-[:NAMES]-(Document {procedure: 'enforcement'})-[:OF_CASE]->(CourtCase 执 or 执恢)
 */
export const debtorAsEnforcementApplicant: Rule = {
  id: 'C02',
  name: 'debtorAsEnforcementApplicant',
  title: { zh: '债务人为申请执行人', en: 'Debtor is applicant for enforcement' },
  question: {
    zh: '我方债务人在哪些执行案件中是申请执行人？',
    en: 'In which running enforcement cases is our debtor the applicant?',
  },
  base: 'A',
  whose: 'borrower',
  reaches: ['party', 'dispute'],
  basis: ['民诉法解释 499', '执行规定 45-53'],
  halfLifeDays: 91,

  async drafts(run, cast) {
    if (!cast.mentions.length) return [];
    const papers = await enforcementCasesOf(run, cast.mentions);
    if (!papers.length) return [];
    const disputes = await disputesOf(run, papers.flatMap((paper) => paper.cases)); // prettier-ignore
    const awards = new Map(
      (await awardsOf(run, cast)).map((award) => [
        `${award.seen.member.customer} ${award.seen.member.party} ${award.dispute.root}`,
        award,
      ]),
    );
    // The latest paper speaks for the case.
    const drafts = [...papers].reverse().flatMap((paper) =>
      (cast.seen.get(paper.mention) ?? []).flatMap((seen) => {
        const { member } = seen;
        const dispute: Dispute = disputes.get([...paper.cases].sort(compare)[0] ?? '') ?? alone(paper);
        const enforcement = enforcementOf(dispute, { nameKeys: [seen.mention.nameKey], parties: [member.party] });
        if (enforcement.state !== 'running' || !enforcement.by) return [];
        const award = awards.get(`${member.customer} ${member.party} ${dispute.root}`);
        const debtors = paper.against.map((one) => one.name);
        const [whom, by] = [namesZh(debtors) || '被执行人', enforcement.by];
        const sum = award?.total ?? null;
        return [
          {
            customer: member.customer,
            subject: dispute.root,
            tier: seen.tier,
            value: sum,
            parties: [...new Set([member.party, ...paper.against.map((one) => one.party)])],
            documents: [
              ...new Set([member.own.document, paper.id, by.id, ...(award ? [award.decision.id] : [])]),
            ].sort(),
            evidence: unique([
              ...quotes(paper.id, paper.at, { caseNumber: { zh: '执行案号', en: 'enforcement case' } }),
              ...quotes(by.id, by.at, { enforcementResumed: { zh: '恢复执行', en: 'enforcement resumed' } }),
              ...(award?.orders ?? []).flatMap((order) =>
                quotes(order.document, order.at, { amount: { zh: '应付金额', en: 'amount to be paid' } }),
              ),
              ...identityEvidence(seen),
            ]),
            knownSince: latest([paper.fetchedAt, by.fetchedAt, award?.decision.fetchedAt]),
            facts: {
              about: aboutOf(member),
              sentence: unsure(seen, {
                zh: `${member.own.name}在${paper.court ?? '某法院'}${paper.caseNumber ?? '一执行案件'}中申请执行${whom}${sum === null ? '，金额未载明' : `，依据文书确定的金额为${yuan(sum)}元`}；案款将由该院发放。`,
                en: `${member.own.name} has applied to enforce against ${whom} in ${paper.caseNumber ?? 'an enforcement case'}${sum === null ? '; sum not stated' : `; ${yuan(sum)} yuan by the document enforced`}. That court will pay out the money.`,
              }),
              path: [
                ...pathFrom(seen, { zh: '申请执行', en: 'applied for enforcement in' }),
                step('Document', paper.id, paper.caseNumber ?? paper.id, { zh: '被执行人', en: 'against' }),
                ...paper.against.slice(0, 5).map((one) => step('Party', one.party, one.name)),
              ],
              traps: [
                { name: { zh: '已执行完毕或终本', en: 'fully paid or terminated' }, state: 'clear' as const },
                {
                  name: { zh: '申请执行人已变更', en: 'applicant was replaced' },
                  state: enforcement.partyChanged ? ('open' as const) : ('clear' as const),
                },
                { name: { zh: '案款已被他人在先冻结', en: 'money already frozen by others' }, state: 'open' as const },
                { name: { zh: '案款已发放', en: 'money already paid out' }, state: 'open' as const },
              ],
              since: latest(enforcement.papers.map((one) => one.date)) || null,
              reach: {
                value: 1,
                reason: {
                  zh: '向执行法院送达协助执行通知即可扣留案款',
                  en: 'That court withholds the money on notice',
                },
              },
              room: {
                value: 0.7,
                reason: { zh: '该案款上有无在先冻结未核实', en: 'Earlier freezes of the money not checked' },
              },
              way: {
                way: 'claim' as const,
                payers: whom,
                standing: 'enforcing' as const,
                court: by.court ?? paper.court,
                caseNumber: by.caseNumber ?? paper.caseNumber,
                enforceFrom: null,
              },
            },
          },
        ];
      }),
    );
    return surest(drafts);
  },

  example: {
    story: 'Our debtor applied for enforcement, it was terminated for that round, then resumed.',
    graph: together(
      loanFile(),
      enforcement('e1', '(2024)赣0702执5号', ['enforcementTerminatedThisRound'], '2024-08-01'),
      enforcement('e2', '(2025)赣0702执恢6号', ['enforcementResumed'], '2025-04-01'),
      {
        nodes: {},
        links: ['e2 CITES CourtCase:(2024)赣0702执5号'],
      },
    ),
    expect: {
      customer: 'c1',
      subject: 'CourtCase:(2024)赣0702执5号',
      tier: 'T1',
      value: null,
      documents: ['e2', 'file'],
    },
  },
  nearMiss: {
    story: 'The same case, but it ended with full payment.',
    graph: together(loanFile(), enforcement('e1', '(2024)赣0702执5号', ['enforcementCompleted'], '2024-08-01')),
  },
};

function enforcement(id: string, caseNumber: string, outcomes: readonly string[], date: string) {
  return together(
    courtDocument(
      id,
      caseNumber,
      { kind: 'ruling', procedure: 'enforcement', date, outcomes, at: at('caseNumber', ...outcomes) },
      { roles: ['enforcementApplicant'] },
    ),
    alsoNamed(id, `${id}.x`, 'payer', '云桦贸易有限公司', { roles: ['judgmentDebtor'] }),
  );
}
