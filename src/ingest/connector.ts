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
import type { FetchedRecord, Pull } from './pull.js';

export type { FetchedRecord };

export interface SourceRecord extends FetchedRecord {
  readonly source: string;
  readonly fetchedAt: string;
}

/** What the hub holds already, for a dry run to compare with. */
export interface Held {
  /** Present content of this source's record; null when there is none. */
  record(key: string): Promise<Uint8Array | null>;
  /** Parties of exactly this name, as the graph knows them. */
  named(name: string): Promise<readonly NamedParty[]>;
}

export interface NamedParty {
  readonly party: string;
  readonly idNumber?: string;
  readonly creditCode?: string;
  readonly birthDate?: string;
  /** Numbers of the customers that it is, where it is one. */
  readonly customers: readonly string[];
}

/**
 * What an import would do to one record:
 *   new · changed · unchanged
 *   conflicting   contradicts another row, or the identity that the hub holds under the same number
 *   bad           cannot be read; would go to quarantine
 */
export type PreviewState = 'new' | 'changed' | 'unchanged' | 'conflicting' | 'bad';

export interface PreviewRow {
  readonly key: string;
  readonly sheet: string;
  /** Counted from 1, as spreadsheets do. */
  readonly row: number;
  readonly state: PreviewState;
  /** Columns whose content is not what the hub holds. */
  readonly changed: readonly string[];
  /** What is wrong and what to do, without values; of rows that can be read, what would be left out. */
  readonly notes: readonly { readonly zh: string; readonly en: string }[];
  /** Parties of the same name that no identifier proves to be the same: the import would keep them apart. */
  readonly homonyms: readonly string[];
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  readonly unknownColumns: readonly { readonly sheet: string; readonly column: string }[];
  readonly unknownSheets: readonly string[];
}

export interface Connector {
  readonly name: string;
  /** One sentence that a lawyer understands. */
  readonly describes: { readonly zh: string; readonly en: string };
  readonly legalBasis: 'public' | 'contract' | 'courtOrder' | 'vendorLicence';
  /** Whether a record that a complete run no longer shows is withdrawn, or whether its absence says nothing. */
  readonly absence: 'withdrawn' | 'unknown';
  /** Tables of the source, where the key of a record is `table/row`: a row that cannot be read leaves the other tables known. */
  readonly tables?: readonly string[];
  /** Raised when the reader reads better: records read by an older version are read again. */
  readonly version: string;
  /** Records of the files and folders at `path`; a file that cannot be opened or split comes as one record that extract refuses. */
  fetch(path: string): AsyncIterable<FetchedRecord>;
  /**
   * How the source is asked over the network, from the settings that belong to it under their whole names
   * (CLUEGRAPH_CRM_URL); null when nothing is set. Asks nobody. Throws ConfigError that names the missing variable.
   */
  configure?(settings: Readonly<Record<string, string>>): Pull | null;
  /** A dry run: what `fetch` of this path would change. Writes nothing. */
  preview?(path: string, held: Held): Promise<Preview>;
  /** An XLSX workbook to be filled in, for sources that are filled in by people. */
  template?(): Promise<Uint8Array>;
  /** The texts that spans of this record point into. Throws BadRecordError. */
  parts(record: SourceRecord): Parts;
  /** What the record states. Throws BadRecordError, whose code is the reason of its quarantine. */
  extract(record: SourceRecord): Reading;
}
