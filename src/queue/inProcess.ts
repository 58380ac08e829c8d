import { ClueGraphError } from '../errors.js';
import type { Queue } from './queue.js';

/** How often a job is tried whose error says that trying again can help, and the milliseconds between. */
const attempts = 3;
const pause = 500;

interface Worker {
  readonly handler: (data: never) => Promise<unknown>;
  readonly concurrency: number;
}

/** The queue of a hub that is one process: in memory, because what it holds can be derived again. */
export function createInProcessQueue(): Queue {
  const workers = new Map<string, Worker>();
  const waiting = new Map<string, Map<string, object>>();
  const running = new Map<string, number>();
  let busy = 0;
  let stopped = false;
  let onQuiet: (() => void)[] = [];

  const attempt = async ({ handler }: Worker, data: object): Promise<void> => {
    for (let turn = 1; ; turn++) {
      try {
        await handler(data as never);
        return;
      } catch (error) {
        const hopeless = !(error instanceof ClueGraphError && error.retry) || turn >= attempts || stopped;
        if (hopeless) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };

  const start = (name: string): void => {
    const [worker, jobs] = [workers.get(name), waiting.get(name)];
    if (!worker || !jobs) return;
    while (!stopped && jobs.size && (running.get(name) ?? 0) < worker.concurrency) {
      const [id, data] = jobs.entries().next().value as [string, object];
      jobs.delete(id);
      running.set(name, (running.get(name) ?? 0) + 1);
      busy++;
      void attempt(worker, data)
        .catch((error: unknown) => {
          queue.onFailed(name, error, data);
        })
        .finally(() => {
          running.set(name, (running.get(name) ?? 1) - 1);
          busy--;
          start(name);
          tellIfQuiet();
        });
    }
  };

  const quiet = (): boolean => busy === 0 && (stopped || [...waiting.values()].every((jobs) => jobs.size === 0));
  const tellIfQuiet = (): void => {
    if (!quiet()) return;
    const told = onQuiet;
    onQuiet = [];
    for (const tell of told) tell();
  };
  const untilQuiet = (): Promise<void> =>
    quiet() ? Promise.resolve() : new Promise((resolve) => onQuiet.push(resolve));

  const queue: Queue = {
    add(name, id, data) {
      if (stopped) return;
      const jobs = waiting.get(name) ?? new Map<string, object>();
      waiting.set(name, jobs);
      if (!jobs.has(id)) jobs.set(id, data);
      start(name);
    },
    work(name, handler, { concurrency }) {
      workers.set(name, { handler, concurrency });
      start(name);
    },
    idle: untilQuiet,
    stop() {
      stopped = true;
      for (const jobs of waiting.values()) jobs.clear();
      return untilQuiet();
    },
    onFailed: () => undefined,
  };
  return queue;
}
