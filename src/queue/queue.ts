/**
 * THE CLOCK. Jobs by name; what a job does is passed in. A job holds ids, never data: everything that remains to be done
 * can be derived from archive and graph, so a queue may forget what it holds and nothing is lost.
 *
 *   add      the same name and id while it waits is one job; while it runs, it is one more, after it. Never throws: what
 *            cannot be handed on now is remembered by this process, and forgotten with it
 *   work     at most `concurrency` jobs of a name run at once in this process; taken on in the order they were added. A job
 *            whose error says that trying again can help is tried again after a pause (again.ts)
 *   every    a job is added at each time of a schedule; the same name and id is one schedule, a later one replaces it
 *   cancel   ends a schedule; what it added stays
 *   idle     what this process asked for has arrived, and nothing waits, pauses before it is tried again, or runs, in all
 *            processes that share the queue; times of schedules that have not come do not count
 *   stop     what runs here is finished, nothing is taken on any more; what waits is forgotten, or left to other processes
 */
export interface Queue {
  add(name: string, id: string, data: object): void;
  work<T>(name: string, handler: Handler<T>, options: { concurrency: number }): void;
  /** `when`: milliseconds between two times, the first after that; or a cron pattern, in Asia/Shanghai. Throws UserError. */
  every(name: string, id: string, data: object, when: string | number): void;
  cancel(name: string, id: string): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
  /** Told once, in the process where a job failed for good. */
  onFailed: (name: string, error: unknown, data: object) => void;
  /** Told when what waited may have been lost with the server that held it: derive again what is pending. */
  onLost: () => void;
}

/** Does a job. `tell` shows operators how far it is: counts, never names. Delivered at least once, so harmless twice. */
export type Handler<T> = (data: T, tell: (counts: Readonly<Record<string, number>>) => void) => Promise<unknown>;
