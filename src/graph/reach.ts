/** From nodes that changed to what hangs on them: steps on the way to the customers whose clues may change. */
import type { NodeType } from '../model/nodes.js';
import type { Run } from './engine.js';

/** Beginnings of ids that tell their type; an id with another beginning may be of any type. */
const beginnings: Readonly<Record<string, NodeType>> = {
  doc_: 'Document',
  party_: 'Party',
  'CourtCase:': 'CourtCase',
  asset_: 'Asset',
  customer_: 'Customer',
};

/** Input: any ids. Output: those that may be ids of such nodes, so that thousands of others are not looked up. */
export function mayBe(type: NodeType, ids: readonly string[]): readonly string[] {
  const others = Object.entries(beginnings).filter(([, of]) => of !== type);
  return ids.filter((id) => !others.some(([beginning]) => id.startsWith(beginning)));
}

/** Input: any ids. Output: those that are ids of customers, and customers that owe the loans among them. */
export const customersAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Customer)   (Loan)-[:OWED_BY]->(Customer)
  ends(
    run,
    `UNWIND $ids AS id MATCH (n:Customer {id: id}) RETURN DISTINCT n.id AS id
     UNION UNWIND $ids AS id MATCH (l:Loan {id: id})-[:OWED_BY]->(n:Customer) RETURN DISTINCT n.id AS id`,
    mayBe('Customer', ids),
  );

/** Input: document ids. Output: parties that they name, or may name. */
export const partiesNamed = (run: Run, documents: readonly string[]): Promise<readonly string[]> =>
  // (Document)-[:NAMES]->(Mention)-[:OF|POSSIBLY]->(Party)
  ends(
    run,
    'UNWIND $ids AS id MATCH (d:Document {id: id})-[:NAMES]->(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id',
    documents,
  );

/** Input: document ids. Output: assets that they describe or seize. */
export const assetsTold = (run: Run, documents: readonly string[]): Promise<readonly string[]> =>
  // (Document)-[:DESCRIBES]->(Asset)   (Document)-[:STATES]->(Seizure)-[:SEIZES]->(Asset)
  ends(
    run,
    `UNWIND $ids AS id MATCH (d:Document {id: id})-[:DESCRIBES]->(a:Asset) RETURN DISTINCT a.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(z:Seizure)-[:SEIZES]->(a:Asset) RETURN DISTINCT a.id AS id`,
    documents,
  );

/** Input: any ids. Output: parties that own, or may own, the assets among them. */
export const ownersAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Asset)<-[:OWNS]-(Mention)-[:OF|POSSIBLY]->(Party)
  ends(
    run,
    'UNWIND $ids AS id MATCH (a:Asset {id: id})<-[:OWNS]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id',
    mayBe('Asset', ids),
  );

/** Input: any ids. Output: customers for whose debts we seized the assets among them. */
export const customersMeasured = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Asset)<-[:SEIZES]-(our Seizure)-[:SEIZED_FOR]->(Customer)
  ends(
    run,
    'UNWIND $ids AS id MATCH (a:Asset {id: id})<-[:SEIZES]-(o:Seizure)-[:SEIZED_FOR]->(c:Customer) RETURN DISTINCT c.id AS id',
    mayBe('Asset', ids),
  );

const ends = async (run: Run, query: string, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length ? (await run<{ id: string }>(query, { ids })).map((row) => row.id) : [];
