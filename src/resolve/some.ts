/**
 * What stands under a key: one, a few or many, each once. Most keys have one, which stands bare, for a list or a set
 * around every single thing would be most of the memory.
 */
type Thing = string | object;
export type Some<T extends Thing> = T | readonly T[] | Set<T>;

/** A longer list would be slow to look through. */
const few = 12;

export function all<T extends Thing>(some: Some<T> | undefined): readonly T[] | Set<T> {
  if (some === undefined) return [];
  return some instanceof Set || Array.isArray(some) ? (some as readonly T[] | Set<T>) : [some as T];
}

export function sizeOf(some: Some<Thing> | undefined): number {
  const there = all(some);
  return there instanceof Set ? there.size : there.length;
}

export function plus<T extends Thing>(some: Some<T> | undefined, one: T): Some<T> {
  if (some === undefined || some === one) return one;
  const there = all(some);
  if (there instanceof Set) return there.add(one);
  if (there.includes(one)) return some;
  return there.length < few ? there.concat([one]) : new Set(there).add(one);
}

export function minus<T extends Thing>(some: Some<T> | undefined, one: T): Some<T> | undefined {
  const there = all(some);
  if (there instanceof Set) there.delete(one);
  if (there instanceof Set && there.size > few / 2) return there;
  const left = [...there].filter((other) => other !== one);
  return left.length > 1 ? left : left[0];
}

export const addTo = <K, T extends Thing>(map: Map<K, Some<T>>, key: K, one: T): void =>
  void map.set(key, plus(map.get(key), one));

export function removeFrom<K, T extends Thing>(map: Map<K, Some<T>>, key: K, one: T): void {
  const left = minus(map.get(key), one);
  if (left === undefined) map.delete(key);
  else map.set(key, left);
}

export function first<T>(items: Iterable<T>, fits: (item: T) => boolean): T | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
}
