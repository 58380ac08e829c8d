/** Who guarantees whom, party by party: one step of the guarantee network, against the direction of the promise. */
import type { Run } from './engine.js';

export interface GuaranteeEdge {
  readonly guarantor: string;
  readonly guarantorName: string;
  readonly debtor: string;
  readonly debtorName: string;
  readonly security: string;
  readonly document: string;
  /** Positions in the document, JSON. */
  readonly at: string | null;
  readonly date: string | null;
  readonly signedOn: string | null;
  readonly fetchedAt: string | null;
}

const columns = `q.id AS guarantor, y.name AS guarantorName, p.id AS debtor, x.name AS debtorName, g.id AS security, d.id AS document, g.at AS at,
  d.date AS date, g.signedOn AS signedOn, d.fetchedAt AS fetchedAt`;

/** Input: party ids. Output: guarantees given for them, with the party that gave each. Sure identities only. */
const guaranteesFor = (run: Run, ids: readonly string[]): Promise<readonly GuaranteeEdge[]> =>
  // (Party)<-[:OF]-(Mention)<-[:FOR_DEBTOR]-(Security)<-[:PROVIDES]-(Mention)-[:OF]->(Party)
  // (Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)<-[:FOR_DEBTOR]-(Security)<-[:PROVIDES]-(Mention)-[:OF]->(Party)
  run<GuaranteeEdge>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(x:Mention)<-[:FOR_DEBTOR]-(g:Security {kind: 'guarantee'})<-[:PROVIDES]-(y:Mention)-[:OF]->(q:Party)
     MATCH (g)<-[:STATES]-(d:Document) RETURN ${columns}
     UNION ALL
     UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(x:Mention)-[i:IS_CUSTOMER]->(c:Customer)<-[:FOR_DEBTOR]-(g:Security {kind: 'guarantee'})<-[:PROVIDES]-(y:Mention)-[:OF]->(q:Party)
     WHERE i.role IN ['borrower', 'coBorrower']
     MATCH (g)<-[:STATES]-(d:Document) RETURN ${columns}`,
    { ids },
  );

/** Input: document ids. Output: parties for whose debts they state a guarantee, and those of customers of whom they state anything. */
export const guaranteedBy = async (run: Run, documents: readonly string[]): Promise<readonly string[]> =>
  // (Document)-[:STATES]->(Security)-[:FOR_DEBTOR]->(Mention)-[:OF]->(Party)
  // (Document)-[:STATES]->(Customer)<-[:IS_CUSTOMER]-(Mention)-[:OF]->(Party)
  documents.length
    ? (
        await run<{ id: string }>(
          `UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(g:Security {kind: 'guarantee'})-[:FOR_DEBTOR]->(x:Mention)-[:OF]->(p:Party) RETURN DISTINCT p.id AS id
           UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(c:Customer)<-[:IS_CUSTOMER]-(x:Mention)-[:OF]->(p:Party) RETURN DISTINCT p.id AS id`,
          { ids: documents },
        )
      ).map((row) => row.id)
    : [];

/** How many rounds are followed; chains of guarantees longer than this are left out. */
const rounds = 40;

/** Output: every guarantee on a way to these parties; a ring through one of them lies wholly within. */
export async function guaranteesTowards(run: Run, parties: readonly string[]): Promise<readonly GuaranteeEdge[]> {
  const edges = new Map<string, GuaranteeEdge>();
  const seen = new Set(parties);
  let frontier = [...seen];
  for (let round = 0; round < rounds && frontier.length; round++) {
    const next = new Set<string>();
    for (const edge of await guaranteesFor(run, frontier)) {
      if (edge.guarantor === edge.debtor) continue;
      edges.set(`${edge.guarantor} ${edge.debtor} ${edge.security}`, edge);
      if (!seen.has(edge.guarantor)) next.add(edge.guarantor);
      seen.add(edge.guarantor);
    }
    frontier = [...next];
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

export interface GuaranteeTermsRow {
  readonly customer: string;
  readonly party: string;
  readonly security: string;
  readonly mode: string | null;
  readonly signedOn: string | null;
  readonly periodUntil: string | null;
  readonly cap: number | null;
  readonly contractNumber: string | null;
  readonly at: string | null;
  readonly document: string;
  readonly fetchedAt: string | null;
  /** Due days of the loans it secures, or the days they were called due. */
  readonly dueOn: readonly (string | null)[];
}

/** Input: customer ids. Output: guarantees for what they owe us, with their terms; in order of guarantee. */
export const guaranteesOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly GuaranteeTermsRow[]> =>
  // (Customer)<-[:FOR_DEBTOR]-(Security)<-[:PROVIDES]-(Mention)-[:OF]->(Party), (Security)-[:SECURES]->(Loan)
  run<GuaranteeTermsRow>(
    `UNWIND $ids AS id MATCH (c:Customer {id: id})<-[:FOR_DEBTOR]-(g:Security {kind: 'guarantee'})<-[:PROVIDES]-(m:Mention)-[:OF]->(p:Party)
     MATCH (g)<-[:STATES]-(d:Document)
     RETURN c.id AS customer, p.id AS party, g.id AS security, g.mode AS mode, g.signedOn AS signedOn, g.periodUntil AS periodUntil, g.cap AS cap,
            g.contractNumber AS contractNumber, g.at AS at, d.id AS document, d.fetchedAt AS fetchedAt,
            [(g)-[:SECURES]->(l:Loan) | coalesce(l.acceleratedOn, l.dueOn)] AS dueOn ORDER BY security`,
    { ids },
  );
