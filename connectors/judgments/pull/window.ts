/** Windows of days: what is asked of a site at once. */
import { addDays, daysBetween } from '../../../src/model/date.js';

export interface Window {
  /** First and last day of judgment, both included. */
  readonly from: string;
  readonly to: string;
  /** Left out: all courts. */
  readonly court?: string | undefined;
  /** How often it was asked for and not shown whole. */
  readonly tries?: number | undefined;
}

/** Two windows that together are this one; null for a single day. */
export function halves(window: Window): readonly [Window, Window] | null {
  const days = daysBetween(window.from, window.to);
  if (days < 1) return null;
  const middle = addDays(window.from, Math.floor((days - 1) / 2));
  return [
    { ...window, to: middle },
    { ...window, from: addDays(middle, 1) },
  ];
}

/** No document can be in both. */
export const disjoint = (a: Window, b: Window): boolean =>
  a.to < b.from || b.to < a.from || (a.court !== undefined && b.court !== undefined && a.court !== b.court);

/** Mondays to Fridays; holidays are not known. */
export function workdays(from: string, to: string): number {
  let days = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days++;
  }
  return days;
}

/** The day it is in China. */
export const dayInChina = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
