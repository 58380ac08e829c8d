/**
 * The archive over any storage. Each process writes runs of its own; `refresh` reads what the others wrote, and a
 * segment that is asked for and not known triggers it.
 *
 * What makes that safe: a run's start is written before its segments, a segment's keys before its records, both before
 * a line that refers to them, and a run's end after everything. So whoever reads journals, then segments, then the
 * journals of segments that came in between, knows all that a segment needs.
 */
import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import { NotFoundError, StoreError } from '../errors.js';
import { log } from '../log.js';
import { sha256 } from '../model/ids.js';
import type { Archive, RunStart } from './archive.js';
import { createCatalog, type ClosedRun, type Seen } from './catalog.js';
import { createRunWriter } from './runWriter.js';
import { damaged, frontLength, keyLength, openBody, openSegment, sealSegment, type OpenSegment } from './segment.js';
import type { Storage } from './storage.js';

export interface ArchiveOptions {
  /** Nothing is written, made or mended; for looking while another process writes. */
  readonly readOnly?: boolean;
}

/** One line of a run's journal. */
type RunLine =
  | { readonly start: RunStart & { readonly id: string; readonly startedAt: string } }
  | { readonly seen: readonly Seen[] }
  | { readonly end: ClosedRun }
  | { readonly takenBack: { readonly by: string; readonly on: string; readonly reason: string } };

const remedy = 'Restore the archive from a backup, or import its run again.';

/** Enough of a file of records to hold what comes before the bodies of most segments. */
const usualFront = 128 << 10;
/** Segments that are opened at the same time: far storage answers slowly, but many at once. */
const openedAtOnce = 16;

export async function openStored(
  storage: Storage,
  backup: Archive['backup'],
  { readOnly = false }: ArchiveOptions = {},
): Promise<Archive> {
  if (!readOnly) await storage.prepare();
  const secret = await readSecret(storage, readOnly);
  const catalog = createCatalog(secret);
  const opened = new Map<string, Pick<OpenSegment, 'keys' | 'offsets'>>();
  const refused = new Set<string>();
  /** Runs that are written here: what their journals say is known, but for the words of others. */
  const own = new Set<string>();
  const ulid = monotonicFactory();

  const admit = (segment: OpenSegment): void => {
    if (opened.has(segment.id)) return;
    catalog.addSegment(segment);
    opened.set(segment.id, { keys: segment.keys, offsets: segment.offsets });
  };

  const readJournals = async (): Promise<void> => {
    for (const [journal, lines] of await storage.unread()) {
      if (journal === 'erased') {
        for (const { record } of lines as { record: string }[]) if (!catalog.isErased(record)) catalog.erase(record);
        continue;
      }
      const run = journal.slice('runs/'.length);
      for (const line of lines as RunLine[]) {
        if ('takenBack' in line) catalog.takeBack(run, line.takenBack);
        else if (own.has(run)) continue;
        else if ('start' in line) catalog.addRun(line.start);
        else if ('end' in line) catalog.closeRun(run, line.end);
        else for (const one of line.seen) catalog.addSeen(run, one);
      }
    }
  };

  const readSegments = async (): Promise<void> => {
    const fresh = (await storage.segments()).filter((id) => !opened.has(id) && !refused.has(id)).sort();
    for (let at = 0; at < fresh.length; at += openedAtOnce) {
      const ids = fresh.slice(at, at + openedAtOnce);
      const segments = await Promise.all(ids.map((id) => readSegment(storage, id)));
      if (segments.some((segment) => segment && !catalog.run(segment.run))) await readJournals();
      segments.forEach((segment, i) => {
        const id = ids[i] ?? '';
        if (segment?.spoilt) log.error({ segment: id, records: segment.spoilt }, `Records of the archive are damaged and left out. ${remedy}`); // prettier-ignore
        if (segment && catalog.run(segment.run)) admit(segment);
        else {
          refused.add(id);
          log.error({ segment: id }, `A segment of the archive is damaged and left out. ${remedy}`);
        }
      });
    }
  };

  /** Destroys the keys of what was erased. True when there were any. */
  const destroy = async (): Promise<boolean> => {
    const places = catalog.doomed.splice(0);
    for (const { segment, index } of places)
      opened.get(segment)?.keys.fill(0, index * keyLength, (index + 1) * keyLength);
    if (readOnly) return false;
    try {
      for (const { segment, index } of places) {
        const keys = opened.get(segment)?.keys;
        if (keys) await storage.overwrite(`keys/${segment}`, keys, index * keyLength, keyLength);
      }
    } catch (error) {
      catalog.doomed.push(...places);
      throw error;
    }
    return places.length > 0;
  };

  /**
   * Two processes that erase in one segment at the same time may each write back what the other destroyed. Both noted
   * the erasure before, so whoever wrote last finds the other's note when it looks again, and destroys both.
   */
  const look = async (): Promise<void> => {
    do {
      await readJournals();
      await readSegments();
    } while (await destroy());
  };
  await look();

  /** A look that is under way may have missed what was written since it began: who asks gets the next. */
  let looking: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const refresh = (): Promise<void> =>
    (next ??= looking.then(() => {
      next = null;
      const now = look();
      looking = now.catch(() => undefined);
      return now;
    }));

  const segment = async (id: string): Promise<Pick<OpenSegment, 'keys' | 'offsets'> | undefined> => {
    if (!opened.has(id)) await refresh();
    return opened.get(id);
  };
  const writable = (): void => {
    if (readOnly)
      throw new StoreError(
        '档案库以只读方式打开。请在持有它的进程中操作。 / This archive was opened to be read only. Ask the process that holds it.',
      );
  };

  return {
    secret,
    refresh,
    async startRun(start) {
      writable();
      const id = `run_${ulid()}`;
      const begun = { ...start, id, startedAt: new Date().toISOString() };
      own.add(id);
      await storage.append(`runs/${id}`, [{ start: begun }]);
      catalog.addRun(begun);
      return createRunWriter({
        id,
        source: start.source,
        catalog,
        newSegment: () => `seg_${ulid()}`,
        async store(name, labels) {
          const { records, segment } = sealSegment({ id: name, run: id, source: start.source }, labels);
          await storage.put(`keys/${name}`, [segment.keys]);
          await storage.put(`records/${name}`, records);
          admit(segment);
          await destroy();
        },
        append: (line) => storage.append(`runs/${id}`, [line]),
      });
    },
    runs: () => Promise.resolve(catalog.runs()),
    segments: () => Promise.resolve(catalog.segments()),
    async observations(id) {
      await segment(id);
      return catalog.observations(id);
    },
    history: (source, key) => Promise.resolve(catalog.history(catalog.nameOf(source, key))),
    withdrawn: (source, key) => Promise.resolve(catalog.withdrawn(catalog.nameOf(source, key))),
    keys: (source) => Promise.resolve(catalog.keys(source)),
    recordsOf: (run) => Promise.resolve(catalog.recordsOf(run)),
    async bytes({ segment: id, index, hash }) {
      const held = await segment(id);
      const from = held?.offsets[index];
      const to = held?.offsets[index + 1];
      if (!held || from === undefined || to === undefined) throw damaged();
      const box = await storage.part(id, from, to - from);
      const bytes = openBody(held.keys, index, box?.bytes);
      if (sha256(bytes) !== hash) throw damaged();
      return bytes;
    },
    async takeBack(run, note) {
      writable();
      if (!catalog.run(run)) await refresh();
      const known = catalog.run(run);
      if (!known)
        throw new NotFoundError(
          '没有这次导入。请列出导入记录，从中选择。 / There is no such run. List the runs and choose one of them.',
        );
      if (known.takenBack) return;
      await storage.append(`runs/${run}`, [{ takenBack: note }]);
      catalog.takeBack(run, note);
    },
    async erase(source, key, note) {
      writable();
      const name = catalog.nameOf(source, key);
      if (!catalog.isErased(name)) await storage.append('erased', [{ record: name, ...note }]);
      catalog.erase(name);
      if (await destroy()) await refresh();
    },
    backup,
    close() {
      storage.close();
      return Promise.resolve();
    },
  };
}

/** A segment with its labels, or null where its file is not whole. */
export async function readSegment(storage: Storage, id: string): Promise<OpenSegment | null> {
  const first = await storage.part(id, 0, usualFront);
  const length = first && frontLength(first.bytes);
  if (!first || length === null) return null;
  const front = first.bytes.length >= length ? first.bytes : (await storage.part(id, 0, length))?.bytes;
  const keys = await storage.get(`keys/${id}`);
  return front && keys ? openSegment(front, first.of, keys) : null;
}

async function readSecret(storage: Storage, readOnly: boolean): Promise<Uint8Array> {
  const known = await storage.get('secret');
  if (known) return new Uint8Array(known);
  if (readOnly || (await storage.segments()).length)
    throw new StoreError(
      '此处没有档案库，或缺少其密钥。请从备份恢复档案库，或核对 CLUEGRAPH_DATA 与 CLUEGRAPH_S3_BUCKET。 / There is no archive here, or its secret is missing. Restore the archive from a backup, or check CLUEGRAPH_DATA and CLUEGRAPH_S3_BUCKET.',
      {
        code: 'NO_ARCHIVE',
      },
    );
  // Of several that start at once the first one's secret holds, for all.
  await storage.create('secret', randomBytes(32));
  return readSecret(storage, true);
}
