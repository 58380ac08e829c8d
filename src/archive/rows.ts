/**
 * A table of observations in columns of numbers, some 24 bytes each, so that what was seen again day after day can be
 * kept in memory. Row 0 is no row.
 */
export interface Row {
  /** Numbers that the catalog gives to segments and runs. */
  readonly segment: number;
  readonly index: number;
  readonly run: number;
  /** The record's row before this one, or 0. */
  readonly older: number;
  readonly fetchedAt: string;
}

const columns = 4;

export function createRows() {
  let cells = new Uint32Array(columns << 10);
  let times = new Float64Array(1 << 10);
  /** Times that are written in another way than most, by row. */
  const odd = new Map<number, string>();
  let end = 1;
  const cell = (row: number, column: number): number => cells[row * columns + column] ?? 0;

  return {
    add({ segment, index, run, older, fetchedAt }: Row): number {
      if (end === times.length) {
        const [oldCells, oldTimes] = [cells, times];
        cells = new Uint32Array(oldCells.length * 2);
        cells.set(oldCells);
        times = new Float64Array(oldTimes.length * 2);
        times.set(oldTimes);
      }
      const at = end * columns;
      cells[at] = segment;
      cells[at + 1] = index;
      cells[at + 2] = run;
      cells[at + 3] = older;
      const time = Date.parse(fetchedAt);
      times[end] = time;
      if (Number.isNaN(time) || new Date(time).toISOString() !== fetchedAt) odd.set(end, fetchedAt);
      return end++;
    },
    segment: (row: number): number => cell(row, 0),
    index: (row: number): number => cell(row, 1),
    run: (row: number): number => cell(row, 2),
    older: (row: number): number => cell(row, 3),
    fetchedAt: (row: number): string => odd.get(row) ?? new Date(times[row] ?? 0).toISOString(),
    /** Every row, in the order in which they came. */
    *all(): Generator<number> {
      for (let row = 1; row < end; row++) yield row;
    },
  };
}
