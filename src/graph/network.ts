/** A party's surroundings, level by level and within bounds; what was left out is said. */
import type { End } from './connections.js';
import type { Run } from './engine.js';
import { someStepsFrom, stepsFrom, type Step, type StepKind } from './explore.js';

export interface NetworkLimits {
  readonly depth: number;
  /** Parties in all, the start included. */
  readonly parties: number;
  /** Parties with more mentions are shown but not expanded. */
  readonly hubMentions: number;
  /** Steps of each kind that are followed from a start that is itself a hub. */
  readonly hubSteps: number;
}

export interface Network {
  /** Party -> steps from the start. */
  readonly distances: ReadonlyMap<string, number>;
  /** Steps among these parties, one for each pair and kind. */
  readonly steps: readonly Step[];
  readonly truncated: boolean;
  readonly hubs: readonly string[];
}

/** Reads one frontier at a time: as many reads as levels. */
export async function expand(
  run: Run,
  start: End,
  kinds: readonly StepKind[],
  limits: NetworkLimits,
): Promise<Network> {
  const distances = new Map([[start.id, 0]]);
  const steps = new Map<string, Step>();
  const hubs = new Set<string>();
  let truncated = false;
  let frontier = [start.id];
  for (let depth = 1; depth <= limits.depth && frontier.length; depth++) {
    const found =
      depth === 1 && start.mentions > limits.hubMentions
        ? await someStepsFrom(run, start.id, kinds, limits.hubSteps)
        : await stepsFrom(run, frontier, kinds);
    if (depth === 1 && start.mentions > limits.hubMentions && found.length >= limits.hubSteps) truncated = true;
    const next: string[] = [];
    for (const step of [...found].sort(order)) {
      if (!distances.has(step.to)) {
        if (distances.size >= limits.parties) {
          truncated = true;
          continue;
        }
        distances.set(step.to, depth);
        if (step.mentions > limits.hubMentions) hubs.add(step.to);
        else next.push(step.to);
      }
      const key = pair(step);
      if (!steps.has(key)) steps.set(key, step);
    }
    frontier = next;
  }
  return { distances, steps: [...steps.values()], truncated: truncated || hubs.size > 0, hubs: [...hubs].sort() };
}

/** The same link read from either end is one. */
const pair = ({ kind, back, from, to }: Step): string => (back ? `${kind} ${to} ${from}` : `${kind} ${from} ${to}`);

const order = (a: Step, b: Step): number =>
  compare(a.to, b.to) || compare(a.kind, b.kind) || compare(a.document, b.document);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
