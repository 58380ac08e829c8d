/**
 * Who secures a debt with what: guarantees, mortgages, pledges and counter-guarantees, one per provider and thing. Read
 * from signings (签订《保证合同》), undertakings (为…提供连带责任保证, 以其房产提供抵押担保) and rights to be paid first
 * (优先受偿). Bare joint liability (连带清偿责任) is no guarantee unless 保证 or 担保 is said.
 */
import type { CourtSecurity } from '../model/courtDocument.js';
import { charged, paidFirst } from './charges.js';
import { undertaken } from './guarantees.js';
import { readLoans } from './loans.js';
import { body, findings, isTold } from './prose.js';
import type { Range } from './prose.js';
import { moneyAt, scanOf, textAt } from './references.js';
import type { Scan } from './references.js';
import { remembered } from './remembered.js';
import type { SecurityCase, SecurityDraft } from './securityCase.js';
import { signed } from './securityContracts.js';
import { CREDITOR_ROLES, holders } from './sides.js';

/** @returns the securities in the order of the text, those of the findings or, where there are none, of the claims. */
export const readSecurities = remembered((context): readonly CourtSecurity[] => {
  if (!/保证|担保|抵押|质押|优先受偿/.test(context.text)) return [];
  const scan = scanOf(context);
  const loans = readLoans(context);
  const own: SecurityCase = {
    context,
    scan,
    loans,
    creditors: holders(context, CREDITOR_ROLES),
    debtors: [...new Set(loans.flatMap((loan) => loan.borrowers))],
    recourse: /追偿/.test(context.text.slice(0, 1200)) && /反担保/.test(context.text),
  };
  const { claims, disposition } = context.sections;
  const found = findings(context);
  let drafts = gather(own, [...found, disposition].filter(isTold));
  if (drafts.length === 0) drafts = gather(own, [claims].filter(isTold));
  if (drafts.length === 0 && found.length === 0 && !isTold(claims)) drafts = gather(own, [body(context)]);
  return drafts.map((draft) => stated(own, draft));
});

function stated(own: SecurityCase, draft: SecurityDraft): CourtSecurity {
  const { scan } = own;
  return {
    at: scan.span(draft.at.start, draft.at.end),
    kind: draft.kind,
    provider: draft.provider,
    creditors: draft.creditors,
    debtors: draft.debtors,
    ...(draft.cap && { cap: moneyAt(scan, draft.cap) }),
    ...(draft.collateral && { collateral: textAt(scan, draft.collateral) }),
  };
}

function gather(own: SecurityCase, ranges: readonly Range[]): SecurityDraft[] {
  const drafts: SecurityDraft[] = [];
  for (const range of ranges) for (const draft of signed(own, range)) put(own.scan, drafts, draft);
  for (const range of ranges) for (const draft of charged(own, range)) put(own.scan, drafts, draft);
  for (const range of ranges) for (const draft of undertaken(own, range)) put(own.scan, drafts, draft);
  for (const range of ranges)
    for (const draft of paidFirst(own, range)) {
      const known = drafts.some(
        (one) => one.provider === draft.provider && (one.kind === draft.kind || one.collateral !== undefined),
      );
      if (!known) put(own.scan, drafts, draft);
    }
  return drafts.sort((a, b) => a.at.start - b.at.start);
}

/** Adds a security, or what it says more to the one already known of the same provider and thing. */
function put(scan: Scan, drafts: SecurityDraft[], draft: SecurityDraft): void {
  const twin = drafts.find(
    (one) =>
      one.provider === draft.provider &&
      one.kind === draft.kind &&
      (draft.kind === 'counterGuarantee' && (one.collateral === undefined) !== (draft.collateral === undefined)
        ? false
        : draft.collateral === undefined ||
          one.collateral === undefined ||
          alike(scan, draft.collateral, one.collateral)),
  );
  if (!twin) {
    drafts.push(draft);
    return;
  }
  twin.collateral ??= draft.collateral;
  twin.cap ??= draft.cap;
  if (twin.debtors.length === 0) twin.debtors = draft.debtors;
  if (twin.creditors.length === 0) twin.creditors = draft.creditors;
}

/** Whether two phrases name the same thing: one in the other, or most of their pairs of characters shared. */
function alike(scan: Scan, one: Range, other: Range): boolean {
  const [a, b] = [one, other].map((range) => scan.text.slice(range.start, range.end)) as [string, string];
  if (a.includes(b) || b.includes(a)) return true;
  const pairs = new Set([...a].slice(1).map((sign, i) => a[i]! + sign));
  const shared = [...b].slice(1).filter((sign, i) => pairs.has(b[i]! + sign)).length;
  return shared >= 0.6 * Math.min(pairs.size, b.length - 1);
}
