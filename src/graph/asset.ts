/** Assets, what documents say of them, and the seizures that lie on them. */
import { inOrder, stated, statedColumn, type Stated } from './at.js';
import type { Named, Owned } from './claim.js';
import type { Run } from './engine.js';
import { each, ids as idsOf, propsOf, rowsOf, told } from './row.js';

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

interface AssetOwner extends Named {
  readonly document: string;
  readonly at: string | null;
}

export interface AssetRow {
  readonly props: { readonly id: string; readonly kind?: string; readonly certificateNumber?: string };
  readonly descriptions: readonly AssetDescription[];
  readonly stated: readonly Stated[];
  readonly owners: readonly AssetOwner[];
  readonly seizures: readonly string[];
  readonly securities: readonly string[];
}

/** What is told of the asset bound as `n`. */
export const asset = {
  props: propsOf<AssetRow['props']>('n', 'Asset'),
  descriptions: each(
    '(n)<-[x:DESCRIBES]-(d:Document)',
    told<AssetDescription>({
      document: 'd.id',
      description: 'x.description',
      location: 'x.location',
      states: 'x.states',
      value: 'x.value',
      at: 'x.at',
      fetchedAt: 'd.fetchedAt',
      date: 'd.date',
      source: 'd.source',
    }),
    inOrder((one) => one.document),
  ),
  stated,
  owners: each(
    '(n)<-[x:OWNS]-(y:Mention)-[:OF]->(q:Party)',
    told<AssetOwner>({ mention: 'y.id', party: 'q.id', name: 'y.name', kind: 'y.kind', document: 'y.document', at: 'x.at' }), // prettier-ignore
    inOrder((owner) => owner.mention),
  ),
  seizures: idsOf('(n)<-[:SEIZES]-(z:Seizure)', 'z'),
  securities: idsOf('(n)<-[:OVER]-(z:Security)', 'z'),
} as const;

/** Input: asset ids. */
export const assetsById = (run: Run, ids: readonly string[]): Promise<readonly AssetRow[]> =>
  rowsOf(run, 'UNWIND $ids AS id MATCH (n:Asset {id: id})', told<AssetRow>(asset), { ids });

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

const toSeizureRow = <R extends SeizureRow>(row: R): R => ({
  ...row,
  assets: [...row.assets].sort(),
  cases: [...row.cases].sort(),
  customers: [...row.customers].sort(),
});

/** Input: seizure ids. */
export const seizuresById = async (run: Run, ids: readonly string[]): Promise<readonly SeizureRow[]> =>
  (await run<SeizureRow>(`UNWIND $ids AS id MATCH (n:Seizure {id: id}) RETURN ${seizureColumns}`, { ids })).map(
    toSeizureRow,
  );

/** Input: customer ids. Output: our own measures against them. */
export const seizuresOfCustomers = async (run: Run, ids: readonly string[]): Promise<readonly Owned<SeizureRow>[]> =>
  (
    await run<Owned<SeizureRow>>(
      `UNWIND $ids AS id MATCH (c0:Customer {id: id})<-[:SEIZED_FOR]-(n:Seizure)
       RETURN c0.id AS owner, ${seizureColumns}, n.id AS id ORDER BY id`,
      { ids },
    )
  ).map(toSeizureRow);
