/** Values in the answers of sites, none of which is to be relied on. */
import { partialDate } from '../../../src/model/date.js';

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const rowOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

export const ownText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.trim() || undefined : typeof value === 'number' ? String(value) : undefined;

/** A whole day in ISO, of a text or of the milliseconds of scripts. */
export function ownDate(value: unknown): string | undefined {
  const text = ownText(value) ?? '';
  const time = /^(?:\/Date\()?(\d{12,13})(?:\)\/)?$/.exec(text)?.[1];
  const day = time
    ? new Date(Number(time) + 8 * 3_600_000).toISOString().slice(0, 10)
    : (partialDate.clean(text) ?? '');
  return day.length === 10 ? day : undefined;
}
