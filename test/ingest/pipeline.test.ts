import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { recordId } from '../../src/ingest/contribution.js';
import { quarantined } from '../../src/graph/marks.js';
import type { Engine } from '../../src/graph/engine.js';
import { log } from '../../src/log.js';
import { onEveryEngine } from '../engines.js';
import { newFolder, openTown, secret, town, type Paper, type Town, type TownOptions } from './town.js';

log.level = 'silent';
const folders: string[] = [];
const folderOf = (): string => {
  const folder = newFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const wang = '王立新';
const zhao = '赵敏芝';
const loan = (balance: number): Paper => ({
  number: 'L1',
  names: [wang],
  loan: { number: 'L1', customer: 'K1', balance },
});
const suit: Paper = { number: '(2024)京01民初1号', names: [wang, zhao], cases: ['(2023)京0101民初9号'] };
const appeal: Paper = {
  number: '(2024)京终2号',
  names: [zhao, wang],
  cases: ['(2023)京0101民初9号', '(2024)京01民初1号'],
};

const count = async (opened: Town, label: string): Promise<number> =>
  (await opened.engine.read<{ n: number }>(`MATCH (n:${label}) RETURN count(n) AS n`))[0]?.n ?? 0;
const one = async (opened: Town, query: string): Promise<unknown> =>
  (await opened.engine.read<{ x: unknown }>(query))[0]?.x;

/** Takes a lock, or notes that the lease is still held: the graph stays as it is. */
const isLock = (query: string): boolean => /SET n:\w+ RETURN n\.id AS id$|\(l:Lease/.test(query);

/** An engine that notes the statements which write. */
function counting(): { wrap: (engine: Engine) => Engine; writes: string[] } {
  const writes: string[] = [];
  return {
    writes,
    wrap: (engine) => ({
      ...engine,
      read: engine.read.bind(engine),
      write: (work) =>
        engine.write((run) =>
          work(async (query: string, params?: Record<string, unknown>) => {
            if (/\b(CREATE|MERGE|SET|DELETE)\b/.test(query) && !isLock(query)) writes.push(query);
            return run(query, params);
          }),
        ),
    }),
  };
}

onEveryEngine((store) => {
  const open: Town[] = [];
  const opening = async (place: Promise<Town>): Promise<Town> => {
    open.push(await place);
    return place;
  };
  const openedTown = (folder = folderOf(), options?: TownOptions): Promise<Town> =>
    opening(openTown(folder, { on: store, ...options }));
  /** To compare with, in a store of its own. */
  const elsewhere = (): Promise<Town> => opening(openTown(folderOf()));
  const close = async (opened: Town): Promise<void> => {
    open.splice(open.indexOf(opened), 1);
    await opened.close();
  };
  afterEach(async () => {
    for (const opened of open.splice(0)) await opened.close();
  });

  test('a record becomes a document with mentions, parties and links; its clue follows', async () => {
    const place = await openedTown();
    await place.bring({ loan: loan(500), suit, appeal });
    expect(await count(place, 'Document')).toBe(3);
    expect(await count(place, 'Mention')).toBe(5);
    expect(await count(place, 'Party')).toBe(2);
    expect(await count(place, 'CourtCase')).toBe(2);
    expect(await one(place, 'MATCH (k:Clue) RETURN k.value AS x')).toBe(500);
    expect(await count(place, 'Dirty')).toBe(0);
  });

  test('a second run of the same input writes nothing', async () => {
    const counter = counting();
    const place = await openedTown(folderOf(), { wrap: counter.wrap });
    await place.bring({ loan: loan(500), suit });
    const before = await place.digest();
    counter.writes.length = 0;
    await place.bring({ loan: loan(500), suit }, { on: '2026-02-01T00:00:00.000Z' });
    expect(counter.writes).toEqual([]);
    expect(await place.digest()).toBe(before);
  });

  test('a record read again by a better reader that reads the same writes its mark and nothing else', async () => {
    const folder = folderOf();
    const first = await openedTown(folder);
    await first.bring({ loan: loan(500), suit });
    const before = await first.digest();
    await close(first);
    const counter = counting();
    const second = await openedTown(folder, { connector: town({ version: '2' }), wrap: counter.wrap });
    counter.writes.length = 0;
    await second.settle();
    expect(counter.writes.filter((query) => !/\bn:(Segment|Quarantine)\b/.test(query))).toEqual([]);
    expect(await second.digest()).toBe(before);
  });

  test('an amended record replaces what it said whole', async () => {
    const place = await openedTown();
    await place.bring({ suit });
    await place.bring({ suit: { ...suit, names: [zhao], cases: [] } }, { on: '2026-02-01T00:00:00.000Z' });
    const fresh = await elsewhere();
    await fresh.bring({ suit: { ...suit, names: [zhao], cases: [] } }, { on: '2026-02-01T00:00:00.000Z' });
    expect(await count(place, 'Party')).toBe(1);
    expect(await count(place, 'CourtCase')).toBe(0);
    expect(await place.digest()).toBe(await fresh.digest());
  });

  test('back to an earlier version is the earlier version, since the later time', async () => {
    const place = await openedTown();
    await place.bring({ suit }, { on: '2026-01-01T00:00:00.000Z' });
    await place.bring({ suit: { ...suit, names: [zhao] } }, { on: '2026-02-01T00:00:00.000Z' });
    await place.bring({ suit }, { on: '2026-03-01T00:00:00.000Z' });
    expect(await count(place, 'Mention')).toBe(2);
    expect(await one(place, 'MATCH (d:Document) RETURN d.fetchedAt AS x')).toBe('2026-03-01T00:00:00.000Z');
  });

  test('the same content seen earlier, but told later, is the content since the earlier time', async () => {
    const place = await openedTown();
    await place.bring({ suit }, { on: '2026-02-01T00:00:00.000Z' });
    await place.bring({ suit }, { on: '2026-01-01T00:00:00.000Z' });
    expect(await one(place, 'MATCH (d:Document) RETURN d.fetchedAt AS x')).toBe('2026-01-01T00:00:00.000Z');
  });

  test('a link between things that several documents share goes with the last that states it', async () => {
    const place = await openedTown();
    await place.bring({ loan: loan(500), note: { number: 'N', names: [zhao], loan: { number: 'L1' } } });
    const moved: Paper = { number: 'L1', names: [wang], loan: { number: 'L1', customer: 'K2', balance: 500 } };
    await place.bring({ loan: moved }, { on: '2026-02-01T00:00:00.000Z' });
    expect(await place.engine.read('MATCH (:Loan)-[:OWED_BY]->(c:Customer) RETURN c.number AS number')).toEqual([
      { number: 'K2' },
    ]);
    expect(await count(place, 'Customer')).toBe(1);
  });

  describe('one document, several records', () => {
    const long: Paper = { ...suit, length: 900 };

    test('the fullest speaks; when it is gone the other does', async () => {
      const place = await openedTown();
      await place.bring({ here: { ...suit, names: [wang] } });
      const mirrors = await place.bring({ mirror: long });
      expect(await count(place, 'Document')).toBe(1);
      expect(await count(place, 'Record')).toBe(2);
      expect(await count(place, 'Mention')).toBe(2);
      await place.say({ kind: 'takeBack', run: mirrors, by: 'test', on: '2026-02-01T00:00:00.000Z', reason: 'test' });
      await place.settle();
      const fresh = await elsewhere();
      await fresh.bring({ here: { ...suit, names: [wang] } });
      expect(await place.digest()).toBe(await fresh.digest());
    });

    test('equal ones: the smallest record id speaks, and a change of speaker is no new document', async () => {
      const keys = ['a', 'b'].sort((x, y) => (recordId(secret, 'town', x) < recordId(secret, 'town', y) ? -1 : 1));
      const place = await openedTown();
      await place.bring({ [keys[1] ?? '']: long });
      await place.bring({ [keys[0] ?? '']: long }, { on: '2026-02-01T00:00:00.000Z' });
      expect(await one(place, 'MATCH (d:Document) RETURN d.record AS x')).toBe(recordId(secret, 'town', keys[0] ?? ''));
      expect(await one(place, 'MATCH (d:Document) RETURN d.fetchedAt AS x')).toBe('2026-02-01T00:00:00.000Z');
      const other = await elsewhere();
      await other.bring({ [keys[0] ?? '']: long });
      await other.bring({ [keys[1] ?? '']: long });
      expect(await one(other, 'MATCH (d:Document) RETURN d.record AS x')).toBe(recordId(secret, 'town', keys[0] ?? ''));
    });
  });

  describe('a bad record', () => {
    test.each([
      ['that cannot be read', { ...suit, bad: 'unreadable' }, 'UNREADABLE'],
      ['that makes the reader fail', { ...suit, bad: 'crash' }, 'READER_FAULT'],
      ['that links to nothing', { ...suit, bad: 'dangling' }, 'READER_FAULT'],
      ['that is no JSON', Buffer.from([0xff, 0x00, 0x7b]), 'JSON'],
    ] as const)('%s waits in quarantine and stops nobody', async (_, paper, code) => {
      const place = await openedTown();
      await place.bring({ bad: paper, loan: loan(500) });
      expect(await quarantined(place.engine.read.bind(place.engine))).toMatchObject([
        { source: 'town', key: 'bad', code },
      ]);
      expect(JSON.stringify(await quarantined(place.engine.read.bind(place.engine)))).not.toContain(
        'a fault that quotes',
      );
      expect(await count(place, 'Document')).toBe(1);
    });

    test('never replaces a good one', async () => {
      const place = await openedTown();
      await place.bring({ suit });
      const good = await place.digest();
      await place.bring({ suit: { ...suit, bad: 'unreadable' } }, { on: '2026-02-01T00:00:00.000Z' });
      expect(await place.digest()).toBe(good);
      expect(await count(place, 'Quarantine')).toBe(1);
      await place.bring({ suit }, { on: '2026-03-01T00:00:00.000Z' });
      expect(await count(place, 'Quarantine')).toBe(0);
    });

    test('is read again by a better reader', async () => {
      const folder = folderOf();
      const first = await openedTown(folder);
      await first.bring({ suit: { ...suit, bad: 'until version 2' }, loan: loan(5) });
      expect(await count(first, 'Quarantine')).toBe(1);
      await close(first);
      const second = await openedTown(folder, { connector: town({ version: '2' }) });
      await second.settle();
      expect(await count(second, 'Quarantine')).toBe(0);
      expect(await count(second, 'Document')).toBe(2);
    });

    test('that the store refuses costs itself, not its batch', async () => {
      const wrap = (engine: Engine): Engine => ({
        ...engine,
        read: engine.read.bind(engine),
        write: (work) =>
          engine.write((run) =>
            work(async (query: string, params: Record<string, unknown> = {}) => {
              if (/CREATE .*\(n:Mention/.test(query) && JSON.stringify(params).includes(zhao))
                throw new Error('refused');
              return run(query, params);
            }),
          ),
      });
      const place = await openedTown(folderOf(), { wrap });
      await place.bring({ loan: loan(500), suit, appeal, other: { number: 'X', names: [wang] } });
      expect(
        (await quarantined(place.engine.read.bind(place.engine))).map(({ key, code }) => [key, code]).sort(),
      ).toEqual([
        ['appeal', 'STITCH_FAULT'],
        ['suit', 'STITCH_FAULT'],
      ]);
      expect(await count(place, 'Document')).toBe(2);
      expect(await place.pipeline.pending()).toEqual([]);
    });
  });

  describe('absence', () => {
    const all = { complete: true };

    test('from a complete run withdraws; showing the record again brings it back', async () => {
      const place = await openedTown();
      await place.bring({ loan: loan(500), suit }, { ...all, on: '2026-01-01T00:00:00.000Z' });
      const both = await place.digest();
      await place.bring({ loan: loan(500) }, { ...all, on: '2026-02-01T00:00:00.000Z' });
      expect(await count(place, 'Document')).toBe(1);
      await place.bring({ loan: loan(500), suit }, { ...all, on: '2026-03-01T00:00:00.000Z' });
      expect(await count(place, 'Document')).toBe(2);
      expect(both).toBeDefined();
    });

    test('from a partial run, or from another scope, says nothing', async () => {
      const place = await openedTown();
      await place.bring({ loan: loan(500), suit }, all);
      await place.bring({ loan: loan(500) });
      await place.bring({ other: appeal }, { ...all, scope: 'elsewhere' });
      expect(await count(place, 'Document')).toBe(3);
    });

    test('says nothing where the source says that absence means nothing', async () => {
      const place = await openedTown(folderOf(), { connector: town({ absence: 'unknown' }) });
      await place.bring({ loan: loan(500), suit }, all);
      await place.bring({ loan: loan(500) }, all);
      await place.pipeline.again([{ source: 'town', key: 'suit' }]);
      expect(await count(place, 'Document')).toBe(2);
    });

    test('is undone when the run that saw it is taken back', async () => {
      const place = await openedTown();
      await place.bring({ loan: loan(500), suit }, all);
      const before = await place.digest();
      const mistake = await place.bring({ loan: loan(500) }, { ...all, on: '2026-02-01T00:00:00.000Z' });
      await place.say({
        kind: 'takeBack',
        run: mistake,
        by: 'test',
        on: '2026-02-02T00:00:00.000Z',
        reason: 'half the folder was missing',
      });
      await place.settle();
      expect(await place.digest()).toBe(before);
    });
  });

  describe('what people say', () => {
    const on = '2026-02-01T00:00:00.000Z';

    test('a run taken back leaves the graph as if it had not been', async () => {
      const place = await openedTown();
      await place.bring({ loan: loan(500), suit });
      const before = await place.digest();
      const mistake = await place.bring({ loan: loan(900), appeal }, { on });
      expect(await place.digest()).not.toBe(before);
      await place.say({ kind: 'takeBack', run: mistake, by: 'test', on, reason: 'wrong file' });
      await place.settle();
      expect(await place.digest()).toBe(before);
      expect((await place.archive.runs()).find((run) => run.id === mistake)?.takenBack).toMatchObject({
        by: 'test',
        reason: 'wrong file',
      });
    });

    test('an erased record is gone with what depends on it, and does not come back', async () => {
      const place = await openedTown();
      await place.bring({ suit });
      const before = await place.digest();
      await place.bring({ loan: loan(500) });
      await place.say({ kind: 'erase', source: 'town', key: 'loan', by: 'test', on, reason: 'order' });
      await place.settle();
      await place.bring({ loan: loan(500) }, { on: '2026-03-01T00:00:00.000Z' });
      expect(await place.digest()).toBe(before);
    });

    test('decisions and follow-ups survive a rebuild and are applied again', async () => {
      const folder = folderOf();
      const place = await openedTown(folder);
      await place.bring({ loan: loan(500), suit, appeal });
      const mentions = await place.engine.read<{ id: string }>(
        `MATCH (m:Mention) WHERE m.name = '${wang}' RETURN m.id AS id ORDER BY id`,
      );
      await place.say({
        kind: 'decision',
        left: mentions[0]?.id ?? '',
        right: mentions[1]?.id ?? '',
        verdict: 'different',
        by: 'test',
        on,
        reason: 'two people',
      });
      await place.say({ kind: 'followUp', clue: 'clue_1', state: 'done', recoveredFen: 100, by: 'test', on });
      await place.settle();
      expect(await count(place, 'Party')).toBe(3);
      const before = await place.digest();
      await close(place);
      await store.drop(folder);
      const again = await openedTown(folder);
      await again.settle();
      expect(await again.digest()).toBe(before);
      expect(await count(again, 'Party')).toBe(3);
      expect(await one(again, 'MATCH (f:FollowUp) RETURN f.recovered AS x')).toBe(100);
    });
  });

  test('what the archive learned while a segment was read is not undone by it', async () => {
    let release = (): void => undefined;
    let held: Promise<void> | null = new Promise((resolve) => (release = resolve));
    const place = await openedTown(folderOf(), { afterReading: () => held ?? Promise.resolve() });
    await place.put({ suit });
    const [first] = await place.pipeline.pending();
    const slow = place.pipeline.derive(first ?? '');
    await new Promise((resolve) => setTimeout(resolve, 20));
    held = null;
    await place.bring({ suit: { ...suit, names: [zhao] } }, { on: '2026-02-01T00:00:00.000Z' });
    release();
    await slow;
    expect(await count(place, 'Mention')).toBe(1);
  });

  test('a clue follows what it rests on, also when the first try to refresh it fails', async () => {
    let failing = false;
    const wrap = (engine: Engine): Engine => ({
      ...engine,
      read: engine.read.bind(engine),
      write: (work) =>
        engine.write((run) =>
          work(async (query, params) => {
            if (failing && query.includes(':Clue')) throw new Error('refused');
            return run(query, params);
          }),
        ),
    });
    const place = await openedTown(folderOf(), { wrap });
    await place.bring({ loan: loan(500) });
    failing = true;
    await expect(place.bring({ loan: loan(900) }, { on: '2026-02-01T00:00:00.000Z' })).rejects.toThrow('refused');
    failing = false;
    await place.settle();
    expect(await one(place, 'MATCH (k:Clue) RETURN k.value AS x')).toBe(900);
  });

  test.each([[['suit', 'appeal']], [['appeal', 'suit']]])(
    'a shared thing is as the smallest of its documents says, arriving as %s',
    async (order) => {
      const papers: Record<string, Paper> = { suit, appeal };
      const place = await openedTown();
      for (const key of order) await place.bring({ [key]: papers[key] ?? suit });
      const [smallest] = await place.engine.read<{ title: string }>(
        "MATCH (d:Document)-[:CITES]->(c:CourtCase {caseNumber: '(2023)京0101民初9号'}) RETURN d.title AS title ORDER BY d.id",
      );
      expect(await one(place, "MATCH (c:CourtCase {caseNumber: '(2023)京0101民初9号'}) RETURN c.title AS x")).toBe(
        smallest?.title,
      );
    },
  );
});
