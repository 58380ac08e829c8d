/** What every archive must do, whatever it is made of. */
import { faultSuite } from './archiveFaults.js';
import { describe, expect, test } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { Archive } from '../../src/archive/archive.js';
import { openDiskArchive } from '../../src/archive/disk.js';
import type { Storage } from '../../src/archive/storage.js';

export interface ArchiveUnderTest {
  /** Opens an empty archive at a new place. */
  readonly create: () => Promise<{ archive: Archive; place: string }>;
  /** Opens what lies at a place, as a process does that starts. */
  readonly open: (place: string) => Promise<Archive>;
  /** How often a property is tried. */
  readonly rounds: number;
  /** The storage of a place, as one more process sees it. */
  readonly storage: (place: string) => Storage;
  /** A folder that is not there yet, for a backup. */
  readonly newFolder: () => string;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
export const day = (n: number): string => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;
export const note = { by: 'test', on: day(28), reason: 'test' };

/** One run that shows records: key -> content. */
export async function show(
  archive: Archive,
  records: Readonly<Record<string, string>>,
  { on = day(1), scope = 'here', complete = false } = {},
): Promise<string> {
  const run = await archive.startRun({ source: 'town', scope, purpose: 'test', by: 'test' });
  for (const [key, content] of Object.entries(records))
    await run.put({ key, bytes: Buffer.from(content), mediaType: 'text/plain', fetchedAt: on });
  await run.close({ complete });
  return run.id;
}

export async function contents(archive: Archive, key: string): Promise<string[]> {
  const history = await archive.history('town', key);
  return Promise.all(history.map(async (observation) => text(await archive.bytes(observation))));
}

export function archiveSuite(name: string, under: ArchiveUnderTest): void {
  const { create, open, newFolder } = under;
  describe(name, () => {
    test('gives back what it was given, after it was closed too', async () => {
      const { archive, place } = await create();
      await show(archive, { a: '原告王立新', empty: '' });
      await archive.close();
      const again = await open(place);
      expect(await contents(again, 'a')).toEqual(['原告王立新']);
      expect(await contents(again, 'empty')).toEqual(['']);
      expect((await again.history('town', 'a'))[0]).toMatchObject({
        source: 'town',
        key: 'a',
        mediaType: 'text/plain',
        fetchedAt: day(1),
      });
      expect(await again.history('town', 'unknown')).toEqual([]);
      expect(await again.history('elsewhere', 'a')).toEqual([]);
      await again.close();
    });

    test('the same again is seen, makes no segment, and moves the time it was last seen', async () => {
      const { archive } = await create();
      await show(archive, { a: 'one' });
      await show(archive, { a: 'one' }, { on: day(2) });
      expect((await archive.segments()).length).toBe(1);
      expect((await archive.history('town', 'a')).map((observation) => observation.fetchedAt)).toEqual([
        day(2),
        day(1),
      ]);
      expect((await archive.runs())[1]).toMatchObject({ records: 1, changed: 0, seen: 1, segments: [] });
      await archive.close();
    });

    test('A, B, A are three observations and the current one is A', async () => {
      const { archive, place } = await create();
      await show(archive, { a: 'A' }, { on: day(1) });
      await show(archive, { a: 'B' }, { on: day(2) });
      await show(archive, { a: 'A' }, { on: day(3) });
      expect(await contents(archive, 'a')).toEqual(['A', 'B', 'A']);
      await archive.close();
      const again = await open(place);
      expect(await contents(again, 'a')).toEqual(['A', 'B', 'A']);
      await again.close();
    });

    test('the same record twice in one run counts as what it is', async () => {
      const { archive } = await create();
      const run = await archive.startRun({ source: 'town', scope: 'x', purpose: 'test', by: 'test' });
      const put = (content: string): Promise<string> =>
        run.put({ key: 'a', bytes: Buffer.from(content), mediaType: 't', fetchedAt: day(1) });
      expect([await put('one'), await put('one'), await put('two')]).toEqual(['changed', 'seen', 'changed']);
      await run.close({ complete: false });
      expect(new Set(await contents(archive, 'a'))).toEqual(new Set(['one', 'two']));
      await archive.close();
    });

    test('history is the same whatever the order of arrival', async () => {
      const observations = fc.array(
        fc.record({ content: fc.constantFrom('A', 'B', 'C'), on: fc.integer({ min: 1, max: 5 }).map(day) }),
        {
          minLength: 1,
          maxLength: 6,
        },
      );
      const current = async (sequence: readonly { content: string; on: string }[]): Promise<unknown> => {
        const { archive } = await create();
        for (const { content, on } of sequence) await show(archive, { a: content }, { on });
        const seen = (await archive.history('town', 'a')).map(({ hash, fetchedAt }) => `${fetchedAt} ${hash}`);
        await archive.close();
        return seen;
      };
      await fc.assert(
        fc.asyncProperty(
          observations.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
          async ([one, other]) => {
            expect(await current(other)).toEqual(await current(one));
          },
        ),
        { numRuns: under.rounds },
      );
    });

    test('a run that is not closed is partial, and keeps what was flushed', async () => {
      const { archive, place } = await create();
      const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      const told: string[] = [];
      run.onSegment = (segment) => told.push(segment);
      await run.put({ key: 'a', bytes: Buffer.from('one'), mediaType: 't', fetchedAt: day(1) });
      const segment = await run.flush();
      await run.put({ key: 'b', bytes: Buffer.from('two'), mediaType: 't', fetchedAt: day(1) });
      expect(told).toEqual([segment]);
      await archive.close();
      const again = await open(place);
      expect(await contents(again, 'a')).toEqual(['one']);
      expect(await again.history('town', 'b')).toEqual([]);
      const [manifest] = await again.runs();
      expect(manifest).toMatchObject({ complete: false, records: 1 });
      expect(manifest?.closedAt).toBeUndefined();
      await again.close();
    });

    test('the cursor stands in the run that it closes', async () => {
      const { archive } = await create();
      const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      expect(await run.close({ complete: true, cursor: 'page 7' })).toMatchObject({ complete: true, cursor: 'page 7' });
      expect((await archive.runs())[0]?.cursor).toBe('page 7');
      await archive.close();
    });

    test('a pass may take several runs: what any of them saw is there, and all of them count or none', async () => {
      const { archive, place } = await create();
      await show(archive, { a: 'a', b: 'b', c: 'c' });
      const first = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      const put = (run: typeof first, key: string): Promise<unknown> =>
        run.put({ key, bytes: Buffer.from(key), mediaType: 'text/plain', fetchedAt: day(2) });
      await put(first, 'a');
      await first.close({ complete: false, cursor: 'a', pass: first.id });
      const last = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      await put(last, 'b');
      const remarks = [{ code: 'SLOW', zh: '慢', en: 'slow' }];
      expect(await last.close({ complete: true, pass: first.id, remarks })).toMatchObject({ pass: first.id, remarks });
      const gone = async (shelf: typeof archive): Promise<boolean[]> =>
        Promise.all(['a', 'b', 'c'].map((key) => shelf.withdrawn('town', key)));
      expect(await gone(archive)).toEqual([false, false, true]);
      await archive.close();
      const again = await open(place);
      expect(await gone(again)).toEqual([false, false, true]);
      expect((await again.runs()).at(-1)).toMatchObject({ remarks });
      await again.takeBack(first.id, { by: 'test', on: day(3), reason: 'test' });
      expect(await gone(again)).toEqual([false, false, false]);
      await again.close();
    });

    test('a record is withdrawn when every scope that showed it was later seen whole without it', async () => {
      const { archive, place } = await create();
      await show(archive, { a: 'one', b: 'two' }, { scope: 'east' });
      await show(archive, { a: 'one' }, { scope: 'west' });
      await show(archive, {}, { scope: 'east' });
      expect(await archive.withdrawn('town', 'b')).toBe(false);
      await show(archive, {}, { scope: 'east', complete: true });
      expect([await archive.withdrawn('town', 'a'), await archive.withdrawn('town', 'b')]).toEqual([false, true]);
      const last = await show(archive, {}, { scope: 'west', complete: true });
      expect(await archive.withdrawn('town', 'a')).toBe(true);
      await archive.takeBack(last, note);
      await archive.close();
      const again = await open(place);
      expect([await again.withdrawn('town', 'a'), await again.withdrawn('town', 'b')]).toEqual([false, true]);
      await show(again, { b: 'two' }, { scope: 'east', on: day(2) });
      expect(await again.withdrawn('town', 'b')).toBe(false);
      await again.close();
    });

    test('observations of a run that was taken back do not count, those of others do', async () => {
      const { archive, place } = await create();
      const first = await show(archive, { a: 'one' }, { on: day(1) });
      const second = await show(archive, { a: 'two', b: 'new' }, { on: day(2) });
      await show(archive, { b: 'new' }, { on: day(3) });
      await archive.takeBack(second, note);
      await archive.takeBack(second, note);
      expect(await contents(archive, 'a')).toEqual(['one']);
      expect(await contents(archive, 'b')).toEqual(['new']);
      await archive.takeBack(first, note);
      expect(await archive.history('town', 'a')).toEqual([]);
      expect((await archive.recordsOf(second)).map((record) => record.key).sort()).toEqual(['a', 'b']);
      await expect(archive.takeBack('run_none', note)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await archive.close();
      const again = await open(place);
      expect(await again.history('town', 'a')).toEqual([]);
      expect((await again.runs())[1]?.takenBack).toEqual(note);
      await again.close();
    });

    test('erasing destroys all of a record, now and for later, and nothing else', async () => {
      const { archive, place } = await create();
      await show(archive, { a: 'one', b: 'other' }, { on: day(1) });
      await show(archive, { a: 'two' }, { on: day(2) });
      const [latest] = await archive.history('town', 'a');
      await archive.erase('town', 'a', note);
      await archive.erase('town', 'a', note);
      expect(await archive.history('town', 'a')).toEqual([]);
      if (latest) await expect(archive.bytes(latest)).rejects.toMatchObject({ code: 'ERASED' });
      await archive.close();
      const again = await open(place);
      if (latest) await expect(again.bytes(latest)).rejects.toMatchObject({ code: 'ERASED' });
      expect(await contents(again, 'b')).toEqual(['other']);
      await show(again, { a: 'one' }, { on: day(3) });
      expect(await again.history('town', 'a')).toEqual([]);
      expect(await again.keys('town')).toEqual([{ source: 'town', key: 'b' }]);
      await again.close();
    });

    test('a backup is an equal archive, also when it is made while a run goes on', async () => {
      const { archive } = await create();
      await show(archive, { a: 'one', gone: 'x' });
      const mistake = await show(archive, { c: 'three' });
      await archive.takeBack(mistake, note);
      await archive.erase('town', 'gone', note);
      const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      await run.put({ key: 'b', bytes: Buffer.from('two'), mediaType: 't', fetchedAt: day(1) });
      await run.flush();
      const target = newFolder();
      await archive.backup(target);
      await run.close({ complete: true });
      const copy = await openDiskArchive(target);
      expect(copy.secret).toEqual(archive.secret);
      expect(await contents(copy, 'a')).toEqual(['one']);
      expect(await contents(copy, 'b')).toEqual(['two']);
      for (const key of ['c', 'gone']) expect(await copy.history('town', key)).toEqual([]);
      expect(await copy.segments()).toEqual(await archive.segments());
      await expect(archive.backup(target)).rejects.toMatchObject({ actor: 'user' });
      await copy.close();
      await archive.close();
    });

    test('two who write at once lose nothing of each other', async () => {
      const { archive } = await create();
      const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
      const keys = Array.from({ length: 40 }, (_, i) => `k${i}`);
      await Promise.all(
        keys.map(async (key) => {
          await run.put({ key, bytes: Buffer.from(key), mediaType: 't', fetchedAt: day(1) });
          await run.flush();
        }),
      );
      await run.close({ complete: true });
      for (const key of keys) expect(await contents(archive, key)).toEqual([key]);
      await archive.close();
    });

    sharingSuite(under);
    faultSuite(under);
  });
}

/** Several processes on one archive. */
function sharingSuite({ create, open, storage }: ArchiveUnderTest): void {
  const write = async (archive: Archive, key: string, content = key): Promise<string> => {
    const run = await archive.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'test' });
    await run.put({ key, bytes: Buffer.from(content), mediaType: 't', fetchedAt: day(1) });
    return (await run.flush()) ?? '';
  };

  test('what one writes the other knows after it looked: runs, segments, ends, what was seen again, take-backs, erasures', async () => {
    const { archive: one, place } = await create();
    const other = await open(place);
    expect(other.secret).toEqual(one.secret);
    const run = await one.startRun({ source: 'town', scope: 'here', purpose: 'test', by: 'one' });
    const put = (key: string, on: number) => run.put({ key, bytes: Buffer.from(key), mediaType: 't', fetchedAt: day(on) }); // prettier-ignore
    for (const key of ['a', 'b']) await put(key, 1);
    await run.flush();
    expect(await other.history('town', 'a')).toEqual([]);
    await other.refresh();
    expect(await contents(other, 'a')).toEqual(['a']);
    expect((await other.runs())[0]).toMatchObject({ id: run.id, by: 'one', complete: false });
    await put('a', 2);
    await put('c', 2);
    await run.close({ complete: true, cursor: 'next' });
    await other.refresh();
    await other.refresh();
    expect(await other.runs()).toEqual(await one.runs());
    for (const key of ['a', 'b', 'c']) expect(await other.history('town', key)).toEqual(await one.history('town', key));
    expect((await other.history('town', 'a')).length).toBe(2);

    await other.erase('town', 'b', note);
    await other.takeBack(run.id, note);
    const [before] = await one.history('town', 'b');
    await one.refresh();
    expect((await one.runs())[0]?.takenBack).toEqual(note);
    expect(await one.history('town', 'a')).toEqual([]);
    if (before) await expect(one.bytes(before)).rejects.toMatchObject({ code: 'ERASED' });
    await show(one, { b: 'b' });
    expect(await one.keys('town')).not.toContainEqual({ source: 'town', key: 'b' });
    for (const archive of [one, other]) await archive.close();
  });

  test('a segment that somebody else wrote is found when it is asked for', async () => {
    const { archive: one, place } = await create();
    const other = await open(place);
    const segment = await write(one, 'a');
    const [observation] = await other.observations(segment);
    expect(observation && text(await other.bytes(observation))).toBe('a');
    const [second] = await one.observations(await write(one, 'b'));
    expect(second && text(await other.bytes(second))).toBe('b');
    expect(await other.observations('seg_none')).toEqual([]);
    for (const archive of [one, other]) await archive.close();
  });

  test('many write at once, and each learns of everything', async () => {
    const { archive: one, place } = await create();
    const archives = [one, ...(await Promise.all([open(place), open(place)]))];
    const rounds = 6;
    await Promise.all(
      archives.map(async (archive, who) => {
        for (let i = 0; i < rounds; i++) {
          await show(archive, { [`${who}-${i}`]: `${who} ${i}`, shared: 'the same' }, { on: day(i + 1) });
          await archive.refresh();
        }
      }),
    );
    const late = await open(place);
    for (const archive of archives) {
      await archive.refresh();
      expect(await archive.runs()).toEqual(await late.runs());
      expect(await archive.segments()).toEqual(await late.segments());
      expect((await archive.history('town', 'shared')).length).toBe(archives.length * rounds);
      for (let who = 0; who < archives.length; who++)
        for (let i = 0; i < rounds; i++) expect(await contents(archive, `${who}-${i}`)).toEqual([`${who} ${i}`]);
    }
    for (const archive of [...archives, late]) await archive.close();
  });

  test('two who erase in one segment at once destroy both records', async () => {
    for (let round = 0; round < 5; round++) {
      const { archive: one, place } = await create();
      await show(one, { a: 'one', b: 'two', c: 'three' });
      const other = await open(place);
      await Promise.all([one.erase('town', 'a', note), other.erase('town', 'b', note)]);
      const [segment] = await one.segments();
      // Seen before anybody opens it anew, which would mend what was left.
      const keys = await storage(place).get(`keys/${segment?.id ?? ''}`);
      expect(keys?.subarray(0, 64)).toEqual(Buffer.alloc(64));
      expect(keys?.subarray(64)).not.toEqual(Buffer.alloc(32));
      for (const archive of [one, other]) await archive.close();
      const later = await open(place);
      expect((await later.observations(segment?.id ?? '')).map(({ key }) => key)).toEqual(['c']);
      for (const index of [0, 1]) {
        const gone = { ...(await later.history('town', 'c'))[0], index } as Parameters<Archive['bytes']>[0];
        await expect(later.bytes(gone)).rejects.toMatchObject({ code: 'ERASED' });
      }
      await later.close();
    }
  });

  test('of several that make an archive at once all have the secret of the first', async () => {
    const { archive, place } = await create();
    await archive.close();
    const fresh = `${place}-fresh`;
    const another = `${place}-another`;
    await storage(another).prepare();
    const tries = await Promise.all([1, 2, 3].map((n) => storage(another).create('secret', Buffer.alloc(32, n))));
    expect(tries.filter((first) => first)).toEqual([true]);
    expect(await storage(another).get('secret')).toEqual(Buffer.alloc(32, tries.indexOf(true) + 1));
    const archives = await Promise.all(Array.from({ length: 6 }, () => open(fresh)));
    expect(new Set(archives.map(({ secret }) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    for (const open of archives) await open.close();
  });
}
