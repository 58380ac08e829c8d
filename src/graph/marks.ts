/** The pipeline's own marks: what is done, what is to be resolved, what is dirty, what is quarantined. */
import { randomUUID } from 'node:crypto';
import { traceparents } from '../trace.js';
import type { Run } from './engine.js';
import { createNodes, deleteNodes } from './rows.js';

/** Output: segment id -> version of the readers it was done with. */
export async function doneSegments(run: Run): Promise<Map<string, string>> {
  const rows = await run<{ id: string; version: string }>('MATCH (s:Segment) RETURN s.id AS id, s.version AS version');
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** Input: segment ids. Output: those that are done, with the version of the readers, and what became of their records. */
export const segmentsById = (
  run: Run,
  ids: readonly string[],
): Promise<readonly { id: string; version: string; records: number; quarantined: number }[]> =>
  run(
    'UNWIND $ids AS id MATCH (s:Segment {id: id}) RETURN s.id AS id, s.version AS version, s.records AS records, s.quarantined AS quarantined',
    { ids },
  );

/** Mentions that one transaction wrote or took away, and decisions that were made, and whose parties are not made anew yet. */
export interface UnresolvedMark {
  readonly id: string;
  readonly mentions: readonly string[];
  readonly decisions: readonly string[];
  /** Traceparents of the work that left it. */
  readonly traces: readonly string[];
}

/** At most `limit` marks; which ones does not matter, for who is who follows from the set. */
export const unresolvedMarks = (run: Run, limit: number): Promise<readonly UnresolvedMark[]> =>
  run<UnresolvedMark>(
    `MATCH (x:Unresolved) WITH x LIMIT ${limit} RETURN x.id AS id, coalesce(x.mentions, []) AS mentions, coalesce(x.decisions, []) AS decisions, coalesce(x.traces, []) AS traces`,
  );

export const markUnresolved = (
  run: Run,
  { mentions = [], decisions = [] }: { mentions?: readonly string[]; decisions?: readonly string[] },
): Promise<void> =>
  createNodes(
    run,
    'Unresolved',
    mentions.length || decisions.length
      ? [{ id: `unresolved_${randomUUID()}`, props: { mentions, decisions, ...traced() } }]
      : [],
  );

export const clearUnresolved = (run: Run, marks: readonly string[]): Promise<void> =>
  deleteNodes(run, 'Unresolved', marks);

/** Node ids that one transaction changed, and whose clues are not made anew yet. */
export interface DirtyMark {
  readonly id: string;
  readonly ids: readonly string[];
  /** Traceparents of the work that left it. */
  readonly traces: readonly string[];
}

/** At most `limit` marks; which ones does not matter, for clues follow from the graph. */
export const dirtyMarks = (run: Run, limit: number): Promise<readonly DirtyMark[]> =>
  run<DirtyMark>(
    `MATCH (x:Dirty) WITH x LIMIT ${limit} RETURN x.id AS id, x.ids AS ids, coalesce(x.traces, []) AS traces`,
  );

/** A mark of its own for every transaction: clearing one never clears what was marked after it was read. */
export const markDirty = (run: Run, ids: readonly string[]): Promise<void> =>
  createNodes(
    run,
    'Dirty',
    ids.length ? [{ id: `dirty_${randomUUID()}`, props: { ids: [...ids].sort(), ...traced() } }] : [],
  );

/** Whoever takes a mark up goes on in the traces of those who left it. */
function traced(): { traces?: string[] } {
  const traces = traceparents();
  return traces.length ? { traces } : {};
}

export const clearDirty = (run: Run, marks: readonly string[]): Promise<void> => deleteNodes(run, 'Dirty', marks);

export const allCustomerIds = async (run: Run): Promise<string[]> =>
  (await run<{ id: string }>('MATCH (c:Customer) RETURN c.id AS id')).map((row) => row.id);

/** How much waits to be resolved and to be discovered, and what is quarantined, by source and code. */
export async function countMarks(run: Run): Promise<{
  readonly unresolved: number;
  readonly dirty: number;
  readonly quarantined: readonly { readonly source: string; readonly code: string; readonly records: number }[];
}> {
  const count = async (label: 'Unresolved' | 'Dirty'): Promise<number> =>
    (await run<{ count: number }>(`MATCH (x:${label}) RETURN count(x) AS count`))[0]?.count ?? 0;
  const quarantined = await run<{ source: string; code: string; records: number }>(
    'MATCH (q:Quarantine) RETURN q.source AS source, q.code AS code, count(q) AS records',
  );
  return { unresolved: await count('Unresolved'), dirty: await count('Dirty'), quarantined };
}

export interface QuarantinedRow {
  readonly id: string;
  readonly source: string;
  readonly code: string;
  readonly reason: string;
  readonly version: string;
  readonly segment: string;
  readonly fetchedAt: string;
  readonly key: string;
  readonly hash: string;
}

/** Newest first. The key may be personal: show it to nobody but who may open the record. */
export const quarantined = (
  run: Run,
  filter: { code?: string; id?: string } = {},
): Promise<readonly QuarantinedRow[]> =>
  run<QuarantinedRow>(
    `MATCH (q:Quarantine) WHERE ($code IS NULL OR q.code = $code) AND ($id IS NULL OR q.id = $id)
     RETURN q.id AS id, q.source AS source, q.code AS code, q.reason AS reason, q.version AS version, q.segment AS segment,
            q.fetchedAt AS fetchedAt, q.key AS key, q.hash AS hash ORDER BY fetchedAt DESC, id`,
    { code: filter.code ?? null, id: filter.id ?? null },
  );
