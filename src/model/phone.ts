import { parsePhoneNumberWithError, type PhoneNumber } from 'libphonenumber-js/max';
import { foldWidth } from './digits.js';
import type { ValueType } from './value.js';

/**
 * A telephone number of the Chinese plan (工信部《电信网编号计划》) or, with its country code, of another. Numbers can be
 * carried between operators since 2019 and are given out again after a while: an equal number is a hint, not an identity.
 */
export interface Phone {
  /** E.164, '+8613812345678'; '*' where hidden. */
  readonly text: string;
  readonly kind: 'mobile' | 'landline' | 'service' | 'other';
  readonly extension?: string;
  readonly masked: boolean;
}

export const phone: ValueType<Phone> = {
  clean(raw) {
    if (raw.length > 48) return null;
    const text = foldWidth(raw)
      .replace(/^\s*(?:联系电话|联系方式|电话号码|手机号码?|电话|手机|TEL)\s*[:：]?/i, '')
      .replace(/[—－–‐]/g, '-')
      .trim();
    const hidden = /^(?:\+?86-?)?(1\d{2}[*×xX]{4}\d{4}|1\d{6}[*×xX]{4}|1\d{2}[*×xX]{8})$/.exec(
      text.replace(/[\s-]/g, ''),
    );
    if (hidden) return { text: `+86${(hidden[1] ?? '').replace(/\D/g, '*')}`, kind: 'mobile', masked: true };
    const [, main = '', extension] =
      /^([+\d()（）\s-]{5,24}?)(?:\s*(?:转|分机|EXT\.?)\s*(\d{1,6}))?$/i.exec(text) ?? [];
    const parsed = main && parse(main);
    if (!parsed) return null;
    return {
      text: parsed.number,
      kind: kindOf(parsed),
      masked: false,
      ...(extension === undefined ? {} : { extension }),
    };
  },
  compare(a, b) {
    if (a.masked || b.masked) {
      if (a.text.length !== b.text.length) return { verdict: 'different', reason: 'numbers of different length' };
      const differs = [...a.text].some((sign, i) => sign !== '*' && b.text[i] !== '*' && sign !== b.text[i]);
      return differs
        ? { verdict: 'different', reason: 'a visible digit differs' }
        : { verdict: 'compatible', reason: 'the visible digits agree' };
    }
    if (a.text !== b.text) return { verdict: 'different', reason: 'numbers differ' };
    const apart = a.extension !== undefined && b.extension !== undefined && a.extension !== b.extension;
    return apart
      ? { verdict: 'compatible', reason: 'extensions of one number' }
      : { verdict: 'same', reason: 'equal numbers' };
  },
  /** '138****5678', '0451-****5678': the last four digits stay. */
  caption({ text, kind }) {
    const national = text.replace(/^\+86/, '');
    if (kind === 'mobile' && national.length === 11) return `${national.slice(0, 3)}****${national.slice(7)}`;
    return `${national.slice(0, -8)}****${national.slice(-4)}`;
  },
  specificity: ({ kind, masked }) => (masked ? 0.2 : { mobile: 0.7, landline: 0.4, service: 0.1, other: 0.4 }[kind]),
};

function parse(text: string): PhoneNumber | null {
  try {
    const parsed = parsePhoneNumberWithError(text, 'CN');
    return parsed.isValid() ? parsed : null;
  } catch {
    return null; // what the library throws for a text that is no number
  }
}

function kindOf(parsed: PhoneNumber): Phone['kind'] {
  switch (parsed.getType()) {
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
      return 'landline';
    case 'TOLL_FREE':
    case 'SHARED_COST':
    case 'PREMIUM_RATE':
    case 'UAN':
      return 'service';
    default:
      return 'other';
  }
}
