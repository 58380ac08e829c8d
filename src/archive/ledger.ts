import { sha256 } from '../model/ids.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { Archive, RunWriter } from './archive.js';

/** What people say while one process holds the archive is one run of the source 'ledger'. */
const sessions = new WeakMap<Archive, Promise<RunWriter>>();

/**
 * Archives what somebody said, before it is applied; returns the segment that holds it. An entry is called by its own
 * hash: the same entry again is the same record, and its segment the one that holds it already.
 */
export async function appendLedger(archive: Archive, entry: LedgerEntry): Promise<string> {
  const session =
    sessions.get(archive) ?? archive.startRun({ source: 'ledger', scope: 'ledger', purpose: 'ledger', by: 'hub' });
  sessions.set(archive, session);
  const json = JSON.stringify(entry);
  const key = sha256(json);
  try {
    const writer = await session;
    await writer.put({ key, bytes: Buffer.from(json), mediaType: 'application/json', fetchedAt: entry.on });
    await writer.flush();
  } catch (error) {
    // A run of which something was not written takes no more: the next entry begins another.
    sessions.delete(archive);
    throw error;
  }
  const [held] = await archive.history('ledger', key);
  if (!held) throw new Error('The ledger does not hold what was just written to it.');
  return held.segment;
}
