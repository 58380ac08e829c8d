/** The dry run: what an import would change, before anything is written. Pure. */
import type { NamedParty, Preview, PreviewRow, PreviewState } from '../../src/ingest/connector.js';
import { readCells, type Cells } from './cells.js';
import { problemsOf, told } from './extract.js';
import type { SheetType } from './sheets.js';
import type { FileRow, KeyedRow, SheetRows } from './workbook.js';

/** What the hub holds: rows by record key, parties by name. */
export interface HeldRows {
  readonly rows: ReadonlyMap<string, FileRow>;
  readonly named: ReadonlyMap<string, readonly NamedParty[]>;
}

/** Columns that say who somebody is: under the same number they do not change, they contradict. */
const identity: Readonly<Record<string, readonly string[]>> = {
  客户: ['名称', '证件号码', '统一社会信用代码', '出生日期'],
  担保: ['证件号码', '统一社会信用代码'],
};

const nameColumns: Readonly<Record<string, string>> = {
  客户: '名称',
  担保: '保证人名称',
  抵质押: '抵押人',
  联系方式: '姓名',
};

/** The party that a row is about; undefined for rows about nobody. */
export const nameIn = ({ sheet, cells }: Pick<FileRow, 'sheet' | 'cells'>): string | undefined => {
  const name = nameColumns[sheet] && cells[nameColumns[sheet]];
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
};

export function preview(sheets: readonly SheetRows[], held: HeldRows): Preview {
  return {
    rows: sheets.flatMap(({ type, rows }) => (type ? rows.map((row) => previewRow(type, row, held)) : [])),
    unknownColumns: sheets.flatMap(({ name, unknownColumns }) =>
      unknownColumns.map((column) => ({ sheet: name, column })),
    ),
    unknownSheets: sheets.filter(({ type }) => type === null).map(({ name }) => name),
  };
}

function previewRow(type: SheetType, row: KeyedRow, held: HeldRows): PreviewRow {
  const cells = readCells(type, row.cells);
  const problems = problemsOf(type, cells, row.found);
  const before = held.rows.get(row.key);
  const old = before && readCells(type, before.cells);
  const changed = old
    ? type.columns.map(({ zh }) => zh).filter((column) => old.canonical(column) !== cells.canonical(column))
    : [];
  const contradicts = changed.filter(
    (column) => identity[type.zh]?.includes(column) && old?.canonical(column) !== undefined,
  );
  const place = { sheet: type.zh, row: row.number };
  return {
    key: row.key,
    ...place,
    state: stateOf(
      problems.map(({ code }) => code),
      contradicts,
      old,
      changed,
    ),
    changed,
    notes: [
      ...[...problems, ...cells.warnings].map((problem) => words(told(place, problem))),
      ...contradicts.map((column) =>
        words(
          told(place, {
            column,
            code: 'CONFLICT',
            zh: '与已有档案不符：请核对证件后再导入，或换用新的编号',
            en: 'is not what the file held under this number: compare the document, or use a new number',
          }),
        ),
      ),
    ],
    homonyms: homonyms(cells, held.named.get(nameIn(row) ?? '') ?? []),
  };
}

function stateOf(
  problems: readonly string[],
  contradicts: readonly string[],
  old: Cells | undefined,
  changed: readonly string[],
): PreviewState {
  if (problems.some((code) => code !== 'CONFLICT')) return 'bad';
  if (problems.length || contradicts.length) return 'conflicting';
  return old ? (changed.length ? 'changed' : 'unchanged') : 'new';
}

/** Parties of the name that neither an identifier nor the bank's own number says to be this one. */
const homonyms = (cells: Cells, named: readonly NamedParty[]): readonly string[] =>
  named
    .filter(({ idNumber, creditCode, customers }) => {
      if (customers.includes(cells.text('客户编号') ?? '')) return false;
      const code = cells.creditCode('统一社会信用代码')?.text;
      const resident = cells.residentId('证件号码');
      return (
        !(code !== undefined && code === creditCode) && !(resident && !resident.masked && resident.text === idNumber)
      );
    })
    .map(({ party }) => party);

const words = (message: string): { zh: string; en: string } => {
  const [zh = '', en = ''] = message.split(' / ');
  return { zh, en };
};
