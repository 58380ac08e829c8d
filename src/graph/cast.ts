/** Who stands in a customer's file, and every mention of the same parties elsewhere: where each clue rule begins. */
import type { Run } from './engine.js';

/** What identifies a mention. */
export interface MentionIdentity {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: 'person' | 'organization';
  readonly document: string;
  readonly at: string | null;
  readonly roles: readonly string[] | null;
  readonly idNumber: string | null;
  readonly creditCode: string | null;
  readonly orgCode: string | null;
  readonly registrationNumber: string | null;
}

const identity = (m: string): string =>
  `${m} {.id, .name, .nameKey, .kind, .document, .at, .roles, .idNumber, .creditCode, .orgCode, .registrationNumber}`;

export interface FileMentionRow {
  readonly customer: string;
  /** The bank's own number of the customer. */
  readonly number: string | null;
  readonly role: 'borrower' | 'guarantor';
  /** Link to the party: OF, or POSSIBLY where that is not sure. */
  readonly link: 'OF' | 'POSSIBLY';
  readonly party: string;
  readonly own: MentionIdentity;
}

/** Input: customer ids. Output: borrowers and guarantors as the file names them, with their parties; in any order. */
export const fileMentions = (run: Run, ids: readonly string[]): Promise<readonly FileMentionRow[]> =>
  // (Customer)<-[:IS_CUSTOMER]-(Mention)-[:OF|POSSIBLY]->(Party)
  // (Customer)<-[:FOR_DEBTOR]-(Security)<-[:PROVIDES]-(Mention)-[:OF|POSSIBLY]->(Party)
  run<FileMentionRow>(
    `UNWIND $ids AS id MATCH (c:Customer {id: id})<-[r:IS_CUSTOMER]-(m:Mention)-[l:OF|POSSIBLY]->(p:Party)
     WHERE r.role IN ['borrower', 'coBorrower', 'guarantor']
     RETURN c.id AS customer, c.number AS number, CASE WHEN r.role = 'guarantor' THEN 'guarantor' ELSE 'borrower' END AS role, type(l) AS link, p.id AS party, ${identity('m')} AS own
     UNION ALL
     UNWIND $ids AS id MATCH (c:Customer {id: id})<-[:FOR_DEBTOR]-(g:Security {kind: 'guarantee'})<-[:PROVIDES]-(m:Mention)-[l:OF|POSSIBLY]->(p:Party)
     RETURN c.id AS customer, c.number AS number, 'guarantor' AS role, type(l) AS link, p.id AS party, ${identity('m')} AS own`,
    { ids },
  );

export interface PartyMentionRow {
  readonly party: string;
  readonly link: 'OF' | 'POSSIBLY';
  readonly mention: MentionIdentity;
}

/** Input: party ids. Output: all mentions that are, or may be, these parties; in order of mention. */
export const mentionsThatMayBe = (run: Run, ids: readonly string[]): Promise<readonly PartyMentionRow[]> =>
  // (Party)<-[:OF|POSSIBLY]-(Mention)
  run<PartyMentionRow>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[l:OF|POSSIBLY]-(m:Mention)
     RETURN p.id AS party, type(l) AS link, ${identity('m')} AS mention, m.id AS mentionId ORDER BY party, mentionId`,
    { ids },
  );

/** Output: how many customers the loan file has. */
export const countCustomers = async (run: Run): Promise<number> =>
  (await run<{ customers: number }>('MATCH (c:Customer) RETURN count(c) AS customers'))[0]?.customers ?? 0;

/**
 * Input: party ids, and how many customers there are. Output: customers in whose file they stand or may stand. The way
 * begins at the shorter side: a bank is named in every other document, so that from it the way grows with the graph;
 * from the customers it does not.
 */
export async function customersOfParties(
  run: Run,
  ids: readonly string[],
  customers: number,
): Promise<readonly string[]> {
  const [parties] = await run<{ mentions: number }>(
    'UNWIND $ids AS id MATCH (p:Party {id: id}) RETURN sum(p.mentions) AS mentions',
    { ids },
  );
  // (Party)<-[:OF|POSSIBLY]-(Mention)-[:IS_CUSTOMER]->(Customer)
  // (Party)<-[:OF|POSSIBLY]-(Mention)-[:PROVIDES]->(Security)-[:FOR_DEBTOR]->(Customer)
  const rows = await run<{ id: string }>(
    (parties?.mentions ?? 0) < customers
      ? `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF|POSSIBLY]-(m:Mention)-[:IS_CUSTOMER]->(c:Customer) RETURN DISTINCT c.id AS id
         UNION
         UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF|POSSIBLY]-(m:Mention)-[:PROVIDES]->(g:Security)-[:FOR_DEBTOR]->(c:Customer) RETURN DISTINCT c.id AS id`
      : `MATCH (c:Customer)<-[:IS_CUSTOMER]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) WITH c.id AS id, p.id AS party WHERE party IN $ids RETURN DISTINCT id
         UNION
         MATCH (c:Customer)<-[:FOR_DEBTOR]-(g:Security)<-[:PROVIDES]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) WITH c.id AS id, p.id AS party WHERE party IN $ids RETURN DISTINCT id`,
    { ids },
  );
  return rows.map((row) => row.id);
}

/** Input: party ids. Output: in which customers' files each surely stands, as debtor or guarantor, with the bank's own number. */
export const filesOfParties = (
  run: Run,
  ids: readonly string[],
): Promise<readonly { readonly party: string; readonly customer: string; readonly number: string | null }[]> =>
  // (Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)
  // (Party)<-[:OF]-(Mention)-[:PROVIDES]->(Security {kind: 'guarantee'})-[:FOR_DEBTOR]->(Customer)
  run(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)-[r:IS_CUSTOMER]->(c:Customer)
     WHERE r.role IN ['borrower', 'coBorrower', 'guarantor'] RETURN p.id AS party, c.id AS customer, c.number AS number
     UNION
     UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)-[:PROVIDES]->(g:Security {kind: 'guarantee'})-[:FOR_DEBTOR]->(c:Customer)
     RETURN p.id AS party, c.id AS customer, c.number AS number`,
    { ids },
  );
