/** What our own file tells of where we stand with a customer: our cases, what is owed and paid, who was contacted. */
import type { Run } from './engine.js';

export interface OurCase {
  readonly stage: string | null;
  readonly caseNumber: string | null;
  readonly court: string | null;
  readonly filedOn: string | null;
  readonly effectiveOn: string | null;
  /** Ids of its court cases, where documents of it are known. */
  readonly cases: readonly string[];
}

export interface OwedLoan {
  readonly principal: number | null;
  readonly balance: number | null;
  readonly currency: string | null;
  readonly fetchedAt: readonly (string | null)[];
  readonly payments: readonly { readonly on: string | null; readonly amount: number | null }[];
}

export interface ContactWith {
  readonly on: string | null;
  readonly whom: string | null;
}

export interface StandingRow {
  readonly customer: string;
  /** Parties that borrowed, in the file's words or not: all but guarantors. */
  readonly borrowers: readonly string[];
  readonly ourCases: readonly OurCase[];
  readonly loans: readonly OwedLoan[];
  readonly contacts: readonly ContactWith[];
}

interface Answered extends Omit<StandingRow, 'ourCases' | 'loans'> {
  readonly ourCases: readonly (Omit<OurCase, 'cases'> & { readonly id: string })[];
  readonly courtCases: readonly { readonly ours: string; readonly id: string }[];
  readonly loans: readonly (Omit<OwedLoan, 'fetchedAt' | 'payments'> & { readonly id: string })[];
  readonly stated: readonly { readonly loan: string; readonly fetchedAt: string | null }[];
  readonly payments: readonly {
    readonly loan: string;
    readonly id: string;
    readonly on: string | null;
    readonly amount: number | null;
  }[];
}

/** Input: customer ids. Output: those that exist. */
export async function standingsOf(run: Run, ids: readonly string[]): Promise<readonly StandingRow[]> {
  //                 (OurCase)-[:BY_CASE]->(CourtCase)
  //                    v [:AGAINST]
  // (Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY]-(Loan)<-[:REPAYS]-(Payment)
  //                    ^ [:CONTACTED]
  //                 (ContactMade)
  const rows = await run<Answered>(
    `UNWIND $ids AS id MATCH (n:Customer {id: id})
     RETURN n.id AS customer,
            [(n)<-[r:IS_CUSTOMER]-(m:Mention)-[:OF]->(p:Party) WHERE coalesce(r.role, '') <> 'guarantor' | p.id] AS borrowers,
            [(n)<-[:AGAINST]-(o:OurCase) | {id: o.id, stage: o.stage, caseNumber: o.caseNumber, court: o.court, filedOn: o.filedOn, effectiveOn: o.effectiveOn}] AS ourCases,
            [(n)<-[:AGAINST]-(o:OurCase)-[:BY_CASE]->(k:CourtCase) | {ours: o.id, id: k.id}] AS courtCases,
            [(n)<-[:OWED_BY]-(l:Loan) | {id: l.id, principal: l.principal, balance: l.balance, currency: l.currency}] AS loans,
            [(n)<-[:OWED_BY]-(l:Loan)<-[:STATES]-(d:Document) | {loan: l.id, fetchedAt: d.fetchedAt}] AS stated,
            [(n)<-[:OWED_BY]-(l:Loan)<-[:REPAYS]-(y:Payment) | {loan: l.id, id: y.id, on: y.on, amount: y.amount}] AS payments,
            [(n)<-[:CONTACTED]-(x:ContactMade) | {on: x.on, whom: x.whom}] AS contacts`,
    { ids },
  );
  return rows.map(({ courtCases, stated, payments, ...row }) => ({
    ...row,
    ourCases: once(row.ourCases).map(({ id, ...ours }) => ({
      ...ours,
      cases: courtCases.filter((one) => one.ours === id).map((one) => one.id),
    })),
    loans: once(row.loans).map(({ id, ...loan }) => ({
      ...loan,
      fetchedAt: stated.filter((one) => one.loan === id).map((one) => one.fetchedAt),
      payments: once(payments.filter((one) => one.loan === id)),
    })),
  }));
}

/** A link that several documents state is there as often; what it leads to counts once, in order of id. */
const once = <N extends { readonly id: string }>(nodes: readonly N[]): N[] =>
  [...new Map(nodes.map((node) => [node.id, node])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
