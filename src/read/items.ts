/** The numbered items of a disposition (判决如下：一、… 二、…), and what stands outside its brackets. Indexes are UTF-16. */
import { chineseNumber } from '../model/digits.js';
import { remembered } from './remembered.js';

export interface Item {
  readonly start: number;
  readonly end: number;
  /** 一 is 1; 0 where the disposition is not numbered. */
  readonly number: number;
}

const HAN_START =
  /(?<=^|[。；;：:“"\s])第?([一二三四五六七八九十]{1,3})[、．.，,](?![一二三四五六七八九十]{1,2}(?:[、项]|审))/g;
const ARABIC_START = /(?<=^|[。；;：:“"\s])[（(]?(\d{1,2})(?:[、）)]|[．.](?!\d))/g;
/** What is blanked out becomes this sign: white to every pattern, and found nowhere else in what readers look for. */
export const BLANK = '\u3000';

/** 十二 -> 12, for the numbers of items. */
export const itemNumber = (text: string): number => chineseNumber(text) ?? 0;

/** Cuts a range into its items: by 一、 where there are such numbers, else by 1、, else by lines. Courts number wrongly at times (五、 twice). */
function itemsIn(text: string, start: number, end: number): readonly Item[] {
  const part = text.slice(start, end);
  for (const pattern of [HAN_START, ARABIC_START]) {
    const marks: { at: number; from: number; number: number }[] = [];
    for (const hit of part.matchAll(pattern)) {
      const number = itemNumber(hit[1]!);
      const last = marks.at(-1)?.number;
      const follows =
        last === undefined ? number === 1 || (number === 2 && hit.index > 4) : number >= last && number <= last + 2;
      if (follows) marks.push({ at: hit.index, from: hit.index + hit[0].length, number });
    }
    const first = marks[0];
    if (!first) continue;
    const opened = /^\s*[（(]?[1一][、）)．.]/.exec(part)?.[0].length ?? 0;
    const head: Item[] =
      first.at > 4 ? [{ start: start + opened, end: start + first.at, number: first.number - 1 }] : [];
    return [
      ...head,
      ...marks.map((mark, i) => ({
        start: start + mark.from,
        end: start + (marks[i + 1]?.at ?? part.length),
        number: mark.number,
      })),
    ];
  }
  const lines: Item[] = [];
  let from = 0;
  for (const line of part.split('\n')) {
    if (line.trim() !== '') lines.push({ start: start + from, end: start + from + line.length, number: 0 });
    from += line.length + 1;
  }
  return lines;
}

/** The same text with everything inside round brackets blanked, so that indexes stay; an unclosed bracket stays text. */
export function withoutBrackets(text: string): string {
  if (!/[（(]/.test(text)) return text;
  const open: number[] = [];
  let kept = '';
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(/[（()）]/g)) {
    if (sign === '（' || sign === '(') open.push(index);
    else if (open.length === 1) {
      const start = open.pop()!;
      kept += text.slice(from, start) + BLANK.repeat(index + 1 - start);
      from = index + 1;
    } else open.pop();
  }
  return kept + text.slice(from);
}

const CLOSING = new RegExp(
  `(?<=^|[\\s。；;：:])(?:${[
    '如果?[^，。；]{0,14}(?:未按|未在|不按|不履行|逾期)',
    '(?:被告|当事人|义务人)[^，。；]{0,30}未按本(?:判决|调解)',
    '如不服',
    '本(?:判决|裁定|调解书?|决定)书?(?:为|送达|自|立即|经)',
    '(?:待|申请执行人如?|债权人如?|当事人如?|如|若)[^。；]{0,16}(?:发现|具备|有可供)',
    '上述(?:款项|给付)[^。；]{0,20}(?:逾期|付至)',
  ].join(
    '|',
  )})|(?<=^|[\\s。；;：:，,])(?:本案|一、?二审|一审|二审|本诉|反诉|原审)?(?:[一二]审|应收|减半收取|预交的|管辖权?异议)?(?:案件)?(?:受理费|诉讼费)`,
);

/** The items of a document's disposition, up to the notices about fees and appeal; remembered, since orders and outcomes both ask. */
export const disposed = remembered(
  ({
    text,
    sections: {
      disposition: { start, end },
    },
  }): readonly Item[] => itemsIn(text, start, dispositionEnd(text, start, end)),
);

/** Where the orders end and the notices about fees, delay and appeal begin. */
export function dispositionEnd(text: string, start: number, end: number): number {
  const close = CLOSING.exec(text.slice(start, end));
  return close ? start + close.index : end;
}
