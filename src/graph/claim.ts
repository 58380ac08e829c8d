/**
 * What is owed and what secures it: loans, security, payment orders. A row says what the thing is and who states it; who
 * stands at its ends is asked with it or apart, for those who want to know.
 */
import { inOrder, stated, type Stated } from './at.js';
import type { Run } from './engine.js';
import { propsOf, rowsOf, told, type Told } from './row.js';

/** A mention at the end of a link, with its party. */
export interface Named {
  readonly mention: string;
  readonly party: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
}

export type ClaimType = 'Loan' | 'Security' | 'PaymentOrder';

export interface Claim<P> {
  readonly props: P & { readonly id: string; readonly at?: string };
  readonly stated: readonly Stated[];
  /** Where they were asked for with it. */
  readonly ends?: readonly EndRow[];
}

/** A row found from another: `owner` is the id of that. */
export type Owned<R> = R & { readonly owner: string };

/** A row found from a mention: `role` is the end it stands at. */
export type Held<R, Role extends string> = Owned<R> & { readonly role: Role };

export interface LoanProps {
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
}
export type LoanRow = Claim<LoanProps>;

export interface SecurityProps {
  kind?: string;
  mode?: string;
  cap?: number;
  printed?: string;
  collateral?: string;
  contractNumber?: string;
  signedOn?: string;
  periodFrom?: string;
  periodUntil?: string;
}
export type SecurityRow = Claim<SecurityProps>;

export interface OrderProps {
  amount?: number;
  currency?: string;
  printed?: string;
  joint?: boolean;
}
export type OrderRow = Claim<OrderProps>;

/** What is told of the claim bound as `n`. */
export const claim = <P extends object>(type: ClaimType) => ({
  props: propsOf<Claim<P>['props']>('n', type),
  stated,
});

const byId =
  <P extends object>(type: ClaimType) =>
  (run: Run, ids: readonly string[]): Promise<readonly Claim<P>[]> =>
    rowsOf(run, `UNWIND $ids AS id MATCH (n:${type} {id: id})`, told<Claim<P>>(claim<P>(type)), { ids });

/** Input: ids. Output: those that exist. */
export const loansById = byId<LoanProps>('Loan');
export const securitiesById = byId<SecurityProps>('Security');
export const ordersById = byId<OrderProps>('PaymentOrder');

const byCustomer =
  <P extends object>(type: ClaimType, link: string) =>
  async (run: Run, ids: readonly string[]): Promise<readonly Owned<Claim<P>>[]> =>
    (
      await rowsOf(
        run,
        `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:${link}]-(n:${type})`,
        told<Owned<Claim<P>>>({ owner: 'c0.id', ...claim<P>(type) }),
        { ids },
      )
    ).sort(inOrder((row) => row.props.id));

/** Input: customer ids. Output: what they owe us. */
export const loansOfCustomers = byCustomer<LoanProps>('Loan', 'OWED_BY');

/** Input: customer ids. Output: security for what they owe us. */
export const securitiesOfCustomers = byCustomer<SecurityProps>('Security', 'FOR_DEBTOR');

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
const links = {
  Loan: { people: ['LENT', 'BORROWED'], things: [['OWED_BY', 'Customer'], ['SECURES', 'Security']] },
  Security: {
    people: ['PROVIDES', 'FOR_DEBTOR', 'TO_CREDITOR'],
    things: [['FOR_DEBTOR', 'Customer'], ['SECURES', 'Loan'], ['OVER', 'Asset']],
  },
  PaymentOrder: { people: ['MUST_PAY', 'PAYABLE_TO'], things: [] },
} as const satisfies Record<ClaimType, { people: readonly string[]; things: readonly (readonly [string, string])[] }>; // prettier-ignore

const end = told<EndRow>({
  link: 'type(l)',
  id: 'x.id',
  party: 'q.id',
  name: 'x.name',
  kind: 'x.kind',
  principal: 'l.principal',
});
const endOrder = inOrder<EndRow>(({ link, id }) => `${link} ${id}`);

/** Of the claim bound as `n`: what stands at its ends. */
export const ends = (type: ClaimType): Told<readonly EndRow[]> => ({
  // (Loan|Security|PaymentOrder)-[]-(Mention)-[:OF]->(Party)   (Loan|Security)-[]-(Customer|Loan|Security|Asset)
  cypher: [
    `[(n)-[l:${links[type].people.join('|')}]-(x:Mention)-[:OF]->(q:Party) | ${end.cypher}]`,
    ...links[type].things.map(([link, other]) => `[(n)-[l:${link}]-(x:${other}) | [type(l), x.id]]`),
  ].join(' + '),
  read: (found: readonly never[]) => found.map(end.read).sort(endOrder),
});

const endsOf =
  (type: ClaimType) =>
  (run: Run, ids: readonly string[]): Promise<readonly EndsRow[]> =>
    rowsOf(run, `UNWIND $ids AS id MATCH (n:${type} {id: id})`, told<EndsRow>({ node: 'n.id', ends: ends(type) }), {
      ids,
    });

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
