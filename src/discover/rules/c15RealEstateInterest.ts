import { aboutOf, identityEvidence, named, pathFrom, step, surest, unique, unsure, yuan } from '../evidence.js';
import { asset, at, courtDocument, loanFile, together } from '../example.js';
import { holdingsOfCast, type Holding } from '../holding.js';
import { roomOf } from '../room.js';
import type { ClueDraft, Rule } from '../rule.js';
import type { Bilingual } from '../../model/clue.js';

/**
 * A house, a plant or land that any document gives to our debtor, and that nobody else has seized (that is C53).
 *
 *   (debtor's Mention)-[:OWNS]->(Asset {kind: 'realEstate' | 'landUseRight'})<-[:DESCRIBES]-(Document)
 */
export const realEstateInterest: Rule = {
  id: 'C15',
  name: 'realEstateInterest',
  title: { zh: '不动产', en: 'Real estate' },
  question: {
    zh: '哪些文书显示债务人拥有房屋、厂房或土地？',
    en: 'Which documents show that the debtor owns houses, plants or land?',
  },
  base: 'A',
  whose: 'borrower',
  reaches: ['party', 'asset', 'dispute'],
  basis: ['民诉法 255', '查扣冻规定 12', '查扣冻规定 24-28', '异议复议规定 20', '异议复议规定 28-29'],
  halfLifeDays: 548,

  async drafts(run, cast) {
    return surest((await holdingsOfCast(run, cast)).flatMap((holding) => draft(holding) ?? []));
  },

  example: {
    story: 'A judgment between others describes a flat that is our debtor’s.',
    graph: together(
      loanFile(),
      courtDocument('j', '(2025)赣0702民初31号', { date: '2025-05-01' }),
      asset('j', 'flat', 'realEstate', { location: '赣州市章贡区文清路9号', value: 900_000_00 }),
    ),
    expect: { customer: 'c1', subject: 'flat', tier: 'T1', value: 900_000_00, documents: ['file', 'j'] },
  },
  nearMiss: {
    story: 'The same flat, but a later document says that it was transferred.',
    graph: together(
      loanFile(),
      courtDocument('j', '(2025)赣0702民初31号', { date: '2025-05-01' }),
      asset('j', 'flat', 'realEstate', { location: '赣州市章贡区文清路9号' }),
      courtDocument('k', '(2025)赣0702民初77号', { date: '2025-11-01' }),
      { nodes: {}, links: [['k DESCRIBES flat', { states: ['transferred'], at: at('', 'transferred') }]] },
    ),
  },
};

function draft(holding: Holding): ClueDraft | null {
  const { seen, kind, others, ours, caption, value } = holding;
  if (kind !== 'realEstate' && kind !== 'landUseRight') return null;
  if (holding.gone || others.some((one) => !one.lifted)) return null;
  const { member } = seen;
  const from = named(holding.descriptions.at(-1));
  const state = standing(holding);
  const sum = value === null ? '' : `，载明价值${yuan(value)}元`;
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
        zh: `${from.zh}显示${member.own.name}名下有${caption}${sum}${state.zh}。`,
        en: `${from.en} shows that ${member.own.name} owns ${caption}${state.en}.`,
      }),
      path: [...pathFrom(seen, { zh: '所有', en: 'owns' }), step('Asset', holding.subject, caption)],
      traps: [
        { name: { zh: '已转让或已拍卖', en: 'transferred or sold' }, state: 'open' },
        ...(holding.transferTold
          ? [
              {
                name: {
                  zh: '文书提到该财产曾被转让：受让人可能主张权利，转让也可能可以撤销',
                  en: 'a document tells of a transfer: the buyer may claim it, and the transfer may be voidable',
                },
                state: 'open' as const,
              },
            ]
          : []),
        ...(holding.fromOurCases && !ours
          ? [
              {
                name: {
                  zh: '见于我方案件文书，可能已被我方查封或抵押给我行',
                  en: 'told by a document of our own case: may be seized by or mortgaged to us already',
                },
                state: 'open' as const,
              },
            ]
          : []),
        { name: { zh: '买受人或共有人的权利优先', en: 'rights of a buyer or co-owner' }, state: 'open' },
        ...(member.own.kind === 'person'
          ? [
              {
                name: {
                  zh: '唯一住房（可执行，但须保障居住）',
                  en: 'only home: can be enforced, with housing secured',
                },
                state: 'open' as const,
              },
            ]
          : []),
        ...(holding.auctioned
          ? [
              {
                name: { zh: '文书提到拍卖，结果不详', en: 'an auction is mentioned, outcome not known' },
                state: 'open' as const,
              },
            ]
          : []),
      ],
      since: holding.since,
      reach:
        seen.tier === 'T3'
          ? { value: 0.3, reason: { zh: '先核实主体', en: 'Verify identity first' } }
          : { value: 0.9, reason: { zh: '登记财产可直接查封', en: 'Registered: can be seized directly' } },
      room: roomOf(holding),
      way: {
        way: 'thing',
        kind,
        seizures: holding.anothers.map(({ facts }) => facts),
        ours: ours?.facts ?? null,
        priority: holding.priority,
      },
    },
  };
}

const standing = ({ ours, priority, forAnother, encumbered }: Holding): Bilingual =>
  ours
    ? { zh: '，我方已查封', en: '; we have seized it' }
    : priority
      ? { zh: '，已抵押给我行', en: '; it is mortgaged to us' }
      : forAnother
        ? {
            zh: '，我行已为另一客户的债权查封或设定担保',
            en: '; we seized it or hold security over it for what another customer owes',
          }
        : encumbered
          ? { zh: '，设有他人的担保', en: '; it is encumbered for others' }
          : { zh: '', en: '' };
