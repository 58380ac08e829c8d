/** Every way the engines differ, as properties with a line of why. */
export interface Dialect {
  readonly name: string;
  /** Cypher that makes the full-text index over one label and property; null when `createTextIndex` does it. */
  readonly createTextIndex: (label: string, property: string) => string | null;
  /**
   * Cypher that starts a query with the nodes that full-text search finds: binds `node` and `score`.
   * Input: $text, $limit. There is no common statement for it.
   */
  readonly searchText: (label: string, property: string) => string;
}
