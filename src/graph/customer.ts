/** The bank's own file: customers, our cases, payments, contacts made. */
import { inOrder, statedColumn, type Stated } from './at.js';
import type { Owned } from './claim.js';
import type { Run } from './engine.js';

export interface CustomerFile {
  readonly branch: string | null;
  readonly team: string | null;
  readonly officer: string | null;
  readonly at: string | null;
  readonly document: string;
  readonly fetchedAt: string | null;
}

export interface CustomerRow {
  readonly id: string;
  readonly number: string | null;
  readonly stated: readonly Stated[];
  /** Latest fetched first. */
  readonly files: readonly CustomerFile[];
}

const customerColumns = `n.id AS id, n.number AS number, ${statedColumn},
  [(n)<-[:FILE_OF]-(f:CustomerFile)<-[:STATES]-(d:Document) | {branch: f.branch, team: f.team, officer: f.officer, at: f.at, document: d.id, fetchedAt: d.fetchedAt}] AS files`;

const byFetch = inOrder<CustomerFile>((file) => file.fetchedAt ?? '');
const byDocument = inOrder<CustomerFile>((file) => file.document);
const newestFirst = (rows: readonly CustomerRow[]): CustomerRow[] =>
  rows.map((row) => ({
    ...row,
    files: [...row.files].sort((a, b) => byFetch(b, a) || byDocument(a, b)),
  }));

/** All customers, in order of their number. */
export const allCustomers = async (run: Run): Promise<readonly CustomerRow[]> =>
  // (Customer)<-[:FILE_OF]-(CustomerFile)<-[:STATES]-(Document)
  newestFirst(await run<CustomerRow>(`MATCH (n:Customer) RETURN ${customerColumns} ORDER BY number, id`));

/** Input: customer ids. */
export const customersById = async (run: Run, ids: readonly string[]): Promise<readonly CustomerRow[]> =>
  newestFirst(
    await run<CustomerRow>(`UNWIND $ids AS id MATCH (n:Customer {id: id}) RETURN ${customerColumns}`, { ids }),
  );

/** Input: customer numbers. Output: the customers that have them. */
export const customersByNumber = async (run: Run, numbers: readonly string[]): Promise<readonly CustomerRow[]> =>
  newestFirst(
    await run<CustomerRow>(`MATCH (n:Customer) WHERE n.number IN $numbers RETURN ${customerColumns} ORDER BY id`, {
      numbers,
    }),
  );

export interface CustomerPartyRow {
  readonly customer: string;
  readonly role: string | null;
  readonly mention: string;
  readonly party: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
  readonly document: string;
  readonly at: string | null;
}

/** Input: customer ids. Output: the parties in their file: borrower, co-borrowers, guarantors. */
export const partiesOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly CustomerPartyRow[]> =>
  // (Customer)<-[:IS_CUSTOMER]-(Mention)-[:OF]->(Party)
  run<CustomerPartyRow>(
    `UNWIND $ids AS id MATCH (c:Customer {id: id})<-[r:IS_CUSTOMER]-(m:Mention)-[:OF]->(p:Party)
     RETURN c.id AS customer, r.role AS role, m.id AS mention, p.id AS party, m.name AS name, m.kind AS kind, m.document AS document, m.at AS at ORDER BY mention`,
    { ids },
  );

export interface OurCaseRow {
  readonly props: {
    readonly id: string;
    readonly caseNumber?: string;
    readonly stage?: string;
    readonly court?: string;
    readonly title?: string;
    readonly claimed?: number;
    readonly filedOn?: string;
    readonly servedOn?: string;
    readonly effectiveOn?: string;
    readonly at?: string;
  };
  readonly stated: readonly Stated[];
  readonly cases: readonly string[];
}

/** Input: customer ids. Output: our own cases against them. */
export const ourCasesOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<OurCaseRow>[]> =>
  // (Customer)<-[:AGAINST]-(OurCase)-[:BY_CASE]->(CourtCase)
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:AGAINST]-(n:OurCase)
     RETURN c0.id AS owner, properties(n) AS props, ${statedColumn}, [(n)-[:BY_CASE]->(c:CourtCase) | c.id] AS cases,
            n.caseNumber AS caseNumber, n.id AS id ORDER BY owner, caseNumber, id`,
    { ids },
  );

export interface PaymentRow {
  readonly props: {
    readonly id: string;
    readonly amount?: number;
    readonly printed?: string;
    readonly on?: string;
    readonly at?: string;
  };
  readonly stated: readonly Stated[];
  readonly loans: readonly string[];
}

const paymentColumns = `c0.id AS owner, properties(n) AS props, ${statedColumn}, [(n)-[:REPAYS]->(l:Loan) | l.id] AS loans`;

/** Input: customer ids. Output: their payments, whether booked on the customer or on one of its loans. */
export const paymentsOfCustomers = async (run: Run, ids: readonly string[]): Promise<readonly Owned<PaymentRow>[]> => {
  // (Customer)<-[:REPAYS]-(Payment)   (Customer)<-[:OWED_BY]-(Loan)<-[:REPAYS]-(Payment)
  const rows = await run<Owned<PaymentRow>>(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:REPAYS]-(n:Payment) RETURN ${paymentColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:OWED_BY]-(x:Loan)<-[:REPAYS]-(n:Payment) RETURN ${paymentColumns}`,
    { ids },
  );
  return [...rows].sort(inOrder((row) => row.props.id));
};

export interface ContactMadeRow {
  readonly props: {
    readonly id: string;
    readonly on?: string;
    readonly kind?: string;
    readonly whom?: string;
    readonly proof?: string;
    readonly result?: string;
    readonly at?: string;
  };
  readonly stated: readonly Stated[];
}

/** Input: customer ids. Output: how and when they were contacted. */
export const contactsMadeOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<ContactMadeRow>[]> =>
  // (Customer)<-[:CONTACTED]-(ContactMade)
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:CONTACTED]-(n:ContactMade)
     RETURN c0.id AS owner, properties(n) AS props, ${statedColumn}, n.id AS id ORDER BY id`,
    { ids },
  );
