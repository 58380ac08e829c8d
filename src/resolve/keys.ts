/**
 * What a mention is compared with its namesakes by, as numbers:
 *
 *   signs  one for each of its features
 *   links  two mentions of one name that share one are linked: a feature that is enough by itself, or two that are enough
 *          together. There are a few dozen whatever else there is, so a bank with thousands of mentions costs no more than
 *          a farmer
 */
import type { Mention } from '../model/mention.js';
import {
  areEnough,
  areIndependent,
  enough,
  featureNames,
  featuresOf,
  type Feature,
  type FeatureName,
  type Field,
  type Proof,
  type Shared,
} from './features.js';
import { hash, mix } from './hash.js';

/** What the last four bits of a sign tell, beside the plain ones. */
const kinds: readonly (readonly [FeatureName, Field])[] = [
  ...featureNames.map((name) => [name, name] as const),
  ['maskedId', 'birthDate'],
  ['companion', 'litigant'],
  ['companion', 'another'],
];

/** Negative for a feature that is enough by itself. */
export const signsOf = (mention: Mention): readonly number[] => featuresOf(mention).map(signOf);

function signOf({ name, field, value, counts }: Feature): number {
  const kind = kinds.findIndex(([one, from]) => one === name && from === field);
  const sign = withKind(hash(value), kind);
  return counts >= enough ? -sign : sign;
}

const withKind = (sign: number, kind: number): number => sign - (sign % 16) + kind;

const kindOf = (sign: number): readonly [FeatureName, Field] => kinds[Math.abs(sign) % 16] ?? ['document', 'document'];

export const nameOfSign = (sign: number): FeatureName => kindOf(sign)[0];

/** The same for two mentions that show the same, whatever it counts for each. */
export const showOf = (sign: number): number => withKind(Math.abs(sign), featureNames.indexOf(nameOfSign(sign)));

const proofOf = (sign: number): Proof<number> => ({
  field: kindOf(sign)[1],
  value: showOf(sign),
  counts: sign < 0 ? 2 : 1,
});

/** Whether mentions of one name, with these signs, share a link key. */
export function areLinked(some: readonly number[], others: readonly number[]): boolean {
  const pairs: Shared<Proof<number>>[] = [];
  for (const one of some)
    for (const other of others) {
      // Most often they are told by this alone.
      if (one === other && one < 0) return true;
      const apart = Math.abs(one) - Math.abs(other);
      if (apart > -16 && apart < 16 && showOf(one) === showOf(other))
        pairs.push({ one: proofOf(one), other: proofOf(other) });
    }
  return pairs.length > 0 && areEnough(pairs);
}

export function linksOf(signs: readonly number[]): readonly number[] {
  const links: number[] = [];
  const halves: Proof<number>[] = [];
  for (const one of signs.map(proofOf))
    if (one.counts >= enough) links.push(one.value);
    else {
      for (const other of halves) if (areIndependent(one, other)) links.push(mix(one.value, other.value));
      halves.push(one);
    }
  return links;
}
