/**
 * Where a mention is filed, so that whoever it may be is found without looking at everybody.
 *
 *   links    two mentions that share one are linked: a name with features that are enough together
 *   checks   two mentions that share one are to be looked at: an identifier, or a name with a resident id to compare
 *
 * A mention has a few dozen whatever else there is, so a bank with thousands of mentions costs no more than a farmer.
 */
import type { Mention } from '../model/mention.js';
import { enough, type Facts, type Feature } from './features.js';

export interface Keys {
  readonly links: readonly number[];
  readonly checks: readonly number[];
}

export function keysOf(mention: Mention, facts: Facts): Keys {
  const links: number[] = [];
  const features = facts.features.map((feature) => ({ ...feature, sign: hash(`${feature.name} ${feature.value}`) }));
  for (const name of facts.names) {
    const start = hash(`${mention.kind} ${name}`);
    features.forEach((one, i) => {
      if (one.counts >= enough) links.push(mix(start, one.sign, 1));
      else
        for (let at = i + 1; at < features.length; at++) {
          const other = features[at];
          if (other && independent(one, other))
            links.push(mix(start, Math.min(one.sign, other.sign), Math.max(one.sign, other.sign)));
        }
    });
  }
  const checks = facts.identifiers.map((identifier) => hash(`${mention.kind}#${identifier}`));
  if (facts.marks.some(([name]) => name === 'id' || name === 'mask'))
    for (const name of facts.names) checks.push(hash(`${name}#`));
  return { links, checks };
}

/** Two that count one each and make enough together. */
const independent = (one: Feature, other: Feature): boolean => other.counts < enough && one.field !== other.field;

/** 53 bits of a text (cyrb53): among ten million keys the chance that any two collide is about one in two hundred. */
export function hash(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    a = Math.imul(a ^ sign, 2654435761);
    b = Math.imul(b ^ sign, 1597334677);
  }
  return finish(a, b);
}

/** The same of three hashes. */
function mix(one: number, two: number, three: number): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (const value of [one, two, three])
    for (const half of [value | 0, (value / 4294967296) | 0]) {
      a = Math.imul(a ^ half, 2654435761);
      a ^= a >>> 15;
      b = Math.imul(b ^ half, 1597334677);
      b ^= b >>> 13;
    }
  return finish(a, b);
}

function finish(low: number, high: number): number {
  const a = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const b = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
