/**
 * The archive in a folder:
 *
 *   secret                   32 random bytes; every keyed hash depends on it
 *   runs/<run>.jsonl         a run: its start, what it saw again, its end, that it was taken back; lines are only added
 *   segments/<segment>.*     sealed records and their keys (segment.ts); a segment is there whole or not at all
 *   erased.jsonl             keyed hashes of erased records. They stay erased: what a source shows of them later is not taken in
 *
 * What counts as written is on the disk (fsync). Several processes of one machine may write, each its own runs.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { appendLines, removeAbandoned, wholeLines, writeFirst, writeWhole } from './files.js';
import type { Storage } from './storage.js';

/** Open files of segments that are kept for reading. */
const keptOpen = 32;

export function diskStorage(folder: string): Storage {
  /** 'records/<segment>' and 'keys/<segment>' lie side by side. */
  const pathOf = (name: string): string => {
    const [kind = '', id] = name.split('/');
    return id === undefined ? join(folder, name) : join(folder, 'segments', `${id}.${kind}`);
  };
  const files = new Map<string, { readonly file: number; readonly of: number }>();
  const fileOf = (segment: string): { readonly file: number; readonly of: number } => {
    const known = files.get(segment);
    if (known) return known;
    const [oldest] = files;
    if (files.size >= keptOpen && oldest) {
      files.delete(oldest[0]);
      closeSync(oldest[1].file);
    }
    const file = openSync(pathOf(`records/${segment}`), 'r');
    const opened = { file, of: fstatSync(file).size };
    files.set(segment, opened);
    return opened;
  };
  /** How far each journal was read. */
  const read = new Map<string, number>();

  return {
    async prepare() {
      for (const part of ['runs', 'segments']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
      for (const part of ['', 'segments']) await removeAbandoned(join(folder, part));
    },
    create: (name, bytes) => writeFirst(pathOf(name), bytes),
    put: (name, parts) => writeWhole(pathOf(name), parts),
    async overwrite(name, whole, at, size) {
      const file = await open(pathOf(name), 'r+');
      try {
        await file.write(whole, at, size, at);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    get: (name) => readFile(pathOf(name)).catch(absent),
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject; a read of the page cache is quicker than a thread
    async part(segment, at, size) {
      try {
        const { file, of } = fileOf(segment);
        const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, of - at)));
        return { bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at)), of };
      } catch (error) {
        return absent(error);
      }
    },
    segments: async () =>
      ((await readdir(join(folder, 'segments')).catch(absent)) ?? []).flatMap((name) =>
        name.endsWith('.records') ? [basename(name, '.records')] : [],
      ),
    append: (journal, lines) => appendLines(join(folder, `${journal}.jsonl`), lines),
    async unread() {
      const runs = (await readdir(join(folder, 'runs')).catch(absent)) ?? [];
      const journals = runs.filter((name) => name.endsWith('.jsonl')).sort().map((name) => `runs/${basename(name, '.jsonl')}`); // prettier-ignore
      const fresh = new Map<string, readonly unknown[]>();
      for (const journal of [...journals, 'erased']) {
        const from = read.get(journal) ?? 0;
        const bytes = await readFrom(join(folder, `${journal}.jsonl`), from);
        if (!bytes) continue;
        const { lines, length } = wholeLines(bytes);
        read.set(journal, from + length);
        if (lines.length) fresh.set(journal, lines);
      }
      return fresh;
    },
    close() {
      for (const { file } of files.values()) closeSync(file);
      files.clear();
    },
  };
}

/** What a file holds from `at` on; null when that is nothing. */
async function readFrom(path: string, at: number): Promise<Buffer | null> {
  // Most journals have nothing new: a look at their size is quicker than a thread.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= at) return null;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(size - at);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function absent(error: unknown): null {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error;
}
