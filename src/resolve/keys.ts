/**
 * What a mention is compared with its namesakes by, as numbers:
 *
 *   shows  one for each of its features
 *   links  two mentions of one name that share one are linked: a feature that is enough by itself, or two that are enough
 *          together. There are a few dozen whatever else there is, so a bank with thousands of mentions costs no more than
 *          a farmer
 */
import type { Mention } from '../model/mention.js';
import { areIndependent, enough, featureNames, featuresOf, type Feature, type FeatureName } from './features.js';
import { hash, mix } from './hash.js';

export interface Keys {
  readonly shows: readonly number[];
  readonly links: readonly number[];
}

export function keysOf(mention: Mention): Keys {
  const features = featuresOf(mention);
  const shows = features.map(signOf);
  const links: number[] = [];
  features.forEach((one, i) => {
    const sign = shows[i] ?? 0;
    if (one.counts >= enough) links.push(sign);
    else
      for (let at = i + 1; at < features.length; at++) {
        const other = features[at];
        if (other && other.counts < enough && areIndependent(one, other)) links.push(mix(sign, shows[at] ?? 0));
      }
  });
  return { shows, links };
}

/** The last four bits tell what kind of feature it is. */
const signOf = ({ name, value }: Feature): number => {
  const sign = hash(value);
  return sign - (sign % 16) + featureNames.indexOf(name);
};

export const nameOfSign = (sign: number): FeatureName => featureNames[sign % 16] ?? 'document';
