/** Decisions in force: for every pair the latest one, whether its mentions are known yet or not. */
import type { Decision } from '../model/mention.js';
import type { Decided } from './cluster.js';

export type Decisions = Map<string, Map<string, Decision>>;

/** Later ones replace earlier ones; of one moment, the same one whatever order they come in. */
export function isLater(decision: Decision, held: Decision | undefined): boolean {
  if (!held) return true;
  return rank(decision) > rank(held);
}

const rank = ({ on, verdict, by, reason }: Decision): string => `${on}\n${verdict}\n${by}\n${reason}`;

export function take(decisions: Decisions, decision: Decision): void {
  for (const [one, other] of [
    [decision.left, decision.right],
    [decision.right, decision.left],
  ] as const) {
    const partners = decisions.get(one) ?? new Map<string, Decision>();
    decisions.set(one, partners);
    if (isLater(decision, partners.get(other))) partners.set(other, decision);
  }
}

/** What stands, under what comes. */
export function decidedBy(...layers: readonly Decisions[]): Decided {
  const find = (id: string, verdict: Decision['verdict']): string[] => {
    if (!layers.some((layer) => layer.has(id))) return [];
    const partners = new Map<string, Decision>();
    for (const layer of layers)
      for (const [other, decision] of layer.get(id) ?? [])
        if (isLater(decision, partners.get(other))) partners.set(other, decision);
    return [...partners].flatMap(([other, decision]) => (decision.verdict === verdict ? [other] : [])).sort();
  };
  return {
    any: layers.some((layer) => layer.size > 0),
    same: (id) => find(id, 'same'),
    different: (id) => find(id, 'different'),
  };
}
