import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskArchive } from '../../src/archive/disk.js';
import { diskStorage } from '../../src/archive/diskStorage.js';
import { appendLedger } from '../../src/archive/ledger.js';
import { openStored } from '../../src/archive/stored.js';
import { parseLedgerEntry } from '../../src/model/ledger.js';

const root = mkdtempSync(join(tmpdir(), 'cluegraph-ledger-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const entry = { kind: 'followUp', clue: 'clue_1', state: 'done', by: 'test', on: '2026-01-01T00:00:00.000Z' } as const;

test('what people say is a record of its own; the same entry twice is one', async () => {
  const archive = await openDiskArchive(join(root, 'a'));
  const segment = await appendLedger(archive, entry);
  expect(await appendLedger(archive, entry)).toBe(segment);
  await appendLedger(archive, { ...entry, state: 'open' });
  expect((await archive.keys('ledger')).length).toBe(2);
  const [observation] = await archive.observations(segment);
  expect(observation && parseLedgerEntry(await archive.bytes(observation))).toEqual(entry);
  await archive.close();
});

test('after the storage failed an entry is refused, and the next is taken again', async () => {
  const storage = diskStorage(join(root, 'b'));
  let failing = false;
  const append: typeof storage.append = (journal, lines) =>
    failing ? Promise.reject(new Error('down')) : storage.append(journal, lines);
  const put: typeof storage.put = (name, parts) =>
    failing ? Promise.reject(new Error('down')) : storage.put(name, parts);
  const archive = await openStored({ ...storage, append, put }, () => Promise.resolve());
  await appendLedger(archive, entry);
  for (const state of ['open', 'ignored'] as const) {
    failing = true;
    await expect(appendLedger(archive, { ...entry, state })).rejects.toThrow('down');
    failing = false;
    await appendLedger(archive, { ...entry, state });
  }
  expect((await archive.keys('ledger')).length).toBe(3);
  await archive.close();
});
