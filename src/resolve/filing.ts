/**
 * The file of all mentions, by name and by what is to be looked at. Everything in it follows from the mentions.
 *
 *   blocks   kind and name -> whoever bears it. One or a few stand there as they are; many are filed by their link keys
 *   checks   identifier, or name with a resident id to compare -> mentions, those of one look together
 *   fits     side and fit key (see masked.ts) -> masked mentions, and those of the loan file they may be
 */
import { isOfName, links, open, signs, type Entry } from './entry.js';
import { areLinked } from './keys.js';
import type { Side } from './masked.js';
import { checkedTier } from './score.js';
import { addTo, all, first, minus, plus, removeFrom, type Some } from './some.js';

/** Link key -> whoever bears it. */
type Block = Map<number, Some<Entry>>;

/** Mentions that look alike to a check: one is checked for all. */
interface Alike {
  readonly look: number;
  /** Of the loan file. */
  readonly ours: boolean;
  mentions: Some<Entry>;
}

export interface Index {
  readonly entries: Map<string, Entry>;
  readonly blocks: Map<string, Entry | readonly Entry[] | Block>;
  readonly checks: Map<string, Some<Alike>>;
  readonly fits: Map<string, Some<Entry>>;
}

export const createIndex = (): Index => ({ entries: new Map(), blocks: new Map(), checks: new Map(), fits: new Map() });

/** More bearers of a name are not compared one by one. */
const few = 12;

export function file(index: Index, entry: Entry): void {
  const { mention, names, checks, look, side, fitKeys } = open(entry);
  index.entries.set(entry.id, entry);
  for (const name of names) fileByName(index.blocks, name, entry);
  for (const key of checks) {
    const alike = alikeBy(index, key, look);
    if (alike) alike.mentions = plus(alike.mentions, entry);
    else addTo(index.checks, key, { look, ours: mention.fromLoanFile, mentions: entry });
  }
  for (const key of fitKeys) addTo(index.fits, `${side} ${key}`, entry);
}

const alikeBy = ({ checks }: Index, key: string, look: number): Alike | undefined =>
  first(all<Alike>(checks.get(key)), (alike) => alike.look === look);

function fileByName(blocks: Index['blocks'], name: string, entry: Entry): void {
  const there = blocks.get(name);
  if (there instanceof Map) fileIn(there, entry);
  else if (!there) blocks.set(name, entry);
  else {
    // A list that is put together by spreading has room to spare.
    const bearers = ([] as Entry[]).concat(there, entry);
    if (bearers.length <= few) blocks.set(name, bearers);
    else {
      const block: Block = new Map();
      for (const one of bearers) fileIn(block, one);
      blocks.set(name, block);
    }
  }
}

function fileIn(block: Block, entry: Entry): void {
  for (const key of links(entry)) addTo(block, key, entry);
}

export function unfile(index: Index, entry: Entry): void {
  const { names, checks, look, side, fitKeys } = open(entry);
  if (index.entries.get(entry.id) === entry) index.entries.delete(entry.id);
  for (const name of names) {
    const there = index.blocks.get(name);
    if (!(there instanceof Map)) removeFrom(index.blocks as Map<string, Some<Entry>>, name, entry);
    else {
      for (const key of links(entry)) removeFrom(there, key, entry);
      if (!there.size) index.blocks.delete(name);
    }
  }
  for (const key of checks) {
    const alike = alikeBy(index, key, look);
    if (!alike) continue;
    const left = minus(alike.mentions, entry);
    if (left) alike.mentions = left;
    else removeFrom(index.checks, key, alike);
  }
  for (const key of fitKeys) removeFrom(index.fits, `${side} ${key}`, entry);
}

/** The index as it will be: what it holds but for the gone, and what comes. */
export interface View {
  readonly held: Index;
  readonly coming: Index;
  readonly gone: ReadonlySet<Entry>;
}

export const entryOf = ({ held, coming, gone }: View, id: string): Entry | undefined => {
  const entry = coming.entries.get(id) ?? held.entries.get(id);
  return entry && !gone.has(entry) ? entry : undefined;
};

/** Namesakes with whom a mention shares a link key; itself and the gone may be among them. */
function eachBucket({ held, coming }: View, entry: Entry, tell: (bucket: Some<Entry>) => void): void {
  for (const name of open(entry).names)
    for (const index of [held, coming]) {
      const there = index.blocks.get(name);
      if (there === undefined || there === entry) continue;
      if (there instanceof Map)
        for (const key of links(entry)) {
          const bucket = there.get(key);
          if (bucket) tell(bucket);
        }
      else
        for (const other of all<Entry>(there))
          if (other !== entry && areLinked(signs(entry), signs(other))) tell(other);
    }
}

/** For a masked mention those of the loan file it is to be compared with, and the other way round; in no order. */
export function otherSide({ held, coming, gone }: View, entry: Entry): Set<Entry> {
  const found = new Set<Entry>();
  const { side, fitKeys } = open(entry);
  const facing: Side = side === 'ours' ? 'masked' : 'ours';
  for (const key of fitKeys)
    for (const index of [held, coming])
      for (const other of all<Entry>(index.fits.get(`${facing} ${key}`))) if (!gone.has(other)) found.add(other);
  return found;
}

/** One for all who share a link key with a mention, of those known and of those that come: the rest are linked to it. */
export function standsFor(view: View, entry: Entry, tell: (other: Entry) => void): void {
  eachBucket(view, entry, (bucket) => {
    const other = first(all(bucket), (one) => one !== entry && !view.gone.has(one));
    if (other) tell(other);
  });
}

/** Mentions that a look at an identifier finds to be the same, look by look; one's own look is left out. */
export function* checkedBy({ held, coming, gone }: View, key: string, entry: Entry): Generator<Iterable<Entry>> {
  const one = open(entry);
  for (const index of [held, coming])
    for (const { ours, mentions } of all<Alike>(index.checks.get(key))) {
      // By name the loan file is compared with all others; numbers that are equal have a key of their own.
      if (isOfName(key) && ours === one.mention.fromLoanFile) continue;
      const alike = all(mentions);
      const found = first(alike, (candidate) => candidate !== entry && !gone.has(candidate));
      const other = found && open(found);
      if (other && checkedTier(one.mention, other.mention, one, other)) yield alike;
    }
}

/** Everybody directly linked to a mention, also to one that is gone. */
export function neighbours(view: View, entry: Entry, same: (id: string) => readonly string[]): Set<Entry> {
  const found = new Set<Entry>();
  eachBucket(view, entry, (bucket) => {
    for (const other of all(bucket)) found.add(other);
  });
  for (const key of open(entry).checks)
    for (const entries of checkedBy(view, key, entry)) for (const other of entries) found.add(other);
  for (const id of same(entry.id)) {
    const other = entryOf(view, id);
    if (other) found.add(other);
  }
  for (const other of found) if (view.gone.has(other)) found.delete(other);
  return found;
}

/** Everybody linked to the seeds, directly or through others, and the seeds. */
export function reach(view: View, seeds: Iterable<Entry>, same: (id: string) => readonly string[]): Entry[] {
  const found = new Set<Entry>(seeds);
  const seen = new Set<unknown>();
  const add = (entry: Entry): void => {
    if (!view.gone.has(entry)) found.add(entry);
  };
  for (const entry of found) {
    eachBucket(view, entry, (bucket) => {
      if (seen.has(bucket)) return;
      seen.add(bucket);
      for (const other of all(bucket)) add(other);
    });
    const { checks, look } = open(entry);
    for (const key of checks) {
      if (seen.has(`${key} ${look}`)) continue;
      seen.add(`${key} ${look}`);
      for (const alike of checkedBy(view, key, entry)) for (const other of alike) add(other);
    }
    for (const id of same(entry.id)) {
      const other = entryOf(view, id);
      if (other) add(other);
    }
  }
  return [...found];
}
