/** Every way the engines differ, as properties with a line of why. */
export interface Dialect {
  readonly name: string;
  /** One process alone holds the store and writes one transaction after another: a lease that a dead process left is void. */
  readonly exclusive: boolean;
  /**
   * Cypher that makes other transactions wait before they change the nodes $ids of a type, or link to them; null where
   * transactions never run at once. What is read after it is what the last one wrote.
   */
  readonly lockNodes: (type: string) => string | null;
  /** Cypher that makes the full-text index over one label and property; null when `createTextIndex` does it. */
  readonly createTextIndex: (label: string, property: string) => string | null;
  /**
   * Cypher that starts a query with the nodes that full-text search finds: binds `node` and `score`.
   * Input: $text, $limit. There is no common statement for it.
   */
  readonly searchText: (label: string, property: string) => string;
}
