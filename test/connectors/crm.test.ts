import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import readXlsxFile from 'read-excel-file/node';
import { crm } from '../../connectors/crm/connector.js';
import { sheetTypes } from '../../connectors/crm/sheets.js';
import { BadRecordError } from '../../src/errors.js';
import type { FetchedRecord, Held, NamedParty } from '../../src/ingest/connector.js';
import type { Reading } from '../../src/model/reading.js';
import { quote } from '../../src/model/span.js';

let folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  folders = [];
});

/** A folder with these files. */
async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'crm-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

async function fetched(path: string): Promise<FetchedRecord[]> {
  const records: FetchedRecord[] = [];
  for await (const record of crm.fetch(path)) records.push(record);
  return records;
}
const source = (record: FetchedRecord) => ({ ...record, source: 'crm', fetchedAt: '2026-11-24T00:00:00Z' });
const read = (record: FetchedRecord): Reading => crm.extract(source(record));

/** The only record of one file. */
async function only(name: string, content: string | Uint8Array): Promise<FetchedRecord> {
  const records = await fetched(await folder({ [name]: content }));
  expect(records).toHaveLength(1);
  return records[0] as FetchedRecord;
}

/** Code and message of the refusal of a record. */
function refusal(record: FetchedRecord): { code: string; message: string } {
  try {
    read(record);
  } catch (error) {
    expect(error).toBeInstanceOf(BadRecordError);
    return { code: (error as BadRecordError).code, message: (error as Error).message };
  }
  throw new Error('The record was read.');
}

const workbook = (sheet: string, data: Cell[][]): Promise<Uint8Array> => writeXlsxFile([{ sheet, data }]).toBuffer();
const text = (value: string): Cell => ({ value, type: String, format: '@' });
const zhangId = '360702198302142178'; // valid check character, invented

describe('one row', () => {
  it.each([
    ['章贡区红旗商行', '个人', 'organization'],
    ['章贡区红旗商行', '个体工商户', 'organization'],
    ['章贡区红旗商行', '', 'organization'],
    ['王志强', '个人', 'person'],
    ['王志强', '小微企业主', 'person'],
    ['王志强', '', 'person'],
    ['红土实业', '企业', 'organization'],
    ['红土实业', '个人独资企业', 'organization'],
  ])('%s of type %j is of one kind', async (name, type, kind) => {
    const row = read(await only('客户.csv', `客户编号,名称,类型\nK1,${name},${type}`));
    expect(row.mentions[0]?.kind).toBe(kind);
  });

  it('an individual business is the same kind as customer and as owner of collateral', async () => {
    const rows = await fetched(
      await folder({
        '客户.csv': '客户编号,名称,类型\nK1,章贡区红旗商行,个人',
        '抵质押.csv': '担保合同号,借据号,客户编号,抵押人,描述\nD1,L1,K1,章贡区红旗商行,红旗大道3号商铺',
      }),
    );
    expect(rows.map((row) => read(row).mentions[0]?.kind)).toEqual(['organization', 'organization']);
  });

  it('states customer, file, party and its representative, each with its cell', async () => {
    const record = await only(
      '客户.csv',
      '客户编号,名称,类型,统一社会信用代码,法定代表人,地址,分行,团队,客户经理\nK01,赣州鲸尾纺织有限公司,企业,91360702MA38KQ7T12,温若谷,香江大道128号,城区支行,一组,林向阳\n',
    );
    expect(record.key).toBe('客户/K01');
    const { document, mentions, nodes, links } = read(record);
    expect(document.props).toEqual({ kind: 'loanFile', title: '信贷档案：客户' });
    expect(mentions.map(({ name, kind, roles }) => [name, kind, roles])).toEqual([
      ['赣州鲸尾纺织有限公司', 'organization', ['borrower']],
      ['温若谷', 'person', ['legalRepresentative']],
    ]);
    expect(mentions[0]?.props).toEqual({
      creditCode: '91360702MA38KQ7T12',
      address: '香江大道128号',
      fromLoanFile: true,
    });
    expect(mentions[1]?.props).toEqual({});
    expect(nodes.map(({ type, key, props }) => [type, key, props])).toEqual([
      ['Customer', 'K01', { number: 'K01' }],
      ['CustomerFile', undefined, { branch: '城区支行', team: '一组', officer: '林向阳' }],
    ]);
    expect(links.map(({ type }) => type)).toEqual(['IS_CUSTOMER', 'FILE_OF', 'LEGAL_REPRESENTATIVE_OF']);
    const parts = crm.parts(source(record));
    expect(Object.entries(mentions[0]?.at ?? {}).map(([name, at]) => [name, quote(parts, at)])).toEqual([
      ['name', '赣州鲸尾纺织有限公司'],
      ['creditCode', '91360702MA38KQ7T12'],
      ['address', '香江大道128号'],
    ]);
  });

  it('states a loan with its dates in fen and ISO, whatever the header language and order', async () => {
    const zh = await only(
      '贷款.csv',
      '借据号,客户编号,本金,余额,发放日,到期日,违约日\nJ1,K01,80万元,"750,000.50",2023年5月16日,45427,2024/5/16\n',
    );
    const en = await only(
      'loans.csv',
      'due,customer number,Loan Number,principal,balance,signed,defaulted\n2024-05-15,K01,J1,800000,750000.5,2023-05-16,2024-05-16\n',
    );
    const loan = {
      number: 'J1',
      principal: 80_000_000,
      balance: 75_000_050,
      currency: 'CNY',
      signedOn: '2023-05-16',
      dueOn: '2024-05-15',
      defaultedOn: '2024-05-16',
    };
    expect(read(zh).nodes[0]).toMatchObject({ type: 'Loan', key: 'J1', props: loan });
    expect(read(en).nodes[0]?.props).toEqual(loan);
    expect(en.key).toBe(zh.key);
  });

  it('reads the dates of a workbook as days, whatever its cells are', async () => {
    const columns = ['借据号', '客户编号', '本金', '发放日', '到期日', '违约日'].map(text);
    const day: Cell = { value: new Date(Date.UTC(2023, 4, 16)), type: Date, format: 'yyyy/mm/dd' };
    const data: Cell[][] = [columns, [text('J1'), text('K01'), { value: 800000.5, type: Number }, day, { value: 45427, type: Number }, text('2024.5.16')]]; // prettier-ignore
    expect(read(await only('book.xlsx', await workbook('贷款', data))).nodes[0]?.props).toMatchObject({
      principal: 80_000_050,
      signedOn: '2023-05-16',
      dueOn: '2024-05-15',
      defaultedOn: '2024-05-16',
    });
  });

  it('gives the same row the same key when dates and amounts are written differently', async () => {
    const one = await only('还款.csv', '客户编号,借据号,金额,日期\nK01,J1,5万元,2026-03-15\n');
    const other = await only('还款.csv', '客户编号,借据号,金额,日期\nK01,J1,50000.00,2026年3月15日\n');
    expect(other.key).toBe(one.key);
    expect(read(one).nodes[0]?.props).toEqual({ amount: 5_000_000, on: '2026-03-15' });
    expect(read(one).links).toMatchObject([{ type: 'REPAYS', to: 'Loan1' }]);
  });

  it('makes a seizure of rank 2 waiting, and joins its thing with the certificate of other documents', async () => {
    const record = await only(
      '我方保全.csv',
      '客户编号,案号,财产描述,权证号,种类,法院,方式,顺位,起\nK01,（2025）赣0702执2188号,香江大道厂房,赣（2018）赣州市不动产权第0027311号,不动产,章贡区法院,查封,2,2025-11-05\n',
    );
    const { nodes } = read(record);
    expect(nodes.find(({ type }) => type === 'Seizure')?.props).toMatchObject({
      waiting: true,
      rank: 2,
      ours: true,
      state: 'active',
      from: '2025-11-05',
    });
    expect(nodes.find(({ type }) => type === 'Asset')).toMatchObject({
      key: '赣2018赣州市不动产权第0027311号',
      props: { kind: 'realEstate' },
    });
    expect(nodes.find(({ type }) => type === 'CourtCase')?.key).toBe('(2025)赣0702执2188号');
  });

  it.each(sheetTypes.map(({ zh }) => zh))(
    'reads the example of sheet %s and quotes every value it gives',
    async (zh) => {
      const type = sheetTypes.find((candidate) => candidate.zh === zh);
      if (!type) throw new Error(zh);
      const data = [type.columns.map(({ zh: name }) => text(name)), type.columns.map(({ example }) => text(example))];
      const record = await only('book.xlsx', await workbook(zh, data));
      const parts = crm.parts(source(record));
      const reading = read(record);
      const spans = [reading.document, ...reading.mentions, ...reading.nodes, ...reading.links].flatMap(({ at }) =>
        Object.values(at),
      );
      expect(spans.length).toBeGreaterThan(0);
      for (const span of spans) expect(quote(parts, span)).not.toBe('');
      const refs = new Set([
        'document',
        ...reading.mentions.map(({ ref }) => ref),
        ...reading.nodes.map(({ ref }) => ref),
      ]);
      for (const { from, to } of reading.links) expect([refs.has(from), refs.has(to)]).toEqual([true, true]);
    },
  );
});

describe('headers', () => {
  it('are found below a title, in any order, with unknown columns left alone', async () => {
    const record = await only(
      '2026年10月客户.csv',
      '不良资产客户清单,,,\n,,,\n备注,名称 *,客户编号（文本）,客户经理\n甲,张三丰,007,林向阳\n',
    );
    expect(record.key).toBe('客户/007');
    expect(crm.parts(source(record))).toMatchObject({ 备注: '甲', 名称: '张三丰' });
  });

  it('that no sheet has make one record, refused with the names of the sheets', async () => {
    const record = await only('名单.csv', '编号,描述\n1,甲\n');
    expect(refusal(record)).toMatchObject({
      code: 'UNKNOWN_SHEET',
      message: expect.stringContaining('贷款') as unknown,
    });
  });

  it('a file that is no spreadsheet is one refused record, and the others are read', async () => {
    const path = await folder({
      'a.xlsx': Buffer.from('PK\u0003\u0004broken'),
      '客户.csv': '客户编号,名称\nK01,张三丰\n',
    });
    const records = await fetched(path);
    expect(records.map(({ key }) => key)).toEqual(['a.xlsx#a.xlsx', '客户/K01']);
    expect(refusal(records[0] as FetchedRecord).code).toBe('UNKNOWN_SHEET');
  });
});

describe('bad rows say row, column and remedy, never the value', () => {
  const customers = (row: string): string => `客户编号,名称,证件号码,统一社会信用代码\nK01,张三丰,,\n${row}\n`;
  it.each([
    ['BAD_ID', '客户.csv', customers('K02,李四光,360702198302142179,'), '证件号码', '360702198302142179'],
    [
      'BAD_CODE',
      '客户.csv',
      customers('K02,某某有限公司,,91360702MA38KQ7T13'),
      '统一社会信用代码',
      '91360702MA38KQ7T13',
    ],
    ['ID_AS_NUMBER', '客户.csv', customers('K02,李四光,3.60702E+17,'), '证件号码', '3.60702E+17'],
    ['MISSING', '客户.csv', customers('K02,,,'), '名称', 'K02'],
    ['BAD_MONEY', '贷款.csv', '借据号,客户编号,本金\nJ1,K01,1\nJ2,K01,约三成\n', '本金', '约三成'],
    ['BAD_DATE', '贷款.csv', '借据号,客户编号,本金,到期日\nJ1,K01,1,\nJ2,K01,1,2024-02-30\n', '到期日', '2024-02-30'],
    [
      'DATES_CROSSED',
      '贷款.csv',
      '借据号,客户编号,本金,发放日,到期日\nJ1,K01,1,,\nJ2,K01,1,2024-02-03,2023-02-03\n',
      '到期日',
      '2023-02-03',
    ],
    [
      'BAD_CASE_NUMBER',
      '我方案件.csv',
      '客户编号,案号\nK01,（2025）赣0702民初1号\nK01,去年那个案子\n',
      '案号',
      '去年那个案子',
    ],
  ])('%s', async (code, file, content, column, value) => {
    const [good, bad] = await fetched(await folder({ [file]: content }));
    expect(() => read(good as FetchedRecord)).not.toThrow();
    const { code: said, message } = refusal(bad as FetchedRecord);
    expect(said).toBe(code);
    expect(message).toContain('第 3 行');
    expect(message).toContain(column);
    expect(message).not.toContain(value);
  });

  it('a resident id that Excel keeps as a number is refused: its last digits are gone', async () => {
    const data: Cell[][] = [
      ['客户编号', '名称', '证件号码'].map(text),
      [text('K01'), text('张三丰'), { value: Number(zhangId), type: Number }],
    ];
    expect(refusal(await only('客户.xlsx', await workbook('客户', data)))).toMatchObject({ code: 'ID_AS_NUMBER' });
  });

  it('numbers that lost their zeros beside others that kept them are refused', async () => {
    const rows = ['0012', '0034', '0056', '0078', '0090'].map((number) => `${number},张三丰`);
    const records = await fetched(await folder({ '客户.csv': `客户编号,名称\n${rows.join('\n')}\n91,李四光\n` }));
    expect(records.slice(0, 5).map((record) => read(record).nodes[0]?.key)).toEqual([
      '0012',
      '0034',
      '0056',
      '0078',
      '0090',
    ]);
    expect(refusal(records[5] as FetchedRecord).code).toBe('LOST_ZEROS');
  });

  it('two different rows of one number are both refused; two equal ones are one', async () => {
    const records = await fetched(
      await folder({ '客户.csv': '客户编号,名称\nK01,张三丰\nK01,李四光\nK02,王五\nK02,王五\n' }),
    );
    expect(records.map(({ key }) => key)).toEqual(['客户/K01', '客户/K01~2', '客户/K02']);
    expect(records.slice(0, 2).map((record) => refusal(record).code)).toEqual(['CONFLICT', 'CONFLICT']);
    expect(refusal(records[0] as FetchedRecord).message).toContain('2、3');
  });

  it('a phone that is none is left out, not the customer', async () => {
    const record = await only('客户.csv', '客户编号,名称,联系电话\nK01,张三丰,家里座机\n');
    expect(read(record).mentions[0]?.props).toEqual({ fromLoanFile: true });
  });

  it('a row that moved down is the same record', async () => {
    const [before] = await fetched(await folder({ '客户.csv': '客户编号,名称\nK01,张三丰\n' }));
    const after = await fetched(await folder({ '客户.csv': '客户编号,名称\nK00,李四光\nK01,张三丰\n' }));
    expect(after[1]?.bytes).toEqual(before?.bytes);
  });
});

describe('dry run', () => {
  const file = `客户编号,名称,证件号码,联系电话,颜色
K01,张三丰,${zhangId},13800138000,红
K02,李四光,,,
K03,王五,,,
K04,赵六,${zhangId},,
K05,坏人,12345678901234567X,,
`;
  const before =
    '客户编号,名称,证件号码,联系电话\nK01,张三丰,360702198302142178,13900139000\nK02,李四光,,\nK04,赵六,360702196803124112,\n';

  async function dryRun(named: Readonly<Record<string, NamedParty[]>> = {}) {
    const old = new Map((await fetched(await folder({ '客户.csv': before }))).map(({ key, bytes }) => [key, bytes]));
    const held: Held = {
      record: (key) => Promise.resolve(old.get(key) ?? null),
      named: (name) => Promise.resolve(named[name] ?? []),
    };
    return crm.preview?.(await folder({ '客户.csv': file }), held);
  }

  it('tells new, changed, unchanged, conflicting and bad rows apart', async () => {
    const result = await dryRun();
    expect(result?.rows.map(({ row, state, changed }) => [row, state, changed])).toEqual([
      [2, 'changed', ['联系电话']],
      [3, 'unchanged', []],
      [4, 'new', []],
      [5, 'conflicting', ['证件号码']],
      [6, 'bad', []],
    ]);
    expect(result?.unknownColumns).toEqual([{ sheet: '客户', column: '颜色' }]);
    expect(JSON.stringify(result)).not.toMatch(/36070219|138001|12345678901234567/);
  });

  it('names parties of the same name that no identifier proves to be the same', async () => {
    const result = await dryRun({
      张三丰: [
        { party: 'party_same', idNumber: zhangId, customers: [] },
        { party: 'party_other', birthDate: '1990-01-01', customers: [] },
      ],
      李四光: [{ party: 'party_own', customers: ['K02'] }],
    });
    expect(result?.rows.map(({ homonyms }) => homonyms).slice(0, 2)).toEqual([['party_other'], []]);
  });
});

describe('template', () => {
  it('has every sheet, is imported empty, and gives back what was filled in', async () => {
    const bytes = (await crm.template?.()) ?? new Uint8Array();
    expect(await fetched(await folder({ 'template.xlsx': bytes }))).toEqual([]);
    const sheets = await readXlsxFile(Buffer.from(bytes));
    expect(sheets.map(({ sheet }) => sheet)).toEqual([...sheetTypes.map(({ zh }) => zh), '填写说明']);
    const filled = sheets.slice(0, -1).map(({ sheet, data }) => ({
      sheet,
      data: [...data, sheetTypes.find(({ zh }) => zh === sheet)?.columns.map(({ example }) => example) ?? []].map(
        (row) => row.map((cell) => text(String(cell ?? ''))),
      ),
    }));
    const records = await fetched(await folder({ 'filled.xlsx': await writeXlsxFile(filled).toBuffer() }));
    expect(records.map(({ key }) => key.split('/')[0])).toEqual(sheetTypes.map(({ zh }) => zh));
    for (const record of records) expect(() => read(record)).not.toThrow();
  });
});

describe('any bytes', () => {
  test.prop([
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json().map((json) => new TextEncoder().encode(json)),
    ),
  ])('are read or refused', (bytes) => {
    try {
      read({ key: 'x', bytes, mediaType: '' });
    } catch (error) {
      expect(error).toBeInstanceOf(BadRecordError);
    }
  });

  test.prop(
    [
      fc.array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), { maxLength: 6 }),
      fc.constantFrom(...sheetTypes),
    ],
    { numRuns: 60 },
  )('of cells under known headers are read or refused', async (rows, type) => {
    const lines = [type.columns.map(({ zh }) => zh), ...rows].map((row) =>
      row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
    );
    for (const record of await fetched(await folder({ [`${type.zh}.csv`]: lines.join('\n') }))) {
      try {
        read(record);
      } catch (error) {
        expect(error).toBeInstanceOf(BadRecordError);
      }
    }
  });
});
