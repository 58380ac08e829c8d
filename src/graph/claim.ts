/**
 * What is owed and what secures it: loans, security, payment orders. A row says what the thing is and who states it; who
 * stands at its ends is asked apart, for those who want to know.
 */
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

/** A row found from another: `owner` is the id of that. */
export type Owned<R> = R & { readonly owner: string };

/** A row found from a mention: `role` is the end it stands at. */
export type Held<R, Role extends string> = Owned<R> & { readonly role: Role };

export type LoanRow = Node<{
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
}>;

export type SecurityRow = Node<{
  kind?: string;
  mode?: string;
  cap?: number;
  printed?: string;
  collateral?: string;
  contractNumber?: string;
  signedOn?: string;
  periodFrom?: string;
  periodUntil?: string;
}>;

export type OrderRow = Node<{ amount?: number; currency?: string; printed?: string; joint?: boolean }>;

const columns = `properties(n) AS props, ${statedColumn}`;

const byId =
  <R>(type: 'Loan' | 'Security' | 'PaymentOrder') =>
  (run: Run, ids: readonly string[]): Promise<readonly R[]> =>
    run<R>(`UNWIND $ids AS id MATCH (n:${type} {id: id}) RETURN ${columns}`, { ids });

/** Input: ids. Output: those that exist. */
export const loansById = byId<LoanRow>('Loan');
export const securitiesById = byId<SecurityRow>('Security');
export const ordersById = byId<OrderRow>('PaymentOrder');

/** Input: customer ids. Output: what they owe us. */
export const loansOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<LoanRow>[]> =>
  run(`UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:OWED_BY]-(n:Loan) RETURN c0.id AS owner, ${columns}`, { ids });

/** Input: customer ids. Output: security for what they owe us. */
export const securitiesOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<SecurityRow>[]> =>
  run(`UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:FOR_DEBTOR]-(n:Security) RETURN c0.id AS owner, ${columns}`, {
    ids,
  });

/** One end of a loan, security or order: a mention with its party, or another node by its id. */
export interface EndRow {
  readonly node: string;
  readonly link: string;
  readonly id: string;
  readonly party: string | null;
  readonly name: string | null;
  readonly kind: Named['kind'] | null;
  /** Of who must pay: the principal debtor. */
  readonly principal: boolean | null;
}

/** Links to the mentions at the ends, and to what else stands there. */
const ends = {
  Loan: { people: ['LENT', 'BORROWED'], things: [['OWED_BY', 'Customer'], ['SECURES', 'Security']] },
  Security: {
    people: ['PROVIDES', 'FOR_DEBTOR', 'TO_CREDITOR'],
    things: [['FOR_DEBTOR', 'Customer'], ['SECURES', 'Loan'], ['OVER', 'Asset']],
  },
  PaymentOrder: { people: ['MUST_PAY', 'PAYABLE_TO'], things: [] },
} as const satisfies Record<string, { people: readonly string[]; things: readonly (readonly [string, string])[] }>; // prettier-ignore

/** Input: ids of nodes of one type. Output: what stands at their ends. */
export const endsOf =
  (type: keyof typeof ends) =>
  (run: Run, ids: readonly string[]): Promise<readonly EndRow[]> =>
    // (Loan|Security|PaymentOrder)-[]-(Mention)-[:OF]->(Party)   (Loan|Security)-[]-(Customer|Loan|Security|Asset)
    run<EndRow>(
      [
        `UNWIND $ids AS id MATCH (n:${type} {id: id})-[r:${ends[type].people.join('|')}]-(x:Mention)-[:OF]->(party:Party)
         RETURN n.id AS node, type(r) AS link, x.id AS id, party.id AS party, x.name AS name, x.kind AS kind, r.principal AS principal`,
        ...ends[type].things.map(
          ([link, other]) =>
            `UNWIND $ids AS id MATCH (n:${type} {id: id})-[r:${link}]-(x:${other})
             RETURN n.id AS node, type(r) AS link, x.id AS id, null AS party, null AS name, null AS kind, null AS principal`,
        ),
      ].join(' UNION ALL '),
      { ids },
    );

/** What hangs on a mention by one link: a loan, security, order, asset, contact point or customer, by its id. */
export interface HangingRow {
  readonly owner: string;
  readonly link: string;
  readonly id: string;
  /** In the file of a customer. */
  readonly role: string | null;
}

/** Input: mention ids. Output: what they owe, secure, own and are owed, how they are reached, whose customers they are; of the borrower of a customer's file also what the customer does. */
export const hangingOnMentions = (run: Run, ids: readonly string[]): Promise<readonly HangingRow[]> =>
  // (Mention)-[]-(Loan|Security|PaymentOrder|Asset|ContactPoint|Customer)
  // (Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY|FOR_DEBTOR]-(Loan|Security)
  run<HangingRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[r:BORROWED|LENT|PROVIDES|FOR_DEBTOR|TO_CREDITOR|MUST_PAY|PAYABLE_TO|OWNS|REACHED_AT|IS_CUSTOMER]-(n)
     RETURN m.id AS owner, type(r) AS link, n.id AS id, r.role AS role
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})-[i:IS_CUSTOMER]->(c:Customer) WHERE i.role = 'borrower' MATCH (c)<-[r:OWED_BY|FOR_DEBTOR]-(n)
     RETURN m.id AS owner, type(r) AS link, n.id AS id, null AS role`,
    { ids },
  );
