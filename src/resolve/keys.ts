/**
 * What two mentions of one name must share one of to be linked: a feature that is enough by itself, or two that are
 * enough together. A mention has a few dozen keys whatever else there is, so a bank with thousands of mentions costs no
 * more than a farmer.
 */
import { areIndependent, enough, featuresOf } from './features.js';
import { hash, mix } from './hash.js';
import type { Mention } from '../model/mention.js';

export function linkKeys(mention: Mention): readonly number[] {
  const features = featuresOf(mention);
  const signs = features.map(({ name, value }) => hash(`${name} ${value}`));
  const keys: number[] = [];
  features.forEach((one, i) => {
    const sign = signs[i] ?? 0;
    if (one.counts >= enough) keys.push(sign);
    else
      for (let at = i + 1; at < features.length; at++) {
        const other = features[at];
        if (other && other.counts < enough && areIndependent(one, other)) keys.push(mix(sign, signs[at] ?? 0));
      }
  });
  return keys;
}
