/**
 * Applies what people said. Each entry was archived before it comes here; applying it twice changes nothing.
 */
import type { Archive, Observation } from '../archive/archive.js';
import type { Engine } from '../graph/engine.js';
import { markUnresolved } from '../graph/marks.js';
import { putNodes } from '../graph/rows.js';
import { hmacId } from '../model/ids.js';
import { parseLedgerEntry } from '../model/ledger.js';
import type { RecordName } from './present.js';

export interface LedgerParts {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly again: (names: readonly RecordName[]) => Promise<unknown>;
}

export async function applyEntry(bytes: Uint8Array, parts: LedgerParts, observation: Observation): Promise<void> {
  const { archive, engine, again } = parts;
  const entry = parseLedgerEntry(bytes);
  const id = hmacId(archive.secret, 'ledger', observation.key);
  switch (entry.kind) {
    case 'decision': {
      const { left, right, verdict, by, on, reason } = entry;
      const decision = { left, right, verdict, by, on, reason };
      return engine.write(async (run) => {
        await putNodes(run, 'Decision', [{ id, props: decision }]);
        await markUnresolved(run, { decisions: [id] });
      });
    }
    case 'followUp': {
      const { clue, state, reason, recoveredFen, by, on } = entry;
      const props = { clue, state, reason, recovered: recoveredFen, by, on };
      return engine.write((run) => putNodes(run, 'FollowUp', [{ id, props }]));
    }
    case 'takeBack': {
      const run = (await archive.runs()).find((candidate) => candidate.id === entry.run);
      if (!run) return;
      await archive.takeBack(run.id, { by: entry.by, on: entry.on, reason: entry.reason });
      // A run that saw all there is may have withdrawn records that it did not show.
      await again(run.complete ? await archive.keys(run.source) : await archive.recordsOf(run.id));
      return;
    }
    case 'erase':
      await archive.erase(entry.source, entry.key, { by: entry.by, on: entry.on, reason: entry.reason });
      await again([{ source: entry.source, key: entry.key }]);
      return;
    default:
      // The other entries note who did what; there is nothing to apply.
      return;
  }
}
