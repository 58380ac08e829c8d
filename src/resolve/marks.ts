/** What one subject has only one of, gathered over mentions: two gatherings that oppose each other are two subjects. */
import { residentId } from '../model/residentId.js';
import type { Mark, MarkName } from './facts.js';

export type Marks = ReadonlyMap<MarkName, ReadonlySet<string>>;

export function gather(lists: Iterable<readonly Mark[]>): Marks {
  const marks = new Map<MarkName, Set<string>>();
  for (const list of lists)
    for (const [name, value] of list) {
      const values = marks.get(name);
      if (values) values.add(value);
      else marks.set(name, new Set([value]));
    }
  return marks;
}

export const listed = (marks: Marks): Mark[] =>
  [...marks].flatMap(([name, values]) => [...values].map((value): Mark => [name, value]));

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
  for (const values of marks.values()) if (values.size > 1) return false;
  const shown = ids(marks);
  return shown.every((one) => one === shown[0] || agreeing(one, shown[0] ?? '') !== null);
}

/** undefined when one of them does not show it. */
function common(a: Marks, b: Marks, name: MarkName): boolean | undefined {
  const [left, right] = [a.get(name), b.get(name)];
  if (!left || !right) return undefined;
  for (const value of left) if (right.has(value)) return true;
  return false;
}

const ids = (marks: Marks): string[] => [...(marks.get('id') ?? []), ...(marks.get('mask') ?? [])];

function masksAgree(a: Marks, b: Marks): boolean {
  const [left, right] = [ids(a), ids(b)];
  return !left.length || !right.length || left.some((one) => right.some((other) => agreeing(one, other) !== null));
}
