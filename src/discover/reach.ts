/**
 * Whom a change reaches: from what changed or is gone to the customers whose clues may change.
 *
 *   a document   came, changed, or names somebody who is another than before (ingest/identify.ts). Papers of its dispute
 *                are reached with it, the parties they all name, the owners of the things they tell of, and whoever
 *                guarantees, step by step, for a debtor of its guarantees
 *   a party      lost a mention, or may be somebody else than before
 *   a clue       leads from what is gone to its customer: it is about the parties that it was made from
 *
 * What is gone leaves the parties, cases and things it hung on among the dirty ids (ingest/stitch.ts). Parties lead to
 * customers in one way; a thing that we seized leads to its customer by itself. Too many customers cost time, one too few
 * is an error. Nothing here walks through all mentions of a party, except towards guarantors of a debtor.
 */
import { countCustomers, customersOfParties } from '../graph/cast.js';
import { customersOfClues, customersOfCluesAbout } from '../graph/clue.js';
import { citationsOf, idsOfPapers } from '../graph/dispute.js';
import type { Run } from '../graph/engine.js';
import { assetsTold, customersAmong, customersMeasured, mayBe, ownersAmong, partiesNamed } from '../graph/reach.js';
import { guaranteedBy, guaranteesTowards } from '../graph/ring.js';
import { joined, rounds } from './dispute.js';
import type { Reach } from './rule.js';

/** `dirty` are ids of any nodes: documents, parties, cases, assets, customers, loans. */
export async function affectedBy(
  run: Run,
  reaches: ReadonlySet<Reach>,
  dirty: readonly string[],
): Promise<readonly string[]> {
  if (!dirty.length) return [];
  const customers = new Set(await customersOfClues(run, mayBe('Customer', dirty)));
  const all = await countCustomers(run);
  if (all === 0) return [...customers].sort();
  const [documents, parties] = [mayBe('Document', dirty), new Set(mayBe('Party', dirty))];
  for (const customer of await customersOfCluesAbout(run, [...parties])) customers.add(customer);
  for (const customer of await customersAmong(run, dirty)) customers.add(customer);
  const papers = reaches.has('dispute') ? await withPapers(run, documents, mayBe('CourtCase', dirty)) : documents;
  for (const party of await partiesNamed(run, papers)) parties.add(party);
  if (reaches.has('asset')) {
    // A document of the dispute may seize or free a thing without naming its owner.
    const assets = [...new Set([...mayBe('Asset', dirty), ...(await assetsTold(run, papers))])];
    for (const party of await ownersAmong(run, assets)) parties.add(party);
    for (const customer of await customersMeasured(run, assets)) customers.add(customer);
  }
  // A ring lies behind each of its debtors, and what a new guarantee or another debtor closes lies behind that one.
  if (reaches.has('ring')) {
    const debtors = await guaranteedBy(run, documents);
    for (const party of debtors) parties.add(party);
    for (const edge of await guaranteesTowards(run, debtors)) parties.add(edge.guarantor);
  }
  for (const customer of await customersOfParties(run, [...parties].sort(), all)) customers.add(customer);
  return [...customers].sort();
}

/** These documents, and all of the disputes that they and these cases belong to. */
async function withPapers(
  run: Run,
  documents: readonly string[],
  dirtyCases: readonly string[],
): Promise<readonly string[]> {
  const found = new Set(documents);
  const cases = new Set([...dirtyCases, ...(await citationsOf(run, documents)).flatMap(joined)]);
  let frontier = [...cases];
  for (let round = 0; round < rounds && frontier.length; round++) {
    const papers = (await idsOfPapers(run, frontier)).filter((id) => !found.has(id));
    for (const id of papers) found.add(id);
    frontier = (await citationsOf(run, papers)).flatMap(joined).filter((id) => !cases.has(id));
    for (const id of frontier) cases.add(id);
  }
  return [...found];
}
