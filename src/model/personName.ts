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

const maskSigns = /[某*＊×xXＸ□○〇]/;

export const personName: ValueType<PersonName> = {
  clean(raw) {
    const text = foldWidth(raw).replace(/\s/g, '');
    if (
      !text ||
      text.length > 40 ||
      !/[\u3400-\u9fff\ud800-\udfffA-Za-z]/.test(text) ||
      /[，,。；;：:、0-9]{2}/.test(text)
    )
      return null;
    const dotted = text.replace(/[·•・‧∙⋅．.]/g, '·');
    const masked = maskSigns.test(dotted.slice(1));
    const key = (masked ? dotted.replace(/(?<=.)[某*×xX□○〇](?:[0-9甲乙丙丁A-Z])?/g, '某') : dotted).toUpperCase();
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
