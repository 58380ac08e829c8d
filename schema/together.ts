/**
 * Reads of requests that are answered at the same time, sent as one: a statement for the ids of ten requests takes little
 * longer than for those of one. It stands below the loaders of each request and keeps nothing: a row goes to those who
 * waited for it. One for each scope of readers, so that nobody's ids stand in a statement of others' rights.
 */
import type { Run } from '../src/graph/engine.js';

/** A batch-shaped query; the same function is the same query. */
export type Fetch<R> = (run: Run, ids: readonly string[]) => Promise<readonly R[]>;

/** Fetches for ids; the answer may hold rows of other ids too, each under its key. */
export type Together = <R>(
  fetch: Fetch<R>,
  key: (row: R) => string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, readonly R[]>>;

/** Statements of one kind under way at a time; ids that come meanwhile go with the next. */
const most = 2;

interface Batch {
  readonly ids: Set<string>;
  readonly rows: Promise<ReadonlyMap<string, readonly unknown[]>>;
  readonly send: () => void;
}

export function readTogether(read: Run): Together {
  const waiting = new Map<unknown, Batch>();
  const underWay = new Map<unknown, number>();
  const isFree = (fetch: unknown): boolean => (underWay.get(fetch) ?? 0) < most;

  function open<R>(fetch: Fetch<R>, key: (row: R) => string): Batch {
    const ids = new Set<string>();
    const { promise, resolve, reject } = withResolvers<ReadonlyMap<string, readonly R[]>>();
    const ended = (): void => {
      underWay.set(fetch, (underWay.get(fetch) ?? 1) - 1);
      waiting.get(fetch)?.send();
    };
    const send = (): void => {
      waiting.delete(fetch);
      underWay.set(fetch, (underWay.get(fetch) ?? 0) + 1);
      fetch(read, [...ids]).then((rows) => {
        ended();
        resolve(grouped(rows, key));
      }, (error: unknown) => {
        ended();
        reject(error as Error);
      }); // prettier-ignore
    };
    // After all that has arrived on the sockets is looked at.
    setImmediate(() => {
      if (waiting.get(fetch)?.send === send && isFree(fetch)) send();
    });
    return { ids, rows: promise, send };
  }

  return async <R>(fetch: Fetch<R>, key: (row: R) => string, ids: readonly string[]) => {
    const batch = waiting.get(fetch) ?? open(fetch, key);
    waiting.set(fetch, batch);
    for (const id of ids) batch.ids.add(id);
    return (await batch.rows) as ReadonlyMap<string, readonly R[]>;
  };
}

function grouped<R>(rows: readonly R[], key: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
