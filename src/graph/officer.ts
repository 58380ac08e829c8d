/** Who represents whom, how people are reached, and whose file they stand in: what hangs on a mention besides claims. */
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
export const officersOfMentions = (run: Run, ids: readonly string[]): Promise<readonly OfficerRow[]> =>
  // (Mention)-[:LEGAL_REPRESENTATIVE_OF]->(Mention)-[:OF]->(Party)
  run<OfficerRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[r:LEGAL_REPRESENTATIVE_OF]->(x:Mention)-[:OF]->(party:Party)
     RETURN m.id AS owner, 'represents' AS role, ${officerColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})<-[r:LEGAL_REPRESENTATIVE_OF]-(x:Mention)-[:OF]->(party:Party)
     RETURN m.id AS owner, 'representedBy' AS role, ${officerColumns}`,
    { ids },
  );

export interface ContactRow {
  readonly owner: string;
  readonly id: string;
  readonly kind: string | null;
  readonly value: string | null;
  readonly document: string;
  readonly at: string | null;
}

/** Input: mention ids. Output: the contact points they are reached at. */
export const contactsOfMentions = (run: Run, ids: readonly string[]): Promise<readonly ContactRow[]> =>
  // (Mention)-[:REACHED_AT]->(ContactPoint)
  run<ContactRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[:REACHED_AT]->(k:ContactPoint)
     RETURN m.id AS owner, k.id AS id, k.kind AS kind, k.value AS value, m.document AS document, m.at AS at`,
    { ids },
  );

export interface CustomerLinkRow {
  readonly owner: string;
  readonly customer: string;
  readonly role: string | null;
}

/** Input: mention ids. Output: the customers in whose file they stand, with the role they have there. */
export const customersOfMentions = (run: Run, ids: readonly string[]): Promise<readonly CustomerLinkRow[]> =>
  // (Mention)-[:IS_CUSTOMER]->(Customer)
  run<CustomerLinkRow>(
    'UNWIND $ids AS id MATCH (m:Mention {id: id})-[r:IS_CUSTOMER]->(c:Customer) RETURN m.id AS owner, c.id AS customer, r.role AS role',
    { ids },
  );
