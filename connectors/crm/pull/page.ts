/** One page of a table, found by the place where the last one ended: the same cost at the end of a table as at its beginning. */
import { sql, type RawBuilder } from 'kysely';
import { ConfigError } from '../../../src/errors.js';
import type { Database, DatabaseColumn } from './database.js';
import type { TablePlan } from './mapping.js';
import type { DatabaseRow } from './row.js';

const pageSize = 1000;

/** What changed: from some time before the latest change known, to the latest there was when the pass began. */
export interface Window {
  readonly stamp: DatabaseColumn;
  readonly since: string;
  readonly overlapMinutes: number;
  readonly until: string;
}

export interface Page {
  readonly rows: readonly DatabaseRow[];
  /** Place of the last row: where the next page begins. */
  readonly last: readonly string[];
  readonly more: boolean;
}

/** @throws ConfigError where what should be a key is none; SourceError */
export async function pageOf(
  database: Database,
  table: TablePlan,
  window: Window | null,
  after: readonly string[] | undefined,
): Promise<Page> {
  const order = window ? [window.stamp, ...table.key.filter(({ name }) => name !== window.stamp.name)] : table.key;
  const wanted = [...new Set([...order, ...table.columns.map(({ from }) => from)].map(({ name }) => name))];
  const conditions = [...(window ? changed(database, window) : []), ...(after ? [beyond(database, order, after)] : [])];
  const rows = await database.ask(sql<DatabaseRow>`
    select ${sql.join(wanted.map((name) => sql.id(name)))}
    from ${sql.id(database.schema, table.relation)}
    ${conditions.length ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
    order by ${sql.join(order.map(({ name }) => sql.id(name)))}
    limit ${sql.lit(pageSize + 1)}`);
  rows.forEach((row, i) => {
    checkKey(table, row, rows[i + 1]);
  });
  const given = rows.slice(0, pageSize);
  const last = given.at(-1);
  return { rows: given, last: order.map(({ name }) => last?.[name] ?? ''), more: rows.length > pageSize };
}

/** When a row changed last, as text; empty for an empty table and where no column tells. A time to come is a mistake and is left out. */
export async function latestChange(database: Database, { relation, updated }: TablePlan): Promise<string> {
  if (!updated) return '';
  const stamp = sql.id(updated.name);
  const [row] = await database.ask(sql<DatabaseRow>`
    select max(${stamp}) as latest from ${sql.id(database.schema, relation)}
    where ${stamp} <= current_timestamp + interval '1' day`);
  return row?.['latest'] ?? '';
}

const changed = (database: Database, { stamp, since, overlapMinutes, until }: Window): RawBuilder<unknown>[] => [
  sql`${sql.id(stamp.name)} >= ${database.typed(stamp, since)} - interval ${sql.lit(String(overlapMinutes))} minute`,
  sql`${sql.id(stamp.name)} <= ${database.typed(stamp, until || since)}`,
];

/** (a, b) > (x, y), written so that every database finds the place in an index. */
function beyond(database: Database, order: readonly DatabaseColumn[], after: readonly string[]): RawBuilder<unknown> {
  const [first, ...rest] = order;
  if (!first) return sql`false`;
  const [column, value] = [sql.id(first.name), database.typed(first, after[0] ?? '')];
  return rest.length
    ? sql`${column} >= ${value} and (${column} > ${value} or ${beyond(database, rest, after.slice(1))})`
    : sql`${column} > ${value}`;
}

function checkKey({ type, relation, key }: TablePlan, row: DatabaseRow, next: DatabaseRow | undefined): void {
  const names = key.map(({ name }) => name);
  if (names.every((name) => row[name] !== null && row[name] !== undefined))
    if (!next || names.some((name) => row[name] !== next[name])) return;
  throw new ConfigError(
    `${relation} 的 ${names.join('、')} 有空值或重复，不能作为逐页读取的键。请在 CLUEGRAPH_CRM_MAPPING 的 tables.${type.zh}.key 中写明唯一且非空的列。 / ${names.join(', ')} of ${relation} is empty or the same in several rows, so that it cannot be read page by page. Name columns that are unique and never empty in tables.${type.zh}.key of the file CLUEGRAPH_CRM_MAPPING.`,
    { code: 'KEY' },
  );
}
