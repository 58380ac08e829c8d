/**
 * The contract of a source that is asked over the network, where `fetch` of connector.ts reads files. Words used here:
 *
 *   pull      one configured way to ask a source: made by `Connector.configure`, null while nothing is set
 *   scope     what is asked for, in words that stay the same from one run to the next; runs of one scope follow each other
 *   pass      from the first record to the end that `records` returns; it may take several runs, one after another
 *   cursor    where a pass stands, in the source's own words; the hub keeps it in the archived run that it closes and
 *             gives it back unread. Nowhere else is there a memory of the source.
 *   remark    what was noticed about the source and is no error: kept with the run and shown to operators
 *
 * The hub opens and closes the runs: after about a thousand records it closes one at the next cursor, and the next run
 * goes on there. What came after the last cursor comes again after a kill, so records may be given twice.
 *
 * Errors of `check` and `records`: SourceError when the source does not answer as it should (tried again later),
 * ConfigError when the operator must act first (password, mapping, permission). Any other is a fault of ours.
 */

/** One unit that the source gives, from a file or over the network. */
export interface FetchedRecord {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface PullContext {
  /** Where the last closed run of this scope ended; left out at the very first, and when everything is asked for anew. */
  readonly cursor?: string;
  /** Aborted when the hub closes: stop waiting at once, and throw or return; what was given is kept. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Keeps a remark with the open run; the same code with the same words counts once. */
  readonly note: (remark: PullRemark) => void;
}

/** Never holds personal data: sources, tables, columns and counts may be named, values may not. */
export interface PullRemark {
  /** Machine-readable, stable across releases: FILTER_DROPPED, PAGE_LOST. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A record; or a cursor, which says that everything before it was given. */
export type Pulled = FetchedRecord | { readonly cursor: string };

export interface PullEnd {
  /** True when this pass gave everything in scope, so that the absence of a record can mean something. */
  readonly complete: boolean;
  /** Where the next pass begins. */
  readonly cursor?: string;
}

export interface Pull {
  /** Kept in every run: holds no password and no personal data. */
  readonly scope: string;
  /** On what ground the source may be asked, as the operator recorded it; the hub refuses a pull whose ground is empty. */
  readonly legalBasis: string;
  /** When it is pulled by itself, as a cron pattern of Asia/Shanghai; left out: only when somebody asks. */
  readonly every?: string;
  /** Whether the source can be asked as configured; what it would be good to know. Reads no record. */
  check(): Promise<readonly PullRemark[]>;
  records(context: PullContext): AsyncGenerator<Pulled, PullEnd>;
}
