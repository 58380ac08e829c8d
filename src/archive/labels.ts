/** The labels of a segment's records, held in a few bytes each: an archive of a million records fits in memory. */
import type { Label } from './segment.js';

export interface HeldLabels {
  readonly length: number;
  /** null where erased, lost or forgotten. */
  at(index: number): Pick<Label, 'key' | 'hash' | 'mediaType'> | null;
  forget(index: number): void;
}

const hashLength = 32;
/** Few kinds of media are many labels: each name is held once. */
const mediaTypes = new Map<string, string>();

export function holdLabels(labels: readonly (Label | null)[]): HeldLabels {
  const keys = Buffer.from(labels.map((label) => label?.key ?? '').join(''));
  const ends = new Uint32Array(labels.length);
  const hashes = Buffer.alloc(hashLength * labels.length);
  let end = 0;
  const media = labels.map((label, i) => {
    ends[i] = end += Buffer.byteLength(label?.key ?? '');
    if (!label) return null;
    hashes.write(label.hash, hashLength * i, 'hex');
    const name = mediaTypes.get(label.mediaType) ?? label.mediaType;
    mediaTypes.set(name, name);
    return name;
  });
  const start = (index: number): number => (index ? (ends[index - 1] ?? 0) : 0);
  return {
    length: labels.length,
    at(index) {
      const mediaType = media[index];
      if (mediaType === null || mediaType === undefined) return null;
      return {
        key: keys.toString('utf8', start(index), ends[index]),
        hash: hashes.toString('hex', hashLength * index, hashLength * (index + 1)),
        mediaType,
      };
    },
    forget(index) {
      keys.fill(0, start(index), ends[index]);
      hashes.fill(0, hashLength * index, hashLength * (index + 1));
      media[index] = null;
    },
  };
}
