import { partialDate, type PartialDate } from './date.js';
import type { ValueType, Verdict } from './value.js';

/**
 * A name that a person or organization bore before (曾用名), with the days it held as far as they are known. A judgment
 * of 2012 names a company by its name of 2012: a former name is evidence only for documents of its time.
 */
export interface FormerName {
  readonly name: string;
  /** First day, may be partial; left out where unknown. */
  readonly from?: PartialDate;
  /** Last day, may be partial. */
  readonly until?: PartialDate;
}

const term = /^([^()（）]{1,100})[(（]([^()（）]{0,24}?)(?:至|到|—+|–|~|\/)([^()（）]{0,24})[)）]$/;

export const formerName: ValueType<FormerName> = {
  /** '甲公司', '甲公司（2005年至2012年3月）', '甲公司(2005-01-01/2012-03-31)', '甲公司（至2012年）' */
  clean(raw) {
    if (raw.length > 200) return null;
    const text = raw.replace(/^\s*(?:曾用名|原名|原名称|旧名)\s*[:：]?/, '').trim();
    const found = term.exec(text);
    const [from, until] = [found?.[2]?.trim(), found?.[3]?.trim()].map((date) =>
      date ? (partialDate.clean(date) ?? null) : undefined,
    );
    const dated = found && from !== null && until !== null && (from ?? until) !== undefined;
    const name = (dated ? (found[1] ?? '') : text).trim();
    if (name.length < 2 || name.length > 120) return null;
    return dated
      ? { name, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
      : { name };
  },
  compare(a, b) {
    if (a.name !== b.name) return { verdict: 'different', reason: 'names differ' };
    return a.from === b.from && a.until === b.until
      ? { verdict: 'same', reason: 'equal names and terms' }
      : { verdict: 'compatible', reason: 'equal names' };
  },
  caption: ({ name, from, until }) => (from ?? until) === undefined ? name : `${name}（${from ? partialDate.caption(from) : ''}至${until ? partialDate.caption(until) : ''}）`, // prettier-ignore
  specificity: () => 0.5,
};

/** Whether the name held on a day: 'same' within its term, 'different' outside, 'unknown' where the term or the day is not known enough. */
export function heldOn({ from, until }: FormerName, on: PartialDate): Verdict {
  const before = from === undefined ? undefined : order(on, from);
  const after = until === undefined ? undefined : order(until, on);
  if (before === 'earlier' || after === 'earlier') return 'different';
  return before === 'later' && after === 'later' ? 'same' : 'unknown';
}

/** How two dates lie; undefined where one is part of the other and both orders are possible. Equal full days count as later. */
function order(a: PartialDate, b: PartialDate): 'earlier' | 'later' | undefined {
  const known = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, known), b.slice(0, known)];
  if (left === right) return a.length === 10 && b.length === 10 ? 'later' : undefined;
  return left < right ? 'earlier' : 'later';
}
