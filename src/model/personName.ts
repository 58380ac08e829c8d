import { foldWidth } from './digits.js';
import { compoundSurnames, isSurname, surnameFrequency } from './surnames.js';
import type { ValueType } from './value.js';

/** The name of a natural person, as documents print it. */
export interface PersonName {
  readonly text: string;
  /** For matching: no spaces, one kind of dot; masks kept as '某'. */
  readonly key: string;
  readonly surname: string;
  /** Some of its characters are hidden: 杨某某, 张**, 李×, 王某1. */
  readonly masked: boolean;
}

const most = 40;

/** Signs that stand for hidden characters, each with the number or letter that tells namesakes of one document apart. */
const maskSign = /[某*×□○〇](?:[0-9甲乙丙丁A-Z](?![A-Z]))?/g;
/** X stands for hidden characters in a Chinese name (张X, 李X明, 陈X3), for itself in a Latin one. */
const chineseWithX = /^[\u3400-\u9fff]{1,3}X{1,3}(?:\d|[\u3400-\u9fff]{1,2})?$/;

export const personName: ValueType<PersonName> = {
  clean(raw) {
    if (raw.length > 4 * most) return null;
    const text = foldWidth(raw).replace(/\s/g, '');
    if (
      !text ||
      text.length > most ||
      !/[\u3400-\u9fff\ud800-\udfffA-Za-z]/.test(text) ||
      /[,，。；;：:、]|\d{2}/.test(text)
    )
      return null;
    const upper = text.replace(/[·•・‧∙⋅.]/g, '·').toUpperCase();
    const dotted = chineseWithX.test(upper) ? upper.replace(/X/g, '某') : upper;
    const key = dotted.slice(0, 1) + dotted.slice(1).replace(maskSign, '某');
    const masked = key.slice(1).includes('某');
    const compound = compoundSurnames.find((surname) => dotted.startsWith(surname) && dotted.length > surname.length);
    return { text: raw.trim(), key, surname: compound ?? [...dotted][0] ?? '', masked };
  },
  compare(a, b) {
    if (!a.masked && !b.masked)
      return a.key === b.key
        ? { verdict: 'same', reason: 'equal names' }
        : { verdict: 'different', reason: 'names differ' };
    return fits(a.key, b.key)
      ? { verdict: 'compatible', reason: 'the visible characters agree' }
      : { verdict: 'different', reason: 'a visible character differs' };
  },
  caption: (value) => value.text,
  specificity: (value) => {
    if (value.masked) return 0.05;
    if (value.key.includes('·') || /[A-Z]/.test(value.key)) return 0.6;
    const given = [...value.key].length - [...value.surname].length;
    return Math.min(0.7, (given >= 2 ? 0.35 : 0.15) * (1.6 - surnameFrequency(value.surname)));
  },
};

/** Whether two keys can be one name: characters agree where both are visible; a mask of one 某 may stand for several. */
function fits(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    if (left[i] === '某' || right[i] === '某') continue;
    if (left[i] !== right[i]) return false;
  }
  return left.length === right.length || (left.length < right.length ? left : right).includes('某');
}

/** Whether a text reads like the name of a Chinese person: a known surname and one to three characters more, or dotted. */
export const looksLikePerson = (text: string): boolean => {
  const signs = [...text];
  if (text.includes('·')) return signs.length >= 3 && signs.length <= 20;
  return (
    signs.length >= 2 &&
    signs.length <= 4 &&
    (isSurname(signs[0] ?? '') || compoundSurnames.some((surname) => text.startsWith(surname)))
  );
};
