/** How the hub stands: whether its parts answer, and what is to be done. For those who start, watch and stop processes. */
import { setTimeout as wait } from 'node:timers/promises';
import { ClueGraphError } from '../errors.js';
import { countMarks } from '../graph/marks.js';
import { log } from '../log.js';
import { metrics } from '../metrics.js';
import type { Bilingual } from '../model/clue.js';
import { isRedisQueue } from '../queue/redisQueue.js';
import type { OwnedHub } from './hub.js';

type Part = 'graph' | 'archive' | 'queue';

export interface Standing {
  readonly ready: boolean;
  /** 'ok', or what is wrong and what to do about it. Holds no secrets. */
  readonly parts: Readonly<Record<Part, 'ok' | Bilingual>>;
}

/** Milliseconds after which a part that says nothing counts as away. */
const patience = 3000;
/** Milliseconds that what was found is good for: whoever asks often costs no more than who asks seldom. */
const good = 2000;
/** The same, for what takes longer to count. */
const goodCounts = 10_000;

const remedies: Readonly<Record<Part, Bilingual>> = {
  graph: {
    zh: '图存储没有应答。请检查 Neo4j 是否运行，并运行 cluegraph doctor。',
    en: 'The graph does not answer. Check that Neo4j runs, and run cluegraph doctor.',
  },
  archive: {
    zh: '档案库没有应答。请检查磁盘或对象存储，并运行 cluegraph doctor。',
    en: 'The archive does not answer. Check the disk or the object storage, and run cluegraph doctor.',
  },
  queue: {
    zh: '队列没有应答，待办会在其恢复后继续。请检查 Redis 是否运行，以及 CLUEGRAPH_REDIS_URL。',
    en: 'The queue does not answer; work goes on when it is back. Check that Redis runs, and CLUEGRAPH_REDIS_URL.',
  },
};

/** Asks every part, in a few seconds at most. */
export function standingOf(hub: OwnedHub): () => Promise<Standing> {
  const asks: Readonly<Record<Part, () => Promise<unknown>>> = {
    graph: () => hub.engine.read('RETURN 1 AS one'),
    archive: () => hub.archive.refresh(),
    queue: async () => {
      if (isRedisQueue(hub.queue) && !(await hub.queue.bullQueues())) throw new Error('Redis is away');
    },
  };
  const ask = async (part: Part): Promise<'ok' | Bilingual> => {
    const asked = asks[part]().then(
      () => 'ok' as const,
      (error: unknown) => (error instanceof ClueGraphError ? inBoth(error.message) : remedies[part]),
    );
    const found = await Promise.race([asked, wait(patience, remedies[part], { ref: false })]);
    metrics.up.set({ part }, found === 'ok' ? 1 : 0);
    return found;
  };
  return kept(good, async () => {
    const [graph, archive, queue] = await Promise.all([ask('graph'), ask('archive'), ask('queue')]);
    const parts = { graph, archive, queue };
    return { ready: Object.values(parts).every((part) => part === 'ok'), parts };
  });
}

/** Brings the gauges up to date that are counted in the stores; what cannot be asked keeps no value. */
export function countStanding(hub: OwnedHub): () => Promise<void> {
  const counts: readonly (() => Promise<void>)[] = [
    async () => {
      metrics.segmentsPending.set(await hub.pending());
    },
    async () => {
      const { unresolved, dirty, quarantined } = await countMarks(hub.engine.read.bind(hub.engine));
      metrics.unresolvedMarks.set(unresolved);
      metrics.dirtyMarks.set(dirty);
      metrics.recordsQuarantined.reset();
      for (const { source, code, records } of quarantined) metrics.recordsQuarantined.set({ source, code }, records);
    },
    async () => {
      if (!isRedisQueue(hub.queue)) return;
      for (const queue of (await hub.queue.bullQueues()) ?? [])
        for (const [state, jobs] of Object.entries(await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')))
          metrics.queueJobs.set({ job: queue.name, state }, jobs);
    },
  ];
  const forget = (): void => {
    for (const gauge of [metrics.segmentsPending, metrics.unresolvedMarks, metrics.dirtyMarks]) gauge.remove();
    for (const gauge of [metrics.recordsQuarantined, metrics.queueJobs]) gauge.reset();
  };
  const count = kept(goodCounts, async () => {
    const all = Promise.all(counts.map((count) => count()));
    const done = all.then(
      () => true,
      (err: unknown) => {
        log.warn({ err }, 'what is to be done could not be counted');
        return false;
      },
    );
    if (!(await Promise.race([done, wait(patience, false, { ref: false })]))) forget();
  });
  return () => {
    metrics.leaseHeld.set(hub.pipeline.leads() ? 1 : 0);
    return count();
  };
}

/** Done once for all who ask within `milliseconds`. */
function kept<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let held: { readonly until: number; readonly result: Promise<T> } | undefined;
  return () => {
    if (!held || held.until < Date.now()) held = { until: Date.now() + milliseconds, result: work() };
    return held.result;
  };
}

function inBoth(message: string): Bilingual {
  const [zh = message, en = message] = message.split(' / ');
  return { zh, en };
}
