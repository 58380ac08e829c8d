import type { Award } from '../award.js';
import { enforcingOf, type Enforcing } from '../enforcing.js';
import {
  aboutOf,
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
import type { ClueDraft, Rule } from '../rule.js';
import type { Bilingual } from '../../model/clue.js';

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
    // The latest paper speaks for the case.
    return surest((await enforcingOf(run, cast)).flatMap((enforcing) => draft(enforcing) ?? []));
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

function draft({ seen, paper, dispute, enforcement, award, by: how }: Enforcing): ClueDraft | null {
  if (enforcement.state !== 'running' || !enforcement.by) return null;
  const { member } = seen;
  const { by } = enforcement;
  const whom = namesZh(paper.against.map((one) => one.name)) || '被执行人';
  const sum = award?.own ?? null;
  const money = moneyOf(award, how);
  return {
    customer: member.customer,
    subject: dispute.root,
    tier: seen.tier,
    value: sum,
    parties: [...new Set([member.party, ...paper.against.map((one) => one.party)])],
    documents: [...new Set([member.own.document, paper.id, by.id, ...(award ? [award.decision.id] : [])])].sort(),
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
      thing: award?.dispute.root ?? dispute.root,
      sentence: unsure(seen, {
        zh: `${member.own.name}在${paper.court ?? '某法院'}${paper.caseNumber ?? '一执行案件'}中申请执行${whom}${money.zh}；案款将由该院发放。`,
        en: `${member.own.name} has applied to enforce against ${whom} in ${paper.caseNumber ?? 'an enforcement case'}${money.en}. That court will pay out the money.`,
      }),
      path: [
        ...pathFrom(seen, { zh: '申请执行', en: 'applied for enforcement in' }),
        step('Document', paper.id, paper.caseNumber ?? paper.id, { zh: '被执行人', en: 'against' }),
        ...paper.against.slice(0, 5).map((one) => step('Party', one.party, one.name)),
      ],
      traps: [
        { name: { zh: '已执行完毕或终本', en: 'fully paid or terminated' }, state: 'clear' },
        {
          name: { zh: '申请执行人已变更', en: 'applicant was replaced' },
          state: enforcement.partyChanged ? 'open' : 'clear',
        },
        ...(award && how === 'likeness'
          ? [{ name: { zh: '执行依据是另一份文书', en: 'another document is enforced' }, state: 'open' as const }]
          : []),
        { name: { zh: '案款已被他人在先冻结', en: 'money already frozen by others' }, state: 'open' },
        { name: { zh: '案款已发放', en: 'money already paid out' }, state: 'open' },
      ],
      since: latest(enforcement.papers.map((one) => one.date)) || null,
      reach: {
        value: 1,
        reason: { zh: '向执行法院送达协助执行通知即可扣留案款', en: 'That court withholds the money on notice' },
      },
      room: {
        value: 0.7,
        reason: { zh: '该案款上有无在先冻结未核实', en: 'Earlier freezes of the money not checked' },
      },
      way: {
        way: 'claim',
        payers: whom,
        standing: 'enforcing',
        court: by.court ?? paper.court,
        caseNumber: by.caseNumber ?? paper.caseNumber,
        enforceFrom: null,
      },
    },
  };
}

function moneyOf(award: Award | null, how: Enforcing['by']): Bilingual {
  if (!award) return { zh: '，金额未载明', en: '; sum not stated' };
  const decision = award.decision.caseNumber;
  const sum = award.total === null ? null : yuan(award.total);
  return {
    zh: `，${how === 'likeness' ? '当事人和法院均相同，应即' : '依据为'}${decision ?? '一份文书'}${sum === null ? '，金额未载明' : `确定的${sum}元`}`,
    en: `, by ${decision ?? 'a document'}${how === 'likeness' ? ' as parties and court suggest' : ''}${sum === null ? '; sum not stated' : `: ${sum} yuan`}`,
  };
}

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
