import { setTimeout as sleep } from 'node:timers/promises';
import { Cron } from 'croner';
import { mayRecover, patient, pauseAfter, type Patience } from './again.js';
import type { Handler, Queue } from './queue.js';
import { checkWhen, zone } from './when.js';

interface Worker {
  readonly handler: Handler<never>;
  readonly concurrency: number;
}

/** The queue of a hub that is one process: in memory, because what it holds can be derived again. */
export function createInProcessQueue(patience: Patience = patient): Queue {
  const workers = new Map<string, Worker>();
  const waiting = new Map<string, Map<string, object>>();
  const running = new Map<string, Set<string>>();
  const schedules = new Map<string, () => void>();
  const stopping = new AbortController();
  let busy = 0;
  let onQuiet: (() => void)[] = [];

  const attempt = async ({ handler }: Worker, data: object): Promise<void> => {
    for (let turn = 1; ; turn++) {
      try {
        await handler(data as never, () => undefined);
        return;
      } catch (error) {
        if (!mayRecover(error) || turn >= patience.attempts || stopping.signal.aborted) throw error;
        await sleep(pauseAfter(turn, patience), undefined, { signal: stopping.signal }).catch(() => {
          throw error;
        });
      }
    }
  };

  const start = (name: string): void => {
    const [worker, jobs] = [workers.get(name), waiting.get(name)];
    if (!worker || !jobs) return;
    const under = running.get(name) ?? new Set<string>();
    running.set(name, under);
    for (const [id, data] of jobs) {
      if (stopping.signal.aborted || under.size >= worker.concurrency) return;
      if (under.has(id)) continue;
      jobs.delete(id);
      under.add(id);
      busy++;
      void attempt(worker, data)
        .catch((error: unknown) => {
          queue.onFailed(name, error, data);
        })
        .finally(() => {
          under.delete(id);
          busy--;
          start(name);
          tellIfQuiet();
        });
    }
  };

  const quiet = (): boolean =>
    busy === 0 && (stopping.signal.aborted || [...waiting.values()].every((jobs) => jobs.size === 0));
  const tellIfQuiet = (): void => {
    if (!quiet()) return;
    const told = onQuiet;
    onQuiet = [];
    for (const tell of told) tell();
  };
  const untilQuiet = (): Promise<void> =>
    quiet() ? Promise.resolve() : new Promise((resolve) => onQuiet.push(resolve));
  const scheduleOf = (name: string, id: string): string => JSON.stringify([name, id]);

  const queue: Queue = {
    add(name, id, data) {
      if (stopping.signal.aborted) return;
      const jobs = waiting.get(name) ?? new Map<string, object>();
      waiting.set(name, jobs);
      if (!jobs.has(id)) jobs.set(id, data);
      start(name);
    },
    work(name, handler, { concurrency }) {
      workers.set(name, { handler, concurrency });
      start(name);
    },
    every(name, id, data, when) {
      checkWhen(when);
      queue.cancel(name, id);
      if (stopping.signal.aborted) return;
      const tick = (): void => {
        queue.add(name, id, data);
      };
      if (typeof when === 'number') {
        const timer = setInterval(tick, when).unref();
        schedules.set(scheduleOf(name, id), () => {
          clearInterval(timer);
        });
      } else {
        const cron = new Cron(when, { timezone: zone, unref: true }, tick);
        schedules.set(scheduleOf(name, id), () => {
          cron.stop();
        });
      }
    },
    cancel(name, id) {
      schedules.get(scheduleOf(name, id))?.();
      schedules.delete(scheduleOf(name, id));
    },
    idle: untilQuiet,
    stop() {
      stopping.abort();
      for (const end of schedules.values()) end();
      for (const jobs of waiting.values()) jobs.clear();
      return untilQuiet();
    },
    onFailed: () => undefined,
    onLost: () => undefined,
  };
  return queue;
}
