/**
 * What is owed and what secures it: loans, security, payment orders. A row says what the thing is and who states it; who
 * stands at its ends is asked apart, for those who want to know.
 */
import { inOrder, statedColumn, type Stated } from './at.js';
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
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:OWED_BY]-(n:Loan) RETURN c0.id AS owner, ${columns}, n.id AS id ORDER BY id`,
    { ids },
  );

/** Input: customer ids. Output: security for what they owe us. */
export const securitiesOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<SecurityRow>[]> =>
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:FOR_DEBTOR]-(n:Security) RETURN c0.id AS owner, ${columns}, n.id AS id ORDER BY id`,
    {
      ids,
    },
  );

/** One end of a loan, security or order: a mention with its party, or another node by its id. */
export interface EndRow {
  readonly link: string;
  readonly id: string;
  readonly party: string | null;
  readonly name: string | null;
  readonly kind: Named['kind'] | null;
  /** Of who must pay: the principal debtor. */
  readonly principal: boolean | null;
}

export interface EndsRow {
  readonly node: string;
  readonly ends: readonly EndRow[];
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

/** Column of the claim bound as `n`: what stands at its ends. */
export const endsColumn = (type: keyof typeof ends): string =>
  // (Loan|Security|PaymentOrder)-[]-(Mention)-[:OF]->(Party)   (Loan|Security)-[]-(Customer|Loan|Security|Asset)
  [
    `[(n)-[l:${ends[type].people.join('|')}]-(x:Mention)-[:OF]->(q:Party) | {link: type(l), id: x.id, party: q.id, name: x.name, kind: x.kind, principal: l.principal}]`,
    ...ends[type].things.map(
      ([link, other]) =>
        `[(n)-[l:${link}]-(x:${other}) | {link: type(l), id: x.id, party: null, name: null, kind: null, principal: null}]`,
    ),
  ].join(' + ');

const endOrder = inOrder<EndRow>(({ link, id }) => `${link} ${id}`);
export const sortedEnds = (found: readonly EndRow[]): readonly EndRow[] => [...found].sort(endOrder);

const endsOf =
  (type: keyof typeof ends) =>
  async (run: Run, ids: readonly string[]): Promise<readonly EndsRow[]> =>
    (
      await run<EndsRow>(
        `UNWIND $ids AS id MATCH (n:${type} {id: id}) RETURN n.id AS node, ${endsColumn(type)} AS ends`,
        {
          ids,
        },
      )
    ).map(({ node, ends: found }) => ({ node, ends: sortedEnds(found) }));

/** Input: ids. Output: what stands at the ends of each. */
export const endsOfLoans = endsOf('Loan');
export const endsOfSecurities = endsOf('Security');
export const endsOfOrders = endsOf('PaymentOrder');

/** What hangs on a mention by one link: a loan, security, order, asset, contact point or customer, by its id. */
export interface HangingRow {
  readonly owner: string;
  readonly link: string;
  readonly id: string;
  /** In the file of a customer. */
  readonly role: string | null;
}

/** Input: mention ids. Output: what they owe, secure, own and are owed, how they are reached, whose customers they are; of the borrower of a customer's file also what the customer does. */
export const hangingOnMentions = async (run: Run, ids: readonly string[]): Promise<readonly HangingRow[]> => {
  // (Mention)-[]-(Loan|Security|PaymentOrder|Asset|ContactPoint|Customer)
  // (Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY|FOR_DEBTOR]-(Loan|Security)
  const rows = await run<HangingRow>(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})-[r:BORROWED|LENT|PROVIDES|FOR_DEBTOR|TO_CREDITOR|MUST_PAY|PAYABLE_TO|OWNS|REACHED_AT|IS_CUSTOMER]-(n)
     RETURN m.id AS owner, type(r) AS link, n.id AS id, r.role AS role
     UNION ALL
     UNWIND $ids AS id MATCH (m:Mention {id: id})-[i:IS_CUSTOMER]->(c:Customer) WHERE i.role = 'borrower' MATCH (c)<-[r:OWED_BY|FOR_DEBTOR]-(n)
     RETURN m.id AS owner, type(r) AS link, n.id AS id, null AS role`,
    { ids },
  );
  return [...rows].sort(hangingOrder);
};

export const hangingOrder = inOrder<Pick<HangingRow, 'id' | 'owner' | 'link'>>(
  ({ id, owner, link }) => `${id} ${owner} ${link}`,
);
