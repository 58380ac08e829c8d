import { createHash } from 'node:crypto';
import { linkRow, linkTypeNames } from '../model/links.js';
import { nodeRow, nodeTypeNames } from '../model/nodes.js';
import type { Run } from './engine.js';

/** What differs between two imports of the same content: which run brought it. */
const volatile = new Set(['run']);

export interface Digest {
  /** Hex; equal for graphs with the same nodes, links and properties, whatever order they were written in. */
  readonly hash: string;
  readonly nodes: Readonly<Record<string, number>>;
  readonly links: Readonly<Record<string, number>>;
}

/** Reads the whole graph, but for the pipeline's own marks, and sums it up. */
export async function digest(run: Run): Promise<Digest> {
  const sum = new Uint8Array(32);
  const add = (row: unknown): void => {
    const hash = createHash('sha256').update(canonical(row)).digest();
    let carry = 0;
    for (let i = 31; i >= 0; i--) {
      carry += (sum[i] ?? 0) + (hash[i] ?? 0);
      sum[i] = carry & 0xff;
      carry >>= 8;
    }
  };
  const nodes: Record<string, number> = {};
  const links: Record<string, number> = {};
  for (const type of nodeTypeNames) {
    if (nodeRow(type).identity === 'bookkeeping') continue;
    const rows = await run<{ props: Record<string, unknown> }>(`MATCH (n:${type}) RETURN properties(n) AS props`);
    nodes[type] = rows.length;
    for (const row of rows) add([type, row.props]);
  }
  for (const type of linkTypeNames) {
    links[type] = 0;
    for (const from of linkRow(type).from) {
      const rows = await run<{ a: string; b: string; props: Record<string, unknown> }>(
        `MATCH (a:${from})-[r:${type}]->(b) RETURN a.id AS a, b.id AS b, properties(r) AS props`,
      );
      links[type] += rows.length;
      for (const row of rows) add([type, row.a, row.b, row.props]);
    }
  }
  return { hash: Buffer.from(sum).toString('hex'), nodes, links };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return value === undefined ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([name, inner]) => !volatile.has(name) && inner !== null && inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
