/** Case numbers in running text, and the other cases that a court document cites. */
import { caseNumber } from '../model/caseNumber.js';
import type { Stated } from '../model/span.js';
import type { CourtText } from './context.js';
import type { Spanning } from './particulars.js';

/** A case number as the document writes it. UTF-16 indexes. */
export interface NumberAt {
  /** Brackets folded, no spaces, no leading zeros, the letter O read as zero; 字第 stays as it is written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER =
  /[（(〔[【]\s?[12][0-9０-９OoＯ○〇]{3}\s?[）)〕\]】]\s?[\u4e00-\u9fa5][\u4e00-\u9fa5A-Za-z0-9０-９（() ）]{0,24}?第?\s?[0-9０-９OＯ]{1,7}(?:[-－—–][0-9０-９]{1,3})?(?:、[0-9０-９]{1,7}){0,8}\s?号(?:之[一二三四五六七八九十]{1,3}|之[0-9]{1,2})?/g;

/** The case numbers of a text in its order; file numbers of other kinds (法释〔2015〕5号) are none. */
export function caseNumbersIn(text: string): readonly NumberAt[] {
  const found: NumberAt[] = [];
  for (const hit of text.matchAll(NUMBER)) {
    const value = normalNumber(hit[0]);
    if (value !== undefined) found.push({ value, start: hit.index, end: hit.index + hit[0].length });
  }
  return found;
}

/** Last letters of the type of a case, before 字第. */
const TYPE = /[民执行刑破商初终再申监特督催保经异复恢辖清抗提](?:初|终)?[\u4e00-\u9fa5]?字?第?$/;

/** Nothing to fold: ASCII brackets and digits, no O for a zero. */
const PLAIN = /^[()\d\u4e00-\u9fa5A-NP-Za-np-z、-]+$/;

const fold = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〔[【]/g, '(')
    .replace(/[〕\]】]/g, ')')
    .replace(/[－—–]/g, '-')
    .replace(/^\([\dOo○〇]{4}\)/, (year) => year.replace(/[Oo○〇]/g, '0'))
    .replace(/(?<=\d)[Oo○〇]+|[Oo○〇]+(?=\d)/g, (zeros) => '0'.repeat(zeros.length));

/** A case number in its normal form; undefined for other texts. */
export function normalNumber(raw: string): string | undefined {
  const half = raw.replace('（', '(').replace('）', ')');
  const folded = PLAIN.test(half) ? half : fold(half);
  const parts = /^(\(\d{4}\))([^\d].*?)0*(\d{1,7}(?:-\d{1,3})?)((?:、\d{1,7})*号.*)$/.exec(folded);
  if (!parts || folded.length > 60) return undefined;
  const [, year = '', letters = '', serial = '', rest = ''] = parts;
  if (!/[\u4e00-\u9fa5]/.test(letters) || (!TYPE.test(letters) && !caseNumber.clean(folded))) return undefined;
  if (/[鉴估评函审][\u4e00-\u9fa5]?字?第?$/.test(letters) && !/[民执行刑]/.test(letters)) return undefined;
  return `${year}${letters}${serial}${rest}`;
}

/** Cited numbers in order of first appearance, each once; the document's own is none of them. */
export function readRelatedCases(
  { text }: CourtText,
  own: string | undefined,
  span: Spanning,
): readonly Stated<string>[] {
  const found = new Map<string, Stated<string>>();
  for (const { value, start, end } of caseNumbersIn(text)) {
    if (value !== own && !found.has(value)) found.set(value, { value, at: span(start, end) });
  }
  return [...found.values()];
}
