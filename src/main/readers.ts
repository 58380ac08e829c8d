import { Worker } from 'node:worker_threads';
import type { SourceRecord } from '../ingest/connector.js';
import { readRecord, type ReadOutcome, type ReadRecords } from '../ingest/read.js';
import { connectors } from './connectors.js';

export interface Readers {
  readonly read: ReadRecords;
  close(): Promise<void>;
}

/** Milliseconds after which a thread that does not answer is given up. */
const patience = 60_000;

/**
 * Reads on `threads` worker threads, or here when 0. A record that makes a thread crash or hang costs that thread and
 * is answered with a code; the others of its batch are read again one by one.
 */
export function openReaders(threads: number): Readers {
  if (threads === 0) {
    return { read: (records) => Promise.resolve(records.map((record) => readRecord(connectors, record))), close: () => Promise.resolve() };
  }
  const pool = Array.from({ length: threads }, () => thread());
  let turn = 0;
  const ask = async (records: readonly SourceRecord[]): Promise<readonly ReadOutcome[]> => {
    const slot = turn++ % pool.length;
    const reader = pool[slot];
    if (!reader) return [];
    try {
      return await reader.read(records);
    } catch {
      await reader.close();
      if (pool[slot] === reader) pool[slot] = thread();
      if (records.length === 1)
        return [{ ok: false, code: 'READER_CRASHED', reason: 'Reading this record ended its thread. Report its hash to the maintainers; replay after the fix.' }];
      const outcomes: ReadOutcome[] = [];
      for (const record of records) outcomes.push(...(await ask([record])));
      return outcomes;
    }
  };
  return {
    async read(records) {
      const share = Math.ceil(records.length / pool.length);
      const parts = pool.map((_, i) => records.slice(i * share, (i + 1) * share)).filter((part) => part.length > 0);
      return (await Promise.all(parts.map(ask))).flat();
    },
    async close() {
      await Promise.all(pool.map((reader) => reader.close()));
    },
  };
}

interface Reader {
  read(records: readonly SourceRecord[]): Promise<readonly ReadOutcome[]>;
  close(): Promise<void>;
}

function thread(): Reader {
  const source = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(source ? './readerThread.ts' : './readerThread.js', import.meta.url), source ? { execArgv: ['--import', 'tsx'] } : {});
  worker.unref();
  const waiting = new Map<number, { resolve: (outcomes: readonly ReadOutcome[]) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }>();
  let ended = false;
  const fail = (error: Error): void => {
    ended = true;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    waiting.clear();
  };
  worker.on('message', ({ id, outcomes }: { id: number; outcomes: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    clearTimeout(asked?.timer);
    asked?.resolve(JSON.parse(outcomes) as ReadOutcome[]);
    if (!waiting.size) worker.unref();
  });
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`The reader thread ended with ${code}.`));
  });
  let next = 0;
  return {
    read(records) {
      if (ended) return Promise.reject(new Error('The reader thread has ended.'));
      const id = next++;
      worker.ref();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          fail(new Error('The reader thread does not answer.'));
        }, patience);
        waiting.set(id, { resolve, reject, timer });
        worker.postMessage({ id, records });
      });
    },
    async close() {
      ended = true;
      await worker.terminate();
    },
  };
}
