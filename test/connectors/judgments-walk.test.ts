/** Properties of a walk over a site, without the network: whatever is killed or lost on the way, nothing is missing in the end. */
import { describe, expect } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import { halves, workdays, type Window } from '../../connectors/judgments/pull/window.js';
import type { Walked } from '../../connectors/judgments/pull/pages.js';
import type { Entry } from '../../connectors/judgments/pull/site.js';
import { walk } from '../../connectors/judgments/pull/walk.js';
import { addDays, daysBetween } from '../../src/model/date.js';
import type { PullEnd } from '../../src/ingest/pull.js';

const since = '2026-09-01';
const today = new Date('2026-11-25T02:00:00Z');
const courts = ['甲市人民法院', '乙县人民法院'];

type Held = Required<{ [K in keyof Entry]: NonNullable<Entry[K]> }>;

/** Documents of some days, at most six of a court and day. */
const held = fc
  .array(fc.tuple(fc.nat(85), fc.nat(1), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 25 })
  .map((rows) => {
    const byPlace = new Map(rows.map(([day, court, count]) => [`${day}/${court}`, { day, court, count }]));
    return [...byPlace.values()].flatMap(({ day, court, count }) =>
      Array.from({ length: count }, (_, i): Held => ({
        id: `${day}-${court}-${i}`,
        date: addDays(since, day),
        court: courts[court] ?? '',
      })),
    );
  });

const setting = fc.record({
  days: fc.integer({ min: 1, max: 20 }),
  lateDays: fc.nat(20),
  pageSize: fc.integer({ min: 2, max: 5 }),
  maxPages: fc.integer({ min: 6, max: 9 }),
  byCourt: fc.boolean(),
  concurrency: fc.integer({ min: 1, max: 3 }),
});

type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** An honest site; `spoil` may spoil what it shows. */
function siteOf(
  documents: readonly Held[],
  { byCourt, ...rest }: Setting,
  spoil: (rows: Held[]) => Held[] = (rows) => rows,
): Walked {
  return {
    ...rest,
    since,
    // Whole months without a document are usual here.
    perDay: 0.01,
    courts: byCourt ? courts : [],
    list: ({ from, to, court }, page) => {
      const hits = documents.filter(
        ({ date, court: of }) => date >= from && date <= to && (court === undefined || of === court),
      );
      const shown = page > rest.maxPages ? [] : hits.slice((page - 1) * rest.pageSize, page * rest.pageSize);
      return Promise.resolve({ total: hits.length, entries: spoil(shown), filtered: true });
    },
    detail: (id) => Promise.resolve({ key: id, bytes: new Uint8Array(), mediaType: '' }),
  };
}

interface Taken {
  readonly keys: readonly string[];
  readonly cursor: string | undefined;
  readonly end: PullEnd | undefined;
}

async function take(site: Walked, cursor: string | undefined, most = Infinity): Promise<Taken> {
  const keys: string[] = [];
  let last = cursor;
  const records = walk(site, {
    ...(cursor !== undefined && { cursor }),
    signal: new AbortController().signal,
    now: () => today,
    note: () => undefined,
  });
  for (;;) {
    const { value, done } = await records.next();
    if (done) return { keys, cursor: value.cursor ?? last, end: value };
    if ('cursor' in value) last = value.cursor;
    else if (keys.push(value.key) === most) return { keys, cursor: last, end: undefined };
  }
}

const ids = (documents: readonly Held[]): string[] => documents.map(({ id }) => id).sort();

describe('a walk', () => {
  test.prop([held, setting])('over an honest site gives each document once', async (documents, set) => {
    const { keys, end } = await take(siteOf(documents, set), undefined);
    expect(keys.toSorted()).toEqual(ids(documents));
    expect(end?.complete).toBe(true);
  });

  test.prop([held, setting, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 })])(
    'that is killed again and again loses nothing and repeats less than a page for each kill',
    async (documents, set, kills) => {
      const site = siteOf(documents, set);
      const all: string[] = [];
      let cursor: string | undefined;
      let killed = 0;
      for (const most of [...kills, Infinity]) {
        const taken = await take(site, cursor, most);
        all.push(...taken.keys);
        cursor = taken.cursor;
        if (taken.end) break;
        killed++;
      }
      expect([...new Set(all)].sort()).toEqual(ids(documents));
      expect(all.length - documents.length).toBeLessThanOrEqual(killed * set.pageSize);
    },
  );

  test.prop([
    held,
    setting,
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom('empty', 'short', 'twice')), { maxLength: 8 }),
    fc.integer({ min: 1, max: 40 }),
  ])(
    'over a site that spoils pages now and then, killed once, has all in the end',
    async (documents, set, spoilt, most) => {
      let asked = 0;
      const site = siteOf(documents, set, (rows) => {
        const how = spoilt.filter(([at]) => at === Math.floor(asked / 2)).at(0)?.[1];
        asked++;
        return how === 'empty'
          ? []
          : how === 'short'
            ? rows.slice(1)
            : how === 'twice'
              ? rows.map(() => rows[0] as Held)
              : rows;
      });
      const first = await take(site, undefined, most);
      const all = [...first.keys];
      let cursor = first.cursor;
      let complete = first.end?.complete;
      for (let pass = 0; pass < 12 && complete !== true; pass++) {
        const next = await take(site, cursor);
        all.push(...next.keys);
        cursor = next.cursor;
        complete = next.end?.complete;
      }
      expect(complete).toBe(true);
      expect([...new Set(all)].sort()).toEqual(ids(documents));
    },
  );

  test.prop([fc.oneof(fc.string(), fc.json())])(
    'begins at the beginning when its cursor is not one of its own',
    async (cursor) => {
      const documents = [{ id: 'a', date: since, court: courts[0] ?? '' }];
      const set = { days: 7, lateDays: 14, pageSize: 5, maxPages: 5, byCourt: false, concurrency: 1 };
      expect((await take(siteOf(documents, set), cursor)).keys).toEqual(['a']);
    },
  );
});

describe('windows', () => {
  test.prop([fc.nat(400)])('two halves are the whole', (days) => {
    const whole: Window = { from: since, to: addDays(since, days), court: courts[0] };
    const parts = halves(whole);
    if (!parts) {
      expect(days).toBe(0);
      return;
    }
    const [first, second] = parts;
    expect([first.from, addDays(first.to, 1), second.to]).toEqual([whole.from, second.from, whole.to]);
    expect(daysBetween(first.from, first.to)).toBeGreaterThanOrEqual(0);
    expect(daysBetween(second.from, second.to)).toBeGreaterThanOrEqual(0);
    expect(first.court).toBe(whole.court);
  });

  test('know their working days', () => {
    expect(workdays('2026-11-20', '2026-11-26')).toBe(5);
    expect(workdays('2026-11-21', '2026-11-22')).toBe(0);
  });
});
