import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReadingContext } from '../../src/read/context.js';
import { readAssets } from '../../src/read/assets.js';
import { readLoans } from '../../src/read/loans.js';
import { readOrders } from '../../src/read/orders.js';
import { readOutcomes } from '../../src/read/outcomes.js';
import { readSecurities } from '../../src/read/securities.js';
import { contextOf, courtSays, words } from './court.js';

const readAll = (context: ReadingContext) => ({
  loans: readLoans(context),
  securities: readSecurities(context),
  assets: readAssets(context),
  orders: readOrders(context),
  outcomes: readOutcomes(context),
});

/** Every span in a reading, wherever it stands. */
function spans(value: unknown): { start: number; end: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [value as { start: number; end: number }];
  return Object.values(value).flatMap(spans);
}

const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '江北银行', '青木公司', '被告', '三被告', '第二被告', '林远', '向', '借款', '100万元', '60000元', '2017年1月5日', '至', '签订', '《借款合同》', '编号为A1', '以其所有的',
        '位于江北市长安路5号的房产', '提供抵押担保', '连带责任保证', '查封', '解除', '一、', '（', '）', '，', '。', '；', '\n', '号', '撤销', '判决', '股权', '其中', '共计', '𠮷',
      ), // prettier-ignore
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('whatever a document says', () => {
  test('nothing throws, and every span lies in the text and holds something', () => {
    fc.assert(
      fc.property(scraps, scraps, (facts, disposition) => {
        const context = courtSays({ facts, disposition });
        const length = [...context.text].length;
        for (const span of spans(readAll(context))) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(length);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('money is printed where its span says', () => {
    fc.assert(
      fc.property(scraps, scraps, (facts, disposition) => {
        const context = courtSays({ facts, disposition });
        const { loans, orders, securities } = readAll(context);
        const sums = [
          ...loans.map((one) => one.principal),
          ...orders.map((one) => one.amount),
          ...securities.map((one) => one.cap),
        ];
        for (const sum of sums) if (sum) expect(words(context, sum.at)).toBe(sum.value.text);
      }),
      { numRuns: 300 },
    );
  });

  test('a text that is no court document states nothing', () => {
    expect(readAll(contextOf('春眠不觉晓，处处闻啼鸟。'))).toEqual({
      loans: [],
      securities: [],
      assets: [],
      orders: [],
      outcomes: [],
    });
  });
});

test.each([
  '一', '100元', '签订《借款合同》', '编号为1', '青木公司向江北银行借款100元，', '青木公司支付江北银行100元，', '对青木公司承担连带责任', '提供保证',
  '林远以其位于江北路的房产提供抵押，', '查封林远位于江北路1号房产，', '位于', '权证号为', '2016年1月1日至', '（', '撤销', '、',
])('a line of nothing but %s is read to its end', (part) => {
  const endless = part.repeat(Math.ceil(30_000 / part.length));
  expect(readAll(courtSays({ facts: endless, disposition: `驳回原告的诉讼请求。` })).outcomes).toHaveLength(1);
  expect(() => readAll(courtSays({ facts: '欠款。', disposition: endless }))).not.toThrow();
}); // prettier-ignore
