/**
 * The archive in a folder:
 *
 *   secret                   32 random bytes; every keyed hash depends on it
 *   runs/<run>.jsonl         a run: its start, what it saw again, its end, that it was taken back; lines are only added
 *   segments/<segment>.*     sealed records and their keys (segment.ts); a segment is there whole or not at all
 *   erased.jsonl             keyed hashes of erased records. They stay erased: what a source shows of them later is not taken in
 *
 * One process writes; others may open it read-only at the same time. What counts as written is on the disk (fsync).
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, open, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicFactory } from 'ulid';
import { NotFoundError, StoreError } from '../errors.js';
import { log } from '../log.js';
import { sha256 } from '../model/ids.js';
import type { Archive, Observation, RunStart } from './archive.js';
import { copyArchive } from './backup.js';
import { createCatalog, type ClosedRun } from './catalog.js';
import { appendLine, removeUnfinished, syncFolder, wholeLines, writeWhole } from './files.js';
import { createRunWriter } from './runWriter.js';
import { damaged, keyLength, openSegment, readBody, type OpenSegment } from './segment.js';

export interface ArchiveOptions {
  /** Nothing is written, made or mended; for looking while another process writes. */
  readonly readOnly?: boolean;
}

/** One line of a run's file. */
type RunLine =
  | { readonly start: RunStart & { readonly id: string; readonly startedAt: string } }
  | { readonly seen: readonly (readonly [segment: string, index: number, fetchedAt: string])[] }
  | { readonly end: ClosedRun }
  | { readonly takenBack: { readonly by: string; readonly on: string; readonly reason: string } };

const remedy = 'Restore the archive from a backup, or import its run again.';

/** Open files of segments that are kept for reading. */
const keptOpen = 32;

export async function openDiskArchive(folder: string, { readOnly = false }: ArchiveOptions = {}): Promise<Archive> {
  const inRuns = (run: string): string => join(folder, 'runs', `${run}.jsonl`);
  const inSegments = (segment: string, what: 'records' | 'keys'): string =>
    join(folder, 'segments', `${segment}.${what}`);
  const erasedFile = join(folder, 'erased.jsonl');

  if (!readOnly) {
    for (const part of ['runs', 'segments']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
    await removeUnfinished(join(folder, 'segments'));
  }
  const secret = await readSecret(folder, readOnly);
  const catalog = createCatalog(secret);
  const opened = new Map<string, OpenSegment>();
  const files = new Map<string, number>();
  const erased = new Set<string>();
  const ulid = monotonicFactory();

  const admit = (segment: OpenSegment): void => {
    const { head, labels } = segment;
    opened.set(head.segment, segment);
    const observations = labels.map(
      (label, index): Observation | null =>
        label && { source: head.source, ...label, run: head.run, segment: head.segment, index },
    );
    catalog.addSegment({ id: head.segment, run: head.run, source: head.source, observations });
  };

  const destroy = async (name: string): Promise<void> => {
    for (const { segment, index } of catalog.erase(name)) {
      opened.get(segment)?.keys.fill(0, index * keyLength, (index + 1) * keyLength);
      if (readOnly) continue;
      const file = await open(inSegments(segment, 'keys'), 'r+');
      await file.write(Buffer.alloc(keyLength), 0, keyLength, index * keyLength);
      await file.sync();
      await file.close();
    }
  };

  const lines = async (path: string): Promise<readonly unknown[]> => {
    const bytes = await readFile(path);
    const whole = wholeLines(bytes);
    if (whole.length < bytes.length && !readOnly) await truncate(path, whole.length);
    return whole.lines;
  };

  const load = async (): Promise<void> => {
    const later: (() => void)[] = [];
    for (const file of (await readdir(join(folder, 'runs'))).filter((name) => name.endsWith('.jsonl')).sort()) {
      const run = file.slice(0, -'.jsonl'.length);
      for (const line of (await lines(join(folder, 'runs', file))) as RunLine[]) {
        if ('start' in line) catalog.addRun(line.start);
        else if ('end' in line) catalog.closeRun(run, line.end);
        else if ('takenBack' in line) catalog.takeBack(run, line.takenBack);
        else later.push(() => { for (const [segment, index, fetchedAt] of line.seen) catalog.addSeen(run, segment, index, fetchedAt); }); // prettier-ignore
      }
    }
    for (const file of (await readdir(join(folder, 'segments'))).filter((name) => name.endsWith('.records')).sort()) {
      const id = file.slice(0, -'.records'.length);
      const segment = openSegment(inSegments(id, 'records'), inSegments(id, 'keys'));
      if (segment?.spoilt)
        log.error(
          { segment: id, records: segment.spoilt },
          `Records of the archive are damaged and left out. ${remedy}`,
        );
      if (segment && catalog.run(segment.head.run)) admit(segment);
      else log.error({ segment: id }, `A segment of the archive is damaged and left out. ${remedy}`);
    }
    for (const add of later) add();
    if (!existsSync(erasedFile)) return;
    for (const { record } of (await lines(erasedFile)) as { record: string }[]) {
      erased.add(record);
      await destroy(record);
    }
  };
  await load();

  const fileOf = (segment: string): number => {
    const known = files.get(segment);
    if (known !== undefined) return known;
    const [oldest] = files;
    if (files.size >= keptOpen && oldest) {
      files.delete(oldest[0]);
      closeSync(oldest[1]);
    }
    const file = openSync(inSegments(segment, 'records'), 'r');
    files.set(segment, file);
    return file;
  };
  const writable = (): void => {
    if (readOnly)
      throw new StoreError(
        '档案库以只读方式打开。请在持有它的进程中操作。 / This archive was opened to be read only. Ask the process that holds it.',
      );
  };

  return {
    secret,
    async startRun(start) {
      writable();
      const id = `run_${ulid()}`;
      const begun = { ...start, id, startedAt: new Date().toISOString() };
      await appendLine(inRuns(id), { start: begun });
      await syncFolder(join(folder, 'runs'));
      catalog.addRun(begun);
      return createRunWriter({
        id,
        source: start.source,
        catalog,
        erased,
        newSegment: () => `seg_${ulid()}`,
        async store(segment, sealed) {
          await writeWhole(inSegments(segment, 'keys'), [sealed.keys]);
          await writeWhole(inSegments(segment, 'records'), sealed.file);
          const written = openSegment(inSegments(segment, 'records'), inSegments(segment, 'keys'));
          if (!written)
            throw new StoreError(
              '档案库无法读回刚写入的内容。请检查磁盘后重新导入。 / The archive could not read back what it wrote. Check the disk, then import again.',
            );
          admit(written);
        },
        append: (line) => appendLine(inRuns(id), line),
      });
    },
    runs: () => Promise.resolve(catalog.runs()),
    segments: () => Promise.resolve(catalog.segments()),
    observations: (segment) => Promise.resolve(catalog.observations(segment)),
    history: (source, key) => Promise.resolve(catalog.history(catalog.nameOf(source, key))),
    withdrawn: (source, key) => Promise.resolve(catalog.withdrawn(catalog.nameOf(source, key))),
    keys: (source) => Promise.resolve(catalog.keys(source)),
    recordsOf: (run) => Promise.resolve(catalog.recordsOf(run)),
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
    async bytes({ segment, index, hash }) {
      const held = opened.get(segment);
      if (!held) throw damaged();
      const bytes = readBody(fileOf(segment), held, index);
      if (sha256(bytes) !== hash) throw damaged();
      return bytes;
    },
    async takeBack(run, note) {
      writable();
      const known = catalog.run(run);
      if (!known)
        throw new NotFoundError(
          '没有这次导入。请列出导入记录，从中选择。 / There is no such run. List the runs and choose one of them.',
        );
      if (known.takenBack) return;
      await appendLine(inRuns(run), { takenBack: note });
      catalog.takeBack(run, note);
    },
    async erase(source, key, note) {
      writable();
      const name = catalog.nameOf(source, key);
      if (!erased.has(name)) await appendLine(erasedFile, { record: name, ...note });
      erased.add(name);
      await destroy(name);
    },
    backup: (target, progress) => copyArchive(folder, target, progress),
    close() {
      for (const file of files.values()) closeSync(file);
      files.clear();
      return Promise.resolve();
    },
  };
}

/** Makes an archive of a backup. The folder `to` must be new or empty. Throws UserError when `from` is no backup, StoreError when it is damaged. */
export const restoreArchive = copyArchive;

async function readSecret(folder: string, readOnly: boolean): Promise<Uint8Array> {
  const path = join(folder, 'secret');
  if (existsSync(path)) return new Uint8Array(await readFile(path));
  const used = existsSync(join(folder, 'segments')) && (await readdir(join(folder, 'segments'))).length > 0;
  if (readOnly || used)
    throw new StoreError(
      '此处没有档案库，或缺少其密钥。请从备份恢复档案库，或核对 CLUEGRAPH_DATA。 / There is no archive here, or its secret is missing. Restore the archive from a backup, or check CLUEGRAPH_DATA.',
      {
        code: 'NO_ARCHIVE',
      },
    );
  const secret = randomBytes(32);
  await writeWhole(path, [secret]);
  return new Uint8Array(secret);
}
