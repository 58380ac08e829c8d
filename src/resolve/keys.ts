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
  const features = facts.features.map((feature) => ({ ...feature, sign: `${feature.name} ${feature.value}` }));
  for (const name of facts.names) {
    const start = `${mention.kind} ${name}|`;
    features.forEach((one, i) => {
      if (one.counts >= enough) links.push(hash(start + one.sign));
      else
        for (const other of features.slice(i + 1))
          if (independent(one, other))
            links.push(
              hash(start + (one.sign < other.sign ? `${one.sign}|${other.sign}` : `${other.sign}|${one.sign}`)),
            );
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
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
