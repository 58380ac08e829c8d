import { sha256 } from '../model/ids.js';
import type { RecordInput, RunWriter } from './archive.js';
import type { Catalog } from './catalog.js';
import { sealSegment, type Label } from './segment.js';

/** A segment is full at so many records or bytes: enough to pay for its fsync, few enough for one transaction. */
const fullRecords = 500;
const fullBytes = 16 << 20;

/** What the writer of a run needs of the archive. */
export interface RunWriterParts {
  readonly id: string;
  readonly source: string;
  readonly catalog: Catalog;
  readonly erased: ReadonlySet<string>;
  readonly newSegment: () => string;
  /** Makes a segment durable and known. */
  readonly store: (segment: string, sealed: { file: Buffer[]; keys: Buffer }) => Promise<void>;
  readonly append: (line: object) => Promise<void>;
}

export function createRunWriter({ id, source, catalog, erased, newSegment, store, append }: RunWriterParts): RunWriter {
  let segment = newSegment();
  let full: (Label & { bytes: Uint8Array })[] = [];
  let size = 0;
  let seen: [segment: string, index: number, fetchedAt: string][] = [];
  /** What this run has put and not yet flushed, by record. */
  const fresh = new Map<string, { segment: string; index: number; hash: string; fetchedAt: string }>();

  let tail: Promise<unknown> = Promise.resolve();

  const flush = async (): Promise<string | null> => {
    const [written, records, again] = [segment, full, seen];
    [segment, full, size, seen] = [newSegment(), [], 0, []];
    if (records.length) {
      await store(written, sealSegment({ segment: written, run: id, source }, records));
      for (const [name, held] of fresh) if (held.segment === written) fresh.delete(name);
    }
    if (again.length) {
      await append({ seen: again });
      for (const [held, index, fetchedAt] of again) catalog.addSeen(id, held, index, fetchedAt);
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
      if (erased.has(name)) return 'seen';
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
      const flushed = tail.then(flush);
      tail = flushed.catch(() => undefined);
      return flushed;
    },

    async close(how) {
      await writer.flush();
      const end = { closedAt: new Date().toISOString(), ...how };
      await append({ end });
      catalog.closeRun(id, end);
      const manifest = catalog.runs().find((run) => run.id === id);
      if (!manifest) throw new Error('A run that is being written is unknown to its archive.');
      return manifest;
    },
  };
  return writer;
}
