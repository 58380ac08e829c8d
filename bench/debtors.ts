/**
 * A town of debtors written straight into a graph, in the shape that imports give it, for measuring how it is served:
 * nothing here was read from a document. Seeded, any size. Of ten debtors one has twenty cases and the rest four; each
 * guarantees two neighbours' debts and owns two assets, whatever the size of the town.
 */
import type { Engine } from '../src/graph/engine.js';
import { createLinks, createNodes, type LinkWrite, type NodeWrite } from '../src/graph/rows.js';
import type { LinkType } from '../src/model/links.js';
import type { NodeType } from '../src/model/nodes.js';
import { seeded } from './seeded.js';

/** Debtors written in one transaction. */
const portion = 250;
const courts = ['城东区', '城西区', '河口区', '南湖区', '北山区'].map((area) => `示例市${area}人民法院`);
const causes = ['买卖合同纠纷', '金融借款合同纠纷', '民间借贷纠纷', '建设工程施工合同纠纷'];
const outcomes = ['granted', 'dismissed', 'settled'];

export const partyIdOf = (debtor: number): string => `party_mention_${debtor}_0`;
/** Those with twenty cases, who are asked about. */
export const asked = (debtors: number): readonly string[] =>
  Array.from({ length: Math.floor(debtors / 10) }, (_, i) => partyIdOf(i * 10));

/** Writes `debtors` of them, into an empty graph that has its shape. */
export async function writeDebtors(engine: Engine, debtors: number): Promise<{ nodes: number; links: number }> {
  const count = { nodes: 0, links: 0 };
  // Guarantees lead to a debtor's neighbours, so links of a portion wait until all nodes are there.
  for (const phase of ['nodes', 'links'] as const)
    for (let from = 0; from < debtors; from += portion) {
      const { nodes, links } = some(from, Math.min(from + portion, debtors), debtors);
      await engine.write(async (run) => {
        if (phase === 'nodes') for (const [type, rows] of nodes) await createNodes(run, type, rows);
        else for (const [type, rows] of links) await createLinks(run, type, rows);
      });
      for (const rows of (phase === 'nodes' ? nodes : links).values()) count[phase] += rows.length;
    }
  return count;
}

function some(from: number, until: number, debtors: number) {
  const nodes = new Map<NodeType, NodeWrite[]>();
  const links = new Map<LinkType, LinkWrite[]>();
  const node = (type: NodeType, id: string, props: NodeWrite['props']): void => {
    const rows = nodes.get(type) ?? [];
    nodes.set(type, rows);
    rows.push({ id, props });
  };
  const link = (type: LinkType, a: [NodeType, string], b: [NodeType, string], props: LinkWrite['props'] = {}): void => {
    const rows = links.get(type) ?? [];
    links.set(type, rows);
    rows.push({ fromType: a[0], from: a[1], toType: b[0], to: b[1], props });
  };
  for (let i = from; i < until; i++) {
    const name = `示例第${i}商贸有限公司`;
    const random = seeded(i);
    const cases = i % 10 === 0 ? 20 : 4;
    const span = JSON.stringify({ '': { start: 12, end: 40 }, name: { start: 12, end: 22 } });
    node('Party', partyIdOf(i), { name, names: [name], kind: 'organization', mentions: cases });
    for (let c = 0; c < cases; c++) {
      const [document, mention, suit] = [`doc_${i}_${c}`, `mention_${i}_${c}`, `CourtCase:${i}-${c}`];
      const caseNumber = `(20${15 + (c % 10)})示01民初${i * 20 + c}号`;
      const date = `20${15 + (c % 10)}-0${1 + (c % 9)}-${10 + Math.floor(random() * 18)}`;
      node('Document', document, {
        kind: 'judgment', title: '民事判决书', caseNumber, court: courts[Math.floor(random() * 5)] ?? '', cause: causes[Math.floor(random() * 4)] ?? '',
        procedure: 'firstInstance', date, outcomes: [outcomes[Math.floor(random() * 3)] ?? ''], source: 'judgments', record: `record_${i}_${c}`,
        fetchedAt: '2026-01-05T08:00:00.000Z', at: span,
      }); // prettier-ignore
      node('Mention', mention, {
        name, nameKey: name, kind: 'organization', roles: [c % 3 ? 'defendant' : 'plaintiff'], creditCode: `9100000${String(i).padStart(11, '0')}`,
        address: `示例市城东区示例路${i}号`, context: JSON.stringify({ companions: Array.from({ length: 6 }, (_, k) => `伙伴${k}`) }), document, at: span,
      }); // prettier-ignore
      node('CourtCase', suit, { caseNumber, year: 2015 + (c % 10), courtCode: '示01', typeCode: '民初', stage: 'firstInstance' }); // prettier-ignore
      link('NAMES', ['Document', document], ['Mention', mention]);
      link('OF', ['Mention', mention], ['Party', partyIdOf(i)]);
      link('OF_CASE', ['Document', document], ['CourtCase', suit]);
    }
    const own: [NodeType, string] = ['Mention', `mention_${i}_0`];
    const document: [NodeType, string] = ['Document', `doc_${i}_0`];
    for (const g of [1, 2]) {
      const security: [NodeType, string] = ['Security', `security_${i}_${g}`];
      node(...security, { kind: 'guarantee', mode: '连带责任保证', cap: (i + g) * 100_00, printed: `${i + g}百元`, contractNumber: `保${i}-${g}`, at: span }); // prettier-ignore
      link('STATES', document, security);
      link('PROVIDES', own, security);
      link('FOR_DEBTOR', security, ['Mention', `mention_${(i + g) % debtors}_0`]);
      const asset: [NodeType, string] = ['Asset', `Asset_${i}_${g}`];
      node(...asset, { kind: g === 1 ? 'realEstate' : 'vehicle', certificateNumber: `示(2019)不动产权第${i}${g}号` });
      link('OWNS', own, asset, { at: span });
      link('DESCRIBES', document, asset, { description: `房产${i}-${g}`, states: ['seized'], at: span });
    }
  }
  return { nodes, links };
}
