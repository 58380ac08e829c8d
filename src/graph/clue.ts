/** Stored clues and what people did about them. */
import type { Run } from './engine.js';
import type { PartyRow } from './entity.js';

/** A clue as it is stored: it does not know the clock. `facts` and `evidence` are JSON that discover writes and reads. */
export interface StoredClueRow {
  readonly id: string;
  readonly rule: string;
  readonly customer: string;
  readonly subject: string | null;
  readonly tier: string;
  readonly value: number | null;
  readonly facts: string;
  readonly evidence: string;
  readonly knownSince: string;
  readonly hash: string | null;
}

const clueColumns = `k.id AS id, k.rule AS rule, k.customer AS customer, k.subject AS subject, k.tier AS tier, k.value AS value,
  k.facts AS facts, k.evidence AS evidence, k.knownSince AS knownSince, k.hash AS hash`;

/** Output: all clues, or those of one rule. */
export const allClues = (run: Run, filter: { rule?: string } = {}): Promise<readonly StoredClueRow[]> =>
  run<StoredClueRow>(
    `MATCH (k:Clue${filter.rule === undefined ? '' : ' {rule: $rule}'}) RETURN ${clueColumns} ORDER BY id`,
    {
      rule: filter.rule ?? null,
    },
  );

/** Input: clue ids. */
export const cluesById = (run: Run, ids: readonly string[]): Promise<readonly StoredClueRow[]> =>
  run<StoredClueRow>(`UNWIND $ids AS id MATCH (k:Clue {id: id}) RETURN ${clueColumns}`, { ids });

/** Input: customer ids. Output: their clues. */
export const cluesOfCustomers = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (StoredClueRow & { readonly owner: string })[]> =>
  // (Clue)-[:CLUE_FOR]->(Customer)
  run(
    `UNWIND $ids AS id MATCH (c:Customer {id: id})<-[:CLUE_FOR]-(k:Clue) RETURN c.id AS owner, ${clueColumns} ORDER BY id`,
    { ids },
  );

/** Input: party ids. Output: clues about them. */
export const cluesOfParties = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (StoredClueRow & { readonly owner: string })[]> =>
  // (Clue)-[:CLUE_ABOUT]->(Party)
  run(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:CLUE_ABOUT]-(k:Clue) RETURN p.id AS owner, ${clueColumns} ORDER BY id`,
    { ids },
  );

export interface FollowUpRow {
  readonly id: string;
  readonly clue: string;
  readonly state: string;
  readonly reason: string | null;
  readonly recovered: number | null;
  readonly by: string;
  readonly on: string;
}

/** Input: clue ids. Output: what people noted on them, latest first. */
export const followUpsOfClues = (run: Run, ids: readonly string[]): Promise<readonly FollowUpRow[]> =>
  run<FollowUpRow>(
    `UNWIND $ids AS id MATCH (f:FollowUp {clue: id})
     RETURN f.id AS id, f.clue AS clue, f.state AS state, f.reason AS reason, f.recovered AS recovered, f.by AS by, f.on AS on ORDER BY on DESC, id`,
    { ids },
  );

export interface HeldClue {
  readonly id: string;
  readonly hash: string | null;
  /** How many links it has: fewer than were written when an end was deleted since. */
  readonly links: number;
}

/** Input: customer ids, also of customers that are gone. Output: their clues as they are stored. */
export const heldClues = (run: Run, ids: readonly string[]): Promise<readonly HeldClue[]> =>
  // (Customer)<-[:CLUE_FOR]-(Clue)-[:CLUE_ABOUT]->(Party), (Clue)-[:RESTS_ON]->(Document)
  run<HeldClue>(
    `UNWIND $ids AS id MATCH (k:Clue {customer: id})
     RETURN k.id AS id, k.hash AS hash, size([(k)-[:CLUE_FOR]->(c:Customer) | 1]) + size([(k)-[:CLUE_ABOUT]->(p:Party) | 1]) + size([(k)-[:RESTS_ON]->(d:Document) | 1]) AS links`,
    { ids },
  );

/** Input: party ids. Output: customers of the clues about them. */
export const customersOfCluesAbout = async (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Party)<-[:CLUE_ABOUT]-(Clue)
  ids.length
    ? (
        await run<{ customer: string }>(
          'UNWIND $ids AS id MATCH (p:Party {id: id})<-[:CLUE_ABOUT]-(k:Clue) RETURN DISTINCT k.customer AS customer',
          { ids },
        )
      ).map((row) => row.customer)
    : [];

/** Input: any ids. Output: those that are customers of a clue. */
export const customersOfClues = async (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  (
    await run<{ customer: string }>(
      'UNWIND $ids AS id MATCH (k:Clue {customer: id}) RETURN DISTINCT k.customer AS customer',
      { ids },
    )
  ).map((row) => row.customer);

/** Input: clue ids. Output: the parties each is about. */
export const partiesOfClues = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (PartyRow & { readonly clue: string })[]> =>
  // (Clue)-[:CLUE_ABOUT]->(Party)
  run(
    `UNWIND $ids AS id MATCH (k:Clue {id: id})-[:CLUE_ABOUT]->(p:Party)
     RETURN k.id AS clue, p.id AS id, p.name AS name, coalesce(p.names, []) AS names, p.kind AS kind, p.mentions AS mentions ORDER BY clue, id`,
    { ids },
  );
