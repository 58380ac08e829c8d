import { partialDate, type PartialDate } from './date.js';
import { foldWidth } from './digits.js';
import type { Comparison, ValueType } from './value.js';

/**
 * A citizen identity number (GB 11643-1999): six digits of the division where it was first given, eight of the birth
 * date, three of a serial (odd for men), a check character. The 15 digits of before 1999 are lengthened to 18.
 * Two people may share one number by mistake: never a sole reason to say who somebody is.
 */
export interface ResidentId {
  /** 18 characters: digits, 'X' at the end, '*' where hidden. */
  readonly text: string;
  readonly masked: boolean;
  /** Characters that the source printed: 18, 15 of an old number, fewer of a masked one. */
  readonly visible: number;
  /** GB/T 2260 code, as long as all six digits are visible. */
  readonly division?: string;
  /** As far as it is visible from the left. */
  readonly birthDate?: PartialDate;
  readonly gender?: '男' | '女';
}

export interface IdComparison extends Comparison {
  /** Positions printed in both that agree, and that differ. Characters that lengthening added do not count. */
  readonly agreeing: number;
  readonly differing: number;
}

export interface ResidentIdType extends ValueType<ResidentId> {
  compare(a: ResidentId, b: ResidentId): IdComparison;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkSigns = '10X98765432';

/** The check character that belongs to 17 digits (ISO 7064 MOD 11-2). */
const checkOf = (digits: string): string =>
  checkSigns[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11] ?? '';

/** Provinces, the residence permits of people from Hong Kong, Macau and Taiwan (81-83), and of foreigners (9). */
const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** Least visible characters of a masked number; fewer say nothing. */
const leastVisible = 4;

export const residentId: ResidentIdType = {
  clean(raw) {
    if (raw.length > 64) return null;
    const folded = foldWidth(raw)
      .replace(/^\s*(?:公民)?(?:身份证|身份)?(?:件)?(?:号码|号)?\s*[:：]?/, '')
      .replace(/[\s\-—_]/g, '')
      .toUpperCase();
    const printed = unmask(folded);
    if (printed === null) return null;
    return printed.includes('*') ? masked(printed) : whole(printed);
  },
  compare(a, b) {
    let agreeing = 0;
    let differing = 0;
    const [left, right] = [printedPart(a), printedPart(b)];
    for (let i = 0; i < 18; i++) {
      if (left[i] === '*' || right[i] === '*') continue;
      if (left[i] === right[i]) agreeing++;
      else differing++;
    }
    const counts = { agreeing, differing };
    if (differing || contradict(a.birthDate, b.birthDate))
      return { verdict: 'different', reason: `${differing} visible digits differ`, ...counts };
    if (!a.masked && !b.masked) return { verdict: 'same', reason: 'equal numbers', ...counts };
    return agreeing === 0
      ? { verdict: 'unknown', reason: 'no digit is visible in both', ...counts }
      : { verdict: 'compatible', reason: `${agreeing} visible digits agree`, ...counts };
  },
  caption: (value) => `${value.text.slice(0, 6)}********${value.text.slice(14)}`,
  specificity: (value) => (value.masked ? Math.min(0.9, value.visible / 18) : 1),
};

/** One sign, '*', for every hidden character; null when the text is no number. An X counts as hidden unless it is the check character. */
function unmask(text: string): string | null {
  if (text.length < 8) return null;
  const signs = text.replace(/[＊×某□●?#]/g, '*');
  const last = /\dX$|\*X$/.test(signs) ? 'X' : '';
  const body = (last ? signs.slice(0, -1) : signs).replace(/X/g, '*') + last;
  return /^[\d*]+X?$/.test(body) ? body : null;
}

/** The printed characters of a value on 18 positions. */
const printedPart = (value: ResidentId): string =>
  value.masked || value.visible === 18 ? value.text : `${value.text.slice(0, 6)}**${value.text.slice(8, 17)}*`;

function whole(digits: string): ResidentId | null {
  const text = digits.length === 15 && /^\d+$/.test(digits) ? lengthen(digits) : digits;
  if (!/^\d{17}[\dX]$/.test(text) || !province.test(text) || checkOf(text) !== text[17]) return null;
  const birthDate = partialDate.clean(text.slice(6, 14));
  if (birthDate?.length !== 10) return null;
  return { text, masked: false, visible: digits.length, division: text.slice(0, 6), birthDate, gender: genderOf(text) };
}

/** Serials 996 to 999 of the old form were kept for people born before 1900. */
function lengthen(digits: string): string {
  const century = Number(digits.slice(12)) >= 996 ? '18' : '19';
  const seventeen = digits.slice(0, 6) + century + digits.slice(6);
  return seventeen + checkOf(seventeen);
}

/**
 * A masked number on 18 positions. Sources print any number of mask signs; with one run of them, what stands before it
 * is the beginning of the number and what stands behind it the end.
 */
function masked(printed: string): ResidentId | null {
  const [, before = '', behind = ''] = /^(\d*)\*+([\dX]*)$/.exec(printed) ?? [];
  const shown = before.length + behind.length;
  if (printed.length !== 18 && (shown === 0 || shown > 17)) return null;
  const text = printed.length === 18 ? printed : before + '*'.repeat(18 - shown) + behind;
  const visible = [...text].filter((sign) => sign !== '*').length;
  if (visible < leastVisible || !couldBe(text)) return null;
  const birthDate = visibleBirth(text);
  if (birthDate === null) return null;
  const division = text.slice(0, 6);
  return {
    text,
    masked: true,
    visible,
    ...(division.includes('*') ? {} : { division }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(text[16] === '*' ? {} : { gender: genderOf(text) }),
  };
}

const couldBe = (text: string): boolean => (/^\d\d/.test(text) ? province.test(text) : true);

/** Undefined when no year is visible, null when what is visible is no date. */
function visibleBirth(text: string): PartialDate | undefined | null {
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)];
  if (year.includes('*')) return undefined;
  if (month.includes('*')) return partialDate.clean(year);
  return partialDate.clean(day.includes('*') ? `${year}-${month}` : `${year}-${month}-${day}`);
}

const genderOf = (text: string): '男' | '女' => (Number(text[16]) % 2 ? '男' : '女');

const contradict = (a: PartialDate | undefined, b: PartialDate | undefined): boolean =>
  a !== undefined && b !== undefined && partialDate.compare(a, b).verdict === 'different';
