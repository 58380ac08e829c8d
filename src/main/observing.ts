/** The ports of the hub with somebody who looks on: counts and spans are taken here, so that rooms know nothing of them. */
import type { Archive } from '../archive/archive.js';
import type { Engine, Params, Row, Run } from '../graph/engine.js';
import type { ReadRecords } from '../ingest/read.js';
import { log } from '../log.js';
import { metrics } from '../metrics.js';
import type { Handler, Queue } from '../queue/queue.js';
import { innerSpan, note, takenUp, traceparents } from '../trace.js';

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** Statements and transactions are timed; a transaction that is part of a traced work is a span. */
export function observedEngine(engine: Engine): Engine {
  const timed = (kind: 'read' | 'write', run: Run): Run => {
    const seconds = metrics.statementSeconds.labels(kind);
    return async <R = Row>(query: string, params?: Params) => {
      const began = performance.now();
      try {
        return await run<R>(query, params);
      } finally {
        seconds.observe(secondsSince(began));
      }
    };
  };
  const write = async <T>(work: (run: Run) => Promise<T>): Promise<T> => {
    const began = performance.now();
    let attempts = 0;
    try {
      return await engine.write((run) => {
        if (attempts++) metrics.conflicts.inc();
        return work(timed('write', run));
      });
    } finally {
      metrics.transactionSeconds.observe(secondsSince(began));
      note({ attempts });
    }
  };
  return {
    dialect: engine.dialect,
    get reads() {
      return engine.reads;
    },
    read: timed('read', engine.read.bind(engine)),
    write: (work) => innerSpan('graph.transaction', {}, () => write(work)),
    close: () => engine.close(),
  };
}

/** Opening a segment is a span. */
export const observedArchive = (archive: Archive): Archive => ({
  ...archive,
  observations: (segment) =>
    innerSpan('archive.get', { segment }, async () => {
      const observations = await archive.observations(segment);
      note({ records: observations.length });
      return observations;
    }),
});

/** Records that are read, and those that cannot be, are counted. */
export const observedReading =
  (read: ReadRecords): ReadRecords =>
  (records) =>
    innerSpan('read', { records: records.length }, async () => {
      const outcomes = await read(records);
      let refused = 0;
      outcomes.forEach((outcome, i) => {
        const source = records[i]?.source ?? '';
        metrics.recordsRead.inc({ source });
        if (outcome.ok) return;
        refused++;
        metrics.recordsRefused.inc({ source, code: outcome.code });
      });
      note({ refused });
      return outcomes;
    });

interface Carried {
  /** Of the work that asked for the job. */
  readonly traceparent?: string;
}

/** A job goes on in the trace of whoever asked for it, in whichever process. */
export function observedQueue(queue: Queue): Queue {
  const observe =
    <T>(job: string, handler: Handler<T>): Handler<T & Carried> =>
    ({ traceparent, ...data }, tell) =>
      takenUp([traceparent], `job ${job}`, { ...idsOf(data) }, async () => {
        const began = performance.now();
        let outcome = 'failed';
        metrics.jobsRunning.inc({ job });
        try {
          const result = await handler(data as T, (counts) => {
            note({ ...counts });
            tell(counts);
          });
          outcome = 'done';
          return result;
        } finally {
          const seconds = secondsSince(began);
          metrics.jobsRunning.dec({ job });
          metrics.jobSeconds.observe({ job, outcome }, seconds);
          log.info({ job, ...idsOf(data), outcome, seconds: Number(seconds.toFixed(3)) }, 'job ended');
        }
      });
  return {
    add(name, id, data) {
      const [traceparent] = traceparents();
      queue.add(name, id, traceparent === undefined ? data : { ...data, traceparent });
    },
    work<T>(name: string, handler: Handler<T>, options: { concurrency: number }) {
      queue.work<T & Carried>(name, observe(name, handler), options);
    },
    every: queue.every.bind(queue),
    cancel: queue.cancel.bind(queue),
    idle: queue.idle.bind(queue),
    stop: queue.stop.bind(queue),
    get onFailed() {
      return queue.onFailed;
    },
    set onFailed(tell) {
      queue.onFailed = tell;
    },
    get onLost() {
      return queue.onLost;
    },
    set onLost(tell) {
      queue.onLost = tell;
    },
  };
}

/** What a job is about: ids and names of sources, by its contract. */
const idsOf = ({ id, source }: { id?: unknown; source?: unknown }): { id?: string; source?: string } => ({
  ...(typeof id === 'string' && { id }),
  ...(typeof source === 'string' && { source }),
});
