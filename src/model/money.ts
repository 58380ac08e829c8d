import { chineseNumber, foldWidth } from './digits.js';
import type { ValueType } from './value.js';

/** An amount of money: integer fen (1/100 of the currency unit), ISO 4217 currency, and the text as printed. */
export interface Money {
  readonly fen: number;
  readonly currency: string;
  readonly text: string;
}

const currencies: readonly (readonly [RegExp, string])[] = [
  [/港[币元圆]|HKD|HK\$/i, 'HKD'],
  [/美元|美金|USD|\$/i, 'USD'],
  [/欧元|EUR|€/i, 'EUR'],
  [/日[元圆]|JPY/i, 'JPY'],
  [/英镑|GBP|£/i, 'GBP'],
  [/澳门[币元]|MOP/i, 'MOP'],
  [/澳[元币]|AUD/i, 'AUD'],
  [/加拿大元|加元|CAD/i, 'CAD'],
  [/新加坡元|SGD/i, 'SGD'],
];

/** Powers of ten. */
const scales: Readonly<Record<string, number>> = {
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  百亿: 10,
  万亿: 12,
};

const inDigits =
  /^(-?)(\d+(?:[,\s]\s?\d{3,4})*)(?:\.(\d+))?(?:E\+?(\d{1,2}))?\s?(十万|百万|千万|百亿|万亿|[百千万亿])?\s?[元圆]?\s?(?:(\d)角)?(?:(\d)分)?$/;
const inChinese = /^(?:([^元圆角分]+)(?:[元圆]|$))?零?(?:([^元圆角分])角)?零?(?:([^元圆角分])分)?$/;

/** Fen; null when the text is no amount or says itself that it is about one (约, 余). Bracketed figures of ledgers are negative. */
function fenOf(raw: string): number | null {
  const folded = foldWidth(raw).toUpperCase().replace(/，/g, ',').trim();
  const negative = /^[(（][¥￥]?[\d,.\s]+[)）]$/.test(folded);
  const text = folded
    .replace(/人民币|RMB|CNY|(?:US|HK)?\$|[¥￥€£]|[大小]写|[:：()（）]|[整正]$/g, '')
    .replace(
      /(?:美|港|欧|日|澳|加|新加坡|加拿大|澳门)(?=[元圆]|$)|(?:港|澳门|澳)币|美金|英镑|USD|HKD|EUR|JPY|GBP|AUD|CAD|SGD|MOP/g,
      '',
    )
    .replace(/[整正]$/, '')
    .trim();
  const digits = inDigits.exec(text);
  const fen = digits ? ofDigits(digits) : ofChinese(text);
  return fen !== null && Number.isSafeInteger(fen) ? (negative && fen !== 0 ? -fen : fen) : null;
}

/** The decimal point is moved in the text, so that 1.005万 is not 10,049.99. */
function ofDigits([
  ,
  sign,
  whole = '',
  decimals = '',
  exponent = '0',
  scale = '',
  jiao = '0',
  cent = '0',
]: RegExpExecArray): number {
  const power = Number(exponent) + (scales[scale] ?? 0) + 2;
  const fen =
    Math.round(Number(`${whole.replace(/\D/g, '')}.${decimals || '0'}e${power}`)) + Number(jiao) * 10 + Number(cent);
  return sign && fen !== 0 ? -fen : fen;
}

function ofChinese(text: string): number | null {
  const parts: readonly (string | undefined)[] = inChinese.exec(text)?.slice(1) ?? [];
  if (/[,\s]/.test(text) || parts.every((part) => part === undefined)) return null;
  const [yuan, jiao, cent] = [0, 1, 2].map((i) => (parts[i] === undefined ? 0 : chineseNumber(parts[i])));
  return typeof yuan === 'number' && typeof jiao === 'number' && typeof cent === 'number'
    ? yuan * 100 + jiao * 10 + cent
    : null;
}

export const money: ValueType<Money> = {
  clean(raw) {
    if (raw.length > 80) return null;
    const fen = fenOf(raw);
    if (fen === null) return null;
    return {
      fen,
      currency: currencies.find(([pattern]) => pattern.test(foldWidth(raw)))?.[1] ?? 'CNY',
      text: raw.trim(),
    };
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
  AUD: '澳元',
  CAD: '加元',
  SGD: '新加坡元',
  MOP: '澳门元',
};

/** '1,234.50元' */
export function formatMoney({ fen, currency }: Pick<Money, 'fen' | 'currency'>): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${digits}${rest ? `.${String(rest).padStart(2, '0')}` : ''}${signs[currency] ?? currency}`;
}
