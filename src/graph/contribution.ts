/** What the graph holds of records and documents: read before a contribution is replaced, and taken away with it. */
import type { LinkType } from '../model/links.js';
import { linkRow, linkTypeNames } from '../model/links.js';
import type { NodeType } from '../model/nodes.js';
import type { Run } from './engine.js';
import type { Lock } from './lock.js';
import {
  byType,
  createLinks,
  createNodes,
  deleteLinksFrom,
  deleteNodes,
  putNodes,
  stored,
  type LinkWrite,
  type NodeWrite,
} from './rows.js';

export interface HeldRecord {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly hash: string;
  readonly fetchedAt: string;
  readonly fullness: number;
  readonly document: string;
}

const recordColumns =
  'r.id AS id, r.source AS source, r.key AS key, r.hash AS hash, r.fetchedAt AS fetchedAt, r.fullness AS fullness, d.id AS document';

/** Input: record ids. Output: those the graph has, with the document each observes. */
export const recordsById = (run: Run, ids: readonly string[]): Promise<readonly HeldRecord[]> =>
  // (Record)-[:OBSERVES]->(Document)
  run<HeldRecord>(`UNWIND $ids AS id MATCH (r:Record {id: id})-[:OBSERVES]->(d:Document) RETURN ${recordColumns}`, {
    ids,
  });

/** Input: document ids. Output: all records that observe them. */
export const recordsOfDocuments = (run: Run, ids: readonly string[]): Promise<readonly HeldRecord[]> =>
  // (Document)<-[:OBSERVES]-(Record)
  run<HeldRecord>(`UNWIND $ids AS id MATCH (d:Document {id: id})<-[:OBSERVES]-(r:Record) RETURN ${recordColumns}`, {
    ids,
  });

export interface HeldDocument {
  readonly id: string;
  /** The record that speaks for it, since when it reads so, and the hash of what it says. */
  readonly record: string;
  readonly fetchedAt: string;
  readonly reading: string;
}

/** Input: document ids. Output: those the graph has. */
export const documentsById = (run: Run, ids: readonly string[]): Promise<readonly HeldDocument[]> =>
  run<HeldDocument>(
    'UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.record AS record, d.fetchedAt AS fetchedAt, d.reading AS reading',
    { ids },
  );

/** Another record, or another time, now speaks for a document in the same words. */
export async function respeak(
  run: Run,
  rows: readonly Omit<HeldDocument & { source: string }, 'reading'>[],
): Promise<void> {
  if (rows.length)
    await run(
      'UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d.record = row.record, d.source = row.source, d.fetchedAt = row.fetchedAt',
      { rows },
    );
}

export interface HeldContribution {
  readonly mentions: readonly { readonly id: string; readonly parties: readonly string[] }[];
  readonly owned: readonly { type: NodeType; id: string }[];
  readonly shared: readonly { type: NodeType; id: string }[];
}

const statedTypes = linkRow('STATES').to;

/** Input: document ids. Output: the mentions, owned and shared nodes that these documents gave. */
export async function contributionOf(run: Run, ids: readonly string[]): Promise<HeldContribution> {
  // (Document)-[:NAMES]->(Mention)-[:OF]->(Party)
  const mentions = await run<{ id: string; parties: string[] }>(
    'UNWIND $ids AS id MATCH (d:Document {id: id})-[:NAMES]->(m:Mention) RETURN m.id AS id, [(m)-[:OF]->(p:Party) | p.id] AS parties',
    { ids },
  );
  const owned: { type: NodeType; id: string }[] = [];
  const shared: { type: NodeType; id: string }[] = [];
  // (Document)-[:STATES]->(a node of any stated type); `says` is on links to shared nodes only
  const stated = statedTypes.map(async (type) => {
    const rows = await run<{ id: string; says: string | null }>(
      `UNWIND $ids AS id MATCH (d:Document {id: id})-[s:STATES]->(n:${type}) RETURN n.id AS id, s.says AS says`,
      { ids },
    );
    for (const row of rows) (row.says === null ? owned : shared).push({ type, id: row.id });
  });
  await Promise.all(stated);
  return { mentions, owned, shared };
}

/** A shared node as one document states it. */
export interface SharedNode {
  readonly type: NodeType;
  readonly id: string;
  readonly document: string;
  readonly props: NodeWrite['props'];
}

/**
 * Makes the shared nodes that do not exist yet, as the smallest of these documents that says anything of them says it.
 * Output: those that were there and of which something else is said; `settleShared` weighs their properties again.
 */
export async function ensureShared(run: Run, nodes: readonly SharedNode[], lock: Lock): Promise<readonly SharedNode[]> {
  const groups = byType(nodes);
  const found = await Promise.all(
    groups.map(async ([type, group]) => {
      const ids = await lock(run, type, [...new Set(group.map((node) => node.id))]);
      if (!ids.length) return [];
      return run<{ props: StoredProps }>(`UNWIND $ids AS id MATCH (n:${type} {id: id}) RETURN properties(n) AS props`, {
        ids,
      });
    }),
  );
  const disputed: SharedNode[] = [];
  const created = groups.map(([type, group], i) => {
    const held = new Map(found[i]?.map(({ props }) => [props['id'], props]));
    const fresh = new Map<string, SharedNode>();
    for (const node of group) {
      const [there, best] = [held.get(node.id), fresh.get(node.id)];
      if (there) {
        if (!agrees(node, there)) disputed.push(node);
      } else if (!best || saysMore(node, best)) fresh.set(node.id, node);
    }
    return createNodes(run, type, [...fresh.values()]);
  });
  await Promise.all(created);
  return disputed;
}

type StoredProps = Readonly<Record<string, unknown>>;

/** Nothing is said, or what everybody says: the properties stay, whoever has the last word. */
function agrees({ props }: SharedNode, there: StoredProps): boolean {
  const said = stored(props);
  const names = Object.keys(said);
  return (
    !names.length ||
    (names.length === Object.keys(there).length - 1 &&
      names.every((name) => JSON.stringify(said[name]) === JSON.stringify(there[name])))
  );
}

const saysMore = (node: SharedNode, than: SharedNode): boolean => {
  const [says, saysThan] = [node, than].map(({ props }) => Object.values(props).some((value) => value !== undefined));
  return says === saysThan ? node.document < than.document : says === true;
};

const linksOfDocument = linkTypeNames.filter((type) => linkRow(type).from.includes('Document'));

/** Takes away what documents gave, but not the documents; shared nodes stay until `settleShared`. */
export async function dropContribution(run: Run, ids: readonly string[], held: HeldContribution): Promise<void> {
  await Promise.all([
    deleteNodes(run, 'Mention', held.mentions.map((mention) => mention.id)),
    ...byType(held.owned).map(([type, nodes]) => deleteNodes(run, type, nodes.map((node) => node.id))),
    ...linksOfDocument.filter((type) => !goesWithItsEnd(type)).map((type) => deleteLinksFrom(run, type, 'Document', ids)),
  ]); // prettier-ignore
}

/** NAMES goes when its mention is deleted. */
const goesWithItsEnd = (type: LinkType): boolean => type === 'NAMES';

/**
 * Gives shared nodes the properties that the document with the smallest id says of them and the links to other shared
 * nodes that any document states, and deletes nodes that no document states any more. So a shared node follows from the
 * set of documents, not from their order.
 */
export async function settleShared(run: Run, nodes: readonly { type: NodeType; id: string }[]): Promise<void> {
  const groups = byType(nodes).map(([type, group]) => ({ type, ids: [...new Set(group.map((node) => node.id))] }));
  const all = await Promise.all(
    // (Document)-[:STATES {says, leads}]->(shared node)
    groups.map(({ type, ids }) =>
      run<Said>(
        `UNWIND $ids AS id MATCH (n:${type} {id: id})<-[s:STATES]-(d:Document)
         RETURN n.id AS id, d.id AS document, s.says AS says, s.leads AS leads`,
        { ids },
      ),
    ),
  );
  const settled = groups.map(({ type, ids }, i) => {
    const said = all[i] ?? [];
    const best = new Map<string, Said>();
    const stated = new Set<string>();
    for (const row of said) {
      stated.add(row.id);
      const held = best.get(row.id);
      if (row.says !== '{}' && (!held || row.document < held.document)) best.set(row.id, row);
    }
    const kept = ids.filter((id) => stated.has(id));
    const written = Promise.all([
      deleteNodes(run, type, ids.filter((id) => !stated.has(id))),
      putNodes(run, type, kept.map((id) => ({ id, props: JSON.parse(best.get(id)?.says ?? '{}') as NodeWrite['props'] }))),
    ]); // prettier-ignore
    return { type, ids: kept, said, written };
  });
  await Promise.all(settled.map(({ written }) => written));
  await Promise.all(settled.map(({ type, ids, said }) => settleLeads(run, type, ids, said)));
}

interface Said {
  readonly id: string;
  readonly document: string;
  readonly says: string;
  readonly leads: string | null;
}

/** A link from one shared node to another, as a document states it. */
export interface Lead {
  readonly type: LinkType;
  readonly to: string;
  readonly toType: NodeType;
  readonly props: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** (shared node)-[:any type]->(shared node): there is one when a document states it, as the smallest of these states it. */
async function settleLeads(run: Run, from: NodeType, ids: readonly string[], said: readonly Said[]): Promise<void> {
  if (!ids.length) return;
  const types = linkTypeNames.filter(
    (type) => linkRow(type).from.includes(from) && linkRow(type).to.some((to) => statedTypes.includes(to)),
  );
  const settled = types.map(async (type) => {
    const wanted = new Map<string, LinkWrite>();
    for (const { id, leads } of [...said].sort((a, b) => (a.document < b.document ? -1 : 1)))
      for (const lead of leads ? (JSON.parse(leads) as Lead[]) : []) {
        const name = `${id} ${lead.to}`;
        if (lead.type === type && !wanted.has(name))
          wanted.set(name, { from: id, fromType: from, to: lead.to, toType: lead.toType, props: lead.props });
      }
    const held = await run<{ id: string; to: string }>(
      `UNWIND $ids AS id MATCH (n:${from} {id: id})-[r:${type}]->(x) RETURN n.id AS id, x.id AS to`,
      { ids },
    );
    if (!wanted.size && !held.length) return;
    await Promise.all([
      deleteLinksFrom(run, type, from, [...new Set(held.map((link) => link.id))]),
      createLinks(run, type, [...wanted.values()]),
    ]);
  });
  await Promise.all(settled);
}
