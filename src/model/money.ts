import { chineseNumber, foldWidth } from './digits.js';
import type { ValueType } from './value.js';

/** An amount of money: integer fen (1/100 of the currency unit), ISO 4217 currency, and the text as printed. */
export interface Money {
  readonly fen: number;
  readonly currency: string;
  readonly text: string;
}

const currencies: readonly (readonly [RegExp, string])[] = [
  [/美元|美金|USD|US\$/i, 'USD'],
  [/港[币元]|HKD|HK\$/i, 'HKD'],
  [/欧元|EUR|€/i, 'EUR'],
  [/日[元圆]|JPY/i, 'JPY'],
  [/英镑|GBP|£/i, 'GBP'],
  [/澳[元门]|AUD/i, 'AUD'],
  [/加拿大元|加元|CAD/i, 'CAD'],
  [/新加坡元|SGD/i, 'SGD'],
];

/** Money in running text: a number with 元, 万元, 亿元, 角 or 分 behind it, or a financial numeral. For embedding into a scanner. */
export const moneyPattern =
  '(?:[0-9０-９][0-9０-９,，. ．]*(?:[eE][+]?[0-9]+)?(?:余|多)?\\s*(?:[百千万亿]{0,2})(?:美|港|欧|日|澳|加)?(?:元|圆)(?:[0-9]角)?(?:[0-9]分)?|[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两十拾百佰千仟万亿]+(?:元|圆)(?:[零一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:[零一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?整?)';

const scales: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
};

/** Value of an amount in units of its currency, times 100; null when it is none. */
function fenOf(raw: string): number | null {
  const text = foldWidth(raw)
    .replace(/人民币|RMB|CNY|[¥￥$€£]|大写|小写|[:：()（）]|整|正$/gi, '')
    .replace(/(?:美|港|欧|日|澳|加|新加坡|加拿大)(?=元|$)|美金|英镑|USD|HKD|EUR|JPY|GBP/gi, '')
    .replace(/[余多约]/g, '')
    .trim();
  const ascii =
    /^(-?)([0-9][0-9,，\s]*(?:\.[0-9\s]+)?(?:[eE][+]?[0-9]{1,2})?)\s*(百万|千万|万亿|[百千万亿])?\s*(?:元|圆)?\s*(?:([0-9])角)?\s*(?:([0-9])分)?$/.exec(
      text,
    );
  if (ascii) {
    const number = Number((ascii[2] ?? '').replace(/[,，\s]/g, ''));
    const scale = scales[ascii[3] ?? ''] ?? 1;
    const fen = Math.round(number * scale * 100) + Number(ascii[4] ?? 0) * 10 + Number(ascii[5] ?? 0);
    return Number.isSafeInteger(fen) ? (ascii[1] ? -fen : fen) : null;
  }
  const chinese = /^([^元圆角分]+)?(?:[元圆])?(?:零)?(?:([^元圆角分])角)?(?:零)?(?:([^元圆角分])分)?$/.exec(text);
  if (!chinese) return null;
  const yuan = chinese[1] === undefined ? 0 : chineseNumber(chinese[1]);
  const jiao = chinese[2] === undefined ? 0 : chineseNumber(chinese[2]);
  const cent = chinese[3] === undefined ? 0 : chineseNumber(chinese[3]);
  if (yuan === null || jiao === null || cent === null || (chinese[1] ?? chinese[2] ?? chinese[3]) === undefined)
    return null;
  const fen = yuan * 100 + jiao * 10 + cent;
  return Number.isSafeInteger(fen) ? fen : null;
}

export const money: ValueType<Money> = {
  clean(raw) {
    if (raw.length > 80) return null;
    const fen = fenOf(raw);
    if (fen === null) return null;
    return { fen, currency: currencies.find(([pattern]) => pattern.test(raw))?.[1] ?? 'CNY', text: raw.trim() };
  },
  compare(a, b) {
    if (a.currency !== b.currency) return { verdict: 'unknown', reason: 'currencies differ' };
    return a.fen === b.fen
      ? { verdict: 'same', reason: 'equal amounts' }
      : { verdict: 'different', reason: 'amounts differ' };
  },
  caption: (value) => formatMoney(value),
  specificity: (value) => (value.fen % 1_000_000 === 0 ? 0.1 : value.fen % 10_000 === 0 ? 0.3 : 0.7),
};

const signs: Readonly<Record<string, string>> = {
  CNY: '元',
  USD: '美元',
  HKD: '港元',
  EUR: '欧元',
  JPY: '日元',
  GBP: '英镑',
};

/** '1,234.50元' */
export function formatMoney({ fen, currency }: Pick<Money, 'fen' | 'currency'>): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${digits}${rest ? `.${String(rest).padStart(2, '0')}` : ''}${signs[currency] ?? currency}`;
}
