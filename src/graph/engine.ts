/**
 * The port of a graph engine. Three verbs; what an engine does differently is a property of its dialect, asked for by
 * capability and never by name. Results are plain values: no driver records, no nodes, no dates.
 *
 *   read    one Cypher text with parameters -> rows
 *   write   one transaction; retried on conflict; rolled back whole when `work` throws
 *   close   after which nothing may be called
 */
import type { Dialect } from './dialect.js';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Row = Readonly<Record<string, Value>>;
export type Params = Readonly<Record<string, unknown>>;
export type Run = <R = Row>(query: string, params?: Params) => Promise<readonly R[]>;

export interface Engine {
  readonly dialect: Dialect;
  read: Run;
  write<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** Number of reads since the engine was opened; tests count reads per operation with it. */
  readonly reads: number;
  close(): Promise<void>;
}
