import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formerName, heldOn } from '../../src/model/formerName.js';
import { looksLikeOrganization, organizationName } from '../../src/model/organizationName.js';
import { looksLikePerson, personName } from '../../src/model/personName.js';
import { laws, widen } from './laws.js';

const company = (raw: string) => {
  const value = organizationName.clean(raw);
  if (!value) throw new Error(`'${raw}' is a name.`);
  return value;
};
const person = (raw: string) => {
  const value = personName.clean(raw);
  if (!value) throw new Error(`'${raw}' is a name.`);
  return value;
};

describe('organization name', () => {
  laws(organizationName, [
    '北山电机有限责任公司',
    '北山（沪）电机股份有限公司',
    '某公司',
    '北山某某电机有限公司',
    '××银行',
    'TCL集团股份有限公司',
    '北山某沪某有限公司',
  ]);

  test('width, brackets, spaces and 有限责任 do not matter', () => {
    const part = fc.string({ unit: fc.constantFrom(...'北山沪东电机贸易实业TCL12'), minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('()', '（）', '〔〕', '[]', '【】'),
        fc.constantFrom('有限公司', '有限责任公司'),
        fc.boolean(),
        (head, tail, brackets, form, wide) => {
          const plain = company(`${head}(${tail})电机有限公司`);
          const printed = `${head} ${brackets[0]}${tail}${brackets[1]}电机${form}`;
          expect(company(wide ? widen(printed) : printed).key).toBe(plain.key);
          expect(organizationName.compare(plain, company(printed)).verdict).toBe('same');
        },
      ),
    );
  });

  test.each([
    ['北山电机有限公司', '北山电机股份有限公司', 'compatible'],
    ['北山电机股份公司', '北山电机股份有限公司', 'same'],
    ['北山电机有限公司', '南山电机有限公司', 'different'],
    ['北山某某电机有限公司', '北山东风电机有限公司', 'compatible'],
    ['北山××电机有限公司', '北山东风水泵有限公司', 'different'],
    ['某公司', '北山电机有限公司', 'compatible'],
    ['某银行', '北山电机有限公司', 'different'],
    ['北山某某有限公司', '某某电机有限责任公司', 'compatible'],
    ['A公司', '北山公司', 'compatible'],
    ['北山某公司', '北山公司', 'different'],
  ])('%s and %s: %s', (a, b, verdict) => {
    expect(organizationName.compare(company(a), company(b)).verdict).toBe(verdict);
  });

  test.each([
    ['某公司', true],
    ['XX公司', true],
    ['×公司', true],
    ['**厂', true],
    ['甲公司', true],
    ['TCL集团', false],
    ['北山电机有限公司', false],
  ])('%s is masked: %s', (raw, masked) => {
    expect(company(raw).masked).toBe(masked);
  });

  test.each(['', '某', '12', '甲，乙', '公'.repeat(101)])('%s is none', (raw) => {
    expect(organizationName.clean(raw)).toBeNull();
  });

  test.each([
    '北山电机有限公司',
    '北山县信用社',
    '王家庄村民委员会',
    '红星砖厂',
    '海棠酒店',
    '国家税务局',
    '北山市XX厂',
    '北山集团（破产管理人）',
    '正平律师事务所',
    '利民食杂商店',
    'North Hill Ltd.',
    '北山银行东城支行',
    '北山县人民政府',
    '东风投资中心（有限合伙）',
    '北山第一中学',
  ])('%s is an organization', (name) => {
    expect(looksLikeOrganization(name)).toBe(true);
  });

  test.each(['王行', '李院', '张三', '杨天夫', '欧阳建行', '买买提·吐尔逊', '某某', '', '王某1'])(
    '%s is none',
    (name) => {
      expect(looksLikeOrganization(name)).toBe(false);
    },
  );

  test('telling the kinds apart never throws and never says both', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(looksLikeOrganization(text) && looksLikePerson(text) && !/公司|银行/.test(text)).toBe(false);
      }),
    );
    expect(looksLikeOrganization('（'.repeat(100_000))).toBe(false);
  });
});

describe('person name', () => {
  laws(personName, ['杨天夫', '杨某某', '张**', '李X', '买买提·吐尔逊', 'Alex Wong', '欧阳某', '王某1']);

  test.each([
    ['王 伟', '王伟', false],
    ['张＊＊', '张某某', true],
    ['王某1', '王某', true],
    ['陈X3', '陈某', true],
    ['李×1', '李某', true],
    ['张X', '张某', true],
    ['李X明', '李某明', true],
    ['MAX3', 'MAX3', false],
    ['王某甲', '王某', true],
    ['李×', '李某', true],
    ['李XX', '李某某', true],
    ['Max Wong', 'MAXWONG', false],
    ['买买提•吐尔逊', '买买提·吐尔逊', false],
    ['阿依古丽．买买提', '阿依古丽·买买提', false],
  ])('%s', (raw, key, masked) => {
    expect(person(raw)).toMatchObject({ key, masked });
  });

  test.each([
    ['杨某某', '杨天夫', 'compatible'],
    ['杨某', '杨天夫', 'compatible'],
    ['张某某', '杨天夫', 'different'],
    ['杨*夫', '杨天夫', 'compatible'],
    ['杨*天', '杨天夫', 'different'],
    ['杨天夫', '杨天夫', 'same'],
    ['杨天', '杨天夫', 'different'],
    ['王某1', '王某2', 'compatible'],
  ])('%s and %s: %s', (a, b, verdict) => {
    expect(personName.compare(person(a), person(b)).verdict).toBe(verdict);
  });

  test('a common name says little, a masked one next to nothing', () => {
    expect(person('欧阳修竹').surname).toBe('欧阳');
    expect(personName.specificity(person('王伟'))).toBeLessThan(personName.specificity(person('笪天夫')));
    expect(personName.specificity(person('王某'))).toBeLessThan(personName.specificity(person('王伟')));
  });
});

describe('former name', () => {
  test.each([
    ['曾用名：北山电机厂', { name: '北山电机厂' }],
    ['北山电机厂（1998年至2012年3月）', { name: '北山电机厂', from: '1998', until: '2012-03' }],
    ['北山电机厂(至2012年)', { name: '北山电机厂', until: '2012' }],
    ['北山（沪）电机厂', { name: '北山（沪）电机厂' }],
  ])('%s', (raw, value) => {
    expect(formerName.clean(raw)).toEqual(value);
    expect(formerName.clean(formerName.caption(formerName.clean(raw) ?? { name: '' }))).toEqual(value);
  });

  test('a former name holds in its time', () => {
    const name = { name: '北山电机厂', from: '1998-05-01', until: '2012-03' };
    expect(
      ['1998-04-30', '1998-05-01', '2005', '2012-03-10', '2012-04-01', '1998'].map((on) => heldOn(name, on)),
    ).toEqual(['different', 'same', 'same', 'unknown', 'different', 'unknown']);
    expect(heldOn({ name: '北山电机厂' }, '2012')).toBe('unknown');
  });
});
