/**
 * One process at a time resolves and discovers. It holds a lease in the graph, and every transaction under it counts a
 * turn: one that was planned at an older turn is refused, whatever the clocks of the machines say.
 */
import { randomUUID } from 'node:crypto';
import { StoppedError } from '../errors.js';
import type { Engine, Run } from '../graph/engine.js';
import { endLease, leaseNow, nextTurn, takeLease } from '../graph/lease.js';
import { createTurns } from './inTurn.js';

export interface Lease {
  /** Whether it is ours now, taken if it was free. */
  take(): Promise<boolean>;
  /**
   * A transaction under it. Throws StoppedError LEASE_LOST when another has taken over; so also when it is ours again,
   * but not in the tenure in which the work was planned: that of the call, if none is given.
   */
  write<T>(work: (run: Run) => Promise<T>, planned?: number): Promise<T>;
  /** Prolongs it if it is ours, so that it stays with the process whose memory is up to date. */
  keep(): Promise<void>;
  /** Output: the turn, whoever holds the lease. */
  look(): Promise<number>;
  /** Another number when, as far as is known, others have written under it since, or may have. */
  readonly tenure: number;
  /** Whether it is ours for certain. */
  readonly ours: boolean;
  /** Gives it up, so that another need not wait for its end. */
  end(): Promise<void>;
}

/** Milliseconds after the last writing until another may take the lease. */
const term = 15_000;

const id = 'follow';

export function createLease(engine: Engine, now: () => number = Date.now): Lease {
  const { exclusive } = engine.dialect;
  const holder = exclusive ? 'alone' : randomUUID();
  const read: Run = engine.read.bind(engine);
  const time = (ms: number): string => new Date(ms).toISOString();
  let turn = NaN;
  let tenure = 0;
  /** Until when it is ours for certain. */
  let ours = 0;
  const seen = (found: number): void => {
    if (found !== turn) tenure++;
    turn = found;
  };
  /** One word with the store at a time: what one brings back is known before the next is said. */
  const inTurn = createTurns();

  const take = async (): Promise<boolean> => {
    const at = now();
    if (ours - at > term / 2) return true;
    if (!exclusive) {
      const lease = await leaseNow(read, id);
      if (lease && lease.holder !== holder && lease.until > time(at)) {
        ours = 0;
        return false;
      }
    }
    const until = at + term;
    const found = await engine.write((run) => takeLease(run, { id, holder, now: time(at), until: time(until) }));
    ours = found === null ? 0 : until;
    if (found !== null) seen(found);
    return found !== null;
  };

  return {
    get tenure() {
      return tenure;
    },
    get ours() {
      return ours > now();
    },
    take: () => inTurn(take),
    keep: () =>
      inTurn(async () => {
        if (ours) await take();
      }),
    write: (work, planned = tenure) =>
      inTurn(async () => {
        // A process that slept through the tenure of another may have taken it again before it comes to write.
        if (planned !== tenure) throw lost();
        const until = now() + term;
        try {
          const result = await engine.write(async (run) => {
            if (await nextTurn(run, { id, holder, turn, until: time(until) })) return work(run);
            throw lost();
          });
          turn++;
          ours = until;
          return result;
        } catch (error) {
          // Whether it was written is not always known: the next asking tells.
          ours = 0;
          throw error;
        }
      }),
    look: () =>
      inTurn(async () => {
        seen((await leaseNow(read, id))?.turn ?? 0);
        return turn;
      }),
    end: () =>
      inTurn(async () => {
        if (!ours) return;
        ours = 0;
        await engine.write((run) => endLease(run, { id, holder }));
      }),
  };
}

const lost = (): StoppedError =>
  new StoppedError(
    '另一进程已接手识别与发现，本次写入已放弃，数据未变。 / Another process has taken over resolving and discovering; this writing was given up, nothing was changed.',
    { code: 'LEASE_LOST' },
  );
