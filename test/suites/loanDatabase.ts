/** What a database of the bank must give, whichever it is: the suite of connectors/crm/pull. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { crm } from '../../connectors/crm/connector.js';
import { openDatabase, type Database } from '../../connectors/crm/pull/database.js';
import { readSettings } from '../../connectors/crm/pull/settings.js';
import { sheetTypes, type CellKind } from '../../connectors/crm/sheets.js';
import { ConfigError, SourceError, StoppedError } from '../../src/errors.js';
import type { FetchedRecord, Pull, PullEnd, PullRemark } from '../../src/ingest/pull.js';

export interface TestDatabase {
  readonly url: string;
  readonly schema: string;
  /** Column types by what they hold. */
  readonly types: Readonly<Record<CellKind | 'stamp' | 'bigint' | 'padded' | 'boolean' | 'instant', string>>;
  exec(statement: string): Promise<void>;
  /** Drops all tables. */
  empty(): Promise<void>;
  /** Ends all connections but its own. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

const samples = fileURLToPath(new URL('../../samples/crm', import.meta.url));
const legalBasis = { CLUEGRAPH_CRM_LEGAL_BASIS: '借款合同' };

interface Given {
  readonly records: FetchedRecord[];
  readonly cursors: string[];
  readonly remarks: PullRemark[];
  readonly end: PullEnd | null;
}

const keysOf = ({ records }: Given): string[] => records.map(({ key }) => key);
const cellsOf = (record: FetchedRecord | undefined): unknown =>
  (JSON.parse(Buffer.from(record?.bytes ?? []).toString()) as { cells: unknown }).cells;
const contents = (records: readonly FetchedRecord[]): Record<string, string> =>
  Object.fromEntries(records.map(({ key, bytes }) => [key, Buffer.from(bytes).toString()]));

export function loanDatabaseSuite(name: string, connect: () => Promise<TestDatabase>): void {
  describe(`the loan file in ${name}`, () => {
    let database: TestDatabase;
    const folder = mkdtempSync(join(tmpdir(), 'cluegraph-crm-'));
    beforeAll(async () => {
      database = await connect();
    });
    beforeEach(() => database.empty());
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await database.empty();
      await database.close();
    });

    const q = (word: string): string => (name === 'PostgreSQL' ? `"${word}"` : `\`${word}\``);
    const table = (relation: string): string => `${q(database.schema)}.${q(relation)}`;
    const text = (value: unknown): string =>
      value === null || value === undefined ? 'null' : `'${(value as string).replaceAll("'", "''")}'`;

    const pullOf = (settings: Readonly<Record<string, string>> = {}, url = database.url): Pull => {
      const pull = crm.configure?.({
        CLUEGRAPH_CRM_URL: url,
        CLUEGRAPH_CRM_SCHEMA: database.schema,
        ...legalBasis,
        ...settings,
      });
      if (!pull) throw new Error('The pull is not set up.');
      return pull;
    };
    async function ask(
      pull: Pull,
      { cursor, at = '2026-01-01T00:00:00Z', each }: { cursor?: string | undefined; at?: string; each?: (given: Given) => unknown } = {}, // prettier-ignore
      signal = new AbortController().signal,
    ): Promise<Given> {
      const given: Given = { records: [], cursors: [], remarks: [], end: null };
      const items = pull.records({
        ...(cursor !== undefined && { cursor }),
        signal,
        now: () => new Date(at),
        note: (remark) => given.remarks.push(remark),
      });
      for (;;) {
        const { value, done } = await items.next();
        if (done) return { ...given, end: value };
        if ('cursor' in value) given.cursors.push(value.cursor);
        else given.records.push(value);
        if ((await each?.(given)) === 'enough') {
          await items.return({ complete: false });
          return given;
        }
      }
    }

    const slow = name === 'PostgreSQL' ? 'select pg_sleep(20)' : 'select sleep(20)';
    const open = (settings: Readonly<Record<string, string>> = {}): Database => {
      const read = readSettings({ CLUEGRAPH_CRM_URL: database.url, ...settings });
      if (!read) throw new Error('The database is not set up.');
      return openDatabase(read, new AbortController().signal);
    };

    const stampOf = (hours: number): string =>
      new Date(Date.UTC(2025, 0, 1, hours)).toISOString().slice(0, 19).replace('T', ' ') + '.123456';

    /** A table as our names say, the rows stamped hour after hour. */
    async function fill(relation: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
      const type = sheetTypes.find(({ zh }) => zh === relation);
      if (!type) throw new Error(relation);
      const columns = type.columns.map((column) => `${q(column.zh)} ${database.types[column.kind]}`);
      await database.exec(
        `create table ${table(relation)} (id ${database.types.bigint} not null primary key, ${columns.join(', ')}, updated_at ${database.types.stamp})`,
      );
      await database.exec(`create index ${q(`${relation}_u`)} on ${table(relation)} (updated_at, id)`);
      for (let at = 0; at < rows.length; at += 500) {
        const values = rows.slice(at, at + 500).map((row, i) => {
          const cells = type.columns.map(({ zh }) => text(row[zh]));
          return `(${at + i + 1}, ${cells.join(', ')}, '${stampOf(at + i)}')`;
        });
        await database.exec(`insert into ${table(relation)} values ${values.join(', ')}`);
      }
    }
    const customers = (count: number): Record<string, string>[] =>
      Array.from({ length: count }, (_, i) => ({ 客户编号: `K${i + 1}`, 名称: `某市第${i + 1}贸易有限公司` }));

    async function fromFiles(): Promise<FetchedRecord[]> {
      const records: FetchedRecord[] = [];
      for await (const record of crm.fetch(samples)) records.push(record);
      return records;
    }
    async function fillSamples(): Promise<FetchedRecord[]> {
      const records = await fromFiles();
      const rows = records.map(
        ({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as { sheet: string; cells: Record<string, unknown> },
      );
      for (const sheet of new Set(rows.map((row) => row.sheet)))
        await fill(
          sheet,
          rows.filter((row) => row.sheet === sheet).map(({ cells }) => cells),
        );
      return records;
    }
    const isBad = (record: FetchedRecord): boolean => Buffer.from(record.bytes).toString().includes('"row":');

    test('is the same records as the workbooks: same keys, same cells', async () => {
      const files = await fillSamples();
      const given = await ask(pullOf());
      const good = files.filter((record) => !isBad(record));
      expect(good.length).toBeGreaterThan(100);
      expect(keysOf(given).sort()).toEqual(files.map(({ key }) => key).sort());
      expect(contents(given.records)).toMatchObject(contents(good));
      expect(given.end).toMatchObject({ complete: true });
    });

    test('after a full pass only what changed is read, late commits included, until the next full pass is due', async () => {
      await fill('客户', customers(100));
      const pull = pullOf();
      const first = await ask(pull);
      const cursor = first.end?.cursor;
      expect([first.records.length, first.end?.complete]).toEqual([100, true]);
      // The latest change is known; nothing else comes again.
      const quiet = await ask(pull, { cursor, at: '2026-01-01T01:00:00Z' });
      expect([keysOf(quiet), quiet.end?.complete]).toEqual([['客户/K100'], false]);
      const set = (number: string, stamp: string): Promise<void> =>
        database.exec(
          `update ${table('客户')} set ${q('名称')} = '某市改名有限公司', updated_at = ${text(stamp)} where ${q('客户编号')} = '${number}'`,
        );
      await set('K7', stampOf(150));
      await set('K8', stampOf(99).replace(':00:00', ':00:00').replace(/ (\d\d):00/, (_, hour: string) => ` ${String(Number(hour) - 1).padStart(2, '0')}:55`)); // prettier-ignore
      await set('K9', stampOf(2_000_000));
      const changed = await ask(pull, { cursor, at: '2026-01-01T01:00:00Z' });
      expect(keysOf(changed)).toEqual(['客户/K8', '客户/K100', '客户/K7']);
      expect(cellsOf(changed.records[2])).toMatchObject({ 名称: '某市改名有限公司' });
      const later = await ask(pull, { cursor: changed.end?.cursor, at: '2026-01-02T00:00:01Z' });
      expect([later.records.length, later.end?.complete]).toEqual([100, true]);
    });

    test('is read in pages, and goes on after the last cursor whatever the key', async () => {
      const loans = Array.from({ length: 2500 }, (_, i) => ({
        借据号: `0${i % 50}`,
        客户编号: `K${i}`,
        本金: '100.10',
      }));
      await fill('客户', customers(1001));
      await fill('贷款', loans);
      await database.exec(`alter table ${table('贷款')} ${name === 'PostgreSQL' ? 'drop constraint "贷款_pkey"' : 'drop primary key'}`); // prettier-ignore
      for (const column of [q('借据号'), q('客户编号')])
        await database.exec(`alter table ${table('贷款')} ${name === 'PostgreSQL' ? `alter ${column} set not null` : `modify ${column} varchar(60) not null`}`); // prettier-ignore
      await database.exec(`alter table ${table('贷款')} add primary key (${q('借据号')}, ${q('客户编号')})`);
      const whole = await ask(pullOf());
      expect([whole.records.length, new Set(keysOf(whole)).size, whole.cursors.length]).toEqual([3501, 3501, 4]);
      for (const [i, cursor] of whole.cursors.entries()) {
        const rest = await ask(pullOf(), { cursor });
        expect([rest.records.length, rest.end?.complete]).toEqual([[2501, 2500, 1500, 500][i], true]);
        expect(keysOf(rest)).toEqual(keysOf(whole).slice(-rest.records.length));
      }
      expect(whole.remarks.map(({ code }) => code)).toEqual(['ROWS_MAY_COINCIDE']);
    });

    test('values keep their digits, their day and their signs', async () => {
      await database.exec(
        `create table ${table('t_cust')} (no ${database.types.bigint} not null primary key, nm ${database.types.text}, kind ${database.types.padded}, tel ${database.types.bigint}, born ${database.types.instant}, addr ${database.types.text}, flag ${database.types.boolean}, secret ${database.types.text})`,
      );
      await database.exec(`create table ${table('t_loan')} (no ${database.types.bigint} not null primary key, cust ${database.types.bigint}, amt decimal(30,4), bal decimal(30,2), d1 ${database.types.date}, d2 ${database.types.stamp})`); // prettier-ignore
      const offset = name === 'PostgreSQL' ? '+00' : '';
      // 16:30 UTC is the next day in China; the other database keeps the wall clock of the session.
      if (name !== 'PostgreSQL') await database.exec(`set time_zone = '+00:00'`);
      await database.exec(
        `insert into ${table('t_cust')} values (9007199254740993, '𠮷野商贸', '企业', 13800000000, '1985-03-05 16:30:00${offset}', null, ${name === 'PostgreSQL' ? 'true' : '1'}, 'x'), (9007199254740995, '乙公司', '企业', null, null, '  ', null, 'x')`,
      );
      await database.exec(
        `insert into ${table('t_loan')} values (9223372036854775807, 9007199254740993, 90071992547409.9100, 0.10, '2024-02-29', '2024-02-29 23:59:59.999999')`,
      );
      const file = join(folder, 'types.yml');
      writeFileSync(
        file,
        `tables:
  customers:
    from: t_cust
    columns: { 客户编号: no, name: nm, 类型: kind, 联系电话: tel, 出生日期: born, 地址: addr, 团队: flag }
  贷款:
    from: t_loan
    columns: { 借据号: no, 客户编号: cust, 本金: amt, 余额: bal, 发放日: d1, 到期日: d2 }
`,
      );
      const given = await ask(pullOf({ CLUEGRAPH_CRM_MAPPING: file }));
      expect(keysOf(given)).toEqual([
        '客户/9007199254740993',
        '客户/9007199254740995',
        '贷款/9223372036854775807/9007199254740993',
      ]);
      expect(given.records.map(cellsOf)).toEqual([
        { 客户编号: '9007199254740993', 名称: '𠮷野商贸', 类型: '企业', 出生日期: '1985-03-06', 联系电话: '13800000000', 团队: true }, // prettier-ignore
        { 客户编号: '9007199254740995', 名称: '乙公司', 类型: '企业' },
        { 借据号: '9223372036854775807', 客户编号: '9007199254740993', 本金: '90071992547409.91', 余额: '0.1', 发放日: '2024-02-29', 到期日: '2024-02-29' }, // prettier-ignore
      ]);
    });

    test('what the operator must mend is told before a row is read, by name and with the remedy', async () => {
      const url = new URL(database.url);
      url.password = 'not-the-password';
      await expect(pullOf({}, url.href).check()).rejects.toMatchObject({ code: 'PASSWORD', actor: 'operator' });
      await expect(pullOf({}, url.href).check()).rejects.not.toThrow('not-the-password');
      await expect(pullOf().check()).rejects.toThrow('customers');
      await database.exec(`create table ${table('customers')} (id ${database.types.bigint} not null primary key, name ${database.types.text}, x ${database.types.text})`); // prettier-ignore
      await expect(pullOf().check()).rejects.toThrow(/lacks the required column 客户编号 \(customerNumber\); say in tables\.客户\.columns/); // prettier-ignore
      const mapped = (told: string): Pull => {
        const file = join(folder, 'faulty.yml');
        writeFileSync(file, told);
        return pullOf({ CLUEGRAPH_CRM_MAPPING: file });
      };
      for (const [told, said] of [
        ['tables: { 客户: { columns: { 客户编号: cust_no } } }', 'customers has no column cust_no (客户编号)'],
        ['tables: { 客户: { from: gone } }', 'there is no table or view gone'],
        ['tables: { 天气: {} }', "names a sheet '天气'"],
        ['tables: { 客户: { columns: { 天气: x } } }', "客户 has no column '天气'"],
        ['tables: { 客户: { columns: { 客户编号: x }, updated: name } }', 'tells no time'],
        ['tables: [', 'is no valid YAML'],
        ['tables: { 客户: { colums: {} } }', 'is wrong at tables.客户'],
      ] as const) {
        const refusal = mapped(told).check();
        await expect(refusal).rejects.toBeInstanceOf(ConfigError);
        await expect(refusal).rejects.toThrow(said);
        await expect(refusal).rejects.toThrow('CLUEGRAPH_CRM_MAPPING');
      }
      await database.exec(`insert into ${table('customers')} values (1, 'a', 'K1'), (2, 'b', 'K1')`);
      const twice = mapped('tables: { 客户: { key: [x], columns: { 客户编号: x } } }');
      await expect(ask(twice)).rejects.toMatchObject({ code: 'KEY', actor: 'operator' });
    });

    test('a table that is gone is no withdrawal of all its rows', async () => {
      await fill('客户', customers(3));
      await fill('催收记录', []);
      const { end } = await ask(pullOf());
      await database.exec(`drop table ${table('催收记录')}`);
      await expect(ask(pullOf(), { cursor: end?.cursor })).rejects.toThrow('催收记录');
    });

    test('a connection that is lost, or never made, is the source that does not answer', async () => {
      await fill('客户', customers(2500));
      // Between two pages it is made anew, read-only as before.
      const renewed = await ask(pullOf(), {
        async each({ records }) {
          if (records.length !== 900) return;
          await database.hangUp();
          await new Promise((resolve) => setTimeout(resolve, 300));
        },
      });
      expect([renewed.records.length, renewed.end?.complete]).toEqual([2500, true]);
      const opened = open();
      const asking = opened.ask(sql`${sql.raw(slow)}`).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await database.hangUp();
      expect(await asking).toBeInstanceOf(SourceError);
      expect(await asking).toMatchObject({ code: 'UNREACHABLE', retry: true });
      await expect(opened.ask(sql`${sql.raw(`delete from ${table('客户')}`)}`)).rejects.toBeInstanceOf(Error);
      await opened.close();
      const nowhere = new URL(database.url);
      nowhere.port = '1';
      await expect(pullOf({}, nowhere.href).check()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    });

    test('stops when it is told to', async () => {
      await fill('客户', customers(1500));
      const stopping = new AbortController();
      const given = ask(pullOf(), { each: ({ cursors }) => { if (cursors.length) stopping.abort(); } }, stopping.signal); // prettier-ignore
      await expect(given).rejects.toBeInstanceOf(StoppedError);
    });

    test('can be read and never written', async () => {
      await fill('客户', customers(3));
      const opened = open();
      for (const statement of ['delete from', 'truncate table', 'drop table'])
        await expect(opened.ask(sql`${sql.raw(`${statement} ${table('客户')}`)}`)).rejects.toBeInstanceOf(Error);
      await opened.close();
      expect((await ask(pullOf())).records.length).toBe(3);
    });

    test('an answer that takes too long is given up', async () => {
      const opened = open({ CLUEGRAPH_CRM_TIMEOUT_SECONDS: '1' });
      await expect(opened.ask(sql`${sql.raw(slow)}`)).rejects.toMatchObject({ code: 'TIMEOUT' });
      await opened.close();
    });
  });
}
