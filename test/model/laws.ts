/** What must hold for every value type, whatever it is of. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ValueType } from '../../src/model/value.js';

/** Any text: code points of all planes, lone surrogates, and signs that the grammars look for. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[\d０-９*×某Xx年月日元万亿角分号字第之一二〇()（）〔〕,，.:\- ]{0,40}$/),
);

/** @param samples texts that the type reads */
export function laws<V>(type: ValueType<V>, samples: readonly string[]): void {
  const values = samples.map((sample) => {
    const value = type.clean(sample);
    if (value === null) throw new Error(`'${sample}' is no sample of this type.`);
    return value;
  });
  const value = fc.constantFrom(...values);

  test('clean never throws', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const cleaned = type.clean(raw);
        if (cleaned !== null) type.caption(cleaned);
      }),
      { numRuns: 2000 },
    );
  });

  test('clean is idempotent on its own text', () => {
    for (const cleaned of values) {
      const text = typeof cleaned === 'string' ? cleaned : (cleaned as { text?: string }).text;
      if (text !== undefined) expect(type.clean(text)).toEqual(cleaned);
    }
  });

  test('compare is symmetric, and nothing differs from itself', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(type.compare(a, b)).toEqual(type.compare(b, a));
        expect(type.compare(a, a).verdict).not.toBe('different');
      }),
    );
  });

  test('specificity stays between 0 and 1', () => {
    for (const cleaned of values) {
      expect(type.specificity(cleaned)).toBeGreaterThanOrEqual(0);
      expect(type.specificity(cleaned)).toBeLessThanOrEqual(1);
    }
  });

  test('long inputs are no work', () => {
    for (const unit of ['1', '某', '一', ' ', '(', '*', '1,', '公司', '万', '北京市', '第1', '1 '])
      type.clean(unit.repeat(100_000 / unit.length));
  });
}

/** Half-width signs as full-width ones. */
export const widen = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
