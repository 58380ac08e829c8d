/**
 * One hub of several processes, on one Neo4j, one Redis and one archive: a server that only serves and a worker that works.
 * What is asked of the server takes effect, whoever does it, and in the end the graph is that of one process alone.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Config } from '../../src/config.js';
import { quarantined } from '../../src/graph/marks.js';
import { log } from '../../src/log.js';
import { openHub, type HubOptions, type OwnedHub } from '../../src/main/hub.js';
import { onNeo4j } from '../engines.js';
import { neo4jAddress } from '../stores.js';
import { writePapers } from './papers.js';
import { configOf, digestOf, newFolder, samples } from './real.js';

log.level = 'silent';
const url = process.env['TEST_REDIS_URL'];
const root = mkdtempSync(join(tmpdir(), 'cluegraph-hubs-'));
const papers = join(root, 'papers');
beforeAll(() => {
  writePapers(papers, 30);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const now = (): string => '2026-01-01T00:00:00.000Z';
const note = { by: 'test', reason: 'test' };

if (url === undefined || !neo4jAddress) {
  console.warn(
    'Hubs of several processes: not run. Set TEST_NEO4J_URL and TEST_REDIS_URL (npm run services starts both).',
  );
  test.skip('hubs of several processes', () => undefined);
} else
  onNeo4j((on) => {
    const prefix = `test-${randomUUID().slice(0, 8)}`;
    let config: Config;
    let [server, worker]: OwnedHub[] = [];
    const open: OwnedHub[] = [];
    const opened = async (options: HubOptions = {}): Promise<OwnedHub> => {
      const hub = await openHub(config, { now, ...options });
      open.push(hub);
      return hub;
    };
    const close = async (hub: OwnedHub): Promise<void> => {
      open.splice(open.indexOf(hub), 1);
      await hub.close();
    };
    let places = 0;
    beforeEach(async () => {
      const folder = newFolder();
      config = { ...configOf(folder), redis: { url, prefix: `${prefix}-${++places}` }, neo4j: neo4jAddress ?? undefined } as Config; // prettier-ignore
      await (await on.open(folder)).close();
      server = await opened({ works: false });
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((hub) => hub.close()));
      rmSync(config.dataFolder, { recursive: true, force: true });
    });
    afterAll(async () => {
      const client = new Redis(url);
      for await (const keys of client.scanStream({ match: `${prefix}-*`, count: 1000 }))
        if ((keys as string[]).length) await client.unlink(...(keys as string[]));
      await client.quit();
    });

    const both = async (): Promise<readonly [OwnedHub, OwnedHub]> => {
      worker ??= await opened();
      return [server as OwnedHub, worker];
    };
    afterEach(() => {
      worker = undefined;
    });
    const bring = async (hub: OwnedHub, path = papers, source = 'judgments'): Promise<string> => {
      const run = await hub.import({ source, path, purpose: 'test', by: 'test' });
      await hub.idle();
      return run;
    };
    /** What one process makes of the archive, on the embedded engine. */
    const expectAsAlone = async (): Promise<void> => {
      const several = await digestOf((server as OwnedHub).engine);
      await Promise.all(open.splice(0).map((hub) => hub.close()));
      const alone = await openHub(configOf(config.dataFolder), { now });
      await alone.idle();
      expect(several).toBe(await digestOf(alone.engine));
      await alone.close();
    };

    test('what the server imports the worker derives, and the server can follow and quote it', async () => {
      const [a] = await both();
      const run = await bring(a);
      expect(await a.progress(run)).toMatchObject({
        state: 'done',
        fetched: 31,
        changed: 31,
        derived: 31,
        quarantined: 1,
      });
      const again = await bring(a);
      expect(await a.progress(again)).toMatchObject({ state: 'done', fetched: 31, changed: 0, seen: 31, derived: 0 });
      expect(await a.pending()).toBe(0);
      const [document] = await a.engine.read<{ id: string }>(
        'MATCH (d:Document) RETURN d.id AS id ORDER BY id LIMIT 1',
      );
      const quotes = await a.quotes([{ document: document?.id ?? '', at: { start: 0, end: 8 } }]);
      expect(quotes[0]?.quote).toBe('某市某区人民法院');
      await expectAsAlone();
    }, 60_000);

    test('what waits before a worker is there is done when one comes; the server may close before', async () => {
      const run = await (server as OwnedHub).import({ source: 'judgments', path: papers, purpose: 'test', by: 'test' });
      while ((await server?.progress(run))?.state === 'fetching')
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await server?.pending()).toBeGreaterThan(0);
      await close(server as OwnedHub);
      server = await opened({ works: false });
      const [a] = await both();
      await a.idle();
      expect(await a.pending()).toBe(0);
      await expectAsAlone();
    }, 60_000);

    test('the server quotes what another process imported', async () => {
      const [a, b] = await both();
      await bring(b, join(papers, '3.txt'));
      const [document] = await a.engine.read<{ id: string }>('MATCH (d:Document) RETURN d.id AS id');
      const reference = { document: document?.id ?? '', at: { start: 0, end: 8 } };
      expect((await a.quotes([reference]))[0]?.quote).toBe('某市某区人民法院');
      await a.erase({ source: 'judgments', key: '3.txt' }, note);
      await a.idle();
      expect(await a.quotes([reference])).toEqual([null]);
      expect(await b.quotes([reference])).toEqual([null]);
      expect(await b.engine.read('MATCH (d:Document) RETURN d.id AS id')).toEqual([]);
    }, 60_000);

    test('decide, follow up, take back and replay, asked of the server, take effect', async () => {
      const [a, b] = await both();
      await bring(a, join(samples, 'crm'), 'crm');
      await bring(a, join(samples, 'judgments'));
      const two = await a.engine.read<{ id: string }>(
        "MATCH (m:Mention)-[:OF]->(p:Party) WHERE m.kind = 'person' WITH p, min(m.id) AS id RETURN id ORDER BY id LIMIT 2",
      );
      const [left, right] = two.map(({ id }) => id) as [string, string];
      await a.decide({ left, right, verdict: 'same', ...note });
      const parties = await b.engine.read<{ id: string }>(
        'UNWIND $ids AS id MATCH (m:Mention {id: id})-[:OF]->(p:Party) RETURN DISTINCT p.id AS id',
        { ids: [left, right] },
      );
      expect(parties).toHaveLength(1);
      expect((await a.explainParty(parties[0]?.id ?? '')).length).toBeGreaterThan(0);
      const [clue] = await a.engine.read<{ id: string }>('MATCH (k:Clue) RETURN k.id AS id ORDER BY id LIMIT 1');
      await a.followUp({ clue: clue?.id ?? '', state: 'done', by: 'test', recoveredFen: 100 });
      expect(await b.engine.read('MATCH (f:FollowUp) RETURN f.recovered AS fen')).toEqual([{ fen: 100 }]);
      await a.idle();
      const before = await digestOf(a.engine);
      // Imported by the other process: the server has not seen this run yet.
      const mistake = await bring(b, papers);
      expect(await digestOf(a.engine)).not.toBe(before);
      await a.takeBack(mistake, note);
      await a.idle();
      expect(await digestOf(a.engine)).toBe(before);
      const bad = await quarantined(a.engine.read.bind(a.engine));
      expect(await a.replay({ id: bad[0]?.id ?? '' })).toBe(0);
      expect((await quarantined(b.engine.read.bind(b.engine))).length).toBe(bad.length);
      await expectAsAlone();
    }, 120_000);
  });
