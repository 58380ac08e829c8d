/** A row of the database as the same row of a workbook would be. */
import type { CellValue } from '../cells.js';
import type { Column } from '../sheets.js';
import type { FetchedRecord } from '../../../src/ingest/connector.js';
import { inOrder, keyOf, recordOf } from '../workbook.js';
import type { ValueKind } from './database.js';
import type { TablePlan } from './mapping.js';

/** Values as text, by the name of their column. */
export type DatabaseRow = Readonly<Record<string, string | null>>;

export function toRecord({ type, columns }: TablePlan, row: DatabaseRow): FetchedRecord {
  const cells: Record<string, CellValue> = {};
  for (const { column, from } of columns) {
    const value = row[from.name];
    const cell = value === null || value === undefined ? null : toCell(value, from.kind, column);
    if (cell !== null && String(cell).trim() !== '') cells[column.zh] = cell;
  }
  return recordOf(keyOf(type, cells), { sheet: type.zh, cells: inOrder(type, cells) });
}

function toCell(value: string, kind: ValueKind, { kind: wanted }: Column): CellValue {
  switch (kind) {
    case 'padded':
      return value.trimEnd();
    case 'decimal':
      return plain(value);
    case 'float':
      // As money it has been rounded by its owner; as anything else it is what the database shows.
      return wanted === 'money' ? plain(Number(value).toFixed(2)) : value;
    case 'date':
    case 'time':
      // Instants are told in China's time, so the first ten characters are the day. MySQL's zero date is none.
      return value.startsWith('0000-') ? null : value.slice(0, 10);
    case 'boolean':
      return wanted === 'whole' ? value : /^(?:t|true|1)$/.test(value);
    default:
      return value;
  }
}

/** 1234.50 -> 1234.5: what a spreadsheet would hold; digit by digit, so that nothing is rounded. */
const plain = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
