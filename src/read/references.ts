/**
 * What every reader of the body starts from: the parties named in a document, its sums and its days, found once. UTF-16 indexes;
 * `span` turns them into code points when something is stated.
 */
import type { Money } from '../model/money.js';
import type { Span, Stated } from '../model/span.js';
import { namesIn } from './namings.js';
import type { NamedAt } from './namings.js';
import { daysIn, sumsIn, trimmedSum } from './quantities.js';
import type { DayAt, SumAt } from './quantities.js';
import { remembered } from './remembered.js';

export interface Scan {
  readonly text: string;
  readonly named: readonly NamedAt[];
  readonly sums: readonly SumAt[];
  readonly days: readonly DayAt[];
  /** UTF-16 range -> span in code points. */
  readonly span: (start: number, end: number) => Span;
}

/** The names, sums and days of a document; made once for all readers of it. */
export const scanOf = remembered((context): Scan => {
  const named = namesIn(context);
  return {
    text: context.text,
    named,
    sums: apartFromNames(context.text, sumsIn(context.text), named),
    days: daysIn(context.text),
    span: context.span,
  };
});

/** Masked names end in digits (王某1), which must not run into the sum behind them. */
function apartFromNames(text: string, sums: readonly SumAt[], named: readonly NamedAt[]): readonly SumAt[] {
  const apart: SumAt[] = [];
  for (const sum of sums) {
    const clash = named[firstFrom(named, sum.start) - 1];
    const clear = !clash || clash.end <= sum.start || clash.by !== 'name' ? sum : trimmedSum(text, sum, clash.end);
    if (clear) apart.push(clear);
  }
  return apart;
}

/** A sum as money with the span it was read at. */
export const moneyAt = (scan: Scan, sum: SumAt): Stated<Money> => ({
  value: { fen: sum.fen, currency: sum.currency, text: scan.text.slice(sum.start, sum.end) },
  at: scan.span(sum.start, sum.end),
});

/** The words of a range with their span. */
export const textAt = (scan: Scan, range: { readonly start: number; readonly end: number }): Stated<string> => ({
  value: scan.text.slice(range.start, range.end),
  at: scan.span(range.start, range.end),
});

const JOINED = /^(?:[（(][^（）()]{0,40}[）)])?\s*(?:[、，,和及]|以及|暨|与)?\s*(?:以及|及其)?\s*$/;
const JOINED_TIGHT = /^(?:[（(][^（）()]{0,40}[）)])?\s*(?:[、和及]|以及|暨)\s*$/;

export interface Group {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
  readonly members: readonly NamedAt[];
}

const group = (members: readonly NamedAt[]): Group => ({
  start: members[0]!.start,
  end: members.at(-1)!.end,
  names: [...new Set(members.flatMap((member) => member.names))],
  members,
});

/**
 * The parties named between two indexes, gathered into enumerations: 甲公司、乙公司和丙 is one group. 与 and a comma join
 * only when `wide`, since 甲与乙签订 names two sides.
 */
export function groupsIn(scan: Scan, start: number, end: number, wide = false): readonly Group[] {
  const groups: Group[] = [];
  let members: NamedAt[] = [];
  for (let i = firstFrom(scan.named, start); i < scan.named.length; i++) {
    const next = scan.named[i]!;
    if (next.end > end) break;
    const last = members.at(-1);
    if (last) {
      const between = scan.text.slice(last.end, next.start);
      if (between.length > 48 || !(wide ? JOINED : JOINED_TIGHT).test(between)) {
        groups.push(group(members));
        members = [];
      }
    }
    members.push(next);
  }
  if (members.length > 0) groups.push(group(members));
  return groups;
}

/** Index of the first item that starts at or after `start`, in a list ordered by start. */
export function firstFrom(list: readonly { readonly start: number }[], start: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items of an ordered list that lie inside a range. */
export function within<T extends { readonly start: number; readonly end: number }>(
  list: readonly T[],
  start: number,
  end: number,
): readonly T[] {
  const found: T[] = [];
  for (let i = firstFrom(list, start); i < list.length && list[i]!.start < end; i++) {
    if (list[i]!.end <= end) found.push(list[i]!);
  }
  return found;
}
