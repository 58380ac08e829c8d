/** Clues as a caller wants them: stored rows filtered, seen as of a day, filtered by what the day gives, ordered, paged. */
import { rank } from '../../src/discover/worklist.js';
import { UserError } from '../../src/errors.js';
import type { StoredClueRow } from '../../src/graph/clue.js';
import type { ClueView } from '../../src/model/clue.js';
import type { Context } from '../context.js';
import { present } from '../loaders.js';
import { page, type Page, type SincePageArgs } from '../page.js';
import { toClue, type Clue, type ClueFilter } from './clue.type.js';

/** Clues that are seen and ordered for one answer; more are cut, and the answer says so. */
const clueCap = 5000;

export type Order = 'work' | 'expected' | 'deadline' | 'grade' | 'knownSince';

export interface ListArgs extends SincePageArgs {
  readonly asOf?: string | null;
  readonly orderBy: string;
}

export async function clueList(
  rows: readonly StoredClueRow[],
  args: ListArgs,
  filter: ClueFilter,
  context: Context,
): Promise<Page<Clue>> {
  const asOf = dayOf(args.asOf, context);
  const wanted = await storedFilter(rows, args, filter, context);
  const held = wanted.slice(0, clueCap);
  const views = await Promise.all(held.map((row) => context.loaders.view.load({ row, asOf })));
  const ordered = orders[args.orderBy as Order](views.filter(seenFilter(filter)), asOf);
  const byId = new Map(held.map((row) => [row.id, row]));
  return page(
    ordered,
    args,
    (view) => view.id,
    wanted.length > held.length,
    (view) => toClue(view, byId.get(view.id) as StoredClueRow, context.mask),
  );
}

/** The day asked for, or today in China. Throws UserError on a partial date. */
export function dayOf(asOf: string | null | undefined, { today }: Context): string {
  if (asOf && asOf.length !== 10)
    throw new UserError("asOf 是某一天。请写成 YYYY-MM-DD。 / 'asOf' is one day. Write it YYYY-MM-DD.", {
      code: 'BAD_DAY',
    });
  return asOf ?? today;
}

async function storedFilter(
  rows: readonly StoredClueRow[],
  args: SincePageArgs,
  filter: ClueFilter,
  { loaders }: Context,
): Promise<readonly StoredClueRow[]> {
  const since = args.changedSince?.toISOString() ?? '';
  const least = fen(filter.minFen);
  const kept = rows.filter(
    (row) =>
      row.knownSince >= since &&
      (!filter.rules || filter.rules.includes(row.rule)) &&
      (!filter.customers || filter.customers.includes(row.customer)) &&
      (!filter.tiers || filter.tiers.includes(row.tier)) &&
      (least === null || (row.value ?? -1) >= least),
  );
  const { officer, branch, states } = filter;
  if (!officer && !branch && !states) return kept;
  const customers =
    officer || branch ? await present(loaders.customer, [...new Set(kept.map((row) => row.customer))]) : [];
  const files = new Map(customers.map((customer) => [customer.id, customer.files[0]]));
  const followUps = states ? await Promise.all(kept.map((row) => loaders.followUpsOf.load(row.id))) : [];
  return kept.filter(
    (row, i) =>
      (!officer || files.get(row.customer)?.officer === officer) &&
      (!branch || files.get(row.customer)?.branch === branch) &&
      (!states || states.includes(followUps[i]?.[0]?.state ?? 'open')),
  );
}

const seenFilter =
  ({ minStars, dueBy }: ClueFilter) =>
  (view: ClueView): boolean =>
    view.grade.stars >= (minStars ?? 0) && (!dueBy || (view.deadline !== undefined && view.deadline <= dueBy));

function fen(text: string | null | undefined): number | null {
  if (!text) return null;
  if (!/^\d{1,15}$/.test(text))
    throw new UserError("minFen 以分为单位。请只写数字。 / 'minFen' is a number of fen. Write digits only.", {
      code: 'BAD_FEN',
    });
  return Number(text);
}

type Compare = (a: ClueView, b: ClueView) => number;
const number = (a: number, b: number): number => b - a;
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const expected: Compare = (a, b) => number(a.expected ?? -1, b.expected ?? -1);
const deadline: Compare = (a, b) => text(a.deadline ?? '9999', b.deadline ?? '9999');
const grade: Compare = (a, b) => number(a.grade.score, b.grade.score);
const id: Compare = (a, b) => text(a.id, b.id);
const sorted =
  (...by: readonly Compare[]) =>
  (views: readonly ClueView[]): readonly ClueView[] =>
    [...views].sort((a, b) => by.reduce((found, compare) => found || compare(a, b), 0));

const orders: Readonly<Record<Order, (views: readonly ClueView[], asOf: string) => readonly ClueView[]>> = {
  work: rank,
  expected: sorted(expected, deadline, grade, id),
  deadline: sorted(deadline, expected, grade, id),
  grade: sorted(grade, expected, deadline, id),
  knownSince: sorted((a, b) => text(b.knownSince, a.knownSince), expected, id),
};
