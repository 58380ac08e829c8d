/** Things that mentions own, as clue rules need them: what documents say of each, who seized it, what it secures. */
import type { Run } from './engine.js';

export interface HoldingRow {
  readonly mention: string;
  readonly ownsAt: string | null;
  readonly asset: string;
  readonly kind: string | null;
  readonly certificate: string | null;
  readonly descriptions: readonly {
    readonly document: string;
    readonly date: string | null;
    readonly fetchedAt: string | null;
    readonly kind: string | null;
    readonly court: string | null;
    readonly caseNumber: string | null;
    readonly procedure: string | null;
    readonly outcomes: readonly string[] | null;
    readonly description: string | null;
    readonly location: string | null;
    readonly states: readonly string[] | null;
    readonly value: number | null;
    readonly at: string | null;
  }[];
  readonly owners: readonly { readonly party: string; readonly document: string }[];
  readonly securities: readonly {
    readonly kind: string | null;
    readonly cap: number | null;
    readonly id: string;
    readonly document: string;
  }[];
  /** Securities over it for what customers owe us. */
  readonly securedUs: readonly { readonly id: string; readonly customer: string }[];
  /** Cases that the documents which describe or encumber it belong to. */
  readonly cases: readonly { readonly document: string; readonly id: string }[];
}

const columns = `a.id AS asset, a.kind AS kind, a.certificateNumber AS certificate,
  [(a)<-[r:DESCRIBES]-(d:Document) | {document: d.id, date: d.date, fetchedAt: d.fetchedAt, kind: d.kind, court: d.court, caseNumber: d.caseNumber,
    procedure: d.procedure, outcomes: d.outcomes, description: r.description,
    location: r.location, states: r.states, value: r.value, at: r.at}] AS descriptions,
  [(a)<-[:OWNS]-(x:Mention)-[:OF]->(q:Party) | {party: q.id, document: x.document}] AS owners,
  [(a)<-[:OVER]-(g:Security)<-[:STATES]-(s:Document) | {id: g.id, kind: g.kind, cap: g.cap, document: s.id}] AS securities,
  [(a)<-[:OVER]-(g:Security)-[:FOR_DEBTOR]->(c:Customer) | {id: g.id, customer: c.id}] AS securedUs,
  [(a)<-[:DESCRIBES]-(d:Document)-[:OF_CASE]->(k:CourtCase) | {document: d.id, id: k.id}] +
  [(a)<-[:OVER]-(g:Security)<-[:STATES]-(s:Document)-[:OF_CASE]->(k:CourtCase) | {document: s.id, id: k.id}] AS cases`;

/** Input: mention ids. Output: what they own. */
export async function holdingsOf(run: Run, ids: readonly string[]): Promise<readonly HoldingRow[]> {
  if (!ids.length) return [];
  // (Mention)-[:OWNS]->(Asset)
  const owned = await run<Pick<HoldingRow, 'mention' | 'ownsAt' | 'asset'>>(
    'UNWIND $ids AS id MATCH (m:Mention {id: id})-[w:OWNS]->(a:Asset) RETURN m.id AS mention, w.at AS ownsAt, a.id AS asset',
    { ids },
  );
  if (!owned.length) return [];
  // (Asset)<-[:DESCRIBES]-(Document), (Asset)<-[:OVER]-(Security); each once, however many mentions own it
  const assets = new Map(
    (
      await run<Omit<HoldingRow, 'mention' | 'ownsAt'>>(
        `UNWIND $ids AS id MATCH (a:Asset {id: id}) RETURN ${columns}`,
        { ids: [...new Set(owned.map((row) => row.asset))].sort() },
      )
    ).map((row) => [row.asset, row]),
  );
  return owned.flatMap((row) => {
    const asset = assets.get(row.asset);
    return asset ? [{ ...asset, ...row }] : [];
  });
}

export interface SeizureOfAsset {
  readonly asset: string;
  readonly id: string;
  readonly ours: boolean | null;
  readonly waiting: boolean | null;
  readonly rank: number | null;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly state: string | null;
  readonly at: string | null;
  /** Customers for whose debt we took it. */
  readonly customers: readonly string[];
  /** Cases by which it was taken. */
  readonly cases: readonly string[];
  readonly document: string;
  readonly documentCourt: string | null;
  readonly documentCases: readonly string[];
  readonly documentCaseNumber: string | null;
  readonly date: string | null;
  readonly fetchedAt: string | null;
}

/** Input: asset ids. Output: every seizure that a document or our file states of them; in order of id. */
export const seizuresOfAssets = (run: Run, ids: readonly string[]): Promise<readonly SeizureOfAsset[]> =>
  // (Asset)<-[:SEIZES]-(Seizure)<-[:STATES]-(Document)
  run<SeizureOfAsset>(
    `UNWIND $ids AS id MATCH (a:Asset {id: id})<-[:SEIZES]-(z:Seizure)<-[:STATES]-(d:Document)
     RETURN a.id AS asset, z.id AS id, z.ours AS ours, z.waiting AS waiting, z.rank AS rank, z.court AS court, z.caseNumber AS caseNumber, z.from AS from,
            z.until AS until, z.state AS state, z.at AS at, [(z)-[:SEIZED_FOR]->(c:Customer) | c.id] AS customers, [(z)-[:BY_CASE]->(k:CourtCase) | k.id] AS cases,
            d.id AS document, d.court AS documentCourt, [(d)-[:OF_CASE]->(q:CourtCase) | q.id] AS documentCases, d.caseNumber AS documentCaseNumber,
            d.date AS date, d.fetchedAt AS fetchedAt ORDER BY id`,
    { ids },
  );

/** Input: customer ids. Output: what we seized for their debts. */
export const measuresOf = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (Omit<HoldingRow, 'mention' | 'ownsAt'> & { readonly customer: string })[]> =>
  // (Customer)<-[:SEIZED_FOR]-(Seizure)-[:SEIZES]->(Asset)
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:SEIZED_FOR]-(z:Seizure)-[:SEIZES]->(a:Asset) RETURN DISTINCT c0.id AS customer, ${columns} ORDER BY asset`,
    { ids },
  );

/** Input: case ids. Output: for those that are cases of ours the customers we sue in them. */
export async function ourCasesAmong(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  // (CourtCase)<-[:BY_CASE]-(OurCase)-[:AGAINST]->(Customer)
  const rows = await run<{ id: string; customers: readonly string[] }>(
    `UNWIND $ids AS id MATCH (k:CourtCase {id: id})<-[:BY_CASE]-(o:OurCase)
     RETURN k.id AS id, [(o)-[:AGAINST]->(c:Customer) | c.id] AS customers`,
    { ids },
  );
  const found = new Map<string, readonly string[]>();
  for (const row of rows) found.set(row.id, [...(found.get(row.id) ?? []), ...row.customers]);
  return found;
}
