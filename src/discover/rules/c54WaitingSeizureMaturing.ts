import { aboutOf, identityEvidence, pathFrom, step, surest, unique } from '../evidence.js';
import { asset, courtDocument, loanFile, ourMeasure, seizure, together } from '../example.js';
import { holdingsOfCast, type Holding } from '../holding.js';
import { roomOf } from '../room.js';
import type { ClueDraft, Rule } from '../rule.js';

/**
 * Our seizure waits behind another one, whose term ends, or which was lifted: ours takes effect by itself, from that day.
 * How near the end is follows from the day of reading.
 *
 *   (Customer)<-[:SEIZED_FOR]-(our Seizure, waiting)-[:SEIZES]->(Asset)<-[:SEIZES]-(first Seizure)
 */
export const waitingSeizureMaturing: Rule = {
  id: 'C54',
  name: 'waitingSeizureMaturing',
  title: { zh: '轮候查封将生效', en: 'Our waiting seizure is about to mature' },
  question: {
    zh: '我方轮候查封之前的首封何时届满，是否已解除？',
    en: 'When does the seizure before ours end, or has it been lifted?',
  },
  base: 'A',
  whose: 'borrower',
  reaches: ['party', 'asset', 'dispute'],
  basis: ['查扣冻规定 26', '民诉法解释 485', '法〔2022〕107号 1-2'],
  halfLifeDays: 365,

  async drafts(run, cast) {
    return surest((await holdingsOfCast(run, cast)).flatMap((holding) => draft(holding) ?? []));
  },

  example: {
    story: 'A lessor seized the plant first, to 2026-12-19; our seizure is second in rank.',
    graph: waiting(),
    expect: { customer: 'c1', subject: 'plant', tier: 'T1', value: null, documents: ['file', 'measure', 'r'] },
  },
  nearMiss: {
    story: 'Our own seizure is the first.',
    graph: together(waiting(), {
      nodes: {
        ours: ['Seizure', { ours: true, rank: 1, waiting: false, from: '2025-11-05', court: '某市某区人民法院' }],
      },
      links: [],
    }),
  },
};

function draft(holding: Holding): ClueDraft | null {
  const { seen, kind, caption, ours } = holding;
  const first = holding.others.find((one) => !one.facts.waiting);
  if (!ours?.facts.waiting || ours.row.state === 'released' || !first || holding.gone) return null;
  const { member } = seen;
  return {
    customer: member.customer,
    subject: holding.subject,
    tier: seen.tier,
    value: holding.value,
    parties: [member.party],
    documents: [...new Set([...holding.documents, ours.row.document])].sort(),
    evidence: unique([...holding.evidence, ...identityEvidence(seen)]),
    knownSince: holding.fetchedAt,
    facts: {
      about: aboutOf(member),
      thing: holding.subject,
      sentence: {
        zh: `我方对${member.own.name}的${caption}为轮候查封；首封${first.facts.court ? `（${first.facts.court}）` : ''}${first.lifted ? '已解除' : first.facts.until ? `至${first.facts.until}` : first.facts.from ? `自${first.facts.from}起` : '期限不详'}。`,
        en: `Our seizure of ${caption} waits; the first one ${first.lifted ? 'was lifted' : first.facts.until ? `runs until ${first.facts.until}` : first.facts.from ? `began on ${first.facts.from}` : 'has no known term'}.`,
      },
      path: [
        ...pathFrom(seen, { zh: '所有', en: 'owns' }),
        step('Asset', holding.subject, caption, { zh: '首封', en: 'first seized by' }),
        step('Seizure', first.row.id, first.facts.court ?? '首封', { zh: '之后轮候的是', en: 'behind which waits' }),
        step('Seizure', ours.row.id, ours.facts.court ?? '我方查封'),
      ],
      traps: [
        { name: { zh: '首封已续期', en: 'the first was renewed' }, state: first.lifted ? 'clear' : 'open' },
        {
          name: { zh: '登记顺序与送达顺序不一致', en: 'registration differs from the order of service' },
          state: 'open',
        },
        {
          name: { zh: '已由首封法院拍卖，轮候及于剩余价款', en: 'sold by the first court: ours stands on the surplus' },
          state: holding.auctioned ? 'open' : 'clear',
        },
      ],
      since: holding.since,
      reach: { value: 1, reason: { zh: '首封解除时自动生效', en: 'Takes effect by itself when the first is lifted' } },
      room: roomOf(first.lifted ? { ...holding, others: holding.others.filter((one) => one !== first) } : holding),
      way: {
        way: 'waiting',
        kind,
        ours: ours.facts,
        first: first.facts,
        lifted: first.lifted,
        sold: holding.auctioned,
      },
    },
  };
}

function waiting() {
  return together(
    loanFile(),
    courtDocument('r', '(2023)赣0191财保4号', { kind: 'ruling', procedure: 'preservation', date: '2023-12-20' }),
    asset('r', 'plant', 'realEstate', { description: '香江大道厂房' }),
    seizure('r', '(2023)赣0191财保4号', 'first', 'plant', { from: '2023-12-20', until: '2026-12-19', court: '甲法院' }),
    ourMeasure('ours', 'plant', { rank: 2, from: '2025-11-05', court: '某市某区人民法院' }),
  );
}
