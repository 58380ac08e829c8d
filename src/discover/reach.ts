/**
 * Whom a change reaches: from nodes that changed or are gone to the customers whose clues may change. A document that
 * changed comes with the parties it names, its cases and its assets, before and after (ingest/stitch.ts), so it is not
 * asked for them; papers of the same dispute that did not change are. A kind of reach gives parties, which lead to
 * customers in one way; a thing that we seized leads to its customer by itself. Too many customers cost time, one too
 * few is an error.
 */
import { anyCustomer, customersOfParties } from '../graph/cast.js';
import { customersOfClues } from '../graph/clue.js';
import { idsOfPapers, papersById } from '../graph/dispute.js';
import type { Run } from '../graph/engine.js';
import {
  assetsTold,
  casesAmong,
  customersAmong,
  customersMeasured,
  mayBe,
  ownersAmong,
  partiesNamed,
  targetsAmong,
} from '../graph/reach.js';
import { guaranteesTowards, guarantorsOfCustomers } from '../graph/ring.js';
import { caseOfKey, joined, rounds } from './dispute.js';
import type { Reach } from './rule.js';

/** `dirty` are ids of any nodes: documents, parties, cases, assets, customers, loans. */
export async function affectedBy(
  run: Run,
  reaches: ReadonlySet<Reach>,
  dirty: readonly string[],
): Promise<readonly string[]> {
  if (!dirty.length) return [];
  const customers = new Set(await customersOfClues(run, mayBe('Customer', dirty)));
  if (!(await anyCustomer(run))) return [...customers].sort();
  for (const customer of await customersAmong(run, dirty)) customers.add(customer);
  const parties = new Set(mayBe('Party', dirty));
  const papers = reaches.has('dispute') ? await papersReached(run, dirty) : [];
  for (const party of await partiesNamed(run, papers)) parties.add(party);
  if (reaches.has('asset')) {
    // A document of the dispute may seize or free a thing without naming its owner.
    const assets = [...new Set([...mayBe('Asset', dirty), ...(await assetsTold(run, papers))])];
    for (const party of await ownersAmong(run, assets)) parties.add(party);
    for (const customer of await customersMeasured(run, assets)) customers.add(customer);
  }
  // A ring changes where one of its parties does; each of its members guarantees, step by step, for that party.
  if (reaches.has('ring')) {
    for (const party of await guarantorsOfCustomers(run, mayBe('Customer', dirty))) parties.add(party);
    for (const edge of await guaranteesTowards(run, [...parties])) parties.add(edge.guarantor);
  }
  for (const customer of await customersOfParties(run, [...parties].sort())) customers.add(customer);
  return [...customers].sort();
}

/** Documents of the disputes that the dirty nodes belong to, as far as they are not dirty themselves. */
async function papersReached(run: Run, dirty: readonly string[]): Promise<readonly string[]> {
  const known = new Set(dirty);
  const cases = new Set(await casesAmong(run, dirty));
  for (const target of await targetsAmong(run, dirty)) cases.add(caseOfKey(target));
  const found: string[] = [];
  let frontier = [...cases];
  for (let round = 0; round < rounds && frontier.length; round++) {
    const papers = (await idsOfPapers(run, frontier)).filter((id) => !known.has(id));
    for (const id of papers) known.add(id);
    found.push(...papers);
    frontier = (await papersById(run, papers)).flatMap(joined).filter((id) => !cases.has(id));
    for (const id of frontier) cases.add(id);
  }
  return found;
}
