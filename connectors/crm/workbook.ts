/**
 * Files to rows: finds the sheet by name or headers, its header row, and the columns it knows; looks over a whole column
 * for what a single row cannot show (zeros lost in front, the same key twice). Nothing here reads the graph.
 */
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import type { FetchedRecord } from '../../src/ingest/connector.js';
import { sha256 } from '../../src/model/ids.js';
import { decode } from '../../src/read/text.js';
import { readCells, type CellValue, type Problem } from './cells.js';
import { columnOf, headerKey, sheetTypes, type SheetType } from './sheets.js';

/** One row of the loan file, as it is archived. Its number is kept only where it cannot be read, so that moved rows stay the same. */
export interface FileRow {
  readonly sheet: string;
  /** By the Chinese name of the column; unknown columns by their own header. */
  readonly cells: Readonly<Record<string, CellValue>>;
  readonly row?: number;
  /** What the look over the whole sheet found. */
  readonly found?: readonly Problem[];
}

export interface KeyedRow extends FileRow {
  readonly key: string;
  /** Row of the sheet, counted from 1 as spreadsheets do. */
  readonly number: number;
}

export interface SheetRows {
  /** Name of the sheet or file. */
  readonly name: string;
  /** Null when no known sheet has these headers. */
  readonly type: SheetType | null;
  readonly unknownColumns: readonly string[];
  readonly rows: readonly KeyedRow[];
}

type Grid = readonly (readonly CellValue[])[];

/** Rows that may stand above the header: titles, dates, notes. */
const aboveHeader = 20;

/** The sheets of an XLSX or CSV file. Throws what the file's format throws; the connector turns it into one bad record. */
export async function readSheets(fileName: string, bytes: Uint8Array): Promise<readonly SheetRows[]> {
  const grids =
    bytes[0] === 0x50 && bytes[1] === 0x4b
      ? await workbook(bytes)
      : [{ name: fileName.replace(/\.[^.]*$/, ''), grid: csv(bytes) }];
  return grids.flatMap(({ name, grid }) => sheetRows(name, grid) ?? []);
}

async function workbook(bytes: Uint8Array): Promise<{ name: string; grid: Grid }[]> {
  const sheets = await readXlsxFile(Buffer.from(bytes));
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    grid: data.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell as CellValue))),
    ),
  }));
}

function csv(bytes: Uint8Array): Grid {
  const text = decode(bytes);
  const delimiter = (/^[^\n]*/.exec(text)?.[0] ?? '').includes('\t') ? '\t' : ',';
  // Empty lines are kept, so that rows have the numbers people see.
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
}

/** Null for a sheet that holds no rows of a portfolio: empty ones, and the template's own page of notes. */
function sheetRows(name: string, grid: Grid): SheetRows | null {
  if (!grid.some((row) => row.some(filled)) || /说明|readme|notes/i.test(name)) return null;
  const found = headerOf(name, grid);
  if (!found) return { name, type: null, unknownColumns: [], rows: [] };
  const { type, at, headers } = found;
  const unknownColumns = headers.filter((header) => header !== '' && !columnOf(type, header));
  const rows: KeyedRow[] = [];
  for (const [i, line] of grid.slice(at + 1).entries()) {
    if (!line.some(filled) || isExample(line)) continue;
    const cells: Record<string, CellValue> = {};
    for (const [j, header] of headers.entries()) {
      const column = columnOf(type, header)?.zh ?? header;
      const value = line[j];
      if (header !== '' && filled(value) && !(column in cells)) cells[column] = value ?? null;
    }
    rows.push({ sheet: type.zh, cells: inOrder(type, cells), key: keyOf(type, cells), number: at + i + 2 });
  }
  return { name, type, unknownColumns, rows: withKeys(lookedOver(type, rows)) };
}

const filled = (cell: CellValue | undefined): boolean =>
  cell !== undefined && cell !== null && String(cell).trim() !== '';

/** The template's example row says so in its first cell. */
const isExample = (line: readonly CellValue[]): boolean =>
  /^\s*(?:示例|例：|example)/i.test(String(line.find(filled) ?? ''));

/** The sheet and header row that fit best; the name decides between sheets whose headers fit equally. */
function headerOf(name: string, grid: Grid): { type: SheetType; at: number; headers: readonly string[] } | null {
  let best: { type: SheetType; at: number; headers: readonly string[]; score: number } | null = null;
  for (const [at, line] of grid.slice(0, aboveHeader).entries()) {
    const headers = line.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
    for (const type of sheetTypes) {
      const known = new Set(
        headers.map((header) => columnOf(type, header)?.zh).filter((column) => column !== undefined),
      );
      const required = type.columns.filter((column) => column.required);
      const missing = required.filter((column) => !known.has(column.zh)).length;
      const called = isCalled(name, type);
      if (known.size < 2 || (missing > 0 && !called)) continue;
      const score = known.size - missing + (called ? 100 : 0);
      if (!best || score > best.score) best = { type, at, headers, score };
    }
  }
  return best;
}

const isCalled = (name: string, { zh, also }: SheetType): boolean => {
  const key = headerKey(name).replace(/^\d+|\d+$/g, '');
  return [zh, ...also].some((word) => key === headerKey(word)) || key.endsWith(headerKey(zh));
};

/**
 * The bank's numbers as they are, the rest of the key (names, phones, things) as a hash: keys are seen by operators.
 * Made of what cells mean, so that a date or an amount written in another form is the same row.
 */
export function keyOf(type: SheetType, row: Readonly<Record<string, CellValue>>): string {
  const cells = readCells(type, row);
  const parts = type.key.map((column) => cells.canonical(column) ?? String(row[column] ?? '').trim());
  const rest = parts.slice(type.open);
  const hash = rest.some(Boolean) ? [sha256(JSON.stringify(rest)).slice(0, 8)] : [];
  return [type.zh, ...parts.slice(0, type.open), ...hash].join('/');
}

/**
 * The same row in the same bytes, whatever it came in: known columns in the order of the sheet, then the others, and
 * amounts as text where their digits are beyond doubt.
 */
export function inOrder(type: SheetType, cells: Readonly<Record<string, CellValue>>): Record<string, CellValue> {
  const known = new Map(type.columns.map(({ zh, kind }) => [zh, kind]));
  const ordered = [...known.keys(), ...Object.keys(cells).filter((column) => !known.has(column))];
  return Object.fromEntries(
    ordered.flatMap((column) => {
      const cell = cells[column];
      if (cell === undefined) return [];
      const kind = known.get(column);
      const amount = typeof cell === 'number' && (kind === 'money' || kind === 'whole') ? String(cell) : '';
      return [[column, /^\d+(?:\.\d{1,2})?$/.test(amount) ? amount : cell]];
    }),
  );
}

/** Ids of digits that are shorter than nearly all others of their column have lost zeros in front. */
function lookedOver(type: SheetType, rows: readonly KeyedRow[]): readonly KeyedRow[] {
  const lost = new Map<number, Problem[]>();
  for (const column of type.columns.filter(({ kind }) => kind === 'id')) {
    const digits = rows
      .map(({ cells }) => String(cells[column.zh] ?? '').trim())
      .map((id) => (/^\d+$/.test(id) ? id.length : 0));
    const whole = digits.filter((length) => length > 0);
    const longest = Math.max(0, ...new Set(whole));
    if (whole.length < 5 || whole.filter((length) => length === longest).length < whole.length * 0.8) continue;
    if (
      !rows.some(({ cells }) =>
        String(cells[column.zh] ?? '')
          .trim()
          .startsWith('0'),
      )
    )
      continue;
    for (const [i, length] of digits.entries())
      if (length > 0 && length < longest) lost.set(i, [...(lost.get(i) ?? []), { ...lostZeros, column: column.zh }]);
  }
  return rows.map((row, i) => {
    const found = lost.get(i);
    return found ? { ...row, found } : row;
  });
}

const lostZeros: Problem = {
  column: '',
  code: 'LOST_ZEROS',
  zh: '比同列其他编号短，前导零可能已丢失：请把该列设为“文本”格式后重新导出',
  en: 'is shorter than the other ids of its column and may have lost zeros in front: set the column to text and export it again',
};

/** Rows of one key: equal ones count once; different ones contradict each other, and none of them is believed. */
function withKeys(rows: readonly KeyedRow[]): readonly KeyedRow[] {
  const groups = new Map<string, Map<string, KeyedRow>>();
  for (const row of rows) {
    const group = groups.get(row.key) ?? new Map<string, KeyedRow>();
    groups.set(row.key, group);
    const content = JSON.stringify(row.cells);
    if (!group.has(content)) group.set(content, row);
  }
  return [...groups.values()].flatMap((group) => {
    const twins = [...group.values()];
    if (twins.length === 1) return twins;
    return twins.map((row, i) => ({
      ...row,
      key: i === 0 ? row.key : `${row.key}~${i + 1}`,
      found: [
        ...(row.found ?? []),
        {
          ...twice,
          zh: `${twice.zh}（第 ${twins.map(({ number }) => number).join('、')} 行）`,
          en: `${twice.en} (rows ${twins.map(({ number }) => number).join(', ')})`,
        },
      ],
    }));
  });
}

const twice: Problem = {
  column: '',
  code: 'CONFLICT',
  zh: '同一编号有内容不同的多行，无法判断以哪行为准：请只留一行',
  en: 'several rows of one number differ and none can be believed: keep one',
};

export const recordOf = (key: string, row: FileRow): FetchedRecord => ({
  key,
  bytes: Buffer.from(JSON.stringify(row)),
  mediaType: 'application/json',
});

/** What is archived of a row: its number and what was found only where it cannot be read. */
export const archived = ({ sheet, cells, found, number }: KeyedRow, bad: boolean): FileRow =>
  bad ? { sheet, cells, row: number, ...(found && { found }) } : { sheet, cells };
