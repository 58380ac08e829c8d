/** The file of all mentions, by link and by check key. Everything in it follows from the mentions. */
import type { Mention } from '../model/mention.js';
import type { Entry } from './cluster.js';
import { factsOf } from './features.js';
import { keysOf } from './keys.js';
import { checkedTier } from './score.js';

export interface Index {
  readonly entries: Map<string, Entry>;
  /** Most keys are borne by one mention only, which then stands there bare. */
  readonly links: Map<number, Entry | Set<Entry>>;
  /** Key -> look -> mentions. */
  readonly checks: Map<number, Map<string, Set<Entry>>>;
}

export const createIndex = (): Index => ({ entries: new Map(), links: new Map(), checks: new Map() });

export function toEntry(raw: Mention): Entry {
  const mention = identityOf(raw);
  const facts = factsOf(mention);
  const keys = keysOf(mention, facts);
  const { name, nameKey, formerNames, birthDate, idNumber, creditCode, orgCode, registrationNumber, fromLoanFile } =
    mention;
  const look = keys.checks.length
    ? JSON.stringify([
        name,
        nameKey,
        formerNames,
        birthDate,
        idNumber,
        creditCode,
        orgCode,
        registrationNumber,
        fromLoanFile,
      ])
    : '';
  return { mention, keys, look, marks: facts.marks, names: facts.names.map((one) => `${mention.kind} ${one}`) };
}

/** What identity is judged by and nothing else, in one order: equal ones are written equally. */
function identityOf(mention: Mention): Mention {
  const { id, document, name, nameKey, kind, roles, fromLoanFile } = mention;
  const rest = fields.flatMap((field) => {
    const value = mention[field] as string | readonly string[] | null | undefined;
    return value === undefined || value === null || value.length === 0 ? [] : [[field, value] as const];
  });
  return { id, document, name, nameKey, kind, roles, fromLoanFile, ...Object.fromEntries(rest) };
}

const fields = [
  'gender', 'birthDate', 'idNumber', 'creditCode', 'orgCode', 'registrationNumber', 'phone', 'address', 'formerNames', 'officerOf', 'officers',
  'companions', 'cases', 'files',
] as const satisfies readonly (keyof Mention)[]; // prettier-ignore

export function file(index: Index, entry: Entry): void {
  index.entries.set(entry.mention.id, entry);
  for (const key of entry.keys.links) {
    const there = index.links.get(key);
    if (!there) index.links.set(key, entry);
    else if (there instanceof Set) there.add(entry);
    else if (there !== entry) index.links.set(key, new Set([there, entry]));
  }
  for (const key of entry.keys.checks) {
    const looks = index.checks.get(key) ?? new Map<string, Set<Entry>>();
    index.checks.set(key, looks);
    looks.set(entry.look, (looks.get(entry.look) ?? new Set()).add(entry));
  }
}

export function unfile(index: Index, entry: Entry): void {
  if (index.entries.get(entry.mention.id) === entry) index.entries.delete(entry.mention.id);
  for (const key of entry.keys.links) {
    const there = index.links.get(key);
    if (there === entry) index.links.delete(key);
    else if (there instanceof Set) {
      there.delete(entry);
      const [only] = there;
      if (there.size === 1 && only) index.links.set(key, only);
    }
  }
  for (const key of entry.keys.checks) {
    const looks = index.checks.get(key);
    looks?.get(entry.look)?.delete(entry);
    if (looks?.get(entry.look)?.size === 0) looks.delete(entry.look);
    if (looks?.size === 0) index.checks.delete(key);
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

export function* linkedBy({ held, coming, gone }: View, key: number): Generator<Entry> {
  for (const there of [held.links.get(key), coming.links.get(key)]) {
    if (!there) continue;
    if (!(there instanceof Set)) {
      if (!gone.has(there)) yield there;
    } else for (const entry of there) if (!gone.has(entry)) yield entry;
  }
}

/** One mention of a block that was known and one that comes stand for all: the rest of a block is linked to them. */
export function standsFor({ held, coming, gone }: View, key: number, tell: (entry: Entry) => void): void {
  for (const there of [held.links.get(key), coming.links.get(key)]) {
    if (!there) continue;
    if (!(there instanceof Set)) {
      if (!gone.has(there)) tell(there);
    } else
      for (const entry of there)
        if (!gone.has(entry)) {
          tell(entry);
          break;
        }
  }
}

/** Mentions that a look at an identifier finds to be the same, look by look; one's own look is left out. */
export function* checkedBy({ held, coming, gone }: View, key: number, entry: Entry): Generator<Set<Entry>> {
  const own = factsOf(entry.mention);
  for (const looks of [held.checks.get(key), coming.checks.get(key)])
    for (const entries of looks?.values() ?? []) {
      const other = first(entries, (candidate) => candidate !== entry && !gone.has(candidate));
      if (other && checkedTier(entry.mention, other.mention, own, factsOf(other.mention))) yield entries;
    }
}

function first<T>(items: Iterable<T>, fits: (item: T) => boolean): T | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
}

/** Everybody directly linked to a mention, also to one that is gone. */
export function* neighbours(view: View, entry: Entry, same: (id: string) => readonly string[]): Generator<Entry> {
  for (const key of entry.keys.links) yield* linkedBy(view, key);
  for (const key of entry.keys.checks)
    for (const entries of checkedBy(view, key, entry))
      for (const other of entries) if (!view.gone.has(other)) yield other;
  for (const id of same(entry.mention.id)) {
    const other = entryOf(view, id);
    if (other) yield other;
  }
}

/** Everybody linked to the seeds, directly or through others, and the seeds. */
export function reach(view: View, seeds: Iterable<Entry>, same: (id: string) => readonly string[]): Entry[] {
  const found = new Set<Entry>(seeds);
  const seenKeys = new Set<number>();
  const seenLooks = new Set<string>();
  for (const entry of found) {
    for (const key of entry.keys.links) {
      if (seenKeys.has(key)) continue;
      seenKeys.add(key);
      for (const other of linkedBy(view, key)) found.add(other);
    }
    for (const key of entry.keys.checks) {
      const look = `${key} ${entry.look}`;
      if (seenLooks.has(look)) continue;
      seenLooks.add(look);
      for (const entries of checkedBy(view, key, entry))
        for (const other of entries) if (!view.gone.has(other)) found.add(other);
    }
    for (const id of same(entry.mention.id)) {
      const other = entryOf(view, id);
      if (other) found.add(other);
    }
  }
  return [...found];
}
