/**
 * What follows from what was stitched: who is who, then clues. What remains is in the graph as marks; one process at a
 * time, the holder of the lease, takes them up, so it does not matter who left them or died over them.
 */
import type { Discovery } from '../discover/run.js';
import { ClueGraphError } from '../errors.js';
import type { Engine, Run } from '../graph/engine.js';
import * as marks from '../graph/marks.js';
import { putNodes } from '../graph/rows.js';
import type { Resolver } from '../resolve/resolver.js';
import { createIdentities, type IdentityParts } from './identify.js';
import { createLease } from './lease.js';

/** Customers whose clues one transaction makes anew. */
const discoverBatch = 500;

/** Mark of the rules that the stored clues were made with. */
const discovered = 'discovered';

/** Milliseconds between two looks while another process holds the lease, and between two signs of life of its holder. */
const pause = 250;
const heartbeat = 3000;

export interface Follower {
  /** Resolves when no mention or decision is left to be resolved, by whichever process. */
  resolve(): Promise<void>;
  /** Resolves, then refreshes the clues that dirty marks reach; resolves when no mark is left. */
  discover(): Promise<void>;
  /** Who is who, to ask questions of. */
  identities(): Promise<Resolver>;
  /** Leaves the rest to others, or to the next start. */
  close(): Promise<void>;
}

export interface FollowerParts extends Omit<IdentityParts, 'lease'> {
  readonly engine: Engine;
  readonly discovery: Discovery;
  /** Differs when the rules ask differently: the clues of all customers are made anew. */
  readonly rulesVersion: string;
  /** False: what follows is left to other processes, and waited for. */
  readonly leads?: boolean;
}

export function createFollower({
  engine,
  createResolver,
  discovery,
  rulesVersion,
  politely,
  leads = true,
}: FollowerParts): Follower {
  const read: Run = engine.read.bind(engine);
  const lease = createLease(engine);
  const identities = createIdentities({ engine, lease, createResolver, politely });
  const beating = setInterval(() => void lease.keep().catch(() => undefined), heartbeat).unref();
  let closed = false;
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work, work);
    tail = next.catch(() => undefined);
    return next;
  };

  /** Does one step after another while there is work and the lease is ours; waits while it is another's. */
  const follow = async (isLeft: () => Promise<boolean>, step: () => Promise<void>): Promise<void> => {
    while (!closed && (await isLeft())) {
      if (!leads || !(await lease.take())) await new Promise((resolve) => setTimeout(resolve, pause));
      else
        await step().catch((error: unknown) => {
          if (!(error instanceof ClueGraphError && error.code === 'LEASE_LOST')) throw error;
        });
    }
  };

  const resolve = (): Promise<void> =>
    follow(
      async () => (await marks.unresolvedMarks(read, 1)).length > 0,
      () => identities.step(),
    );

  const isNew = async (): Promise<boolean> => (await marks.doneSegments(read)).get(discovered) !== rulesVersion;

  const refresh = async (): Promise<void> => {
    const all = await isNew();
    const dirty = await marks.dirtyMarks(read);
    const changed = [...new Set(dirty.flatMap((mark) => mark.ids))].sort();
    const affected = await discovery.affected(read, changed);
    const customers = all ? [...new Set([...affected, ...(await marks.allCustomerIds(read))])].sort() : affected;
    for (let at = 0; at < customers.length; at += discoverBatch)
      await lease.write((run) => discovery.refresh(politely(run), customers.slice(at, at + discoverBatch)));
    await lease.write(async (run) => {
      await marks.clearDirty(run, dirty.map((mark) => mark.id)); // prettier-ignore
      if (all) await putNodes(run, 'Segment', [{ id: discovered, props: { version: rulesVersion } }]);
    });
  };

  return {
    resolve: () => inTurn(resolve),
    discover: () =>
      inTurn(async () => {
        await resolve();
        await follow(
          async () => (await marks.dirtyMarks(read)).length > 0 || (await isNew()),
          async () => {
            await refresh();
            await resolve();
          },
        );
      }),
    identities: () => identities.memory(),
    async close() {
      closed = true;
      clearInterval(beating);
      await tail;
      await lease.end();
    },
  };
}
