/** Small graphs in a literal form that reads like a story: the examples of rules, which are their tests. */
import type { AssetKind } from '../model/courtDocument.js';
import type { Run } from '../graph/engine.js';
import { createLinks, createNodes, type LinkWrite } from '../graph/rows.js';
import { linkTypes, type LinkType } from '../model/links.js';
import { nodeTypes, type NodeType } from '../model/nodes.js';
import type { Span } from '../model/span.js';
import type { Tier } from '../model/mention.js';

type Props = Readonly<Record<string, string | number | boolean | readonly string[] | Readonly<Record<string, Span>>>>;

/**
 * nodes: id -> type, or type and properties · links: 'from TYPE to', or that and properties.
 * `at` may be an object of property -> span; it is stored as JSON.
 */
export interface Graph {
  readonly nodes: Readonly<Record<string, NodeType | readonly [NodeType, Props]>>;
  readonly links: readonly (string | readonly [string, Props])[];
}

export interface Example {
  /** What the story is, in one sentence. */
  readonly story: string;
  readonly graph: Graph;
  /** Left out on a near miss. */
  readonly expect?: {
    readonly customer: string;
    readonly subject: string;
    readonly tier: Tier;
    readonly value: number | null;
    readonly documents?: readonly string[];
  };
}

/** Puts stories together; later nodes replace earlier ones of the same id. */
export const together = (...graphs: readonly Graph[]): Graph => ({
  nodes: Object.assign({}, ...graphs.map((graph) => graph.nodes)) as Graph['nodes'],
  links: graphs.flatMap((graph) => graph.links),
});

/** Writes a graph; nodes that the store is known to have are only linked to. */
export async function writeGraph(run: Run, graph: Graph, known: ReadonlySet<string> = new Set()): Promise<void> {
  const types = new Map<string, NodeType>();
  const rows = new Map<
    NodeType,
    { id: string; props: Record<string, string | number | boolean | readonly string[]> }[]
  >();
  for (const [id, node] of Object.entries(graph.nodes)) {
    const [type, props] = typeof node === 'string' ? [node, {}] : node;
    if (!(type in nodeTypes)) throw new Error(`${id} has no known type. Use a row of src/model/nodes.ts.`);
    types.set(id, type);
    rows.set(type, [...(rows.get(type) ?? []), { id, props: stored(props) }]);
  }
  for (const [type, nodes] of rows)
    await createNodes(
      run,
      type,
      nodes.filter((node) => !known.has(node.id)),
    );
  const links = new Map<LinkType, LinkWrite[]>();
  for (const link of graph.links) {
    const [text, props] = typeof link === 'string' ? [link, {}] : link;
    const [from = '', type = '', to = ''] = text.split(' ');
    const [fromType, toType] = [types.get(from), types.get(to)];
    if (!fromType || !toType || !(type in linkTypes))
      throw new Error(`'${text}' names an unknown node or link. Write 'from TYPE to'.`);
    links.set(type as LinkType, [
      ...(links.get(type as LinkType) ?? []),
      { from, to, fromType, toType, props: stored(props) },
    ]);
  }
  for (const [type, rowsOfType] of links) await createLinks(run, type, rowsOfType);
}

function stored(props: Props): Record<string, string | number | boolean | readonly string[]> {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      name,
      typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : (value as string),
    ]),
  );
}

/** A loan file in three lines: customer c1, its borrower and what it owes. Documents are 'file'; the party is 'debtor'. */
export const loanFile = (borrower: Props = {}, balance = 1_000_000_00): Graph => ({
  nodes: {
    file: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z', source: 'crm' }],
    c1: ['Customer', { number: 'K1' }],
    own: [
      'Mention',
      {
        name: '示例建材有限公司',
        nameKey: '示例建材',
        kind: 'organization',
        creditCode: '91360702MA38KQ7T12',
        document: 'file',
        fromLoanFile: true,
        at: at('name', 'creditCode'),
        ...borrower,
      },
    ],
    debtor: ['Party', { name: '示例建材有限公司', kind: 'organization', mentions: 2 }],
    loan: ['Loan', { balance, currency: 'CNY', dueOn: '2025-06-30', signedOn: '2024-06-30' }],
  },
  links: [
    'file NAMES own',
    ['own IS_CUSTOMER c1', { role: 'borrower' }],
    'own OF debtor',
    'file STATES loan',
    'loan OWED_BY c1',
  ],
});

/** A court document with one of our party's mentions in it; `id` names document, mention `id.m` and case `CourtCase:caseNumber`. */
export function courtDocument(
  id: string,
  caseNumber: string,
  props: Props,
  mention: Props = {},
  party = 'debtor',
  how: 'OF' | 'POSSIBLY' = 'OF',
): Graph {
  const name = typeof mention['name'] === 'string' ? mention['name'] : '示例建材有限公司';
  return {
    nodes: {
      [id]: [
        'Document',
        {
          kind: 'judgment',
          procedure: 'first',
          court: '某市某区人民法院',
          caseNumber,
          fetchedAt: '2026-02-01T00:00:00Z',
          at: at('caseNumber', 'court', 'date'),
          ...props,
        },
      ],
      [`CourtCase:${caseNumber}`]: ['CourtCase', { caseNumber }],
      [`${id}.m`]: [
        'Mention',
        {
          name,
          nameKey: name,
          kind: 'organization',
          creditCode: '91360702MA38KQ7T12',
          document: id,
          at: at('name'),
          ...mention,
        },
      ],
    },
    links: [`${id} OF_CASE CourtCase:${caseNumber}`, `${id} NAMES ${id}.m`, `${id}.m ${how} ${party}`],
  };
}

/** Another party named in a document. */
export const alsoNamed = (id: string, mention: string, party: string, name: string, props: Props = {}): Graph => ({
  nodes: {
    [mention]: ['Mention', { name, nameKey: name, kind: 'organization', document: id, at: at('name'), ...props }],
    [party]: ['Party', { name, kind: 'organization', mentions: 1 }],
  },
  links: [`${id} NAMES ${mention}`, `${mention} OF ${party}`],
});

/** A thing that the document's mention of our party owns. */
export const asset = (document: string, id: string, kind: AssetKind, description: Props): Graph => ({
  nodes: { [id]: ['Asset', { kind }] },
  links: [
    `${document}.m OWNS ${id}`,
    [`${document} DESCRIBES ${id}`, { at: at('', 'description', 'location'), ...description }],
  ],
});

/** A seizure that the document of a case orders. */
export const seizure = (document: string, caseNumber: string, id: string, thing: string, props: Props): Graph => ({
  nodes: { [id]: ['Seizure', { waiting: false, ours: false, state: 'active', at: at('', 'from', 'until'), ...props }] },
  links: [`${document} STATES ${id}`, `${id} SEIZES ${thing}`, `${id} BY_CASE CourtCase:${caseNumber}`],
});

/** A measure of our own, as the loan file states it. */
export const ourMeasure = (id: string, thing: string, props: Props): Graph => ({
  nodes: {
    measure: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z', source: 'crm' }],
    [id]: ['Seizure', { ours: true, at: at(''), ...props }],
  },
  links: [`measure STATES ${id}`, `${id} SEIZES ${thing}`, `${id} SEIZED_FOR c1`],
});

/** Positions for properties of an example, one after another. */
export const at = (...properties: readonly string[]): Readonly<Record<string, Span>> =>
  Object.fromEntries(properties.map((property, i) => [property, { start: i * 20, end: i * 20 + 10 }]));
