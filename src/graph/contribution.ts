/** What the graph holds of records and documents: read before a contribution is replaced, and taken away with it. */
import type { LinkType } from '../model/links.js';
import { linkRow, linkTypeNames } from '../model/links.js';
import { nodeTypeNames, type NodeType } from '../model/nodes.js';
import type { Run } from './engine.js';
import { deleteLinksFrom, deleteNodes } from './rows.js';

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
  run<HeldRecord>(`UNWIND $ids AS id MATCH (r:Record {id: id})-[:OBSERVES]->(d:Document) RETURN ${recordColumns}`, { ids });

/** Input: document ids. Output: all records that observe them. */
export const recordsOfDocuments = (run: Run, ids: readonly string[]): Promise<readonly HeldRecord[]> =>
  // (Document)<-[:OBSERVES]-(Record)
  run<HeldRecord>(`UNWIND $ids AS id MATCH (d:Document {id: id})<-[:OBSERVES]-(r:Record) RETURN ${recordColumns}`, { ids });

export interface HeldDocument {
  readonly id: string;
  /** The record that speaks for it, and the hash of what it says. */
  readonly record: string;
  readonly reading: string;
}

/** Input: document ids. Output: those the graph has. */
export const documentsById = (run: Run, ids: readonly string[]): Promise<readonly HeldDocument[]> =>
  run<HeldDocument>('UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.record AS record, d.reading AS reading', { ids });

export interface HeldContribution {
  readonly mentions: readonly { id: string; party: string }[];
  readonly owned: readonly { type: NodeType; id: string }[];
  readonly shared: readonly { type: NodeType; id: string }[];
}

const statedTypes = linkRow('STATES').to;

/** Input: document ids. Output: the mentions, owned and shared nodes that these documents gave. */
export async function contributionOf(run: Run, ids: readonly string[]): Promise<HeldContribution> {
  // (Document)-[:NAMES]->(Mention)-[:OF]->(Party)
  const mentions = await run<{ id: string; party: string }>(
    'UNWIND $ids AS id MATCH (d:Document {id: id})-[:NAMES]->(m:Mention)-[:OF]->(p:Party) RETURN m.id AS id, p.id AS party',
    { ids },
  );
  const owned: { type: NodeType; id: string }[] = [];
  const shared: { type: NodeType; id: string }[] = [];
  // (Document)-[:STATES]->(a node of any stated type); `says` is on links to shared nodes only
  for (const type of statedTypes) {
    const rows = await run<{ id: string; says: string | null }>(
      `UNWIND $ids AS id MATCH (d:Document {id: id})-[s:STATES]->(n:${type}) RETURN n.id AS id, s.says AS says`,
      { ids },
    );
    for (const row of rows) (row.says === null ? owned : shared).push({ type, id: row.id });
  }
  return { mentions, owned, shared };
}

/** Makes shared nodes that do not exist yet, without properties; `settleShared` gives them theirs. */
export async function ensureNodes(run: Run, type: NodeType, ids: readonly string[]): Promise<void> {
  await run(`UNWIND $ids AS id MERGE (n:${type} {id: id})`, { ids });
}

const linksOfDocument = linkTypeNames.filter((type) => linkRow(type).from.includes('Document'));

/** Takes away what documents gave, but not the documents; shared nodes stay until `settleShared`. */
export async function dropContribution(run: Run, ids: readonly string[], held: HeldContribution): Promise<void> {
  await deleteNodes(run, 'Mention', held.mentions.map((mention) => mention.id)); // prettier-ignore
  for (const type of new Set(held.owned.map((node) => node.type)))
    await deleteNodes(run, type, held.owned.filter((node) => node.type === type).map((node) => node.id)); // prettier-ignore
  for (const type of linksOfDocument) if (!goesWithItsEnd(type)) await deleteLinksFrom(run, type, 'Document', ids);
}

/** NAMES goes when its mention is deleted. */
const goesWithItsEnd = (type: LinkType): boolean => type === 'NAMES';

/**
 * Gives shared nodes the properties that the document with the smallest id says of them, and deletes those that no
 * document states any more. So a shared node follows from the set of documents, not from their order.
 */
export async function settleShared(run: Run, nodes: readonly { type: NodeType; id: string }[]): Promise<{ type: NodeType; id: string }[]> {
  const gone: { type: NodeType; id: string }[] = [];
  for (const type of nodeTypeNames) {
    const ids = [...new Set(nodes.filter((node) => node.type === type).map((node) => node.id))];
    if (!ids.length) continue;
    // (Document)-[:STATES {says}]->(shared node)
    const said = await run<{ id: string; document: string; says: string }>(
      `UNWIND $ids AS id MATCH (n:${type} {id: id})<-[s:STATES]-(d:Document) RETURN n.id AS id, d.id AS document, s.says AS says`,
      { ids },
    );
    const best = new Map<string, { document: string; says: string }>();
    const stated = new Set<string>();
    for (const row of said) {
      stated.add(row.id);
      const held = best.get(row.id);
      if (row.says !== '{}' && (!held || row.document < held.document)) best.set(row.id, row);
    }
    const orphans = ids.filter((id) => !stated.has(id));
    await deleteNodes(run, type, orphans);
    gone.push(...orphans.map((id) => ({ type, id })));
    const rows = ids.filter((id) => stated.has(id)).map((id) => ({ id, props: { ...(JSON.parse(best.get(id)?.says ?? '{}') as object), id } }));
    await run(`UNWIND $rows AS row MATCH (n:${type} {id: row.id}) SET n = row.props`, { rows });
  }
  return gone;
}
