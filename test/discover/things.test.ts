import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { thingsOf, type Told } from '../../src/discover/things.js';

const told = (
  asset: string,
  location: string | null,
  description: string | null,
  certificate: string | null = null,
  kind = 'realEstate',
): Told => ({ asset, kind, certificate, descriptions: [{ description, location }] });

const ids = (...rows: readonly Told[]): string[] =>
  thingsOf(rows)
    .map(({ own, shared }) =>
      [...own.map((row) => row.asset).sort(), ...shared.map((row) => `(${row.asset})`)].join(' '),
    )
    .sort();

describe('one thing', () => {
  test.each<[string, Told, Told]>([
    ['the province is left out', told('a', '江西省赣州市文清路9号', '房屋'), told('b', '赣州市文清路9号', '厂房')],
    [
      'what stands there is printed with the place',
      told('a', '文清路9号的厂房', '厂房'),
      told('b', '有位于文清路9号', null),
    ],
    ['masked', told('a', '万州区白岩路X号第XX层', '商业用房'), told('b', '万州区白岩路9号第10层', '商业用房')],
    [
      'no place, the same words',
      told('a', null, '泰公司的全部股权', null, 'equity'),
      told('b', null, '泰公司股权', null, 'equity'),
    ],
    ['land and plant', told('a', '冶金路3号院内', '土地', null, 'landUseRight'), told('b', '冶金路3号院内', '厂房')],
    ['the letter O for a nought', told('a', null, '地', '沪(2O12)第1号'), told('b', '别处', '房', '沪（2012）第1号')],
    ['with a certificate and without', told('a', '赣州市文清路9号', '房屋', 'Z1'), told('b', '文清路9号', '房屋')],
  ])('%s', (_why, a, b) => {
    expect(ids(a, b)).toEqual(['a b']);
    expect(ids(b, a)).toEqual(['a b']);
  });
});

describe('two things', () => {
  test.each<[string, Told, Told]>([
    ['two certificates of one place', told('a', '文清路9号', '房屋', 'Z1'), told('b', '文清路9号', '房屋', 'Z2')],
    ['another house', told('a', '赣州市文清路9号', '房屋'), told('b', '赣州市文清路19号', '房屋')],
    ['a flat of the house', told('a', '赣州市文清路9号', '房屋'), told('b', '赣州市文清路9号401室', '房屋')],
    ['a place and none', told('a', '赣州市文清路9号', '房屋'), told('b', null, '房屋')],
    ['another kind', told('a', null, '一批', null, 'equipment'), told('b', null, '一批', null, 'inventory')],
    ['too little is legible', told('a', '海南省****', '房产'), told('b', '海南省三亚市', '房产')],
    ['nothing is told', told('a', null, null), told('b', null, null)],
  ])('%s', (_why, a, b) => {
    expect(ids(a, b)).toEqual(['a', 'b']);
  });
});

test('several certificates described together share what is told without any', () => {
  const parcels = ['Z1', 'Z2', 'Z3'].map((one, i) =>
    told(`p${i}`, '祝桥镇9街坊', '三宗国有土地使用权', one, 'landUseRight'),
  );
  expect(ids(...parcels, told('a', '上海市祝桥镇9街坊', '三宗国有土地使用权', null, 'landUseRight'))).toEqual([
    'p0 (a)',
    'p1 (a)',
    'p2 (a)',
  ]);
});

test('a masked place that fits two things joins neither to the other', () => {
  expect(
    ids(
      told('a', '万州区白岩路9号', '房屋'),
      told('b', '万州区白岩路8号', '房屋'),
      told('m', '万州区白岩路X号', '房屋'),
    ),
  ).toEqual(['a (m)', 'b (m)']);
});

test('every row is told of something, in any order the same', () => {
  const place = fc.constantFrom(
    null,
    '文清路9号',
    '赣州市文清路9号',
    '赣州市文清路X号',
    '赣州市章江路1号',
    '章江路1号',
  );
  const row = fc.record({
    place,
    what: fc.constantFrom(null, '房屋', '厂房'),
    certificate: fc.constantFrom(null, null, 'Z1', 'Z2'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.func(fc.nat()), (given, order) => {
      const rows = given.map((one, i) => told(`a${i}`, one.place, one.what, one.certificate));
      const things = thingsOf(rows);
      expect(new Set(things.flatMap(({ own, shared }) => [...own, ...shared]))).toEqual(new Set(rows));
      expect(things.every(({ own }) => own.length > 0)).toBe(true);
      expect(ids(...[...rows].sort((a, b) => order(a.asset) - order(b.asset)))).toEqual(ids(...rows));
    }),
  );
});
