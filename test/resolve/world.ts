import type { Change, Plan, Resolver } from '../../src/resolve/resolver.js';

/** What a graph holds that obeys every plan. */
export interface World {
  readonly parties: Record<string, { name: string; names: readonly string[]; mentions: readonly string[] }>;
  readonly of: Record<string, string>;
  readonly possibly: Record<string, Plan['possibly'][number]['parties']>;
}

/** Obeys plans as stitching does: a mention that is written again has lost its links. */
export function follow(): { step(resolver: Resolver, change: Change): Plan; now(): World } {
  const parties = new Map<string, World['parties'][string]>();
  const of = new Map<string, string>();
  const possibly = new Map<string, Plan['possibly'][number]['parties']>();
  return {
    step(resolver, change) {
      const plan = resolver.plan(change);
      resolver.commit(plan);
      for (const id of [...change.removed, ...change.added.map((one) => one.id)]) {
        of.delete(id);
        possibly.delete(id);
      }
      for (const id of plan.removedParties) parties.delete(id);
      for (const { id, name, names, mentions } of plan.parties) parties.set(id, { name, names, mentions });
      for (const { mention, party } of plan.assign) of.set(mention, party);
      for (const { mention, parties: others } of plan.possibly) {
        if (others.length) possibly.set(mention, others);
        else possibly.delete(mention);
      }
      return plan;
    },
    now: () => ({ parties: sorted(parties), of: sorted(of), possibly: sorted(possibly) }),
  };
}

const sorted = <T>(map: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
