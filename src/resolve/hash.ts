/** 53 bits of a text (cyrb53): among a million of them the chance that any two collide is about one in twenty thousand. */
export function hash(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    a = Math.imul(a ^ sign, 2654435761);
    b = Math.imul(b ^ sign, 1597334677);
  }
  return finish(a, b);
}

/** The same of two hashes, whichever comes first. */
export function mix(one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one];
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  const take = (half: number): void => {
    a = Math.imul(a ^ half, 2654435761);
    a ^= a >>> 15;
    b = Math.imul(b ^ half, 1597334677);
    b ^= b >>> 13;
  };
  take(low | 0);
  take((low / 4294967296) | 0);
  take(high | 0);
  take((high / 4294967296) | 0);
  return finish(a, b);
}

function finish(low: number, high: number): number {
  const a = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const b = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
