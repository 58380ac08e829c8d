/**
 * A pass over a site: span after span of days, court after court, page after page. What the site leaves out is noticed
 * here, said, and owed; what it shows is given, also when it was not asked for.
 */
import type { PullContext, Pulled, PullEnd } from '../../../src/ingest/pull.js';
import { addDays } from '../../../src/model/date.js';
import { beginning, print, resume, type State } from './cursor.js';
import { pages, type Trail, type Walked } from './pages.js';
import { allEmpty, givenUp, volumeLow } from './remarks.js';
import { dayInChina, halves, workdays, type Window } from './window.js';

/** Share of the usual volume below which it is said, and the usual volume from which it is judged at all. */
const low = { share: 0.2, from: 20 };
/** Weight of the newest span in the usual volume. */
const weight = 0.2;
const tries = 3;
/** Documents that a pass should have had at least, when not one is suspicious. */
const suspicious = 5;

export async function* walk(site: Walked, context: PullContext): AsyncGenerator<Pulled, PullEnd> {
  const today = dayInChina(context.now());
  const settled = addDays(today, -site.lateDays);
  const state = resume(context.cursor, site.since);
  const trail: Trail = { lostInRow: 0 };

  for (let window = upcoming(); window; window = upcoming()) {
    const outcome = yield* pages(site, context, state, trail, window);
    if (outcome === 'stopped') return { complete: false, cursor: print(state) };
    state.agenda.splice(0, 1, ...(outcome === 'split' ? (halves(window) ?? []) : []));
    if (outcome === 'shown' && state.base && window.tries === undefined) state.base.total += state.total ?? 0;
    state.page = 1;
    delete state.total;
    yield { cursor: print(state) };
  }
  return ended();

  /** The window that is next; undefined when all days were asked for. */
  function upcoming(): Window | undefined {
    if (!state.agenda.length) {
      closeBase();
      if (state.next > today) return undefined;
      const from = state.next;
      const end = addDays(from, site.days - 1);
      const to = end < today ? end : today;
      state.base = { from, to, total: 0 };
      state.agenda = windowsOf({ from, to });
      state.next = addDays(to, 1);
    }
    return state.agenda[0];
  }

  function windowsOf({ from, to }: Window): Window[] {
    return site.courts.length ? site.courts.map((court) => ({ from, to, court })) : [{ from, to }];
  }

  /** Compares the volume of a span that was asked for with what is usual, once late documents have had their time. */
  function closeBase(): void {
    const { base } = state;
    if (!base) return;
    delete state.base;
    const days = workdays(base.from, base.to);
    state.pass.total += base.total;
    state.pass.days += days;
    if (base.to > settled || !days) return;
    const expected = (site.perDay ?? state.usual ?? 0) * days;
    if (base.total) {
      delete state.dry;
      if (expected >= low.from && base.total < expected * low.share)
        context.note(volumeLow(base, base.total, expected));
    } else {
      // Few of one span prove nothing; span after span without any does.
      state.dry = { from: state.dry?.from ?? base.from, expected: (state.dry?.expected ?? 0) + expected };
      if (state.dry.expected >= low.from) {
        const silent = { from: state.dry.from, to: base.to };
        context.note(volumeLow(silent, 0, state.dry.expected));
        state.owed.push(...windowsOf(silent));
        delete state.dry;
      }
    }
    const rate = base.total / days;
    if (rate > 0) state.usual = state.usual === undefined ? rate : state.usual * (1 - weight) + rate * weight;
  }

  function ended(): PullEnd {
    const { pass, owed, usual } = state;
    const fresh = (from: string): State => ({ ...beginning(from), ...(usual !== undefined && { usual }) });
    const span = { from: pass.since, to: today };
    if (!pass.total && (site.perDay ?? usual ?? 1) * pass.days >= suspicious) {
      context.note(allEmpty(span));
      return { complete: false, cursor: print(fresh(pass.since)) };
    }
    // The newest span that is settled is asked for again: what came late is found, and its volume judged.
    const again = addDays(today, 1 - site.lateDays - site.days);
    const next = fresh(again > site.since ? again : site.since);
    for (const window of owed) {
      const times = (window.tries ?? 0) + 1;
      if (times < tries) next.agenda.push({ ...window, tries: times });
      else context.note(givenUp(window, times));
    }
    return { complete: !owed.length && !state.partial, cursor: print(next) };
  }
}
