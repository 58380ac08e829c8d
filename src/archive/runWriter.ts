import { sha256 } from '../model/ids.js';
import type { RecordInput, RunWriter } from './archive.js';
import type { Catalog, ClosedRun, Seen } from './catalog.js';
import type { Label } from './segment.js';

/** A segment is full at so many records or bytes: enough to pay for its fsync, few enough for one transaction. */
const fullRecords = 500;
const fullBytes = 16 << 20;

/** What the writer of a run needs of the archive. */
export interface RunWriterParts {
  readonly id: string;
  readonly source: string;
  readonly catalog: Catalog;
  readonly newSegment: () => string;
  /** Makes a segment durable, then known. */
  readonly store: (segment: string, records: readonly (Label & { readonly bytes: Uint8Array })[]) => Promise<void>;
  readonly append: (line: { readonly seen: readonly Seen[] } | { readonly end: ClosedRun }) => Promise<void>;
}

export function createRunWriter({ id, source, catalog, newSegment, store, append }: RunWriterParts): RunWriter {
  let segment = newSegment();
  let full: (Label & { bytes: Uint8Array })[] = [];
  let size = 0;
  let seen: Seen[] = [];
  /** What this run has put and not yet flushed, by record. */
  const fresh = new Map<string, { segment: string; index: number; hash: string; fetchedAt: string }>();

  let tail: Promise<unknown> = Promise.resolve();
  /** Once something was not written, nothing that follows may be: a cursor would pass over what is missing. */
  let failure: Error | null = null;

  const flush = async (): Promise<string | null> => {
    if (failure) throw failure;
    const [written, records, again] = [segment, full, seen];
    [segment, full, size, seen] = [newSegment(), [], 0, []];
    if (records.length) {
      await store(written, records);
      for (const [name, held] of fresh) if (held.segment === written) fresh.delete(name);
    }
    if (again.length) {
      await append({ seen: again });
      for (const one of again) catalog.addSeen(id, one);
    }
    if (!records.length) return null;
    writer.onSegment(written);
    return written;
  };

  const writer: RunWriter = {
    id,
    onSegment: () => undefined,

    async put({ key, bytes, mediaType, fetchedAt }: RecordInput) {
      const name = catalog.nameOf(source, key);
      if (catalog.isErased(name)) return 'seen';
      const hash = sha256(bytes);
      // A record that was withdrawn and is shown again is news, whatever it says.
      const held = fresh.get(name) ?? (catalog.withdrawn(name) ? undefined : catalog.latest(name));
      // What is older than what is known may change since when the record reads so: it is an observation like any other.
      if (held?.hash === hash && held.fetchedAt <= fetchedAt) {
        seen.push([held.segment, held.index, fetchedAt]);
        return 'seen';
      }
      if (!held || held.fetchedAt <= fetchedAt) fresh.set(name, { segment, index: full.length, hash, fetchedAt });
      full.push({ key, hash, mediaType, fetchedAt, bytes });
      size += bytes.length;
      if (full.length >= fullRecords || size >= fullBytes) await writer.flush();
      return 'changed';
    },

    flush() {
      const flushed = tail.then(flush).catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
        throw failure;
      });
      tail = flushed.catch(() => undefined);
      return flushed;
    },

    async close(how) {
      // A run that failed may end, with what was flushed before; it may not claim more.
      if (!failure || how.complete || how.cursor !== undefined) await writer.flush();
      const end = { closedAt: new Date().toISOString(), ...how };
      await append({ end });
      catalog.closeRun(id, end);
      const manifest = catalog.run(id);
      if (!manifest) throw new Error('A run that is being written is unknown to its archive.');
      return manifest;
    },
  };
  return writer;
}
