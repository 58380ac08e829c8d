/** Store and code fail now and then: no good record is blamed, nothing is lost, and the graph is the same in the end. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Neo4jError } from 'neo4j-driver';
import { rmSync } from 'node:fs';
import { StoreError } from '../../src/errors.js';
import type { Engine } from '../../src/graph/engine.js';
import { quarantined } from '../../src/graph/marks.js';
import { describeFault, log } from '../../src/log.js';
import type { Resolver } from '../../src/resolve/resolver.js';
import { onEveryEngine } from '../engines.js';
import { embedded } from '../stores.js';
import { digestOf, newFolder, openWorks, sampleRecords, type SourceFile, type Works } from './real.js';

log.level = 'silent';
const folders: string[] = [];
function folderOf(): string {
  const folder = newFolder();
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let files: readonly SourceFile[] = [];
let undisturbed = '';
beforeAll(async () => {
  files = await sampleRecords();
  const works = await openWorks(folderOf());
  await putAll(works);
  await works.settle();
  undisturbed = await digestOf(works.engine);
  await works.close();
}, 60_000);

async function putAll(works: Works): Promise<void> {
  for (const { source, records } of files) await works.put(source, records);
}

/** Settles as the hub does: what fails is told and tried again, two segments at a time. */
async function struggle(works: Works): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (let turn = 0; turn < 40; turn++) {
    const pending = await works.pipeline.pending();
    const results = await Promise.allSettled([
      ...pending.map((id) => works.pipeline.derive(id)),
      works.pipeline.discover(),
    ]);
    const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    failures.push(...failed);
    if (!failed.length && !pending.length) return failures;
  }
  throw new Error('never done');
}
const codes = async (works: Works): Promise<string[]> =>
  (await quarantined(works.engine.read.bind(works.engine))).map(({ code }) => code);

/** An engine whose statements fail as told: `when` gets the number of the statement. */
const failing =
  (when: (statement: number) => Error | null) =>
  (engine: Engine): Engine => {
    let statement = 0;
    return {
      ...engine,
      read: engine.read.bind(engine),
      write: (work) =>
        engine.write((run) =>
          work(async (query, params) => {
            const error = when(++statement);
            if (error) throw error;
            return run(query, params);
          }),
        ),
    };
  };

const conflict = (): Error => Object.assign(new Error('conflict'), { code: 'GenericFailure', gqlStatus: '40000' });
const deadlock = (): Error =>
  new Neo4jError('deadlock', 'Neo.TransientError.Transaction.DeadlockDetected', '50N00', '');

onEveryEngine((on) => {
  test.each([
    ['conflicts', () => (on === embedded ? conflict() : deadlock())],
    ['a store that refuses', (): Error => Object.assign(new Error('disk'), { code: 'GenericFailure' })],
    ['a store error of ours', (): Error => new StoreError('full. Make space.')],
    ['faults of code', (): Error => new TypeError('x is undefined')],
  ])(
    '%s, once in a while',
    async (_, error) => {
      // A record alone takes some forty statements: a fault in every transaction would rightly be taken for its own.
      const works = await openWorks(folderOf(), {
        on,
        engine: failing((n) => (n < 3000 && n % 97 === 0 ? error() : null)),
      });
      await putAll(works);
      await struggle(works);
      expect(await codes(works)).not.toContain('STITCH_FAULT');
      expect(await digestOf(works.engine)).toBe(undisturbed);
      await works.close();
    },
    60_000,
  );

  test('faults of code that last a while blame no record, and are tried again', async () => {
    let broken = true;
    const works = await openWorks(folderOf(), {
      on,
      engine: failing(() => (broken ? new TypeError('not now') : null)),
    });
    await putAll(works);
    const pending = await works.pipeline.pending();
    for (const id of pending)
      await expect(works.pipeline.derive(id)).rejects.toMatchObject({ code: 'BATCH_REFUSED', retry: true });
    expect(await works.pipeline.pending()).toEqual(pending);
    broken = false;
    await struggle(works);
    expect(await digestOf(works.engine)).toBe(undisturbed);
    await works.close();
  }, 60_000);

  test('a memory that fell behind what was written is made anew', async () => {
    let plans = 0;
    const works = await openWorks(folderOf(), {
      on,
      resolver: (resolver): Resolver => ({
        ...resolver,
        commit(plan) {
          if (++plans % 3 === 1) throw new TypeError('The plan is stale');
          resolver.commit(plan);
        },
      }),
    });
    await works.pipeline.identities();
    for (const { source, records } of files)
      for (let at = 0; at < records.length; at += 25) {
        await works.put(source, records.slice(at, at + 25));
        await works.settle();
      }
    expect(plans).toBeGreaterThan(3);
    expect(await digestOf(works.engine)).toBe(undisturbed);
    await works.close();
  }, 60_000);

  test('a run taken back while others are derived', async () => {
    const works = await openWorks(folderOf(), { on });
    const [crm, judgments] = files;
    await works.put('crm', crm?.records ?? []);
    const mistake = await works.put(
      'judgments',
      (judgments?.records ?? []).slice(0, 30).map((record) => ({ ...record, key: `copy ${record.key}` })),
    );
    await works.put('judgments', judgments?.records ?? []);
    await Promise.all([
      ...(await works.pipeline.pending()).map((id) => works.pipeline.derive(id)),
      works.archive
        .takeBack(mistake, { by: 'test', on: '2026-11-24T01:00:00.000Z', reason: 'test' })
        .then(() => works.archive.recordsOf(mistake))
        .then((names) => works.pipeline.again(names)),
    ]);
    await works.settle();
    expect(await digestOf(works.engine)).toBe(undisturbed);
    await works.close();
  }, 60_000);
});

test('a fault is told by class, code, words and place, without what it may quote', () => {
  const error = Object.assign(new TypeError("no party 张三 310101199001011234 at 'x'"), {
    code: 'GenericFailure',
    gqlStatus: '22000',
  });
  const told = describeFault(new StoreError('Full. Make space.', { cause: error }));
  expect(told).toMatchObject({
    type: 'StoreError',
    code: 'STORE',
    message: 'Full. Make space.',
    cause: { type: 'TypeError', code: '22000', message: "no party … # at 'x'" },
  });
  expect(told.cause?.frames?.join()).toContain('faults.test.ts');
  expect(JSON.stringify(told)).not.toMatch(/张三|310101/);
});
