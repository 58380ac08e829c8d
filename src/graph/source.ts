/** What the graph says of its sources: how much of each it holds, what it could not read, and what is still to be done. */
import type { Run } from './engine.js';

export interface SourceCount {
  readonly source: string;
  readonly records: number;
  readonly latest: string | null;
}

/** Output: records held of each source and when the latest was fetched. */
export const recordsBySource = (run: Run): Promise<readonly SourceCount[]> =>
  run<SourceCount>(
    'MATCH (r:Record) RETURN r.source AS source, count(r) AS records, max(r.fetchedAt) AS latest ORDER BY source',
  );

/** Output: quarantined records by source and code. */
export const quarantinedBySource = (run: Run): Promise<readonly { source: string; code: string; records: number }[]> =>
  run('MATCH (q:Quarantine) RETURN q.source AS source, q.code AS code, count(q) AS records ORDER BY source, code');

/** Output: how many changes wait for the clue rules. */
export const waitingMarks = async (run: Run): Promise<number> =>
  (await run<{ marks: number }>('MATCH (x:Dirty) RETURN count(x) AS marks'))[0]?.marks ?? 0;

const tables = {
  parties: '(:Customer)<-[:IS_CUSTOMER]-(:Mention)',
  loans: '(:Customer)<-[:OWED_BY]-(:Loan)',
  guarantees: '(:Customer)<-[:FOR_DEBTOR]-(:Security)',
  ourCases: '(:Customer)<-[:AGAINST]-(:OurCase)',
  measures: '(:Customer)<-[:SEIZED_FOR]-(:Seizure)',
  payments: '(:Customer)<-[:REPAYS]-(:Payment)',
  contactsMade: '(:Customer)<-[:CONTACTED]-(:ContactMade)',
  contacts: '(:Customer)<-[:IS_CUSTOMER]-(:Mention)-[:REACHED_AT]->(:ContactPoint)',
} as const;

/** Output: the tables of the bank's own file of which the graph holds at least one row for any customer. */
export const tablesOfFile = (run: Run): Promise<readonly { name: keyof typeof tables }[]> =>
  run(
    Object.entries(tables)
      .map(([name, pattern]) => `MATCH ${pattern} WITH 1 AS one LIMIT 1 RETURN '${name}' AS name`)
      .join(' UNION ALL '),
  );

/** Output: numbers of nodes by type, for `status`. */
export const countsByType = (run: Run, types: readonly string[]): Promise<readonly { type: string; nodes: number }[]> =>
  run(types.map((type) => `MATCH (n:${type}) RETURN '${type}' AS type, count(n) AS nodes`).join(' UNION ALL '));
