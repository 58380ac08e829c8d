/**
 * How two parties hang together: breadth-first search from both ends, a whole frontier in one read. It never claims "no
 * connection" unless it has looked at everything within the depth; what it left out it says.
 */
import type { Run } from './engine.js';
import { someStepsFrom, stepKind, stepsFrom, type Step, type StepKind } from './explore.js';

export interface SearchLimits {
  /** Steps from end to end. */
  readonly maxDepth: number;
  /** Parties with more mentions than this (banks, courts' usual parties) are not passed through. */
  readonly hubMentions: number;
  /** Parties of one frontier; more are left out. */
  readonly frontier: number;
  /** Steps of each kind that are looked at where an end itself is a hub. */
  readonly hubSteps: number;
  /** Paths given back. */
  readonly paths: number;
}

export const searchLimits: Omit<SearchLimits, 'maxDepth'> = {
  hubMentions: 300,
  frontier: 400,
  hubSteps: 300,
  paths: 5,
};

/** found · exhausted: everything within reach was looked at · depth: ended at maxDepth · capped: something was left out */
export type SearchReason = 'found' | 'exhausted' | 'depth' | 'capped';

export interface Connection {
  readonly steps: readonly Step[];
  /** Product of the strengths of the steps' kinds, 0-1. */
  readonly strength: number;
}

export interface Connections {
  /** Shortest paths, strongest first. */
  readonly connections: readonly Connection[];
  readonly searchedDepth: number;
  readonly truncated: boolean;
  readonly reason: SearchReason;
  /** Hubs met and not passed through. */
  readonly hubs: readonly string[];
}

interface Side {
  /** Party -> the steps by which it was first reached, from this side's end; the end itself has none. */
  readonly reached: Map<string, Step[]>;
  frontier: string[];
}

export interface End {
  readonly id: string;
  readonly mentions: number;
}

export async function findConnections(
  run: Run,
  from: End,
  to: End,
  kinds: readonly StepKind[],
  limits: SearchLimits,
): Promise<Connections> {
  const left: Side = { reached: new Map([[from.id, []]]), frontier: [from.id] };
  const right: Side = { reached: new Map([[to.id, []]]), frontier: [to.id] };
  const ends = new Map([from, to].map((end) => [end.id, end.mentions]));
  const hubs = new Set<string>();
  let capped = false;
  let depth = 0;
  if (from.id === to.id) return { connections: [], searchedDepth: 0, truncated: false, reason: 'found', hubs: [] };

  const stepsOf = async (frontier: readonly string[]): Promise<readonly Step[]> => {
    const large = frontier.filter((id) => (ends.get(id) ?? 0) > limits.hubMentions);
    const small = frontier.filter((id) => !large.includes(id));
    const found = [...(await stepsFrom(run, small, kinds))];
    for (const id of large) {
      const some = await someStepsFrom(run, id, kinds, limits.hubSteps);
      if (some.length >= limits.hubSteps) capped = true;
      found.push(...some);
    }
    return found;
  };

  while (depth < limits.maxDepth && left.frontier.length && right.frontier.length) {
    const [near, far] = left.frontier.length <= right.frontier.length ? [left, right] : [right, left];
    const next = new Map<string, Step[]>();
    for (const step of await stepsOf(near.frontier)) {
      if (near.reached.has(step.to)) continue;
      const isHub = step.mentions > limits.hubMentions && !ends.has(step.to);
      if (isHub) {
        hubs.add(step.to);
        continue;
      }
      const steps = next.get(step.to);
      if (steps) steps.push(step);
      else next.set(step.to, [step]);
    }
    depth++;
    for (const [id, steps] of next) near.reached.set(id, steps);
    const meetings = [...next.keys()].filter((id) => far.reached.has(id));
    if (meetings.length) {
      const connections = ranked(meetings, left, right, limits.paths);
      return { connections, searchedDepth: depth, truncated: capped, reason: 'found', hubs: [...hubs] };
    }
    near.frontier = [...next.keys()].sort();
    if (near.frontier.length > limits.frontier) {
      capped = true;
      near.frontier = near.frontier.slice(0, limits.frontier);
    }
  }
  const exhausted = !left.frontier.length || !right.frontier.length;
  const truncated = capped || hubs.size > 0;
  return {
    connections: [],
    searchedDepth: depth,
    truncated,
    reason: truncated ? 'capped' : exhausted ? 'exhausted' : 'depth',
    hubs: [...hubs],
  };
}

/** Chains of steps through the meeting parties, strongest first; of parallel steps between two parties the strongest. */
function ranked(meetings: readonly string[], left: Side, right: Side, limit: number): Connection[] {
  const connections = meetings.flatMap((meeting) => {
    const heads = chains(left, meeting, limit).map((steps) => steps.reverse());
    const tails = chains(right, meeting, limit).map((steps) => steps.map(turned));
    return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  });
  return connections
    .map((steps) => ({ steps, strength: steps.reduce((product, step) => product * stepKind(step.kind).strength, 1) }))
    .sort((a, b) => b.strength - a.strength || key(a.steps).localeCompare(key(b.steps)))
    .slice(0, limit);
}

/** Steps from a reached party back to the end of its side, the last step first. */
function chains(side: Side, at: string, limit: number): Step[][] {
  const steps = side.reached.get(at) ?? [];
  if (!steps.length) return [[]];
  const best = new Map<string, Step>();
  for (const step of steps) {
    const held = best.get(step.from);
    if (!held || stepKind(step.kind).strength > stepKind(held.kind).strength) best.set(step.from, step);
  }
  return [...best.values()]
    .slice(0, limit)
    .flatMap((step) => chains(side, step.from, limit).map((rest) => [step, ...rest]))
    .slice(0, limit);
}

/** The same step seen from its other end. */
const turned = (step: Step): Step => ({ ...step, from: step.to, to: step.from, back: !step.back });

const key = (steps: readonly Step[]): string => steps.map((step) => `${step.to}${step.kind}`).join();
