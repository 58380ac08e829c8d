/** Seizures of one thing as documents tell of them: which is which, and which were lifted. */
import type { HoldingRow, SeizureOfAsset } from '../graph/holding.js';
import type { AssetKind } from '../model/courtDocument.js';
import type { Dispute } from './dispute.js';
import { compare } from './evidence.js';
import type { SeizureFacts } from './rule.js';

export interface Lying {
  readonly facts: SeizureFacts;
  readonly row: SeizureOfAsset;
  readonly lifted: boolean;
}

export const factsOf = (row: SeizureOfAsset, kind: AssetKind): SeizureFacts => ({
  kind,
  court: row.court ?? (row.cases.length ? row.documentCourt : null),
  caseNumber: row.caseNumber ?? (row.cases.length ? row.documentCaseNumber : null),
  from: row.from,
  until: row.until,
  waiting: row.waiting === true || (row.rank ?? 1) > 1,
  saidOn: row.date,
});

/**
 * Its own document says so, or a later one of its dispute; where nothing says by which case it was taken, any later one.
 * A document that tells of waiting seizures only, or of a waiting one beside an auction, lifts waiting ones: what is
 * auctioned is seized.
 */
export function isLifted(
  row: SeizureOfAsset,
  descriptions: HoldingRow['descriptions'],
  casesOf: (document: string) => readonly string[],
  all: readonly SeizureOfAsset[],
  disputes: ReadonlyMap<string, Dispute>,
): boolean {
  if (row.ours === true || row.customers.length) return row.state === 'released';
  const says = (document: string, state: string): boolean =>
    descriptions.some((one) => one.document === document && one.states?.includes(state));
  const lifts = (document: string): boolean => {
    const told = all.filter((one) => one.document === document);
    const waits = (one: SeizureOfAsset): boolean => one.waiting === true;
    return waits(row) || !told.some(waits) || !(told.every(waits) || says(document, 'auctioned'));
  };
  if (row.state === 'released' && lifts(row.document)) return true;
  const own = row.cases.map((id) => disputes.get(id)?.root ?? id);
  const same = (cases: readonly string[]): boolean =>
    !own.length || cases.some((id) => own.includes(disputes.get(id)?.root ?? id));
  const later = (date: string | null): boolean => date !== null && (row.date === null || date >= row.date);
  return (
    descriptions.some(
      (one) =>
        one.document !== row.document &&
        one.states?.includes('released') &&
        lifts(one.document) &&
        later(one.date) &&
        same(casesOf(one.document)),
    ) ||
    all.some(
      (one) =>
        one.id !== row.id &&
        one.state === 'released' &&
        lifts(one.document) &&
        later(one.date) &&
        same(one.cases.length ? one.cases : one.documentCases),
    )
  );
}

/** One seizure that several documents tell of counts once: the telling that says most, lifted where any later one says so. */
export function distinct(seizures: readonly Lying[], disputes: ReadonlyMap<string, Dispute>): Lying[] {
  const kept = new Map<string, Lying>();
  const says = ({ facts }: Lying): number =>
    [facts.from, facts.until, facts.court, facts.caseNumber].filter((one) => one !== null).length;
  for (const one of seizures) {
    const by = one.row.cases[0]
      ? (disputes.get(one.row.cases[0])?.root ?? one.row.cases[0])
      : `${one.facts.court ?? ''} ${one.facts.caseNumber ?? ''}`;
    const key = `${by} ${one.facts.waiting}`;
    const known = kept.get(key);
    if (!known || says(one) > says(known)) kept.set(key, one);
    if (known?.lifted && one.lifted) kept.set(key, { ...(kept.get(key) ?? one), lifted: true });
  }
  return [...kept.values()].sort(
    (a, b) =>
      Number(a.facts.waiting) - Number(b.facts.waiting) ||
      compare(a.facts.from ?? '9999', b.facts.from ?? '9999') ||
      compare(a.row.id, b.row.id),
  );
}
