/** Sentences and the ranges of a document that say what is so, before those that say what is claimed. UTF-16 indexes. */
import type { ReadingContext } from './context.js';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A longer stretch without a full stop is no prose; it is cut, so that no reader meets a sentence without end. */
const LONGEST = 3000;

const [STOP, LINE, SEMICOLON, NARROW] = ['。', '\n', '；', ';'].map((sign) => sign.charCodeAt(0));

/** Sentences of a range: up to 。 or the end of a line, and up to ； when `fine`. */
export function sentencesIn(text: string, range: Range, fine = false): readonly Range[] {
  const sentences: Range[] = [];
  let start = range.start;
  for (let at = range.start; at < range.end; at++) {
    const sign = text.charCodeAt(at);
    if (sign === STOP || sign === LINE || (fine && (sign === SEMICOLON || sign === NARROW))) {
      if (at > start) sentences.push({ start, end: at });
      start = at + 1;
    } else if (at - start === LONGEST) {
      sentences.push({ start, end: at });
      start = at;
    }
  }
  if (range.end > start) sentences.push({ start, end: range.end });
  return sentences;
}

/** Whether a section is there at all. */
export const isTold = (range: Range): boolean => range.end > range.start;

/** Where the words before `at` open, after the last of `signs`; looks back no farther than `floor`. */
export function opening(text: string, at: number, signs: string, floor: number): number {
  // By codes: a Chinese sign taken out as a string would be a new object each time.
  const codes = [...signs].map((sign) => sign.charCodeAt(0));
  for (let i = at - 1; i >= floor; i--) if (codes.includes(text.charCodeAt(i))) return i + 1;
  return floor;
}

/** What the court found: its findings and reasons; empty where the document has no findings. */
export function findings(context: ReadingContext): readonly Range[] {
  const { facts, reasoning } = context.sections;
  return [facts, reasoning].filter(isTold);
}

/** Everything between the party section and the disposition, or the whole text where there are no sections. */
export function body(context: ReadingContext): Range {
  const { disposition } = context.sections;
  return { start: 0, end: isTold(disposition) ? disposition.start : context.text.length };
}
