/** From nodes that changed to what hangs on them: steps on the way to the customers whose clues may change. */
import type { Run } from './engine.js';

/** Input: any ids. Output: those that are ids of customers, and customers that owe the loans among them. */
export const customersAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Customer)   (Loan)-[:OWED_BY]->(Customer)   (Document)-[:STATES]->(Customer)
  ends(
    run,
    `UNWIND $ids AS id MATCH (n:Customer {id: id}) RETURN DISTINCT n.id AS id
     UNION UNWIND $ids AS id MATCH (l:Loan {id: id})-[:OWED_BY]->(n:Customer) RETURN DISTINCT n.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(n:Customer) RETURN DISTINCT n.id AS id`,
    ids,
  );

/** Input: any ids. Output: parties among them, and parties named in the documents among them. */
export const partiesAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Party)   (Document)-[:NAMES]->(Mention)-[:OF|POSSIBLY]->(Party)
  ends(
    run,
    `UNWIND $ids AS id MATCH (p:Party {id: id}) RETURN DISTINCT p.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:NAMES]->(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id`,
    ids,
  );

/** Input: any ids. Output: court cases among them, and cases that the documents among them belong to or cite. */
export const casesAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (CourtCase)   (Document)-[:OF_CASE|CITES]->(CourtCase)
  ends(
    run,
    `UNWIND $ids AS id MATCH (k:CourtCase {id: id}) RETURN DISTINCT k.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:OF_CASE|CITES]->(k:CourtCase) RETURN DISTINCT k.id AS id`,
    ids,
  );

/** Input: any ids. Output: parties that own the assets among them, or assets that the documents among them describe or seize. */
export const ownersAmong = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Asset)<-[:OWNS]-(Mention)-[:OF|POSSIBLY]->(Party), the asset reached from itself or from (Document)-[:DESCRIBES]->, -[:STATES]->(Seizure)-[:SEIZES]->
  ends(
    run,
    `UNWIND $ids AS id MATCH (a:Asset {id: id})<-[:OWNS]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:DESCRIBES]->(a:Asset)<-[:OWNS]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(z:Seizure)-[:SEIZES]->(a:Asset)<-[:OWNS]-(m:Mention)-[:OF|POSSIBLY]->(p:Party) RETURN DISTINCT p.id AS id`,
    ids,
  );

/** Input: any ids. Output: customers for whose debts we seized the assets among them, or assets that the documents among them describe or seize. */
export const customersMeasured = (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  // (Asset)<-[:SEIZES]-(our Seizure)-[:SEIZED_FOR]->(Customer), the asset reached as above
  ends(
    run,
    `UNWIND $ids AS id MATCH (a:Asset {id: id})<-[:SEIZES]-(o:Seizure)-[:SEIZED_FOR]->(c:Customer) RETURN DISTINCT c.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:DESCRIBES]->(a:Asset)<-[:SEIZES]-(o:Seizure)-[:SEIZED_FOR]->(c:Customer) RETURN DISTINCT c.id AS id
     UNION UNWIND $ids AS id MATCH (d:Document {id: id})-[:STATES]->(z:Seizure)-[:SEIZES]->(a:Asset)<-[:SEIZES]-(o:Seizure)-[:SEIZED_FOR]->(c:Customer) RETURN DISTINCT c.id AS id`,
    ids,
  );

const ends = async (run: Run, query: string, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length ? (await run<{ id: string }>(query, { ids })).map((row) => row.id) : [];
