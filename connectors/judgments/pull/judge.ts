/** Whether a page of a list can be believed. Pure. */
import type { Listed } from './site.js';
import { disjoint, type Window } from './window.js';

/**
 *   FILTER_DROPPED   the site did not look at the dates or the court: it says so, or shows what was not asked for
 *   TOTAL_CHANGED    the number in all is another than on the page before
 *   PAGE_REPEATED    what is shown was shown before
 *   PAGE_LOST        fewer documents than the total leaves for this page
 */
export type Verdict = 'WHOLE' | 'FILTER_DROPPED' | 'TOTAL_CHANGED' | 'PAGE_REPEATED' | 'PAGE_LOST';

/** The first page of a window, to compare the next window's with. */
export interface Shown {
  readonly window: Window;
  readonly total: number;
  readonly ids: ReadonlySet<string>;
}

export interface Case {
  readonly window: Window;
  readonly page: number;
  readonly size: number;
  /** Documents that the site shows of one search at most. */
  readonly most: number;
  /** Total as the pages before had it. */
  readonly total?: number | undefined;
  /** Ids on the pages before. */
  readonly listed: ReadonlySet<string>;
  readonly before?: Shown | undefined;
}

export interface Judged {
  readonly verdict: Verdict;
  /** New documents that the page should have, and has. */
  readonly expected: number;
  readonly got: number;
  /** Documents of another date or court. */
  readonly outside: number;
}

export function judge(list: Listed, about: Case): Judged {
  const { window, page, size, most, total, listed, before } = about;
  const ids = new Set(list.entries.map(({ id }) => id));
  const outside = list.entries.filter((entry) => isOutside(entry, window)).length;
  const got = [...ids].filter((id) => !listed.has(id)).length;
  const known = total ?? list.total;
  const expected = Math.max(0, Math.min(size, Math.min(known, most) - (page - 1) * size));
  const sayVerdict = (): Verdict => {
    if (list.filtered === false) return 'FILTER_DROPPED';
    // A window that fits on one page loses nothing by it.
    if (list.total > size && outside * 2 > list.entries.length) return 'FILTER_DROPPED';
    if (list.total > size && page === 1 && before && disjoint(before.window, window) && isSame(list, ids, before, most))
      return 'FILTER_DROPPED';
    // A page that is empty and knows of no others is lost; the total did not change.
    if (total !== undefined && list.total !== total && (ids.size > 0 || list.total > 0)) return 'TOTAL_CHANGED';
    if (got >= expected) return 'WHOLE';
    return ids.size > got ? 'PAGE_REPEATED' : 'PAGE_LOST';
  };
  return { verdict: sayVerdict(), expected, got, outside };
}

/** Two windows that share no document, answered alike. */
const isSame = (list: Listed, ids: ReadonlySet<string>, before: Shown, most: number): boolean =>
  [...ids].filter((id) => before.ids.has(id)).length * 2 > ids.size ||
  (list.total === before.total && list.total > most);

const isOutside = (
  { date, court }: { date?: string | undefined; court?: string | undefined },
  asked: Window,
): boolean =>
  (date !== undefined && (date < asked.from || date > asked.to)) ||
  (court !== undefined && asked.court !== undefined && !agree(court, asked.court));

/** One name may leave out the province. */
const agree = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((name) => name.normalize('NFKC').replace(/\s/g, '')) as [string, string];
  return one.endsWith(other) || other.endsWith(one);
};
