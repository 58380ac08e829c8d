/**
 * Several processes on one Neo4j and one archive, each with its own connections and its own view of the archive: what
 * they do at the same time gives the graph that one process makes alone on the embedded engine.
 */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from '../../bench/seeded.js';
import { ClueGraphError } from '../../src/errors.js';
import type { Engine } from '../../src/graph/engine.js';
import { log } from '../../src/log.js';
import { onNeo4j } from '../engines.js';
import { history, takeBack, tell } from './arrivals.js';
import { digestOf, openWorks, newFolder as realFolder, sampleRecords, type Works } from './real.js';
import { newFolder, openTown, type Paper, type Town, type TownOptions } from './town.js';

log.level = 'silent';
const folders: string[] = [];
const kept = (folder: string): string => {
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Lets others in between any two statements. */
function halting(engine: Engine, pause: () => number): Engine {
  return {
    ...engine,
    read: engine.read.bind(engine),
    write: (work) =>
      engine.write((run) => {
        let last: Promise<unknown> = Promise.resolve();
        return work((query, params) => {
          const milliseconds = pause();
          const turn = last.then(() => (milliseconds ? wait(milliseconds) : undefined));
          last = turn;
          return turn.then(() => run(query, params));
        });
      }),
  };
}

/** Derives as a worker does: what conflicts for long is tried again. */
async function work({ pipeline }: Pick<Town, 'pipeline'>, order: readonly string[]): Promise<void> {
  const left = [...order];
  for (let id = left.shift(); id !== undefined; id = left.shift())
    try {
      await pipeline.derive(id);
    } catch (error) {
      if (!(error instanceof ClueGraphError && error.retry)) throw error;
      left.push(id);
    }
}

/** All of them derive all that is pending, each in an order of its own, while each looks for what follows. */
async function together(
  towns: readonly Pick<Town, 'pipeline'>[],
  shuffled: (ids: string[]) => string[],
): Promise<void> {
  const pending = [...((await towns[0]?.pipeline.pending()) ?? [])];
  let busy = true;
  const deriving = Promise.all(towns.map((town) => work(town, shuffled(pending)))).finally(() => (busy = false));
  const following = Promise.all(
    towns.map(async ({ pipeline }) => {
      do {
        await pipeline.discover();
        await wait(10);
      } while (busy);
      await pipeline.discover();
    }),
  );
  await Promise.all([deriving, following]);
}

onNeo4j((server) => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  const opened = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const one = await opening;
    open.push(one);
    return one;
  };

  test('any arrivals that three derive at the same time', async () => {
    const chance = fc.record({ history, whole: fc.array(fc.boolean()), seed: fc.integer({ min: 1, max: 1 << 30 }) });
    await fc.assert(
      fc.asyncProperty(chance, async ({ history: { events, mistakes }, whole, seed }) => {
        const random = seeded(seed);
        const shuffled = (ids: readonly string[]): string[] =>
          ids
            .map((id) => [random(), id] as const)
            .sort(([a], [b]) => a - b)
            .map(([, id]) => id);
        const folder = kept(newFolder());
        const wrap = (engine: Engine): Engine => halting(engine, () => (random() < 0.2 ? random() * 12 : 0));
        const towns: Town[] = [];
        for (let i = 0; i < 3; i++) towns.push(await openTown(folder, { on: server, wrap }));
        const one = (i: number): Town => towns[i % 3] as Town;
        // Some of it is there already when the rest comes, and in the end some was a mistake; from any of the three.
        const half = Math.ceil(events.length / 2);
        const runs: (string | null)[] = [];
        for (const part of [events.slice(0, half), events.slice(half)]) {
          for (const event of part) runs.push(await tell(one(runs.length), event, whole[runs.length]));
          await together(towns, shuffled);
        }
        for (const [i, run] of mistakes.map((at) => runs[at]).entries()) if (run) await takeBack(one(i), run);
        await together(towns, shuffled);
        const several = await one(0).digest();
        expect(await one(1).pipeline.pending()).toEqual([]);
        await Promise.all(towns.map((town) => town.close()));
        const alone = await openTown(folder);
        await alone.settle();
        expect(several).toBe(await alone.digest());
        await alone.close();
      }),
      { numRuns: 10, seed: 20261125, endOnFailure: true },
    );
  }, 300_000);

  test('the sample portfolio in many segments, with mirrors, amended records and what people said', async () => {
    const folder = kept(realFolder());
    const works: Works[] = [];
    for (let i = 0; i < 3; i++) works.push(await opened(openWorks(folder, { on: server })));
    const [first] = works as [Works];
    const files = await sampleRecords();
    for (const [at, { source, records }] of files.entries()) {
      const size = Math.ceil(records.length / 6);
      for (let from = 0; from < records.length; from += size) {
        const part = records.slice(from, from + size);
        await works[(at + from / size) % 3]?.put(source, part);
        if (source !== 'judgments') continue;
        // The same documents from other records; and what some records had said before, seen by another process later.
        await works[(from / size) % 3]?.put(source, part.slice(0, 4).map((record) => ({ ...record, key: `copy ${record.key}` }))); // prettier-ignore
        await first.put(source, part.slice(4, 8).map((record, i) => ({ ...record, bytes: part[(i + 5) % part.length]?.bytes ?? record.bytes }))); // prettier-ignore
      }
    }
    const mistake = await first.put('judgments', (files[1]?.records ?? []).slice(0, 12).reverse());
    await first.archive.takeBack(mistake, { by: 'test', on: '2026-11-24T01:00:00.000Z', reason: 'test' });
    await together(works, (ids) => [...ids]);
    const several = await digestOf(first.engine);
    await Promise.all(open.splice(0).map((one) => one.close()));
    const alone = await opened(openWorks(folder));
    await alone.settle();
    expect(several).toBe(await digestOf(alone.engine));
  }, 120_000);

  /** Scenes with two processes, at moments that chance would seldom choose. */
  describe('two', () => {
    const suit: Paper = { number: 'D1', names: ['王立新', '赵敏芝'], cases: ['C1'] };
    let folder: string;
    beforeEach(() => {
      folder = kept(newFolder());
    });
    const process = (options: TownOptions = {}): Promise<Town> => opened(openTown(folder, { on: server, ...options }));
    const expectAsAlone = async (place: Town): Promise<void> => {
      const several = await place.digest();
      const alone = await opened(openTown(folder));
      await alone.settle();
      expect(several).toBe(await alone.digest());
    };

    test('one document from two records that are new: the second is told to look again', async () => {
      const slow = gate();
      const [one, other] = [await process({ wrap: (engine) => beforeCommit(engine, slow) }), await process()];
      await one.put({ here: suit });
      await one.put({ mirror: { ...suit, names: ['王立新'], length: 900 } });
      const [here = '', mirror = ''] = await one.pipeline.pending();
      const reached = slow.close();
      const deriving = one.pipeline.derive(here);
      await reached;
      const others = other.pipeline.derive(mirror);
      await wait(200);
      slow.open();
      await Promise.all([deriving, others]);
      await one.settle();
      await expectAsAlone(one);
    });

    test('one changes the record that speaks for a document, and the other brings a fuller one', async () => {
      const slow = gate();
      const [one, other] = [await process({ wrap: (engine) => beforeCommit(engine, slow) }), await process()];
      await one.bring({ here: suit });
      await one.put({ mirror: { ...suit, names: ['王立新', '马国强'], length: 900 } });
      await one.put({ here: { ...suit, names: ['赵敏芝'] } }, { on: '2026-02-01T00:00:00.000Z' });
      const [mirror = '', here = ''] = await one.pipeline.pending();
      const reached = slow.close();
      const deriving = one.pipeline.derive(mirror);
      await reached;
      const others = other.pipeline.derive(here);
      await wait(200);
      slow.open();
      await Promise.all([deriving, others]);
      await one.settle();
      await expectAsAlone(one);
    });

    test('one takes away the last document that states a thing, and the other brings one that states it', async () => {
      const slow = gate();
      const [one, other] = [await process({ wrap: (engine) => beforeCommit(engine, slow) }), await process()];
      await one.bring({ here: suit });
      await one.put({ here: { ...suit, cases: [] } }, { on: '2026-02-01T00:00:00.000Z' });
      await one.put({ there: { number: 'D2', names: ['马国强'], cases: ['C1'] } });
      const [here = '', there = ''] = await one.pipeline.pending();
      const reached = slow.close();
      const deriving = one.pipeline.derive(here);
      await reached;
      const others = other.pipeline.derive(there);
      await wait(200);
      slow.open();
      await Promise.all([deriving, others]);
      await one.settle();
      await expectAsAlone(one);
    });

    test('what another has archived and derived while one read is not undone by it', async () => {
      const slow = gate();
      const one = await process({ afterReading: () => slow.wait() });
      const other = await process();
      await one.put({ suit });
      const [first = ''] = await one.pipeline.pending();
      const reached = slow.close();
      const deriving = one.pipeline.derive(first);
      await reached;
      await other.bring({ suit: { ...suit, names: ['赵敏芝'] } }, { on: '2026-02-01T00:00:00.000Z' });
      slow.open();
      await deriving;
      await one.settle();
      expect(await one.engine.read('MATCH (m:Mention) RETURN m.name AS name')).toEqual([{ name: '赵敏芝' }]);
      await expectAsAlone(one);
    });

    test('mentions that come while others are resolved are resolved too', async () => {
      const slow = gate();
      const one = await process({ wrap: (engine) => beforeWriting(engine, slow) });
      const other = await process();
      await one.bring({ suit });
      await one.put({ a: { number: 'A', names: ['王立新'] } });
      await one.put({ b: { number: 'B', names: ['赵敏芝'] } });
      const [a = '', b = ''] = await one.pipeline.pending();
      await one.pipeline.derive(a);
      const reached = slow.close();
      const resolving = one.pipeline.resolve();
      await reached;
      await other.pipeline.derive(b);
      slow.open();
      await resolving;
      await one.settle();
      await expectAsAlone(one);
    });

    test('who takes over learns what others resolved meanwhile', async () => {
      let hours = 0;
      const clock = (): number => Date.now() + hours * 3_600_000;
      const [one, other] = [await process({ clock }), await process({ clock })];
      await one.bring({ a: suit });
      hours++;
      await other.bring({ b: { number: 'B', names: ['王立新', '马国强'] } });
      hours++;
      await one.bring({ c: { number: 'C', names: ['马国强'] } });
      hours++;
      await other.bring({ a: { ...suit, names: ['马国强'] } }, { on: '2026-02-01T00:00:00.000Z' });
      await expectAsAlone(one);
    });
  });
});

interface Gate {
  /** Output: resolves when somebody waits. */
  close(): Promise<void>;
  open(): void;
  wait(): Promise<void>;
}

function gate(): Gate {
  let [opened, open, arrived] = [Promise.resolve(), (): void => undefined, (): void => undefined];
  return {
    close() {
      opened = new Promise((resolve) => (open = resolve));
      return new Promise((resolve) => (arrived = resolve));
    },
    open() {
      open();
    },
    wait() {
      arrived();
      return opened;
    },
  };
}

/** Every transaction waits, before its first statement, for the gate. */
const beforeWriting = (engine: Engine, slow: Gate): Engine => ({
  ...engine,
  read: engine.read.bind(engine),
  write: (task) => slow.wait().then(() => engine.write(task)),
});

/** Every transaction waits, when all its statements are done, for the gate. */
const beforeCommit = (engine: Engine, slow: Gate): Engine => ({
  ...engine,
  read: engine.read.bind(engine),
  write: (task) =>
    engine.write(async (run) => {
      const result = await task(run);
      await slow.wait();
      return result;
    }),
});
