/**
 * The queue of a hub that is several processes: BullMQ on Redis. Redis may be away, restarted or emptied at any time: adders
 * remember, workers wait and go on, and `onLost` says when what waited may be gone. A worker that dies loses its lock; its
 * job is taken on again by another.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, UnrecoverableError, Worker, type JobsOptions, type Processor } from 'bullmq';
import { StoreError } from '../errors.js';
import { describeFault, log } from '../log.js';
import { mayRecover, patient, pauseAfter, type Patience } from './again.js';
import { createOutbox } from './outbox.js';
import type { Handler } from './queue.js';
import type { RedisQueue } from './redisQueue.js';
import { createSchedules, repeatStrategy, schedulesName } from './redisSchedules.js';
import { connectRedis, fieldOf } from './redisServer.js';

export interface RedisOptions {
  readonly url: string;
  /** Two hubs on one Redis have two prefixes. */
  readonly prefix: string;
  /** Milliseconds after which a worker that says nothing is taken for dead. */
  readonly lock?: number;
  /** Milliseconds between two looks whether Redis still has what it had. */
  readonly watch?: number;
  readonly patience?: Patience;
  /** Deaths of workers that a job survives: it is innocent of most. After that it is taken for their cause. */
  readonly deaths?: number;
}

/** Milliseconds between two looks whether all is quiet. */
const glance = 100;
/** Milliseconds that a queue which stops waits for Redis to take note of what was finished. */
const farewell = 3000;

export function createRedisQueue(options: RedisOptions): RedisQueue {
  const { url, prefix, lock = 30_000, watch = 15_000, patience = patient, deaths = 10 } = options;
  const client = connectRedis(url);
  const bulls = new Map<string, BullQueue>();
  const workers: Worker[] = [];
  const [namesKey, markKey] = [`${prefix}:names`, `${prefix}:mark`];
  let running = 0;
  let stopped: Promise<void> | null = null;

  const noteFault = (err: unknown): void => {
    // That the server is away has been said.
    if (client.status === 'ready' && !stopped)
      log.warn({ err }, 'Redis refused a command of the queue; it is tried again');
  };
  const bull = (name: string): BullQueue => {
    const known = bulls.get(name);
    if (known) return known;
    const made = new BullQueue(name, {
      connection: client,
      prefix,
      settings: { repeatStrategy },
      streams: { events: { maxLen: 1000 } },
    });
    made.on('error', noteFault);
    bulls.set(name, made);
    return made;
  };
  const openWorker = <T>(name: string, process: Processor<T>, concurrency: number): Worker<T> => {
    const worker = new Worker<T>(name, process, {
      connection: client,
      prefix,
      concurrency,
      lockDuration: lock,
      stalledInterval: lock / 2,
      maxStalledCount: deaths,
      runRetryDelay: 1000,
      settings: { repeatStrategy, backoffStrategy: (turn) => pauseAfter(turn, patience) },
    });
    worker.on('error', noteFault);
    workers.push(worker);
    return worker;
  };

  const outbox = createOutbox<{ name: string; id: string; data: object }>(async (batch) => {
    const names = [...new Set(batch.map(({ name }) => name))];
    await client.sadd(namesKey, ...names);
    for (const of of names)
      await bull(of).addBulk(
        batch
          .filter(({ name }) => name === of)
          .map(({ name, id, data }) => ({ name, data, opts: jobOptions(id, patience) })),
      );
  }, noteFault);
  const add = (name: string, id: string, data: object): void => {
    outbox.post(JSON.stringify([name, id]), { name, id, data });
  };

  const schedules = createSchedules(
    bull(schedulesName),
    (...job) => {
      add(...job);
      return outbox.emptied();
    },
    noteFault,
  );
  let ticking = false;
  const tick = (): void => {
    if (!ticking) openWorker(schedulesName, schedules.process, 10);
    ticking = true;
  };

  /** Nothing waits or runs, at one moment; times of schedules that have not come do not count. */
  const quiet = async (): Promise<boolean> => {
    const names = new Set([...(await client.smembers(namesKey)), ...bulls.keys()]);
    const look = client.multi().scard(namesKey);
    for (const name of names) {
      look.llen(bull(name).toKey('wait')).llen(bull(name).toKey('active'));
      if (name !== schedulesName) look.zcard(bull(name).toKey('delayed'));
    }
    const [[, count] = [], ...lengths] = (await look.exec()) ?? [];
    return running === 0 && Number(count) <= names.size && lengths.every(([error, length]) => !error && length === 0);
  };

  /** Redis was restarted or emptied if it is another process, or has lost our mark. */
  let seen: string | undefined;
  const lookForLoss = async (): Promise<void> => {
    await client.set(markKey, randomUUID(), 'NX');
    const now = `${fieldOf(await client.info('server'), 'run_id')} ${await client.get(markKey)}`;
    const [before] = [seen, (seen = now)];
    if (before === undefined || before === now || stopped) return;
    log.warn('Redis was restarted or emptied; what is pending is derived again');
    schedules.renew();
    queue.onLost();
  };
  const look = (): void => {
    if (client.status === 'ready' && !stopped) lookForLoss().catch(noteFault);
  };
  client.on('ready', look);
  const watching = setInterval(look, watch).unref();

  const queue: RedisQueue = {
    add,
    work<T>(name: string, handler: Handler<T>, { concurrency }: { concurrency: number }) {
      tick();
      const worker = openWorker<T>(
        name,
        async (job) => {
          running++;
          try {
            await handler(job.data, (counts) => {
              if (client.status === 'ready') job.updateProgress({ ...counts }).catch(noteFault);
            });
          } catch (error) {
            throw mayRecover(error) ? new Failure(error) : new HopelessFailure(error);
          } finally {
            running--;
            // A job is done when what it added has arrived, so that no moment looks quiet in between.
            await outbox.emptied();
          }
        },
        concurrency,
      );
      worker.on('failed', (job, error) => {
        if (job?.finishedOn === undefined) return;
        queue.onFailed(name, error.cause ?? workersDied(error), job.data as object);
      });
    },
    every(name, id, data, when) {
      tick();
      schedules.every(name, id, data, when);
    },
    cancel: schedules.cancel,
    async idle() {
      while (!stopped) {
        await Promise.all([outbox.emptied(), schedules.arrived()]);
        if (await quiet().catch(() => false)) return;
        await sleep(glance);
      }
      await stopped;
    },
    stop() {
      stopped ??= (async () => {
        clearInterval(watching);
        schedules.close();
        const finished = Promise.all(workers.map((worker) => worker.pause())).catch(noteFault);
        while (running) await sleep(glance);
        await Promise.race([finished, sleep(farewell, undefined, { ref: false })]);
        outbox.close();
        await Promise.all(workers.map((worker) => worker.close(true)));
        await Promise.all([...bulls.values()].map((one) => one.close()));
        client.disconnect();
      })();
      return stopped;
    },
    onFailed: () => undefined,
    onLost: () => undefined,
    async bullQueues() {
      if (client.status !== 'ready') return null;
      for (const name of await client.smembers(namesKey)) bull(name);
      return [...bulls.values()];
    },
  };
  return queue;
}

const jobOptions = (id: string, { attempts }: Patience): JobsOptions => ({
  deduplication: { id, keepLastIfActive: true },
  attempts,
  backoff: { type: 'custom' },
  removeOnComplete: { count: 200 },
  removeOnFail: { count: 1000 },
  stackTraceLimit: 0,
});

/** What Redis keeps of an error, and the board shows, is what the log may say. */
const told = (error: unknown): string => {
  const { type, code, message } = describeFault(error);
  return [type, code, message].filter(Boolean).join(': ');
};
class Failure extends Error {
  constructor(cause: unknown) {
    super(told(cause), { cause });
  }
}
class HopelessFailure extends UnrecoverableError {
  override readonly cause: unknown;
  constructor(cause: unknown) {
    super(told(cause));
    this.cause = cause;
  }
}

const workersDied = (cause: unknown): StoreError =>
  new StoreError(
    '任务多次使处理它的进程中断。请查看日志和内存后重新启动。 / Workers died again and again while they did a job. Look into their logs and memory, then start them again.',
    { cause, code: 'WORKERS_DIED' },
  );
