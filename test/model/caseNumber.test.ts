import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caseKey, caseNumber, caseStage, sameCase } from '../../src/model/caseNumber.js';
import { laws, widen } from './laws.js';

const clean = (raw: string) => {
  const value = caseNumber.clean(raw);
  if (!value) throw new Error(`'${raw}' is a case number.`);
  return value;
};

describe('case number', () => {
  laws(caseNumber, [
    '(2017)黑01民初559号',
    '(2015)哈民二初字第12-3号',
    '（2018）黑0103执恢12号之二',
    '(2019)最高法知民终1号',
    '(2014)民提字第2号',
  ]);

  test.each([
    ['（2017）黑01民初００５５９号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['〔2017〕黑01民初559号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['[2017]黑01民初第559号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['【2O17】黑O1民初559号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['（2017）黑 01 民初 559 号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['案号：2017黑01民初559号', '(2017)黑01民初559号', '黑01', '民初', 559, undefined],
    ['(二〇一二)哈执字第5号', '(2012)哈执字第5号', '哈', '执', 5, undefined],
    ['(2015)哈民二初12号', '(2015)哈民二初字第12号', '哈', '民初', 12, undefined],
    ['（2014）深福法民二初字第00123号', '(2014)深福法民二初字第123号', '深福', '民初', 123, undefined],
    ['(2012)哈执字第40-2号', '(2012)哈执字第40-2号', '哈', '执', 40, '2'],
    ['（2018）黑0103执恢12号之二', '(2018)黑0103执恢12号之二', '黑0103', '执恢', 12, '2'],
    ['（2018）黑0103执12之十一号', '(2018)黑0103执12号之十一', '黑0103', '执', 12, '11'],
    ['(2017)黑执异1号', '(2017)黑执异1号', '黑', '执异', 1, undefined],
    ['(2017)黑0103财保1号', '(2017)黑0103财保1号', '黑0103', '财保', 1, undefined],
    ['(2021)黑01破申3号', '(2021)黑01破申3号', '黑01', '破申', 3, undefined],
    ['(2019)最高法知民终1号', '(2019)最高法知民终1号', '最高法知', '民终', 1, undefined],
    ['(2020)沪0115民诉前调12号', '(2020)沪0115民诉前调12号', '沪0115', '民诉前调', 12, undefined],
    ['(2020)最高法民监7号', '(2020)最高法民监7号', '最高法', '民监', 7, undefined],
  ])('%s', (raw, text, courtCode, typeCode, serial, suffix) => {
    expect(clean(raw)).toEqual({
      year: Number(text.slice(1, 5)),
      courtCode,
      typeCode,
      serial,
      ...(suffix === undefined ? {} : { suffix }),
      text,
    });
  });

  test.each(['', '号', '(2017)', '(2017)黑01民初号', '(1900)黑民初字第1号', '第12号', '2017年12月25日'])(
    '%s is none',
    (raw) => {
      expect(caseNumber.clean(raw)).toBeNull();
    },
  );

  test('any spelling of one number is one number', () => {
    const number = fc.record({
      year: fc.integer({ min: 2000, max: 2030 }),
      court: fc.constantFrom('黑01', '京0105', '最高法', '苏', '兵0103'),
      type: fc.constantFrom('民初', '民终', '执恢', '执异', '执保', '财保', '破申', '破', '行初', '民再'),
      serial: fc.integer({ min: 1, max: 99_999 }),
    });
    const spelling = fc.record({
      brackets: fc.constantFrom('()', '（）', '〔〕', '[]', '【】', '﹝﹞', '［］'),
      zeros: fc.integer({ min: 0, max: 3 }),
      wide: fc.boolean(),
      between: fc.constantFrom('', '字第', '第'),
    });
    fc.assert(
      fc.property(number, spelling, ({ year, court, type, serial }, { brackets, zeros, wide, between }) => {
        const plain = `(${year})${court}${type}${serial}号`;
        const printed = `${brackets[0]}${year}${brackets[1]}${court}${type}${between}${'0'.repeat(zeros)}${serial}号`;
        expect(clean(wide ? widen(printed) : printed)).toEqual(clean(plain));
        expect(clean(clean(plain).text)).toEqual(clean(plain));
      }),
    );
  });

  test('documents of one case are the same, series of one court are not', () => {
    expect(sameCase(clean('(2012)哈执字第40-2号'), clean('（2012）哈执字第40号之三'))).toBe(true);
    expect(caseKey(clean('(2018)黑0103执恢12号之二'))).toBe('(2018)黑0103执恢12号');
    expect(caseNumber.compare(clean('(2014)黑民一终字第1号'), clean('(2014)黑民二终字第1号')).verdict).toBe(
      'different',
    );
    expect(sameCase(clean('(2019)最高法知民终1号'), clean('(2019)最高法民终1号'))).toBe(false);
  });

  test.each([
    ['民初', 'first'],
    ['民终', 'second'],
    ['民再', 'retrial'],
    ['民监', 'retrial'],
    ['执恢', 'enforcement'],
    ['执异', 'enforcementObjection'],
    ['执复', 'enforcementReview'],
    ['财保', 'preservation'],
    ['破申', 'bankruptcy'],
    ['民督', 'paymentOrder'],
    ['认港', 'other'],
  ])('%s is of stage %s', (type, stage) => {
    expect(caseStage(type)).toBe(stage);
  });
});
