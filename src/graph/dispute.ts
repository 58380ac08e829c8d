/** Court papers by the case numbers they belong to or cite: what joins the documents of one dispute. */
import type { Run } from './engine.js';

export interface CourtPaper {
  readonly id: string;
  readonly kind: string | null;
  readonly procedure: string | null;
  readonly date: string | null;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly cause: string | null;
  readonly outcomes: readonly string[] | null;
  /** Case keys that the outcomes act upon, where the document names them. */
  readonly targets: readonly string[] | null;
  readonly at: string | null;
  readonly fetchedAt: string | null;
  /** Case ids. */
  readonly cases: readonly string[];
  readonly cites: readonly { readonly id: string; readonly relation: string | null; readonly at: string | null }[];
  /** Everybody it names. */
  readonly named: readonly {
    readonly mention: string;
    readonly nameKey: string;
    readonly party: string;
    readonly roles: readonly string[] | null;
  }[];
}

const paperColumns = `d.id AS id, d.kind AS kind, d.procedure AS procedure, d.date AS date, d.court AS court, d.caseNumber AS caseNumber, d.cause AS cause,
  d.outcomes AS outcomes, d.targets AS targets, d.at AS at, d.fetchedAt AS fetchedAt,
  [(d)-[:OF_CASE]->(x:CourtCase) | x.id] AS cases,
  [(d)-[r:CITES]->(y:CourtCase) | {id: y.id, relation: r.relation, at: r.at}] AS cites,
  [(d)-[:NAMES]->(m:Mention)-[:OF]->(p:Party) | {mention: m.id, nameKey: m.nameKey, party: p.id, roles: m.roles}] AS named`;

/**
 * Input: case ids. Output: ids of the papers of these cases, and of those that cite them and may act upon them: appeals,
 * retrials and enforcement. A paper that only mentions a case is left out: landmark cases are mentioned by thousands.
 */
export async function idsOfPapers(run: Run, cases: readonly string[]): Promise<readonly string[]> {
  if (!cases.length) return [];
  // (CourtCase)<-[:OF_CASE]-(Document)
  const own = await run<{ id: string }>(
    'UNWIND $cases AS id MATCH (k:CourtCase {id: id})<-[:OF_CASE]-(d:Document) RETURN DISTINCT d.id AS id',
    { cases },
  );
  // (CourtCase)<-[:CITES]-(Document)
  const citing = await run<{ id: string }>(
    `UNWIND $cases AS id MATCH (k:CourtCase {id: id})<-[c:CITES]-(d:Document)
     WHERE c.relation IN ['appealOf', 'retrialOf', 'enforces', 'objectsTo'] OR d.procedure IN ['enforcement', 'retrial'] OR k.caseNumber IN d.targets
     RETURN DISTINCT d.id AS id`,
    { cases },
  );
  return [...new Set([...own, ...citing].map((row) => row.id))].sort();
}

/** Input: document ids. Output: those that exist, in order of id. */
export async function papersById(run: Run, ids: readonly string[]): Promise<readonly CourtPaper[]> {
  const documents = [...new Set(ids)].sort();
  return documents.length
    ? run<CourtPaper>(`UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN ${paperColumns}`, { ids: documents })
    : [];
}

/** What joins a paper to the other papers of its dispute. */
export type Citations = Pick<CourtPaper, 'procedure' | 'targets' | 'cases' | 'cites'>;

/** Input: document ids. Output: of those that exist, what joins them to others. */
export const citationsOf = async (run: Run, ids: readonly string[]): Promise<readonly Citations[]> =>
  // (Document)-[:OF_CASE|CITES]->(CourtCase)
  ids.length
    ? run<Citations>(
        `UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.procedure AS procedure, d.targets AS targets,
           [(d)-[:OF_CASE]->(x:CourtCase) | x.id] AS cases, [(d)-[r:CITES]->(y:CourtCase) | {id: y.id, relation: r.relation, at: r.at}] AS cites`,
        { ids },
      )
    : [];

export interface BankruptcyPaper {
  readonly party: string;
  readonly kind: string | null;
  readonly roles: readonly string[] | null;
  readonly others: readonly (readonly string[] | null)[];
  readonly document: string;
  readonly date: string | null;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly outcomes: readonly string[] | null;
}

/** Input: party ids. Output: bankruptcy papers that surely name them, oldest first. */
export const bankruptcyPapers = (run: Run, ids: readonly string[]): Promise<readonly BankruptcyPaper[]> =>
  // (Party)<-[:OF]-(Mention)<-[:NAMES]-(Document {procedure: 'bankruptcy'})
  run<BankruptcyPaper>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)<-[:NAMES]-(d:Document {procedure: 'bankruptcy'})
     RETURN p.id AS party, m.kind AS kind, m.roles AS roles, [(d)-[:NAMES]->(x:Mention) WHERE x.id <> m.id | x.roles] AS others,
            d.id AS document, d.date AS date, d.court AS court, d.caseNumber AS caseNumber, d.outcomes AS outcomes ORDER BY date, document`,
    { ids },
  );

export interface PayableRow {
  /** The payee. */
  readonly mention: string;
  readonly order: string;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly at: string | null;
  readonly document: string;
  readonly cases: readonly string[];
  readonly payers: readonly {
    readonly mention: string;
    readonly name: string;
    readonly party: string;
    readonly principal: boolean | null;
    readonly at: string | null;
  }[];
  readonly payees: readonly string[];
  /** Orders of the same document by which the payee must pay. */
  readonly owes: readonly string[];
}

/** Input: mention ids. Output: orders by which they are paid, with the document that states each; in order of order. */
export const ordersPayableTo = (run: Run, ids: readonly string[]): Promise<readonly PayableRow[]> =>
  // (payee:Mention)<-[:PAYABLE_TO]-(PaymentOrder)<-[:MUST_PAY]-(Mention)-[:OF]->(Party)
  run<PayableRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})<-[:PAYABLE_TO]-(o:PaymentOrder)<-[:STATES]-(d:Document)
     RETURN m.id AS mention, o.id AS order, o.amount AS amount, o.currency AS currency, o.at AS at, d.id AS document,
            [(d)-[:OF_CASE]->(k:CourtCase) | k.id] AS cases,
            [(o)<-[r:MUST_PAY]-(x:Mention)-[:OF]->(q:Party) | {mention: x.id, name: x.name, party: q.id, principal: r.principal, at: r.at}] AS payers,
            [(o)-[:PAYABLE_TO]->(y:Mention) | y.id] AS payees, [(m)-[:MUST_PAY]->(z:PaymentOrder) | z.id] AS owes ORDER BY order, mention`,
    { ids },
  );

export interface EnforcementRow extends CourtPaper {
  /** The applicant. */
  readonly mention: string;
  readonly against: readonly { readonly party: string; readonly name: string }[];
}

/** Input: mention ids. Output: enforcement papers that name them as applicant, not as judgment debtor; in order of date. */
export const enforcementCasesOf = (run: Run, ids: readonly string[]): Promise<readonly EnforcementRow[]> =>
  // (Mention)<-[:NAMES]-(Document {procedure: 'enforcement'})-[:NAMES]->(Mention)-[:OF]->(Party)
  run<EnforcementRow>(
    `UNWIND $ids AS id MATCH (a:Mention {id: id})<-[:NAMES]-(d:Document {procedure: 'enforcement'})
     WHERE 'enforcementApplicant' IN a.roles AND NOT 'judgmentDebtor' IN a.roles
     RETURN a.id AS mention, ${paperColumns}, [(d)-[:NAMES]->(x:Mention)-[:OF]->(q:Party) WHERE 'judgmentDebtor' IN x.roles | {party: q.id, name: x.name}] AS against
     ORDER BY date, id`,
    { ids },
  );

export interface PendingRow extends CourtPaper {
  /** The plaintiff. */
  readonly mention: string;
  readonly against: readonly { readonly party: string; readonly name: string; readonly at: string | null }[];
}

/**
 * Input: mention ids. Output: first-instance papers that name them as plaintiff or counter-plaintiff and are no decision
 * themselves; in order of date.
 */
export const pendingSuitsOf = (run: Run, ids: readonly string[]): Promise<readonly PendingRow[]> =>
  // (Mention)<-[:NAMES]-(Document {procedure: 'first'})-[:NAMES]->(Mention)-[:OF]->(Party)
  run<PendingRow>(
    `UNWIND $ids AS id MATCH (a:Mention {id: id})<-[:NAMES]-(d:Document {procedure: 'first'})
     WHERE ('plaintiff' IN a.roles OR 'counterPlaintiff' IN a.roles) AND NOT coalesce(d.kind, '') IN ['judgment', 'mediation']
     RETURN a.id AS mention, ${paperColumns},
            [(d)-[:NAMES]->(x:Mention)-[:OF]->(q:Party) WHERE 'defendant' IN x.roles OR 'counterDefendant' IN x.roles | {party: q.id, name: x.name, at: x.at}] AS against
     ORDER BY date, id`,
    { ids },
  );
