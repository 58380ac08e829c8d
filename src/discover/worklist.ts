/**
 * The order of work: what must be done within two weeks first, then the most money expected. The grade stands beside it
 * and does not decide: a flat that covers a twentieth of the claim scores low and is still the first thing to do. Two
 * rules may find the same money or thing of one customer: it is listed once, by what is first in that order.
 */
import type { ClueView } from '../model/clue.js';
import { addDays } from '../model/date.js';

/** Days before a deadline in which it goes first. */
const urgentDays = 14;

/**
 * Input: clues as viewed on `asOf`. Output: those worth pushing, in order of work; possible matches (T3) and zeroed clues
 * are never pushed. Pure; equal clues keep the order of their ids.
 */
export function rank(clues: readonly ClueView[], asOf: string): readonly ClueView[] {
  const soon = addDays(asOf, urgentDays);
  const urgent = (clue: ClueView): number => (clue.deadline !== undefined && clue.deadline <= soon ? 0 : 1);
  const listed = new Set<string>();
  return clues
    .filter((clue) => clue.tier !== 'T3' && clue.grade.score > 0)
    .sort(
      (a, b) =>
        urgent(a) - urgent(b) ||
        (b.expected ?? 0) - (a.expected ?? 0) ||
        compare(a.deadline ?? '9999', b.deadline ?? '9999') ||
        b.grade.score - a.grade.score ||
        compare(a.id, b.id),
    )
    .filter(({ customer, thing }) => {
      if (thing === undefined) return true;
      const key = `${customer} ${thing}`;
      return !listed.has(key) && listed.add(key);
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
