import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What must reach a server that may be away: kept in memory until it has, and forgotten with the process, because what is
 * pending can be derived again. The same key while it waits here is one entry, the latest.
 */
export interface Outbox<T> {
  post(key: string, entry: T): void;
  /** All that was posted has arrived, or the outbox is closed. */
  emptied(): Promise<void>;
  close(): void;
}

/** Entries that are delivered at a time. */
const atOnce = 500;
/** Milliseconds before a delivery that was refused is tried again. */
const pause = 1000;

/** `deliver` takes all of a batch or throws; what it took twice must count once. */
export function createOutbox<T>(
  deliver: (batch: readonly T[]) => Promise<unknown>,
  onRefused: (error: unknown) => void,
): Outbox<T> {
  const posted = new Map<string, T>();
  let delivering: Promise<void> | null = null;
  const closing = new AbortController();
  const { signal } = closing;
  const closed = (): boolean => signal.aborted;
  const whenClosed = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });

  const run = async (): Promise<void> => {
    // What is posted in one go is delivered in one go.
    await Promise.resolve();
    while (posted.size && !closed()) {
      const batch = [...posted].slice(0, atOnce);
      // Out of the box first: what is posted again while it is on its way is one more.
      for (const [key] of batch) posted.delete(key);
      try {
        await deliver(batch.map(([, entry]) => entry));
      } catch (error) {
        for (const [key, entry] of batch) if (!posted.has(key)) posted.set(key, entry);
        if (closed()) return;
        onRefused(error);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    post(key, entry) {
      if (closed()) return;
      posted.set(key, entry);
      delivering ??= run().finally(() => (delivering = null));
    },
    async emptied() {
      while (delivering && !closed()) await Promise.race([delivering, whenClosed]);
    },
    close() {
      closing.abort();
    },
  };
}
