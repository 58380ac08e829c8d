/**
 * The archive in a bucket. Nothing can be added to an object, so a journal is many:
 *
 *   secret              written by the first who comes (If-None-Match), the same for all
 *   runs/<run>/*.jsonl  lines of a run, an object for each time something was added; named by time and never changed
 *   erased/*.jsonl      the same for erased records
 *   records/<segment>   sealed records, never changed
 *   keys/<segment>      their keys, replaced whole when one is destroyed. A bucket that keeps old versions of objects
 *                       keeps destroyed keys: versions must be off, at least under keys/
 *
 * Reading on is listing all names and taking those not seen before: names made at the same time by different processes
 * may turn up in any order, so no name tells where to go on. A listing gives 1,000 names a request; segments are 500
 * records each, a run two objects and one for each segment beside which something was seen again.
 */
import { monotonicFactory } from 'ulid';
import { wholeLines } from './files.js';
import { openBucket, type S3Place } from './s3Bucket.js';
import type { Storage } from './storage.js';

export type { S3Place };

const asked = 16;

/** Bytes of segments that are kept for reading. */
const keptBytes = 64 << 20;

export function s3Storage(place: S3Place): Storage {
  const bucket = openBucket(place);
  const ulid = monotonicFactory();
  const known = new Set<string>();
  const kept = new Map<string, Buffer>();
  const coming = new Map<string, Promise<Buffer | null>>();

  /** A segment is read as a whole, record by record: one request fetches it. */
  const fetchSegment = async (name: string): Promise<Buffer | null> => {
    const bytes = await bucket.get(name).finally(() => coming.delete(name));
    if (!bytes) return null;
    kept.set(name, bytes);
    let size = [...kept.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of kept) {
      if (size <= keptBytes || oldest === name) break;
      kept.delete(oldest);
      size -= length;
    }
    return bytes;
  };
  const whole = (name: string): Promise<Buffer | null> => {
    const held = kept.get(name);
    if (held) {
      kept.delete(name);
      kept.set(name, held);
      return Promise.resolve(held);
    }
    const fetching = coming.get(name) ?? fetchSegment(name);
    coming.set(name, fetching);
    return fetching;
  };

  return {
    prepare: () => Promise.resolve(),
    create: (name, bytes) => bucket.put(name, bytes, { onlyNew: true }),
    async put(name, parts) {
      await bucket.put(name, Buffer.concat(parts));
    },
    async overwrite(name, bytes) {
      await bucket.put(name, bytes);
    },
    get: (name) => bucket.get(name),
    /** Who asks for the beginning wants what stands before the bodies; who asks further on will ask for more. */
    async part(segment, at, size) {
      const name = `records/${segment}`;
      if (at === 0) return bucket.part(name, size);
      const bytes = await whole(name);
      return bytes && { bytes: bytes.subarray(at, at + size), of: bytes.length };
    },
    segments: () => bucket.list('records/'),
    async append(journal, lines) {
      const name = `${journal}/${ulid()}.jsonl`;
      await bucket.put(name, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
      known.add(name);
    },
    async unread() {
      const names = [];
      for (const part of ['runs/', 'erased/'])
        for (const name of await bucket.list(part)) if (!known.has(part + name)) names.push(part + name);
      const fresh = new Map<string, unknown[]>();
      for (let at = 0; at < names.length; at += asked) {
        const some = names.slice(at, at + asked);
        const objects = await Promise.all(some.map((name) => bucket.get(name)));
        some.forEach((name, i) => {
          const journal = name.slice(0, name.lastIndexOf('/'));
          const { lines } = wholeLines(objects[i] ?? Buffer.alloc(0));
          fresh.set(journal, [...(fresh.get(journal) ?? []), ...lines]);
        });
      }
      for (const name of names) known.add(name);
      return fresh;
    },
    close() {
      kept.clear();
    },
  };
}
