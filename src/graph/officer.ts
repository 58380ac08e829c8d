/** Who represents whom, and how people are reached. */
import { inOrder } from './at.js';
import type { Named } from './claim.js';
import type { Run } from './engine.js';

export interface OfficerRow extends Named {
  /** The mention asked by; `role` says what it is to the other, which is named. */
  readonly owner: string;
  readonly role: 'represents' | 'representedBy';
  readonly title: string | null;
  /** Document of the mention. */
  readonly document: string;
  readonly at: string | null;
}

const officerColumns =
  'x.id AS mention, party.id AS party, x.name AS name, x.kind AS kind, r.title AS title, m.document AS document, r.at AS at';

/** Input: mention ids. Output: whom they represent (`represents`) and who represents them (`representedBy`). */
export const officersOfMentions = async (run: Run, ids: readonly string[]): Promise<readonly OfficerRow[]> => {
  // (Mention)-[:LEGAL_REPRESENTATIVE_OF]->(Mention)-[:OF]->(Party)
  const rows = await run<OfficerRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[r:LEGAL_REPRESENTATIVE_OF]->(x:Mention)-[:OF]->(party:Party)
     RETURN m.id AS owner, 'represents' AS role, ${officerColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})<-[r:LEGAL_REPRESENTATIVE_OF]-(x:Mention)-[:OF]->(party:Party)
     RETURN m.id AS owner, 'representedBy' AS role, ${officerColumns}`,
    { ids },
  );
  return [...rows].sort(inOrder(({ owner, mention }) => `${owner} ${mention}`));
};

export interface ContactPointRow {
  readonly id: string;
  readonly kind: string | null;
  readonly value: string | null;
}

/** Input: ids of contact points. Output: those that exist. */
export const contactPointsById = (run: Run, ids: readonly string[]): Promise<readonly ContactPointRow[]> =>
  run<ContactPointRow>(
    'UNWIND $ids AS id MATCH (k:ContactPoint {id: id}) RETURN k.id AS id, k.kind AS kind, k.value AS value',
    { ids },
  );
