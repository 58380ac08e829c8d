/** Writing so that a crash leaves a file whole or absent, never half. */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Ending of files that are not finished; what a crash left of them is removed when the archive is opened. */
const unfinished = '.unfinished';

/** Writes a new file, private to its owner, and returns when the disk has it. */
export async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path + unfinished, 'w', 0o600);
  try {
    await file.writev([...parts]);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path + unfinished, path);
  await syncFolder(dirname(path));
}

/** Adds a line to a file, made when missing, and returns when the disk has it. */
export async function appendLine(path: string, value: object): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.write(`${JSON.stringify(value)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The lines of a JSON-lines file up to the first that a crash cut; `length` is what they take in bytes. */
export function wholeLines(bytes: Buffer): { lines: unknown[]; length: number } {
  const lines: unknown[] = [];
  let length = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, length)) {
    try {
      lines.push(JSON.parse(bytes.toString('utf8', length, end)));
    } catch {
      break;
    }
    length = end + 1;
  }
  return { lines, length };
}

export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(unfinished)) await rm(join(folder, name));
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
