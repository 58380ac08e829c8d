/** Chinese and full-width digits: the decoder that money, dates and case numbers share. */

/** Full-width ASCII to half-width, one character for one, so that positions stay valid; Chinese characters are kept. */
export const foldWidth = (text: string): string =>
  /[\uff01-\uff5e\u3000]/.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')
    : text;

const digitSigns = [
  '零〇○ＯO0',
  '一壹弌1',
  '二贰貳两弍2',
  '三叁叄3',
  '四肆4',
  '五伍5',
  '六陆陸6',
  '七柒7',
  '八捌8',
  '九玖9',
];
const digitOf = new Map(digitSigns.flatMap((signs, value) => [...signs].map((sign) => [sign, value] as const)));
const unitOf = new Map<string, number>([
  ['十', 10], ['拾', 10], ['廿', 20], ['卅', 30], ['百', 100], ['佰', 100], ['千', 1000], ['仟', 1000],
  ['万', 1e4], ['萬', 1e4], ['亿', 1e8], ['億', 1e8],
]); // prettier-ignore

/**
 * A Chinese numeral as a number: positional (二〇二四 -> 2024), with units (三千五百, 一亿二千万), financial (壹佰贰拾叁万), or mixed
 * with ASCII digits (3千万). Null for anything else and beyond 2^53, and for what people say but do not write in
 * documents: 一百五 may be 150 or 105.
 */
export function chineseNumber(text: string): number | null {
  if (/^[0-9]+$/.test(text)) return safe(Number(text));
  const signs = [...foldWidth(text).replace(/[\s,，]/g, '')];
  if (!signs.length) return null;
  if (signs.every((sign) => digitOf.has(sign))) return safe(Number(signs.map((sign) => digitOf.get(sign)).join('')));
  let total = 0; // closed by 亿
  let section = 0; // closed by 万
  let part = 0; // below 万
  let digits = ''; // not yet closed by a unit
  let lowest = Infinity; // units fall within a part
  /** The last digits of a part; null where a unit was left away. */
  const open = (): number | null => (digits.length === 1 && lowest > 10 && lowest < Infinity ? null : Number(digits));
  for (const sign of signs) {
    const digit = digitOf.get(sign);
    const unit = unitOf.get(sign);
    if (digit !== undefined) digits += String(digit);
    else if (unit === undefined) return null;
    else if (unit === 20 || unit === 30) {
      if (digits || lowest <= 10) return null;
      part += unit;
      lowest = 10;
    } else if (unit < 1e4) {
      if (unit >= lowest) return null;
      part += (Number(digits) || 1) * unit;
      lowest = unit;
      digits = '';
    } else {
      const rest = open();
      if (rest === null) return null;
      const below = part + rest;
      if (unit === 1e4) {
        if (below === 0 || section > 0) return null;
        section = below * 1e4;
      } else {
        if (total > 0 || below + section === 0) return null;
        total = (section + below) * 1e8;
        section = 0;
      }
      part = 0;
      digits = '';
      lowest = unit;
    }
  }
  const rest = open();
  return rest === null ? null : safe(total + section + part + rest);
}

const safe = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);
