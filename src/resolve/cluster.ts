/**
 * From linked mentions to parties. What comes out follows from the set of mentions and the decisions in force:
 *
 *   1. Within a block, mentions that nothing tells apart are linked. Where some of a block oppose others, two are linked
 *      only if they are at odds with the same ones: one that could be either is left to a person.
 *   2. Links are taken in a fixed order: "same" by a person, then T1, then T2, then by id. One that would join what
 *      opposes itself is refused; a person's "same" is refused by nothing but a person's "different".
 */
import type { Tier } from '../model/mention.js';
import { links as linksOf, open, type Entry, type Open } from './entry.js';
import { gather, isClean, oppose, type Marks } from './marks.js';
import { checkedTier } from './score.js';

export interface Group {
  readonly entries: readonly Entry[];
  /** Everything linked to it is in it and nothing in it is decided: what is linked to it later only needs adding. */
  readonly whole: boolean;
}

export interface Decided {
  /** False when nobody ever decided anything. */
  readonly any: boolean;
  readonly same: (id: string) => readonly string[];
  readonly different: (id: string) => readonly string[];
}

export interface Link {
  readonly a: Entry;
  readonly b: Entry;
  /** 0 a person's "same", 1 T1, 2 T2 */
  readonly rank: number;
}

/** Beyond so many kinds of opposing members a block only links those that look the same. */
const mostKinds = 60;

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** @param entries closed under links: whoever is linked to one of them is among them */
export function cluster(entries: readonly Entry[], decided: Decided): Group[] {
  return components([...entries].sort(byId), decided).flatMap((component): Group[] => {
    const quiet = component.every(({ id }) => !decided.same(id).length && !decided.different(id).length);
    if (quiet && isClean(gather(component.map((entry) => open(entry).marks))))
      return [{ entries: component, whole: true }];
    return constrained(component, linksAmong(component, decided), decided).map((group) => ({
      entries: group,
      whole: false,
    }));
  });
}

/** Everybody with everybody he shares anything with that links, whatever speaks against it. */
function components(sorted: readonly Entry[], decided: Decided): Entry[][] {
  const links = saidOrChecked(sorted, decided);
  for (const members of namesakes(sorted)) chain(members, rankOf('T2'), links);
  return join(sorted, links, () => true);
}

/** Links enough to hold together all that may be one, in the order in which they are taken. */
export function linksAmong(sorted: readonly Entry[], decided: Decided): Link[] {
  const links = saidOrChecked(sorted, decided);
  for (const members of namesakes(sorted)) for (const group of agreeingOnes(members)) chain(group, rankOf('T2'), links);
  return links.sort((x, y) => x.rank - y.rank || byId(x.a, y.a) || byId(x.b, y.b));
}

/** Links that a person made, or that looking at both shows. */
function saidOrChecked(sorted: readonly Entry[], decided: Decided): Link[] {
  const links: Link[] = [];
  const here = new Map(sorted.map((entry) => [entry.id, entry]));
  for (const entry of sorted)
    for (const id of decided.same(entry.id)) {
      const other = here.get(id);
      if (other && entry.id < id) links.push({ a: entry, b: other, rank: 0 });
    }
  for (const members of blocks(sorted, (entry) => open(entry).checks)) {
    const classes = [...groupBy(members, (entry) => open(entry).look).values()];
    classes.forEach((one, i) => {
      for (const other of classes.slice(i)) {
        const [first, second] = other === one ? one : [one[0], other[0]];
        const tier = first && second && tierOf(open(first), open(second));
        if (tier) chain(other === one ? one : [first, second].sort(byId), rankOf(tier), links);
      }
    });
  }
  return links;
}

const tierOf = (one: Open, other: Open): Tier | null => checkedTier(one.mention, other.mention, one, other);

function chain(members: readonly Entry[], rank: number, links: Link[]): void {
  members.forEach((b, i) => {
    const a = members[i - 1];
    if (a) links.push({ a, b, rank });
  });
}

const rankOf = (tier: Tier): number => (tier === 'T1' ? 1 : 2);

/** The parts of a block whose members may be linked by it. */
function agreeingOnes(members: readonly Entry[]): Entry[][] {
  const kinds = [
    ...groupBy(members, (entry) =>
      open(entry)
        .marks.map((mark) => mark.join(' '))
        .join('|'),
    ),
  ];
  if (kinds.length === 1) return [[...members]];
  const marks = kinds.map(([, group]) => open(group[0] as Entry).marks);
  if (isClean(gather(marks))) return [[...members]];
  if (kinds.length > mostKinds) return kinds.map(([, group]) => group);
  const odds = marks.map((one) => marks.map((other) => (oppose(one, other) ? 'x' : '.')).join(''));
  return [
    ...groupBy(
      kinds.map(([, group], i) => ({ group, odds: odds[i] ?? '' })),
      ({ odds: at }) => at,
    ).values(),
  ].map((parts) => parts.flatMap((part) => part.group).sort(byId));
}

function constrained(component: readonly Entry[], links: readonly Link[], decided: Decided): Entry[][] {
  const marksOf = new Map<Entry, Marks>();
  const apart = new Map<Entry, Set<string>>();
  const members = new Map<Entry, Set<string>>();
  for (const entry of component) {
    marksOf.set(entry, open(entry).marks);
    apart.set(entry, new Set(decided.different(entry.id)));
    members.set(entry, new Set([entry.id]));
  }
  return join(component, links, (a, b, { rank }) => {
    const [less, more] = (apart.get(a)?.size ?? 0) <= (apart.get(b)?.size ?? 0) ? [a, b] : [b, a];
    for (const id of apart.get(less) ?? []) if (members.get(more)?.has(id)) return false;
    const [left, right] = [marksOf.get(a) as Marks, marksOf.get(b) as Marks];
    if (rank > 0 && oppose(left, right)) return false;
    const together = gather([left, right]);
    const both = [...(apart.get(a) ?? []), ...(apart.get(b) ?? [])];
    const [small, large] =
      (members.get(a)?.size ?? 0) <= (members.get(b)?.size ?? 0)
        ? [members.get(a), members.get(b)]
        : [members.get(b), members.get(a)];
    for (const id of small ?? []) large?.add(id);
    for (const root of [a, b]) {
      marksOf.set(root, together);
      apart.set(root, new Set(both));
      members.set(root, large ?? new Set());
    }
    return true;
  });
}

/** Union-find; `may` is asked with the roots of both sides and told the link. */
function join(
  entries: readonly Entry[],
  links: readonly Link[],
  may: (a: Entry, b: Entry, link: Link) => boolean,
): Entry[][] {
  const parent = new Map(entries.map((entry) => [entry, entry]));
  const root = (entry: Entry): Entry => {
    let top = entry;
    for (let next = parent.get(top); next && next !== top; next = parent.get(top)) top = next;
    for (let at = entry; at !== top;) {
      const next = parent.get(at) ?? top;
      parent.set(at, top);
      at = next;
    }
    return top;
  };
  for (const link of links) {
    const [a, b] = [root(link.a), root(link.b)];
    if (a === b || !may(a, b, link)) continue;
    if (byId(a, b) < 0) parent.set(b, a);
    else parent.set(a, b);
  }
  return [...groupBy(entries, root).values()];
}

/** Those of one name and one link key. */
const namesakes = (entries: readonly Entry[]): Entry[][] =>
  blocks(entries, (entry) => open(entry).names).flatMap((bearers) => blocks(bearers, linksOf));

function blocks<K>(entries: readonly Entry[], fileUnder: (entry: Entry) => readonly K[]): Entry[][] {
  const found = new Map<K, Entry[]>();
  for (const entry of entries)
    for (const key of fileUnder(entry)) {
      const block = found.get(key);
      if (!block) found.set(key, [entry]);
      else if (block[block.length - 1] !== entry) block.push(entry);
    }
  return [...found.values()].filter((block) => block.length > 1);
}

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
