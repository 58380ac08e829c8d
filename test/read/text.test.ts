import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { BadRecordError } from '../../src/errors.js';
import { decode } from '../../src/read/text.js';

const WORDS =
  '松江市东林区人民法院民事判决书（2021）江0102民初315号\n原告：孟小芸，女，汉族。被告：松江北岭机械有限公司。';

describe('bytes to text', () => {
  test.each(['utf8', 'gb18030', 'gbk', 'utf-16le', 'utf-16be'])('%s without a mark', (charset) => {
    expect(decode(iconv.encode(WORDS.repeat(3), charset))).toBe(WORDS.repeat(3));
  });

  test.each(['utf8', 'utf-16le', 'utf-16be'])('%s with its mark, which is no part of the text', (charset) => {
    expect(decode(iconv.encode(WORDS, charset, { addBOM: true }))).toBe(WORDS);
  });

  test('GB18030 keeps rare characters of names, which GBK has not', () => {
    const rare = WORDS.replace('孟小芸', '孟𠮷芸');
    expect(decode(iconv.encode(rare, 'gb18030'))).toBe(rare);
  });

  test.each(['utf8', 'gb18030'])('%s cut inside a character loses that one only', (charset) => {
    const bytes = iconv.encode(WORDS.repeat(4), charset);
    const text = decode(bytes.subarray(0, bytes.length - 4));
    expect(text.slice(0, -4)).toBe(WORDS.repeat(4).slice(0, text.length - 4));
  });

  test('line ends are made one', () => {
    expect(decode(Buffer.from('原告\r\n被告\r第三人\n'))).toBe('原告\n被告\n第三人\n');
  });

  test.each([
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array.from({ length: 400 }, (_, i) => (i * 89) % 256)]),
      'NOT_TEXT',
    ],
    ['nothing', Buffer.from(' \n\t'), 'EMPTY'],
  ])('%s is refused with its reason', (_name, bytes, code) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ code }));
  });

  test('any bytes give a text or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(typeof decode(bytes)).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(BadRecordError);
        }
      }),
    );
  });
});
