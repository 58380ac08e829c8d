/** The hub as `src/main` builds it, over records in the real shapes of both sources. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config.js';
import { restoreArchive } from '../../src/archive/disk.js';
import { digest } from '../../src/graph/digest.js';
import { quarantined } from '../../src/graph/marks.js';
import { log } from '../../src/log.js';
import { archiveFolder } from '../../src/main/archive.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';
import { rebuild } from '../../src/main/rebuild.js';

log.level = 'silent';
const root = mkdtempSync(join(tmpdir(), 'cluegraph-hub-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;
/** A new data folder; ids depend on the archive's secret, so all share one. */
function configOf(): Config {
  const dataFolder = join(root, `data${++folders}`);
  mkdirSync(join(dataFolder, 'archive'), { recursive: true });
  writeFileSync(join(dataFolder, 'archive', 'secret'), Buffer.alloc(32, 7), { mode: 0o600 });
  return { dataFolder, port: 0, showSensitive: false, user: 'test', readers: 0, logLevel: 'silent' };
}
const now = (): string => '2026-01-01T00:00:00.000Z';
const sum = async (hub: OwnedHub): Promise<string> => (await digest(hub.engine.read.bind(hub.engine))).hash;

const judgment = (n: number, plaintiff = '某市信达建材有限公司'): string => `某市某区人民法院
民事判决书
（2023）京0105民初${100 + n}号
原告：${plaintiff}，住所地某市某区某路${n}号。
法定代表人：王立新，经理。
被告：赵敏芝，女，1970年3月${(n % 28) + 1}日出生，汉族，住某市某区。
原告${plaintiff}与被告赵敏芝买卖合同纠纷一案，本院立案后，依法适用普通程序，公开开庭进行了审理。现已审理终结。
本院认为，被告应当支付货款。
判决如下：
一、被告赵敏芝于本判决生效之日起十日内支付原告${plaintiff}货款${10000 + n}元；
二、驳回原告的其他诉讼请求。
审判长 马国强
二〇二三年五月八日
书记员 李静`;

const papers = join(root, 'papers');
beforeAll(() => {
  mkdirSync(papers);
  for (let n = 0; n < 30; n++) writeFileSync(join(papers, `${n}.txt`), judgment(n));
  writeFileSync(join(papers, 'bad.txt'), '这不是裁判文书');
});

const bring = async (hub: OwnedHub, path = papers, complete = false): Promise<string> => {
  const run = await hub.import({ source: 'judgments', path, purpose: 'test', by: 'test', complete });
  await hub.idle();
  return run;
};

describe('import', () => {
  test('of a folder is a run whose progress can be followed to its end', async () => {
    const hub = await openHub(configOf(), { now });
    const run = await bring(hub);
    expect(await hub.progress(run)).toMatchObject({
      state: 'done',
      fetched: 31,
      changed: 31,
      seen: 0,
      derived: 31,
      quarantined: 1,
    });
    const again = await bring(hub);
    expect(await hub.progress(again)).toMatchObject({ state: 'done', fetched: 31, changed: 0, seen: 31, derived: 0 });
    expect(await hub.progress('run_none')).toBeNull();
    expect((await hub.runs()).map((one) => one.records)).toEqual([31, 31]);
    await hub.close();
  });

  test('of what is not there is refused before a run is made', async () => {
    const hub = await openHub(configOf(), { now });
    const ask = (source: string, path: string): Promise<string> =>
      hub.import({ source, path, purpose: 'test', by: 'test' });
    await expect(ask('judgments', join(root, 'nowhere'))).rejects.toMatchObject({ actor: 'user' });
    await expect(ask('weather', papers)).rejects.toThrow('judgments');
    expect(await hub.runs()).toEqual([]);
    await hub.close();
  });

  test('of one file', async () => {
    const hub = await openHub(configOf(), { now });
    expect(await hub.progress(await bring(hub, join(papers, '3.txt')))).toMatchObject({
      state: 'done',
      fetched: 1,
      quarantined: 0,
    });
    await hub.close();
  });

  test('is cut off by closing at any moment, and goes on at the next start', async () => {
    const whole = await openHub(configOf(), { now });
    await bring(whole);
    const expected = await sum(whole);
    await whole.close();
    for (const milliseconds of [0, 5, 20, 60]) {
      const config = configOf();
      const hub = await openHub(config, { now });
      const run = await hub.import({ source: 'judgments', path: papers, purpose: 'test', by: 'test' });
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await Promise.all([hub.close(), hub.close()]);
      expect(['done', 'deriving', 'failed']).toContain((await hub.progress(run))?.state);
      await expect(bring(hub)).rejects.toMatchObject({ actor: 'nobody' });
      const again = await openHub(config, { now });
      await bring(again);
      expect(await sum(again)).toBe(expected);
      await again.close();
    }
  });
});

describe('what can be made again', () => {
  test('the graph, from the archive; an archive, from its backup', async () => {
    const config = configOf();
    const hub = await openHub(config, { now });
    await bring(hub);
    const [pair] = await hub.engine.read<{ a: string; b: string }>(
      "MATCH (a:Mention {name: '王立新'}), (b:Mention {name: '王立新'}) WHERE a.id < b.id RETURN a.id AS a, b.id AS b ORDER BY a, b LIMIT 1",
    );
    await hub.decide({ left: pair?.a ?? '', right: pair?.b ?? '', verdict: 'same', by: 'test', reason: 'known' });
    const mistake = await bring(hub, join(papers, '3.txt'));
    await hub.takeBack(mistake, { by: 'test', reason: 'test' });
    await hub.idle();
    const before = await sum(hub);
    await hub.archive.backup(join(root, 'backup'));
    await hub.close();

    const rebuilt = await rebuild(config);
    expect(await sum(rebuilt)).toBe(before);
    await rebuilt.close();

    const elsewhere = { ...config, dataFolder: join(root, 'elsewhere') };
    await restoreArchive(join(root, 'backup'), archiveFolder(elsewhere));
    const restored = await rebuild(elsewhere);
    expect(await sum(restored)).toBe(before);
    await restored.close();
  });
});

describe('verbs', () => {
  test('refuse what names nothing, before anything is archived', async () => {
    const hub = await openHub(configOf(), { now });
    const note = { by: 'test', reason: 'test' };
    await expect(hub.decide({ left: 'mention_a', right: 'mention_b', verdict: 'same', ...note })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    );
    await expect(hub.decide({ left: 'a', right: 'a', verdict: 'same', ...note })).rejects.toMatchObject({
      actor: 'user',
    });
    await expect(hub.followUp({ clue: 'clue_none', state: 'done', by: 'test' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(hub.takeBack('run_none', note)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(hub.erase({ source: 'judgments', key: 'none' }, note)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await hub.archive.keys('ledger')).toEqual([]);
    await hub.close();
  });

  test('replay reads quarantined records again, by code or one by one', async () => {
    const hub = await openHub(configOf(), { now });
    await bring(hub);
    const [bad] = await quarantined(hub.engine.read.bind(hub.engine));
    expect(await hub.replay({ code: 'NO_SUCH_CODE' })).toBe(0);
    expect(await hub.replay({ id: bad?.id ?? '' })).toBe(0);
    expect((await quarantined(hub.engine.read.bind(hub.engine))).length).toBe(1);
    await hub.close();
  });

  test('erase: the document and its quotes are gone', async () => {
    const hub = await openHub(configOf(), { now });
    await bring(hub, join(papers, '3.txt'));
    const [document] = await hub.engine.read<{ id: string }>('MATCH (d:Document) RETURN d.id AS id');
    const reference = { document: document?.id ?? '', at: { start: 0, end: 8 } };
    expect((await hub.quotes([reference]))[0]?.quote).toBe('某市某区人民法院');
    await hub.erase({ source: 'judgments', key: '3.txt' }, { by: 'test', reason: 'order' });
    expect(await hub.quotes([reference])).toEqual([null]);
    expect(await hub.engine.read('MATCH (d:Document) RETURN d.id AS id')).toEqual([]);
    await hub.close();
  });
});
