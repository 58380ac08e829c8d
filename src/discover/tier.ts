/** How sure it is that a document speaks of our customer: told from the two mentions and the links that join them. */
import type { Tier } from '../model/mention.js';

export interface Identified {
  readonly id: string;
  readonly idNumber: string | null;
  readonly creditCode: string | null;
  readonly orgCode: string | null;
  readonly registrationNumber: string | null;
}

export interface Joined {
  /** Types of the links from the file's mention and from the document's to the party. */
  readonly sure: 'OF' | 'POSSIBLY';
  readonly same: 'OF' | 'POSSIBLY';
  readonly own: Identified;
  readonly m: Identified;
}

/**
 * T1 both mentions carry one full identifier · T2 resolve made them one party by features · T3 only possible.
 * null when both ends are only possible: that is no hint at all.
 */
export function tierOf({ sure, same, own, m }: Joined): Tier | null {
  if (own.id === m.id) return 'T1';
  const doubts = [sure, same].filter((link) => link === 'POSSIBLY').length;
  if (doubts > 0) return doubts === 1 ? 'T3' : null;
  const ours = identifiers(own);
  return [...identifiers(m)].some((identifier) => ours.has(identifier)) ? 'T1' : 'T2';
}

/** Full identifiers only: a masked one proves nothing. */
function identifiers({ idNumber, creditCode, orgCode, registrationNumber }: Identified): Set<string> {
  const found = new Set<string>();
  const add = (kind: string, value: string | null, shape: RegExp): void => {
    const plain = (value ?? '').normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
    if (shape.test(plain)) found.add(`${kind}${plain}`);
  };
  add('id', idNumber, /^\d{17}[\dX]$/);
  add('code', creditCode, /^[0-9A-HJ-NP-Y]{18}$/);
  add('org', orgCode, /^[0-9A-Z]{9}$/);
  // Characters 9 to 17 of the unified code are the organization code (GB 32100).
  if (creditCode?.length === 18) add('org', creditCode.slice(8, 17), /^[0-9A-Z]{9}$/);
  add('reg', registrationNumber, /^\d{13,15}$/);
  return found;
}

const order: readonly Tier[] = ['T1', 'T2', 'T3'];

/** Sorts the surest first. */
export const byTier = (a: Tier, b: Tier): number => order.indexOf(a) - order.indexOf(b);
