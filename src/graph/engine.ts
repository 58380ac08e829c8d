/**
 * The port of a graph engine. Three verbs; what an engine does differently is a property of its dialect, asked for by
 * capability and never by name. Results are plain values: no driver records, no nodes, no dates.
 *
 *   read    one Cypher text with parameters -> rows
 *   write   one transaction; rolled back whole when `work` throws or a statement of it fails. On a conflict `work` is run
 *           again from the start, so it may do nothing that a rollback does not take back. A conflict that does not pass
 *           is a StoreError. Statements are run in the order in which they were sent, whether or not the work has waited
 *           for the one before; it ends when all that it sent have ended
 *   close   after which nothing may be called
 *
 * Numbers are exact up to 2^53 - 1 fen; a whole number beyond is refused with a StoreError, never rounded.
 */
import { StoreError } from '../errors.js';
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

export const inexact = (): StoreError =>
  new StoreError(
    '图中有超过 2^53 的整数，无法精确表示。请检查数据来源的金额单位。 / A whole number in the graph is beyond 2^53 and cannot be given exactly. Check the unit of amounts at the source.',
    { code: 'STORE_NUMBER' },
  );
