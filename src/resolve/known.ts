/** What a resolver holds, for those who plan and those who explain; nobody else sees it. */
import { mentionOfPartyId, partyId } from '../model/ids.js';
import type { Decisions } from './decisions.js';
import type { Index } from './filing.js';
import { partyOfOne, type Party } from './party.js';
import type { Some } from './some.js';

export interface Known {
  readonly index: Index;
  /** Party id -> party; one that is a single mention and nothing else stands in no need of being held. */
  readonly parties: Map<string, Party>;
  readonly decisions: Decisions;
  /** Kind and name -> ids of the parties that bear it. */
  readonly homonyms: Map<string, Some<string>>;
  /** Those of them that have a mention in the loan file. */
  readonly ours: Map<string, Some<string>>;
  /** Mention id -> what was last written of who it may be besides, packed. */
  readonly doubts: Map<string, string>;
}

/** Id of the party of a mention that is known. */
export function homeOf(known: Known, mention: string): string | undefined {
  const entry = known.index.entries.get(mention);
  return entry && (entry.party ?? partyId(mention));
}

export function partyWith(known: Known, id: string): Party | undefined {
  const held = known.parties.get(id);
  if (held) return held;
  const only = known.index.entries.get(mentionOfPartyId(id) ?? '');
  return only && homeOf(known, only.id) === id ? partyOfOne(only, true) : undefined;
}

const knownBy = new WeakMap<object, Known>();

export const remember = (resolver: object, known: Known): void => void knownBy.set(resolver, known);

export function knownOf(resolver: object): Known {
  const known = knownBy.get(resolver);
  if (!known)
    throw new TypeError('This resolver was not made by createResolver: explain only what createResolver gave.');
  return known;
}
