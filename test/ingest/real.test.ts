/**
 * The invariants with nothing stood in for: real connectors, resolver, rules, archive and engine, over the product's samples.
 * What was archived is there, nothing is doubled, and the graph follows from it whatever happened on the way.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config.js';
import type { FetchedRecord } from '../../src/ingest/connector.js';
import { log } from '../../src/log.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';
import { rebuild } from '../../src/main/rebuild.js';
import { onEveryEngine } from '../engines.js';
import { embedded, neo4jAddress } from '../stores.js';
import {
  configOf,
  digestOf,
  newFolder,
  now,
  openWorks,
  sampleRecords,
  samples,
  sources,
  type SourceFile,
} from './real.js';

log.level = 'silent';
jest.setTimeout(120_000);
const folders: string[] = [];
function folderOf(): string {
  const folder = newFolder();
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function importAll(hub: OwnedHub): Promise<void> {
  for (const source of sources) {
    const run = await hub.import({ source, path: join(samples, source), purpose: 'test', by: 'test' });
    await hub.idle();
    expect((await hub.progress(run))?.state).toBe('done');
  }
}

let files: readonly SourceFile[] = [];
const whole = folderOf();
let undisturbed = '';
let held = 0;
beforeAll(async () => {
  files = await sampleRecords();
  const hub = await openHub(configOf(whole, 1), { now });
  await importAll(hub);
  undisturbed = await digestOf(hub.engine);
  held = (await Promise.all(sources.map((source) => hub.archive.keys(source)))).flat().length;
  await hub.close();
});

onEveryEngine((on) => {
  const config: Config = { ...configOf(whole, 1), ...(on !== embedded && neo4jAddress && { neo4j: neo4jAddress }) };
  beforeAll(async () => {
    if (on === embedded) return;
    await (await on.open(whole)).close();
    const hub = await openHub(config, { now });
    await hub.idle();
    await hub.close();
  });

  test('importing the same again, read on a thread, writes nothing', async () => {
    const hub = await openHub(config, { now });
    await hub.idle();
    const write = jest.spyOn(hub.engine, 'write');
    await importAll(hub);
    expect(write).not.toHaveBeenCalled();
    expect((await hub.runs()).slice(-2).map(({ changed }) => changed)).toEqual([0, 0]);
    expect(await digestOf(hub.engine)).toBe(undisturbed);
    await hub.close();
  });

  test('a rebuild is the same graph', async () => {
    const hub = await rebuild(config);
    expect(await digestOf(hub.engine)).toBe(undisturbed);
    expect(await hub.pipeline.pending()).toEqual([]);
    await hub.close();
  });

  test('any order and any portions of the records give the same graph', async () => {
    const all = files.flatMap(({ source, records }) => records.map((record) => ({ source, record })));
    const arrival = fc.record({
      order: fc.shuffledSubarray(all, { minLength: all.length }),
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: all.length - 1 }), { minLength: 1, maxLength: 5 }),
      settled: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(arrival, async ({ order, cuts, settled }) => {
        const works = await openWorks(folderOf(), { on });
        const bounds = [0, ...cuts.sort((a, b) => a - b), all.length];
        for (const [i, until] of bounds.slice(1).entries()) {
          const portion = order.slice(bounds[i], until);
          for (const source of sources) {
            const records: FetchedRecord[] = portion.flatMap((one) => (one.source === source ? one.record : []));
            if (records.length) await works.put(source, records);
          }
          if (settled) await works.settle();
        }
        await works.settle();
        expect(await digestOf(works.engine)).toBe(undisturbed);
        await works.close();
      }),
      { numRuns: on === embedded ? 4 : 2, seed: 20261124, endOnFailure: true },
    );
  });
});

describe('killed', () => {
  const life = fileURLToPath(new URL('./life.ts', import.meta.url));
  const live = (folder: string, moment: number): Promise<{ signal: string | null; out: string; errors: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', life, folder, String(moment)]);
      let [out, errors] = ['', ''];
      child.stdout.on('data', (text: Buffer) => (out += text.toString()));
      child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
      child.on('close', (_, signal) => {
        resolve({ signal, out, errors });
      });
    });

  let moments = 0;
  beforeAll(async () => {
    const { out, errors } = await live(folderOf(), 0);
    moments = Number(/moments (\d+)/.exec(out)?.[1] ?? 0);
    expect([moments > 200, errors]).toEqual([true, '']);
  });

  /** Parts of a life, in thousandths, at which it ends; the second dies once more while it takes up what the first left. */
  const deaths: readonly (readonly number[])[] = [[60], [170, 90], [300], [420], [540], [680, 60], [820], [980]];

  test.each(deaths.map((at) => [at]))('at %j thousandths', async (at) => {
    const folder = folderOf();
    for (const thousandth of at) {
      const { signal } = await live(folder, Math.ceil((thousandth / 1000) * moments));
      expect(signal).toBe('SIGKILL');
    }
    // The last life comes to its end; this process, whose rules have another version, only looks.
    expect(await live(folder, 0)).toMatchObject({ signal: null, errors: '' });
    const hub = await openHub(configOf(folder), { now, resume: false });
    expect(await hub.pipeline.pending()).toEqual([]);
    expect(await digestOf(hub.engine)).toBe(undisturbed);
    expect((await Promise.all(sources.map((source) => hub.archive.keys(source)))).flat()).toHaveLength(held);
    await hub.close();
  });
});
