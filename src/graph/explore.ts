/**
 * Steps from party to party. The graph hangs facts on mentions; a step is one such fact read from one party to another,
 * with the document that states it. `forward` starts at the party that the caption speaks of ("甲 为 乙 担保").
 */
import type { Run } from './engine.js';

export interface StepKindRow {
  readonly caption: { readonly zh: string; readonly en: string };
  readonly reverse: { readonly zh: string; readonly en: string };
  /** 0-1: how much a step of this kind says about two parties; the strength of a path is the product of its steps. */
  readonly strength: number;
  /** From (p)<-[:OF]-(m:Mention) to (n:Mention)-[:OF]->(q:Party), m first; `back` starts at the other end. */
  readonly forward: string;
  readonly back?: string;
  /** The node between the mentions, and where the step is read. */
  readonly via: string;
  readonly document: string;
  readonly at: string;
}

const table = <T extends Readonly<Record<string, StepKindRow>>>(rows: T): T => rows;

export const stepKinds = table({
  legalRepresentative: {
    caption: { zh: '是其法定代表人', en: 'legal representative of' },
    reverse: { zh: '的法定代表人是', en: 'legally represented by' },
    strength: 0.9,
    forward: '(m)-[r:LEGAL_REPRESENTATIVE_OF]->(n:Mention)',
    back: '(m)<-[r:LEGAL_REPRESENTATIVE_OF]-(n:Mention)',
    via: 'null',
    document: 'm.document',
    at: 'r.at',
  },
  mustPay: {
    caption: { zh: '应向其支付', en: 'must pay' },
    reverse: { zh: '应收其款项', en: 'is to be paid by' },
    strength: 0.8,
    forward: '(m)-[:MUST_PAY]->(v:PaymentOrder)-[:PAYABLE_TO]->(n:Mention)',
    back: '(m)<-[:PAYABLE_TO]-(v:PaymentOrder)<-[:MUST_PAY]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'v.at',
  },
  guarantees: {
    caption: { zh: '为其债务提供担保', en: 'gives security for' },
    reverse: { zh: '的债务由其担保', en: 'has its debt secured by' },
    strength: 0.8,
    forward: '(m)-[:PROVIDES]->(v:Security)-[:FOR_DEBTOR]->(n:Mention)',
    back: '(m)<-[:FOR_DEBTOR]-(v:Security)<-[:PROVIDES]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'v.at',
  },
  guaranteesCustomer: {
    caption: { zh: '为其在我行债务提供担保', en: 'gives security for the debt to our bank of' },
    reverse: { zh: '在我行债务由其担保', en: 'has its debt to our bank secured by' },
    strength: 0.8,
    forward: "(m)-[:PROVIDES]->(v:Security)-[:FOR_DEBTOR]->(:Customer)<-[:IS_CUSTOMER {role: 'borrower'}]-(n:Mention)",
    back: "(m)-[:IS_CUSTOMER {role: 'borrower'}]->(:Customer)<-[:FOR_DEBTOR]-(v:Security)<-[:PROVIDES]-(n:Mention)",
    via: 'v.id',
    document: 'm.document',
    at: 'v.at',
  },
  secures: {
    caption: { zh: '向其提供担保', en: 'gives security to' },
    reverse: { zh: '接受其担保', en: 'holds security from' },
    strength: 0.6,
    forward: '(m)-[:PROVIDES]->(v:Security)-[:TO_CREDITOR]->(n:Mention)',
    back: '(m)<-[:TO_CREDITOR]-(v:Security)<-[:PROVIDES]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'v.at',
  },
  borrowedFrom: {
    caption: { zh: '向其借款', en: 'borrowed from' },
    reverse: { zh: '借款给', en: 'lent to' },
    strength: 0.7,
    forward: '(m)-[:BORROWED]->(v:Loan)<-[:LENT]-(n:Mention)',
    back: '(m)-[:LENT]->(v:Loan)<-[:BORROWED]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'v.at',
  },
  sameCustomer: {
    caption: { zh: '同在一份客户档案', en: 'in one customer file with' },
    reverse: { zh: '同在一份客户档案', en: 'in one customer file with' },
    strength: 0.7,
    forward: '(m)-[:IS_CUSTOMER]->(v:Customer)<-[:IS_CUSTOMER]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'm.at',
  },
  coOwner: {
    caption: { zh: '共有同一财产', en: 'owns one asset with' },
    reverse: { zh: '共有同一财产', en: 'owns one asset with' },
    strength: 0.8,
    forward: '(m)-[r:OWNS]->(v:Asset)<-[:OWNS]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'r.at',
  },
  sharedContact: {
    caption: { zh: '使用同一联系方式', en: 'shares a contact point with' },
    reverse: { zh: '使用同一联系方式', en: 'shares a contact point with' },
    strength: 0.4,
    forward: '(m)-[:REACHED_AT]->(v:ContactPoint)<-[:REACHED_AT]-(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'm.at',
  },
  sameDocument: {
    caption: { zh: '见于同一文书', en: 'named in one document with' },
    reverse: { zh: '见于同一文书', en: 'named in one document with' },
    strength: 0.3,
    forward: '(m)<-[:NAMES]-(v:Document)-[:NAMES]->(n:Mention)',
    via: 'v.id',
    document: 'm.document',
    at: 'm.at',
  },
  possiblySame: {
    caption: { zh: '可能是同一主体（未核实）', en: 'may be the same party (not verified)' },
    reverse: { zh: '可能是同一主体（未核实）', en: 'may be the same party (not verified)' },
    strength: 0.1,
    forward: '(m)-[:POSSIBLY]->(q:Party)',
    back: '(p)<-[:POSSIBLY]-(m:Mention)',
    via: 'null',
    document: 'm.document',
    at: 'm.at',
  },
});

export type StepKind = keyof typeof stepKinds;
export const stepKindNames = Object.keys(stepKinds) as StepKind[];
export const stepKind = (kind: StepKind): StepKindRow => stepKinds[kind];

/** One step as one document states it. */
export interface Step {
  readonly kind: StepKind;
  /** True when it is read from the other end: `reverse` is its caption. */
  readonly back: boolean;
  readonly from: string;
  readonly to: string;
  /** Mentions of the party stepped to: the more, the more of a hub. */
  readonly mentions: number;
  readonly via: string | null;
  readonly document: string;
  readonly at: string | null;
}

interface Reading {
  readonly kind: StepKind;
  readonly back: boolean;
  /** Cypher after MATCH, from `(p…)` bound to $ids or $id to (q:Party). */
  readonly pattern: (start: string) => string;
}

/** Every way of reading the given kinds from a party, with the possibly-same link closed at its own party end. */
function readings(kinds: readonly StepKind[]): Reading[] {
  return kinds.flatMap((kind): Reading[] => {
    const { forward, back } = stepKind(kind);
    if (kind === 'possiblySame')
      return [
        { kind, back: false, pattern: (start) => `${start}<-[:OF]-(m:Mention)-[:POSSIBLY]->(q:Party)` },
        { kind, back: true, pattern: (start) => `${start}<-[:POSSIBLY]-(m:Mention)-[:OF]->(q:Party)` },
      ];
    const full = (path: string) => (start: string) =>
      `${start}<-[:OF]-(m:Mention)${path.slice('(m)'.length)}-[:OF]->(q:Party)`;
    return [
      { kind, back: false, pattern: full(forward) },
      ...(back ? [{ kind, back: true, pattern: full(back) }] : []),
    ];
  });
}

const stepColumns = (kind: StepKind, back: boolean): string => {
  const { via, document, at } = stepKind(kind);
  return `'${kind}' AS kind, ${back} AS back, p.id AS from, q.id AS to, coalesce(q.mentions, 1) AS mentions, ${via} AS via, ${document} AS document, ${at} AS at`;
};

/** Input: party ids (none of them a hub). Output: all their steps of these kinds, in one read. */
export const stepsFrom = (run: Run, ids: readonly string[], kinds: readonly StepKind[]): Promise<readonly Step[]> =>
  ids.length && kinds.length
    ? run<Step>(
        readings(kinds)
          .map(
            ({ kind, back, pattern }) =>
              `UNWIND $ids AS id MATCH ${pattern('(p:Party {id: id})')} WHERE q.id <> p.id RETURN ${stepColumns(kind, back)}`,
          )
          .join(' UNION ALL '),
        { ids },
      )
    : Promise.resolve([]);

/** Input: one party, perhaps a hub. Output: at most `limit` steps of each kind and direction, in one read. */
export const someStepsFrom = (
  run: Run,
  id: string,
  kinds: readonly StepKind[],
  limit: number,
): Promise<readonly Step[]> =>
  run<Step>(
    readings(kinds)
      .map(
        ({ kind, back, pattern }) =>
          `MATCH (p:Party {id: $id}) CALL (p) { MATCH ${pattern('(p)')} WHERE q.id <> p.id RETURN ${stepColumns(kind, back)} LIMIT $limit } RETURN kind, back, from, to, mentions, via, document, at`,
      )
      .join(' UNION ALL '),
    { id, limit },
  );

export interface NeighbourCount {
  readonly kind: StepKind;
  readonly back: boolean;
  readonly parties: number;
}

/** Input: one party. Output: parties one step away by kind and direction; of a hub at most `limit` steps are looked at. */
export const neighbourCounts = (run: Run, id: string, limit: number): Promise<readonly NeighbourCount[]> =>
  run<NeighbourCount>(
    readings(stepKindNames)
      .map(
        ({ kind, back, pattern }) =>
          `MATCH (p:Party {id: $id}) CALL (p) { MATCH ${pattern('(p)')} WHERE q.id <> p.id RETURN q.id AS other LIMIT $limit } RETURN '${kind}' AS kind, ${back} AS back, count(DISTINCT other) AS parties`,
      )
      .join(' UNION ALL '),
    { id, limit },
  );
