/**
 * What follows from what was stitched: who is who, then clues. What remains is in the graph as marks; one process at a
 * time, the holder of the lease, takes them up, so it does not matter who left them or died over them.
 */
import type { Discovery } from '../discover/run.js';
import { ClueGraphError } from '../errors.js';
import type { Engine, Run } from '../graph/engine.js';
import * as marks from '../graph/marks.js';
import { putNodes } from '../graph/rows.js';
import { metrics } from '../metrics.js';
import type { Resolver } from '../resolve/resolver.js';
import { note, takenUp } from '../trace.js';
import { createIdentities, type IdentityParts } from './identify.js';
import { createTurns } from './inTurn.js';
import { createLease } from './lease.js';

/** Customers whose clues one transaction makes anew. */
const discoverBatch = 500;

/** Marks that are taken up in one go. */
const mostMarks = 50;

/** Clues that a trace names. */
const mostNamed = 50;

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
  /** Whether this process is the one that resolves and discovers. */
  leads(): boolean;
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
  /** Milliseconds; what the lease goes by. */
  readonly clock?: () => number;
}

export function createFollower({
  engine,
  createResolver,
  discovery,
  rulesVersion,
  politely,
  leads = true,
  clock = Date.now,
}: FollowerParts): Follower {
  const read: Run = engine.read.bind(engine);
  const lease = createLease(engine, clock);
  const identities = createIdentities({ engine, lease, createResolver, politely });
  const beating = setInterval(() => void lease.keep().catch(() => undefined), heartbeat).unref();
  let closed = false;
  const inTurn = createTurns();

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

  const isNew = async (): Promise<boolean> =>
    (await marks.segmentsById(read, [discovered]))[0]?.version !== rulesVersion;

  const refresh = async (): Promise<void> => {
    const dirty = await marks.dirtyMarks(read, mostMarks);
    await takenUp(dirty.flatMap((mark) => mark.traces), 'discover', { marks: dirty.length }, () => refreshFrom(dirty)); // prettier-ignore
  };

  const refreshFrom = async (dirty: readonly marks.DirtyMark[]): Promise<void> => {
    const all = await isNew();
    const changed = [...new Set(dirty.flatMap((mark) => mark.ids))].sort();
    const affected = await discovery.affected(read, changed);
    const customers = all ? [...new Set([...affected, ...(await marks.allCustomerIds(read))])].sort() : affected;
    const clues: string[] = [];
    for (let at = 0; at < customers.length; at += discoverBatch)
      clues.push(
        ...(await lease.write((run) => discovery.refresh(politely(run), customers.slice(at, at + discoverBatch)))),
      );
    note({ customers: customers.length, changed: clues.length, clues: clues.slice(0, mostNamed) });
    metrics.customersRefreshed.inc(customers.length);
    metrics.cluesChanged.inc(clues.length);
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
          async () => (await marks.dirtyMarks(read, 1)).length > 0 || (await isNew()),
          async () => {
            await refresh();
            await resolve();
          },
        );
      }),
    leads: () => lease.ours,
    identities: () => identities.memory(),
    async close() {
      closed = true;
      clearInterval(beating);
      await inTurn(() => Promise.resolve());
      // A store that does not answer need not be waited for: the lease runs out by itself.
      await lease.end().catch(() => undefined);
    },
  };
}
