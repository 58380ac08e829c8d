/**
 * Applies what people said. Each entry was archived before it comes here; applying it twice changes nothing.
 */
import type { Archive, Observation } from '../archive/archive.js';
import type { Engine } from '../graph/engine.js';
import { markDirty } from '../graph/marks.js';
import { putNodes } from '../graph/rows.js';
import { hmacId } from '../model/ids.js';
import { parseLedgerEntry } from '../model/ledger.js';
import type { Resolver } from '../resolve/resolver.js';
import { writePlan } from './stitch.js';

export interface LedgerParts {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly resolver: Resolver;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly again: (names: readonly { source: string; key: string }[]) => Promise<unknown>;
}

export async function applyEntry(bytes: Uint8Array, parts: LedgerParts, observation: Observation): Promise<void> {
  const { archive, engine, resolver, inTurn, again } = parts;
  const entry = parseLedgerEntry(bytes);
  const id = hmacId(archive.secret, 'ledger', observation.key);
  switch (entry.kind) {
    case 'decision': {
      const { kind: _kind, ...decision } = entry;
      return inTurn(async () => {
        const plan = resolver.plan({ added: [], removed: [], decisions: [decision] });
        await engine.write(async (run) => {
          await putNodes(run, 'Decision', [{ id, props: { ...decision } }]);
          await writePlan(run, plan, new Set());
          await markDirty(run, [...plan.parties.map((party) => party.id), ...plan.removedParties].map((party) => ({ id: party, kind: 'Party' }))); // prettier-ignore
        });
        resolver.commit(plan);
      });
    }
    case 'followUp':
      return inTurn(() =>
        engine.write((run) =>
          putNodes(run, 'FollowUp', [
            { id, props: { clue: entry.clue, state: entry.state, reason: entry.reason, recovered: entry.recoveredFen, by: entry.by, on: entry.on } },
          ]),
        ),
      );
    case 'takeBack': {
      const run = (await archive.runs()).find((candidate) => candidate.id === entry.run);
      for (const segment of run?.segments ?? []) {
        const names = (await archive.observations(segment)).map(({ source, key }) => ({ source, key }));
        await again([...new Map(names.map((name) => [name.key, name])).values()]);
      }
      return;
    }
    case 'erase':
      await again([{ source: entry.source, key: entry.key }]);
      return;
    case 'replay':
    case 'view':
      return;
  }
}
