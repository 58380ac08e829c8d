/**
 * The file of a segment, and beside it the file of its keys. A record is sealed in two boxes under one random key of its
 * own: what it is called and when it was seen (its label), and its bytes. Whoever destroys the key destroys both.
 *
 *   records   magic, length of head, length of labels │ head (JSON) │ labels │ bodies
 *   keys      32 bytes a record, in the same order; zeros where the record was erased
 *
 * Keys lie apart so that the large, unchanging part can be copied and stored anywhere.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BadRecordError } from '../errors.js';

export interface Label {
  readonly key: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly mediaType: string;
  readonly fetchedAt: string;
}

interface SegmentHead {
  readonly segment: string;
  readonly run: string;
  readonly source: string;
  /** Length of label and body of each record, as sealed. */
  readonly sizes: readonly (readonly [number, number])[];
}

/** A segment without its bodies. */
export interface OpenSegment {
  readonly id: string;
  readonly run: string;
  readonly source: string;
  readonly keys: Buffer;
  /** null where erased or spoilt. */
  readonly labels: readonly (Label | null)[];
  /** Where each body begins in the file, and at last where the file ends. */
  readonly offsets: Uint32Array;
  /** Labels that are damaged: these records are lost. */
  readonly spoilt: number;
}

export const keyLength = 32;
const magic = Buffer.from('CLUESEG1');
const prefixLength = magic.length + 8;
const tagLength = 16;

/** A record's key seals two boxes and never another, so each box has its fixed nonce. */
const nonces = { label: Buffer.alloc(12, 0), body: Buffer.alloc(12, 1) };

export function sealSegment(
  { id, run, source }: Pick<OpenSegment, 'id' | 'run' | 'source'>,
  records: readonly (Label & { readonly bytes: Uint8Array })[],
): { records: Buffer[]; segment: OpenSegment } {
  const keys = randomBytes(keyLength * records.length);
  const labels: Buffer[] = [];
  const bodies: Buffer[] = [];
  const sizes: [number, number][] = [];
  records.forEach(({ bytes, key, hash, mediaType, fetchedAt }, i) => {
    const label = seal(keyAt(keys, i), 'label', Buffer.from(JSON.stringify({ key, hash, mediaType, fetchedAt })));
    const body = seal(keyAt(keys, i), 'body', bytes);
    sizes.push([length(label), length(body)]);
    labels.push(...label);
    bodies.push(...body);
  });
  const head = Buffer.from(JSON.stringify({ segment: id, run, source, sizes } satisfies SegmentHead));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(length(labels), 4);
  const front = Buffer.concat([magic, lengths, head, ...labels]);
  const segment = { id, run, source, keys, labels: records, offsets: bodyOffsets(front.length, sizes), spoilt: 0 };
  return { records: [front, ...bodies], segment };
}

/** How much of the file comes before the bodies, by its first bytes; null when it is no segment. */
export function frontLength(file: Buffer): number | null {
  if (file.length < prefixLength || !file.subarray(0, magic.length).equals(magic)) return null;
  return prefixLength + file.readUInt32LE(magic.length) + file.readUInt32LE(magic.length + 4);
}

/** Opens a segment by what comes before its bodies and the length of its file; null when that is not whole. */
export function openSegment(file: Buffer, fileLength: number, keys: Buffer): OpenSegment | null {
  const front = frontLength(file);
  if (front === null || file.length < front) return null;
  const headEnd = prefixLength + file.readUInt32LE(magic.length);
  const head = readHead(file.subarray(prefixLength, headEnd));
  if (!head) return null;
  const offsets = bodyOffsets(front, head.sizes);
  if (fileLength !== offsets.at(-1) || keys.length !== keyLength * head.sizes.length) return null;
  let at = headEnd;
  let spoilt = 0;
  const labels = head.sizes.map(([size], i) => {
    const box = file.subarray(at, (at += size));
    if (isDestroyed(keyAt(keys, i))) return null;
    try {
      return JSON.parse(unseal(keyAt(keys, i), 'label', box).toString()) as Label;
    } catch {
      spoilt++;
      return null;
    }
  });
  return { id: head.segment, run: head.run, source: head.source, keys, labels, offsets, spoilt };
}

/** Opens the body of a record. Throws BadRecordError ERASED or DAMAGED. */
export function openBody(keys: Buffer, index: number, box: Buffer | undefined): Buffer {
  const key = keyAt(keys, index);
  if (isDestroyed(key))
    throw new BadRecordError(
      '该记录已依法清除，无法恢复。请勿再引用。 / The record was erased by order; nothing can bring it back. Refer to it no more.',
      { code: 'ERASED' },
    );
  try {
    if (!box) throw new RangeError('cut');
    return unseal(key, 'body', box);
  } catch (cause) {
    throw damaged(cause);
  }
}

export const damaged = (cause?: unknown): BadRecordError =>
  new BadRecordError(
    '该记录的存档已损坏。请从备份恢复档案库，或重新导入该记录。 / The stored bytes of the record are damaged. Restore the archive from a backup, or import the record again.',
    {
      code: 'DAMAGED',
      cause,
    },
  );

const keyAt = (keys: Buffer, index: number): Buffer => keys.subarray(index * keyLength, (index + 1) * keyLength);

const isDestroyed = (key: Buffer): boolean => key.every((byte) => byte === 0);
const length = (parts: readonly Buffer[]): number => parts.reduce((sum, part) => sum + part.length, 0);

function readHead(json: Buffer): SegmentHead | null {
  try {
    return JSON.parse(json.toString()) as SegmentHead;
  } catch {
    return null;
  }
}

function bodyOffsets(front: number, sizes: SegmentHead['sizes']): Uint32Array {
  const offsets = new Uint32Array(sizes.length + 1).fill(front);
  sizes.forEach(([, size], i) => (offsets[i + 1] = (offsets[i] ?? 0) + size));
  return offsets;
}

function seal(key: Buffer, box: keyof typeof nonces, bytes: Uint8Array): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonces[box]);
  return [cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
}

function unseal(key: Buffer, box: keyof typeof nonces, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonces[box], { authTagLength: tagLength });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
  return Buffer.concat([plain, decipher.final()]);
}
