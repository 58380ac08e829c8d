import { ClueGraphError } from '../errors.js';
import { sha256 } from '../model/ids.js';
import type { Reading } from '../model/reading.js';
import { faultOf } from './check.js';
import type { Connector, SourceRecord } from './connector.js';

export type ReadOutcome =
  /** `says` is a hash of the reading: equal readings, equal hashes. */
  | { readonly ok: true; readonly reading: Reading; readonly says: string }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** Reads records, here or on other threads; same order out. */
export type ReadRecords = (records: readonly SourceRecord[]) => Promise<readonly ReadOutcome[]>;

/**
 * Reads one record. Never throws: a record that cannot be read has a code and a reason. An error that is not one of
 * ours is a fault of the reader, and its message may quote the record, so only its class is told.
 */
export function readRecord(connectors: readonly Connector[], record: SourceRecord): ReadOutcome {
  const connector = connectors.find((candidate) => candidate.name === record.source);
  if (!connector)
    return {
      ok: false,
      code: 'NO_CONNECTOR',
      reason: `没有名为“${record.source}”的连接器。请安装后重放。 / No connector is named '${record.source}'. Install it and replay.`,
    };
  try {
    const reading = connector.extract(record);
    const fault = faultOf(reading);
    return fault === null
      ? { ok: true, reading, says: sha256(JSON.stringify(reading)).slice(0, 32) }
      : { ok: false, code: 'READER_FAULT', reason: failed(fault) };
  } catch (error) {
    if (error instanceof ClueGraphError) return { ok: false, code: error.code, reason: error.message };
    return {
      ok: false,
      code: 'READER_FAULT',
      reason: failed(error instanceof Error ? error.name : typeof error),
    };
  }
}

const failed = (why: string): string =>
  `读取程序出错（${why}）。请把记录的哈希报告给维护者，修复后重放。 / The reader failed (${why}). Report the record's hash to the maintainers; replay after the fix.`;
