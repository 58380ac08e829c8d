/**
 * Bytes to text. Chinese court files come in UTF-8, GB18030 (labelled GBK or GB2312, or not at all) and UTF-16, and cut
 * off in the middle of a character.
 */
import { isUtf8, transcode } from 'node:buffer';
import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { BadRecordError } from '../errors.js';

/** Share of characters that may be damaged before bytes are taken for another charset, or for no text at all. */
const damaged = 0.01;

/** Bytes that tell a charset; the rest of a long file is of the same. */
const sample = 1 << 16;

/**
 * The text of `bytes`: no byte order mark, line ends as '\n'. Characters that cannot be decoded come as U+FFFD.
 *
 * @throws BadRecordError EMPTY for nothing but white space, NOT_TEXT for bytes of a picture, an archive or noise
 */
export function decode(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text === null)
    throw new BadRecordError(
      '文件内容不是文本。请重新获取，或先转换为文本、HTML 或 JSON。 / The bytes are not text. Fetch the file again, or convert it to text, HTML or JSON first.',
      { code: 'NOT_TEXT' },
    );
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  const folded = unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked;
  if (!/\S/.test(folded))
    throw new BadRecordError('文件为空。请重新获取。 / The file is empty. Fetch it again.', { code: 'EMPTY' });
  return folded;
}

function decoded(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isFile(buffer)) return null;
  const marked = byMark(buffer);
  if (marked) return iconv.decode(buffer, marked);
  // What is valid UTF-8 hardly ever is anything else; the U+FFFD in it are the source's own.
  if (isUtf8(buffer)) {
    // The same as `toString('utf8')` for valid bytes, and quicker.
    const text = transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
    return isSound(text, controls) ? text : null;
  }
  const head = buffer.subarray(0, sample);
  for (const charset of candidates(head)) {
    // The sample may end inside a character, which costs it one damaged sign.
    const sampled = asCharset(head, charset);
    if (!isSound(sampled, oddities)) continue;
    if (head.length === buffer.length) return sampled;
    const text = asCharset(buffer, charset);
    if (isSound(text, oddities)) return text;
  }
  return null;
}

/** Valid GB18030 is read by the platform: the library needs a while to build its tables, and is asked for what is damaged. */
function asCharset(bytes: Buffer, charset: string): string {
  if (charset === 'gb18030')
    try {
      return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // damaged, or a platform without this charset
    }
  return iconv.decode(bytes, charset);
}

/** Kinds of files whose beginning may pass for text: PDF, ZIP (and Office), RAR, GIF. */
const isFile = (bytes: Buffer): boolean =>
  ['%PDF-', 'PK\u0003\u0004', 'Rar!', 'GIF8'].some(
    (sign) => bytes.subarray(0, sign.length).toString('latin1') === sign,
  );

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * UTF-8 with a few damaged bytes, or cut inside a character, before the others. GB18030 stands for GBK and GB2312, whose decoders lose rare
 * characters of names. Half of the bytes of UTF-16 text in which digits or line ends occur are zero.
 */
function* candidates(head: Buffer): Generator<string> {
  if (head.includes(0)) {
    const odd = head.filter((byte, i) => byte === 0 && i % 2 === 1).length;
    const even = head.filter((byte, i) => byte === 0 && i % 2 === 0).length;
    yield odd >= even ? 'utf-16le' : 'utf-16be';
    return;
  }
  yield 'utf8';
  yield 'gb18030';
  const guess = detect(head);
  if (guess && iconv.encodingExists(guess)) yield guess;
}

const controls = /[^\P{Cc}\t\n\v\f\r\u0085]/gu;
/** Controls, and what a wrong charset makes of text: undecodable and private-use characters. */
const oddities = /[^\P{Cc}\t\n\v\f\r\u0085]|[\ufffd\ufffe\uffff\ue000-\uf8ff]/gu;

/** Whether few enough of the signs are such as no text has; one or two in a text are forgiven. */
function isSound(text: string, signs: RegExp): boolean {
  const most = Math.max(text.length > 20 ? 2 : 0, damaged * text.length);
  let bad = 0;
  signs.lastIndex = 0;
  while (signs.test(text)) if (++bad > most) return false;
  return true;
}
