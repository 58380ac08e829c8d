import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { creditCode } from '../../src/model/creditCode.js';
import { phone } from '../../src/model/phone.js';
import { residentId } from '../../src/model/residentId.js';
import { laws, widen } from './laws.js';

const must = <V>(value: V | null): V => {
  if (value === null) throw new Error('This is a value.');
  return value;
};
const person = (raw: string) => must(residentId.clean(raw));
const code = (raw: string) => must(creditCode.clean(raw));

/** A valid number made here, with the standard's weights written out a second time. */
const anyId = fc
  .tuple(
    fc.constantFrom('110101', '230103', '320102', '440106', '820000'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 995 }),
  )
  .map(([division, birth, serial]) => {
    const body = division + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(3, '0');
    const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
    return body + ((12 - (sum % 11)) % 11 === 10 ? 'X' : String((12 - (sum % 11)) % 11));
  });

const changed = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1);

describe('resident id', () => {
  laws(residentId, ['11010519491231002X', '3607021974****5331', '110101********123X', '11010519491231XXXX']);

  test('the example of the standard', () => {
    expect(person('11010519491231002X')).toEqual({
      text: '11010519491231002X',
      masked: false,
      visible: 18,
      division: '110105',
      birthDate: '1949-12-31',
      gender: '女',
    });
  });

  test('agrees with another checker', () => {
    const Checker = createRequire(import.meta.url)('id-validator') as new () => { isValid(id: string): boolean };
    const other = new Checker();
    fc.assert(
      fc.property(anyId, fc.nat(17), fc.nat(9), (id, at, digit) => {
        fc.pre(!id.startsWith('82') && at >= 6);
        for (const text of [id, changed(id, at, String(digit))])
          expect(residentId.clean(text) !== null).toBe(other.isValid(text));
      }),
    );
  });

  test('any single wrong character is found', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'), (id, at, sign) => {
        expect(residentId.clean(id)?.text).toBe(id);
        if (id[at] !== sign && (at === 17 || sign !== 'X')) expect(residentId.clean(changed(id, at, sign))).toBeNull();
      }),
    );
  });

  test('15 digits are the same person as 18', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        fc.pre(id.slice(6, 8) === '19');
        const old = person(id.slice(0, 6) + id.slice(8, 17));
        expect(old.text).toBe(id);
        expect(residentId.compare(old, person(id))).toMatchObject({ verdict: 'same', agreeing: 15, differing: 0 });
      }),
    );
  });

  test('visible digits are compared one by one', () => {
    fc.assert(
      fc.property(
        anyId,
        fc.integer({ min: 6, max: 10 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('*', '＊', '×', 'x'),
        (id, before, behind, sign) => {
          fc.pre(sign !== 'x' || behind > 1 || !id.endsWith('X')); // xxxX: the last may be hidden too
          const masked = person(id.slice(0, before) + sign.repeat(18 - before - behind) + id.slice(18 - behind));
          expect(residentId.compare(masked, person(id))).toMatchObject({
            verdict: 'compatible',
            agreeing: before + behind,
          });
          const other = changed(id, 3, id[3] === '9' ? '8' : '9');
          expect(residentId.compare(masked, { ...person(id), text: other })).toMatchObject({
            verdict: 'different',
            differing: 1,
          });
        },
      ),
    );
    expect(person('110101********123X')).toMatchObject({ visible: 10, division: '110101', gender: '男' });
    expect(person('3607021974****5331').birthDate).toBe('1974');
    expect(residentId.compare(person('3607021974****5331'), person('11010519491231002X')).verdict).toBe('different');
  });

  test('a mask of any length hides the middle', () => {
    expect(person('110101***123X').text).toBe('110101********123X');
  });

  test.each([
    '',
    '123',
    '990105194912310021',
    '11010519491331002X',
    '000000000000000000',
    '******************',
    '11*',
    '110101194902**0021x9',
  ])('%s is none', (raw) => {
    expect(residentId.clean(raw)).toBeNull();
  });

  test('the caption hides the birth date', () => {
    expect(residentId.caption(person('11010519491231002X'))).toBe('110105********002X');
  });
});

const creditSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const valid = ['91350100M000100Y43', '91370000164102345T', '914403003582975584'];

describe('credit code', () => {
  laws(creditCode, [...valid, '16410234-5', '440301114050905', '310000000165830', '91370000****02345T', '164102***']);

  test('any single wrong character is found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.integer({ min: 0, max: 17 }),
        fc.constantFrom(...creditSigns),
        (text, at, sign) => {
          expect(creditCode.clean(text)).toMatchObject({ kind: 'credit', text });
          if (text[at] !== sign) expect(creditCode.clean(changed(text, at, sign))).toBeNull();
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('164102345', '358297558'),
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(...'0123456789'),
        (text, at, sign) => {
          if (text[at] !== sign) expect(creditCode.clean(changed(text, at, sign))).toBeNull();
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('440301114050905', '310000000165830'),
        fc.integer({ min: 0, max: 14 }),
        fc.constantFrom(...'0123456789'),
        (text, at, sign) => {
          if (text[at] !== sign) expect(creditCode.clean(changed(text, at, sign))).toBeNull();
        },
      ),
    );
  });

  test.each([
    ['91370000164102345T', '16410234-5', 'same'],
    ['91370000164102345T', '35829755-8', 'different'],
    ['91370000164102345T', '310000000165830', 'unknown'],
    ['91370000164102345T', '164102***', 'compatible'],
    ['91370000164****345T', '91370000164102345T', 'compatible'],
    ['91370000165****345T', '91370000164102345T', 'different'],
    ['440301114050905', '310000000165830', 'different'],
  ])('%s and %s: %s', (a, b, verdict) => {
    expect(creditCode.compare(code(a), code(b)).verdict).toBe(verdict);
  });

  test('printed with a label, in full width, with O for 0', () => {
    expect(code(`统一社会信用代码：${widen('91350100M000100Y43')}`)).toEqual(code('91350100M000100Y43'));
    expect(code('9135O1OOMOOO1OOY43')).toEqual(code('91350100M000100Y43'));
    expect(creditCode.caption(code('组织机构代码：164102345'))).toBe('16410234-5');
  });

  test.each(['', '000000000', '000000000000000', '164102346', '1234567890', '********'])('%s is none', (raw) => {
    expect(creditCode.clean(raw)).toBeNull();
  });
});

describe('phone', () => {
  laws(phone, ['13800138000', '0451-82345678', '138****8000', '400-810-8888', '+86 138 0013 8000']);

  test.each([
    ['138 0013 8000', '+8613800138000', 'mobile'],
    ['电话：+86-138-0013-8000', '+8613800138000', 'mobile'],
    ['０４５１－８２３４５６７８', '+8645182345678', 'landline'],
    ['138****8000', '+86138****8000', 'mobile'],
    ['138xxxx8000', '+86138****8000', 'mobile'],
    ['400-810-8888', '+864008108888', 'service'],
  ])('%s', (raw, text, kind) => {
    expect(phone.clean(raw)).toMatchObject({ text, kind });
  });

  test.each(['', '82345678', '12345', '110101199001011234', '13800138', '某'])('%s is none', (raw) => {
    expect(phone.clean(raw)).toBeNull();
  });

  test('captions hide the middle, masked ones compare by what is seen', () => {
    const [mobile, landline, masked] = ['13800138000', '0451-82345678', '138****8000'].map((raw) =>
      must(phone.clean(raw)),
    );
    expect(phone.caption(must(mobile ?? null))).toBe('138****8000');
    expect(phone.clean('（0451）82345678转801')?.extension).toBe('801');
    expect(phone.caption(must(landline ?? null))).not.toContain('8234');
    expect(phone.compare(must(mobile ?? null), must(masked ?? null)).verdict).toBe('compatible');
    expect(phone.compare(must(landline ?? null), must(masked ?? null)).verdict).toBe('different');
  });
});
