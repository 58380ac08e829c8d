import './v8.js';
import { Worker } from 'node:worker_threads';
import { StoppedError, StoreError } from '../errors.js';
import type { SourceRecord } from '../ingest/connector.js';
import { readRecord, type ReadOutcome, type ReadRecords } from '../ingest/read.js';
import { connectors } from './connectors.js';

export interface Readers {
  readonly read: ReadRecords;
  close(): Promise<void>;
}

export interface ReadersOptions {
  /** Milliseconds after which a thread that does not answer is given up, and within which one must have started. */
  readonly patience?: number;
  /** Module that a thread runs; tests give one of their own. */
  readonly thread?: string;
}

/** Records and bytes that a thread takes at once: enough to pay for the message, few enough to share the work evenly. */
const portion = 40;
const portionBytes = 4 << 20;

/**
 * Reads on `threads` worker threads, or here when 0. A record that makes a thread crash or hang costs that thread and is
 * answered with a code; the others of its portion are read again one by one. Throws StoreError when threads do not
 * start at all, which no record is to blame for.
 */
export function openReaders(threads: number, { patience = 60_000, thread = ownThread }: ReadersOptions = {}): Readers {
  if (threads === 0) {
    return {
      read: (records) => Promise.resolve(records.map((record) => readRecord(connectors, record))),
      close: () => Promise.resolve(),
    };
  }
  const pool: (Thread | undefined)[] = Array.from({ length: threads }, () => undefined);
  const busy = pool.map(() => false);
  const waiting: Portion[] = [];
  let closed = false;

  const serve = async (slot: number): Promise<void> => {
    busy[slot] = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        next.resolve(await answer(slot, next.records));
      } catch (error) {
        next.reject(error as Error);
      }
    }
    busy[slot] = false;
  };

  const answer = async (slot: number, records: readonly SourceRecord[]): Promise<readonly ReadOutcome[]> => {
    const reader = (pool[slot] ??= openThread(patience, thread));
    try {
      return await reader.read(records);
    } catch (error) {
      pool[slot] = undefined;
      await reader.close();
      if (closed)
        throw new StoppedError(
          '读取线程已关闭。未读取的记录会在下次启动时读取。 / The readers were closed. What was not read is read at the next start.',
        );
      if (error instanceof StoreError) throw error;
      if (records.length === 1) return [crashed];
      const outcomes: ReadOutcome[] = [];
      for (const record of records) outcomes.push(...(await answer(slot, [record])));
      return outcomes;
    }
  };

  return {
    async read(records) {
      const parts = portions(records).map(
        (part) =>
          new Promise<readonly ReadOutcome[]>((resolve, reject) => waiting.push({ records: part, resolve, reject })),
      );
      busy.forEach((isBusy, slot) => {
        if (!isBusy && waiting.length) void serve(slot);
      });
      return (await Promise.all(parts)).flat();
    },
    async close() {
      closed = true;
      await Promise.all(pool.map(async (reader) => reader?.close()));
    },
  };
}

const crashed: ReadOutcome = {
  ok: false,
  code: 'READER_CRASHED',
  reason:
    '读取该记录使读取线程终止或无响应。请把记录的哈希报告给维护者，修复后重放。 / Reading this record ended its thread or took too long. Report its hash to the maintainers; replay after the fix.',
};

interface Portion {
  readonly records: readonly SourceRecord[];
  readonly resolve: (outcomes: readonly ReadOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

function portions(records: readonly SourceRecord[]): SourceRecord[][] {
  const parts: SourceRecord[][] = [];
  let [part, size]: [SourceRecord[], number] = [[], 0];
  for (const record of records) {
    part.push(record);
    size += record.bytes.length;
    if (part.length < portion && size < portionBytes) continue;
    parts.push(part);
    [part, size] = [[], 0];
  }
  return part.length ? [...parts, part] : parts;
}

interface Thread {
  /** One portion at a time. */
  read(records: readonly SourceRecord[]): Promise<readonly ReadOutcome[]>;
  close(): Promise<void>;
}

function openThread(patience: number, thread: string): Thread {
  const worker = startWorker(thread);
  worker.unref();
  /** Who waits for the next message. */
  let waiter: { readonly resolve: (message: string) => void; readonly reject: (error: Error) => void } | null = null;
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    waiter?.reject(ended);
  };
  worker.on('message', (message: string) => waiter?.resolve(message));
  worker.on('error', end);
  worker.on('exit', (code) => {
    end(new Error(`The reader thread ended with ${code}.`));
  });
  const nextMessage = async (): Promise<string> => {
    if (ended) throw ended;
    worker.ref();
    const timer = setTimeout(() => {
      end(new Error('The reader thread does not answer.'));
    }, patience);
    try {
      return await new Promise<string>((resolve, reject) => (waiter = { resolve, reject }));
    } finally {
      waiter = null;
      clearTimeout(timer);
      worker.unref();
    }
  };
  const started = nextMessage().catch((cause: unknown) => {
    throw new StoreError(
      '读取线程无法启动。请重新安装，或设 CLUEGRAPH_READERS=0 以不使用线程。 / The reader threads do not start. Reinstall, or set CLUEGRAPH_READERS=0 to read without them.',
      { cause },
    );
  });
  started.catch(() => undefined);
  return {
    async read(records) {
      await started;
      const answer = nextMessage();
      worker.postMessage(records);
      return JSON.parse(await answer) as ReadOutcome[];
    },
    async close() {
      end(new Error('The reader thread was closed.'));
      await worker.terminate();
    },
  };
}

/** From a build, the file beside this one; from the sources, its source. */
const ownThread = new URL(`./readerThread${import.meta.url.slice(-3)}`, import.meta.url).href;

/** TypeScript goes through the loader that runs it. */
function startWorker(thread: string): Worker {
  if (!thread.endsWith('.ts')) return new Worker(new URL(thread));
  const loader = import.meta.resolve('tsx/esm/api');
  return new Worker(`import('${loader}').then(({ register }) => { register(); return import('${thread}'); })`, {
    eval: true,
  });
}
