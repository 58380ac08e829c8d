import divisions from './divisions.json' with { type: 'json' };
import { foldWidth } from './digits.js';
import type { Comparison, ValueType } from './value.js';

/**
 * An address, as far as its words tell where it lies: division codes of GB/T 2260, current and abolished, and the rest.
 * Names of divisions are those of the table, so '黑龙江哈尔滨南岗区' and '黑龙江省哈尔滨市南岗区' are equal.
 */
export interface Address {
  readonly text: string;
  /** Six digits of the deepest division that is named; left out where the words name none or several ('朝阳区…'). */
  readonly code?: string;
  /** The division exists no more (宣武区, 莱芜市): it went into another that the table does not tell. */
  readonly abolished: boolean;
  readonly province?: string;
  readonly city?: string;
  readonly county?: string;
  /** What follows: town, street, number; half-width, without spaces. */
  readonly rest: string;
}

export interface AddressComparison extends Comparison {
  /** The deepest level on which both agree. */
  readonly level: 'none' | 'province' | 'city' | 'county' | 'street';
}

export interface AddressType extends ValueType<Address> {
  compare(a: Address, b: Address): AddressComparison;
}

interface Division {
  readonly code: string;
  readonly name: string;
}

const current: Readonly<Record<string, string>> = divisions.current;
const abolished: Readonly<Record<string, string>> = divisions.abolished;
const nameOf = (code: string): string | undefined => current[code] ?? abolished[code];

/** Rows that stand for a group of counties: '省直辖县'. */
const grouping = /直辖|^县$/;

const levelOf = (code: string): 'province' | 'city' | 'county' =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county';

const peoples = /(?:(?:藏|回|苗|侗|白|傣|彝|壮|羌|土家|布依|哈尼|景颇|傈僳|朝鲜|蒙古|哈萨克|柯尔克孜)族?)+自治州$/;

/** What people leave away: '黑龙江', '哈尔滨', '广西', '延边'. Counties keep their sign, being too short without. */
function shortOf(name: string, level: 'province' | 'city'): string {
  const short =
    level === 'province'
      ? name.replace(/(?:省|市|特别行政区|(?:维吾尔|壮族|回族)?自治区)$/, '')
      : name.replace(peoples, '').replace(/(?:市|地区|盟)$/, '');
  return short.length >= 2 ? short : name;
}

/** Every spelling that may open an address -> the divisions it may mean, current ones first. */
const byName = new Map<string, Division[]>();
/** First two characters of spellings -> how long these are, the longest first. */
const lengths = new Map<string, number[]>();
for (const table of [current, abolished]) {
  for (const [code, name] of Object.entries(table)) {
    if (grouping.test(name)) continue;
    const level = levelOf(code);
    for (const spelling of new Set(level === 'county' ? [name] : [name, shortOf(name, level)])) {
      const meanings = byName.get(spelling);
      if (meanings) meanings.push({ code, name });
      else byName.set(spelling, [{ code, name }]);
      const opening = spelling.slice(0, 2);
      const known = lengths.get(opening) ?? [];
      if (!known.includes(spelling.length))
        lengths.set(
          opening,
          [...known, spelling.length].sort((a, b) => b - a),
        );
    }
  }
}

/** Divisions that the beginning of `text` may name, longest spelling first. */
function* openings(text: string): Generator<readonly [spelling: string, meanings: readonly Division[]]> {
  for (const length of lengths.get(text.slice(0, 2)) ?? []) {
    if (length > text.length) continue;
    const spelling = text.slice(0, length);
    const meanings = byName.get(spelling);
    if (meanings) yield [spelling, meanings];
  }
}

const inside = (code: string, parent: string | undefined): boolean =>
  code.startsWith((parent ?? '').replace(/(?:00)+$/, ''));

/**
 * The next division named at the start of `text` below `parent`; undefined when none or more than one fits. A shortened
 * name counts only before another division or at the end: 南京 is a city in '南京鼓楼区', not in '南京路1号'.
 */
function next(
  text: string,
  parent: string | undefined,
): { readonly spelling: string; readonly division: Division } | undefined {
  for (const [spelling, meanings] of openings(text)) {
    const below = meanings.filter(
      ({ code }) => parent === undefined || (inside(code, parent) && rank(code) > rank(parent)),
    );
    if (!below.length) continue;
    const division = topmost(parent === undefined ? alone(below) : standing(below));
    if (!division) return undefined;
    const rest = text.slice(spelling.length);
    const shortened = division.name !== spelling;
    if (!shortened || rest === '' || next(rest, division.code)) return { spelling, division };
  }
  return undefined;
}

/** Divisions of today, where there are any. */
function standing(found: readonly Division[]): readonly Division[] {
  const today = found.filter(({ code }) => code in current);
  return today.length ? today : found;
}

/**
 * What a name means that nothing stands before. A town or a bare 矿区 may be anywhere; a county that had namesakes in
 * other provinces, be it in the past, is not told either.
 */
function alone(found: readonly Division[]): readonly Division[] {
  const telling = found.filter(
    ({ code, name }) => levelOf(code) !== 'county' || (name.length > 2 && /[市县区旗]$/.test(name)),
  );
  return new Set(telling.map(({ code }) => code.slice(0, 2))).size > 1 ? telling : standing(telling);
}

const rank = (code: string): number => ({ province: 1, city: 2, county: 3 })[levelOf(code)];

/** The one of the highest level (北京市 is a province and its only city); undefined when that is not one. */
function topmost(found: readonly Division[]): Division | undefined {
  const best = Math.min(...found.map(({ code }) => rank(code)));
  const top = found.filter(({ code }) => rank(code) === best);
  return top.length === 1 ? top[0] : undefined;
}

const leading =
  /^(?:[\s,，。;；:：、]|户籍所在地|户籍地|户籍|现居住于|现住址?|住所地|住所|住址|经常居住地|居住地|地址|住在|住(?=[^宅]))+/;
const sign = /[省市县区州旗盟镇乡村路街道巷弄号栋幢楼室组屯庄社园厦里坊]/;

export const address: AddressType = {
  clean(raw) {
    if (raw.length > 300) return null;
    const text = raw.trim();
    let rest = foldWidth(text)
      .replace(leading, '')
      .replace(/\s/g, '')
      .replace(/^(?:中国|中华人民共和国)/, '')
      .replace(/[。,，;；、]+$/, '');
    if (rest.length < 2) return null;
    let code: string | undefined;
    while (rest && (code === undefined || levelOf(code) !== 'county')) {
      const found = next(rest, code);
      if (!found) break;
      code = found.division.code;
      rest = rest.slice(found.spelling.length);
      // 北京市 is a province and its only city: often both are said.
      if (levelOf(code) === 'province' && rest.startsWith(found.division.name))
        rest = rest.slice(found.division.name.length);
    }
    if (code === undefined) return sign.test(rest) ? { text, abolished: false, rest } : null;
    return { text, code, abolished: !(code in current), ...namesOf(code), rest };
  },
  compare(a, b) {
    const level = sharedLevel(a, b);
    const known = a.code !== undefined && b.code !== undefined;
    if (known && apart(a.code, b.code)) {
      // An abolished division may be part of the other one by now.
      if (a.abolished || b.abolished) return { verdict: 'unknown', reason: 'an abolished division', level };
      return { verdict: 'different', reason: 'divisions differ', level };
    }
    const [left, right] = [street(a), street(b)];
    if (left !== '' && left === right) {
      return a.code === b.code
        ? { verdict: 'same', reason: 'equal addresses', level: 'street' }
        : { verdict: 'compatible', reason: 'equal streets', level: 'street' };
    }
    if (left === '' || right === '')
      return {
        verdict: known ? 'compatible' : 'unknown',
        reason: known ? 'one is part of the other' : 'too little is said',
        level,
      };
    if (continues(left, right)) return { verdict: 'compatible', reason: 'one is part of the other', level: 'street' };
    return known && a.code === b.code
      ? { verdict: 'different', reason: 'same division, other street', level }
      : { verdict: 'unknown', reason: 'streets differ in spelling', level };
  },
  /** Down to the county; street and number stay hidden. */
  caption: ({ province, city, county, rest }) => `${province ?? ''}${city ?? ''}${county ?? ''}${rest ? '***' : ''}`,
  specificity: ({ code, rest }) =>
    /\d/.test(rest) ? (code === undefined ? 0.4 : 0.6) : code === undefined ? 0.05 : 0.1,
};

/**
 * Whether a text opens with a province, a city or a county-level city, in full or in short: the name of a company does so
 * where it is registered ('哈尔滨泰富电气有限公司', '昆山…厂').
 */
export function opensWithPlace(text: string): boolean {
  for (const [, meanings] of openings(text)) if (meanings.some(({ code, name }) => isPlace(code, name))) return true;
  for (let length = 2; length <= 4; length++)
    if (byName.get(`${text.slice(0, length)}市`)?.some(({ code, name }) => isPlace(code, name))) return true;
  return false;
}

const isPlace = (code: string, name: string): boolean => levelOf(code) !== 'county' || name.endsWith('市');

/** Names of the code's levels by today's table; the city of 北京市 is not said twice. */
function namesOf(code: string): Pick<Address, 'province' | 'city' | 'county'> {
  const province = nameOf(`${code.slice(0, 2)}0000`);
  const cityCode = `${code.slice(0, 4)}00`;
  const city = levelOf(code) === 'province' ? undefined : nameOf(cityCode);
  const county = levelOf(code) === 'county' ? nameOf(code) : undefined;
  return {
    ...(province === undefined ? {} : { province }),
    ...(city === undefined || grouping.test(city) || city === province ? {} : { city }),
    ...(county === undefined ? {} : { county }),
  };
}

/** Two codes of which neither lies inside the other. */
const apart = (a: string, b: string): boolean => !inside(a, b) && !inside(b, a);

function sharedLevel(a: Address, b: Address): 'none' | 'province' | 'city' | 'county' {
  if (a.code === undefined || b.code === undefined || a.code.slice(0, 2) !== b.code.slice(0, 2)) return 'none';
  if (a.code === b.code) return levelOf(a.code);
  const city = a.code.slice(0, 4);
  return city === b.code.slice(0, 4) && !city.endsWith('00') && !city.endsWith('90') ? 'city' : 'province';
}

/** The rest in one spelling. */
const street = ({ rest }: Address): string =>
  rest
    .replace(/[()（）【】[\]\-—－–_#,，。.、]/g, '')
    .replace(/[*×某]+.*$/, '')
    .toUpperCase();

/** One goes on where the other ends, and not in the middle of a number (1号 and 12号). */
function continues(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && !(/\d$/.test(short) && /^\d/.test(long.slice(short.length)));
}
