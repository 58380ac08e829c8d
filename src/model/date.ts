import { chineseNumber, foldWidth } from './digits.js';
import type { ValueType } from './value.js';

/** ISO date of the proleptic calendar, as far as it is known: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'. */
export type PartialDate = string;

const pad = (value: number): string => String(value).padStart(2, '0');

/** ISO of the parts that are given; null when there is no such day. */
function iso(year: number, month?: number, day?: number): PartialDate | null {
  if (![year, month ?? 1, day ?? 1].every(Number.isInteger) || year < 1850 || year > 2150) return null;
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${year}-${pad(month)}`;
  return day >= 1 && day <= daysIn(year, month) ? `${year}-${pad(month)}-${pad(day)}` : null;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const partialDate: ValueType<PartialDate> = {
  clean(raw) {
    const text = foldWidth(raw).replace(/\s/g, '');
    if (!text || text.length > 40) return null;
    // JSON of a program that took midnight in China for its own: 2017-12-04T16:00:00Z is the 5th.
    const instant = /^(\d{4}-\d\d-\d\d)T(?:1[6-9]|2\d):.*Z$/.exec(text)?.[1];
    if (instant) return partialDate.clean(instant) && addDays(instant, 1);
    const digits = /^([12]\d{3})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)?|年)?(?:T?\d{2}:\d{2}.*)?$/.exec(
      text,
    );
    if (digits) return iso(Number(digits[1]), numeral(digits[2]), numeral(digits[3]));
    const compact = /^([12]\d{3})(\d{2})(\d{2})$/.exec(text);
    if (compact) return iso(Number(compact[1]), Number(compact[2]), Number(compact[3]));
    const chinese = /^([^年]{4})年(?:([^月]{1,3})月(?:([^日号]{1,3})[日号])?)?$/.exec(text);
    if (!chinese) return null;
    const parts = [chinese[1], chinese[2], chinese[3]].map((part) =>
      part === undefined ? undefined : (chineseNumber(part.replace('元', '一')) ?? NaN),
    );
    return iso(parts[0] ?? NaN, parts[1], parts[2]);
  },
  compare(a, b) {
    if (a === b) return { verdict: a.length === 10 ? 'same' : 'compatible', reason: 'equal dates' };
    const known = Math.min(a.length, b.length);
    return a.slice(0, known) === b.slice(0, known)
      ? { verdict: 'compatible', reason: 'one date is part of the other' }
      : { verdict: 'different', reason: 'dates differ' };
  },
  caption: (value) => {
    const [year, month, day] = value.split('-');
    return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
  },
  specificity: (value) => (value.length === 10 ? 0.6 : value.length === 7 ? 0.3 : 0.1),
};

const numeral = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Days since 1899-12-30 as Excel counts them, as an ISO date; null out of range. */
export function fromExcelSerial(days: string | number): PartialDate | null {
  const count = Number(days);
  if (!Number.isFinite(count) || count < 366 || count > 91_000) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(count) * 86_400_000).toISOString().slice(0, 10);
}

const parse = (date: string): [number, number, number] => {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  return [year, month, day];
};
const format = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Full ISO date plus days. */
export const addDays = (date: string, days: number): string => {
  const [year, month, day] = parse(date);
  return format(Date.UTC(year, month - 1, day + days));
};

/** Full ISO date plus months; the last day of a shorter month stands for days it does not have (民法典 202). */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parse(date);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(y).padStart(4, '0')}-${pad(m)}-${pad(Math.min(day, daysIn(y, m)))}`;
}

export const addYears = (date: string, years: number): string => addMonths(date, years * 12);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => {
  const [a, b] = [parse(from), parse(to)];
  return Math.round((Date.UTC(b[0], b[1] - 1, b[2]) - Date.UTC(a[0], a[1] - 1, a[2])) / 86_400_000);
};
