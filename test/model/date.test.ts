import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, addYears, daysBetween, fromExcelSerial, partialDate } from '../../src/model/date.js';
import { chineseNumber } from '../../src/model/digits.js';
import { laws, widen } from './laws.js';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const signs = '〇一二三四五六七八九';
const positional = (text: string): string => [...text].map((digit) => signs[Number(digit)]).join('');
const counted = (value: number): string =>
  `${value >= 20 ? signs[Math.floor(value / 10)] : ''}${value >= 10 ? '十' : ''}${value % 10 ? signs[value % 10] : ''}`;

describe('date', () => {
  laws(partialDate, ['2017-12-05', '2017年12月', '2017', '二〇一七年十二月五日']);

  test.each([
    ['二〇一七年十二月廿五日', '2017-12-25'],
    ['二○一七年元月一日', '2017-01-01'],
    ['二零一七年', '2017'],
    ['2017年元月', '2017-01'],
    ['2017.12.5', '2017-12-05'],
    ['2017/12/05', '2017-12-05'],
    ['２０１７年１２月５日', '2017-12-05'],
    ['20171205', '2017-12-05'],
    ['2017-12-05 00:00:00', '2017-12-05'],
    ['2017-12-04T16:00:00.000Z', '2017-12-05'],
    ['2017-12-05T00:00:00+08:00', '2017-12-05'],
    ['2017年12月31号', '2017-12-31'],
  ])('%s', (raw, iso) => {
    expect(partialDate.clean(raw)).toBe(iso);
  });

  test.each([
    '',
    '2017年2月29日',
    '2017-13-01',
    '二〇一七年某月',
    '某年',
    '12月5日',
    '3017-01-01',
    '99年5月',
    '2017年12月0日',
  ])('%s is none', (raw) => {
    expect(partialDate.clean(raw)).toBeNull();
  });

  test('every way to write a day gives that day', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [year = '', month = '', date = ''] = iso.split('-');
        const chinese = `${positional(year)}年${counted(Number(month))}月${counted(Number(date))}日`;
        for (const printed of [
          iso,
          partialDate.caption(iso),
          widen(partialDate.caption(iso)),
          chinese,
          iso.replaceAll('-', ''),
        ])
          expect([printed, partialDate.clean(printed)]).toEqual([printed, iso]);
      }),
    );
  });

  test('days and months add up', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -10_000, max: 10_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28');
    expect(addYears('2024-02-29', 3)).toBe('2027-02-28');
    expect(fromExcelSerial(43_074)).toBe('2017-12-05');
    expect(fromExcelSerial('no')).toBeNull();
  });

  test('a part of a date speaks for nothing and against nothing', () => {
    expect(partialDate.compare('2017', '2017-12-05').verdict).toBe('compatible');
    expect(partialDate.compare('2017-11', '2017-12-05').verdict).toBe('different');
  });
});

describe('Chinese numeral', () => {
  test.each([
    ['二〇二四', 2024],
    ['三千五百', 3500],
    ['一亿二千万', 120_000_000],
    ['壹佰贰拾叁万', 1_230_000],
    ['3千万', 30_000_000],
    ['十五', 15],
    ['廿五', 25],
    ['一万零五', 10_005],
    ['两', 2],
  ])('%s', (text, value) => {
    expect(chineseNumber(text)).toBe(value);
  });

  test.each(['', '一百五', '三万五', '十百', '万', '一万二万', '某', '一二三四五六七八九〇一二三四五六七八九'])(
    '%s is none',
    (text) => {
      expect(chineseNumber(text)).toBeNull();
    },
  );
});
