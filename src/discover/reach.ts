/**
 * Whom a change reaches: from nodes that changed or are gone to the customers whose clues may change. A kind of reach
 * gives parties, which lead to customers in one way; a thing that we seized leads to its customer by itself. Too many
 * customers cost time, one too few is an error.
 */
import { anyCustomer, customersOfParties } from '../graph/cast.js';
import { customersOfClues } from '../graph/clue.js';
import type { Run } from '../graph/engine.js';
import { casesAmong, customersAmong, customersMeasured, ownersAmong, partiesAmong } from '../graph/reach.js';
import { guaranteesTowards, guarantorsOfCustomers } from '../graph/ring.js';
import { disputesOf } from './dispute.js';
import type { Reach } from './rule.js';

const along: Readonly<Record<Exclude<Reach, 'ring'>, (run: Run, changed: Changed) => Promise<Iterable<string>>>> = {
  party: (run, { dirty }) => partiesAmong(run, dirty),
  dispute: (run, { papers }) => partiesAmong(run, papers),
  // A document of the dispute may seize or free a thing without naming its owner.
  asset: (run, { dirty, papers }) => ownersAmong(run, [...dirty, ...papers]),
};

interface Changed {
  readonly dirty: readonly string[];
  /** All documents of the disputes that the dirty nodes belong to. */
  readonly papers: readonly string[];
}

async function papersReached(run: Run, dirty: readonly string[]): Promise<readonly string[]> {
  const disputes = new Set((await disputesOf(run, await casesAmong(run, dirty))).values());
  return [...disputes].flatMap((dispute) => dispute.papers.map((paper) => paper.id));
}

/** `dirty` are ids of any nodes: documents, parties, cases, assets, customers, loans. */
export async function affectedBy(
  run: Run,
  reaches: ReadonlySet<Reach>,
  dirty: readonly string[],
): Promise<readonly string[]> {
  if (!dirty.length) return [];
  const customers = new Set(await customersOfClues(run, dirty));
  if (!(await anyCustomer(run))) return [...customers].sort();
  for (const customer of await customersAmong(run, dirty)) customers.add(customer);
  const parties = new Set<string>();
  const changed = { dirty, papers: reaches.has('dispute') ? await papersReached(run, dirty) : [] };
  for (const reach of reaches)
    if (reach !== 'ring') for (const party of await along[reach](run, changed)) parties.add(party);
  if (reaches.has('asset'))
    for (const customer of await customersMeasured(run, [...dirty, ...changed.papers])) customers.add(customer);
  // A ring changes where one of its parties does; each of its members guarantees, step by step, for that party.
  if (reaches.has('ring')) {
    for (const party of await guarantorsOfCustomers(run, dirty)) parties.add(party);
    for (const edge of await guaranteesTowards(run, [...parties])) parties.add(edge.guarantor);
  }
  for (const customer of await customersOfParties(run, [...parties].sort())) customers.add(customer);
  return [...customers].sort();
}
