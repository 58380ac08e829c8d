/** The other cases that a court document cites, in the normal form of `caseNumber`. */
import { caseNumberPattern } from '../model/caseNumber.js';
import type { Stated } from '../model/span.js';
import type { CourtText } from './context.js';
import { normalNumber } from './header.js';
import type { Spanning } from './particulars.js';

/** A number that is cut short because it follows another of the same case: (2015)哈民四商初字第109-1号、109-3号. */
const NUMBER = new RegExp(caseNumberPattern, 'g');

/** Cited numbers in order of first appearance, each once; the document's own is none of them. */
export function readRelatedCases(
  { text }: CourtText,
  own: string | undefined,
  span: Spanning,
): readonly Stated<string>[] {
  const found = new Map<string, Stated<string>>();
  for (const hit of text.matchAll(NUMBER)) {
    const value = normalNumber(hit[0]);
    if (value === undefined || value === own || found.has(value)) continue;
    // 法释〔2015〕5号 and 公告 of ministries have a bracketed year too, and a serial, but no court.
    if (!/^\(\d{4}\)[\u4e00-\u9fa5A-Za-z\d]*[民执行刑破商初终再申监赔特督催保财金知经字异复辖他清]/.test(value))
      continue;
    found.set(value, { value, at: span(hit.index, hit.index + hit[0].length) });
  }
  return [...found.values()];
}
