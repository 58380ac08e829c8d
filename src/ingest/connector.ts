/**
 * The contract of a source. Words used here:
 *
 *   record     one unit the source gives under a key of its own: a judgment, a row of a workbook
 *   parts      the record's texts, which spans point into: its body 'text', its fields, its cells
 *   reading    what the record states (src/model/reading.ts)
 *   purpose    why the bank may process it; legal basis, on what ground the source may be used
 *
 * `fetch` may talk to the world and keeps nothing; `parts` and `extract` may not talk to anybody, and give the same
 * answer for the same bytes for ever. What is left out: a connector does not resolve, store, or know the graph.
 */
import type { Parts } from '../model/span.js';
import type { Reading } from '../model/reading.js';

export interface FetchedRecord {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface SourceRecord extends FetchedRecord {
  readonly source: string;
  readonly fetchedAt: string;
}

export interface Connector {
  readonly name: string;
  /** One sentence that a lawyer understands. */
  readonly describes: { readonly zh: string; readonly en: string };
  readonly legalBasis: 'public' | 'contract' | 'courtOrder' | 'vendorLicence';
  /** Whether a record that a complete run no longer shows is withdrawn, or whether its absence says nothing. */
  readonly absence: 'withdrawn' | 'unknown';
  /** Raised when the reader reads better: records read by an older version are read again. */
  readonly version: string;
  /** Records of the files and folders at `path`; a file that cannot be opened or split comes as one record that extract refuses. */
  fetch(path: string): AsyncIterable<FetchedRecord>;
  /** The texts that spans of this record point into. Throws BadRecordError. */
  parts(record: SourceRecord): Parts;
  /** What the record states. Throws BadRecordError, whose code is the reason of its quarantine. */
  extract(record: SourceRecord): Reading;
}
