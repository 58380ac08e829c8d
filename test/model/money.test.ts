import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import nzh from 'nzh';
import { formatMoney, money } from '../../src/model/money.js';
import { laws, widen } from './laws.js';

describe('money', () => {
  laws(money, ['1 133 031.89元', '48，500元', '3.5亿元', '1.799E+7', '壹佰万元整', '100万美元', '-3.20']);

  test.each([
    ['1 133 031.89元', 113_303_189, 'CNY'],
    ['48，500元', 4_850_000, 'CNY'],
    ['１２３．４５元', 12_345, 'CNY'],
    ['1.799E+7', 1_799_000_000, 'CNY'],
    ['3.5亿元', 35_000_000_000, 'CNY'],
    ['500万元', 50_000_0000, 'CNY'],
    ['1.005万', 1_005_000, 'CNY'],
    ['3万5千元', 3_500_000, 'CNY'],
    ['壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分', 123_456_789, 'CNY'],
    ['人民币（大写）：壹仟万元整', 1_000_000_000, 'CNY'],
    ['伍角', 50, 'CNY'],
    ['一百零五元', 10_500, 'CNY'],
    ['¥1,000.50', 100_050, 'CNY'],
    ['$1,000.50', 100_050, 'USD'],
    ['HK$5', 500, 'HKD'],
    ['100万美元', 100_000_000, 'USD'],
    ['港币100万元', 100_000_000, 'HKD'],
    ['100澳门元', 10_000, 'MOP'],
    ['100澳元', 10_000, 'AUD'],
    ['(500.00)', -50_000, 'CNY'],
    ['-3.20', -320, 'CNY'],
    ['0元', 0, 'CNY'],
    ['12元3角4分', 1_234, 'CNY'],
  ])('%s', (raw, fen, currency) => {
    expect(money.clean(raw)).toEqual({ fen, currency, text: raw });
  });

  test.each([
    '',
    '元',
    '约500万元',
    '100余万元',
    '一百五元',
    '12,34元',
    '1 0 0元',
    '2017年',
    '100平方米',
    '100韩元',
    '9'.repeat(20),
    'E+7',
    '一元二元',
  ])('%s is none', (raw) => {
    expect(money.clean(raw)).toBeNull();
  });

  const fen = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

  test('what is formatted reads back', () => {
    fc.assert(
      fc.property(
        fen,
        fc.constantFrom('CNY', 'USD', 'HKD', 'EUR', 'JPY', 'GBP', 'AUD', 'CAD', 'SGD', 'MOP'),
        (amount, currency) => {
          const text = formatMoney({ fen: amount, currency });
          expect(money.clean(text)).toEqual({ fen: amount, currency, text });
          expect(money.clean(widen(text))?.fen).toBe(amount);
        },
      ),
    );
  });

  test('no fen is lost in 万元 and 亿元', () => {
    const unit = fc.constantFrom({ places: 6, word: '万' }, { places: 10, word: '亿' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), unit, (amount, { places, word }) => {
        const digits = String(amount).padStart(places + 1, '0');
        expect(money.clean(`${digits.slice(0, -places)}.${digits.slice(-places)}${word}元`)?.fen).toBe(amount);
      }),
    );
  });

  test('大写 reads back', () => {
    const cn = (nzh as unknown as { cn: { toMoney(value: string, options: object): string } }).cn;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (amount) => {
        const printed = cn.toMoney((amount / 100).toFixed(2), { complete: false, outSymbol: false });
        expect([printed, money.clean(printed)?.fen]).toEqual([printed, amount]);
      }),
    );
  });

  test('two currencies are not compared', () => {
    expect(money.compare({ fen: 1, currency: 'CNY', text: '' }, { fen: 1, currency: 'USD', text: '' }).verdict).toBe(
      'unknown',
    );
  });
});
