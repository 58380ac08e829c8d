import { stringify } from 'csv-stringify/sync';
import writeXlsx from 'write-excel-file/node';

export interface Column {
  readonly title: string;
  /** Width in characters. */
  readonly width: number;
}

/** Text, or a number that a spreadsheet may add up; null is an empty cell. */
export type Cell = string | number | null;

/**
 * A table for people who work in spreadsheets. Names and quotes come from outside, so no cell can become a formula:
 * CSV cells that begin like one are escaped, XLSX cells are typed as text.
 */
export async function sheet(
  format: 'csv' | 'xlsx',
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array> {
  if (format === 'csv') {
    const text = stringify([columns.map((column) => column.title), ...rows.map((row) => [...row])], {
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    });
    return Buffer.from(text);
  }
  const head = columns.map((column) => ({
    value: column.title,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const body = rows.map((row) =>
    row.map((cell) => {
      if (cell === null) return null;
      return typeof cell === 'number'
        ? { value: cell, type: Number, format: '#,##0.00' }
        : { value: cell, type: String, wrap: true, alignVertical: 'top' as const };
    }),
  );
  return writeXlsx([head, ...body], {
    columns: columns.map((column) => ({ width: column.width })),
    stickyRowsCount: 1,
  }).toBuffer();
}
