/**
 * Where a value was read. Positions count Unicode code points (not UTF-16 units) of one *part* of the record: its body
 * text (part 'text'), or a named field or cell ('publishDate', 'loans!D7').
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Left out for the body text. */
  readonly part?: string;
}

/** The parts of a record that spans point into; 'text' is the body. Deterministic for given bytes. */
export type Parts = Readonly<Record<string, string>>;

/** A value together with where it stands. */
export interface Stated<T> {
  readonly value: T;
  readonly at: Span;
}

/** The exact words a span points to; '' when the part does not exist. */
export function quote(parts: Parts, span: Span): string {
  const text = parts[span.part ?? 'text'] ?? '';
  return isBmp(text) ? text.slice(span.start, span.end) : [...text].slice(span.start, span.end).join('');
}

/**
 * Translates UTF-16 indexes of `text`, which regular expressions give, into code points. Texts without astral
 * characters (nearly all) cost nothing.
 */
export function codePoints(text: string): (index: number) => number {
  if (isBmp(text)) return (index) => index;
  const astral: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) astral.push(i);
  }
  return (index) => {
    let low = 0;
    let high = astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((astral[middle] ?? Infinity) < index) low = middle + 1;
      else high = middle;
    }
    return index - low;
  };
}

const isBmp = (text: string): boolean => !/[\ud800-\udbff]/.test(text);
