/**
 * A database of the bank, opened so that nothing can be written: the session is read-only, statements end after a time,
 * instants are told in China's time, and every value comes as text, so that no driver rounds a number or moves a day.
 */
import {
  Kysely,
  MysqlDialect,
  PostgresDialect,
  sql,
  type CompiledQuery,
  type DatabaseConnection,
  type RawBuilder,
} from 'kysely';
import { createPool } from 'mysql2';
import pg from 'pg';
import { ClueGraphError, ConfigError, SourceError, StoppedError } from '../../../src/errors.js';
import type { CrmSettings } from './settings.js';

/** What a column holds, whatever the database calls it; 'other' cannot be read. */
export type ValueKind = 'text' | 'padded' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'time' | 'other';

export interface DatabaseColumn {
  readonly name: string;
  /** As the database says it. */
  readonly type: string;
  readonly kind: ValueKind;
}

export interface Database {
  readonly schema: string;
  /** Throws ConfigError or SourceError that quotes nothing; stops waiting when the signal is aborted. */
  ask<R>(query: RawBuilder<R>): Promise<readonly R[]>;
  /** Tables and views, by name. */
  relations(): Promise<readonly string[]>;
  columns(relation: string): Promise<readonly DatabaseColumn[]>;
  /** Columns of each unique key of which no part may be empty, the primary key first. */
  uniqueKeys(relation: string): Promise<readonly (readonly string[])[]>;
  /** A value that came as text, as what its column holds: compared so, it finds its place in an index. */
  typed(column: DatabaseColumn, value: string): RawBuilder<unknown>;
  readonly close: () => Promise<void>;
}

type Row = Readonly<Record<string, string | null>>;

export function openDatabase(settings: CrmSettings, signal: AbortSignal): Database {
  const kysely = new Kysely<never>({
    dialect: settings.family === 'postgres' ? postgresDialect(settings) : mysqlDialect(settings),
  });
  const { schema, family } = settings;
  const ask = async <R>(query: RawBuilder<R>): Promise<readonly R[]> =>
    (await until(signal, query.execute(kysely)).catch(explain)).rows;
  const catalogue = family === 'postgres' ? postgresCatalogue : mysqlCatalogue;
  return {
    schema,
    ask,
    relations: async () => (await ask(catalogue.relations(schema))).map(({ name }) => name ?? ''),
    columns: async (relation) =>
      (await ask(catalogue.columns(schema, relation))).map(({ name, type }) => ({
        name: name ?? '',
        type: type ?? '',
        kind: catalogue.kind(type ?? ''),
      })),
    async uniqueKeys(relation) {
      const keys = new Map<string, string[]>();
      for (const { index, name } of await ask(catalogue.uniqueKeys(schema, relation)))
        keys.set(index ?? '', [...(keys.get(index ?? '') ?? []), name ?? '']);
      return [...keys.values()];
    },
    typed: catalogue.typed,
    close: () => kysely.destroy(),
  };
}

function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new StoppedError('已停止取数，下次从断点继续。 / Pulling was stopped; the next pull goes on from there.'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}

const postgresDialect = ({ url, timeoutSeconds }: CrmSettings): PostgresDialect => {
  const pool = new pg.Pool({
    connectionString: url.href,
    max: 1,
    connectionTimeoutMillis: timeoutSeconds * 1000,
    keepAlive: true,
    types: { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig,
  });
  // A connection that is lost while nobody asks is told by the next question.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({
    pool,
    onCreateConnection: (connection) =>
      set(connection, [
        'set session characteristics as transaction read only',
        `set statement_timeout = ${timeoutSeconds * 1000}`,
        `set time zone 'Asia/Shanghai'`,
        `set datestyle = 'ISO, YMD'`,
        'set extra_float_digits = 1',
      ]),
  });
};

const mysqlDialect = ({ url, timeoutSeconds }: CrmSettings): MysqlDialect =>
  new MysqlDialect({
    pool: createPool({
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      ...(url.searchParams.get('ssl') === 'true' && { ssl: {} }),
      connectionLimit: 1,
      connectTimeout: timeoutSeconds * 1000,
      charset: 'utf8mb4',
      typeCast: (field) => {
        if (field.type !== 'BIT') return field.string();
        const bits = field.buffer();
        return bits && String(bits.readUIntBE(0, Math.min(6, bits.length)));
      },
    }),
    onCreateConnection: async (connection) => {
      await set(connection, ['set session transaction read only', `set time_zone = '+08:00'`]);
      const [told] = await connection
        .executeQuery<{ version: string }>(raw('select version() as version'))
        .then(({ rows }) => rows);
      await set(connection, [
        /mariadb/i.test(told?.version ?? '')
          ? `set session max_statement_time = ${timeoutSeconds}`
          : `set session max_execution_time = ${timeoutSeconds * 1000}`,
      ]);
    },
  });

const raw = (text: string): CompiledQuery => ({
  sql: text,
  parameters: [],
  query: sql.raw(text).toOperationNode(),
  queryId: { queryId: text },
});

async function set(connection: DatabaseConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.executeQuery(raw(statement));
}

const postgresCatalogue = {
  relations: (schema: string) => sql<Row>`
    select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind in ('r', 'v', 'm', 'p', 'f') order by 1`,
  columns: (schema: string, relation: string) => sql<Row>`
    select a.attname as name,
           pg_catalog.format_type(case when t.typtype = 'd' then t.typbasetype else t.oid end, null) as type
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_type t on t.oid = a.atttypid
    where n.nspname = ${schema} and c.relname = ${relation} and a.attnum > 0 and not a.attisdropped
    order by a.attnum`,
  uniqueKeys: (schema: string, relation: string) => sql<Row>`
    select i.indexrelid::text as index, a.attname as name
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral unnest(i.indkey::int2[]) with ordinality as part (attnum, position)
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
    where n.nspname = ${schema} and c.relname = ${relation} and i.indisunique and i.indisvalid
      and i.indpred is null and part.position <= i.indnkeyatts
      and not exists (
        select 1 from unnest(i.indkey::int2[]) as k (attnum)
        left join pg_catalog.pg_attribute b on b.attrelid = c.oid and b.attnum = k.attnum
        where b.attnotnull is not true)
    order by i.indisprimary desc, i.indexrelid, part.position`,
  kind: (type: string): ValueKind =>
    /^(?:smallint|integer|bigint)$/.test(type) ? 'integer'
    : type === 'numeric' ? 'decimal'
    : /^(?:real|double precision)$/.test(type) ? 'float'
    : type === 'boolean' ? 'boolean'
    : type === 'date' ? 'date'
    : /^timestamp/.test(type) ? 'time'
    : /^(?:character|bpchar)$/.test(type) ? 'padded'
    : /^(?:text|character varying|uuid|name|citext)$/.test(type) ? 'text'
    : 'other', // prettier-ignore
  // A parameter of no stated type is read as what it is compared with, except in sums of times.
  typed: ({ kind, type }: DatabaseColumn, value: string) =>
    kind === 'time' || kind === 'date' ? sql`cast(${value} as ${sql.raw(type)})` : sql`${value}`,
};

const mysqlCatalogue = {
  relations: (schema: string) => sql<Row>`
    select table_name as name from information_schema.tables where table_schema = ${schema} order by 1`,
  columns: (schema: string, relation: string) => sql<Row>`
    select column_name as name, column_type as type from information_schema.columns
    where table_schema = ${schema} and table_name = ${relation} order by ordinal_position`,
  uniqueKeys: (schema: string, relation: string) => sql<Row>`
    select index_name as \`index\`, column_name as name from information_schema.statistics s
    where table_schema = ${schema} and table_name = ${relation} and non_unique = 0
      and not exists (
        select 1 from information_schema.statistics o
        where o.table_schema = s.table_schema and o.table_name = s.table_name and o.index_name = s.index_name
          and (o.nullable = 'YES' or o.sub_part is not null))
    order by index_name = 'PRIMARY' desc, index_name, seq_in_index`,
  kind: (type: string): ValueKind =>
    /^(?:tinyint\(1\)|bit\(1\))/.test(type) ? 'boolean'
    : /^(?:tinyint|smallint|mediumint|int|bigint|year)/.test(type) ? 'integer'
    : /^decimal/.test(type) ? 'decimal'
    : /^(?:float|double)/.test(type) ? 'float'
    : type === 'date' ? 'date'
    : /^(?:datetime|timestamp)/.test(type) ? 'time'
    : /^char\(/.test(type) ? 'padded'
    : /^(?:varchar|tinytext|text|mediumtext|longtext|enum|uuid)/.test(type) ? 'text'
    : 'other', // prettier-ignore
  // MySQL compares numbers with text as floating point.
  typed: ({ kind }: DatabaseColumn, value: string) =>
    kind === 'time' ? sql`cast(${value} as datetime(6))`
    : kind === 'date' ? sql`cast(${value} as date)`
    : kind === 'integer' ? sql`cast(${value} as decimal(20, 0))`
    : kind === 'decimal' ? sql`cast(${value} as decimal(65, 20))`
    : sql`${value}`, // prettier-ignore
};

/** PostgreSQL's and MySQL's codes for what only an operator can mend. */
const refused = /^(?:28P01|28000|ER_ACCESS_DENIED_ERROR|ER_ACCESS_DENIED_NO_PASSWORD_ERROR)$/;
const forbidden = /^(?:42501|ER_TABLEACCESS_DENIED_ERROR|ER_COLUMNACCESS_DENIED_ERROR|ER_DBACCESS_DENIED_ERROR)$/;
const unknown = /^(?:3D000|42P01|42703|3F000|ER_BAD_DB_ERROR|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR)$/;
const slow = /^(?:57014|ER_STATEMENT_TIMEOUT|ER_QUERY_TIMEOUT)$/;

/** Throws the error as one of ours: it says who must act, and nothing of what the database quoted. */
function explain(cause: unknown): never {
  if (cause instanceof ClueGraphError) throw cause;
  const { code: told, errno } = cause as { code?: unknown; errno?: unknown };
  // The driver knows no name for MariaDB's own codes.
  const code = errno === 1969 ? 'ER_STATEMENT_TIMEOUT' : typeof told === 'string' ? told : 'LOST';
  if (refused.test(code))
    throw new ConfigError(
      `数据库拒绝了账号或密码（${code}）。请核对 CLUEGRAPH_CRM_URL 和 CLUEGRAPH_CRM_PASSWORD。 / The database refused account or password (${code}). Check CLUEGRAPH_CRM_URL and CLUEGRAPH_CRM_PASSWORD.`,
      { cause, code: 'PASSWORD' },
    );
  if (forbidden.test(code))
    throw new ConfigError(
      `账号无权读取所需的表（${code}）。请授予 SELECT 权限。 / The account may not read what it should (${code}). Grant it SELECT.`,
      { cause, code: 'PERMISSION' },
    );
  if (unknown.test(code))
    throw new ConfigError(
      `数据库、表或列不存在（${code}）。请核对 CLUEGRAPH_CRM_URL、CLUEGRAPH_CRM_SCHEMA 和对应文件 CLUEGRAPH_CRM_MAPPING。 / A database, table or column does not exist (${code}). Check CLUEGRAPH_CRM_URL, CLUEGRAPH_CRM_SCHEMA and the file CLUEGRAPH_CRM_MAPPING.`,
      { cause, code: 'MAPPING' },
    );
  if (slow.test(code))
    throw new SourceError(
      `数据库未在时限内回答（${code}）。请为键列和更新时间列建索引，或调高 CLUEGRAPH_CRM_TIMEOUT_SECONDS。 / The database did not answer in time (${code}). Index key and updated-at columns, or raise CLUEGRAPH_CRM_TIMEOUT_SECONDS.`,
      { cause, code: 'TIMEOUT' },
    );
  throw new SourceError(
    `数据库没有回答或连接中断（${code}），已取得的内容已保留。请确认数据库可达，稍后重试。 / The database did not answer or the connection was lost (${code}); what was pulled is kept. See that it can be reached, then try again.`,
    { cause, code: 'UNREACHABLE' },
  );
}
