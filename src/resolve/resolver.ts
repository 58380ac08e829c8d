/**
 * Who is who. In memory, made from mentions and decisions alone; parties, names and doubts follow from these sets,
 * whatever the order and the portions they arrive in.
 *
 * A change costs what it touches: a mention that joins whole parties is added to them; where something is taken away,
 * decided, or opposes something, everybody linked is clustered again.
 */
import { partyId } from '../model/ids.js';
import type { Decision, Mention } from '../model/mention.js';
import { cluster } from './cluster.js';
import { decidedBy, isLater, take, type Decisions } from './decisions.js';
import { open, toEntry, type Entry } from './entry.js';
import {
  checkedBy,
  createIndex,
  entryOf,
  file,
  standsFor,
  neighbours,
  reach,
  unfile,
  type Index,
  type View,
} from './filing.js';
import { homeOf, partyWith, remember, type Known } from './known.js';
import { isClean } from './marks.js';
import { makeParty, nameOf, type Party } from './party.js';
import { pack, unpack } from './packed.js';
import { doubtsOf, type Doubt } from './possibly.js';
import { addTo, first, removeFrom } from './some.js';

export interface PartyOut {
  readonly id: string;
  readonly name: string;
  /** All names it is known by, former ones included, ascending. */
  readonly names: readonly string[];
  readonly kind: 'person' | 'organization';
  /** Ascending. */
  readonly mentions: readonly string[];
}

export interface Plan {
  /** New, or with other mentions or names than before. */
  readonly parties: readonly PartyOut[];
  readonly removedParties: readonly string[];
  /** Mentions that are new or whose party is another one than before. */
  readonly assign: readonly { readonly mention: string; readonly party: string }[];
  /** Who a mention may be besides, never merged; replaces all earlier ones of that mention, none clears them. */
  readonly possibly: readonly Doubt[];
  /** Parties at either end of a doubt that came, went or changed; some may be no more. */
  readonly doubted: readonly string[];
}

export interface Change {
  readonly added: readonly Mention[];
  readonly removed: readonly string[];
  readonly decisions: readonly Decision[];
}

export interface Resolver {
  /** What the change comes to. Changes nothing. */
  plan(change: Change): Plan;
  /** Makes the plan what is known, once it is written. Only the latest state's plan fits: a stale one is refused. */
  commit(plan: Plan): void;
  /** All that is known, as a plan that makes it from nothing; every mention has its doubts, or none. */
  whole(): Plan;
}

interface Step {
  readonly version: number;
  readonly view: View;
  readonly before: ReadonlySet<string>;
  readonly after: readonly Party[];
  readonly decisions: readonly Decision[];
}

/** A party that only gained, at least one mention: what was written of its others stays right. */
interface Grown {
  readonly party: Party;
  readonly assigned: readonly string[];
}

export function createResolver(mentions: readonly Mention[], decisions: readonly Decision[]): Resolver {
  const known: Known = {
    index: createIndex(),
    parties: new Map(),
    decisions: new Map(),
    homonyms: new Map(),
    ours: new Map(),
    doubts: new Map(),
  };
  const steps = new WeakMap<Plan, Step>();
  let version = 0;
  const resolver: Resolver = {
    plan(change) {
      const { plan, ...step } = draw(known, change);
      steps.set(plan, { ...step, version });
      return plan;
    },
    commit(plan) {
      const step = steps.get(plan);
      if (step?.version !== version)
        throw new TypeError('The plan is stale or of another resolver: plan the change again.');
      version++;
      apply(known, step, plan);
    },
    whole: () => wholeOf(known),
  };
  remember(resolver, known);
  resolver.commit(resolver.plan({ added: mentions, removed: [], decisions }));
  return resolver;
}

function wholeOf(known: Known): Plan {
  const mentions = [...known.index.entries.keys()].sort();
  const assign = mentions.map((mention) => ({ mention, party: homeOf(known, mention) ?? '' }));
  return {
    parties: [...new Set(assign.map(({ party }) => party))].sort().flatMap((id) => {
      const party = partyWith(known, id);
      return party ? [toOut(party)] : [];
    }),
    removedParties: [],
    assign,
    possibly: mentions.map((mention) => {
      const written = known.doubts.get(mention);
      return written === undefined ? { mention, parties: [] } : (unpack(written) as Doubt);
    }),
    doubted: [],
  };
}

function draw(known: Known, change: Change): Omit<Step, 'version'> & { plan: Plan } {
  const { view, again } = viewOf(known.index, change);
  const newDecisions: Decisions = new Map();
  for (const decision of change.decisions) if (decision.left !== decision.right) take(newDecisions, decision);
  const standing = [...newDecisions].flatMap(([id, partners]) =>
    [...partners].flatMap(([other, decision]) =>
      id < other && isLater(decision, known.decisions.get(id)?.get(other)) ? [decision] : [],
    ),
  );
  const decided = decidedBy(known.decisions, newDecisions);
  const { grown: gained, seeds, before } = groupUp(known, view, standing, decided);

  const reached = seeds.size ? reach(view, seeds, decided.same) : [];
  const clustering = new Set<string>();
  for (const { id } of reached) {
    clustering.add(id);
    const party = homeOf(known, id);
    if (party !== undefined) before.add(party);
  }
  // What is clustered again is no gain: a party of which every mention was read anew is reached from what it was.
  const grown = gained.filter(({ party }) => !clustering.has(party.mentions[0] ?? ''));
  const after = [
    ...grown.map(({ party }) => party),
    ...cluster(reached, decided).map(({ entries, whole }) => makeParty([], entries, whole)),
  ];

  const kept = new Set(after.map((party) => party.id));
  const assign = assignments(known, view, grown, after.slice(grown.length), again);
  const doubts = doubtsOf(known, view, decided, before, after, again);
  const plan: Plan = {
    parties: after
      .filter((party, i) => i < grown.length || differs(party, partyWith(known, party.id), view))
      .map(toOut)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    removedParties: [...before].filter((id) => !kept.has(id)).sort(),
    assign,
    possibly: doubts,
    doubted: doubted(known, view, assign, doubts),
  };
  return { plan, view, before, after, decisions: standing };
}

/** What comes and goes; a mention that comes back as it was has only to be written again. */
function viewOf(held: Index, { added, removed }: Change): { view: View; again: Set<string> } {
  const gone = new Set<Entry>();
  const again = new Set<string>();
  const coming = createIndex();
  for (const id of removed) {
    const entry = held.entries.get(id);
    if (entry) gone.add(entry);
  }
  for (const mention of new Map(added.map((one) => [one.id, one])).values()) {
    const entry = toEntry(mention);
    const old = held.entries.get(mention.id);
    if (old && old.text === entry.text) {
      gone.delete(old);
      again.add(mention.id);
      continue;
    }
    if (old) gone.add(old);
    file(coming, entry);
  }
  return { view: { held, coming, gone }, again };
}

/** Sorts what the change touches into parties that only grow, and mentions from which everything is clustered again. */
function groupUp(
  known: Known,
  view: View,
  decisions: readonly Decision[],
  decided: ReturnType<typeof decidedBy>,
): { grown: Grown[]; seeds: Set<Entry>; before: Set<string> } {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    const up = parent.get(id);
    if (up === undefined || up === id) {
      if (up === undefined) parent.set(id, id);
      return id;
    }
    const top = root(up);
    parent.set(id, top);
    return top;
  };
  const placeOf = ({ id }: Entry): string => homeOf(known, id) ?? partyId(id);
  const own = (entry: Entry): string => `+${entry.id}`;
  const nodeOf = (entry: Entry): string => (view.coming.entries.get(entry.id) === entry ? own(entry) : placeOf(entry));

  const unsettled = new Set<string>();
  const seeds = new Set<Entry>();
  const lonely: Entry[] = [];
  for (const entry of view.gone) {
    unsettled.add(root(placeOf(entry)));
    // What opposed others kept them apart; they may come together without it.
    if (!partyWith(known, placeOf(entry))?.whole)
      for (const other of neighbours(view, entry, decided.same)) seeds.add(other);
  }
  for (const { left, right } of decisions)
    for (const id of [left, right]) {
      const entry = view.held.entries.get(id);
      if (entry && !view.gone.has(entry)) unsettled.add(placeOf(entry));
    }
  for (const entry of view.coming.entries.values()) {
    const me = own(entry);
    let last: Entry | undefined;
    const unite = (other: Entry): void => {
      if (other === last) return;
      last = other;
      parent.set(root(me), root(nodeOf(other)));
    };
    standsFor(view, entry, unite);
    for (const key of open(entry).checks)
      for (const alike of checkedBy(view, key, entry)) {
        const other = first(alike, (candidate) => candidate !== entry && !view.gone.has(candidate));
        if (other) unite(other);
      }
    if (decided.same(entry.id).length || decided.different(entry.id).length) unsettled.add(me);
    else if (!last) lonely.push(entry);
  }

  const groups = new Map<string, { parties: Party[]; entries: Entry[]; settled: boolean }>();
  const unsettledRoots = new Set([...unsettled].map(root));
  for (const id of [...parent.keys()]) {
    const at = root(id);
    const group = groups.get(at) ?? { parties: [], entries: [], settled: !unsettledRoots.has(at) };
    groups.set(at, group);
    const party = partyWith(known, id);
    const entry = id.startsWith('+') ? view.coming.entries.get(id.slice(1)) : undefined;
    if (party) group.parties.push(party);
    if (entry) group.entries.push(entry);
  }
  const grown: Grown[] = [];
  const before = new Set<string>();
  for (const entry of lonely) grown.push({ party: makeParty([], [entry], true), assigned: [entry.id] });
  for (const { parties, entries, settled } of groups.values()) {
    for (const party of parties) before.add(party.id);
    if (settled && parties.every((party) => party.whole)) {
      const party = makeParty(parties, entries, true);
      if (isClean(party.marks)) {
        const moved = parties.flatMap(({ id, mentions }) => (id === party.id ? [] : mentions));
        grown.push({ party, assigned: [...moved, ...entries.map(({ id }) => id)] });
        continue;
      }
    }
    for (const entry of entries) seeds.add(entry);
    for (const party of parties)
      for (const id of party.mentions) {
        const entry = entryOf(view, id);
        if (entry) seeds.add(entry);
      }
  }
  return { grown, seeds, before };
}

const toOut = (party: Party): PartyOut => ({
  id: party.id,
  name: nameOf(party),
  names: party.texts.map(([name]) => name).sort(),
  kind: party.kind,
  mentions: party.mentions,
});

const differs = (party: Party, old: Party | undefined, view: View): boolean =>
  party.mentions.length !== old?.mentions.length ||
  party.mentions.some((id, i) => id !== old.mentions[i]) ||
  (view.coming.entries.size > 0 && party.mentions.some((id) => view.coming.entries.has(id)));

function assignments(
  known: Known,
  view: View,
  grown: readonly Grown[],
  clustered: readonly Party[],
  again: ReadonlySet<string>,
): Plan['assign'] {
  const assign = new Map<string, string>();
  for (const mention of again) {
    const party = homeOf(known, mention);
    if (party !== undefined) assign.set(mention, party);
  }
  for (const { party, assigned } of grown) for (const mention of assigned) assign.set(mention, party.id);
  for (const { id, mentions } of clustered)
    for (const mention of mentions)
      if (homeOf(known, mention) !== id || view.coming.entries.has(mention)) assign.set(mention, id);
  return [...assign].map(([mention, party]) => ({ mention, party })).sort((a, b) => (a.mention < b.mention ? -1 : 1));
}

function doubted(known: Known, view: View, assign: Plan['assign'], doubts: readonly Doubt[]): string[] {
  const partiesIn = ({ parties }: Doubt): string[] => parties.map(({ party }) => party);
  const moved = new Map(doubts.length ? assign.map(({ mention, party }) => [mention, party]) : []);
  const found = new Set(doubts.flatMap(partiesIn));
  const doubting = [...doubts, ...[...view.gone].map(({ id }) => ({ mention: id }))];
  for (const { mention } of doubting) {
    const [home, written] = [moved.get(mention) ?? homeOf(known, mention), known.doubts.get(mention)];
    if (home !== undefined) found.add(home);
    for (const party of written === undefined ? [] : partiesIn(unpack(written) as Doubt)) found.add(party);
  }
  return [...found].sort();
}

function apply(known: Known, { view, before, after, decisions }: Step, plan: Plan): void {
  const { index, parties, homonyms, ours, doubts } = known;
  for (const id of before) {
    for (const name of partyWith(known, id)?.names ?? [])
      for (const bearers of [homonyms, ours]) removeFrom(bearers, name, id);
    parties.delete(id);
  }
  for (const entry of view.gone) {
    unfile(index, entry);
    doubts.delete(entry.id);
  }
  for (const entry of view.coming.entries.values()) file(index, entry);
  for (const party of after) {
    if (party.mentions.length > 1 || !party.whole) parties.set(party.id, party);
    for (const bearers of party.ours.length ? [homonyms, ours] : [homonyms])
      for (const name of party.names) addTo(bearers, name, party.id);
  }
  for (const { mention, party } of plan.assign) {
    const entry = index.entries.get(mention);
    if (entry) entry.party = party === partyId(mention) ? undefined : party;
  }
  for (const entry of view.coming.entries.values()) entry.open = undefined;
  for (const decision of decisions) take(known.decisions, decision);
  for (const doubt of plan.possibly) {
    if (doubt.parties.length) doubts.set(doubt.mention, pack(doubt));
    else doubts.delete(doubt.mention);
  }
}
