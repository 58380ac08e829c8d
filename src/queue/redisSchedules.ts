import type { Queue as BullQueue, Processor } from 'bullmq';
import type { Queue } from './queue.js';
import { createOutbox } from './outbox.js';
import { checkWhen, nextTime, zone } from './when.js';

/** The BullMQ queue whose jobs are the times of all schedules; what comes due is added to the queue that it is for. */
export const schedulesName = 'schedules';

interface Schedule {
  readonly name: string;
  readonly id: string;
  readonly data: object;
  readonly when: string | number;
}

export interface Schedules extends Pick<Queue, 'every' | 'cancel'> {
  /** Makes again what this process asked for. */
  renew(): void;
  /** Adds what came due. */
  readonly process: Processor<Omit<Schedule, 'when'>>;
  /** All that was asked for is on Redis. */
  arrived(): Promise<void>;
  close(): void;
}

/** BullMQ is told when the next time comes; croner reckons it, as it does in process. */
export const repeatStrategy = (millis: number, { pattern = '' }: { pattern?: string }): number | undefined =>
  nextTime(pattern, new Date(millis))?.getTime();

/** Schedules on Redis: one for all processes, whichever of them made it; the last that was made counts. */
export function createSchedules(
  bull: BullQueue,
  add: (name: string, id: string, data: object) => Promise<void>,
  onRefused: (error: unknown) => void,
): Schedules {
  const mine = new Map<string, Schedule>();
  const make = async (key: string): Promise<void> => {
    const schedule = mine.get(key);
    const known = await bull.getJobScheduler(key);
    // BullMQ keeps the milliseconds of a schedule that becomes a pattern.
    if (known && (!schedule || (known.every === undefined) !== (typeof schedule.when === 'string')))
      await bull.removeJobScheduler(key);
    if (!schedule) return;
    const { when, ...data } = schedule;
    await bull.upsertJobScheduler(
      key,
      typeof when === 'string' ? { pattern: when, tz: zone } : { every: when, startDate: Date.now() + when },
      { name: schedule.name, data, opts: { removeOnComplete: true, removeOnFail: { count: 100 } } },
    );
  };
  const outbox = createOutbox<string>(async (keys) => {
    for (const key of keys) await make(key);
  }, onRefused);

  return {
    every(name, id, data, when) {
      checkWhen(when);
      const key = keyOf(name, id);
      mine.set(key, { name, id, data, when });
      outbox.post(key, key);
    },
    cancel(name, id) {
      const key = keyOf(name, id);
      mine.delete(key);
      outbox.post(key, key);
    },
    renew() {
      for (const key of mine.keys()) outbox.post(key, key);
    },
    process: async ({ data }) => {
      await add(data.name, data.id, data.data);
    },
    arrived: () => outbox.emptied(),
    close() {
      outbox.close();
    },
  };
}

/** BullMQ takes a key with many colons for one of an older kind. */
const keyOf = (name: string, id: string): string => `${name}/${encodeURIComponent(id)}`;
