/**
 * Writing rows of the model's tables: the only statements that create, replace and delete nodes and links. Labels and
 * link types come from the tables, never from data.
 */
import type { LinkType } from '../model/links.js';
import type { NodeType } from '../model/nodes.js';
import type { Run } from './engine.js';

type Stored = string | number | boolean | readonly string[];

export interface NodeWrite {
  readonly id: string;
  readonly props: Readonly<Record<string, Stored | null | undefined>>;
}

export interface LinkWrite {
  readonly from: string;
  readonly to: string;
  readonly fromType: NodeType;
  readonly toType: NodeType;
  readonly props?: Readonly<Record<string, Stored | null | undefined>>;
}

/** Rows of one statement; more are split. */
const chunk = 2000;

/** Nodes that are known to be new. Input: ids that do not exist. */
export async function createNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  for (const rows of chunks(nodes))
    await run(`UNWIND $rows AS row CREATE (n:${type}) SET n = row`, { rows: rows.map(flat) });
}

/** Makes nodes or replaces all their properties. */
export async function putNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  for (const rows of chunks(nodes))
    await run(`UNWIND $rows AS row MERGE (n:${type} {id: row.id}) SET n = row.props`, {
      rows: rows.map((node) => ({ id: node.id, props: flat(node) })),
    });
}

/** Changes some properties of nodes that exist. A property of a text index that is written is indexed anew, at five times the cost. */
export async function patchNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  for (const rows of chunks(nodes))
    await run(`UNWIND $rows AS row MATCH (n:${type} {id: row.id}) SET n += row.props`, {
      rows: rows.map((node) => ({ id: node.id, props: stored(node.props) })),
    });
}

/** Deletes nodes with all their links; ids that do not exist are no error. */
export async function deleteNodes(run: Run, type: NodeType, ids: readonly string[]): Promise<void> {
  for (const part of chunks(ids))
    await run(`UNWIND $ids AS id MATCH (n:${type} {id: id}) DETACH DELETE n`, { ids: part });
}

/**
 * Makes links between existing nodes. Throws when an end is missing, so that no link is lost silently.
 * Sorted by their ends, so that two writers do not wait for each other in a circle.
 */
export async function createLinks(run: Run, type: LinkType, links: readonly LinkWrite[]): Promise<void> {
  for (const [ends, group] of byEnds(links)) {
    const [from, to] = ends.split(' ') as [NodeType, NodeType];
    const create = async (text: string, rows: readonly unknown[]): Promise<void> => {
      const [made] = await run<{ made: number }>(text, { rows });
      if (made?.made !== rows.length)
        throw new Error(
          `${type}: ${rows.length - (made?.made ?? 0)} of ${rows.length} links ${from} to ${to} have no end in the graph.`,
        );
    };
    const kept = group.map((link) => ({ from: link.from, to: link.to, props: stored(link.props ?? {}) }));
    // Most links say nothing of their own; as pairs they cost half as much.
    for (const rows of chunks(kept.filter((link) => !Object.keys(link.props).length)))
      await create(
        `UNWIND $rows AS row MATCH (a:${from} {id: row[0]}) MATCH (b:${to} {id: row[1]}) CREATE (a)-[r:${type}]->(b) RETURN count(r) AS made`,
        rows.map((link) => [link.from, link.to]),
      );
    for (const rows of chunks(kept.filter((link) => Object.keys(link.props).length)))
      await create(
        `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.props RETURN count(r) AS made`,
        rows,
      );
  }
}

/** Deletes all links of a type that leave the given nodes. */
export async function deleteLinksFrom(run: Run, type: LinkType, from: NodeType, ids: readonly string[]): Promise<void> {
  for (const part of chunks(ids))
    await run(`UNWIND $ids AS id MATCH (a:${from} {id: id})-[r:${type}]->() DELETE r`, { ids: part });
}

function byEnds(links: readonly LinkWrite[]): Map<string, LinkWrite[]> {
  const groups = new Map<string, LinkWrite[]>();
  for (const link of links) {
    const key = `${link.fromType} ${link.toType}`;
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  for (const group of groups.values()) group.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
  return groups;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const flat = (node: NodeWrite): Record<string, unknown> => ({ ...stored(node.props), id: node.id });

/** Engines have no property without a value and no empty list of strings that all agree on: both are left out. */
function stored(props: NonNullable<LinkWrite['props']>): Record<string, Stored> {
  const kept: Record<string, Stored> = {};
  for (const [name, value] of Object.entries(props))
    if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
      kept[name] = value as Stored;
  return kept;
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += chunk) yield items.slice(at, at + chunk);
}
