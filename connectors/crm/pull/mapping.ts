/**
 * Which table or view holds which sheet, and which column what: by the names of `sheets.ts`, or as a mapping file says,
 * compared with the database's catalogue before a row is read.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../../../src/errors.js';
import { headerKey, sheetTypes, type Column, type SheetType } from '../sheets.js';
import type { Database, DatabaseColumn } from './database.js';

/** How one sheet is read. */
export interface TablePlan {
  readonly type: SheetType;
  readonly relation: string;
  /** Columns that together are different in every row and never empty, in the order in which rows are read. */
  readonly key: readonly DatabaseColumn[];
  /** Says when a row changed; without it every pass reads all rows. */
  readonly updated?: DatabaseColumn;
  readonly columns: readonly { readonly column: Column; readonly from: DatabaseColumn }[];
  /** False where two rows may have the same number of the sheet, so that one would hide the other. */
  readonly apart: boolean;
}

const mapping = z.strictObject({
  tables: z.record(
    z.string(),
    z.strictObject({
      from: z.string().optional(),
      key: z.array(z.string()).min(1).optional(),
      updated: z.string().optional(),
      columns: z.record(z.string(), z.string()).default({}),
    }),
  ),
});
type TableMapping = z.infer<typeof mapping>['tables'][string];

/** @throws ConfigError that names the file's faulty place */
export async function readMapping(file: string): Promise<ReadonlyMap<SheetType, TableMapping>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(
      '无法读取 CLUEGRAPH_CRM_MAPPING 所指的文件。请核对路径和权限。 / The file that CLUEGRAPH_CRM_MAPPING names cannot be read. Check its path and permissions.',
      { cause },
    );
  });
  let told: unknown;
  try {
    told = parse(text);
  } catch (cause) {
    throw fault('不是有效的 YAML 或 JSON', 'is no valid YAML or JSON', { cause });
  }
  const read = mapping.safeParse(told);
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') ?? '';
    throw fault(`${at} 处有误，格式见 connectors/crm/README.md`, `is wrong at ${at}; connectors/crm/README.md shows its form`); // prettier-ignore
  }
  return new Map(
    Object.entries(read.data.tables).map(([name, table]) => {
      const type = sheetTypes.find((candidate) => isNamed(candidate, name));
      if (type) return [type, table] as const;
      const known = sheetTypes.map(({ zh }) => zh).join('、');
      throw fault(`没有表“${name}”，请选择：${known}`, `names a sheet '${name}' that is not one of ${known}`);
    }),
  );
}

/** Sheets that are found, in their own order. Without a mapping, relations and columns are found by our names. */
export async function plan(
  database: Database,
  told: ReadonlyMap<SheetType, TableMapping> | null,
): Promise<readonly TablePlan[]> {
  const relations = await database.relations();
  const plans: TablePlan[] = [];
  for (const type of sheetTypes) {
    const table = told?.get(type);
    if (told && !table) continue;
    const named = relations.find((relation) => isNamed(type, relation));
    const relation = table?.from === undefined ? named : relations.find((candidate) => candidate === table.from);
    if (relation === undefined) {
      if (!told) continue;
      const name = table?.from ?? type.zh;
      throw fault(
        `“${type.zh}”对应的表或视图 ${name} 在 ${database.schema} 中不存在或无权查看，请建视图或改正 from`,
        `${type.zh}: there is no table or view ${name} in ${database.schema} that the account may see; create it or correct 'from'`,
      );
    }
    plans.push(await planTable(database, type, relation, table ?? { columns: {} }));
  }
  if (!plans.length)
    throw fault(
      `${database.schema} 中没有以我方表名命名的表或视图（如 客户、customers），请建视图或设置 CLUEGRAPH_CRM_MAPPING`,
      `no table or view of ${database.schema} has a name of ours (客户, customers); create views, or set CLUEGRAPH_CRM_MAPPING`,
    );
  return plans;
}

async function planTable(
  database: Database,
  type: SheetType,
  relation: string,
  table: TableMapping,
): Promise<TablePlan> {
  const held = await database.columns(relation);
  const named = (name: string, what: string): DatabaseColumn => {
    const column = held.find((candidate) => candidate.name === name);
    if (column && column.kind !== 'other') return column;
    throw column
      ? fault(
          `${relation}.${name}（${what}）的类型 ${column.type} 无法读取，请在视图中转换为文本、数字或日期`,
          `${relation}.${name} (${what}) is of type ${column.type}, which cannot be read; make it text, number or date in a view`,
        )
      : fault(
          `表 ${relation} 没有列 ${name}（${what}），请改正对应文件`,
          `${relation} has no column ${name} (${what}); correct the mapping`,
        );
  };
  for (const name of Object.keys(table.columns))
    if (!type.columns.some((column) => isNamed(column, name)))
      throw fault(`“${type.zh}”没有列“${name}”，请见 sheets.ts`, `${type.zh} has no column '${name}'; see sheets.ts`);
  const columns = type.columns.flatMap((column) => {
    const told = Object.entries(table.columns).find(([name]) => isNamed(column, name))?.[1];
    const from = told ?? held.find(({ name }) => isNamed(column, name))?.name;
    if (from !== undefined) return [{ column, from: named(from, column.zh) }];
    if (!column.required) return [];
    throw fault(
      `表 ${relation} 缺少必填列“${column.zh}”，请在 tables.${type.zh}.columns 中写明由哪一列给出`,
      `${relation} lacks the required column ${column.zh} (${column.also[0] ?? ''}); say in tables.${type.zh}.columns which one holds it`,
    );
  });
  const ours = (name: string): boolean =>
    columns.some(({ column, from }) => from.name === name && type.key.includes(column.zh));
  const unique = await database.uniqueKeys(relation);
  const isUnique = (names: readonly string[]): boolean =>
    unique.some((key) => key.every((name) => names.includes(name)));
  const key =
    table.key ??
    unique.find((names) => names.every(ours)) ??
    unique[0] ??
    held.filter(({ name }) => headerKey(name) === 'id').map(({ name }) => name).slice(0, 1); // prettier-ignore
  const required = columns.filter(({ column }) => column.required && type.key.includes(column.zh));
  const chosen = key.length ? key : required.map(({ from }) => from.name);
  const updated =
    table.updated === undefined
      ? held.find(({ name, kind }) => (kind === 'time' || kind === 'date') && updatedNames.has(headerKey(name)))
      : named(table.updated, 'updated');
  if (updated && updated.kind !== 'time' && updated.kind !== 'date')
    throw fault(
      `${relation}.${updated.name} 的类型 ${updated.type} 不是时间，请改正 updated`,
      `${relation}.${updated.name} is of type ${updated.type} and tells no time; correct 'updated'`,
    );
  return {
    type,
    relation,
    key: chosen.map((name) => named(name, 'key')),
    ...(updated && { updated }),
    columns,
    apart: chosen.every(ours) && (isUnique(chosen) || !unique.length),
  };
}

const updatedNames = new Set(['updatedat', 'updatetime', 'updatedon', 'modifiedat', 'lastmodified', '更新时间', '修改时间']); // prettier-ignore

const isNamed = ({ zh, also }: { readonly zh: string; readonly also: readonly string[] }, name: string): boolean =>
  [zh, ...also].some((word) => headerKey(word) === headerKey(name));

const fault = (zh: string, en: string, options: ErrorOptions = {}): ConfigError =>
  new ConfigError(
    `数据库与信贷档案的对应有误：${zh}（CLUEGRAPH_CRM_MAPPING）。 / The mapping of the database (CLUEGRAPH_CRM_MAPPING): ${en}.`,
    { ...options, code: 'MAPPING' },
  );
