/**
 * The legal clocks that clues need, as pure functions of dates. Dates are full ISO days; a partial or missing date starts
 * no clock (null). Which law applies follows from the date of the facts.
 *
 *   end      the last day of the period: the corresponding day, the first day not counted (民法典 200-202)
 *   earlier  the cautious reading where counting is open; alarms are set on it
 *
 * A last day that is a holiday moves to the next working day (民法典 203). It is not moved here: the earlier day is safe.
 * Left out: the old terms of 查扣冻规定 29 (6 months, 1 and 2 years); its text of 2020 is about preservation only.
 */
import type { Bilingual } from '../model/clue.js';
import type { AssetKind } from '../model/courtDocument.js';
import { addDays, addMonths, addYears } from '../model/date.js';

const fullDate = /^\d{4}-\d{2}-\d{2}$/;

/** True for a full ISO day; other values start no clock. */
export const isDay = (date: string | null | undefined): date is string =>
  typeof date === 'string' && fullDate.test(date);

export interface SeizureTerm {
  readonly end: string;
  readonly earlier: string;
  /** Ask for renewal no later than this: 7 days before the end (保全规定 18). */
  readonly renewBy: string;
  readonly basis: readonly string[];
  /** The ruling prints a longer term than the law allows: the law's is used. */
  readonly printedTooLong: boolean;
}

/** Longest term of a seizure in years, by what is seized (民诉法解释 485); a registered trademark 1 (商标权保全解释 2). */
export function seizureYears(kind: AssetKind, trademark = false): 1 | 2 | 3 {
  if (trademark || kind === 'deposit') return 1;
  return kind === 'vehicle' || kind === 'equipment' || kind === 'inventory' ? 2 : 3;
}

/**
 * When a seizure ends unless renewed. `from` is the day it was carried out, for a preservation that day too: the term
 * goes on through enforcement without starting again (保全规定 17). `until` is what the ruling prints and is preferred.
 */
export function seizureTerm(seizure: {
  readonly kind: AssetKind;
  readonly trademark?: boolean;
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}): SeizureTerm | null {
  const { kind, trademark = false, from, until } = seizure;
  const longest = isDay(from) ? addYears(from, seizureYears(kind, trademark)) : null;
  const printedTooLong = isDay(until) && longest !== null && until > longest;
  const printed = isDay(until) && !printedTooLong ? until : null;
  const end = printed ?? longest;
  if (end === null) return null;
  const earlier = printed ?? addDays(end, -1);
  const basis = [trademark ? '商标权保全解释 2' : '民诉法解释 485', '保全规定 17', '保全规定 18'];
  return { end, earlier, renewBy: addDays(earlier, -7), basis, printedTooLong };
}

/**
 * The day by which a seizure ended unless it was renewed, where that is before `asOf`; else null. Where no day of it is
 * known it counts from the document that tells of it: it lay on the thing no later.
 */
export function seizureLapsed(
  seizure: Parameters<typeof seizureTerm>[0] & { readonly waiting: boolean; readonly saidOn: string | null },
  asOf: string,
): string | null {
  if (seizure.waiting) return null;
  const end = seizureTerm({ ...seizure, from: seizure.from ?? seizure.saidOn })?.end ?? null;
  return end !== null && end < asOf ? end : null;
}

/**
 * Last day to apply for enforcement: 2 years from the last day of performance; with instalments from the last instalment,
 * for all of them (民诉法 250). Without a stated day it runs from the day the document takes effect.
 */
export function enforcementTerm(performanceDays: readonly string[], effectiveOn?: string | null): string | null {
  const last = performanceDays.filter(isDay).sort().at(-1) ?? (isDay(effectiveOn) ? effectiveOn : null);
  return last === null ? null : addYears(last, 2);
}

type GuaranteeMode = 'general' | 'jointAndSeveral';

export interface GuaranteeTerms {
  readonly signedOn?: string | null | undefined;
  /** As the loan file or document says it; left out where the contract is silent. */
  readonly mode?: string | null | undefined;
  readonly periodUntil?: string | null | undefined;
  /** The contract says 直至主债务本息还清 or the like. */
  readonly untilRepaid?: boolean | undefined;
  readonly dueOn?: string | null | undefined;
}

export interface GuaranteePeriod {
  readonly mode: GuaranteeMode;
  readonly modeStated: boolean;
  readonly until: string;
  /** What keeps the guarantee alive, and against whom. */
  readonly saves: Bilingual;
  /** Articles read word by word; what rests on unread law is in `open`. */
  readonly basis: readonly string[];
  readonly open: readonly Bilingual[];
}

/** First day of the Civil Code; guarantees signed before it follow the law of their time. */
const civilCode = '2021-01-01';

function guaranteeMode(text: string | null | undefined): GuaranteeMode | null {
  if (!text) return null;
  if (/连带|joint/i.test(text)) return 'jointAndSeveral';
  return /一般|general/i.test(text) ? 'general' : null;
}

/**
 * The guarantee period: as agreed, else 6 months from the day the debt is due; it never stops (民法典 692). Demand on the
 * guarantor keeps a joint one, only a suit or arbitration against the debtor a general one (693).
 */
export function guaranteePeriod(terms: GuaranteeTerms): GuaranteePeriod | null {
  const old = isDay(terms.signedOn) && terms.signedOn < civilCode;
  const stated = guaranteeMode(terms.mode);
  const mode = stated ?? (old ? 'jointAndSeveral' : 'general');
  const agreed = isDay(terms.periodUntil) ? terms.periodUntil : null;
  const months = old && terms.untilRepaid ? 24 : 6;
  const until = agreed ?? (isDay(terms.dueOn) ? addMonths(terms.dueOn, months) : null);
  if (until === null) return null;
  const open: Bilingual[] = [];
  if (old && !stated)
    open.push({
      zh: '2021年以前签订且方式不明，按连带保证（担保法 19，未核对原文）',
      en: 'Signed before 2021 with the mode unclear: joint (担保法 19, text not checked)',
    });
  if (old && terms.untilRepaid && !agreed)
    open.push({
      zh: '“直至本息还清”按二年（担保法解释 32，未核对原文）',
      en: "'Until repaid' counts as two years (担保法解释 32, text not checked)",
    });
  if (!isDay(terms.signedOn) && !stated)
    open.push({
      zh: '签订日期不明，按较严的一般保证处理',
      en: 'Signing date unknown: treated as general, the stricter mode',
    });
  return {
    mode,
    modeStated: stated !== null,
    until,
    saves:
      mode === 'general'
        ? {
            zh: '期间内须对主债务人起诉或申请仲裁，仅催告保证人无效',
            en: 'Only suit or arbitration against the debtor within the period; a demand on the guarantor does not do',
          }
        : {
            zh: '期间内须向该保证人主张权利，对其他保证人的主张不算',
            en: 'A demand on this guarantor within the period; a demand on another does not count',
          },
    basis: old ? [] : ['民法典 692', '民法典 693', ...(stated ? [] : ['民法典 686']), '担保制度解释 29'],
    open,
  };
}
