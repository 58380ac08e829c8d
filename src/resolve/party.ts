/** A party as the resolver holds it: everything about it follows from its mentions. */
import { partyId } from '../model/ids.js';
import { open, type Entry } from './entry.js';
import type { Mention } from '../model/mention.js';
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

const none: readonly never[] = [];

/** One party of several that are known and mentions that come. */
export function makeParty(parties: readonly Party[], entries: readonly Entry[], whole: boolean): Party {
  const [only] = entries;
  if (!parties.length && entries.length === 1 && only) return partyOfOne(only, whole);
  const mentions = merge([...parties.map((party) => party.mentions), entries.map(({ id }) => id).sort()]);
  const [first = ''] = mentions;
  const opened = entries.map(open);
  const texts = new Map<string, number>();
  const count = ([name, times]: Text): void => void texts.set(name, (texts.get(name) ?? 0) + times);
  for (const party of parties) party.texts.forEach(count);
  for (const { mention } of opened) textsOf(mention).forEach(count);
  const ours = entries.filter((_, i) => opened[i]?.mention.fromLoanFile).map(({ id }) => id);
  return {
    // The same text as before, so that all who refer to it hold it once.
    id: parties.find((party) => party.mentions[0] === first)?.id ?? partyId(first),
    kind: parties[0]?.kind ?? opened[0]?.mention.kind ?? 'organization',
    mentions,
    marks: gather([...parties, ...opened].map(({ marks }) => marks)),
    texts: [...texts],
    names: [...new Set([...parties, ...opened].flatMap(({ names }) => names))],
    ours: merge([...parties.map((party) => party.ours), ours.sort()]),
    whole,
  };
}

/** Most parties are. */
export function partyOfOne(entry: Entry, whole: boolean): Party {
  const { mention, names, marks } = open(entry);
  const mentions = [mention.id];
  const ours = mention.fromLoanFile ? mentions : none;
  return { id: partyId(mention.id), kind: mention.kind, mentions, marks, texts: textsOf(mention), names, ours, whole };
}

function textsOf({ name, formerNames }: Mention): readonly Text[] {
  const former = [...new Set(formerNames)].filter((one) => one !== name);
  return [[name, 1], ...former.map((one): Text => [one, 0])];
}

/** Ascending lists as one. Of the longest, a bank's perhaps, only the places are looked up where something comes in between. */
function merge(lists: readonly (readonly string[])[]): readonly string[] {
  const [long = none, ...more] = lists.filter((list) => list.length).sort((a, b) => b.length - a.length);
  if (!more.length) return long;
  const coming = more.flat().sort();
  const merged = new Array<string>(long.length + coming.length);
  let [from, to] = [0, 0];
  const copy = (end: number): void => {
    while (from < end) merged[to++] = long[from++] as string;
  };
  for (const id of coming) {
    copy(placeIn(long, id));
    merged[to++] = id;
  }
  copy(long.length);
  return merged;
}

/** Where an id stands, or would stand, in an ascending list. */
function placeIn(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const isOf = ({ mentions }: Party, id: string): boolean => mentions[placeIn(mentions, id)] === id;

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
