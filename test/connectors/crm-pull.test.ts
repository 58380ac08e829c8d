/** The loan file in databases: PostgreSQL at TEST_POSTGRES_URL, MariaDB at TEST_MARIADB_URL (`npm run services`). */
import { describe, expect, jest, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { crm } from '../../connectors/crm/connector.js';
import { ConfigError } from '../../src/errors.js';
import { loanDatabaseSuite, type TestDatabase } from '../suites/loanDatabase.js';

jest.setTimeout(120_000);

async function postgres(url: string): Promise<TestDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const schema = 'cluegraph_crm_test';
  const varchar = 'varchar(500)';
  return {
    url,
    schema,
    types: {
      id: varchar, residentId: varchar, creditCode: varchar, phone: varchar, caseNumber: varchar, text: varchar,
      money: 'numeric(18,2)', date: 'date', whole: 'integer', stamp: 'timestamp', bigint: 'bigint',
      padded: 'char(10)', boolean: 'boolean', instant: 'timestamptz',
    }, // prettier-ignore
    async exec(statement) {
      await client.query(statement);
    },
    async empty() {
      await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}; set time zone 'UTC'`);
    },
    async hangUp() {
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid() and datname = current_database()',
      );
    },
    close: () => client.end(),
  };
}

async function mariadb(url: string): Promise<TestDatabase> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const schema = pathname.slice(1);
  const connection = await createConnection({ host: hostname, port: Number(port), user: username, password, database: schema, charset: 'utf8mb4' }); // prettier-ignore
  const names = async (statement: string): Promise<string[]> => {
    const [rows] = await connection.query<never>({ sql: statement, rowsAsArray: true });
    return (rows as [string][]).map(([value]) => value);
  };
  const varchar = 'varchar(500)';
  return {
    url,
    schema,
    types: {
      id: 'varchar(60)', residentId: varchar, creditCode: varchar, phone: varchar, caseNumber: varchar, text: varchar,
      money: 'decimal(18,2)', date: 'date', whole: 'int', stamp: 'datetime(6)', bigint: 'bigint',
      padded: 'char(10)', boolean: 'tinyint(1)', instant: 'timestamp null',
    }, // prettier-ignore
    async exec(statement) {
      await connection.query(statement);
    },
    async empty() {
      for (const name of await names('show tables')) await connection.query(`drop table \`${name}\``);
      await connection.query(`alter database \`${schema}\` character set utf8mb4`);
    },
    async hangUp() {
      for (const id of await names(
        'select id from information_schema.processlist where user = substring_index(user(), "@", 1) and id <> connection_id()',
      ))
        await connection.query(`kill ${id}`);
    },
    close: () => connection.end(),
  };
}

for (const [name, variable, connect] of [
  ['PostgreSQL', 'TEST_POSTGRES_URL', postgres],
  ['MariaDB', 'TEST_MARIADB_URL', mariadb],
] as const) {
  const url = process.env[variable];
  if (url) loanDatabaseSuite(name, () => connect(url));
  else {
    console.warn(`${variable} is not set: the loan file in ${name} is not tested. Start one with npm run services.`);
    test.skip(`the loan file in ${name}`, () => undefined);
  }
}

describe('settings', () => {
  const configure = (settings: Record<string, string>): unknown => crm.configure?.(settings);

  test('nothing set is no pull; what is missing or wrong is named, never its value', () => {
    expect(configure({})).toBeNull();
    expect(() => configure({ CLUEGRAPH_CRM_LEGAL_BASIS: '合同' })).toThrow('CLUEGRAPH_CRM_URL is missing');
    for (const url of ['oracle://me:hidden@here/x', 'hidden', 'postgres://me:hidden@here']) {
      const ask = (): unknown => configure({ CLUEGRAPH_CRM_URL: url });
      expect(ask).toThrow(ConfigError);
      expect(ask).toThrow('CLUEGRAPH_CRM_URL');
      expect(ask).not.toThrow('hidden');
    }
    expect(() => configure({ CLUEGRAPH_CRM_URL: 'mysql://a@b/c', CLUEGRAPH_CRM_FULL_HOURS: 'often' })).toThrow(
      'CLUEGRAPH_CRM_FULL_HOURS',
    );
  });

  test('the scope names the database and neither account nor password', () => {
    expect(configure({ CLUEGRAPH_CRM_URL: 'mariadb://me:hidden@core.bank:3307/loans' })).toMatchObject({
      scope: 'mysql://core.bank:3307/loans loans',
      legalBasis: '',
    });
  });
});
