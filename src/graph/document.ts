/** Documents and the court cases they belong to. */
import { inOrder } from './at.js';
import type { Run } from './engine.js';

/** A document as it is stored. */
export interface DocumentProps {
  readonly id: string;
  readonly kind?: string;
  readonly title?: string;
  readonly caseNumber?: string;
  readonly court?: string;
  readonly cause?: string;
  readonly procedure?: string;
  readonly date?: string;
  readonly outcomes?: readonly string[];
  readonly source?: string;
  readonly record?: string;
  readonly fetchedAt?: string;
  readonly at?: string;
}

export interface DocumentRow {
  readonly document: DocumentProps;
  readonly cases: readonly string[];
  readonly cites: readonly { readonly id: string; readonly relation: string | null }[];
}

const documentColumns =
  'properties(d) AS document, [(d)-[:OF_CASE]->(c:CourtCase) | c.id] AS cases, [(d)-[r:CITES]->(c:CourtCase) | {id: c.id, relation: r.relation}] AS cites';

/** Input: document ids. Output: those that exist. */
export const documentsById = async (run: Run, ids: readonly string[]): Promise<readonly DocumentRow[]> =>
  (await run<DocumentRow>(`UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN ${documentColumns}`, { ids })).map(
    (row) => ({ ...row, cases: [...row.cases].sort(), cites: [...row.cites].sort(inOrder((cited) => cited.id)) }),
  );

export interface NamedRow {
  readonly document: string;
  readonly mention: string;
  readonly party: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
  readonly roles: readonly string[];
}

/** Input: document ids. Output: the parties that each names. */
export const namedInDocuments = (run: Run, ids: readonly string[]): Promise<readonly NamedRow[]> =>
  // (Document)-[:NAMES]->(Mention)-[:OF]->(Party)
  run<NamedRow>(
    `UNWIND $ids AS id MATCH (d:Document {id: id})-[:NAMES]->(m:Mention)-[:OF]->(p:Party)
     RETURN d.id AS document, m.id AS mention, p.id AS party, m.name AS name, m.kind AS kind, coalesce(m.roles, []) AS roles ORDER BY mention`,
    { ids },
  );

export interface CaseRow {
  readonly id: string;
  readonly caseNumber: string;
  readonly year: number | null;
  readonly courtCode: string | null;
  readonly typeCode: string | null;
  readonly stage: string | null;
  /** Ids of the documents of the case, and of those that cite it. */
  readonly documents: readonly string[];
  readonly citedBy: readonly string[];
}

/** Input: case ids. Output: those that exist. */
export const casesById = async (run: Run, ids: readonly string[]): Promise<readonly CaseRow[]> => {
  // (Document)-[:OF_CASE]->(CourtCase)<-[:CITES]-(Document)
  const rows = await run<CaseRow>(
    `UNWIND $ids AS id MATCH (c:CourtCase {id: id})
     RETURN c.id AS id, c.caseNumber AS caseNumber, c.year AS year, c.courtCode AS courtCode, c.typeCode AS typeCode, c.stage AS stage,
            [(c)<-[:OF_CASE]-(d:Document) | d.id] AS documents, [(c)<-[:CITES]-(d:Document) | d.id] AS citedBy`,
    { ids },
  );
  return rows.map((row) => ({ ...row, documents: [...row.documents].sort(), citedBy: [...row.citedBy].sort() }));
};
