/**
 * Rows that hold more than plain columns. On the way a thing is a list without names, of which engine, wire and driver
 * make less work than of a map; it gets its names back here.
 */
import { nodeTypes, type NodeType } from '../model/nodes.js';
import type { Params, Run } from './engine.js';

/** What a statement tells of one thing: the expression, and how its value is read. */
export interface Told<R> {
  readonly cypher: string;
  readonly read: (value: never) => R;
}

/** Name -> expression, or what is told under that name. */
type Columns<R> = { readonly [Name in keyof R]: string | Told<R[Name]> };

/** What has no value is null. */
export function told<R extends object>(columns: Columns<R>): Told<R> {
  const entries = Object.entries<string | Told<unknown>>(columns as Readonly<Record<string, string | Told<unknown>>>);
  const names = entries.map(([name]) => name);
  const reads = entries.map(([, column]) => (typeof column === 'string' ? null : column.read));
  return {
    cypher: `[${entries.map(([, column]) => (typeof column === 'string' ? column : column.cypher)).join(', ')}]`,
    read(values: readonly unknown[]) {
      const row: Record<string, unknown> = {};
      for (let i = 0; i < names.length; i++) {
        const [value, read] = [values[i] ?? null, reads[i]];
        row[names[i] ?? ''] = read ? read(value as never) : value;
      }
      return row as R;
    },
  };
}

/** Properties of the node bound as `variable`: all that its type has, or some. Those without a value are left out, as they are in the store. */
export function propsOf<P extends object>(
  variable: string,
  type: NodeType,
  some: readonly string[] = ['id', ...Object.keys(nodeTypes[type].props)],
): Told<P> {
  return {
    cypher: `[${some.map((name) => `${variable}.${name}`).join(', ')}]`,
    read(values: readonly unknown[]) {
      const props: Record<string, unknown> = {};
      for (let i = 0; i < some.length; i++) {
        const value = values[i];
        if (value !== null && value !== undefined) props[some[i] ?? ''] = value;
      }
      return props as P;
    },
  };
}

/** One row for each match of a pattern, in an order of ours: engines each have their own. */
export const each = <R>(pattern: string, one: Told<R>, order: (a: R, b: R) => number): Told<readonly R[]> => ({
  cypher: `[${pattern} | ${one.cypher}]`,
  read: (values: readonly never[]) => values.map(one.read).sort(order),
});

/** Ids that a pattern finds, in order. */
export const ids = (pattern: string, variable: string): Told<readonly string[]> => ({
  cypher: `[${pattern} | ${variable}.id]`,
  read: (found: readonly string[]) => (found.length > 1 ? [...found].sort() : found),
});

/** The rows of a statement that wants its RETURN. */
export const rowsOf = async <R>(run: Run, found: string, one: Told<R>, params: Params): Promise<R[]> =>
  (await run<{ row: never }>(`${found} RETURN ${one.cypher} AS row`, params)).map(({ row }) => one.read(row));
