/**
 * Who is who, brought up to what was written: mentions that came and went, decisions that people made. Whoever stitches
 * leaves a mark; the holder of the lease takes marks up, plans from its memory of all mentions, and writes parties and
 * the links to them. Its memory is made from the graph, and made anew whenever another process has written since.
 */
import { customersOfCluesAbout } from '../graph/clue.js';
import type { Engine, Run } from '../graph/engine.js';
import * as held from '../graph/identity.js';
import { clearUnresolved, markDirty, unresolvedMarks, type UnresolvedMark } from '../graph/marks.js';
import {
  createLinks,
  createNodes,
  deleteLinksFrom,
  deleteNodes,
  patchNodes,
  putNodes,
  type NodeWrite,
} from '../graph/rows.js';
import { log } from '../log.js';
import type { Decision, Mention } from '../model/mention.js';
import type { PartyOut, Plan, Resolver } from '../resolve/resolver.js';
import { note, takenUp } from '../trace.js';
import type { Lease } from './lease.js';

/** Mentions of one transaction, unless a single mark has more: the fewer, the shorter others wait. */
const portion = 600;

/** Marks that are looked at in one go. */
const mostMarks = 50;

/** Parties of one transaction when the graph is compared with the memory as a whole. */
const stride = 2000;

export interface Identities {
  /** Takes up some marks. To be called by the holder of the lease. Throws StoppedError LEASE_LOST. */
  step(): Promise<void>;
  /** All that is known, to ask questions of. */
  memory(): Promise<Resolver>;
}

export interface IdentityParts {
  readonly engine: Engine;
  readonly lease: Lease;
  readonly createResolver: (mentions: readonly Mention[], decisions: readonly Decision[]) => Resolver;
  /** Wraps a statement; lets readers go first. */
  readonly politely: (run: Run) => Run;
}

export function createIdentities({ engine, lease, createResolver, politely }: IdentityParts): Identities {
  const read: Run = engine.read.bind(engine);
  /** What the graph holds as long as nobody else writes it; only that can be built on. */
  let known: { readonly resolver: Resolver; readonly tenure: number } | null = null;
  /** What was made while others wrote: good enough to answer questions. */
  let seen: { readonly resolver: Resolver; readonly turn: number } | null = null;

  const load = async (): Promise<Resolver> => {
    const mentions: Mention[] = [];
    for await (const page of held.allMentions(read)) mentions.push(...page);
    return createResolver(mentions, await held.allDecisions(read));
  };

  /**
   * What is marked may be in memory already, in part, and not in the graph: both are compared as a whole. Marks that
   * were there before the memory was made are done with.
   */
  const reconcile = async (resolver: Resolver, before: readonly UnresolvedMark[], tenure: number): Promise<void> => {
    const whole = resolver.whole();
    const kept = new Set(whole.parties.map((party) => party.id));
    const gone = (await held.allPartyIds(read)).filter((id) => !kept.has(id));
    const steps: readonly Plan[] = [
      { ...nothing, removedParties: gone },
      ...slices(whole.parties).map((parties) => ({ ...nothing, parties })),
      ...slices(whole.assign).map((assign) => ({ ...nothing, assign })),
      ...slices(whole.possibly).map((possibly) => ({ ...nothing, possibly })),
    ];
    for (const plan of steps)
      await lease.write(async (run) => markDirty(run, await writePlan(politely(run), plan)), tenure);
    await lease.write((run) => clearUnresolved(run, before.map((mark) => mark.id)), tenure); // prettier-ignore
  };

  return {
    async step() {
      const marks = await unresolvedMarks(read, mostMarks);
      if (!marks.length) return;
      const { tenure } = lease;
      if (known?.tenure !== tenure) {
        known = null;
        const resolver = await load();
        await inTraces(marks, () => reconcile(resolver, marks, tenure));
        known = { resolver, tenure };
        return;
      }
      const { resolver } = known;
      const taken: UnresolvedMark[] = [];
      for (let size = 0; size < portion && taken.length < marks.length;) {
        const mark = marks[taken.length] as UnresolvedMark;
        taken.push(mark);
        size += mark.mentions.length;
      }
      const ids = [...new Set(taken.flatMap((mark) => mark.mentions))].sort();
      const added = ids.length ? await held.mentionsById(read, ids) : [];
      const there = new Set(added.map((mention) => mention.id));
      const decisions = [...new Set(taken.flatMap((mark) => mark.decisions))];
      const plan = resolver.plan({
        added,
        removed: ids.filter((id) => !there.has(id)),
        decisions: decisions.length ? await held.decisionsById(read, decisions) : [],
      });
      known = null;
      await inTraces(taken, async () => {
        note({ mentions: ids.length, parties: plan.parties.length });
        await lease.write(async (run) => {
          const politeRun = politely(run);
          await markDirty(run, await writePlan(politeRun, plan));
          await clearUnresolved(run, taken.map((mark) => mark.id)); // prettier-ignore
        }, tenure);
      });
      try {
        resolver.commit(plan);
        known = { resolver, tenure };
      } catch (err) {
        // The graph is right; the memory is made anew from it.
        log.error({ err }, 'who is who fell behind the graph and is read again');
      }
    },

    async memory() {
      const turn = await lease.look();
      const { tenure } = lease;
      if (known?.tenure === tenure) return known.resolver;
      if (seen?.turn === turn) return seen.resolver;
      const resolver = await load();
      // With nothing left to resolve it is what the graph says.
      const asWritten = !(await unresolvedMarks(read, 1)).length && (await lease.look()) === turn;
      [known, seen] = asWritten ? [{ resolver, tenure }, null] : [known, { resolver, turn }];
      return resolver;
    },
  };
}

/** Work that goes on from those who left the marks. */
const inTraces = (marks: readonly UnresolvedMark[], work: () => Promise<void>): Promise<void> =>
  takenUp(marks.flatMap((mark) => mark.traces), 'resolve', { marks: marks.length }, work); // prettier-ignore

const nothing: Plan = { parties: [], removedParties: [], assign: [], possibly: [], doubted: [] };

function slices<T>(items: readonly T[]): (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += stride) parts.push(items.slice(at, at + stride));
  return parts;
}

/**
 * Makes parties and the links of mentions to them what the plan says. Only what differs is written; a mention that is no
 * more is passed over, for its going has a mark of its own. Output: what is dirty by it.
 */
async function writePlan(run: Run, plan: Plan): Promise<string[]> {
  const mentions = [...new Set([...plan.assign, ...plan.possibly].map((entry) => entry.mention))];
  const links = new Map((mentions.length ? await held.partiesOfMentions(run, mentions) : []).map((row) => [row.mention, row])); // prettier-ignore
  const had = (name: 'of' | 'possibly') => (mention: string) => links.get(mention)?.[name].length;
  const assign = plan.assign.filter(({ mention, party }) => {
    const of = links.get(mention)?.of;
    return of && !(of.length === 1 && of[0] === party);
  });
  const possibly = plan.possibly.filter(({ mention }) => links.has(mention));

  // Their clues lose the link to them.
  const bereft = await customersOfCluesAbout(run, plan.removedParties);
  await deleteNodes(run, 'Party', plan.removedParties);
  const fresh = await writeParties(run, plan.parties);
  await deleteLinksFrom(run, 'OF', 'Mention', assign.map(({ mention }) => mention).filter(had('of'))); // prettier-ignore
  await createLinks(run, 'OF', assign.map(({ mention, party }) => ({ from: mention, to: party, fromType: 'Mention', toType: 'Party' }))); // prettier-ignore
  await deleteLinksFrom(run, 'POSSIBLY', 'Mention', [...new Set(possibly.map(({ mention }) => mention))].filter(had('possibly'))); // prettier-ignore
  await createLinks(run, 'POSSIBLY', possibly.flatMap(({ mention, parties: others }) =>
    others.map(({ party, reasons }) => ({
      from: mention,
      to: party,
      fromType: 'Mention' as const,
      toType: 'Party' as const,
      props: { reasons },
    })),
  )); // prettier-ignore

  const doubted = possibly.flatMap(({ mention, parties: others }) => {
    const [now, old] = [others.map(({ party }) => party).sort(), [...(links.get(mention)?.possibly ?? [])].sort()];
    return now.join() === old.join() ? [] : [...now, ...old, ...(links.get(mention)?.of ?? [])];
  });
  const changed = whoChanged(assign, links, { gone: new Set(plan.removedParties), fresh });
  return [...new Set([...bereft, ...plan.removedParties, ...plan.doubted, ...doubted, ...changed])];
}

/**
 * Documents that name somebody who is another than before, and who these were. Of parties that go on whole as a new one
 * the largest is left out: its mentions are to each other what they were, and a bank's stand in half of all documents.
 */
function whoChanged(
  assign: Plan['assign'],
  links: ReadonlyMap<string, { readonly document: string; readonly of: readonly string[] }>,
  { gone, fresh }: { readonly gone: ReadonlySet<string>; readonly fresh: ReadonlySet<string> },
): string[] {
  const groups = new Map<string, { readonly from: string | null; readonly to: string; readonly documents: string[] }>();
  const heirs = new Map<string | null, Set<string>>();
  for (const { mention, party: to } of assign) {
    const link = links.get(mention);
    const from = link?.of[0] ?? null;
    const group = groups.get(`${from} ${to}`) ?? { from, to, documents: [] };
    groups.set(`${from} ${to}`, group);
    if (link) group.documents.push(link.document);
    heirs.set(from, (heirs.get(from) ?? new Set()).add(to));
  }
  const named: string[] = [];
  /** New parties that go on as another did, also for marks that name the other. */
  const spared = new Set<string>();
  for (const { from, to, documents } of [...groups.values()].sort((a, b) => b.documents.length - a.documents.length)) {
    if (from !== null) named.push(from);
    if (from !== null && gone.has(from) && heirs.get(from)?.size === 1 && fresh.has(to) && !spared.has(to))
      spared.add(to);
    else named.push(...documents);
  }
  return [...named, ...spared];
}

/** Output: those that are new. A name that stays is not written: its text index costs. */
async function writeParties(run: Run, parties: readonly PartyOut[]): Promise<ReadonlySet<string>> {
  if (!parties.length) return new Set();
  const before = new Map((await held.partiesById(run, parties.map((party) => party.id))).map((party) => [party.id, party])); // prettier-ignore
  const [fresh, renamed, grown]: [PartyOut[], PartyOut[], PartyOut[]] = [[], [], []];
  for (const party of parties) {
    const old = before.get(party.id);
    if (!old) fresh.push(party);
    else if (old.name !== party.name || old.kind !== party.kind) renamed.push(party);
    else if (old.mentions !== party.mentions.length || (old.names ?? []).join('\n') !== party.names.join('\n'))
      grown.push(party);
  }
  const row = ({ id, name, names, kind, mentions }: PartyOut): NodeWrite => ({
    id,
    props: { name, names, kind, mentions: mentions.length },
  });
  await createNodes(run, 'Party', fresh.map(row)); // prettier-ignore
  await putNodes(run, 'Party', renamed.map(row)); // prettier-ignore
  await patchNodes(run, 'Party', grown.map(({ id, names, mentions }) => ({ id, props: { names, mentions: mentions.length } }))); // prettier-ignore
  return new Set(fresh.map((party) => party.id));
}
