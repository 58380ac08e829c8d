/**
 * What every value type of the vocabulary can do. A value type is a plain object of four functions; the values are
 * plain data, so that they can be stored, sent and compared with ===-equal JSON.
 *
 *   clean        raw text -> value, or null when the text is not one (never throws, never guesses)
 *   compare      two values -> a verdict with its reason in words
 *   caption      value -> what a person reads (sensitive ones masked)
 *   specificity  value -> 0-1, how far two equal values point to one subject (a full resident id 1, a common name 0.1)
 */
export interface ValueType<V> {
  clean(raw: string): V | null;
  compare(a: V, b: V): Comparison;
  caption(value: V): string;
  specificity(value: V): number;
}

/** same: certainly equal · compatible: nothing speaks against it · different: something does · unknown: cannot be said. */
export type Verdict = 'same' | 'compatible' | 'different' | 'unknown';

export interface Comparison {
  readonly verdict: Verdict;
  /** One short English phrase, without personal data: 'same code', 'digit 7 differs'. */
  readonly reason: string;
}
