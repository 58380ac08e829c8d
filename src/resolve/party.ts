/** A party as the resolver holds it: everything about it follows from its mentions. */
import type { Entry } from './filing.js';
import { isMasked } from './names.js';
import { gather, type Marks } from './marks.js';

export interface Party {
  readonly id: string;
  readonly kind: 'person' | 'organization';
  /** Mention ids, ascending; the first gives the party its id. */
  readonly mentions: readonly string[];
  readonly marks: Marks;
  /** Names as printed -> how often. Former names count nothing. */
  readonly texts: readonly Text[];
  /** Kind and name, as the file of homonyms is kept. */
  readonly names: readonly string[];
  /** Its mentions in the bank's loan file, ascending. */
  readonly ours: readonly string[];
  readonly whole: boolean;
}

export type Text = readonly [name: string, times: number];

export const partyId = (mention: string): string => `party_${mention}`;

const none: readonly never[] = [];

/** One party of several that are known and mentions that come. */
export function makeParty(parties: readonly Party[], entries: readonly Entry[], whole: boolean): Party {
  const [only] = entries;
  if (!parties.length && entries.length === 1 && only) return partyOfOne(only, whole);
  const mentions = merge(parties.map((party) => party.mentions), entries.map(({ mention }) => mention.id)); // prettier-ignore
  const texts = new Map<string, number>();
  const count = ([name, times]: Text): void => void texts.set(name, (texts.get(name) ?? 0) + times);
  for (const party of parties) party.texts.forEach(count);
  for (const entry of entries) textsOf(entry).forEach(count);
  const ours = entries.flatMap(({ mention }) => (mention.fromLoanFile ? [mention.id] : []));
  return {
    id: partyId(mentions[0] ?? ''),
    kind: parties[0]?.kind ?? only?.mention.kind ?? 'organization',
    mentions,
    marks: gather([...parties, ...entries].map(({ marks }) => marks)),
    texts: [...texts],
    names: [...new Set([...parties, ...entries].flatMap(({ names }) => names))],
    ours: merge(parties.map((party) => party.ours), ours), // prettier-ignore
    whole,
  };
}

/** Most parties are. */
function partyOfOne(entry: Entry, whole: boolean): Party {
  const { mention, names, marks } = entry;
  const mentions = [mention.id];
  const ours = mention.fromLoanFile ? mentions : none;
  return { id: partyId(mention.id), kind: mention.kind, mentions, marks, texts: textsOf(entry), names, ours, whole };
}

function textsOf({ mention: { name, formerNames } }: Entry): readonly Text[] {
  const former = [...new Set(formerNames)].filter((one) => one !== name);
  return [[name, 1], ...former.map((one): Text => [one, 0])];
}

/** Ascending lists and some more ids as one ascending list; long lists are not sorted again. */
function merge(lists: readonly (readonly string[])[], more: readonly string[]): string[] {
  let all: readonly string[] = [...more].sort();
  for (const list of lists) {
    const merged: string[] = [];
    let at = 0;
    for (const id of list) {
      for (let other = all[at]; other !== undefined && other < id; other = all[++at]) merged.push(other);
      merged.push(id);
    }
    for (; at < all.length; at++) merged.push(all[at] as string);
    all = merged;
  }
  return all as string[];
}

/** The name a party goes by: unmasked before masked, then the most frequent, then the longest, then in order of characters. */
export function nameOf(party: Party): string {
  let best: { name: string; order: readonly number[] } | undefined;
  for (const [name, times] of party.texts) {
    const order = [isMasked(name) ? 0 : 1, times, name.length];
    const by = best ? compare(order, best.order) : 1;
    if (by > 0 || (by === 0 && best && name < best.name)) best = { name, order };
  }
  return best?.name ?? '';
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}
