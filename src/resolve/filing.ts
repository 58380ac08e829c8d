/**
 * The file of all mentions, by name and by what is to be looked at. Everything in it follows from the mentions.
 *
 *   blocks   kind and name -> whoever bears it. Most names have one bearer, who stands there bare; several are filed by
 *            their link keys, which nobody needs before
 *   checks   identifier, or name with a resident id to compare -> look -> mentions: those of one look are alike to a check
 *   fits     side and fit key (see masked.ts) -> masked mentions, and those of the loan file they may be
 */
import type { Mention } from '../model/mention.js';
import { factsOf, type Facts } from './facts.js';
import { keysOf, type Keys } from './keys.js';
import { fitKeysOf, sideOf } from './masked.js';
import { checkedTier } from './score.js';

/** A mention as the index holds it, with what is told from it. */
export interface Entry extends Facts {
  readonly mention: Mention;
  readonly checks: readonly string[];
  /** Mentions of one class look alike to a check; one is checked for all. */
  readonly look: string;
  /** None for those that are neither masked nor of the loan file. */
  readonly fitKeys: readonly string[];
  /** Made when they are first asked for: most mentions have no namesake. */
  keys: Keys | undefined;
}

/** Link key -> whoever bears it; most are borne by one mention only. */
type Block = Map<number, Entry | Set<Entry>>;

export interface Index {
  readonly entries: Map<string, Entry>;
  readonly blocks: Map<string, Entry | Block>;
  readonly checks: Map<string, Map<string, Set<Entry>>>;
  readonly fits: Map<string, Set<Entry>>;
}

export const createIndex = (): Index => ({ entries: new Map(), blocks: new Map(), checks: new Map(), fits: new Map() });

export function toEntry(raw: Mention): Entry {
  const mention = identityOf(raw);
  const facts = factsOf(mention);
  const checks = checksOf(mention, facts);
  return {
    mention,
    names: facts.names,
    identifiers: facts.identifiers,
    marks: facts.marks,
    checks,
    look: checks.length ? lookOf(mention) : '',
    fitKeys: fitKeysOf(mention, facts.names),
    keys: undefined,
  };
}

const none: readonly string[] = [];

function checksOf({ kind }: Mention, { names, identifiers, marks }: Facts): readonly string[] {
  const resident = marks.some(([name]) => name === 'id' || name === 'mask');
  if (!identifiers.length && !resident) return none;
  return [...identifiers.map((identifier) => `${kind}#${identifier}`), ...(resident ? names.map((name) => `${name}#`) : [])]; // prettier-ignore
}

const lookOf = ({ name, nameKey, formerNames, birthDate, idNumber, creditCode, orgCode, registrationNumber, fromLoanFile }: Mention): string => JSON.stringify([name, nameKey, formerNames, birthDate, idNumber, creditCode, orgCode, registrationNumber, fromLoanFile]); // prettier-ignore

/** What identity is judged by and nothing else, in one order: equal ones are written equally. */
const identityOf = (mention: Mention): Mention =>
  ({
    id: mention.id,
    document: mention.document,
    name: mention.name,
    nameKey: mention.nameKey,
    kind: mention.kind,
    roles: mention.roles,
    fromLoanFile: mention.fromLoanFile,
    gender: given(mention.gender),
    birthDate: given(mention.birthDate),
    idNumber: given(mention.idNumber),
    creditCode: given(mention.creditCode),
    orgCode: given(mention.orgCode),
    registrationNumber: given(mention.registrationNumber),
    phone: given(mention.phone),
    address: given(mention.address),
    formerNames: given(mention.formerNames),
    officerOf: given(mention.officerOf),
    officers: given(mention.officers),
    companions: given(mention.companions),
    cases: given(mention.cases),
    files: given(mention.files),
  }) as Mention;

/** The store gives null and empty lists for what is not said. */
const given = <T extends string | readonly string[]>(value: T | null | undefined): T | undefined =>
  value?.length ? value : undefined;

export const linksOf = (entry: Entry): readonly number[] => (entry.keys ??= keysOf(entry.mention)).links;
export const showsOf = (entry: Entry): readonly number[] => (entry.keys ??= keysOf(entry.mention)).shows;

export function file(index: Index, entry: Entry): void {
  index.entries.set(entry.mention.id, entry);
  for (const name of entry.names) {
    const there = index.blocks.get(name);
    if (!there) index.blocks.set(name, entry);
    else if (there instanceof Map) fileIn(there, entry);
    else if (there !== entry) {
      const block: Block = new Map();
      for (const one of [there, entry]) fileIn(block, one);
      index.blocks.set(name, block);
    }
  }
  for (const key of entry.checks) {
    const looks = index.checks.get(key) ?? new Map<string, Set<Entry>>();
    index.checks.set(key, looks);
    looks.set(entry.look, (looks.get(entry.look) ?? new Set()).add(entry));
  }
  const side = sideOf(entry.mention, entry.names);
  for (const key of entry.fitKeys) {
    const there = index.fits.get(`${side} ${key}`);
    if (there) there.add(entry);
    else index.fits.set(`${side} ${key}`, new Set([entry]));
  }
}

function fileIn(block: Block, entry: Entry): void {
  for (const key of linksOf(entry)) {
    const there = block.get(key);
    if (!there) block.set(key, entry);
    else if (there instanceof Set) there.add(entry);
    else if (there !== entry) block.set(key, new Set([there, entry]));
  }
}

export function unfile(index: Index, entry: Entry): void {
  if (index.entries.get(entry.mention.id) === entry) index.entries.delete(entry.mention.id);
  for (const name of entry.names) {
    const there = index.blocks.get(name);
    if (there instanceof Map) unfileFrom(there, entry);
    if (there === entry || (there instanceof Map && !there.size)) index.blocks.delete(name);
  }
  for (const key of entry.checks) {
    const looks = index.checks.get(key);
    looks?.get(entry.look)?.delete(entry);
    if (looks?.get(entry.look)?.size === 0) looks.delete(entry.look);
    if (looks?.size === 0) index.checks.delete(key);
  }
  const side = sideOf(entry.mention, entry.names);
  for (const key of entry.fitKeys) {
    const there = index.fits.get(`${side} ${key}`);
    there?.delete(entry);
    if (there?.size === 0) index.fits.delete(`${side} ${key}`);
  }
}

function unfileFrom(block: Block, entry: Entry): void {
  for (const key of linksOf(entry)) {
    const there = block.get(key);
    if (there === entry) block.delete(key);
    else if (there instanceof Set) {
      there.delete(entry);
      const [only] = there;
      if (there.size === 1 && only) block.set(key, only);
    }
  }
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

/** Namesakes with whom a mention shares a link key, key by key; itself and the gone may be among them. */
function eachBucket({ held, coming }: View, entry: Entry, tell: (bucket: Entry | Set<Entry>) => void): void {
  for (const name of entry.names)
    for (const index of [held, coming]) {
      const there = index.blocks.get(name);
      if (there instanceof Map)
        for (const key of linksOf(entry)) {
          const bucket = there.get(key);
          if (bucket) tell(bucket);
        }
      else if (there && there !== entry) {
        const others = linksOf(there);
        if (linksOf(entry).some((key) => others.includes(key))) tell(there);
      }
    }
}

/** For a masked mention those of the loan file it is to be compared with, and the other way round; in no order. */
export function otherSide({ held, coming, gone }: View, entry: Entry): Set<Entry> {
  const found = new Set<Entry>();
  const side = sideOf(entry.mention, entry.names) === 'ours' ? 'masked' : 'ours';
  for (const key of entry.fitKeys)
    for (const index of [held, coming])
      for (const other of index.fits.get(`${side} ${key}`) ?? []) if (!gone.has(other)) found.add(other);
  return found;
}

/** One for all who share a link key with a mention, of those known and of those that come: the rest are linked to it. */
export function standsFor(view: View, entry: Entry, tell: (other: Entry) => void): void {
  eachBucket(view, entry, (bucket) => {
    const other = first(bucket instanceof Set ? bucket : [bucket], (one) => one !== entry && !view.gone.has(one));
    if (other) tell(other);
  });
}

/** Mentions that a look at an identifier finds to be the same, look by look; one's own look is left out. */
export function* checkedBy({ held, coming, gone }: View, key: string, entry: Entry): Generator<Set<Entry>> {
  for (const looks of [held.checks.get(key), coming.checks.get(key)])
    for (const entries of looks?.values() ?? []) {
      const other = first(entries, (candidate) => candidate !== entry && !gone.has(candidate));
      if (other && checkedTier(entry.mention, other.mention, entry, other)) yield entries;
    }
}

function first<T>(items: Iterable<T>, fits: (item: T) => boolean): T | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
}

/** Everybody directly linked to a mention, also to one that is gone. */
export function neighbours(view: View, entry: Entry, same: (id: string) => readonly string[]): Set<Entry> {
  const found = new Set<Entry>();
  eachBucket(view, entry, (bucket) => {
    for (const other of bucket instanceof Set ? bucket : [bucket]) found.add(other);
  });
  for (const key of entry.checks)
    for (const entries of checkedBy(view, key, entry)) for (const other of entries) found.add(other);
  for (const id of same(entry.mention.id)) {
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
      if (!(bucket instanceof Set)) add(bucket);
      else if (!seen.has(bucket)) {
        seen.add(bucket);
        bucket.forEach(add);
      }
    });
    for (const key of entry.checks) {
      const look = `${key} ${entry.look}`;
      if (seen.has(look)) continue;
      seen.add(look);
      for (const entries of checkedBy(view, key, entry)) entries.forEach(add);
    }
    for (const id of same(entry.mention.id)) {
      const other = entryOf(view, id);
      if (other) add(other);
    }
  }
  return [...found];
}
