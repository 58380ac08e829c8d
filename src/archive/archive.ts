/**
 * THE SHELF. Everything that was ever fetched, unread and unchanged, and who saw it when.
 *
 *   blob         the bytes of one record, content-addressed (SHA-256), encrypted under a key of its own
 *   observation  "this source showed this record key with this content at this time, in this run"; append-only
 *   segment      up to a few hundred observations with their blobs in one file; the unit of work of the pipeline
 *   run          one fetch or import: its scope, whether it saw all of it, where to go on; written when it closes
 *   seen         an observation whose content is what the record already had: noted in its run, makes no segment
 *
 * Left out on purpose: what the records say. Nothing here is derived from the graph, everything else is derived from
 * here. Nothing is deleted but by `erase`, which destroys the keys of a record's observations (个人信息保护法 art. 47).
 */
export interface RecordInput {
  /** Stable name of the record within its source. May be personal: it is never shown in logs or ids. */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** ISO time. */
  readonly fetchedAt: string;
}

export interface Observation {
  readonly source: string;
  readonly key: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly mediaType: string;
  readonly fetchedAt: string;
  readonly run: string;
  /** Segment that holds the blob, and where in it. */
  readonly segment: string;
  readonly index: number;
}

export interface RunStart {
  readonly source: string;
  /** What the run asks for, in the source's words: a folder name, a query and window. Never personal data. */
  readonly scope: string;
  /** Why the data may be processed: recorded with the run. */
  readonly purpose: string;
  /** Who started it. */
  readonly by: string;
}

/** What is known when a run closes. */
export interface RunEnd {
  /** True when everything in scope was seen, so that absence can mean something. */
  readonly complete: boolean;
  /** Where the next run of this scope goes on. */
  readonly cursor?: string;
  /** First run of the pass over the scope that this run is part of, where one pass takes several: a complete run says of all of them that they saw the whole. */
  readonly pass?: string;
  /** What was noticed about the source and is no error. Never personal data. */
  readonly remarks?: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

export interface RunManifest extends RunStart, RunEnd {
  readonly id: string;
  readonly startedAt: string;
  /** Left out while the run is open; a run that was killed stays open and counts as partial. */
  readonly closedAt?: string;
  readonly records: number;
  readonly changed: number;
  readonly seen: number;
  readonly segments: readonly string[];
  readonly takenBack?: { readonly by: string; readonly on: string; readonly reason: string };
}

export interface RunWriter {
  readonly id: string;
  /** 'changed' when the content is new for the key, 'seen' when it is what the key already had (or the record was erased). */
  put(record: RecordInput): Promise<'changed' | 'seen'>;
  /** Makes what was put so far durable as a segment; returns its id, or null when nothing changed. Called by `put` itself when a segment is full. */
  flush(): Promise<string | null>;
  /** Closes the run: the source's cursor stands here and nowhere else. */
  close(end: RunEnd): Promise<RunManifest>;
  /** Told of each segment as soon as it is durable. */
  onSegment: (segment: string) => void;
}

export interface Archive {
  /** 32 random bytes made with the archive; the key of every keyed hash. */
  readonly secret: Uint8Array;
  /** Reads what other processes wrote since: runs, segments, ends, take-backs, erasures. A segment asked for by id is looked for so without being told to. */
  refresh(): Promise<void>;
  startRun(start: RunStart): Promise<RunWriter>;
  /** Oldest first. */
  runs(): Promise<readonly RunManifest[]>;
  /** Ids of all segments, oldest first, with the run each belongs to. */
  segments(): Promise<readonly { id: string; run: string; source: string }[]>;
  observations(segment: string): Promise<readonly Observation[]>;
  /**
   * All observations of a record that count (runs taken back and erased ones do not), those that saw the same again
   * included, latest first: by time fetched, then by hash, so that any order of arrival gives the same answer.
   */
  history(source: string, key: string): Promise<readonly Observation[]>;
  /** Decrypts and checks the hash. Throws BadRecordError code ERASED or DAMAGED. */
  bytes(observation: Observation): Promise<Uint8Array>;
  /** True when every scope that showed the record was later seen whole, by a complete run, without it. Whether that means anything is the source's word. */
  withdrawn(source: string, key: string): Promise<boolean>;
  /** All records of a source that are held. */
  keys(source: string): Promise<readonly { source: string; key: string }[]>;
  /** All records that a run observed, those it only saw again included. */
  recordsOf(run: string): Promise<readonly { source: string; key: string }[]>;
  /** The run's observations no longer count. Doing it again changes nothing. Throws NotFoundError. */
  takeBack(run: string, note: { by: string; on: string; reason: string }): Promise<void>;
  /**
   * Destroys the keys of all observations of the record, so that neither its bytes nor its name can be read again. It
   * stays erased: what a source shows of it later is not taken in. Doing it again changes nothing.
   */
  erase(source: string, key: string, note: { by: string; on: string; reason: string }): Promise<void>;
  /** Copies archive and ledger into a new or empty folder, which is an archive itself; another process may go on writing this one. */
  backup(target: string, progress?: (done: number, total: number) => void): Promise<void>;
  close(): Promise<void>;
}
