/**
 * Answers of this process that the site gave a mark to (ETag, Last-Modified): asked for again, it may say "not changed"
 * instead of sending them. The oldest go when there are too many.
 */
import { SourceError } from '../../../src/errors.js';

/** Bytes kept. */
const room = 32 << 20;

export interface Memory {
  /** Headers that make a request conditional. */
  conditions(url: string): Readonly<Record<string, string>>;
  keep(url: string, headers: Headers, bytes: Uint8Array): Uint8Array;
  /** Throws SourceError when the site says "not changed" of what it never gave. */
  recall(url: string): Uint8Array;
}

interface Kept {
  readonly conditions: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export function createMemory(): Memory {
  const kept = new Map<string, Kept>();
  let size = 0;
  const forget = (url: string): void => {
    size -= kept.get(url)?.bytes.length ?? 0;
    kept.delete(url);
  };
  return {
    conditions: (url) => kept.get(url)?.conditions ?? {},
    keep(url, headers, bytes) {
      forget(url);
      const etag = headers.get('etag');
      const modified = headers.get('last-modified');
      if (!etag && !modified) return bytes;
      kept.set(url, {
        conditions: { ...(etag && { 'if-none-match': etag }), ...(modified && { 'if-modified-since': modified }) },
        bytes,
      });
      size += bytes.length;
      for (const oldest of kept.keys()) {
        if (size <= room) break;
        forget(oldest);
      }
      return bytes;
    },
    recall(url) {
      const known = kept.get(url);
      if (known) return known.bytes;
      throw new SourceError(
        '网站说内容未变，却从未给过。稍后再试；若总是如此，请联系网站。 / The site says "not changed" of what it never gave. Try later; if it stays so, tell its owner.',
        { code: 'NOT_AN_ANSWER' },
      );
    },
  };
}
