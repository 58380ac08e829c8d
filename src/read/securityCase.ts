/** What the readers of securities share: the case they read for, and who is creditor and debtor near a place. Indexes are UTF-16. */
import type { CourtLoan, CourtSecurity } from '../model/courtDocument.js';
import type { ReadingContext } from './context.js';
import type { Range } from './prose.js';
import type { SumAt } from './quantities.js';
import { groupsIn, within } from './references.js';
import type { Group, Scan } from './references.js';

export type SecurityKind = CourtSecurity['kind'];

export interface SecurityDraft {
  kind: SecurityKind;
  readonly provider: string;
  readonly at: Range;
  creditors: readonly string[];
  debtors: readonly string[];
  cap?: SumAt | undefined;
  collateral?: Range | undefined;
}

export interface SecurityCase {
  readonly context: ReadingContext;
  readonly scan: Scan;
  readonly loans: readonly CourtLoan[];
  readonly creditors: readonly string[];
  readonly debtors: readonly string[];
  /** The claimant paid for the debtor as guarantor, so what secures it is a counter-guarantee. */
  readonly recourse: boolean;
}

/** The kind as the case turns it: what secures a guarantor's recourse is a counter-guarantee. */
export const turned = (own: SecurityCase, kind: SecurityKind, creditors: readonly string[]): SecurityKind =>
  own.recourse && creditors.some((name) => own.creditors.includes(name)) ? 'counterGuarantee' : kind;

export function debtorsOf(own: SecurityCase, creditors: readonly string[], provider: string): readonly string[] {
  const theirs = own.loans.filter((loan) => loan.lenders.some((name) => creditors.includes(name)));
  const debtors = [...new Set((theirs.length > 0 ? theirs : own.loans).flatMap((loan) => loan.borrowers))];
  return debtors.length > 1 ? debtors.filter((name) => name !== provider) : debtors;
}

export function creditorsNear(own: SecurityCase, from: number, until: number): readonly string[] {
  const lenders = own.loans.flatMap((loan) => loan.lenders);
  const near = within(own.scan.named, from, until)
    .flatMap((named) => named.names)
    .filter((name) => own.creditors.includes(name) || lenders.includes(name));
  return near.length > 0
    ? [...new Set(near)].slice(-1)
    : own.creditors.length > 0
      ? own.creditors
      : [...new Set(lenders)];
}

/** 为Z的借款: Z. */
export function debtorsNamed(own: SecurityCase, from: number, until: number): readonly string[] | undefined {
  const { scan } = own;
  const group = groupsIn(scan, from, until)
    .filter((one) => /为(?:被告|借款人|债务人)?$/.test(scan.text.slice(Math.max(from, one.start - 5), one.start)))
    .at(-1);
  return group && group.names.length <= 3 && !group.names.some((name) => own.creditors.includes(name))
    ? group.names
    : undefined;
}

const CAP_BEFORE = /(?:最高[^，。；]{0,14}(?:额|限)|限额|最高债权额|最高本金)[^，。；0-9]{0,8}$/;

export function capIn(scan: Scan, sentence: Range, from: number): SumAt | undefined {
  return within(scan.sums, sentence.start, Math.min(sentence.end, from + 400)).find(
    (sum) =>
      sum.start > sentence.start &&
      CAP_BEFORE.test(scan.text.slice(Math.max(sentence.start, sum.start - 26), sum.start)),
  );
}

export const isSubject = (scan: Scan, group: Group): boolean =>
  !/(?:为|向|对|与|给|将|就|委托|关于)(?:被告|原告)?$/.test(scan.text.slice(Math.max(0, group.start - 6), group.start));

export const sentenceEnd = (scan: Scan, at: number): number => {
  const end = scan.text.slice(at, at + 300).search(/[。\n]/);
  return end < 0 ? Math.min(scan.text.length, at + 300) : at + end;
};
