/**
 * An archive whose process dies at any moment. Death is a storage that fails before or after one of its writes, and at
 * everything from then on. What was acknowledged is there afterwards, whole; nothing else is there half.
 */
import { describe, expect, test } from '@jest/globals';
import type { Archive } from '../../src/archive/archive.js';
import type { Storage } from '../../src/archive/storage.js';
import { openStored } from '../../src/archive/stored.js';
import { contents, day, note, type ArchiveUnderTest } from './archive.js';

class Died extends Error {}
const noBackup = (): Promise<void> => Promise.reject(new Error('not here'));

type Write = 'create' | 'put' | 'overwrite' | 'append';

/** The storage, with something done around each of its writes. */
function around(storage: Storage, each: (write: () => Promise<unknown>) => Promise<void>): Storage {
  const wrapped = { ...storage };
  for (const name of ['create', 'put', 'overwrite', 'append'] satisfies Write[]) {
    const original = storage[name].bind(storage) as (...args: unknown[]) => Promise<unknown>;
    const write = async (...args: unknown[]): Promise<unknown> => {
      let answer: unknown;
      await each(async () => (answer = await original(...args)));
      return answer;
    };
    Object.assign(wrapped, { [name]: write });
  }
  return wrapped;
}

function dying(storage: Storage, at: number, when: 'before' | 'after'): Storage {
  let writes = 0;
  return around(storage, async (write) => {
    writes++;
    if (writes > at || (writes === at && when === 'before')) throw new Died();
    await write();
    if (writes === at) throw new Died();
  });
}

/** What the archive acknowledged. */
interface Acknowledged {
  readonly held: Map<string, string>;
  closed: boolean;
  takenBack: string | null;
  erased: boolean;
}

/** Two runs, the same again, a take-back and an erasure. */
async function live(archive: Archive, told: Acknowledged): Promise<void> {
  const begin = () => archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
  const put = async (run: Awaited<ReturnType<typeof begin>>, records: Record<string, string>, on: number) => {
    for (const [key, content] of Object.entries(records))
      await run.put({ key, bytes: Buffer.from(content), mediaType: 't', fetchedAt: day(on) });
  };
  const hold = (records: Record<string, string>): void => {
    for (const [key, content] of Object.entries(records)) told.held.set(key, content);
  };
  const first = await begin();
  await put(first, { a: 'a1', b: 'b1' }, 1);
  await first.flush();
  hold({ a: 'a1', b: 'b1' });
  await put(first, { a: 'a1', c: 'c1' }, 2);
  await first.flush();
  hold({ c: 'c1' });
  await put(first, { b: 'b1', d: 'd1' }, 3);
  await first.close({ complete: true, cursor: 'next' });
  hold({ d: 'd1' });
  told.closed = true;
  const second = await begin();
  await put(second, { e: 'e1' }, 4);
  await second.close({ complete: false });
  hold({ e: 'e1' });
  told.takenBack = second.id;
  await archive.takeBack(second.id, note);
  told.held.delete('e');
  told.erased = true;
  await archive.erase('town', 'b', note);
  told.held.delete('b');
}

async function expectWhole(archive: Archive, storage: Storage, told: Acknowledged, lived: boolean): Promise<void> {
  // Nothing that lies there was refused as damaged.
  expect((await archive.segments()).map(({ id }) => id)).toEqual((await storage.segments()).sort());
  for (const { id } of await archive.segments())
    for (const observation of await archive.observations(id)) await archive.bytes(observation);
  for (const [key, content] of told.held) {
    // What is being taken back or erased may be gone already.
    if (key === 'e' && told.takenBack) continue;
    if (key === 'b' && told.erased) continue;
    expect([key, (await contents(archive, key))[0]]).toEqual([key, content]);
  }
  const runs = await archive.runs();
  const first = runs.find(({ complete }) => complete);
  if (told.closed) expect(first).toMatchObject({ cursor: 'next', changed: 4, seen: 2 });
  // A run that ended has everything that it saw.
  if (first) {
    for (const key of ['a', 'c', 'd']) expect(await contents(archive, key)).toContain(`${key}1`);
  }
  if (lived) {
    expect(runs.find(({ id }) => id === told.takenBack)?.takenBack).toEqual(note);
    for (const key of ['b', 'e']) expect(await archive.history('town', key)).toEqual([]);
  }
}

export function faultSuite({ create, open, storage }: ArchiveUnderTest): void {
  const newPlace = async (): Promise<string> => {
    const { archive, place } = await create();
    await archive.close();
    return place;
  };
  const nothing = (): Acknowledged => ({ held: new Map(), closed: false, takenBack: null, erased: false });

  describe('a process that dies', () => {
    test.each(['before', 'after'] as const)(
      '%s any of its writes leaves all that was acknowledged, and nothing half',
      async (when) => {
        for (let at = 1, lived = false; !lived; at++) {
          const place = await newPlace();
          const told = nothing();
          const archive = await openStored(dying(storage(place), at, when), noBackup);
          lived = await live(archive, told).then(
            () => true,
            (error: unknown) => {
              if (!(error instanceof Died)) throw error;
              return false;
            },
          );
          await archive.close();
          const again = await open(place);
          await expectWhole(again, storage(place), told, lived);
          // Life goes on where it stopped.
          const next = nothing();
          await live(again, next);
          await expectWhole(again, storage(place), { ...next, closed: false }, false);
          await again.close();
          if (lived) expect(at).toBeGreaterThan(12);
        }
      },
    );

    test('a run of which something was not written cannot claim to be whole, nor move its cursor', async () => {
      const place = await newPlace();
      let failing = false;
      const archive = await openStored(
        around(storage(place), async (write) => {
          if (failing) throw new Died();
          await write();
        }),
        noBackup,
      );
      const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      await run.put({ key: 'a', bytes: Buffer.from('a'), mediaType: 't', fetchedAt: day(1) });
      failing = true;
      await expect(run.flush()).rejects.toThrow(Died);
      failing = false;
      await expect(run.close({ complete: true })).rejects.toThrow(Died);
      await expect(run.close({ complete: false, cursor: 'next' })).rejects.toThrow(Died);
      expect(await run.close({ complete: false })).toMatchObject({ complete: false, records: 0 });
      await archive.close();
    });
  });

  test('who looks after each single write of another misses nothing in the end', async () => {
    const place = await newPlace();
    const watcher = await open(place);
    const told = nothing();
    const archive = await openStored(
      around(storage(place), async (write) => {
        await write();
        await watcher.refresh();
      }),
      noBackup,
    );
    await live(archive, told);
    await expectWhole(watcher, storage(place), told, true);
    expect(await watcher.runs()).toEqual(await archive.runs());
    for (const key of ['a', 'c', 'd'])
      expect(await watcher.history('town', key)).toEqual(await archive.history('town', key));
    for (const each of [watcher, archive]) await each.close();
  });

  test('a file that is being written is not there until it is whole', async () => {
    const place = await newPlace();
    const [writer, looker] = [storage(place), storage(place)];
    const size = 24 << 20;
    const parts = Array.from({ length: 24 }, () => Buffer.alloc(size / 24, 7));
    const writing = { ended: false };
    const written = writer.put('records/seg_large', parts).finally(() => (writing.ended = true));
    while (!writing.ended)
      for (const id of await looker.segments()) expect((await looker.part(id, 0, 1))?.of).toBe(size);
    await written;
    expect(await looker.segments()).toEqual(['seg_large']);
    for (const each of [writer, looker]) each.close();
  });
}
