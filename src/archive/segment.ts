/**
 * The file of a segment, and beside it the file of its keys. A record is sealed in two boxes under one random key of its
 * own: what it is called and when it was seen (its label), and its bytes. Whoever destroys the key destroys both.
 *
 *   <segment>.records   magic, length of head, length of labels │ head (JSON) │ labels │ bodies
 *   <segment>.keys      32 bytes a record, in the same order; zeros where the record was erased
 *
 * Keys lie apart so that the large, unchanging part can be copied and stored anywhere.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { BadRecordError } from '../errors.js';

export interface Label {
  readonly key: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly mediaType: string;
  readonly fetchedAt: string;
}

export interface SegmentHead {
  readonly segment: string;
  readonly run: string;
  readonly source: string;
  /** Length of label and body of each record, as sealed. */
  readonly sizes: readonly (readonly [number, number])[];
}

/** An opened segment: its head, its keys and its labels, null where erased or spoilt; the bodies stay on the disk. */
export interface OpenSegment {
  readonly head: SegmentHead;
  readonly keys: Buffer;
  readonly labels: readonly (Label | null)[];
  /** Where each body begins in the file. */
  readonly offsets: readonly number[];
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
  { segment, run, source }: Omit<SegmentHead, 'sizes'>,
  records: readonly (Label & { readonly bytes: Uint8Array })[],
): { file: Buffer[]; keys: Buffer } {
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
  const head = Buffer.from(JSON.stringify({ segment, run, source, sizes } satisfies SegmentHead));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(length(labels), 4);
  return { file: [Buffer.concat([magic, lengths, head, ...labels]), ...bodies], keys };
}

/** Opens a segment's file; null when it is not whole: cut, or not a segment. */
export function openSegment(path: string, keysPath: string): OpenSegment | null {
  const file = openSync(path, 'r');
  try {
    const prefix = read(file, 0, prefixLength);
    if (!prefix?.subarray(0, magic.length).equals(magic)) return null;
    const [headLength, labelsLength] = [prefix.readUInt32LE(magic.length), prefix.readUInt32LE(magic.length + 4)];
    const front = read(file, prefixLength, headLength + labelsLength);
    if (!front) return null;
    const head = JSON.parse(front.toString('utf8', 0, headLength)) as SegmentHead;
    const keys = readFileSync(keysPath);
    const offsets: number[] = [];
    let body = prefixLength + front.length;
    for (const [, size] of head.sizes) {
      offsets.push(body);
      body += size;
    }
    if (fstatSync(file).size !== body || keys.length !== keyLength * head.sizes.length) return null;
    let at = headLength;
    let spoilt = 0;
    const labels = head.sizes.map(([size], i) => {
      const box = front.subarray(at, (at += size));
      if (isDestroyed(keyAt(keys, i))) return null;
      try {
        return JSON.parse(unseal(keyAt(keys, i), 'label', box).toString()) as Label;
      } catch {
        spoilt++;
        return null;
      }
    });
    return { head, keys, labels, offsets, spoilt };
  } catch (error) {
    if (error instanceof SyntaxError || (error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Reads one body from an open file. Throws BadRecordError ERASED or DAMAGED. */
export function readBody(file: number, segment: OpenSegment, index: number): Buffer {
  const key = keyAt(segment.keys, index);
  if (isDestroyed(key))
    throw new BadRecordError(
      '该记录已依法清除，无法恢复。请勿再引用。 / The record was erased by order; nothing can bring it back. Refer to it no more.',
      { code: 'ERASED' },
    );
  const box = read(file, segment.offsets[index] ?? 0, segment.head.sizes[index]?.[1] ?? 0);
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

/** Exactly `size` bytes from `at`, or null when the file is shorter. */
function read(file: number, at: number, size: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(size);
  return readSync(file, bytes, 0, size, at) === size ? bytes : null;
}
