/**
 * Where a pass stands, which is all that is remembered of a site.
 *
 *   agenda   windows to be asked for, first the one under way; the days behind it begin at `next`
 *   owed     windows that were not shown whole: asked for again in the next pass
 *   base     the span of days whose windows are on the agenda, with the documents counted in it so far
 *   pass     since which day this pass asks, and the documents and working days it counted
 *   usual    documents of a working day, as they were
 *   dry      since which day no span had a document, and how many they should have had
 */
import { z } from 'zod';
import type { Window } from './window.js';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const whole = z.number().int().min(0);
const window = z.object({ from: day, to: day, court: z.string().optional(), tries: whole.optional() });

const state = z.object({
  agenda: z.array(window),
  page: whole.min(1),
  total: whole.optional(),
  next: day,
  owed: z.array(window),
  base: window.extend({ total: whole }).optional(),
  pass: z.object({ since: day, total: whole, days: whole }),
  usual: z.number().positive().optional(),
  dry: z.object({ from: day, expected: z.number() }).optional(),
  /** Something can not be had, now or later. */
  partial: z.boolean(),
});

export type State = Omit<z.infer<typeof state>, 'agenda' | 'owed'> & { agenda: Window[]; owed: Window[] };

export const beginning = (since: string): State => ({
  agenda: [],
  page: 1,
  next: since,
  owed: [],
  pass: { since, total: 0, days: 0 },
  partial: false,
});

export const print = (at: State): string => JSON.stringify(at);

/** The state that a cursor tells; the beginning when it is not one of ours. */
export function resume(cursor: string | undefined, since: string): State {
  try {
    return state.parse(JSON.parse(cursor ?? ''));
  } catch {
    return beginning(since);
  }
}
