/** Writing so that a crash leaves a file whole or absent, never half. */
import { randomBytes } from 'node:crypto';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../errors.js';

/** Ending of files that are not finished; what a crash left of them is removed when the archive is opened. */
const unfinished = '.unfinished';

/** No living process takes so long to write a file; what is older was left by one that died. */
const abandonedAfterMs = 60 * 60 * 1000;

/** Writes a new file, private to its owner, and returns when the disk has it. */
export async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await rename(await writeUnfinished(path, parts), path);
  await syncFolder(dirname(path));
}

/** Like `writeWhole`, but only where there is no such file; false when somebody was first. */
export async function writeFirst(path: string, bytes: Uint8Array): Promise<boolean> {
  const written = await writeUnfinished(path, [bytes]);
  try {
    await link(written, path);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(written);
  }
  await syncFolder(dirname(path));
  return true;
}

async function writeUnfinished(path: string, parts: readonly Uint8Array[]): Promise<string> {
  const name = `${path}.${randomBytes(4).toString('hex')}${unfinished}`;
  const file = await open(name, 'wx', 0o600);
  try {
    const { bytesWritten } = await file.writev([...parts]);
    if (bytesWritten !== parts.reduce((sum, part) => sum + part.length, 0)) throw diskFull();
    await file.sync();
  } finally {
    await file.close();
  }
  return name;
}

const diskFull = (): StoreError =>
  new StoreError(
    '磁盘未能写下全部内容。请腾出空间后重试。 / The disk did not take all that was to be written. Make room, then try again.',
    { code: 'DISK_FULL' },
  );

/** Adds lines to a file, made when missing, and returns when the disk has them. A line that a crash cut stays cut: it is ended first. */
export async function appendLines(path: string, lines: readonly object[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const file = await open(path, 'a+', 0o600);
  let size: number;
  try {
    ({ size } = await file.stat());
    const last = size ? (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] : newline;
    await file.appendFile(last === newline ? text : `\n${text}`);
    await file.sync();
  } finally {
    await file.close();
  }
  if (size === 0) await syncFolder(dirname(path));
}

const newline = 10;

/** Lines of JSON that have their end; `length` is what they take in bytes. A line that a crash cut is left out. */
export function wholeLines(bytes: Buffer): { lines: unknown[]; length: number } {
  const lines: unknown[] = [];
  let length = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, length)) {
    try {
      lines.push(JSON.parse(bytes.toString('utf8', length, end)));
    } catch {
      // Cut, and ended by who wrote next.
    }
    length = end + 1;
  }
  return { lines, length };
}

export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(unfinished)) continue;
    const path = join(folder, name);
    const written = await stat(path).catch(() => null);
    if (written && written.mtimeMs < Date.now() - abandonedAfterMs) await rm(path, { force: true });
  }
}

/** A new name in a folder survives a power cut only when the folder is synced too; some systems cannot do that. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself is on the disk.
  }
}
