/** What a resolver holds, for those who plan and those who explain; nobody else sees it. */
import type { Decisions } from './decisions.js';
import type { Index } from './filing.js';
import type { Party } from './party.js';

export interface Known {
  readonly index: Index;
  readonly parties: Map<string, Party>;
  /** Mention id -> party id. */
  readonly partyOf: Map<string, string>;
  readonly decisions: Decisions;
  /** Kind and name -> ids of the parties that bear it. */
  readonly homonyms: Map<string, Set<string>>;
  /** Those of them that have a mention in the loan file. */
  readonly ours: Map<string, Set<string>>;
  /** Mention id -> what was last written of who it may be besides, as JSON. */
  readonly doubts: Map<string, string>;
}

const knownBy = new WeakMap<object, Known>();

export const remember = (resolver: object, known: Known): void => void knownBy.set(resolver, known);

export function knownOf(resolver: object): Known {
  const known = knownBy.get(resolver);
  if (!known)
    throw new TypeError('This resolver was not made by createResolver: explain only what createResolver gave.');
  return known;
}
