import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import iconv from 'iconv-lite';
import { judgments } from '../../connectors/judgments/connector.js';
import { readShape, splitFile } from '../../connectors/judgments/shapes.js';
import { BadRecordError } from '../../src/errors.js';
import type { FetchedRecord } from '../../src/ingest/connector.js';
import type { Reading } from '../../src/model/reading.js';
import { quote } from '../../src/model/span.js';
import { decode } from '../../src/read/text.js';

const fixtures = 'connectors/judgments/fixtures';
const real = '../shared/data';

const source = (record: FetchedRecord) => ({ ...record, source: 'judgments', fetchedAt: '2026-11-24T00:00:00Z' });
const split = (name: string, bytes: Uint8Array): FetchedRecord[] => [...splitFile(name, bytes)];

/** A reading without positions, links by the names at their ends: what a person compares. */
function brief({ document, mentions, nodes, links }: Reading): unknown {
  const names = new Map([['document', 'document'], ...mentions.map(({ ref, name }) => [ref, name] as const), ...nodes.map(({ ref, type, key }) => [ref, key ?? type] as const)]); // prettier-ignore
  // Only some mirrors give the title.
  const props = { ...document.props, title: undefined };
  return {
    identity: document.identity[0] === 'court' ? document.identity.slice(0, 5) : [document.identity[0]],
    props,
    mentions: mentions.map(({ name, kind, roles, props: said }) => ({ name, kind, roles, ...said })),
    nodes: nodes.map(({ type, props: said }) => ({ type, ...said })),
    links: links.map(({ type, from, to }) => `${names.get(from) ?? '?'} ${type} ${names.get(to) ?? '?'}`),
  };
}

/** What is read, or the code of the refusal. Anything but a BadRecordError fails. */
function outcome(record: FetchedRecord): Reading | string {
  try {
    return judgments.extract(source(record));
  } catch (error) {
    if (error instanceof BadRecordError) return error.code;
    throw error;
  }
}

interface Expected {
  /** Fixture -> shape and what each of its records gives: the name of a document, or a code. */
  readonly files: Readonly<Record<string, { shape: string; records: Readonly<Record<string, string>> }>>;
  readonly documents: Readonly<Record<string, unknown>>;
}

const expected = JSON.parse(await readFile(join(fixtures, 'expected.json'), 'utf8')) as Expected;
const names = (await readdir(fixtures)).filter((name) => name !== 'expected.json').sort();

it('every fixture has its expected outcome', () => {
  expect(Object.keys(expected.files).sort()).toEqual(names);
});

describe.each(names)('%s', (name) => {
  it('gives the records, shape and readings expected', async () => {
    const records = split(name, await readFile(join(fixtures, name)));
    const file = expected.files[name];
    expect(records.map(({ key }) => key).sort()).toEqual(Object.keys(file?.records ?? {}).sort());
    for (const record of records) {
      const want = file?.records[record.key] ?? '';
      const got = outcome(record);
      if (typeof got === 'string') {
        expect(got).toBe(want);
        continue;
      }
      expect(readShape(record.bytes, record.key).shape).toBe(file?.shape);
      // Through JSON, as it is kept: what is undefined is not there.
      expect(JSON.parse(JSON.stringify(brief(got)))).toEqual(expected.documents[want]);
    }
  });

  it('quotes every value from its own parts', async () => {
    for (const record of split(name, await readFile(join(fixtures, name)))) {
      const reading = outcome(record);
      if (typeof reading === 'string') continue;
      const parts = judgments.parts(source(record));
      for (const mention of reading.mentions)
        expect(quote(parts, mention.at['name'] ?? { start: 0, end: 0 })).toContain(mention.name);
      for (const { at } of [reading.document, ...reading.nodes, ...reading.links])
        for (const span of Object.values(at)) expect(quote(parts, span)).not.toBe('');
    }
  });

  it('cut at any byte is read or refused', async () => {
    const bytes = await readFile(join(fixtures, name));
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let end = 0; end < bytes.length; end += step)
      for (const record of split(name, bytes.subarray(0, end))) outcome(record);
  });
});

describe('identity', () => {
  const text = [
    '江西省赣州市章贡区人民法院', '民 事 裁 定 书', '（2025）赣0702民初5号',
    '原告：甲有限公司。', '被告：乙有限公司。', '原告甲有限公司与被告乙有限公司借款合同纠纷一案，裁定如下：', '准许撤诉。',
    '审判员　　丁南星', '二〇二五年三月一日',
  ].join('\n'); // prettier-ignore
  const identity = (bytes: Uint8Array): readonly string[] => {
    const reading = outcome({ key: 'a.txt', bytes, mediaType: '' });
    if (typeof reading === 'string') throw new Error(reading);
    return reading.document.identity;
  };

  it('is equal in every encoding, with and without line ends', () => {
    const want = identity(Buffer.from(text));
    expect(want).toEqual(['court', '(2025)赣0702民初5号', '', 'ruling', '2025-03-01']);
    for (const charset of ['gb18030', 'utf-16le', 'utf-16be'])
      expect(identity(iconv.encode(text.replaceAll('\n', '\r\n'), charset, { addBOM: charset !== 'gb18030' }))).toEqual(
        want,
      );
  });

  it('differs between two documents of one case', () => {
    expect(identity(Buffer.from(text.replace('三月一日', '五月一日')))).not.toEqual(identity(Buffer.from(text)));
  });

  it('tells notices of one case apart by their words', () => {
    const notice = (words: string): FetchedRecord => ({
      key: 'n',
      bytes: Buffer.from(
        JSON.stringify({
          court: '某某人民法院',
          publishDate_iso: '2025-03-01',
          noticeContent: `乙有限公司：本院受理甲有限公司诉你公司借款合同纠纷一案，案号为（2025）赣0702民初5号，${words}`,
        }),
      ),
      mediaType: '',
    });
    const [one, two] = [notice('现公告送达起诉状副本。'), notice('现公告送达民事判决书。')].map(outcome);
    expect((one as Reading).document.identity).not.toEqual((two as Reading).document.identity);
  });
});

describe('what reaches the graph', () => {
  const read = (...lines: readonly string[]): ReturnType<typeof told> => {
    const text = ['江西省赣州市章贡区人民法院', ...lines, '审判员　　丁南星', '二〇二五年三月一日'].join('\n');
    return told(outcome({ key: 'a.txt', bytes: Buffer.from(text), mediaType: '' }) as Reading);
  };
  const told = (reading: Reading) => ({
    links: (brief(reading) as { links: string[] }).links,
    seizures: reading.nodes.flatMap(({ type, props }) => (type === 'Seizure' ? [props] : [])),
  });

  it('everybody whom an order pays', () => {
    const { links } = read(
      '民 事 判 决 书', '（2025）赣0702民初5号', '原告：丁南星。', '原告：甲有限公司。', '被告：乙有限公司。',
      '原告丁南星、甲有限公司与被告乙有限公司合伙协议纠纷一案，现已审理终结。判决如下：', '乙有限公司于本判决生效之日起十日内支付原告丁南星、甲有限公司100000元。',
    ); // prettier-ignore
    expect(links.filter((link) => link.includes('PAYABLE_TO'))).toEqual([
      'PaymentOrder PAYABLE_TO 丁南星',
      'PaymentOrder PAYABLE_TO 甲有限公司',
    ]);
  });

  it('the court of a seizure: the one that the words name, or the one that orders it', () => {
    const enforcement = (...lines: readonly string[]) =>
      read('执 行 裁 定 书', '（2025）赣0702执5号', '申请执行人：甲有限公司。', '被执行人：乙有限公司。', '甲有限公司与乙有限公司借款合同纠纷一案，本院依法执行。', ...lines); // prettier-ignore
    const house = '乙有限公司名下位于赣州市章贡区长安路5号的房产';
    const [ours, lifted, other] = [
      enforcement('裁定如下：', `查封${house}。`),
      enforcement('裁定如下：', `解除对${house}的查封。`),
      enforcement(`经查，${house}已被赣州市中级人民法院查封。`, '裁定如下：', '终结本次执行程序。'),
    ];
    expect(ours.seizures).toMatchObject([{ court: '江西省赣州市章贡区人民法院', caseNumber: '(2025)赣0702执5号' }]);
    expect(ours.links).toContain('Seizure BY_CASE (2025)赣0702执5号');
    expect(lifted.seizures).toMatchObject([{ court: '江西省赣州市章贡区人民法院', state: 'released' }]);
    expect(other.seizures).toMatchObject([{ court: '赣州市中级人民法院', state: 'active' }]);
    expect([lifted, other].flatMap(({ links }) => links.filter((link) => link.includes('BY_CASE')))).toEqual([]);
  });
});

describe('splitting', () => {
  it('gives a list nested without end back as the one record that is refused', () => {
    const bytes = Buffer.from('['.repeat(50_000) + ']'.repeat(50_000));
    expect(split('deep.json', bytes).map((record) => record.key)).toEqual(['deep.json']);
  });

  it('names rows by the source, twins by their number, and broken lines by their place', () => {
    const line = (uuid: string, court = '甲法院'): string =>
      JSON.stringify({ uuid, court, noticeContent: '乙公司：本院受理甲公司诉你公司一案。' });
    const records = split(
      'n.jsonl',
      Buffer.from([line('7'), '{"uuid": "8", "noticeCont', line('9'), line('7', '丙法院'), ''].join('\n')),
    );
    expect(records.map(({ key }) => key)).toEqual(['7', 'L2', '9', '7~2']);
    expect(records.map(outcome).map((got) => (typeof got === 'string' ? got : 'read'))).toEqual([
      'read',
      'CUT',
      'read',
      'read',
    ]);
  });

  it('goes on behind a row of 10 MB, and behind a quote that never closes', () => {
    const long = JSON.stringify({ uuid: '1', noticeContent: `本院${'（'.repeat(5_000_000)}` });
    const good = JSON.stringify({ uuid: '2', noticeContent: '乙公司：本院受理甲公司诉你公司一案。' });
    expect(
      split('n.jsonl', Buffer.from(`${long}\n${good}\n`))
        .map(outcome)
        .map((got) => (typeof got === 'string' ? got : 'read')),
    ).toEqual(['TOO_LONG', 'read']);
    const rows = split(
      'r.csv',
      Buffer.from('docId,caseNumber,content\n1,（2025）赣0702民初5号,原告甲\n2,（2025）赣0702民初6号,"原告乙\n'),
    );
    expect(rows.map(({ key }) => key)).toEqual(['1', 'row 2']);
    expect(rows.map(outcome).map((got) => (typeof got === 'string' ? got : 'read'))).toEqual(['read', 'CUT']);
  });
});

describe('refusals', () => {
  it.each([
    ['EMPTY', ' \r\n\ufeff'],
    ['NOT_TEXT', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    ['NOT_TEXT', Buffer.from('%PDF-1.7\n%\u0080\u0081\u0082\u0083\n1 0 obj', 'latin1')],
    ['CUT', '<html><body><div>江西省赣州市章'],
    ['CUT', '{"docId":"1","caseNumber":"（2025）赣0702民初5号","content":"江西省'],
    ['BROKEN_JSON', '{"docId":1,,"content":"江西省"}'],
    ['ENCRYPTED', '{"code":1,"secretKey":"k","result":"k8Jd93jd+=="}'],
    ['UNKNOWN_SHAPE', '{"iname":"某某","caseCode":"（2025）赣0702执1号"}'],
    ['NO_BODY', '{"s1":"某判决书","s7":"（2025）赣0702民初5号","s31":"2025-03-01"}'],
    ['NOT_A_COURT_DOCUMENT', '关于端午节放假安排的通知\n各部门：端午节放假三天。'],
  ] as const)('%s', (code, content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    expect(split('a.txt', bytes).map(outcome)).toEqual([code]);
  });
});

describe('any bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => new TextEncoder().encode(text)),
    fc.json().map((json) => new TextEncoder().encode(json)),
    fc
      .array(
        fc.constantFrom(
          '<div>',
          '</div>',
          '<p>',
          '<html>',
          '{"s7":"',
          '","',
          '原告',
          '（2025）赣0702民初5号',
          '判决如下：',
          'jsonHtmlData',
          '"Html":"',
          '\n',
          ',',
        ),
        { maxLength: 60 },
      )
      .map((pieces) => new TextEncoder().encode(pieces.join(''))),
  );
  test.prop([bytes])('are split and read or refused, the same each time', (input) => {
    const records = split('a.txt', input);
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) expect(outcome(record)).toEqual(outcome(record));
  });

  test.prop([fc.string({ unit: fc.constantFrom(...'人民法院判决，。一二三𬭎张王ab1'), minLength: 30, maxLength: 80 })])(
    'of text are decoded in the charset they came in',
    (text) => {
      expect(decode(iconv.encode(text, 'gb18030'))).toBe(text);
      expect(decode(Buffer.from(`\ufeff${text}`))).toBe(text);
      expect(decode(iconv.encode(text, 'utf-16le', { addBOM: true }))).toBe(text);
    },
  );
});

const present = await stat(real).then(() => true, () => false); // prettier-ignore
if (!present) console.warn(`${real} is not here: the real documents are not read.`);
(present ? it : it.skip)('real documents: GB18030 and UTF-8 of one folder are the same documents', async () => {
  const of = async (folder: string): Promise<unknown[]> => {
    const read: unknown[] = [];
    for await (const record of judgments.fetch(join(real, 'judgments', folder)))
      read.push([record.key, outcome(record)]);
    return read;
  };
  const utf8 = await of('taifu');
  expect(utf8.length).toBeGreaterThan(30);
  expect(await of('taifu-gb18030')).toEqual(utf8);
});

it('fetches folders in order, hidden files left out, keys by path', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'judgments-'));
  try {
    await writeFile(join(folder, 'b.txt'), '原告甲');
    await writeFile(
      join(folder, 'a.jsonl'),
      '{"uuid":"1","noticeContent":"本院"}\n{"uuid":"2","noticeContent":"本院"}\n',
    );
    await writeFile(join(folder, '.hidden'), 'x');
    const keys: string[] = [];
    for await (const { key } of judgments.fetch(folder)) keys.push(key);
    expect(keys).toEqual(['a.jsonl#1', 'a.jsonl#2', 'b.txt']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
