import { afterAll, describe, expect, jest, test } from '@jest/globals';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../src/archive/archive.js';
import { openDiskArchive, restoreArchive } from '../../src/archive/disk.js';
import { diskStorage } from '../../src/archive/diskStorage.js';
import { log } from '../../src/log.js';
import { archiveSuite, contents, show } from '../suites/archive.js';

const root = mkdtempSync(join(tmpdir(), 'cluegraph-archive-'));
let places = 0;
const newPlace = (): string => join(root, `a${++places}`);
const create = async (): Promise<{ archive: Awaited<ReturnType<typeof openDiskArchive>>; place: string }> => {
  const place = newPlace();
  return { archive: await openDiskArchive(place), place };
};
log.level = 'silent';
// Each acknowledged write waits for the disk, which others may keep busy.
jest.setTimeout(60_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

archiveSuite('archive on disk', {
  create,
  rounds: 25,
  open: openDiskArchive,
  storage: diskStorage,
  newFolder: newPlace,
});

/** Every byte that lies in a folder, as one text. */
const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');

describe('on the disk', () => {
  test('nobody else may read the secret, keys or records, and no name or content can be read in them', async () => {
    const { archive, place } = await create();
    await show(archive, { '110101199001011234': 'the body of the record' });
    await show(archive, { '110101199001011234': 'the body of the record' });
    await archive.erase('town', 'x-unknown-x', { by: 'test', on: '2026-01-01T00:00:00Z', reason: 'order' });
    await archive.close();
    for (const file of readdirSync(place, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect([file.name, statSync(join(file.parentPath, file.name)).mode & 0o077]).toEqual([file.name, 0]);
    expect(everything(place)).not.toMatch(/110101199001011234|the body of|x-unknown-x/);
  });

  test('of an erased record nothing can be read with the keys that are left', async () => {
    const { archive, place } = await create();
    await show(archive, { a: 'one', b: 'two' });
    await archive.erase('town', 'a', { by: 'test', on: '2026-01-01T00:00:00Z', reason: 'order' });
    await archive.close();
    const [keys] = readdirSync(join(place, 'segments')).filter((name) => name.endsWith('.keys'));
    const bytes = readFileSync(join(place, 'segments', keys ?? ''));
    expect(bytes.subarray(0, 32)).toEqual(Buffer.alloc(32));
    expect(bytes.subarray(32)).not.toEqual(Buffer.alloc(32));
  });

  test('an erasure that was cut off is finished at the next start', async () => {
    const { archive, place } = await create();
    await show(archive, { a: 'one' });
    const [keys] = readdirSync(join(place, 'segments')).filter((name) => name.endsWith('.keys'));
    const file = join(place, 'segments', keys ?? '');
    const before = readFileSync(file);
    await archive.erase('town', 'a', { by: 'test', on: '2026-01-01T00:00:00Z', reason: 'order' });
    await archive.close();
    // As if only the note of the erasure had reached the disk.
    writeFileSync(file, before);
    const again = await openDiskArchive(place);
    expect(await again.history('town', 'a')).toEqual([]);
    expect(readFileSync(file)).toEqual(Buffer.alloc(32));
    await again.close();
  });

  test('many records make several segments', async () => {
    const { archive, place } = await create();
    await show(archive, Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`k${i}`, `body ${i}`])));
    expect((await archive.segments()).length).toBe(3);
    await archive.close();
    const again = await openDiskArchive(place);
    expect(await contents(again, 'k1199')).toEqual(['body 1199']);
    await again.close();
  });

  test('large records make small segments', async () => {
    const { archive } = await create();
    const large = 'x'.repeat(9 << 20);
    await show(archive, { a: `${large}a`, b: `${large}b`, c: 'small' });
    expect((await archive.segments()).length).toBe(2);
    await archive.close();
  });
});

describe('after a crash', () => {
  test('a segment that is not whole is left out, and its records can be imported again', async () => {
    const { archive, place } = await create();
    await show(archive, { a: 'one' });
    await show(archive, { b: 'two' });
    const [, torn] = await archive.segments();
    await archive.close();
    const file = join(place, 'segments', `${torn?.id ?? ''}.records`);
    truncateSync(file, statSync(file).size - 1);
    const again = await openDiskArchive(place);
    expect(await contents(again, 'a')).toEqual(['one']);
    expect(await again.history('town', 'b')).toEqual([]);
    await show(again, { b: 'two' });
    expect(await contents(again, 'b')).toEqual(['two']);
    await again.close();
  });

  test('files that were being written are swept away, but not those that another process is writing', async () => {
    const { archive, place } = await create();
    await archive.close();
    const [left, living] = ['left', 'living'].map((name) => join(place, 'segments', `${name}.records.unfinished`));
    for (const file of [left, living]) writeFileSync(file ?? '', 'half');
    utimesSync(left ?? '', new Date(), new Date(Date.now() - 2 * 3_600_000));
    const again = await openDiskArchive(place);
    expect([left, living].map((file) => existsSync(file ?? ''))).toEqual([false, true]);
    await again.close();
  });

  test('the torn end of a run is dropped, and what is added later is not lost with it', async () => {
    const { archive, place } = await create();
    const run = await show(archive, { a: 'one' });
    await archive.close();
    appendFileSync(join(place, 'runs', `${run}.jsonl`), '{"takenBa');
    const again = await openDiskArchive(place);
    expect((await again.runs())[0]?.takenBack).toBeUndefined();
    await again.takeBack(run, { by: 'test', on: '2026-01-01T00:00:00Z', reason: 'test' });
    await again.close();
    const third = await openDiskArchive(place);
    expect((await third.runs())[0]?.takenBack).toBeDefined();
    await third.close();
  });

  test('a changed byte is damage of its record, never a different content', async () => {
    const { archive, place } = await create();
    await show(archive, { a: 'one', b: 'two' });
    const [segment] = await archive.segments();
    await archive.close();
    const file = join(place, 'segments', `${segment?.id ?? ''}.records`);
    const whole = readFileSync(file);
    const changedAt = async (fromEnd: number): Promise<Archive> => {
      const bytes = Buffer.from(whole);
      bytes[bytes.length - fromEnd] = (bytes[bytes.length - fromEnd] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      return openDiskArchive(place);
    };
    const body = await changedAt(5);
    expect(await contents(body, 'a')).toEqual(['one']);
    await expect(contents(body, 'b')).rejects.toMatchObject({ code: 'DAMAGED' });
    await body.close();
    const label = await changedAt(45);
    expect(await contents(label, 'a')).toEqual(['one']);
    expect(await label.history('town', 'b')).toEqual([]);
    await label.close();
  });

  test('without its secret an archive is not opened as a new one', async () => {
    const { archive, place } = await create();
    await show(archive, { a: 'one' });
    await archive.close();
    rmSync(join(place, 'secret'));
    await expect(openDiskArchive(place)).rejects.toMatchObject({ code: 'NO_ARCHIVE' });
  });
});

test('while one process writes, another may look and copy, but not write', async () => {
  const { archive, place } = await create();
  await show(archive, { a: 'one' });
  const looking = await openDiskArchive(place, { readOnly: true });
  await show(archive, { b: 'two' });
  expect(await contents(looking, 'a')).toEqual(['one']);
  const target = newPlace();
  await looking.backup(target);
  await expect(looking.startRun({ source: 's', scope: 's', purpose: 'p', by: 'b' })).rejects.toThrow('read only');
  const back = newPlace();
  await restoreArchive(target, back);
  const restored = await openDiskArchive(back);
  expect(await contents(restored, 'b')).toEqual(['two']);
  for (const open of [archive, looking, restored]) await open.close();
  await expect(restoreArchive(newPlace(), newPlace())).rejects.toMatchObject({ actor: 'user' });
});
