/** Sources that are pulled by themselves: at their times, and once at a time in all processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { log } from '../../src/log.js';
import type { Engine } from '../../src/graph/engine.js';
import type { Pipeline } from '../../src/ingest/pipeline.js';
import { createPullLease } from '../../src/main/pullLease.js';
import { createWork } from '../../src/main/working.js';
import { createInProcessQueue } from '../../src/queue/inProcess.js';
import { onEveryEngine } from '../engines.js';

log.level = 'silent';
const folder = mkdtempSync(join(tmpdir(), 'cluegraph-schedules-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

onEveryEngine((store) => {
  test('a source is held by one, until it lets go or is dead for a minute', async () => {
    const engine: Engine = await store.open(folder);
    let now = Date.parse('2026-03-01T00:00:00Z');
    const hold = createPullLease(engine, () => now);
    const release = await hold('crm');
    await expect(hold('crm')).rejects.toMatchObject({ code: 'BEING_PULLED', actor: 'user' });
    await (
      await hold('judgments')
    )();

    // Another process, where the store is open to several.
    if (!engine.dialect.exclusive) {
      const other = createPullLease(engine, () => now);
      await expect(other('crm')).rejects.toMatchObject({ code: 'BEING_PULLED' });
      await release();
      await (
        await other('crm')
      )();
      await hold('crm');
      now += 59_000;
      await expect(other('crm')).rejects.toMatchObject({ code: 'BEING_PULLED' });
      now += 2000;
      await (
        await other('crm')
      )();
    } else {
      await release();
      await (
        await hold('crm')
      )();
    }
    await engine.close();
  });
});

test('each source has its times; one that has none is not pulled by itself any more', async () => {
  const pulled: string[] = [];
  const queue = createInProcessQueue();
  const nothing = { pending: () => Promise.resolve([]), discover: () => Promise.resolve() } as unknown as Pipeline;
  const work = createWork({
    pipeline: nothing,
    read: () => Promise.resolve([]),
    queue,
    shared: false,
    works: true,
    pulls: [
      { source: 'crm', every: '* * * * * *' },
      { source: 'judgments', every: null },
    ],
    pull: (source) => Promise.resolve(void pulled.push(source)),
    onFailed: () => undefined,
  });
  queue.every('pull', 'judgments', { source: 'judgments' }, '* * * * * *');
  await work.resume();
  while (pulled.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await work.stop();
  expect(new Set(pulled)).toEqual(new Set(['crm']));
});
