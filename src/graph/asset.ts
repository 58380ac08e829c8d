/** Assets, what documents say of them, and the seizures that lie on them. */
import type { Stated } from './at.js';
import { statedColumn } from './at.js';
import type { Named, Owned } from './claim.js';
import type { Run } from './engine.js';

export interface AssetDescription {
  readonly document: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly states: readonly string[] | null;
  readonly value: number | null;
  readonly at: string | null;
  readonly fetchedAt: string | null;
  readonly date: string | null;
  readonly source: string | null;
}

export interface AssetRow {
  readonly props: { readonly id: string; readonly kind?: string; readonly certificateNumber?: string };
  readonly descriptions: readonly AssetDescription[];
  readonly stated: readonly Stated[];
  readonly owners: readonly (Named & { readonly document: string; readonly at: string | null })[];
  readonly seizures: readonly string[];
  readonly securities: readonly string[];
}

const assetColumns = [
  'properties(n) AS props',
  `[(n)<-[r:DESCRIBES]-(d:Document) | {document: d.id, description: r.description, location: r.location, states: r.states,
     value: r.value, at: r.at, fetchedAt: d.fetchedAt, date: d.date, source: d.source}] AS descriptions`,
  statedColumn,
  `[(n)<-[r:OWNS]-(x:Mention)-[:OF]->(party:Party) | {mention: x.id, party: party.id, name: x.name, kind: x.kind, document: x.document, at: r.at}] AS owners`,
  '[(n)<-[:SEIZES]-(z:Seizure) | z.id] AS seizures',
  '[(n)<-[:OVER]-(z:Security) | z.id] AS securities',
].join(', ');

/** Input: asset ids. */
export const assetsById = (run: Run, ids: readonly string[]): Promise<readonly AssetRow[]> =>
  run<AssetRow>(`UNWIND $ids AS id MATCH (n:Asset {id: id}) RETURN ${assetColumns}`, { ids });

export interface SeizureRow {
  readonly props: {
    readonly id: string;
    readonly method?: string;
    readonly waiting?: boolean;
    readonly rank?: number;
    readonly court?: string;
    readonly caseNumber?: string;
    readonly from?: string;
    readonly until?: string;
    readonly ours?: boolean;
    readonly state?: string;
    readonly at?: string;
  };
  readonly stated: readonly Stated[];
  readonly assets: readonly string[];
  readonly cases: readonly string[];
  readonly customers: readonly string[];
}

const seizureColumns = [
  'properties(n) AS props',
  statedColumn,
  '[(n)-[:SEIZES]->(a:Asset) | a.id] AS assets',
  '[(n)-[:BY_CASE]->(c:CourtCase) | c.id] AS cases',
  '[(n)-[:SEIZED_FOR]->(c:Customer) | c.id] AS customers',
].join(', ');

/** Input: seizure ids. */
export const seizuresById = (run: Run, ids: readonly string[]): Promise<readonly SeizureRow[]> =>
  run<SeizureRow>(`UNWIND $ids AS id MATCH (n:Seizure {id: id}) RETURN ${seizureColumns}`, { ids });

/** Input: customer ids. Output: our own measures against them. */
export const seizuresOfCustomers = (run: Run, ids: readonly string[]): Promise<readonly Owned<SeizureRow>[]> =>
  run(
    `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:SEIZED_FOR]-(n:Seizure) RETURN c0.id AS owner, ${seizureColumns}`,
    { ids },
  );
