/**
 * The debts a document is about: loans, credit drawn, leases, prices and recourse claims. Read from what the court found;
 * where it found nothing, from what the disposition orders; else from what is claimed. The principal is the sum paid out
 * (发放, 转账), not the sum agreed; the sum still owed where nothing else is said.
 */
import type { CourtLoan } from '../model/courtDocument.js';
import type { Span } from '../model/span.js';
import { fromBorrowing } from './borrowings.js';
import type { ReadingContext } from './context.js';
import { contractsIn, kindOf, tidyNumber } from './contracts.js';
import type { ContractAt, ContractKind, NumberAt } from './contracts.js';
import { debtsIn, debtsOrdered, DUE, OWING } from './debts.js';
import { principalOf } from './principals.js';
import { body, findings, isTold } from './prose.js';
import type { Range } from './prose.js';
import { moneyAt, scanOf } from './references.js';
import type { Scan } from './references.js';
import { remembered } from './remembered.js';
import { sameSides, sidesOf } from './sides.js';
import type { LoanDraft, Sides } from './sides.js';
import { dueIn, extensionIn, extraDue } from './terms.js';

const NO_DEBT =
  /交通事故|旅客|无因管理|确认合同|侵权|产品责任|产品质量|共有|婚|继承|抚养|赡养|劳动|劳务|人身|生命权|健康权|身体权|名誉|肖像|著作|商标|专利|物权|相邻|财产损害|排除妨[害碍]|所有权|宅基地|行政|保险|受害|公司决议|股东资格|知情权|解散/;

/** @returns the debts, a sale only where a price is owed, in the order of the text; empty where the case is about none. Never throws. */
export const readLoans = remembered((context): readonly CourtLoan[] => {
  const scan = scanOf(context);
  if (NO_DEBT.test(causeOf(context))) return [];
  return debtsOf(context, scan)
    .filter(
      (draft) =>
        draft.principal !== undefined ||
        draft.number !== undefined ||
        (draft.signedOn !== undefined && draft.kind !== 'sale'),
    )
    .filter((draft) => draft.lenders.length > 0 || draft.borrowers.length > 0)
    .map((draft) => stated(scan, draft));
});

/** The first of the ways a document tells of its debts that yields any: findings before orders before claims. */
function debtsOf(context: ReadingContext, scan: Scan): readonly LoanDraft[] {
  const { facts, claims } = context.sections;
  const found = findings(context).slice(0, 1);
  const told = [claims].filter(isTold);
  const agreed = /事实[^。，]{0,20}一致/.test(scan.text.slice(told[0]?.end ?? 0, context.sections.reasoning.end));
  const whole = found.length + told.length === 0 ? [body(context)] : [];
  const ways: readonly (() => readonly LoanDraft[])[] = [
    () => fromContracts(context, scan, found),
    () => fromBorrowing(context, scan, agreed ? [...found, ...told] : found),
    () => fromContracts(context, scan, told),
    () => (isTold(facts) ? debtsIn(context, scan, facts, OWING) : []),
    () => debtsOrdered(context, scan),
    () => fromBorrowing(context, scan, told),
    () => fromContracts(context, scan, whole),
    () =>
      (isDismissed(context, scan) ? [] : [facts, claims, body(context)].filter(isTold)).reduce<readonly LoanDraft[]>(
        (known, range) => (known.length > 0 ? known : debtsIn(context, scan, range, DUE)),
        [],
      ),
  ];
  for (const way of ways) {
    const drafts = way();
    if (drafts.length > 0) return drafts;
  }
  return [];
}

function isDismissed(context: ReadingContext, scan: Scan): boolean {
  const { disposition } = context.sections;
  if (context.docType !== 'judgment') return false;
  return /^[^。]{0,20}驳回/.test(scan.text.slice(disposition.start, disposition.end));
}

function stated(scan: Scan, draft: LoanDraft): CourtLoan {
  const at = (range: Range): Span => scan.span(range.start, range.end);
  const { principal, number, signedOn, dueOn } = draft;
  return {
    at: at(draft.at),
    lenders: draft.lenders,
    borrowers: draft.borrowers.filter((name) => !draft.lenders.includes(name)),
    ...(principal && { principal: moneyAt(scan, principal) }),
    ...(number && { contractNumber: { value: number.value, at: at(number) } }),
    ...(signedOn && { signedOn: { value: signedOn.iso, at: at(signedOn) } }),
    ...(dueOn && { dueOn: { value: dueOn.iso, at: at(dueOn) } }),
  };
}

function causeOf(context: ReadingContext): string {
  return context.cause ?? /[\u4e00-\u9fa5、]{2,24}纠纷/.exec(context.text)?.[0] ?? '';
}

function fromContracts(context: ReadingContext, scan: Scan, ranges: readonly Range[]): readonly LoanDraft[] {
  for (const range of ranges) {
    const drafts = draftsIn(context, scan, range);
    if (drafts.length > 0) return drafts;
  }
  return [];
}

const isDebt = (kind: ContractKind): boolean => ['line', 'loan', 'lease', 'sale', 'recourse'].includes(kind);

function draftsIn(context: ReadingContext, scan: Scan, range: Range): LoanDraft[] {
  const told = contractsIn(context, range).filter((contract) => isDebt(contract.kind));
  const contracts = told.some((contract) => !contract.recalled) ? told.filter((contract) => !contract.recalled) : told;
  const drafts: LoanDraft[] = [];
  const opened: { draft: LoanDraft; from: number; contract: ContractAt }[] = [];
  for (const contract of contracts) {
    const last = opened.at(-1)?.draft;
    const sides = sidesOf(context, scan, contract, range);
    if (!sides) continue;
    const renewed = /延续|续借|借新还旧|展期/.test(
      scan.text.slice(Math.max(contract.sentence.start, contract.start - 40), contract.start),
    );
    if (last && renewed && sameSides(last, sides)) continue;
    const twin = drafts.find((draft) => isSame(draft, contract, sides));
    if (twin) {
      twin.number ??= contract.number;
      twin.signedOn ??= contract.signedOn;
      continue;
    }
    const draft: LoanDraft = {
      kind: contract.kind,
      at: contract.sentence,
      lenders: sides.lenders,
      borrowers: sides.borrowers,
      number: contract.number,
      signedOn: isRolling(scan, contract) ? undefined : contract.signedOn,
    };
    drafts.push(draft);
    opened.push({ draft, from: contract.sentence.start, contract });
  }
  const kept = withoutLines(drafts);
  opened
    .filter(({ draft }) => kept.includes(draft))
    .forEach(({ draft, contract }, i, all) => {
      const next = all[i + 1];
      const segment = { start: contract.end, end: next ? next.contract.start : range.end };
      const single = kept.filter((one) => one.kind !== 'recourse').length === 1;
      draft.dueOn =
        dueIn(scan, draft.kind === 'sale' ? { start: segment.end, end: segment.end } : segment) ??
        extraDue(scan, draft, range);
      draft.principal = principalOf(
        context,
        scan,
        draft,
        single && draft.kind !== 'recourse' ? { start: contract.end, end: range.end } : segment,
        single,
      );
      draft.number ??= single ? numberElsewhere(context, scan, draft.kind) : undefined;
      const later = extensionIn(
        scan,
        single || draft.kind === 'loan' ? { start: contract.end, end: range.end } : segment,
      );
      if (
        later &&
        draft.kind !== 'recourse' &&
        (single || kept.length <= 2) &&
        (!draft.dueOn || later.iso > draft.dueOn.iso)
      )
        draft.dueOn = later;
    });
  return kept;
}

/** Goods supplied time and again have no one contract to date the debt by. */
const isRolling = (scan: Scan, contract: ContractAt): boolean =>
  contract.kind === 'sale' &&
  /陆续|多次|滚动|业务往来|最后一|长期/.test(scan.text.slice(contract.sentence.start, contract.sentence.end));

function isSame(draft: LoanDraft, contract: ContractAt, sides: Sides): boolean {
  if (draft.kind !== contract.kind || !sameSides(draft, sides)) return false;
  if (draft.number && contract.number) return draft.number.value === contract.number.value;
  return (
    draft.signedOn === undefined || contract.signedOn === undefined || draft.signedOn.iso === contract.signedOn.iso
  );
}

/** A framework of credit (授信) is no debt of its own where loans under it are told. */
function withoutLines(drafts: readonly LoanDraft[]): LoanDraft[] {
  const drawn = drafts.filter((draft) => draft.kind === 'loan');
  return drafts.filter((draft) => draft.kind !== 'line' || !drawn.some((loan) => sameSides(draft, loan)));
}

/** The only number that the document gives a contract of this kind, wherever it stands (evidence, claim). */
function numberElsewhere(context: ReadingContext, scan: Scan, kind: ContractKind): NumberAt | undefined {
  if (kind === 'sale') return undefined;
  const numbers = new Map<string, NumberAt>();
  const range = body(context);
  for (const hit of scan.text
    .slice(range.start, range.end)
    .matchAll(
      /编号(?:为|是)?[：:]?\s*([^，。；、《》“”"\s：:（）()]{2,40}?号?)[)）]?(?:的)?《?([^《》，。；0-9A-Za-z-]{0,12}?(?:合同|协议))/g,
    )) {
    if (kindOf(hit[2]!) !== kind || !/[0-9XＸ*]/.test(hit[1]!)) continue;
    const start = range.start + hit.index + hit[0].indexOf(hit[1]!);
    const tail = hit[2]!.startsWith('号') ? '号' : '';
    const value = tidyNumber(hit[1]! + tail);
    if (!numbers.has(value)) numbers.set(value, { value, start, end: start + hit[1]!.length + tail.length });
  }
  for (const contract of contractsIn(context, range)) {
    if (contract.kind === kind && contract.number && !numbers.has(contract.number.value))
      numbers.set(contract.number.value, contract.number);
  }
  return numbers.size === 1 ? [...numbers.values()][0] : undefined;
}
