import Table from 'cli-table3';
import stringWidth from 'string-width';

export interface Heading {
  readonly title: string;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A row of cells, or a text over the whole width. */
export type TableRow = readonly (string | number | null)[] | string;

/** A table for the terminal. Cells are wrapped between any two characters, as Chinese text is. */
export function table(headings: readonly Heading[], rows: readonly TableRow[]): string {
  const made = new Table({
    head: headings.map(({ title, width }) => wrapped(title, width)),
    colWidths: headings.map(({ width }) => width + 2),
    style: { head: [], border: [] },
  });
  for (const row of rows)
    made.push(
      typeof row === 'string'
        ? [{ colSpan: headings.length, content: row }]
        : row.map((cell, i) => wrapped(String(cell ?? ''), headings[i]?.width ?? 20)),
    );
  return made.toString();
}

function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const lines: string[] = [];
      let part = '';
      let used = 0;
      for (const sign of line) {
        const size = stringWidth(sign);
        if (used + size > width) {
          lines.push(part);
          [part, used] = ['', 0];
        }
        part += sign;
        used += size;
      }
      return [...lines, part];
    })
    .join('\n');
}
