/**
 * Makes the stored clues of customers what the graph says now. Only what differs is written: a clue is compared by the
 * hash of all it says (and by its links, which go when an end is deleted), and one that no rule gives any more is deleted. The clock has no part in it.
 */
import { heldClues } from '../graph/clue.js';
import type { Engine, Run } from '../graph/engine.js';
import { createLinks, createNodes, deleteLinksFrom, deleteNodes, putNodes, type LinkWrite } from '../graph/rows.js';
import { sha256 } from '../model/ids.js';
import { castOf } from './cast.js';
import { affectedBy } from './reach.js';
import type { ClueDraft, Rule } from './rule.js';
import { rules as allRules } from './rules.js';

export interface Discovery {
  /** Input: ids of nodes that changed or are gone. Output: ids of customers whose clues that can change. */
  affected(run: Run, dirty: readonly string[]): Promise<readonly string[]>;
  /** Customers that no longer exist lose their clues. Output: ids of clues that came, changed or went. */
  refresh(run: Run, customers: readonly string[]): Promise<readonly string[]>;
}

/** Customers of one turn; more are taken in turns. */
const batch = 500;

export function createDiscovery(_engine: Engine, rules: readonly Rule[] = allRules): Discovery {
  const reaches = new Set(rules.flatMap((rule) => rule.reaches));
  return {
    affected: (run, dirty) => affectedBy(run, reaches, dirty),
    async refresh(run, customers) {
      const ids = [...new Set(customers)].sort();
      const clues: string[] = [];
      for (let at = 0; at < ids.length; at += batch)
        clues.push(...(await refreshBatch(run, rules, ids.slice(at, at + batch))));
      return clues;
    },
  };
}

async function refreshBatch(run: Run, rules: readonly Rule[], customers: readonly string[]): Promise<string[]> {
  const held = new Map((await heldClues(run, customers)).map((row) => [row.id, row]));
  const cast = await castOf(run, customers);
  const now = new Map<string, { props: Record<string, string | number | null>; draft: ClueDraft }>();
  for (const rule of rules) {
    for (const draft of await rule.drafts(run, cast[rule.whose])) {
      const { customer, subject, tier, value, knownSince } = draft;
      const says = {
        rule: rule.id,
        customer,
        subject,
        tier,
        value,
        facts: JSON.stringify(draft.facts),
        evidence: JSON.stringify(draft.evidence),
        knownSince,
      };
      const hash = sha256(JSON.stringify([says, draft.parties, draft.documents])).slice(0, 32);
      now.set(clueId(rule.id, customer, subject), { props: { ...says, hash }, draft });
    }
  }
  const gone = [...held.keys()].filter((id) => !now.has(id));
  const changed = [...now].filter(
    ([id, { props, draft }]) => held.get(id)?.hash !== props['hash'] || held.get(id)?.links !== linksOf(draft),
  );
  await deleteNodes(run, 'Clue', gone);
  if (!changed.length) return gone;
  const [old, fresh] = [changed.filter(([id]) => held.has(id)), changed.filter(([id]) => !held.has(id))];
  await putNodes(run, 'Clue', old.map(([id, { props }]) => ({ id, props }))); // prettier-ignore
  for (const type of ['CLUE_FOR', 'CLUE_ABOUT', 'RESTS_ON'] as const) await deleteLinksFrom(run, type, 'Clue', old.map(([id]) => id)); // prettier-ignore
  await createNodes(run, 'Clue', fresh.map(([id, { props }]) => ({ id, props }))); // prettier-ignore
  const links = (to: (draft: ClueDraft) => readonly string[], toType: LinkWrite['toType']): LinkWrite[] =>
    changed.flatMap(([id, { draft }]) =>
      [...new Set(to(draft))].map((end) => ({ from: id, to: end, fromType: 'Clue', toType })),
    );
  await createLinks(run, 'CLUE_FOR', links((draft) => [draft.customer], 'Customer')); // prettier-ignore
  await createLinks(run, 'CLUE_ABOUT', links((draft) => draft.parties, 'Party')); // prettier-ignore
  await createLinks(run, 'RESTS_ON', links((draft) => draft.documents, 'Document')); // prettier-ignore
  return [...gone, ...changed.map(([id]) => id)];
}

const linksOf = ({ parties, documents }: ClueDraft): number => 1 + new Set(parties).size + new Set(documents).size;

/** The same rule, customer and subject give the same clue, so that follow-ups stay with it. */
const clueId = (rule: string, customer: string, subject: string): string =>
  `clue_${sha256(JSON.stringify([rule, customer, subject])).slice(0, 24)}`;
