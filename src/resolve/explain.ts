/** Why mentions are one party, and which pairs a person should look at. Read-only. */
import type { MatchScore } from '../model/mention.js';
import { groupBy, linksAmong } from './cluster.js';
import { decidedBy } from './decisions.js';
import { open, type Entry } from './entry.js';
import { createIndex, otherSide } from './filing.js';
import { homeOf, knownOf, partyWith, type Known } from './known.js';
import type { Doubt } from './possibly.js';
import { unpack } from './packed.js';
import type { Resolver } from './resolver.js';
import { score } from './score.js';
import { all, sizeOf } from './some.js';

export interface Explained {
  readonly left: string;
  readonly right: string;
  readonly match: MatchScore;
}

/** A party of more mentions is explained by its first ones. */
export const mostExplained = 400;
/** Parties of one name that are compared with one another for review. */
const mostCompared = 12;
/** One party is asked about so often at a time: after an answer the rest may look different. */
const mostAsked = 3;
/** Mentions that speak for a party in review. */
const mostSpeakers = 4;

/** The links that hold these mentions together, one fewer than they are for a party; a person's decision is one of the reasons. */
export function explainAll(resolver: Resolver): Explained[] {
  const known = knownOf(resolver);
  const entries = [...known.index.entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const group = new Map(entries.map((entry) => [entry, entry]));
  const root = (entry: Entry): Entry => {
    const up = group.get(entry);
    return !up || up === entry ? entry : root(up);
  };
  const explained: Explained[] = [];
  for (const { a, b } of linksAmong(entries, decidedBy(known.decisions))) {
    const [one, other] = [root(a), root(b)];
    if (one === other) continue;
    group.set(other, one);
    explained.push({ left: a.id, right: b.id, match: matchOf(known, a, b) });
  }
  return explained;
}

/** null when one of them is not known. */
export function explainPair(resolver: Resolver, left: string, right: string): MatchScore | null {
  const known = knownOf(resolver);
  const [a, b] = [known.index.entries.get(left), known.index.entries.get(right)];
  return a && b ? matchOf(known, a, b) : null;
}

/**
 * Pairs nobody has decided: one name or one identifier, two parties; or a masked name that fits the loan file. Those with
 * most in common come first; that something opposes it makes a pair less promising, unless much speaks for it.
 */
export function review(resolver: Resolver, { limit }: { readonly limit: number }): Explained[] {
  const known = knownOf(resolver);
  const pairs = new Map<string, Explained>();
  const look = (a: Entry, b: Entry): void => {
    const [left, right] = a.id < b.id ? [a, b] : [b, a];
    const [one, other] = [homeOf(known, left.id), homeOf(known, right.id)];
    if (one === other || known.decisions.get(left.id)?.has(right.id)) return;
    const match = score(open(left).mention, open(right).mention);
    const key = [one, other].sort().join(' ');
    const best = pairs.get(key);
    const matters = match.features.some(({ name, weight }) => name !== 'name' && weight > 0);
    if (matters && (!best || match.score > best.match.score)) pairs.set(key, { left: left.id, right: right.id, match });
  };
  const lookAtAll = (groups: readonly (readonly Entry[])[]): void => {
    groups.forEach((group, i) => {
      for (const others of groups.slice(i + 1)) for (const a of group) for (const b of others) look(a, b);
    });
  };
  for (const ids of known.homonyms.values()) {
    if (sizeOf(ids) < 2) continue;
    lookAtAll(
      [...all(ids)]
        .sort()
        .slice(0, mostCompared)
        .map((id) => speakers(known, id)),
    );
  }
  for (const some of known.index.checks.values()) {
    const entries = [...all(some)].slice(0, mostCompared).flatMap(({ mentions }) => [...all(mentions)].slice(0, 1));
    const groups = groupBy(entries, (entry) => homeOf(known, entry.id));
    if (groups.size > 1) lookAtAll([...groups.values()]);
  }
  for (const [mention, written] of known.doubts) {
    const entry = known.index.entries.get(mention);
    if (!entry || open(entry).names.length) continue;
    const { parties } = unpack(written) as Doubt;
    for (const ours of otherSide({ held: known.index, coming: createIndex(), gone: new Set() }, entry))
      if (parties.some(({ party }) => party === homeOf(known, ours.id))) look(entry, ours);
  }
  const times = new Map<string, number>();
  return [...pairs.values()]
    .sort((a, b) => b.match.score - a.match.score || (a.left + a.right < b.left + b.right ? -1 : 1))
    .filter(({ left, right }) =>
      [left, right].every((mention) => count(times, homeOf(known, mention) ?? '') <= mostAsked),
    )
    .slice(0, limit);
}

function count(times: Map<string, number>, of: string): number {
  const now = (times.get(of) ?? 0) + 1;
  times.set(of, now);
  return now;
}

/** Ours first: what a person decides about them moves a customer. */
function speakers(known: Known, party: string): Entry[] {
  const { ours = [], mentions = [] } = partyWith(known, party) ?? {};
  return [...new Set([...ours.slice(0, mostSpeakers), ...mentions.slice(0, mostSpeakers)])]
    .slice(0, mostSpeakers)
    .flatMap((id) => known.index.entries.get(id) ?? []);
}

/** The score of the two, and above it what a person said. A "same" counts as the second tier. */
function matchOf(known: Known, a: Entry, b: Entry): MatchScore {
  const match = score(open(a).mention, open(b).mention);
  const verdict = known.decisions.get(a.id)?.get(b.id)?.verdict;
  if (verdict === undefined) return match;
  const said =
    verdict === 'same'
      ? { name: 'decision', weight: 1, zh: '人工认定为同一主体', en: 'a person decided: the same' }
      : { name: 'decision', weight: -1, zh: '人工认定不是同一主体', en: 'a person decided: not the same' };
  const features = [said, ...match.features];
  if (verdict === 'different') return { tier: 'none', score: 0, features };
  return { tier: match.tier === 'T1' ? 'T1' : 'T2', score: Math.max(0.95, match.score), features };
}
