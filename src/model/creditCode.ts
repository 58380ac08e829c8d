import { foldWidth } from './digits.js';
import type { ValueType } from './value.js';

/**
 * The number an organization is registered under, of one of three kinds:
 *
 *   credit        unified social credit code (GB 32100-2015): authority, class, six digits of the division, the nine
 *                 characters of the organization code, a check character; since October 2015
 *   organization  organization code (GB 11714-1997): eight characters and a check character, '74419092-7'
 *   registration  number of the business licence: 15 digits with a check digit since 2007, 13 before; nothing in a
 *                 credit code tells it
 */
export interface CreditCode {
  readonly kind: 'credit' | 'organization' | 'registration';
  /** Upper case, without dash; '*' where hidden. */
  readonly text: string;
  readonly masked: boolean;
  /** Nine characters without dash, '*' where hidden: inside a credit code, or the code itself. */
  readonly organization?: string;
  /** GB/T 2260 code of the registry, as long as it is visible. */
  readonly division?: string;
}

const creditSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organizationSigns = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const weigh = (text: string, weights: readonly number[], signs: string): number =>
  weights.reduce((sum, weight, i) => sum + weight * signs.indexOf(text[i] ?? ''), 0);

const creditCheck = (text: string): string =>
  creditSigns[(31 - (weigh(text, creditWeights, creditSigns) % 31)) % 31] ?? '';

const organizationCheck = (text: string): string => {
  const check = 11 - (weigh(text, organizationWeights, organizationSigns) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

/** ISO 7064 MOD 11,10 over 15 digits. */
function registrationHolds(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return (product + Number(digits[14])) % 10 === 1;
}

export const creditCode: ValueType<CreditCode> = {
  clean(raw) {
    if (raw.length > 64) return null;
    const text = foldWidth(raw)
      .toUpperCase()
      .replace(/^[^0-9A-Z*×]*[:：]/, '')
      .replace(/[\s\-—－–.·]/g, '')
      .replace(/[×某●?#]/g, '*');
    if (!/^[0-9A-Z*]{9,22}$/.test(text) || /^0*$/.test(text)) return null;
    return text.includes('*') ? masked(text) : (credit(text) ?? organization(text) ?? registration(text));
  },
  compare(a, b) {
    const [left, right] = a.kind === b.kind ? [a.text, b.text] : [a.organization, b.organization];
    if (left === undefined || right === undefined)
      return { verdict: 'unknown', reason: 'a registration number and a code say nothing of each other' };
    if (left.length !== right.length)
      return { verdict: a.text === b.text ? 'same' : 'different', reason: 'numbers of different length' };
    let agreeing = 0;
    for (let i = 0; i < left.length; i++) {
      if (left[i] === '*' || right[i] === '*') continue;
      if (left[i] !== right[i]) return { verdict: 'different', reason: `character ${i + 1} differs` };
      agreeing++;
    }
    if (agreeing === left.length)
      return {
        verdict: 'same',
        reason: a.kind === b.kind ? 'equal codes' : 'the credit code contains the organization code',
      };
    return agreeing
      ? { verdict: 'compatible', reason: `${agreeing} visible characters agree` }
      : { verdict: 'unknown', reason: 'no character is visible in both' };
  },
  caption: ({ kind, text }) => (kind === 'organization' ? `${text.slice(0, 8)}-${text.slice(8)}` : text),
  specificity: ({ masked: hidden, text }) => (hidden ? Math.min(0.9, text.replace(/\*/g, '').length / text.length) : 1),
};

/** O and I are no characters of the code: where they are printed, 0 and 1 are meant, and the check character proves it. */
function credit(printed: string): CreditCode | null {
  const text = printed.replace(/O/g, '0').replace(/I/g, '1');
  if (!/^[1-9A-Y][0-9A-Y]\d{6}[0-9A-Y]{10}$/.test(text) || [...text].some((sign) => !creditSigns.includes(sign)))
    return null;
  return creditCheck(text) === text[17]
    ? { kind: 'credit', text, masked: false, organization: text.slice(8, 17), division: text.slice(2, 8) }
    : null;
}

const organization = (text: string): CreditCode | null =>
  text.length === 9 && organizationCheck(text) === text[8]
    ? { kind: 'organization', text, masked: false, organization: text }
    : null;

function registration(text: string): CreditCode | null {
  if (!/^(?:\d{13}|\d{15})$/.test(text) || (text.length === 15 && !registrationHolds(text))) return null;
  return { kind: 'registration', text, masked: false, division: text.slice(0, 6) };
}

/**
 * Told apart by length. Sources print four mask signs for three hidden characters too: more than 15 with one run of them
 * can only be a credit code, what stands before the run being its beginning and what stands behind it its end.
 */
function masked(printed: string): CreditCode | null {
  const [, before = '', behind = ''] = /^([^*]*)\*+([^*]*)$/.exec(printed) ?? [];
  const shown = before.length + behind.length;
  const stretch = printed.length > 15 && printed.length !== 18 && shown > 0 && shown < 18;
  const text = stretch ? before + '*'.repeat(18 - shown) + behind : printed;
  if (text.replace(/\*/g, '').length < 4) return null;
  const division = text.length === 9 ? '' : text.length === 18 ? text.slice(2, 8) : text.slice(0, 6);
  const place = /^\d{6}$/.test(division) ? { division } : {};
  if (text.length === 18) return { kind: 'credit', text, masked: true, organization: text.slice(8, 17), ...place };
  if (text.length === 9) return { kind: 'organization', text, masked: true, organization: text };
  return /^(?:[\d*]{13}|[\d*]{15})$/.test(text) ? { kind: 'registration', text, masked: true, ...place } : null;
}
