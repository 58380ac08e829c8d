/**
 * Writing rows of the model's tables: the only statements that create, replace and delete nodes and links. Labels and
 * link types come from the tables, never from data. What is called without waiting is written in the order of the calls.
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

/**
 * Nodes that are known to be new. Input: ids that do not exist. Rows go to the engine as lists without names, which it
 * takes in half the time of maps; what a row does not say is null there, and no property.
 */
export async function createNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  await inParts(nodes, (part) => {
    const rows = part.map(flat);
    const names = namesIn(rows);
    return run(`UNWIND $rows AS row CREATE (n:${type} ${literal(names, 0)})`, { rows: rows.map(columns(names)) });
  });
}

/** How new nodes hang on nodes that exist: by a link to them, or from them. */
export interface Hanging {
  readonly link: LinkType;
  readonly type: NodeType;
  readonly is: 'start' | 'end';
}

/**
 * Nodes that are known to be new, each with a link to or from a node that exists, `on`: it is looked up once, where
 * a node and a link apart look up three. Throws when one of these does not exist.
 */
export async function createHanging(
  run: Run,
  type: NodeType,
  { link, type: other, is }: Hanging,
  nodes: readonly (NodeWrite & { readonly on: string })[],
): Promise<void> {
  const arrow = is === 'start' ? `-[:${link}]->` : `<-[:${link}]-`;
  await inParts(nodes, async (part) => {
    const props = part.map(flat);
    const names = namesIn(props);
    const rows = props.map((row, i) => [part[i]?.on, ...columns(names)(row)]);
    const [made] = await run<{ made: number }>(
      `UNWIND $rows AS row MATCH (a:${other} {id: row[0]}) CREATE (a)${arrow}(n:${type} ${literal(names, 1)}) RETURN count(n) AS made`,
      { rows },
    );
    allMade(`${type} on ${other}`, rows.length, made?.made);
  });
}

/** Makes nodes or replaces all their properties. */
export async function putNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  await inParts(nodes, (part) =>
    run(`UNWIND $rows AS row MERGE (n:${type} {id: row.id}) SET n = row.props`, {
      rows: part.map((node) => ({ id: node.id, props: flat(node) })),
    }),
  );
}

/** Changes some properties of nodes that exist. A property of a text index that is written is indexed anew, at five times the cost. */
export async function patchNodes(run: Run, type: NodeType, nodes: readonly NodeWrite[]): Promise<void> {
  await inParts(nodes, (part) =>
    run(`UNWIND $rows AS row MATCH (n:${type} {id: row.id}) SET n += row.props`, {
      rows: part.map((node) => ({ id: node.id, props: stored(node.props) })),
    }),
  );
}

/** Deletes nodes with all their links; ids that do not exist are no error. */
export async function deleteNodes(run: Run, type: NodeType, ids: readonly string[]): Promise<void> {
  await inParts(ids, (part) => run(`UNWIND $ids AS id MATCH (n:${type} {id: id}) DETACH DELETE n`, { ids: part }));
}

/**
 * Makes links between existing nodes. Throws when an end is missing, so that no link is lost silently.
 * Sorted by their ends, so that two writers do not wait for each other in a circle.
 */
export async function createLinks(run: Run, type: LinkType, links: readonly LinkWrite[]): Promise<void> {
  const groups = [...byEnds(links)].map(async ([ends, group]) => {
    const [from, to] = ends.split(' ') as [NodeType, NodeType];
    await inParts(group, async (part) => {
      const props = part.map((link) => stored(link.props ?? {}));
      const names = namesIn(props);
      const rows = props.map((row, i) => [part[i]?.from, part[i]?.to, ...columns(names)(row)]);
      const [made] = await run<{ made: number }>(
        `UNWIND $rows AS row MATCH (a:${from} {id: row[0]}) MATCH (b:${to} {id: row[1]}) CREATE (a)-[r:${type} ${literal(names, 2)}]->(b) RETURN count(r) AS made`,
        { rows },
      );
      allMade(`${type} from ${from} to ${to}`, rows.length, made?.made);
    });
  });
  await Promise.all(groups);
}

function allMade(what: string, wanted: number, made = 0): void {
  if (made !== wanted) throw new Error(`${what}: ${wanted - made} of ${wanted} have no end in the graph.`);
}

/** Deletes all links of a type that leave the given nodes. */
export async function deleteLinksFrom(run: Run, type: LinkType, from: NodeType, ids: readonly string[]): Promise<void> {
  await inParts(ids, (part) =>
    run(`UNWIND $ids AS id MATCH (a:${from} {id: id})-[r:${type}]->() DELETE r`, { ids: part }),
  );
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

/** In one order everywhere, so that two who write or lock do not wait for each other in a circle. */
export function byType<T extends { readonly type: string }>(
  rows: readonly T[],
): (readonly [T['type'], readonly T[]])[] {
  const groups = new Map<T['type'], T[]>();
  for (const row of rows) {
    const group = groups.get(row.type);
    if (group) group.push(row);
    else groups.set(row.type, [row]);
  }
  return [...groups].sort(([a], [b]) => compare(a, b));
}

type StoredRow = Readonly<Record<string, Stored>>;

const flat = (node: NodeWrite): StoredRow => ({ ...stored(node.props), id: node.id });

/** Names of properties that some of these rows have, in one order, so that equal work is the same statement. */
const namesIn = (rows: readonly StoredRow[]): readonly string[] => [...new Set(rows.flatMap(Object.keys))].sort();

const columns =
  (names: readonly string[]) =>
  (row: StoredRow): readonly (Stored | null)[] =>
    names.map((name) => row[name] ?? null);

/** Properties of a new node or link, from the columns of `row` that begin at `first`. */
function literal(names: readonly string[], first: number): string {
  const odd = names.find((name) => !/^[A-Za-z]\w*$/.test(name));
  if (odd !== undefined) throw new Error(`'${odd}' cannot be the name of a property. Use letters and digits.`);
  return names.length ? `{${names.map((name, i) => `\`${name}\`: row[${i + first}]`).join(', ')}}` : '';
}

/** Engines have no property without a value and no empty list of strings that all agree on: both are left out. */
export function stored(props: NodeWrite['props']): Record<string, Stored> {
  const kept: Record<string, Stored> = {};
  for (const name in props) {
    const value = props[name];
    if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
      kept[name] = value as Stored;
  }
  return kept;
}

async function inParts<T>(items: readonly T[], write: (part: readonly T[]) => Promise<unknown>): Promise<void> {
  const parts: Promise<unknown>[] = [];
  for (let at = 0; at < items.length; at += chunk) parts.push(write(items.slice(at, at + chunk)));
  await Promise.all(parts);
}
