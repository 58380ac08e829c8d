/** What one subject has only one of, gathered over mentions: two gatherings that oppose each other are two subjects. */
import { residentId } from '../model/residentId.js';
import type { Mark, MarkName } from './facts.js';

/** Each once. */
export type Marks = readonly Mark[];

export function gather(lists: readonly Marks[]): Marks {
  const [only = [], ...more] = lists.filter((list) => list.length);
  if (!more.length) return only;
  const marks = new Map<string, Mark>();
  for (const list of lists) for (const mark of list) marks.set(`${mark[0]} ${mark[1]}`, mark);
  return [...marks.values()];
}

/** Digits that two resident ids show in common, or null when they are two people's. */
export function agreeing(a: string, b: string): number | null {
  const [left, right] = [residentId.clean(a), residentId.clean(b)];
  const compared = left && right && residentId.compare(left, right);
  return compared && compared.verdict !== 'different' ? compared.agreeing : null;
}

/**
 * The mark in which two subjects differ, or null. An equal valid identifier settles it; otherwise every kind of mark that
 * both show must have a value in common.
 */
export function oppose(a: Marks, b: Marks): MarkName | null {
  if (!a.length || !b.length) return null;
  for (const name of ['id', 'org'] as const) {
    const verdict = common(a, b, name);
    if (verdict !== undefined) return verdict ? null : name;
  }
  if (!masksAgree(a, b)) return 'mask';
  if (common(a, b, 'registration') === true) return null;
  for (const name of ['registration', 'birthDate', 'birthYear', 'gender', 'province'] as const)
    if (common(a, b, name) === false) return name;
  return null;
}

/** Nothing in the gathering opposes anything else in it, whatever is taken out. */
export function isClean(marks: Marks): boolean {
  for (let i = 1; i < marks.length; i++) for (let j = 0; j < i; j++) if (marks[i]?.[0] === marks[j]?.[0]) return false;
  const [one, other] = marks.filter(isNumber);
  return !one || !other || agreeing(one[1], other[1]) !== null;
}

/** Whether a resident id, however little of it is seen, differs from all that a subject has. */
export function contradicts(marks: Marks, number: string | undefined): boolean {
  const numbers = marks.filter(isNumber);
  if (!numbers.length || !number || !residentId.clean(number)) return false;
  return numbers.every(([, text]) => agreeing(text, number) === null);
}

/** undefined when one of them does not show it. */
function common(a: Marks, b: Marks, name: MarkName): boolean | undefined {
  let both = false;
  for (const one of a) {
    if (one[0] !== name) continue;
    for (const other of b) {
      if (other[0] !== name) continue;
      if (other[1] === one[1]) return true;
      both = true;
    }
    if (!both) return undefined;
  }
  return both ? false : undefined;
}

const isNumber = ([name]: Mark): boolean => name === 'id' || name === 'mask';

function masksAgree(a: Marks, b: Marks): boolean {
  if (!a.some(isNumber) || !b.some(isNumber)) return true;
  return a.some((one) => isNumber(one) && b.some((other) => isNumber(other) && agreeing(one[1], other[1]) !== null));
}
