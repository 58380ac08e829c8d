import { createHmac, hash } from 'node:crypto';

/**
 * An id that leads back to nothing without the archive's secret: prefix and 96 bits of HMAC-SHA-256 over the parts.
 * The same parts give the same id, so ids survive a rebuild; parts cannot be confused with one another.
 */
export function hmacId(secret: Uint8Array, prefix: string, ...parts: readonly string[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(`${part.length}:${part}`);
  return `${prefix}_${hmac.digest('hex').slice(0, 24)}`;
}

const partyPrefix = 'party_';

/** A party is called after the first of its mentions, so its id changes when an earlier one joins. */
export const partyId = (mention: string): string => `${partyPrefix}${mention}`;

/** The mention that a party was called after, which leads to whoever that is now; null for other ids. */
export const mentionOfPartyId = (id: string): string | null =>
  id.startsWith(partyPrefix) ? id.slice(partyPrefix.length) : null;

/** SHA-256, hex. */
export const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex');
