/** What is owed and what secures it: loans, security, payment orders. Each row carries the people at its ends. */
import { statedColumn, type Stated } from './at.js';
import type { Run } from './engine.js';

/** A mention at the end of a link, with its party. */
export interface Named {
  readonly mention: string;
  readonly party: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
}

interface Node<P> {
  readonly props: P & { readonly id: string; readonly at?: string };
  readonly stated: readonly Stated[];
}

/** A row found from a mention or customer: `owner` is the id asked by, `role` the end it stands at. */
export type Held<R, Role extends string> = R & { readonly owner: string; readonly role: Role };

/** Column of the mentions that `pattern` binds as x. */
const named = (pattern: string, column: string): string =>
  `[${pattern}-[:OF]->(party:Party) | {mention: x.id, party: party.id, name: x.name, kind: x.kind}] AS ${column}`;

export interface LoanRow extends Node<{
  number?: string;
  contractNumber?: string;
  principal?: number;
  balance?: number;
  currency?: string;
  printed?: string;
  signedOn?: string;
  dueOn?: string;
  defaultedOn?: string;
  acceleratedOn?: string;
}> {
  readonly lenders: readonly Named[];
  readonly borrowers: readonly Named[];
  readonly customers: readonly string[];
  readonly securities: readonly string[];
}

const loanColumns = [
  'properties(n) AS props',
  statedColumn,
  named('(n)<-[:LENT]-(x:Mention)', 'lenders'),
  named('(n)<-[:BORROWED]-(x:Mention)', 'borrowers'),
  '[(n)-[:OWED_BY]->(c:Customer) | c.id] AS customers',
  '[(n)<-[:SECURES]-(z:Security) | z.id] AS securities',
].join(', ');

/** Input: loan ids. */
export const loansById = (run: Run, ids: readonly string[]): Promise<readonly LoanRow[]> =>
  run<LoanRow>(`UNWIND $ids AS id MATCH (n:Loan {id: id}) RETURN ${loanColumns}`, { ids });

/** Input: mention ids. Output: loans they took or gave, also as the borrower of a customer's file. */
export const loansOfMentions = (
  run: Run,
  ids: readonly string[],
): Promise<readonly Held<LoanRow, 'borrower' | 'lender'>[]> =>
  run(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[:BORROWED]->(n:Loan) RETURN m.id AS owner, 'borrower' AS role, ${loanColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})-[:LENT]->(n:Loan) RETURN m.id AS owner, 'lender' AS role, ${loanColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})-[i:IS_CUSTOMER]->(:Customer)<-[:OWED_BY]-(n:Loan) WHERE i.role = 'borrower'
     RETURN m.id AS owner, 'borrower' AS role, ${loanColumns}`,
    { ids },
  );

/** Input: customer ids. Output: what they owe us. */
export const loansOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Held<LoanRow, 'borrower'>[]> =>
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:OWED_BY]-(n:Loan) RETURN c0.id AS owner, 'borrower' AS role, ${loanColumns}`,
    { ids },
  );

export interface SecurityRow extends Node<{
  kind?: string;
  mode?: string;
  cap?: number;
  printed?: string;
  collateral?: string;
  contractNumber?: string;
  signedOn?: string;
  periodFrom?: string;
  periodUntil?: string;
}> {
  readonly providers: readonly Named[];
  readonly debtors: readonly Named[];
  readonly debtorCustomers: readonly string[];
  readonly creditors: readonly Named[];
  readonly loans: readonly string[];
  readonly assets: readonly string[];
}

const securityColumns = [
  'properties(n) AS props',
  statedColumn,
  named('(n)<-[:PROVIDES]-(x:Mention)', 'providers'),
  named('(n)-[:FOR_DEBTOR]->(x:Mention)', 'debtors'),
  '[(n)-[:FOR_DEBTOR]->(c:Customer) | c.id] AS debtorCustomers',
  named('(n)-[:TO_CREDITOR]->(x:Mention)', 'creditors'),
  '[(n)-[:SECURES]->(l:Loan) | l.id] AS loans',
  '[(n)-[:OVER]->(a:Asset) | a.id] AS assets',
].join(', ');

/** Input: security ids. */
export const securitiesById = (run: Run, ids: readonly string[]): Promise<readonly SecurityRow[]> =>
  run<SecurityRow>(`UNWIND $ids AS id MATCH (n:Security {id: id}) RETURN ${securityColumns}`, { ids });

/** Input: mention ids. Output: security they provide, that secures their debts, or that they hold as creditor. */
export const securitiesOfMentions = (
  run: Run,
  ids: readonly string[],
): Promise<readonly Held<SecurityRow, 'provider' | 'debtor' | 'creditor'>[]> =>
  run(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[:PROVIDES]->(n:Security) RETURN m.id AS owner, 'provider' AS role, ${securityColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})<-[:FOR_DEBTOR]-(n:Security) RETURN m.id AS owner, 'debtor' AS role, ${securityColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})-[i:IS_CUSTOMER]->(:Customer)<-[:FOR_DEBTOR]-(n:Security) WHERE i.role = 'borrower'
     RETURN m.id AS owner, 'debtor' AS role, ${securityColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})<-[:TO_CREDITOR]-(n:Security) RETURN m.id AS owner, 'creditor' AS role, ${securityColumns}`,
    { ids },
  );

/** Input: customer ids. Output: security for what they owe us. */
export const securitiesOfCustomers = (
  run: Run,
  ids: readonly string[],
): Promise<readonly Held<SecurityRow, 'debtor'>[]> =>
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:FOR_DEBTOR]-(n:Security) RETURN c0.id AS owner, 'debtor' AS role, ${securityColumns}`,
    { ids },
  );

export interface OrderRow extends Node<{ amount?: number; currency?: string; printed?: string; joint?: boolean }> {
  readonly obligors: readonly (Named & { readonly principal: boolean | null })[];
  readonly payees: readonly Named[];
}

const orderColumns = [
  'properties(n) AS props',
  statedColumn,
  '[(n)<-[r:MUST_PAY]-(x:Mention)-[:OF]->(party:Party) | {mention: x.id, party: party.id, name: x.name, kind: x.kind, principal: r.principal}] AS obligors',
  named('(n)-[:PAYABLE_TO]->(x:Mention)', 'payees'),
].join(', ');

/** Input: mention ids. Output: orders by which they must pay or are paid. */
export const ordersOfMentions = (
  run: Run,
  ids: readonly string[],
): Promise<readonly Held<OrderRow, 'obligor' | 'payee'>[]> =>
  run(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[:MUST_PAY]->(n:PaymentOrder) RETURN m.id AS owner, 'obligor' AS role, ${orderColumns}
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})<-[:PAYABLE_TO]-(n:PaymentOrder) RETURN m.id AS owner, 'payee' AS role, ${orderColumns}`,
    { ids },
  );
