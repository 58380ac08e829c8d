/**
 * What the ways out (GraphQL, CLI) may ask of the running hub. `src/main/hub.ts` builds it from configuration; nobody
 * else makes one. Reading the graph goes through `engine` and the query files of `src/graph`; everything that changes
 * something goes through a verb here, is archived first and applied second.
 */
import type { Archive, RunManifest } from '../archive/archive.js';
import type { Engine } from '../graph/engine.js';
import type { FollowUpState } from '../model/clue.js';
import type { MatchScore } from '../model/mention.js';
import type { Span } from '../model/span.js';
import type { Actor } from '../errors.js';
import type { Connector } from './connector.js';

export interface ImportRequest {
  /** Connector name: 'judgments' or 'crm'. */
  readonly source: string;
  /** File or folder on the machine of the hub; left out: the source is pulled as its settings say. */
  readonly path?: string;
  readonly purpose: string;
  readonly by: string;
  /**
   * True when the path holds all there is in scope, so that absent records of a source that says so are withdrawn; of a
   * pull: that it begins anew instead of where the last one ended.
   */
  readonly complete?: boolean;
}

export interface RunProgress {
  readonly run: string;
  readonly state: 'fetching' | 'deriving' | 'done' | 'failed';
  readonly fetched: number;
  readonly changed: number;
  readonly seen: number;
  /** Records that the graph has (stitched or quarantined) of those that changed. */
  readonly derived: number;
  readonly quarantined: number;
  /** Set when failed: a message that ends with the remedy, and who must act. */
  readonly error?: string;
  readonly actor?: Actor;
}

/** What stands behind a value: the exact words, where, in which record, fetched when. */
export interface Quote {
  readonly document: string;
  readonly quote: string;
  /** The words around it, at most 60 code points on either side. */
  readonly before: string;
  readonly after: string;
  readonly at: Span;
  readonly record: string;
  readonly source: string;
  readonly fetchedAt: string;
  /** SHA-256 of the record's bytes. */
  readonly hash: string;
}

export interface MatchEdge {
  readonly left: string;
  readonly right: string;
  readonly match: MatchScore;
}

export interface Hub {
  readonly engine: Engine;
  readonly archive: Archive;
  readonly connectors: readonly Connector[];
  /** False: identifiers and phones leave the hub masked. */
  readonly showSensitive: boolean;

  /** Somebody waits for an answer: imports let readers go first until the function given back is called. */
  attend(): () => void;

  /**
   * Starts an import and resolves with its run id as soon as the run is open; follow it with `progress`.
   * Throws UserError when there is no such source or path, ConfigError when the source is not set up to be pulled.
   */
  import(request: ImportRequest): Promise<string>;
  /** Of an import of this process; null for others. */
  progress(run: string): Promise<RunProgress | null>;
  /** Everything there is to derive is derived. */
  idle(): Promise<void>;
  /** Segments of records that are archived and not derived yet, by whichever process. */
  pending(): Promise<number>;
  /** Throws NotFoundError when there is no such run. */
  takeBack(run: string, note: { by: string; reason: string }): Promise<void>;
  /** Destroys the bytes of a record for good, by order (个人信息保护法 art. 47). */
  erase(record: { source: string; key: string }, note: { by: string; reason: string }): Promise<void>;
  runs(): Promise<readonly RunManifest[]>;

  /** Both ends are mentions. Throws NotFoundError when one of them is unknown. */
  decide(decision: {
    left: string;
    right: string;
    verdict: 'same' | 'different';
    by: string;
    reason: string;
  }): Promise<void>;
  /** Throws NotFoundError when there is no such clue. */
  followUp(entry: {
    clue: string;
    state: FollowUpState;
    by: string;
    reason?: string;
    recoveredFen?: number;
  }): Promise<void>;
  /** Reads quarantined records again: all, or those of one reason code. Returns how many were readable. */
  replay(filter: { code?: string; id?: string }): Promise<number>;

  /** Batch-shaped: references in, quotes out in the same order, null where the record was erased. */
  quotes(references: readonly { document: string; at: Span }[]): Promise<readonly (Quote | null)[]>;
  /** How the mentions of a party hang together. */
  explainParty(party: string): Promise<readonly MatchEdge[]>;
  explainPair(left: string, right: string): Promise<MatchScore | null>;
  /** Pairs a person should look at, most money at stake first. */
  review(limit: number): Promise<readonly (MatchEdge & { readonly fenAtStake: number })[]>;
}
