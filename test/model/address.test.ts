import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { address, opensWithPlace } from '../../src/model/address.js';
import divisions from '../../src/model/divisions.json' with { type: 'json' };
import { laws, widen } from './laws.js';

const clean = (raw: string) => {
  const value = address.clean(raw);
  if (!value) throw new Error(`'${raw}' is an address.`);
  return value;
};

describe('address', () => {
  laws(address, [
    '黑龙江省哈尔滨市南岗区红旗大街162号',
    '哈尔滨市南岗区',
    '北京市宣武区广安门1号',
    '朝阳区建国路1号',
    '东莞市长安镇',
    '莱芜市莱城区',
  ]);

  test.each([
    ['黑龙江省哈尔滨市南岗区红旗大街162号', '230103', '红旗大街162号'],
    ['黑龙江哈尔滨南岗区', '230103', ''],
    ['住哈尔滨市南岗区红旗大街162号。', '230103', '红旗大街162号'],
    ['北京市北京市朝阳区建国路1号', '110105', '建国路1号'],
    ['上海市浦东新区', '310115', ''],
    ['吉林省吉林市船营区', '220204', ''],
    ['海南省琼海市嘉积镇', '469002', '嘉积镇'],
    ['青海海南共和县', '632521', ''],
    ['新疆石河子市', '659001', ''],
    ['南京市南京路1号', '320100', '南京路1号'],
    ['北京市宣武区广安门1号', '110104', '广安门1号'],
    ['浙江省杭州市江干区', '330104', ''],
    ['山东省莱芜市', '371200', ''],
  ])('%s', (raw, code, rest) => {
    expect(clean(raw)).toMatchObject({ code, rest });
    expect(clean(widen(raw))).toMatchObject({ code, rest });
  });

  test.each(['朝阳区建国路1号', '南京路1号', '矿区新路1号', '长安镇霄边村', '鼓楼区中山路', '和平区'])(
    '%s may be anywhere',
    (raw) => {
      expect(clean(raw).code).toBeUndefined();
    },
  );

  test.each([
    ['哈尔滨泰富电气有限公司', true],
    ['黑龙江省龙江银行', true],
    ['昆山宏达机械厂', true],
    ['城区供销社', false],
    ['泰富电气有限公司', false],
    ['', false],
  ])('%s opens with its seat: %s', (name, expected) => {
    expect(opensWithPlace(name)).toBe(expected);
  });

  test.each(['', '某', '你好', '12345'])('%s is none', (raw) => {
    expect(address.clean(raw)).toBeNull();
  });

  test('every county of today is found under its province and city', () => {
    const namesakes = new Set(['130390']); // 秦皇岛 has two codes for its 经济技术开发区
    const current: Record<string, string> = divisions.current;
    const missed = Object.entries(current).filter(([code, name]) => {
      const city = current[`${code.slice(0, 4)}00`] ?? '';
      const province = current[`${code.slice(0, 2)}0000`] ?? '';
      return (
        !code.endsWith('00') &&
        !namesakes.has(code) &&
        !/直辖|^县$/.test(city) &&
        clean(`${province}${city === province ? '' : city}${name}某路1号`).code !== code
      );
    });
    expect(missed).toEqual([]);
  });

  test.each([
    ['黑龙江省哈尔滨市南岗区红旗大街162号', '哈尔滨市南岗区红旗大街162号', 'same', 'street'],
    ['哈尔滨市南岗区红旗大街162号', '哈尔滨市南岗区红旗大街162号3栋', 'compatible', 'street'],
    ['哈尔滨市南岗区红旗大街16号', '哈尔滨市南岗区红旗大街162号', 'different', 'county'],
    ['哈尔滨市南岗区红旗大街162号', '哈尔滨市道里区红旗大街162号', 'different', 'city'],
    ['哈尔滨市南岗区', '黑龙江省', 'compatible', 'province'],
    ['哈尔滨市南岗区', '北京市东城区', 'different', 'none'],
    ['北京市宣武区广安门1号', '北京市西城区广安门1号', 'unknown', 'city'],
    ['朝阳区建国路1号', '北京市朝阳区建国路1号', 'unknown', 'none'],
  ])('%s and %s: %s', (a, b, verdict, level) => {
    expect(address.compare(clean(a), clean(b))).toMatchObject({ verdict, level });
  });

  test('the caption hides the street', () => {
    expect(address.caption(clean('哈尔滨市南岗区红旗大街162号'))).toBe('黑龙江省哈尔滨市南岗区***');
  });

  test('whatever stands behind a county stays the rest', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[东西南北中山河路0-9号]{1,20}$/), (rest) => {
        expect(clean(`北京市朝阳区${rest}`)).toMatchObject({ code: '110105', rest });
      }),
    );
  });
});
