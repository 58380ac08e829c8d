/** One window, page after page, each of them judged; a page that cannot be believed is asked for once more. */
import type { FetchedRecord, PullContext, Pulled } from '../../../src/ingest/pull.js';
import { SourceError } from '../../../src/errors.js';
import { print, type State } from './cursor.js';
import { judge, type Judged, type Shown } from './judge.js';
import * as remark from './remarks.js';
import type { Entry, Listed } from './site.js';
import { halves, type Window } from './window.js';

/** One site as a walk sees it. */
export interface Walked {
  readonly since: string;
  /** Empty: all at once. */
  readonly courts: readonly string[];
  /** Days of a span, and days after which a document may still be published. */
  readonly days: number;
  readonly lateDays: number;
  /** Documents of a usual working day, where the operator knows. */
  readonly perDay?: number | undefined;
  readonly pageSize: number;
  readonly maxPages: number;
  list(window: Window, page: number): Promise<Listed>;
  /** Null when it is no longer there. */
  detail(id: string): Promise<FetchedRecord | null>;
  /** How many details may be asked for at the same time. */
  readonly concurrency: number;
}

/** What one run remembers beside the cursor. */
export interface Trail {
  before?: Shown;
  lostInRow: number;
}

/** Times that a window is begun again because its total changed. */
const beginnings = 3;
/** Empty pages one after another after which the site is left alone. */
const holding = 3;
/** One document that cannot be had costs no others. */
const ofOneDocument = new Set(['NOT_AN_ANSWER', 'CUT', 'SERVER_FAULT', 'TOO_LARGE', 'NO_ANSWER']);

/**
 * Gives the documents of `window` from `state.page` on. 'split': the site would not show them all, nothing was given,
 * halves of the window are to be asked for. 'stopped': the site is not to be believed, the pass ends here.
 */
export async function* pages(
  site: Walked,
  { note }: PullContext,
  state: State,
  trail: Trail,
  window: Window,
): AsyncGenerator<Pulled, 'shown' | 'split' | 'stopped'> {
  const most = site.pageSize * site.maxPages;
  const given = new Set<string>();
  let listed = new Set<string>();
  let begun = 1;
  for (;;) {
    const { list, judged } = await believed();
    const of = {
      window,
      page: state.page,
      pages: Math.ceil(Math.min(state.total ?? list.total, most) / site.pageSize),
    };
    if (judged.verdict === 'FILTER_DROPPED') {
      note(remark.filterDropped(window, list.total));
      yield* give(list.entries, of);
      return stop();
    }
    if (judged.verdict === 'TOTAL_CHANGED') {
      note(remark.totalChanged(window, state.total ?? 0, list.total));
      if (begun++ < beginnings) {
        begin();
        continue;
      }
      owe();
      state.total = list.total;
    }
    if (state.page === 1) {
      trail.before = { window, total: list.total, ids: new Set(list.entries.map(({ id }) => id)) };
      state.total = list.total;
      if (list.total > most) {
        if (halves(window)) return 'split';
        note(remark.tooMany(window, list.total, most));
        state.partial = true;
      }
    }
    const more = judged.got > judged.expected;
    if (more) note(remark.moreThanTotal(of, judged.expected, judged.got));
    if (judged.outside) note(remark.outOfWindow(of, judged.outside));
    if (judged.verdict === 'PAGE_LOST' || judged.verdict === 'PAGE_REPEATED') {
      const tell = judged.verdict === 'PAGE_LOST' ? remark.pageLost : remark.pageRepeated;
      note(tell(of, judged.expected, judged.got));
      owe();
    }
    yield* give(list.entries, of);
    trail.lostInRow = judged.expected && !judged.got ? trail.lostInRow + 1 : 0;
    if (trail.lostInRow === holding) {
      note(remark.softBlocked(window));
      return stop();
    }
    for (const { id } of list.entries) listed.add(id);
    if (state.page >= (more ? site.maxPages : of.pages)) return 'shown';
    state.page++;
    yield { cursor: print(state) };
  }

  async function believed(): Promise<{ list: Listed; judged: Judged }> {
    const look = async (): Promise<{ list: Listed; judged: Judged }> => {
      const list = await site.list(window, state.page);
      const { page, total } = state;
      return {
        list,
        judged: judge(list, { window, page, total, listed, most, size: site.pageSize, before: trail.before }),
      };
    };
    const first = await look();
    return first.judged.verdict === 'WHOLE' ? first : look();
  }

  async function* give(entries: readonly Entry[], of: remark.PageOf): AsyncGenerator<FetchedRecord> {
    const ids = [...new Set(entries.map(({ id }) => id))].filter((id) => !given.has(id));
    let [lost, gone] = [0, 0];
    for (let i = 0; i < ids.length; i += site.concurrency) {
      const some = ids.slice(i, i + site.concurrency);
      const answers = await Promise.allSettled(some.map((id) => site.detail(id)));
      for (const [n, answer] of answers.entries()) {
        if (answer.status === 'rejected') {
          const error: unknown = answer.reason;
          if (!(error instanceof SourceError) || !ofOneDocument.has(error.code)) throw error;
          lost++;
          continue;
        }
        given.add(some[n] ?? '');
        if (answer.value) yield answer.value;
        else gone++;
      }
    }
    if (gone) note(remark.documentsGone(of, gone));
    if (!lost) return;
    note(remark.documentsLost(of, lost, ids.length));
    owe();
  }

  function begin(): void {
    state.page = 1;
    delete state.total;
    listed = new Set();
  }

  function isOwed(other: Window): boolean {
    return other.from === window.from && other.to === window.to && other.court === window.court;
  }

  function owe(): void {
    if (!state.owed.some(isOwed)) state.owed.push(window);
  }

  /** The next pass takes this window up from its beginning. */
  function stop(): 'stopped' {
    begin();
    state.owed = state.owed.filter((other) => !isOwed(other));
    return 'stopped';
  }
}
