/**
 * Where an archive lies. A storage knows names and bytes and nothing of records: what is common to disk and S3 stands
 * in the other files of this folder, what differs in disk.ts and s3.ts.
 *
 *   file      'secret', 'keys/<segment>', 'records/<segment>': written once, there whole or not at all
 *   journal   'runs/<run>', 'erased': lines of JSON that are only added
 *
 * Several processes use one storage at the same time. What a promise here acknowledged survives a crash.
 */
export interface Storage {
  /** Makes the place ready to be written to, and removes what a crash left unfinished. */
  prepare(): Promise<void>;
  /** Writes a file where there is none; false when somebody was first. */
  create(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Writes a new file. */
  put(name: string, parts: readonly Uint8Array[]): Promise<void>;
  /** Makes the bytes from `at` on, `size` of them, those of `whole`, so that the old ones are gone. */
  overwrite(name: string, whole: Uint8Array, at: number, size: number): Promise<void>;
  /** The whole file, or null. */
  get(name: string): Promise<Buffer | null>;
  /** Bytes of a file of records, fewer where it ends, and the length of the whole; null where there is no such file. */
  part(segment: string, at: number, size: number): Promise<{ readonly bytes: Buffer; readonly of: number } | null>;
  /** Ids of all segments that have their records, in any order. */
  segments(): Promise<string[]>;
  append(journal: string, lines: readonly object[]): Promise<void>;
  /**
   * Lines that this storage has not given before, by journal, whoever wrote them; its own may be among them or not.
   * Lines that a crash cut are left out.
   */
  unread(): Promise<ReadonlyMap<string, readonly unknown[]>>;
  close(): void;
}
