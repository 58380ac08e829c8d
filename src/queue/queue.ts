/**
 * THE CLOCK. Jobs by name; what a job does is passed in. A job holds ids, never data: everything that remains to be done
 * can be derived from archive and graph, so a queue may forget what it holds and nothing is lost.
 *
 *   add     the same name and id while it waits is one job; while it runs, it is one more
 *   work    at most `concurrency` jobs of a name run at once; in the order they were added
 *   idle    nothing waits and nothing runs
 *   stop    what runs is finished, what waits is forgotten, nothing is taken on any more
 */
export interface Queue {
  add(name: string, id: string, data: object): void;

  work<T>(name: string, handler: (data: T) => Promise<unknown>, options: { concurrency: number }): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
  /** Told of a job that failed for good; it is not tried again in this process. */
  onFailed: (name: string, error: unknown, data: object) => void;
}
