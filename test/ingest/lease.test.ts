/** One process at a time resolves and discovers; nothing is written that was planned before another did. Times are the test's. */
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine, Run } from '../../src/graph/engine.js';
import { leaseNow } from '../../src/graph/lease.js';
import { putNodes } from '../../src/graph/rows.js';
import { createIdentities } from '../../src/ingest/identify.js';
import { createLease, type Lease } from '../../src/ingest/lease.js';
import { onEveryEngine, onNeo4j } from '../engines.js';
import { newFolder, openTown, townResolver, type Town } from './town.js';

const folders: string[] = [];
const kept = (folder: string): string => {
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Seconds that have passed. */
let time = 0;
const clock = (): number => Date.UTC(2026, 0, 1) + time * 1000;
beforeEach(() => {
  time = 0;
});
const lost = { code: 'LEASE_LOST', retry: true };
const nothing = (): Promise<void> => Promise.resolve();

onNeo4j((server) => {
  let engine: Engine;
  let one: Lease;
  let other: Lease;
  beforeEach(async () => {
    engine = await server.open(kept(newFolder()));
    [one, other] = [createLease(engine, clock), createLease(engine, clock)];
  });
  afterEach(() => engine.close());

  test('of those who ask at once one gets it, and keeps it', async () => {
    const several = Array.from({ length: 6 }, () => createLease(engine, clock));
    const given = await Promise.all(several.map((lease) => lease.take()));
    expect(given.filter(Boolean)).toHaveLength(1);
    time = 10;
    expect(await Promise.all(several.map((lease) => lease.take()))).toEqual(given);
  });

  test('it is taken over when its holder is gone, at once when he has said so', async () => {
    expect(await one.take()).toBe(true);
    time = 14;
    expect(await other.take()).toBe(false);
    time = 16;
    expect(await other.take()).toBe(true);
    expect(await one.take()).toBe(false);
    await other.end();
    expect(await one.take()).toBe(true);
  });

  test('a sign of life prolongs it, a writing too; of others it does not', async () => {
    await one.take();
    time = 10;
    await one.keep();
    await other.keep();
    time = 20;
    expect(await other.take()).toBe(false);
    await one.write(nothing);
    time = 34;
    expect(await other.take()).toBe(false);
    time = 36;
    expect(await other.take()).toBe(true);
  });

  test('who wrote under it is known to everybody', async () => {
    await one.take();
    await one.write(nothing);
    const before = one.tenure;
    await one.write(nothing);
    expect(one.tenure).toBe(before);
    time = 20;
    await other.take();
    await other.write(nothing);
    await other.end();
    expect(await one.look()).toBe(3);
    await one.take();
    expect(one.tenure).not.toBe(before);
  });

  test('what was planned before another took over is refused, with nothing written', async () => {
    const write = (lease: Lease, planned?: number): Promise<void> =>
      lease.write((run) => putNodes(run, 'FollowUp', [{ id: 'f', props: { state: 'done' } }]), planned);
    await one.take();
    time = 20;
    await other.take();
    await expect(write(one)).rejects.toMatchObject(lost);
    // Even where the other has come and gone meanwhile, and a sign of life has brought it back.
    await other.end();
    await one.take();
    const planned = one.tenure;
    time = 40;
    await other.take();
    await other.write(nothing);
    await other.end();
    await one.keep();
    await expect(write(one, planned)).rejects.toMatchObject(lost);
    expect(await engine.read('MATCH (f:FollowUp) RETURN f.id AS id')).toEqual([]);
    await write(one);
    expect(await engine.read('MATCH (f:FollowUp) RETURN f.id AS id')).toEqual([{ id: 'f' }]);
  });

  test('of two writings planned at the same turn one is refused, though the holder has the same name', async () => {
    await one.take();
    // As when the answer to a commit was lost: it was counted, and the writer does not know.
    await engine.write((run) => run('MATCH (l:Lease) SET l.turn = l.turn + 1'));
    await expect(one.write(nothing)).rejects.toMatchObject(lost);
    const before = one.tenure;
    expect(await one.take()).toBe(true);
    expect(one.tenure).not.toBe(before);
    await one.write(nothing);
  });

  describe('a plan made from a memory', () => {
    test('that another has overtaken is not written, and made again from the graph', async () => {
      const place = await openTown(kept(newFolder()), { on: { open: () => Promise.resolve({ ...engine, read: engine.read.bind(engine), close: nothing }) } }); // prettier-ignore
      await place.pipeline.close();
      await derive(place, { a: { number: 'A', names: ['王立新'] } });
      let sleep: Promise<void> | null = null;
      let asleep = (): void => undefined;
      /** Falls asleep over its plan: when it has read the mentions of a mark. */
      const drowsy: Engine = {
        ...engine,
        read: async (query, params) => {
          const rows = await engine.read(query, params);
          if (sleep && query.includes('UNWIND $ids AS id MATCH (m:Mention')) {
            asleep();
            await sleep;
          }
          return rows as never;
        },
      };
      const identities = (by: Engine, lease: Lease): ReturnType<typeof createIdentities> =>
        createIdentities({ engine: by, lease, createResolver: townResolver, politely: (run: Run) => run });
      const [slow, quick] = [identities(drowsy, one), identities(engine, other)];
      await one.take();
      await slow.step();

      await derive(place, { b: { number: 'B', names: ['王立新'] } });
      let wake = (): void => undefined;
      sleep = new Promise((resolve) => (wake = resolve));
      const fellAsleep = new Promise<void>((resolve) => (asleep = resolve));
      const step = slow.step();
      await fellAsleep;
      time = 20;
      await other.take();
      await quick.step();
      await derive(place, { a: { number: 'A', names: ['赵敏芝'] } }, later);
      await quick.step();
      await other.end();
      await one.keep();
      sleep = null;
      wake();
      await expect(step).rejects.toMatchObject(lost);

      await derive(place, { c: { number: 'C', names: ['王立新'] } });
      await one.take();
      await slow.step();
      await place.settle();
      const alone = await openTown(kept(newFolder()));
      await alone.bring({ b: { number: 'B', names: ['王立新'] }, c: { number: 'C', names: ['王立新'] } });
      await alone.bring({ a: { number: 'A', names: ['赵敏芝'] } }, later);
      expect(await place.digest()).toBe(await alone.digest());
      await place.archive.close();
      await alone.close();
    });
  });
});

const later = { on: '2026-02-01T00:00:00.000Z' };
async function derive(place: Town, papers: Parameters<Town['put']>[0], how?: { on: string }): Promise<void> {
  await place.put(papers, how);
  for (const id of await place.pipeline.pending()) await place.pipeline.derive(id);
}

onEveryEngine((on) => {
  test('the heart of who holds it beats', async () => {
    const beats: (() => void)[] = [];
    const interval = jest.spyOn(globalThis, 'setInterval').mockImplementation(((beat: () => void) => {
      beats.push(beat);
      return { unref: () => undefined };
    }) as never);
    const place = await openTown(kept(newFolder()), { on, clock });
    interval.mockRestore();
    const until = async (): Promise<string> =>
      (await leaseNow(place.engine.read.bind(place.engine), 'follow'))?.until ?? '';
    await place.bring({ a: { number: 'A', names: ['王立新'] } });
    const before = await until();
    time = 10;
    for (const beat of beats) beat();
    for (let look = 0; look < 100 && (await until()) === before; look++) await wait(20);
    expect((await until()) > before).toBe(true);
    await place.close();
  });
});
