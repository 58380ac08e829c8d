/**
 * Who does what, when. Segments are derived by whichever process takes the job; what follows from them is done by the
 * holder of the lease. What is pending is looked for at the start, when the queue may have lost it, after a failure that may
 * pass, and, where other processes work too, now and then.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '../graph/engine.js';
import { quarantined, segmentsById } from '../graph/marks.js';
import { stitchFault, type Pipeline } from '../ingest/pipeline.js';
import { log } from '../log.js';
import { mayRecover, patient, pauseAfter, type Patience } from '../queue/again.js';
import { createInProcessQueue } from '../queue/inProcess.js';
import type { Queue } from '../queue/queue.js';

/** Milliseconds after which clues are refreshed although an import still goes on. */
const overdue = 5000;

/** Milliseconds between two looks, where other processes work too: for what follows, and for what is pending. */
const glance = 1000;
const look = 60_000;

/** Milliseconds between two looks at most, where a store is away for long. */
const longest = 600_000;

export interface WorkParts {
  readonly pipeline: Pipeline;
  readonly read: Run;
  readonly queue: Queue;
  /** Several processes share the queue. */
  readonly shared: boolean;
  /** False: this process hands work out and does none. */
  readonly works: boolean;
  /** When sources are pulled by themselves, as cron patterns of Asia/Shanghai; null: not, whatever was said before. */
  readonly pulls?: readonly { readonly source: string; readonly every: string | null }[];
  readonly pull?: (source: string) => Promise<void>;
  /** Told of a segment that could not be derived here, and is not tried again soon. */
  readonly onFailed: (segment: string, error: unknown) => void;
  /** That of the queue. */
  readonly patience?: Patience;
}

export interface Work {
  /** Puts a segment, or a complete run, on the queue. */
  derive(id: string): void;
  /** Clues are made up to date, soon. */
  discover(): void;
  /** Takes up what remains to be done. */
  resume(): Promise<void>;
  /** These are derived, and what follows from them is done; or the signal was given. */
  settled(segments: readonly string[], signal: AbortSignal): Promise<void>;
  /** Nothing waits and nothing runs, in all processes. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function createWork(parts: WorkParts): Work {
  const { pipeline, read, queue, shared, works, pulls = [], pull, onFailed, patience = patient } = parts;
  /** What follows is never handed to another process: its holder has it in memory. */
  const own = createInProcessQueue(patience);
  const deriving = new Set<string>();
  let lastDiscovered = Date.now();
  let stopped = false;
  /** Times that what failed was looked for, since a segment was last derived. */
  let misses = 0;
  let lookingAgain: NodeJS.Timeout | undefined;

  const discover = (): void => {
    own.add('discover', 'all', {});
  };
  const derive = (id: string): void => {
    if (stopped) return;
    if (!shared) deriving.add(id);
    queue.add('ingest', id, { id });
  };
  const derivePending = async (): Promise<void> => {
    for (const id of await pipeline.pending()) derive(id);
  };
  /** A store may be away for longer than a job is patient: the pauses go on growing where those of the job ended. */
  const lookAgain = (): void => {
    if (stopped) return;
    lookingAgain ??= setTimeout(
      () => {
        lookingAgain = undefined;
        queue.add('look', 'pending', {});
      },
      pauseAfter(patience.attempts + misses++, { ...patience, longest }),
    ).unref();
  };

  if (works) {
    queue.work<{ id: string }>(
      'ingest',
      async ({ id }, tell) => {
        deriving.add(id);
        try {
          const { records, quarantined } = await pipeline.derive(id);
          tell({ records, quarantined });
          misses = 0;
        } finally {
          deriving.delete(id);
          if (!deriving.size || Date.now() - lastDiscovered > overdue) discover();
        }
      },
      { concurrency: 2 },
    );
    queue.work(
      'again',
      async () => {
        const refused = await quarantined(read, { code: stitchFault });
        await pipeline.again(refused.map(({ source, key }) => ({ source, key }))).finally(discover);
      },
      { concurrency: 1 },
    );
    queue.work('look', () => derivePending().then(discover), { concurrency: 1 });
    if (pull) queue.work<{ source: string }>('pull', ({ source }) => pull(source), { concurrency: 2 });
  }
  own.work(
    'discover',
    async () => {
      await pipeline.discover();
      lastDiscovered = Date.now();
    },
    { concurrency: 1 },
  );
  const failed = (name: string, error: unknown, data: object): void => {
    log.error({ err: error, job: name }, 'job failed; it is tried again later');
    onFailed((data as { id?: string }).id ?? '', error);
    if (!shared && mayRecover(error)) lookAgain();
  };
  queue.onFailed = failed;
  own.onFailed = failed;
  queue.onLost = () => {
    derivePending().catch((error: unknown) => {
      log.warn({ err: error }, 'what is pending could not be looked for; it is looked for again later');
    });
  };
  const glancing =
    shared && works
      ? setInterval(() => {
          if (!deriving.size) discover();
        }, glance)
      : undefined;

  /** A store that does not answer for a while is waited for. */
  const areDone = (segments: readonly string[]): Promise<boolean> =>
    segmentsById(read, segments)
      .then(async (done) => {
        if (done.length < segments.length) return false;
        await pipeline.discover();
        return true;
      })
      .catch((error: unknown) => {
        if (mayRecover(error)) return false;
        throw error;
      });

  const idle = async (): Promise<void> => {
    do {
      await queue.idle();
      await own.idle();
      if (shared) await pipeline.discover();
    } while (shared && !stopped && (await pipeline.pending()).length && (await wait(glance, true)));
  };

  return {
    derive,
    discover,
    async resume() {
      if (shared) queue.every('look', 'pending', {}, look);
      for (const { source, every } of pulls)
        if (every === null) queue.cancel('pull', source);
        else queue.every('pull', source, { source }, every);
      await derivePending();
      // The fault may have been ours: what could be read is tried again.
      if ((await quarantined(read, { code: stitchFault })).length) queue.add('again', 'refused', {});
      discover();
    },
    async settled(segments, signal) {
      if (!shared) return idle();
      while (!signal.aborted && !(await areDone(segments)))
        await wait(glance, undefined, { signal }).catch(() => undefined);
    },
    idle,
    async stop() {
      stopped = true;
      clearInterval(glancing);
      clearTimeout(lookingAgain);
      await Promise.all([queue.stop(), own.stop()]);
    },
  };
}
