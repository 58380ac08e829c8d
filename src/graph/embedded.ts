import grafeo from '@grafeo-db/js';
import type { GrafeoDB } from '@grafeo-db/js';
import { StoreError } from '../errors.js';
import { nodeTypeNames, nodeRow } from '../model/nodes.js';
import type { Dialect } from './dialect.js';
import { inexact, type Engine, type Params, type Row, type Run } from './engine.js';

const dialect: Dialect = {
  name: 'embedded',
  exclusive: true,
  portion: 50,
  constraintIndexes: false,
  listIndexes: null,
  awaitIndexes: null,
  // Text indexes are made through the engine's own API, with bigrams of Chinese characters.
  createTextIndex: () => null,
  searchText: (label, property) =>
    `CALL grafeo.search.text('${label}','${property}',$words,$limit) YIELD node_id, score MATCH (node:${label}) WHERE id(node) = node_id WITH node, score`,
  searchWords: (text) => text,
  lockNodes: () => null,
};

/**
 * When the log is folded into the file. Commits wait for it and it looks at the whole store, so not often while an
 * import runs; what a power failure may take from the log's end is derived from the archive again.
 */
const checkpoints = { intervalMs: 30_000, walBytes: 128 << 20 };

/** Attempts of a transaction that meets a conflicting one. */
const attempts = 5;

/**
 * Opens the embedded engine in a folder (made when missing). The folder is locked: a second process that opens it gets
 * a StoreError that says so. Transactions are written one after another; reads go on beside them.
 */
export async function openEmbedded(path: string): Promise<Engine> {
  const db = open(path);
  db.setCheckpointTriggers(checkpoints);
  for (const type of nodeTypeNames)
    for (const property of nodeRow(type).searched ?? [])
      await db.createTextIndex(type, property, { tokenizer: 'cjk_bigram' });

  let tail: Promise<unknown> = Promise.resolve();
  let reads = 0;

  const attempt = async <T>(work: (run: Run) => Promise<T>): Promise<T> => {
    for (let turn = 1; ; turn++) {
      const transaction = db.beginTransaction();
      /** The engine would keep the rest of a transaction in which a statement failed. */
      let failure: unknown;
      /** The engine runs side by side what is sent without waiting. */
      let last: Promise<unknown> = Promise.resolve();
      try {
        const result = await work(<R>(query: string, params: Params = {}) => {
          const answer = last.then(async () => {
            if (failure) throw failure as Error;
            return plain<R>((await transaction.executeCypher(query, { ...params })).toArray());
          });
          last = answer.catch((error: unknown) => {
            failure ??= error;
          });
          return answer;
        });
        await last;
        if (failure) throw failure as Error;
        transaction.commit();
        return result;
      } catch (error) {
        await last;
        try {
          transaction.rollback();
        } catch {
          // The engine has already ended it.
        }
        const { gqlStatus, code } = error as { gqlStatus?: string; code?: string };
        if (gqlStatus === '40000' && turn < attempts) continue;
        throw code === 'GenericFailure' && !/^(?:22|42)/.test(gqlStatus ?? '') ? refused(error) : error;
      }
    }
  };

  return {
    dialect,
    get reads() {
      return reads;
    },
    async read<R = Row>(query: string, params: Params = {}) {
      reads++;
      return plain<R>((await db.executeCypher(query, { ...params })).toArray());
    },
    write(work) {
      const next = tail.then(
        () => attempt(work),
        () => attempt(work),
      );
      tail = next.catch(() => undefined);
      return next;
    },
    async close() {
      await tail;
      db.close();
    },
  };
}

/** The engine failed at what it can do: no data (22) and no statement (42) is to blame. */
const refused = (cause: unknown): StoreError =>
  new StoreError(
    '图存储未能完成一次写入，数据未变，稍后自动重试。反复出现时请检查磁盘空间并重新启动。 / The graph store did not finish a transaction; nothing was changed, and it is tried again. If it happens again and again, check the disk space and start again.',
    { cause, code: 'STORE_REFUSED' },
  );

function open(path: string): GrafeoDB {
  try {
    return grafeo.GrafeoDB.create(path);
  } catch (cause) {
    throw new StoreError(
      '无法打开图存储，可能另一个 cluegraph 进程正在使用该数据目录。请停止该进程，或把 CLUEGRAPH_DATA 设为其他目录。 / The embedded graph cannot be opened. Is another cluegraph process using this data folder? Stop it, or set CLUEGRAPH_DATA to another folder.',
      { cause, code: 'STORE_LOCKED' },
    );
  }
}

/** The engine's rows are objects of another realm: rebuilt, so that they compare and clone as plain ones. */
function plain<R>(rows: readonly unknown[]): readonly R[] {
  return rows.map((row) => rebuild(row) as R);
}

function rebuild(value: unknown): unknown {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw inexact();
    return Number(value);
  }
  if (value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value)) return value.map(rebuild);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = rebuild((value as Record<string, unknown>)[key]);
  return copy;
}
