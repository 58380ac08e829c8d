import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysIn, sumsIn } from '../../src/read/quantities.js';

const yuan = (text: string): number[] => sumsIn(text).map((sum) => sum.fen / 100);

describe('sums', () => {
  test.each([
    ['借款1 133 031.89元', 1133031.89],
    ['租金48，500元', 48500],
    ['本金１２３４．５元', 1234.5],
    ['借款3千5百万元', 35_000_000],
    ['转让款1亿2千万元', 120_000_000],
    ['贷款1.5亿元', 150_000_000],
    ['今借到壹拾伍万肆仟贰佰元整', 154_200],
    ['医疗费十六万五千九百八十一元六角一分', 165_981.61],
    ['利息1.799E+7元', 17_990_000],
    ['费用8元5角', 8.5],
    ['今借到现金玖万圆整', 90_000],
  ])('%s', (text, value) => {
    expect(yuan(text)).toEqual([value]);
  });

  test('approximate sums, units and names of things are no sums', () => {
    expect(yuan('几十万元，100余万元，近200万元，单元房，一元化')).toEqual([]);
  });

  test('a number that merely stands before a sum is no part of it', () => {
    expect(yuan('2016 100元')).toEqual([100]);
    expect(yuan('第3项 200元')).toEqual([200]);
  });

  test('currency and prices per period are told', () => {
    expect(sumsIn('贷款100万美元').map((sum) => sum.currency)).toEqual(['USD']);
    expect(sumsIn('港币：50万元').map((sum) => sum.currency)).toEqual(['HKD']);
    expect(sumsIn('每月500元，200元/户，每平方米租金为80元').map((sum) => sum.rate)).toEqual([true, true, true]);
  });

  test('what is printed as a number of yuan is read as that number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (fen) => {
        const printed = (fen / 100).toFixed(2);
        const grouped = Number(printed.split('.')[0]).toLocaleString('en-US') + printed.slice(-3);
        for (const text of [printed, grouped])
          expect(sumsIn(`给付本金${text}元。`).map((sum) => sum.fen)).toEqual([fen]);
      }),
    );
  });
});

describe('days', () => {
  test('in digits, in Chinese numerals, and taking their year from the day before', () => {
    const days = daysIn('2016年3月1日至同年8月5日，4月15日；二〇一八年十二月三十一日；２０１９年１月２日');
    expect(days.map((day) => day.iso)).toEqual(['2016-03-01', '2016-08-05', '2016-04-15', '2018-12-31', '2019-01-02']);
  });

  test('同年 is the year told last, by a month too', () => {
    expect(daysIn('2019年2月2日立案。2018年10月，甲得知；同年11月2日，双方签订合同。').map((day) => day.iso)).toEqual([
      '2019-02-02',
      '2018-11-02',
    ]);
  });

  test('a day that no calendar has, a month, a term and a lunar day are no days', () => {
    expect(daysIn('2016年13月1日，2016年3月，三个月零五日，正月初一日，2016年0月0日')).toEqual([]);
  });

  test('spans hold the words', () => {
    const text = '借款期限自2017年元月5日起至2018年元月4日止';
    expect(daysIn(text).map((day) => text.slice(day.start, day.end))).toEqual(['2017年元月5日', '2018年元月4日']);
  });
});

test('no text makes them throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom('元', '万', '3', '年', '月', '日', '，', '壹', '亿', 'O', '.')),
      (a, b) => {
        const text = a + b.join('') + a;
        for (const found of [...sumsIn(text), ...daysIn(text)]) expect(found.end).toBeGreaterThan(found.start);
      },
    ),
  );
});
