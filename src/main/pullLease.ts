/** One pull of a source at a time, in all processes of the hub: a lease in the graph for each source. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../errors.js';
import type { Engine } from '../graph/engine.js';
import { endLease, takeLease } from '../graph/lease.js';

/** Milliseconds after the last sign of life until another process may pull the source. */
const term = 60_000;
const heartbeat = term / 4;

/** Holds a source until what is given back is called. Throws UserError BEING_PULLED while it is held, here or elsewhere. */
export type HoldSource = (source: string) => Promise<() => Promise<void>>;

export function createPullLease(engine: Engine, now: () => number = Date.now): HoldSource {
  const holder = engine.dialect.exclusive ? 'alone' : randomUUID();
  const here = new Set<string>();
  const take = async (source: string): Promise<boolean> => {
    const at = now();
    const ask = { id: leaseOf(source), holder, now: iso(at), until: iso(at + term) };
    return (await engine.write((run) => takeLease(run, ask))) !== null;
  };

  return async (source) => {
    if (here.has(source)) throw beingPulled(source);
    here.add(source);
    try {
      if (!(await take(source))) throw beingPulled(source);
    } catch (error) {
      here.delete(source);
      throw error;
    }
    // A heart that beats late costs at most that a record is fetched twice.
    const beating = setInterval(() => void take(source).catch(() => undefined), heartbeat).unref();
    return async () => {
      clearInterval(beating);
      here.delete(source);
      await engine.write((run) => endLease(run, { id: leaseOf(source), holder })).catch(() => undefined);
    };
  };
}

const leaseOf = (source: string): string => `pull ${source}`;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

const beingPulled = (source: string): UserError =>
  new UserError(
    `正在从“${source}”取数。请等它完成。 / The source '${source}' is being pulled. Wait until that is done.`,
    { code: 'BEING_PULLED' },
  );
