import type { NodeType } from '../model/nodes.js';

/** Every way the engines differ, as properties with a line of why. All else is one Cypher text for both. */
export interface Dialect {
  /** For logs and titles of tests; nothing is decided by it. */
  readonly name: string;
  /** One process alone holds the store and writes one transaction after another: a lease that a dead process left is void. */
  readonly exclusive: boolean;
  /**
   * Records of one transaction. In this process the engine works on the thread that answers people, so a few; a server
   * is sent as many statements for few as for many.
   */
  readonly portion: number;
  /** A server makes the index of a unique constraint itself and refuses a second one; the embedded engine needs both. */
  readonly constraintIndexes: boolean;
  /**
   * Cypher that lists what indexes there are, as `name`, so that a start asks a server once instead of once for each;
   * null where making them again costs nothing.
   */
  readonly listIndexes: string | null;
  /** Cypher that waits until new indexes answer: a server fills them in the background; null where they are filled at once. */
  readonly awaitIndexes: string | null;
  /** Cypher that makes the full-text index over one label and property; null when the engine's own API has done it. */
  readonly createTextIndex: (label: NodeType, property: string) => string | null;
  /**
   * Cypher that starts a query with the nodes that full-text search finds: binds `node` and `score`.
   * Input: $words (see searchWords), $limit. There is no common statement for it.
   */
  readonly searchText: (label: NodeType, property: string) => string;
  /** What a person typed, as the index wants it: a server reads a query language, in which brackets and signs are operators. */
  readonly searchWords: (text: string) => string;
  /**
   * Cypher that makes other transactions wait before they change the nodes $ids of a type, in that order, or link to
   * them, and gives the `id` of those that exist; null where transactions never run at once. What is read after it is what
   * the last one wrote.
   */
  readonly lockNodes: (type: NodeType) => string | null;
}
