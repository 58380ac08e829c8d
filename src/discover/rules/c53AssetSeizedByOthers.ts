import {
  aboutOf,
  identityEvidence,
  named,
  namesZh,
  pathFrom,
  step,
  surest,
  unique,
  unsure,
  yuan,
} from '../evidence.js';
import { asset, at, courtDocument, loanFile, seizure, together } from '../example.js';
import { holdingsOfCast, type Holding } from '../holding.js';
import { roomOf } from '../room.js';
import type { ClueDraft, Rule } from '../rule.js';

/**
 * A thing of our debtor that another case has seized: a waiting seizure reaches the surplus, and rank decides the rest.
 *
 *   (debtor's Mention)-[:OWNS]->(Asset)<-[:SEIZES]-(Seizure)-[:BY_CASE]->(CourtCase that is not ours)
 */
export const assetSeizedByOthers: Rule = {
  id: 'C53',
  name: 'assetSeizedByOthers',
  title: { zh: '被他案查封的财产', en: 'Asset seized in another case' },
  question: { zh: '债务人的哪些财产已被别的案件查封？', en: 'Which assets of the debtor has another case seized?' },
  base: 'A',
  whose: 'borrower',
  reaches: ['party', 'asset', 'dispute'],
  basis: ['查扣冻规定 26', '法〔2022〕107号', '民诉法解释 485', '民诉法解释 506', '民诉法解释 508', '民诉法解释 514'],
  halfLifeDays: 365,

  async drafts(run, cast) {
    return surest((await holdingsOfCast(run, cast)).flatMap((holding) => draft(holding) ?? []));
  },

  example: {
    story: 'Another court seized our debtor’s plant.',
    graph: together(
      loanFile(),
      courtDocument('r', '(2025)赣0803民初4号', { kind: 'ruling', date: '2025-05-01' }),
      asset('r', 'plant', 'realEstate', { description: '厂房一栋' }),
      seizure('r', '(2025)赣0803民初4号', 'z', 'plant', { from: '2025-05-01' }),
    ),
    expect: { customer: 'c1', subject: 'plant', tier: 'T1', value: null, documents: ['file', 'r'] },
  },
  nearMiss: {
    story: 'The same, but a later ruling of that case lifted it.',
    graph: together(
      loanFile(),
      courtDocument('r', '(2025)赣0803民初4号', { kind: 'ruling', date: '2025-05-01' }),
      asset('r', 'plant', 'realEstate', { description: '厂房一栋' }),
      seizure('r', '(2025)赣0803民初4号', 'z', 'plant', { from: '2025-05-01' }),
      courtDocument('lift', '(2025)赣0803民初4号', { kind: 'ruling', date: '2025-12-01', outcomes: ['lifted'] }),
      { nodes: {}, links: [['lift DESCRIBES plant', { states: ['seized', 'released'], at: at('', 'released') }]] },
    ),
  },
};

function draft(holding: Holding): ClueDraft | null {
  const { seen, kind, caption, value, ours } = holding;
  const others = holding.others.filter((one) => !one.lifted);
  if (holding.gone || !others.length) return null;
  const { member } = seen;
  const first = others[0];
  const courts = others.flatMap(({ facts }) => facts.court ?? []);
  const from = named(
    first?.row.document ? holding.descriptions.find((one) => one.document === first.row.document) : undefined,
  );
  const unknown = others.some(({ facts }) => !facts.court && !facts.caseNumber);
  return {
    customer: member.customer,
    subject: holding.subject,
    tier: seen.tier,
    value,
    parties: [member.party],
    documents: holding.documents,
    evidence: unique([...holding.evidence, ...identityEvidence(seen)]),
    knownSince: holding.fetchedAt,
    facts: {
      about: aboutOf(member),
      thing: holding.subject,
      sentence: unsure(seen, {
        zh: `${from.zh}显示${member.own.name}的${caption}已被${namesZh(courts) || '他案'}查封${first?.facts.caseNumber ? `（${first.facts.caseNumber}）` : ''}${first?.facts.until ? `，至${first.facts.until}` : first?.facts.from ? `，自${first.facts.from}起` : ''}${value === null ? '' : `，载明价值${yuan(value)}元`}；${holding.ours ? '我方已查封或轮候' : holding.forAnother ? '我行只为另一客户的债权采取了措施' : '我方尚无查封记录'}。`,
        en: `${from.en} shows that ${caption} of ${member.own.name} is seized in another case${first?.facts.caseNumber ? ` (${first.facts.caseNumber})` : ''}${first?.facts.until ? ` until ${first.facts.until}` : ''}; ${holding.ours ? 'we have seized it or wait' : holding.forAnother ? 'our measures are for what another customer owes' : 'no measure of ours on record'}.`,
      }),
      path: [
        ...pathFrom(seen, { zh: '所有', en: 'owns' }),
        step('Asset', holding.subject, caption, { zh: '被查封于', en: 'seized by' }),
        ...others
          .slice(0, 3)
          .map(({ row, facts }) =>
            step('Seizure', row.id, [facts.court, facts.caseNumber].filter((text) => text).join(' ') || '他案查封'),
          ),
      ],
      traps: [
        { name: { zh: '实际并未办理查封', en: 'ordered but not carried out' }, state: 'open' },
        { name: { zh: '查封已届满未续', en: 'lapsed and not renewed' }, state: 'open' },
        {
          name: {
            zh: '文书未载明查封案件，可能是我方自己的查封',
            en: 'the document does not say by which case: may be our own',
          },
          state: unknown ? 'open' : 'clear',
        },
        ...(holding.auctioned
          ? [{ name: { zh: '已进入拍卖，应立即参与分配', en: 'being auctioned: act at once' }, state: 'open' as const }]
          : []),
      ],
      since: holding.since,
      reach: { value: 0.8, reason: { zh: '可轮候查封，及于变价剩余', en: 'A waiting seizure reaches the surplus' } },
      room: roomOf(holding),
      way: {
        way: 'thing',
        kind,
        seizures: [...others, ...holding.anothers].map(({ facts }) => facts),
        ours: ours?.facts ?? null,
        priority: holding.priority,
      },
    },
  };
}
