import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { BadRecordError } from '../../src/errors.js';
import type { Connector, NamedParty } from '../../src/ingest/connector.js';
import { sheetTypes, type SheetType } from './sheets.js';
import { readCells } from './cells.js';
import { problemsOf, toReading } from './extract.js';
import { nameIn, preview } from './preview.js';
import { createPull } from './pull/pull.js';
import { readSettings } from './pull/settings.js';
import { archived, readSheets, recordOf, type FileRow, type KeyedRow, type SheetRows } from './workbook.js';

/**
 * The bank's own portfolio from XLSX, CSV or a database: customers, loans, guarantees, collateral, contacts, our cases and measures,
 * payments, contacts made. One record a row, keyed by sheet and the bank's own number.
 */
export const crm: Connector = {
  name: 'crm',
  describes: {
    zh: '本行信贷档案：客户、贷款、担保、抵质押、我方案件与保全、还款、催收',
    en: "The bank's own loan file: customers, loans, security, our cases and measures, payments, contacts made.",
  },
  legalBasis: 'contract',
  // A row that a later import of the same path no longer has, and that is said to be complete, was taken out of the portfolio.
  absence: 'withdrawn',
  tables: sheetTypes.map(({ zh }) => zh),
  version: '1',

  async *fetch(path) {
    for await (const { file, sheets } of filesOf(path)) {
      for (const sheet of sheets) {
        if (!sheet.type) yield recordOf(`${file}#${sheet.name}`, { sheet: sheet.name, cells: {} });
        for (const row of sheet.rows) yield recordOf(row.key, archived(row, isBad(sheet.type, row)));
      }
    }
  },

  configure(settings) {
    const read = readSettings(settings);
    return read && createPull(read);
  },

  async preview(path, held) {
    const sheets: SheetRows[] = [];
    for await (const file of filesOf(path)) sheets.push(...file.sheets);
    const rows = new Map<string, FileRow>();
    const named = new Map<string, readonly NamedParty[]>();
    for (const row of sheets.flatMap((sheet) => sheet.rows)) {
      const bytes = await held.record(row.key);
      if (bytes) rows.set(row.key, rowOf(bytes));
      const name = nameIn(row);
      if (name !== undefined && !named.has(name)) named.set(name, await held.named(name));
    }
    return preview(sheets, { rows, named });
  },

  // Loaded when asked for: the threads that read records never write a workbook.
  template: async () => (await import('./template.js')).template(),

  parts(source) {
    const { cells } = rowOf(source.bytes);
    return Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, String(value ?? '')]));
  },

  extract: (source) => toReading(rowOf(source.bytes), source.key),
};

/** Sheets of the portfolio files at a path; a file that cannot be opened is one sheet of no known type. */
async function* filesOf(path: string): AsyncGenerator<{ file: string; sheets: readonly SheetRows[] }> {
  const root = (await stat(path)).isDirectory() ? path : join(path, '..');
  for await (const file of files(path)) {
    const name = relative(root, file);
    const sheets = await readSheets(basename(file), await readFile(file)).catch((): readonly SheetRows[] => [
      { name: basename(file), type: null, unknownColumns: [], rows: [] },
    ]);
    yield { file: name, sheets };
  }
}

async function* files(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue;
    if (entry.isDirectory()) yield* files(join(path, entry.name));
    else if (/\.(?:xlsx|csv|tsv)$/i.test(entry.name)) yield join(path, entry.name);
  }
}

const isBad = (type: SheetType | null, row: KeyedRow): boolean =>
  type !== null && problemsOf(type, readCells(type, row.cells), row.found).length > 0;

/** @throws BadRecordError BROKEN_JSON */
function rowOf(bytes: Uint8Array): FileRow {
  try {
    const row = JSON.parse(Buffer.from(bytes).toString('utf8')) as { sheet?: unknown; cells?: unknown } | null;
    if (typeof row?.sheet === 'string' && typeof row.cells === 'object' && row.cells !== null)
      return row as unknown as FileRow;
  } catch {
    // told below
  }
  const known = sheetTypes.map(({ zh }) => zh).join('、');
  throw new BadRecordError(
    `该记录不是这些表的一行：${known}。请重新导入文件。 / The record is no row of a sheet (${known}). Import the file again.`,
    { code: 'BROKEN_JSON' },
  );
}
