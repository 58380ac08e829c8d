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

/** Output: how many changes wait to be resolved, or for the clue rules. */
export const waitingMarks = async (run: Run): Promise<number> => {
  const [dirty, unresolved] = await Promise.all([
    run<{ marks: number }>('MATCH (x:Dirty) RETURN count(x) AS marks'),
    run<{ marks: number }>('MATCH (x:Unresolved) RETURN count(x) AS marks'),
  ]);
  return (dirty[0]?.marks ?? 0) + (unresolved[0]?.marks ?? 0);
};

const tables = {
  parties: '(:Customer)<-[:IS_CUSTOMER]-(:Mention)<-[:NAMES]-(d:Document)',
  loans: '(:Customer)<-[:OWED_BY]-(:Loan)<-[:STATES]-(d:Document)',
  guarantees: '(:Customer)<-[:FOR_DEBTOR]-(:Security)<-[:STATES]-(d:Document)',
  ourCases: '(:Customer)<-[:AGAINST]-(:OurCase)<-[:STATES]-(d:Document)',
  measures: '(:Customer)<-[:SEIZED_FOR]-(:Seizure)<-[:STATES]-(d:Document)',
  payments: '(:Customer)<-[:REPAYS]-(:Payment)<-[:STATES]-(d:Document)',
  contactsMade: '(:Customer)<-[:CONTACTED]-(:ContactMade)<-[:STATES]-(d:Document)',
  contacts: '(:ContactPoint)<-[:STATES]-(d:Document)',
  file: '(:Customer)<-[:FILE_OF]-(:CustomerFile)<-[:STATES]-(d:Document)',
} as const;

/**
 * Output: the tables of the bank's own file of which the graph holds at least one row for any customer, with the key of
 * a record of that table (null when its document has none).
 */
export const tablesOfFile = (run: Run): Promise<readonly { name: keyof typeof tables; keys: readonly string[] }[]> =>
  run(
    Object.entries(tables)
      .map(
        ([name, pattern]) =>
          `MATCH ${pattern} WITH d LIMIT 1 RETURN '${name}' AS name, [(d)<-[:OBSERVES]-(r:Record) | r.key] AS keys`,
      )
      .join(' UNION ALL '),
  );

/** The table that a row's key begins with: '还款/JJ2023' is a row of 还款. */
export const tableOf = (key: string): string => key.split(/[/#]/)[0] ?? '';

/** Output: the keys of all quarantined records of a source. */
export const quarantinedKeys = (run: Run, source: string): Promise<readonly { key: string }[]> =>
  run('MATCH (q:Quarantine {source: $source}) RETURN q.key AS key', { source });

/** Output: numbers of nodes by type, for `status`. */
export const countsByType = (run: Run, types: readonly string[]): Promise<readonly { type: string; nodes: number }[]> =>
  run(types.map((type) => `MATCH (n:${type}) RETURN '${type}' AS type, count(n) AS nodes`).join(' UNION ALL '));
