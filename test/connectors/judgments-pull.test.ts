import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { judgments } from '../../connectors/judgments/connector.js';
import { world, type World } from '../../connectors/judgments/pull/client.js';
import { judge, type Shown } from '../../connectors/judgments/pull/judge.js';
import { createPull } from '../../connectors/judgments/pull/pull.js';
import { readSettings } from '../../connectors/judgments/pull/settings.js';
import { ClueGraphError, ConfigError } from '../../src/errors.js';
import type { FetchedRecord, Pull, PullEnd, PullRemark } from '../../src/ingest/pull.js';
import { readConfig } from '../../src/config.js';
import { log } from '../../src/log.js';
import { openHub } from '../../src/main/hub.js';
import { inventedDocuments, sampleDocuments, type HeldDocument } from '../site/documents.js';
import { faults } from '../site/faults.js';
import { startSite, type ImitatedSite, type SiteOptions } from '../site/site.js';
import { shapes, type ShapeName } from '../site/shapes.js';

/** Wednesday morning in China. */
const today = new Date('2026-11-25T02:00:00Z');
const courts = ['江西省赣州市章贡区人民法院', '江西省赣州市南康区人民法院'];

jest.setTimeout(60_000);
const samples = await sampleDocuments();

const open: ImitatedSite[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()));
});

async function siteOf(options: Partial<SiteOptions> = {}): Promise<ImitatedSite> {
  const site = await startSite({ shape: 'rest', documents: inventedDocuments(60, '2026-11-01', 3), ...options });
  open.push(site);
  return site;
}

/** A world where waiting costs nothing: `slept` says how long it was. */
function quickWorld(): World & { readonly slept: number[] } {
  let time = today.getTime();
  const slept: number[] = [];
  return {
    ...world,
    slept,
    now: () => time,
    sleep: (ms) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
  };
}

const settingsOf = (site: { readonly url: string }, more: Readonly<Record<string, string>> = {}) => ({
  CLUEGRAPH_JUDGMENTS_URL: site.url,
  CLUEGRAPH_JUDGMENTS_SHAPE: 'rest',
  CLUEGRAPH_JUDGMENTS_LEGAL_BASIS: '测试许可 2026-01',
  CLUEGRAPH_JUDGMENTS_CONTACT: 'data@bank.example',
  CLUEGRAPH_JUDGMENTS_SINCE: '2026-11-01',
  CLUEGRAPH_JUDGMENTS_RATE: '10',
  ...more,
});

function pullOf(
  site: { readonly url: string },
  more: Readonly<Record<string, string>> = {},
  outside = quickWorld(),
): Pull {
  const settings = readSettings(settingsOf(site, more));
  if (!settings) throw new Error('no settings');
  return createPull(settings, outside);
}

interface Taken {
  readonly keys: string[];
  readonly records: FetchedRecord[];
  readonly remarks: string[];
  readonly words: PullRemark[];
  /** The last cursor that was given, at the end or before. */
  cursor?: string;
  end?: PullEnd;
  error?: string;
}

/** What a pull gives until it ends, fails, or `most` records were taken, where the process is killed. */
async function take(
  pull: Pull,
  {
    cursor,
    most = Infinity,
    on = today,
    signal = new AbortController().signal,
  }: { cursor?: string | undefined; most?: number; on?: Date; signal?: AbortSignal } = {},
): Promise<Taken> {
  const taken: Taken = { keys: [], records: [], remarks: [], words: [] };
  const note = (remark: PullRemark): void => {
    taken.remarks.push(remark.code);
    taken.words.push(remark);
  };
  const records = pull.records({ ...(cursor !== undefined && { cursor }), signal, now: () => on, note });
  try {
    for (let next = await records.next(); ; next = await records.next()) {
      if (next.done) {
        taken.end = next.value;
        if (next.value.cursor !== undefined) taken.cursor = next.value.cursor;
        return taken;
      }
      if ('cursor' in next.value) taken.cursor = next.value.cursor;
      else {
        taken.records.push(next.value);
        taken.keys.push(next.value.key);
        if (taken.keys.length === most) return taken;
      }
    }
  } catch (error) {
    if (!(error instanceof ClueGraphError)) throw error;
    taken.error = error.code;
    return taken;
  }
}

const idsOf = (documents: readonly HeldDocument[]): string[] => documents.map(({ id }) => `rest/${id}`).sort();
const sorted = (keys: readonly string[]): string[] => [...new Set(keys)].sort();

describe('settings', () => {
  const complete = settingsOf({ url: 'https://judgments.example/' });

  it('are off by default, and of other sources none of its business', () => {
    expect(judgments.configure?.({})).toBeNull();
    expect(judgments.configure?.({ CLUEGRAPH_CRM_URL: 'x', CLUEGRAPH_JUDGMENTS_URL: '' })).toBeNull();
  });

  it.each(['URL', 'SHAPE', 'LEGAL_BASIS', 'CONTACT', 'SINCE'])('name %s when it is missing', (name) => {
    const rest = Object.fromEntries(
      Object.entries(complete).filter(([given]) => given !== `CLUEGRAPH_JUDGMENTS_${name}`),
    );
    expect(() => judgments.configure?.(rest)).toThrow(ConfigError);
    expect(() => judgments.configure?.(rest)).toThrow(
      new RegExp(`CLUEGRAPH_JUDGMENTS_${name} 未设置.* is missing\\. Set it to `),
    );
  });

  it.each([
    ['URL', 'http://judgments.example/'],
    ['URL', 'https://somebody:secret@judgments.example/'],
    ['URL', 'ftp://judgments.example/'],
    ['SHAPE', 'other'],
    ['SINCE', '2026-02-30'],
    ['RATE', '100'],
    ['CONCURRENCY', '50'],
    ['CONTACT', 'nobody'],
  ])('refuse %s=%s with the remedy', (name, value) => {
    expect(() => judgments.configure?.({ ...complete, [`CLUEGRAPH_JUDGMENTS_${name}`]: value })).toThrow(
      new RegExp(`CLUEGRAPH_JUDGMENTS_${name} is not valid\\. Set it to `),
    );
  });

  it('name a setting that nobody knows', () => {
    expect(() => judgments.configure?.({ ...complete, CLUEGRAPH_JUDGMENTS_SPEED: '1' })).toThrow(
      /CLUEGRAPH_JUDGMENTS_SPEED/,
    );
  });

  it('give a scope without secrets, and the ground as recorded', () => {
    const pull = judgments.configure?.({
      ...complete,
      CLUEGRAPH_JUDGMENTS_COOKIE: 'session=secret',
      CLUEGRAPH_JUDGMENTS_EVERY: '0 2 * * *',
    });
    expect(pull).toMatchObject({ legalBasis: '测试许可 2026-01', every: '0 2 * * *' });
    expect(pull?.scope).toContain('judgments.example');
    expect(pull?.scope).not.toContain('secret');
  });
});

describe.each<[ShapeName, string]>([
  ['oldSite', 'oldsite'],
  ['rest', 'rest'],
  ['mirror', 'mirror'],
])('a site of shape %s', (shape, name) => {
  it.each(['utf-8', 'gb18030'] as const)('gives the records that files of it would give, in %s', async (charset) => {
    const documents = samples;
    const site = await siteOf({ shape, documents, charset, session: true, pageSize: 20 });
    const taken = await take(
      pullOf(site, {
        CLUEGRAPH_JUDGMENTS_SHAPE: shape,
        CLUEGRAPH_JUDGMENTS_SINCE: '2023-01-01',
        CLUEGRAPH_JUDGMENTS_DAYS: '31',
      }),
    );
    expect(taken).toMatchObject({ end: { complete: true }, remarks: [] });
    expect(taken.keys.toSorted()).toEqual(documents.map(({ id }) => `${name}/${id}`).sort());
    for (const [i, document] of documents.slice(0, 5).entries()) {
      const record = taken.records.find(({ key }) => key === `${name}/${document.id}`);
      const read = judgments.extract({
        key: '',
        bytes: new Uint8Array(),
        mediaType: '',
        ...record,
        source: 'judgments',
        fetchedAt: '',
      });
      const file = judgments.extract({
        key: `${i}`,
        bytes: Buffer.from(shapes[shape].detail(document)),
        mediaType: '',
        source: 'judgments',
        fetchedAt: '',
      });
      expect(read).toEqual(file);
      expect(read.document.identity.slice(0, 2)).toEqual([
        'court',
        document.caseNumber.replace('（', '(').replace('）', ')'),
      ]);
    }
  });
});

it('one judgment from three sites is one document', () => {
  const [document] = inventedDocuments(1, '2026-11-02', 1);
  const identities = (['oldSite', 'rest', 'mirror'] as const).map(
    (shape) =>
      judgments.extract({
        key: shape,
        bytes: Buffer.from(shapes[shape].detail(document as HeldDocument)),
        mediaType: '',
        source: 'judgments',
        fetchedAt: '',
      }).document.identity,
  );
  expect(identities[1]).toEqual(identities[0]);
  expect(identities[2]).toEqual(identities[0]);
});

describe('windows', () => {
  it('are asked for court by court', async () => {
    const site = await siteOf();
    const taken = await take(pullOf(site, { CLUEGRAPH_JUDGMENTS_COURTS: courts.join('，') }));
    expect(taken.end?.complete).toBe(true);
    expect(sorted(taken.keys)).toEqual(idsOf(inventedDocuments(60, '2026-11-01', 3)));
    expect(taken.keys).toHaveLength(60);
  });

  it('are split when the site would not show all of them', async () => {
    const documents = inventedDocuments(80, '2026-11-02', 10);
    const site = await siteOf({ documents, maxPages: 2 });
    const taken = await take(
      pullOf(site, {
        CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '5',
        CLUEGRAPH_JUDGMENTS_MAX_PAGES: '2',
        CLUEGRAPH_JUDGMENTS_DAYS: '14',
      }),
    );
    expect(taken).toMatchObject({ remarks: [], end: { complete: true } });
    expect(taken.keys.toSorted()).toEqual(idsOf(documents));
  });

  it('say so when one day is too much, and are not complete', async () => {
    const site = await siteOf({ documents: inventedDocuments(30, '2026-11-02', 30), maxPages: 2 });
    const taken = await take(pullOf(site, { CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '5', CLUEGRAPH_JUDGMENTS_MAX_PAGES: '2' }));
    expect(taken.remarks).toEqual(['WINDOW_TOO_LARGE']);
    expect(taken.end?.complete).toBe(false);
    expect(taken.keys).toHaveLength(10);
  });

  it('of the next pass begin where documents may still come late, and find them', async () => {
    const documents = inventedDocuments(60, '2026-11-01', 3);
    const site = await siteOf({ documents: documents.filter((_, i) => i !== 40) });
    const pull = pullOf(site, { CLUEGRAPH_JUDGMENTS_LATE_DAYS: '14' });
    const first = await take(pull);
    expect(first.keys).toHaveLength(59);
    site.change({ documents });
    const second = await take(pull, { cursor: first.cursor });
    expect(second.end?.complete).toBe(true);
    expect(second.keys).toContain('rest/ruling-40');
    expect(second.keys).not.toContain('rest/ruling-0');
  });
});

describe('a guest', () => {
  it('says who it is, to every page', async () => {
    const site = await siteOf();
    await take(pullOf(site));
    expect(site.seen[0]?.kind).toBe('robots');
    for (const { userAgent } of site.seen) expect(userAgent).toBe('ClueGraph (+data@bank.example)');
  });

  it('keeps its pace', async () => {
    const site = await siteOf();
    const outside = quickWorld();
    await take(pullOf(site, { CLUEGRAPH_JUDGMENTS_RATE: '0.5' }, outside));
    expect(outside.slept.reduce((sum, ms) => sum + ms, 0)).toBe((site.seen.length - 1) * 2000);
  });

  it('keeps the pace of robots.txt where it is slower', async () => {
    const site = await siteOf({ faults: [faults.forbidsPrograms('User-agent: *\nCrawl-delay: 7\n')] });
    const outside = quickWorld();
    const taken = await take(pullOf(site, {}, outside));
    expect(taken.remarks).toEqual(['CRAWL_DELAY']);
    expect(Math.max(...outside.slept)).toBe(7000);
  });

  it.each(['User-agent: *\nDisallow: /website/', 'User-agent: ClueGraph\nDisallow: /'])(
    'stays away where robots.txt says so',
    async (rules) => {
      const site = await siteOf({ faults: [faults.forbidsPrograms(rules)] });
      const taken = await take(pullOf(site));
      expect(taken).toMatchObject({ error: 'ROBOTS', keys: [] });
      expect(site.seen.some(({ kind }) => kind === 'list' || kind === 'detail')).toBe(false);
    },
  );

  it('stays away while robots.txt cannot be had', async () => {
    const site = await siteOf({ faults: [faults.answers(500, 1, undefined, {}, 'robots')] });
    expect(await take(pullOf(site))).toMatchObject({ error: 'SERVER_FAULT', keys: [] });
    expect(site.seen.every(({ kind }) => kind === 'robots')).toBe(true);
  });

  it.each([
    [429, '120', 120_000],
    [503, new Date(today.getTime() + 200_000).toUTCString(), 190_000],
  ])('answered %d comes back when it is told', async (status, after, ms) => {
    const site = await siteOf({ faults: [faults.answers(status, 2, 1, { 'retry-after': after })] });
    const outside = quickWorld();
    const taken = await take(pullOf(site, {}, outside));
    expect(taken).toMatchObject({ end: { complete: true }, remarks: [] });
    expect(Math.max(...outside.slept)).toBeGreaterThanOrEqual(ms);
  });

  it('told to come back tomorrow ends the run', async () => {
    const site = await siteOf({ faults: [faults.answers(503, 2, undefined, { 'retry-after': '86400' })] });
    const outside = quickWorld();
    expect(await take(pullOf(site, {}, outside))).toMatchObject({ error: 'COME_BACK_LATER' });
    expect(Math.max(...outside.slept)).toBeLessThan(10_000);
  });

  it('waits longer after each failure, and then stops asking at all', async () => {
    const site = await siteOf({ faults: [faults.answers(500, 1), faults.answers(500, 1, undefined, {}, 'detail')] });
    const outside = quickWorld();
    const pull = pullOf(site, {}, outside);
    const errors = [];
    for (let i = 0; i < 4; i++) errors.push((await take(pull)).error);
    expect(errors).toEqual(['SERVER_FAULT', 'SERVER_FAULT', 'SERVER_FAULT', 'SERVER_FAULT']);
    expect(outside.slept.filter((ms) => ms > 1000).slice(0, 3)).toEqual([2000, 4000, 8000]);
  });

  it('leaves a site alone that fails again and again', async () => {
    const site = await siteOf();
    const pull = pullOf(site);
    await site.close();
    const errors = [];
    for (let i = 0; i < 4; i++) errors.push((await take(pull)).error);
    expect(errors).toEqual(['NO_ANSWER', 'NO_ANSWER', 'NO_ANSWER', 'SITE_DOWN']);
  });

  it('goes on after one that never answers', async () => {
    const site = await siteOf({ faults: [faults.isSilent(1)] });
    const taken = await take(pullOf(site, {}, Object.assign(quickWorld(), { patience: 300 })));
    expect(taken.end?.complete).toBe(true);
  });

  it('does not follow to another site', async () => {
    const other = await siteOf();
    const site = await siteOf({ faults: [faults.leadsAway(other.url)] });
    expect(await take(pullOf(site))).toMatchObject({ error: 'LED_AWAY' });
    expect(other.seen).toEqual([]);
  });

  it('led to the login page of the same site says that the session ended', async () => {
    const site = await siteOf({ faults: [faults.leadsAway('/user/login')] });
    expect(await take(pullOf(site))).toMatchObject({ error: 'SESSION_ENDED' });
  });

  it('asks whether a document changed instead of fetching it again', async () => {
    const site = await siteOf({ marks: true });
    const pull = pullOf(site, { CLUEGRAPH_JUDGMENTS_SHAPE: 'mirror' });
    await site.close();
    const mirror = await siteOf({ shape: 'mirror', marks: true, port: Number(new URL(site.url).port) });
    const first = await take(pull);
    const before = mirror.seen.length;
    const again = await take(pull);
    expect(again.records).toEqual(first.records);
    expect(
      mirror.seen
        .slice(before)
        .filter(({ kind }) => kind === 'detail')
        .map(({ status }) => status),
    ).toEqual(first.keys.map(() => 304));
  });

  it('stops at once when the hub closes', async () => {
    const site = await siteOf({ faults: [faults.isSilent(9)] });
    const closing = new AbortController();
    const taking = take(pullOf(site), { signal: closing.signal });
    while (!site.seen.some(({ kind }) => kind === 'list')) await new Promise((resolve) => setImmediate(resolve));
    closing.abort();
    expect(await taking).toMatchObject({ error: 'STOPPED' });
  });
});

describe('a site that lies', () => {
  const of12 = { CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '5', CLUEGRAPH_JUDGMENTS_DAYS: '30' };

  it('and loses page 7 of 12 is asked once more', async () => {
    const site = await siteOf({ faults: [faults.losesPage(7, 1)] });
    const taken = await take(pullOf(site, of12));
    expect(taken).toMatchObject({ remarks: [], end: { complete: true } });
    expect(taken.keys).toHaveLength(60);
  });

  it('and loses page 7 of 12 for good: said, with figures, and made good in the next pass', async () => {
    const site = await siteOf({ faults: [faults.losesPage(7)] });
    const pull = pullOf(site, of12);
    const first = await take(pull);
    expect(first.remarks).toEqual(['PAGE_LOST']);
    expect(first.words[0]?.en).toMatch(/page 7 of 12: expected 5, got 0/);
    expect(first.end?.complete).toBe(false);
    expect(first.keys).toHaveLength(55);
    expect(site.seen.filter(({ kind, page }) => kind === 'list' && page === 7)).toHaveLength(2);
    site.change({ faults: [] });
    const second = await take(pull, { cursor: first.cursor });
    expect(second).toMatchObject({ remarks: [], end: { complete: true } });
    expect(sorted([...first.keys, ...second.keys])).toHaveLength(60);
  });

  it('and never shows a page is given up in the end, aloud', async () => {
    const rest = inventedDocuments(150, '2026-06-30', 1).map((document) => ({
      ...document,
      id: `later-${document.id}`,
    }));
    const site = await siteOf({
      documents: [...inventedDocuments(58, '2026-06-01', 2), ...rest],
      faults: [faults.losesPage(7)],
    });
    const pull = pullOf(site, { ...of12, CLUEGRAPH_JUDGMENTS_SINCE: '2026-06-01' });
    let cursor: string | undefined;
    const remarks: string[][] = [];
    for (let pass = 0; pass < 4; pass++) {
      const taken = await take(pull, { cursor });
      cursor = taken.cursor;
      remarks.push(taken.remarks);
    }
    expect(remarks).toEqual([['PAGE_LOST'], ['PAGE_LOST'], ['PAGE_LOST', 'GIVEN_UP'], []]);
  });

  it('and shows a page again that it showed', async () => {
    const site = await siteOf({ faults: [faults.repeatsPage(4)] });
    const taken = await take(pullOf(site, of12));
    expect(taken.remarks).toEqual(['PAGE_REPEATED']);
    expect(taken.words[0]?.en).toMatch(/page 4 of 12 .* expected 5 new ones, got 0/);
    expect(taken.end?.complete).toBe(false);
    expect(taken.keys).toHaveLength(55);
  });

  it('and changes its total between pages is begun again, giving nothing twice', async () => {
    // Twice: when first seen, and when asked again.
    const site = await siteOf({ faults: [faults.changesTotal(3, 2)] });
    const taken = await take(pullOf(site, of12));
    expect(taken).toMatchObject({ remarks: ['TOTAL_CHANGED'], end: { complete: true } });
    expect(taken.keys).toHaveLength(60);
    expect(sorted(taken.keys)).toHaveLength(60);
  });

  it('and never agrees with itself gives all the same, and is owed', async () => {
    const site = await siteOf({ faults: [faults.changesTotal(3)] });
    const taken = await take(pullOf(site, of12));
    expect(taken.end?.complete).toBe(false);
    expect(sorted(taken.keys)).toHaveLength(60);
  });

  it.each<[ShapeName, string]>([
    ['rest', 'by what it says it applied'],
    ['oldSite', 'by dates outside the window'],
    ['mirror', 'by dates outside the window'],
  ])('and drops the date filter is noticed (%s, %s)', async (shape) => {
    const documents = [
      ...inventedDocuments(400, '2024-01-01', 1),
      ...inventedDocuments(30, '2026-11-01', 2).map((document) => ({ ...document, id: `new-${document.id}` })),
    ];
    const site = await siteOf({ shape, documents, faults: [faults.dropsDates()], pageSize: 20 });
    const pull = pullOf(site, { CLUEGRAPH_JUDGMENTS_SHAPE: shape });
    const taken = await take(pull);
    expect(taken.remarks).toEqual(['FILTER_DROPPED']);
    expect(taken.words[0]?.en).toContain('430');
    expect(taken.end?.complete).toBe(false);
    // What was shown is kept, though nobody asked for it.
    expect(taken.keys.length).toBeGreaterThan(0);
    site.change({ faults: [] });
    const after = await take(pull, { cursor: taken.cursor });
    expect(after.end?.complete).toBe(true);
    expect(after.keys).toHaveLength(30);
  });

  it('and drops the filter of a later window goes on there', async () => {
    const site = await siteOf({ documents: inventedDocuments(356, '2026-06-01', 2) });
    const pull = pullOf(site, { CLUEGRAPH_JUDGMENTS_SINCE: '2026-06-01' });
    const first = await take(pull, { most: 40 });
    site.change({ faults: [faults.dropsDates()] });
    const second = await take(pull, { cursor: first.cursor });
    expect(second.remarks).toEqual(['FILTER_DROPPED']);
    site.change({ faults: [] });
    const third = await take(pull, { cursor: second.cursor });
    expect(third.end?.complete).toBe(true);
    expect(sorted([...first.keys, ...third.keys])).toHaveLength(356);
  });

  it('and drops the court filter is noticed', async () => {
    const site = await siteOf({ shape: 'mirror', faults: [faults.dropsCourt()] });
    const taken = await take(
      pullOf(site, { CLUEGRAPH_JUDGMENTS_SHAPE: 'mirror', CLUEGRAPH_JUDGMENTS_COURTS: courts.join(',') }),
    );
    expect(taken.remarks).toContain('FILTER_DROPPED');
    expect(taken.end?.complete).toBe(false);
  });

  it.each([1, 30])('and misdates one document of %d keeps it, and the run is complete', async (count) => {
    const documents = inventedDocuments(count, '2026-11-20', 10);
    const site = await siteOf({ shape: 'oldSite', documents, faults: [faults.misdates('ruling-0')] });
    const taken = await take(pullOf(site, { CLUEGRAPH_JUDGMENTS_SHAPE: 'oldSite', CLUEGRAPH_JUDGMENTS_PER_DAY: '1' }));
    expect(taken.remarks).toEqual(['OUT_OF_WINDOW']);
    expect(taken.end?.complete).toBe(true);
    expect(taken.keys).toHaveLength(count);
  });

  it('and counts none of what it shows gives it all the same', async () => {
    const site = await siteOf({ faults: [faults.countsNone()] });
    const taken = await take(pullOf(site, of12));
    expect(taken.remarks).toContain('MORE_THAN_TOTAL');
    expect(sorted(taken.keys)).toHaveLength(60);
  });

  it.each(['asksForLogin', 'asksForCaptcha'] as const)('%s with status 200: the session has ended', async (name) => {
    for (const on of ['list', 'detail'] as const) {
      const site = await siteOf({ faults: [faults[name](4, on)] });
      const taken = await take(pullOf(site, of12));
      expect(taken.error).toBe('SESSION_ENDED');
      // Asked once, and never again.
      expect(site.seen.at(-1)).toMatchObject({ kind: on, number: 4 });
      site.change({ faults: [] });
      const after = await take(pullOf(site, of12), { cursor: taken.cursor });
      expect(sorted([...taken.keys, ...after.keys])).toHaveLength(60);
    }
  });

  it.each(['failsPolitely', 'cutsAnswer'] as const)('%s with status 200 is asked again', async (name) => {
    for (const on of ['list', 'detail'] as const) {
      const site = await siteOf({ faults: [faults[name](3, 2, on)] });
      const taken = await take(pullOf(site, of12));
      expect(taken).toMatchObject({ remarks: [], end: { complete: true } });
      expect(taken.keys).toHaveLength(60);
    }
  });

  it('and cannot give one document gives the others, and is asked again', async () => {
    const site = await siteOf({ faults: [faults.cutsAnswer(8, 4, 'detail')] });
    const pull = pullOf(site, of12);
    const taken = await take(pull);
    expect(taken.remarks).toEqual(['DOCUMENT_LOST']);
    expect(taken.end?.complete).toBe(false);
    expect(taken.keys).toHaveLength(59);
    const after = await take(pull, { cursor: taken.cursor });
    expect(after.end?.complete).toBe(true);
    expect(sorted([...taken.keys, ...after.keys])).toHaveLength(60);
  });

  it('and sends more than any document has is cut short', async () => {
    const site = await siteOf({
      documents: inventedDocuments(3, '2026-11-20', 3),
      faults: [faults.sendsTooMuch('detail', 1)],
    });
    const taken = await take(pullOf(site));
    expect(taken.remarks).toEqual(['DOCUMENT_LOST']);
    expect(taken.keys).toHaveLength(2);
  });

  it('and lists what it has taken down says so, and is complete', async () => {
    const site = await siteOf({ faults: [faults.answers(404, 5, 1, {}, 'detail')] });
    const taken = await take(pullOf(site));
    expect(taken).toMatchObject({ remarks: ['DOCUMENT_GONE'], end: { complete: true } });
  });

  it('and answers in cipher is not deciphered', async () => {
    const cipher = JSON.stringify({ code: 1, success: true, secretKey: 'k', result: 'c2VjcmV0' });
    const site = await siteOf({ faults: [{ on: 'list', sends: () => ({ body: cipher }) }] });
    expect(await take(pullOf(site))).toMatchObject({ error: 'ENCRYPTED' });
  });

  it('and shows nothing at all, where there was always something', async () => {
    const site = await siteOf();
    const pull = pullOf(site);
    const first = await take(pull);
    expect(first.end?.complete).toBe(true);
    site.change({ faults: [faults.showsNothing()] });
    const second = await take(pull, { cursor: first.cursor });
    expect(second.remarks).toContain('ALL_EMPTY');
    expect(second.end?.complete).toBe(false);
    site.change({ faults: [] });
    const third = await take(pull, { cursor: second.cursor });
    expect(third.end?.complete).toBe(true);
    expect(third.keys.length).toBeGreaterThan(10);
  });

  it('and shows far less than usual: by setting, and by what it showed before', async () => {
    const usual = inventedDocuments(1500, '2026-06-01', 10);
    const few = usual.filter(({ date }, i) => date < '2026-09-01' || i % 20 === 0);
    const site = await siteOf({ documents: few });
    const more = { CLUEGRAPH_JUDGMENTS_SINCE: '2026-08-01' };
    const bySetting = await take(pullOf(site, { ...more, CLUEGRAPH_JUDGMENTS_PER_DAY: '14' }));
    expect(bySetting.remarks).toContain('VOLUME_LOW');
    const byHistory = await take(pullOf(site, more));
    expect(byHistory.remarks[0]).toBe('VOLUME_LOW');
    expect(byHistory.words[0]?.en).toMatch(/has \d documents, about \d\d are usual/);
  });
});

describe('a page', () => {
  const window = { from: '2026-11-01', to: '2026-11-07', court: courts[0] };
  const page = (count: number, more: object = {}) =>
    Array.from({ length: count }, (_, i) => ({ id: `${i}`, date: '2026-11-03', ...more }));
  const about = { window, page: 1, size: 5, most: 20, listed: new Set<string>() };

  it('is not believed when the site says that it did not filter', () => {
    expect(judge({ total: 3, entries: page(3), filtered: false }, about).verdict).toBe('FILTER_DROPPED');
    expect(judge({ total: 3, entries: page(3), filtered: true }, about).verdict).toBe('WHOLE');
  });

  it('without dates is not believed when another window began alike', () => {
    const entries = page(5, { date: undefined });
    const ids = new Set(entries.map(({ id }) => id));
    const of = (from: string, to: string, total = 12) => ({ window: { from, to }, total, ids });
    const verdict = (before: Shown, total = 12): string => judge({ total, entries }, { ...about, before }).verdict;
    expect(verdict(of('2026-10-25', '2026-10-31'))).toBe('FILTER_DROPPED');
    // The window that this one is a half of shows the same documents.
    expect(verdict(of('2026-11-01', '2026-11-14'))).toBe('WHOLE');
    expect(verdict({ ...of('2026-10-25', '2026-10-31'), ids: new Set() })).toBe('WHOLE');
    expect(verdict({ ...of('2026-10-25', '2026-10-31', 500), ids: new Set() }, 500)).toBe('FILTER_DROPPED');
  });

  it('may leave out the province of a court, and not name another', () => {
    const verdict = (court: string): string =>
      judge({ total: 12, entries: page(5, { court }) }, { ...about, window: { ...window, court: '甲县人民法院' } })
        .verdict;
    expect(verdict('江西省甲县人民法院')).toBe('WHOLE');
    expect(verdict('江西省乙县人民法院')).toBe('FILTER_DROPPED');
  });
});

describe('a site that falls silent', () => {
  it('where few were usual is noticed after some weeks, and asked again', async () => {
    const documents = inventedDocuments(170, '2026-06-01', 1);
    const site = await siteOf({
      documents: documents.filter(({ date }) => date < '2026-08-31' || date > '2026-11-01'),
    });
    const pull = pullOf(site, { CLUEGRAPH_JUDGMENTS_SINCE: '2026-06-01' });
    const first = await take(pull);
    expect(first.remarks).toEqual(['VOLUME_LOW', 'VOLUME_LOW', 'VOLUME_LOW']);
    expect(first.words[0]?.en).toMatch(/has 0 documents, about 2\d are usual/);
    expect(first.end?.complete).toBe(false);
    site.change({ documents });
    const second = await take(pull, { cursor: first.cursor });
    expect(second).toMatchObject({ remarks: [], end: { complete: true } });
    expect(sorted([...first.keys, ...second.keys])).toEqual(idsOf(documents));
  });
});

describe('killed in the middle', () => {
  it.each([1, 17, 33, 59])('after %d records it goes on: nothing lost, at most a page twice', async (most) => {
    const site = await siteOf({ maxPages: 3 });
    const more = {
      CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '5',
      CLUEGRAPH_JUDGMENTS_MAX_PAGES: '3',
      CLUEGRAPH_JUDGMENTS_COURTS: courts.join(','),
    };
    const first = await take(pullOf(site, more), { most });
    const second = await take(pullOf(site, more), { cursor: first.cursor });
    expect(second.end?.complete).toBe(true);
    expect(sorted([...first.keys, ...second.keys])).toEqual(idsOf(inventedDocuments(60, '2026-11-01', 3)));
    expect(first.keys.length + second.keys.length).toBeLessThanOrEqual(60 + 5);
  });

  it('and the window changed meanwhile: it is begun again', async () => {
    const documents = inventedDocuments(60, '2026-11-01', 3);
    const site = await siteOf({ documents: documents.slice(1) });
    const more = { CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '5', CLUEGRAPH_JUDGMENTS_DAYS: '31' };
    const first = await take(pullOf(site, more), { most: 22 });
    // The new one stands on page 1, which was given.
    site.change({ documents });
    const second = await take(pullOf(site, more), { cursor: first.cursor });
    expect(second.remarks).toEqual(['TOTAL_CHANGED']);
    expect(sorted([...first.keys, ...second.keys])).toHaveLength(60);
  });
});

it('check reads no document', async () => {
  const site = await siteOf();
  expect(await pullOf(site).check()).toEqual([]);
  expect(site.seen.map(({ kind }) => kind)).toEqual(['robots', 'entry', 'list']);
});

describe('through the hub', () => {
  it('a site gives what files gave: the same documents, and a page that is lost is told', async () => {
    log.level = 'silent';
    const folder = await mkdtemp(join(tmpdir(), 'cluegraph-site-'));
    const documents = inventedDocuments(6, '2026-11-20', 2);
    const site = await siteOf({ shape: 'mirror', documents, faults: [faults.losesPage(2)], pageSize: 4 });
    const settings = {
      ...settingsOf(site),
      CLUEGRAPH_JUDGMENTS_SHAPE: 'mirror',
      CLUEGRAPH_JUDGMENTS_PAGE_SIZE: '4',
      CLUEGRAPH_JUDGMENTS_DAYS: '31',
    };
    const config = { ...readConfig({}), dataFolder: folder, readers: 0, sources: { judgments: settings } };
    const hub = await openHub(config, { now: () => today.toISOString() });
    const held = async (): Promise<readonly { document: string; records: number }[]> =>
      hub.engine.read(
        'MATCH (r:Record)-[:OBSERVES]->(d:Document) RETURN d.caseNumber AS document, count(r) AS records ORDER BY document',
      );
    try {
      for (const document of documents)
        await writeFile(join(folder, `${document.id}.json`), shapes.rest.detail(document));
      await hub.import({ source: 'judgments', path: folder, purpose: 'test', by: 'test' });
      await hub.idle();
      const ofFiles = await held();
      expect(ofFiles.map(({ records }) => records)).toEqual([1, 1, 1, 1, 1, 1]);
      const pull = async (): Promise<string | undefined> => {
        const run = await hub.import({ source: 'judgments', purpose: 'test', by: 'test' });
        await hub.idle();
        return (await hub.progress(run))?.state;
      };
      expect(await pull()).toBe('done');
      const first = (await hub.runs()).at(-1);
      expect(first).toMatchObject({ complete: false, records: 4, remarks: [{ code: 'PAGE_LOST' }] });
      site.change({ faults: [] });
      expect(await pull()).toBe('done');
      expect((await hub.runs()).at(-1)).toMatchObject({ complete: true });
      expect(await held()).toEqual(ofFiles.map(({ document }) => ({ document, records: 2 })));
    } finally {
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
