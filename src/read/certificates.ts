/** Numbers of title certificates (不动产权证, 房产证, 土地证, 林权证), alone or in lists that share their beginning. UTF-16. */
import type { Range } from './prose.js';

export interface Certificate extends Range {
  readonly value: string;
  /** Where the words that announce it (房地产权证号为) begin. */
  readonly cue: number;
  /** End of the list it stands in. */
  readonly run: number;
}

const CODE =
  '(?:[\\u4e00-\\u9fa5A-Za-z]{0,14}(?:[（(〔\\[【][^）)〕\\]】，。；]{2,12}[）)〕\\]】])?(?:[\\u4e00-\\u9fa5A-Za-z]{0,6}[0-9]{0,6})?[\\u4e00-\\u9fa5A-Za-z]{0,4}(?:第)?(?:[0-9][0-9A-Za-z-]{2,28}(?:年?字?第[0-9]{3,14})?|[*×xX＊]{3,14}|[0-9]{2,}[*×]+[0-9]*)(?:号)?)';
const MORE = '((?:(?:、|，|和|及)(?:第)?[0-9*×]{5,24}号?)*)';
const CUED = new RegExp(
  `((?:房地产权|不动产权|房屋所有权|房屋产权|国有土地使用权|国有土地使用|土地使用权|集体土地使用|林权|产权|房产|土地|房地产|房权)证(?:书)?(?:编)?(?:号码?|字号)?|证书编号|权证号码?|权属证号|产权证号|证号)(?:分别)?(?:为|是|[：:])?\\s*[\\[（(【“]?(${CODE})${MORE}`,
  'g',
);
const BARE = new RegExp(
  `((?<![\\u4e00-\\u9fa5])|(?<=为|即|以|的|有|第))((?![即为以的有第])[\\u4e00-\\u9fa5]{1,6}(?:房权证|房地证|国用|不动产权|林证字|房字|房产证|房产字|集用|土国用|房地字|房地产证)[\\u4e00-\\u9fa5]{0,6}[（(〔\\[【]?[^，。；）)〕\\]】]{0,12}[）)〕\\]】]?[\\u4e00-\\u9fa5]{0,4}(?:第)?[0-9*×]{4,20}号?)${MORE}`,
  'g',
);
const PLAIN = /[（(](权[0-9]{5,12}|[0-9]{6,12}号?)[）)]/g;

/** The certificates of a sentence, each of a list on its own. */
export function certificatesIn(text: string, range: Range): readonly Certificate[] {
  const words = text.slice(range.start, range.end);
  const found: Certificate[] = [];
  const add = (hit: RegExpMatchArray, first: string, more: string): void => {
    const run = range.start + hit.index! + hit[0].length;
    const start = run - more.length - first.length;
    if (found.some((known) => known.start < run && known.run > start)) return;
    const cue = range.start + hit.index!;
    const code = /[0-9*×xX＊]/.test(first) ? first : '';
    if (code === '' || /年\d+月|^\d{1,4}$/.test(code) || text[run] === '字') return;
    found.push({ value: fold(first), start, end: start + first.length, cue, run });
    let at = start + first.length;
    for (const part of more.split(/(?<=[、，和及])/)) {
      const number = part.replace(/[、，和及]$/, '');
      if (number !== '') found.push({ value: fold(number), start: at, end: at + number.length, cue, run });
      at += part.length;
    }
  };
  for (const hit of words.matchAll(CUED)) add(hit, hit[2]!, hit[3] ?? '');
  for (const hit of words.matchAll(BARE)) add(hit, hit[2]!, hit[3] ?? '');
  for (const hit of words.matchAll(PLAIN)) {
    const start = range.start + hit.index + 1;
    if (!found.some((known) => known.start < start + hit[1]!.length && known.end > start)) {
      found.push({ value: hit[1]!, start, end: start + hit[1]!.length, cue: start - 1, run: start + hit[1]!.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Brackets and digits folded to ASCII, as case numbers are; 【】 kept. */
const fold = (number: string): string => number.replace(/[０-９Ａ-Ｚａ-ｚ（）［］]/g, (sign) => sign.normalize('NFKC'));
