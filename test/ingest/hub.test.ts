/** The hub as `src/main` builds it, over records in the real shapes of both sources. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config.js';
import { restoreArchive } from '../../src/archive/disk.js';
import { StoreError } from '../../src/errors.js';
import { quarantined } from '../../src/graph/marks.js';
import { log } from '../../src/log.js';
import { archiveFolder } from '../../src/main/archive.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';
import { rebuild } from '../../src/main/rebuild.js';
import { onEveryEngine } from '../engines.js';
import { embedded, neo4jAddress } from '../stores.js';
import { configOf, digestOf, newFolder } from './real.js';
import { writePapers } from './papers.js';

log.level = 'silent';
const root = mkdtempSync(join(tmpdir(), 'cluegraph-hub-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const now = (): string => '2026-01-01T00:00:00.000Z';
const sum = (hub: OwnedHub): Promise<string> => digestOf(hub.engine);

const papers = join(root, 'papers');
beforeAll(() => {
  writePapers(papers, 30);
});

const bring = async (hub: OwnedHub, path = papers, complete = false): Promise<string> => {
  const run = await hub.import({ source: 'judgments', path, purpose: 'test', by: 'test', complete });
  await hub.idle();
  return run;
};

onEveryEngine((on) => {
  /** Of a new data folder, with an empty graph. */
  async function newConfig(): Promise<Config> {
    const folder = newFolder();
    folders.push(folder);
    const config = configOf(folder);
    if (on === embedded || !neo4jAddress) return config;
    await (await on.open(folder)).close();
    return { ...config, neo4j: neo4jAddress };
  }

  describe('import', () => {
    test('of a folder is a run whose progress can be followed to its end', async () => {
      const hub = await openHub(await newConfig(), { now });
      const run = await bring(hub);
      expect(await hub.progress(run)).toMatchObject({
        state: 'done',
        fetched: 31,
        changed: 31,
        seen: 0,
        derived: 31,
        quarantined: 1,
      });
      const again = await bring(hub);
      expect(await hub.progress(again)).toMatchObject({ state: 'done', fetched: 31, changed: 0, seen: 31, derived: 0 });
      expect(await hub.progress('run_none')).toBeNull();
      expect((await hub.runs()).map((one) => one.records)).toEqual([31, 31]);
      await hub.close();
    });

    test('of what is not there is refused before a run is made', async () => {
      const hub = await openHub(await newConfig(), { now });
      const ask = (source: string, path: string): Promise<string> =>
        hub.import({ source, path, purpose: 'test', by: 'test' });
      await expect(ask('judgments', join(root, 'nowhere'))).rejects.toMatchObject({ actor: 'user' });
      await expect(ask('weather', papers)).rejects.toThrow('judgments');
      expect(await hub.runs()).toEqual([]);
      await hub.close();
    });

    test('of one file', async () => {
      const hub = await openHub(await newConfig(), { now });
      expect(await hub.progress(await bring(hub, join(papers, '3.txt')))).toMatchObject({
        state: 'done',
        fetched: 1,
        quarantined: 0,
      });
      await hub.close();
    });

    test('is cut off by closing at any moment, and goes on at the next start', async () => {
      const whole = await openHub(await newConfig(), { now });
      await bring(whole);
      const expected = await sum(whole);
      await whole.close();
      for (const milliseconds of [0, 5, 20, 60]) {
        const config = await newConfig();
        const hub = await openHub(config, { now });
        const run = await hub.import({ source: 'judgments', path: papers, purpose: 'test', by: 'test' });
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await Promise.all([hub.close(), hub.close()]);
        expect(['done', 'deriving', 'failed']).toContain((await hub.progress(run))?.state);
        await expect(bring(hub)).rejects.toMatchObject({ actor: 'nobody' });
        const again = await openHub(config, { now });
        await bring(again);
        expect(await sum(again)).toBe(expected);
        await again.close();
      }
    });
  });

  describe('what can be made again', () => {
    test('the graph, from the archive; an archive, from its backup', async () => {
      const config = await newConfig();
      const hub = await openHub(config, { now });
      await bring(hub);
      const [pair] = await hub.engine.read<{ a: string; b: string }>(
        "MATCH (a:Mention {name: '王立新'}), (b:Mention {name: '王立新'}) WHERE a.id < b.id RETURN a.id AS a, b.id AS b ORDER BY a, b LIMIT 1",
      );
      await hub.decide({ left: pair?.a ?? '', right: pair?.b ?? '', verdict: 'same', by: 'test', reason: 'known' });
      const mistake = await bring(hub, join(papers, '3.txt'));
      await hub.takeBack(mistake, { by: 'test', reason: 'test' });
      await hub.idle();
      const before = await sum(hub);
      await hub.archive.backup(join(root, `backup ${on.name}`));
      await hub.close();

      const rebuilt = await rebuild(config);
      expect(await sum(rebuilt)).toBe(before);
      await rebuilt.close();

      const elsewhere = { ...config, dataFolder: join(root, `elsewhere ${on.name}`) };
      await restoreArchive(join(root, `backup ${on.name}`), archiveFolder(elsewhere));
      const restored = await rebuild(elsewhere);
      expect(await sum(restored)).toBe(before);
      await restored.close();
    });
  });

  describe('verbs', () => {
    test('refuse what names nothing, before anything is archived', async () => {
      const hub = await openHub(await newConfig(), { now });
      const note = { by: 'test', reason: 'test' };
      await expect(
        hub.decide({ left: 'mention_a', right: 'mention_b', verdict: 'same', ...note }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(hub.decide({ left: 'a', right: 'a', verdict: 'same', ...note })).rejects.toMatchObject({
        actor: 'user',
      });
      await expect(hub.followUp({ clue: 'clue_none', state: 'done', by: 'test' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(hub.takeBack('run_none', note)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(hub.erase({ source: 'judgments', key: 'none' }, note)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await hub.archive.keys('ledger')).toEqual([]);
      await hub.close();
    });

    test('replay reads quarantined records again, by code or one by one', async () => {
      const hub = await openHub(await newConfig(), { now });
      await bring(hub);
      const [bad] = await quarantined(hub.engine.read.bind(hub.engine));
      expect(await hub.replay({ code: 'NO_SUCH_CODE' })).toBe(0);
      expect(await hub.replay({ id: bad?.id ?? '' })).toBe(0);
      expect((await quarantined(hub.engine.read.bind(hub.engine))).length).toBe(1);
      await hub.close();
    });

    test('what the store refuses at first is archived, and takes effect later', async () => {
      const hub = await openHub(await newConfig(), { now });
      const mistake = await bring(hub, join(papers, '3.txt'));
      const write = jest.spyOn(hub.engine, 'write').mockRejectedValueOnce(new StoreError('Away. Wait.'));
      await expect(hub.takeBack(mistake, { by: 'test', reason: 'test' })).rejects.toMatchObject({ retry: true });
      write.mockRestore();
      await hub.idle();
      expect(await hub.pending()).toBe(0);
      expect(await hub.engine.read('MATCH (d:Document) RETURN d.id AS id')).toEqual([]);
      await hub.close();
    });

    test('erase: the document and its quotes are gone', async () => {
      const hub = await openHub(await newConfig(), { now });
      await bring(hub, join(papers, '3.txt'));
      const [document] = await hub.engine.read<{ id: string }>('MATCH (d:Document) RETURN d.id AS id');
      const reference = { document: document?.id ?? '', at: { start: 0, end: 8 } };
      expect((await hub.quotes([reference]))[0]?.quote).toBe('某市某区人民法院');
      await hub.erase({ source: 'judgments', key: '3.txt' }, { by: 'test', reason: 'order' });
      expect(await hub.quotes([reference])).toEqual([null]);
      expect(await hub.engine.read('MATCH (d:Document) RETURN d.id AS id')).toEqual([]);
      await hub.close();
    });
  });
});
