/** The graph of a server is not dropped while a process has it open; who has died does not count for long. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Config } from '../../src/config.js';
import { log } from '../../src/log.js';
import { openHub } from '../../src/main/hub.js';
import { openly, refuseWhileOpen } from '../../src/main/presence.js';
import { rebuild } from '../../src/main/rebuild.js';
import { onEveryEngine, onNeo4j } from '../engines.js';
import { configOf, digestOf, newFolder, samples } from '../ingest/real.js';
import { neo4jAddress } from '../stores.js';

log.level = 'silent';
const folder = newFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const inUse = { code: 'GRAPH_IN_USE', actor: 'user', retry: false };

onEveryEngine((on) => {
  test('who opened and closed it is forgotten', async () => {
    await (await openly(await on.open(folder))).close();
    const engine = await on.open(folder);
    await refuseWhileOpen(engine);
    expect(await engine.read('MATCH (l:Lease) RETURN l.id AS id')).toEqual([]);
    await engine.close();
  });
});

onNeo4j((on) => {
  test('a rebuild is refused while a hub is open, and leaves all as it was', async () => {
    await (await on.open(folder)).close();
    const config: Config = { ...configOf(folder), ...(neo4jAddress && { neo4j: neo4jAddress }) };
    const hub = await openHub(config);
    await hub.import({ source: 'crm', path: join(samples, 'crm'), purpose: 'test', by: 'test' });
    await hub.idle();
    const before = await digestOf(hub.engine);
    await expect(rebuild(config)).rejects.toMatchObject(inUse);
    await expect(rebuild(config)).rejects.toThrow(` ${process.pid})`);
    expect(await digestOf(hub.engine)).toBe(before);
    await hub.close();
    const rebuilt = await rebuild(config);
    expect(await digestOf(rebuilt.engine)).toBe(before);
    await rebuilt.close();
  });

  test('who was killed counts for a minute, and is forgotten when the next comes', async () => {
    const engine = await on.open(folder);
    let time = Date.UTC(2026, 0, 1);
    const now = (): number => time;
    await openly(engine, now);
    time += 59_000;
    await expect(refuseWhileOpen(engine, now)).rejects.toMatchObject(inUse);
    time += 2000;
    await refuseWhileOpen(engine, now);
    await openly(engine, now);
    expect(await engine.read("MATCH (l:Lease) WHERE l.id STARTS WITH 'process ' RETURN l.until AS until")).toEqual([
      { until: new Date(time + 60_000).toISOString() },
    ]);
  });
});
