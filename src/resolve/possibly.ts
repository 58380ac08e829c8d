/**
 * The third tier: who a mention may be besides, for a person to look at. One name and nothing against it; never merged.
 *
 * A mention of the loan file may be every homonym that nothing tells apart from it. Of two parties that are both not ours,
 * the one with the greater id may be the other; persons only if they have something else in common. Where more than
 * `crowd` parties bear a name, the name alone says nothing: then only ours are asked about, and only with something else
 * in common.
 *
 * A masked mention may be whom the loan file names, if it fits (see masked.ts); so that a new one costs no more where
 * thousands are masked alike, it is the masked mention that asks.
 */
import type { Decided } from './cluster.js';
import type { FeatureName } from './features.js';
import { open, signs, type Entry } from './entry.js';
import { entryOf, otherSide, type View } from './filing.js';
import { nameOfSign, showOf } from './keys.js';
import { contradicts, oppose } from './marks.js';
import { fit, type Fitting } from './masked.js';
import { isOf, type Party } from './party.js';
import { homeOf, partyWith, type Known } from './known.js';
import { pack } from './packed.js';
import { sharedWords } from './score.js';
import { all, sizeOf } from './some.js';

export interface Doubt {
  readonly mention: string;
  /** The most promising first; reasons in Chinese and English. */
  readonly parties: readonly { readonly party: string; readonly reasons: readonly string[] }[];
}

const crowd = 8;

const mostDoubts = 20;
/** A party's features are told from so many of its mentions. */
const mostMentions = 12;

/** @param again mentions that were written anew and have lost what was written about them */
export function doubtsOf(
  known: Known,
  view: View,
  decided: Decided,
  before: ReadonlySet<string>,
  after: readonly Party[],
  again: ReadonlySet<string>,
): Doubt[] {
  const fresh = new Map(after.map((party) => [party.id, party]));
  /** Those that stay as they are; one party is one object. */
  const staying = new Map<string, Party | undefined>();
  const partyNow = (id: string): Party | undefined => {
    const now = fresh.get(id) ?? staying.get(id);
    if (now || before.has(id)) return now;
    const held = partyWith(known, id);
    staying.set(id, held);
    return held;
  };
  const was = [...before].flatMap((id) => partyWith(known, id) ?? []);
  const namesTouched = new Set<string>();
  for (const party of after) for (const name of party.names) namesTouched.add(name);
  for (const party of was) for (const name of party.names) namesTouched.add(name);
  const changed = new Map<string, Party[]>();
  for (const party of after)
    for (const name of party.names) {
      const list = changed.get(name);
      if (list) list.push(party);
      else changed.set(name, [party]);
    }
  const bearers = new Map<string, readonly Party[]>();
  const bearersOf = (name: string): readonly Party[] => {
    let list = bearers.get(name);
    if (!list) {
      const others = [...all(known.homonyms.get(name))].flatMap((id) => (fresh.has(id) ? [] : (partyNow(id) ?? [])));
      list = [...(changed.get(name) ?? []), ...others];
      bearers.set(name, list);
    }
    return list;
  };
  /** How many bear a name now; a crowd is counted, not looked at. */
  const counts = new Map<string, number>();
  for (const name of namesTouched) counts.set(name, heldBy(known, name) + (changed.get(name)?.length ?? 0));
  for (const party of was) for (const name of party.names) counts.set(name, (counts.get(name) ?? 0) - 1);
  const countOf = (name: string): number => counts.get(name) ?? heldBy(known, name);
  const oursOf = (name: string): readonly Party[] => [
    ...(changed.get(name) ?? []).filter((party) => party.ours.length),
    ...[...all(known.ours.get(name))].flatMap((id) => (fresh.has(id) ? [] : (partyNow(id) ?? []))),
  ];

  const asked = new Set<Party>(after);
  for (const name of namesTouched) {
    const [now, then] = [countOf(name), heldBy(known, name)];
    // A name that becomes a crowd's takes back what it made others ask while it was not.
    if (Math.min(now, then) > crowd) for (const party of oursOf(name)) asked.add(party);
    else if (now > 1 || then) for (const party of bearersOf(name)) asked.add(party);
  }
  for (const mention of again) {
    const party = partyNow(homeOf(known, mention) ?? '');
    if (party) asked.add(party);
  }
  const homes = new Map<string, Party>();
  for (const party of after) for (const id of homed(party)) homes.set(id, party);
  const partyOf = ({ id }: Entry): Party | undefined => homes.get(id) ?? partyNow(homeOf(known, id) ?? '');
  const askMasked = (ours: Entry | undefined): void => {
    for (const masked of ours ? otherSide(view, ours) : []) {
      const party = partyOf(masked);
      if (party) asked.add(party);
    }
  };
  for (const party of after) for (const id of party.ours) askMasked(entryOf(view, id));
  for (const party of was) for (const own of party.ours) askMasked(known.index.entries.get(own));

  const found = new Map<string, Doubt>();
  for (const party of asked)
    for (const doubt of isNameless(party) ? doubtsOfMasked(party) : doubtsOfParty(party))
      found.set(doubt.mention, doubt);

  const out: Doubt[] = [...found.values()].filter(
    (doubt) =>
      again.has(doubt.mention) ||
      view.coming.entries.has(doubt.mention) ||
      known.doubts.get(doubt.mention) !== pack(doubt),
  );
  for (const party of [...asked, ...was])
    for (const mention of speakersOf(party))
      if (known.doubts.has(mention) && !found.has(mention) && entryOf(view, mention)) {
        const none: Doubt = { mention, parties: [] };
        found.set(mention, none);
        out.push(none);
      }
  return out.sort((a, b) => (a.mention < b.mention ? -1 : 1));

  function doubtsOfParty(party: Party): Doubt[] {
    const others = new Map<Party, { lonely: boolean }>();
    for (const name of party.names) {
      const crowded = countOf(name) > crowd;
      if (crowded && !party.ours.length) continue;
      for (const other of bearersOf(name)) {
        if (other === party) continue;
        if (!party.ours.length && (other.ours.length || other.id > party.id)) continue;
        const needsMore = crowded || (!party.ours.length && party.kind === 'person');
        const lonely = needsMore && (others.get(other)?.lonely ?? true);
        others.set(other, { lonely });
      }
    }
    const maybe = [...others].flatMap(([other, { lonely }]) => {
      if (other.kind !== party.kind || oppose(party.marks, other.marks) || areApart(party, other)) return [];
      const shared = sharedBy(party, other);
      return lonely && !shared.length ? [] : [{ party: other.id, shared }];
    });
    if (!maybe.length) return [];
    const parties = mostPromising(maybe, '名称相同 · same name');
    return speakersOf(party).map((mention) => ({ mention, parties }));
  }

  /** A party that no full name is known of: each of its masked mentions asks for itself. */
  function doubtsOfMasked(party: Party): Doubt[] {
    if (party.ours.length) return [];
    return party.mentions.flatMap((id) => {
      const entry = entryOf(view, id);
      const maybe = new Map<Party, Set<Fitting>>();
      for (const ours of entry ? otherSide(view, entry) : []) {
        const [other, fitting] = [partyOf(ours), fit(open(entry as Entry).mention, open(ours).mention)];
        if (other && fitting) maybe.set(other, new Set([...(maybe.get(other) ?? []), ...fitting]));
      }
      const left = [...maybe].flatMap(([other, shared]) =>
        oppose(party.marks, other.marks) ||
        contradicts(other.marks, entry && open(entry).mention.idNumber) ||
        areApart(party, other)
          ? []
          : [{ party: other.id, shared: [...shared].sort() }],
      );
      const { zh, en } = sharedWords.maskedName;
      return left.length ? [{ mention: id, parties: mostPromising(left, `${zh} · ${en}`) }] : [];
    });
  }

  function areApart(party: Party, other: Party): boolean {
    if (!decided.any) return false;
    const [small, large] = party.mentions.length < other.mentions.length ? [party, other] : [other, party];
    if (small.mentions.length > 1000) return false;
    return small.mentions.some((id) =>
      decided.different(id).some((apart) => entryOf(view, apart) !== undefined && isOf(large, apart)),
    );
  }

  function sharedBy(party: Party, other: Party): FeatureName[] {
    const [left, right] = [shownBy(party), shownBy(other)];
    const shared = new Set<FeatureName>();
    for (const sign of left) if (right.includes(sign)) shared.add(nameOfSign(sign));
    shared.delete('document');
    return [...shared].sort();
  }

  function shownBy(party: Party): readonly number[] {
    const held = shown.get(party);
    if (held) return held;
    const shows = new Set<number>();
    for (const id of party.mentions.slice(0, mostMentions)) {
      const entry = entryOf(view, id);
      if (entry) for (const sign of signs(entry)) shows.add(showOf(sign));
    }
    const list = Array.from(shows);
    shown.set(party, list);
    return list;
  }
}

function mostPromising(
  maybe: readonly { readonly party: string; readonly shared: readonly Fitting[] }[],
  name: string,
): Doubt['parties'] {
  const weight = (shared: readonly Fitting[]): number => shared.reduce((sum, one) => sum + sharedWords[one].weight, 0);
  return [...maybe]
    .sort((a, b) => weight(b.shared) - weight(a.shared) || (a.party < b.party ? -1 : 1))
    .slice(0, mostDoubts)
    .map(({ party, shared }) => ({
      party,
      reasons: [name, ...shared.map((one) => `${sharedWords[one].zh} · ${sharedWords[one].en}`)],
    }));
}

/** Masked, unless a person said that it is one with somebody named: then it bears that name. */
const isNameless = (party: Party): boolean => !party.names.length;

/** Mentions by which a party is found from the other side of a fit. */
const homed = (party: Party): readonly string[] => (isNameless(party) ? party.mentions : party.ours);

const heldBy = (known: Known, name: string): number => sizeOf(known.homonyms.get(name));

/** What a party shows, as long as it is this party: a changed one is another object. */
const shown = new WeakMap<Party, readonly number[]>();

/** The mentions that speak for a party: ours, or else the one that gives it its id; masked ones each for itself. */
const speakersOf = (party: Party): readonly string[] =>
  party.ours.length ? party.ours : isNameless(party) ? party.mentions : party.mentions.slice(0, 1);
