/**
 * The sums of money and the days a stretch of Chinese legal prose names, found in one pass each: sums by their 元, days
 * by their digits. Indexes here are UTF-16, as regular expressions give them; readers translate them when they state.
 */

import { chineseNumber, foldWidth } from '../model/digits.js';

/** A sum as printed: `fen` its value, `rate` when it is a price per unit or per period (每月500元, 200元/户). */
export interface SumAt {
  readonly start: number;
  readonly end: number;
  readonly fen: number;
  readonly currency: string;
  readonly rate: boolean;
}

export interface DayAt {
  readonly start: number;
  readonly end: number;
  readonly iso: string;
}

const DIGIT = '[0-9０-９OＯ]';
const HAN = '零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億';
const NUMBER_BEFORE = new RegExp(
  `((?:(?<!${DIGIT})${DIGIT}{1,3}(?:\\s${DIGIT}{3})+|${DIGIT}+(?:[,，]\\s?${DIGIT}{3})*)(?:[.．]${DIGIT}+)?(?:[eE]\\+?[0-9]{1,2})?|(?![百千万亿佰仟萬億])[${HAN}]+)\\s*([百千万萬亿億]*)\\s*(美|港|欧|日|澳|新加坡|加)?$`,
);
/** 1亿2 before 千万元: what a number written with several units begins with. */
const UNITS_BEFORE = /(?:[0-9０-９]+[百千万亿])+$/;
const TENTHS = '[0-9０-９零一二三四五六七八九壹贰叁肆伍陆柒捌玖]';
const SMALL_CHANGE = new RegExp(`\\s?(?:(${TENTHS})角)?零?(?:(${TENTHS})分)?`, 'y');
const CURRENCIES: Readonly<Record<string, string>> = {
  美: 'USD',
  港: 'HKD',
  欧: 'EUR',
  日: 'JPY',
  澳: 'AUD',
  加: 'CAD',
  新加坡: 'SGD',
};
const CURRENCY_BEFORE = /(?:美[元金]?|USD\s*[$＄]?|(港|欧|日|澳)[元币])(?:[:：]|\s)*$/;
const HAN_UNITS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

const foldDigits = (text: string): string => foldWidth(text).replace(/O/g, '0');

function numberOf(text: string): number {
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(text)) return Number(text);
  return /^[0-9０-９OＯ]/.test(text) ? Number(foldDigits(text).replace(/[,，\s]/g, '')) : (chineseNumber(text) ?? NaN);
}

const YUAN = /[元圆]/g;

/** The sum that is left of one when its first characters belong to a name before it (今借到王某1 40000元, printed without a gap). */
export function trimmedSum(text: string, sum: SumAt, start: number): SumAt | undefined {
  const rest = sumsIn(text.slice(start, sum.end))[0];
  return rest && { ...rest, start: start + rest.start, end: start + rest.end };
}

/** Every sum of `text`, in order. Sums said to be approximate (几十万元, 100余万元) are left out. */
export function sumsIn(text: string): readonly SumAt[] {
  const sums: SumAt[] = [];
  let floor = 0;
  YUAN.lastIndex = 0;
  while (YUAN.test(text)) {
    const index = YUAN.lastIndex - 1;
    const sum = sumAt(text, Math.max(floor, index - 36), index);
    if (!sum) continue;
    sums.push(sum);
    floor = sum.end;
  }
  return sums;
}

/** Signs that a number before 元 or 月 may hold. */
const NUMERIC = new Uint8Array(0x10000);
for (const sign of `0123456789０１２３４５６７８９OＯo○ \u3000\t\n\r\u00a0,，.．eE+${HAN}元美港欧日澳新加坡`)
  NUMERIC[sign.charCodeAt(0)] = 1;

/** The sum whose 元 or 圆 stands at `at`, its number read no farther back than `from`. */
function sumAt(text: string, from: number, at: number): SumAt | undefined {
  let begin = at;
  while (begin > from && NUMERIC[text.charCodeAt(begin - 1)] === 1) begin--;
  if (begin === at) return undefined;
  from = begin;
  const found = NUMBER_BEFORE.exec(text.slice(from, at));
  if (!found) return undefined;
  const [, digits = '', units = '', sign] = found;
  const mixed = found.index > 0 ? (UNITS_BEFORE.exec(text.slice(from, from + found.index))?.[0] ?? '') : '';
  const start = from + found.index - mixed.length;
  const before = text.slice(Math.max(0, start - 10), start);
  if (start > 0 && '几数近第约'.includes(text[start - 1]!)) return undefined;
  if (units === '' && digits.length === 1 && '一二三四五六七八九两'.includes(digits)) return undefined;
  const whole =
    mixed === ''
      ? [...units].reduce((value, unit) => value * (HAN_UNITS[unit] ?? 1), numberOf(digits))
      : (chineseNumber(mixed + digits + units) ?? NaN);
  SMALL_CHANGE.lastIndex = at + 1;
  const change = SMALL_CHANGE.exec(text);
  const jiao = change?.[1] === undefined ? 0 : numberOf(change[1]);
  const cent = change?.[2] === undefined ? 0 : numberOf(change[2]);
  const fen = Math.round(whole * 100) + jiao * 10 + cent;
  if (!Number.isSafeInteger(fen) || fen <= 0) return undefined;
  const end = at + 1 + (fen % 100 !== 0 && (jiao > 0 || cent > 0) ? change![0].length : 0);
  const stated = sign ?? currencyBefore(before);
  return {
    start,
    end,
    fen,
    currency: stated === undefined ? 'CNY' : (CURRENCIES[stated] ?? 'CNY'),
    rate: '/／每'.includes(text[end] ?? ' ') || /每[一-龥]{1,8}$|单价[为：:]?$/.test(before),
  };
}

function currencyBefore(before: string): string | undefined {
  if (!/[美元金D$＄币:：\s]$/.test(before)) return undefined;
  const named = CURRENCY_BEFORE.exec(before);
  return named ? (named[1] ?? '美') : undefined;
}

const DAY_BEFORE = new RegExp(
  `(?:(${DIGIT}{4}|[二一][〇○零ＯO0一二三四五六七八九]{3})年|(同年|当年))?(${DIGIT}{1,2}|[元一二三四五六七八九十]{1,3})$`,
);
const DAY_AFTER = new RegExp(`月份?(${DIGIT}{1,2}|[一二三四五六七八九十]{1,3})[日号]`, 'y');

const small = (text: string): number => (text === '元' ? 1 : numberOf(text));
const yearOf = (text: string): number =>
  /^[0-9]+$/.test(text) ? Number(text) : (chineseNumber(foldDigits(text)) ?? NaN);

/** Every full day of `text`, in order; 同年8月5日 and a bare 4月15日 take the year of the day before them. */
export function daysIn(text: string): readonly DayAt[] {
  const days: DayAt[] = [];
  let year = 0;
  let told = -Infinity; // where the year was told last
  for (let at = text.indexOf('月'); at >= 0; at = text.indexOf('月', at + 1)) {
    if (NUMERIC[text.charCodeAt(at - 1)] === 0) continue;
    DAY_AFTER.lastIndex = at;
    const after = DAY_AFTER.exec(text);
    const before = DAY_BEFORE.exec(text.slice(Math.max(days.at(-1)?.end ?? 0, at - 8), at));
    if (!before) continue;
    const start = at - before[0].length;
    const [, stated, same] = before;
    if (stated !== undefined) [year, told] = [yearOf(stated), at];
    if (!after) continue;
    if (start - told > 200 || (same === undefined && text.slice(start - 2, start) === '农历')) continue;
    if (year < 1900 || year > 2100) continue;
    const month = small(before[3]!);
    const day = small(after[1]!);
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) continue;
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    days.push({ start, end: at + after[0].length, iso });
    told = at;
  }
  return days;
}
