import { guaranteesOfCustomers } from '../../graph/ring.js';
import { groupBy, latest, quotes, surest, unique } from '../evidence.js';
import { asset, at, courtDocument, loanFile, together, type Graph } from '../example.js';
import type { ClueDraft, Guarantee, Rule } from '../rule.js';

/**
 * Everything the other rules find, asked of those who guarantee the loan. Whether the guarantor can still be asked on a
 * day follows from the guarantee's terms when the clue is read (guarantee.ts).
 *
 *   (Customer)<-[:FOR_DEBTOR]-(Security {kind: 'guarantee'})<-[:PROVIDES]-(Mention)-[:OF]->(guarantor Party)… as in the wrapped rule
 */
export const guarantorAssets = (wrapped: readonly Rule[]): Rule => ({
  id: 'C44',
  name: 'guarantorAssets',
  title: { zh: '保证人财产', en: 'Asset of a guarantor' },
  question: { zh: '保证人有哪些财产或债权？', en: 'What do the guarantors own, and who owes them?' },
  base: 'A',
  whose: 'guarantor',
  reaches: ['party', 'dispute', 'asset'],
  basis: ['民法典 686', '民法典 692', '民法典 693', '担保制度解释 29', '担保制度解释 34'],
  halfLifeDays: 365,

  async drafts(run, cast) {
    if (!cast.members.length) return [];
    const terms = await guaranteesOfCustomers(run, [...new Set(cast.members.map((member) => member.customer))].sort());
    const termsOf = groupBy(terms, (one) => `${one.customer} ${one.party}`);
    const drafts: ClueDraft[] = [];
    for (const rule of wrapped) {
      for (const found of await rule.drafts(run, cast)) {
        const own = termsOf.get(`${found.customer} ${found.facts.about.party}`) ?? [];
        const documents = [...new Set([...found.documents, ...own.map((one) => one.document)])].sort();
        drafts.push({
          ...found,
          subject: `${rule.id} ${found.subject}`,
          documents,
          evidence: unique([
            ...own.flatMap((one) =>
              quotes(one.document, one.at, {
                '': { zh: '保证合同', en: 'guarantee' },
                contractNumber: { zh: '保证合同号', en: 'guarantee contract' },
                mode: { zh: '保证方式', en: 'mode of guarantee' },
                signedOn: { zh: '签订日', en: 'signed on' },
                periodUntil: { zh: '保证期间止', en: 'guarantee period until' },
                cap: { zh: '最高额', en: 'cap' },
              }),
            ),
            ...found.evidence,
          ]),
          knownSince: latest([found.knownSince, ...own.map((one) => one.fetchedAt)]),
          facts: {
            ...found.facts,
            title: { zh: `保证人财产·${rule.title.zh}`, en: `Guarantor: ${rule.title.en}` },
            sentence: { zh: `保证人：${found.facts.sentence.zh}`, en: `Guarantor: ${found.facts.sentence.en}` },
            halfLifeDays: rule.halfLifeDays,
            guarantees: own.map(({ mode, signedOn, periodUntil, dueOn, cap, contractNumber }): Guarantee => ({
              mode,
              signedOn,
              periodUntil,
              dueOn: latest(dueOn) || null,
              cap,
              contractNumber,
            })),
          },
        });
      }
    }
    return surest(drafts);
  },

  example: {
    story: 'A flat of the guarantor, whose joint guarantee runs to 2027.',
    graph: together(
      loanFile(),
      guarantor({ mode: '连带', signedOn: '2024-06-30', periodUntil: '2027-05-15' }),
      flat('OF'),
    ),
    expect: { customer: 'c1', subject: 'C15 flat', tier: 'T2', value: null, documents: ['g', 'j'] },
  },
  nearMiss: {
    story: 'The same flat belongs to somebody else of that document.',
    graph: together(loanFile(), guarantor({ mode: '连带', signedOn: '2024-06-30' }), flat('OF', 'stranger')),
  },
});

function guarantor(terms: Readonly<Record<string, string>>): Graph {
  return {
    nodes: {
      g: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-06T00:00:00Z', source: 'crm' }],
      'g.m': [
        'Mention',
        { name: '温若谷', nameKey: '温若谷', kind: 'person', document: 'g', fromLoanFile: true, at: at('name') },
      ],
      surety: ['Party', { name: '温若谷', kind: 'person', mentions: 2 }],
      guarantee: ['Security', { kind: 'guarantee', at: at('', 'mode', 'periodUntil'), ...terms }],
    },
    links: [
      'g NAMES g.m',
      'g STATES guarantee',
      'g.m PROVIDES guarantee',
      'guarantee FOR_DEBTOR c1',
      'g.m OF surety',
      'guarantee SECURES loan',
    ],
  };
}

const flat = (how: 'OF' | 'POSSIBLY', party = 'surety'): Graph =>
  together(
    { nodes: { stranger: ['Party', { name: '章一', kind: 'person', mentions: 1 }] }, links: [] },
    courtDocument(
      'j',
      '(2025)赣0702民初31号',
      { date: '2025-05-01' },
      { name: '温若谷', kind: 'person', creditCode: '' },
      party,
      how,
    ),
    asset('j', 'flat', 'realEstate', { location: '赣州市章贡区文清路9号' }),
  );
