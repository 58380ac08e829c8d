/** Who lends to whom: by the places a contract gives its signers, by X向Y借款 and Y向X发放贷款, by who sues whom. Indexes are UTF-16. */
import type { PartyRole } from '../model/courtDocument.js';
import type { ReadingContext } from './context.js';
import type { ContractAt, ContractKind, NumberAt } from './contracts.js';
import type { Range } from './prose.js';
import type { DayAt, SumAt } from './quantities.js';
import { groupsIn } from './references.js';
import type { Scan } from './references.js';

/** A debt while its document is read. */
export interface LoanDraft {
  readonly kind: ContractKind;
  at: Range;
  lenders: readonly string[];
  borrowers: readonly string[];
  principal?: SumAt | undefined;
  number?: NumberAt | undefined;
  signedOn?: DayAt | undefined;
  dueOn?: DayAt | undefined;
  /** Told by a note of hand. */
  noted?: boolean | undefined;
}

export interface Sides {
  readonly lenders: readonly string[];
  readonly borrowers: readonly string[];
}

export const CREDITOR_ROLES: readonly PartyRole[] = [
  'plaintiff',
  'originalPlaintiff',
  'enforcementApplicant',
  'applicant',
];
export const DEBTOR_ROLES: readonly PartyRole[] = ['defendant', 'originalDefendant', 'judgmentDebtor', 'respondent'];

export const holders = (context: ReadingContext, roles: readonly PartyRole[]): readonly string[] =>
  context.parties.filter((party) => party.roles.some((role) => roles.includes(role))).map((party) => party.name);

export const sameSides = (draft: LoanDraft, sides: Sides): boolean =>
  draft.borrowers.some((name) => sides.borrowers.includes(name)) &&
  draft.lenders.some((name) => sides.lenders.includes(name));

const LENDER_PLACES = ['贷款人', '出借人', '债权人', '出租人', '转让方', '出让人'];
const BORROWER_PLACES = ['借款人', '债务人', '承租人', '受让方', '受让人'];

/** Who lends to whom: by the places the text gives them, by what follows (X向Y借款, Y向X发放), or by who sues whom. */
export function sidesOf(context: ReadingContext, scan: Scan, contract: ContractAt, range: Range): Sides | undefined {
  const members = contract.sides.flatMap((side) => side.members);
  const placed = (places: readonly string[]): readonly string[] =>
    members.filter((one) => one.as?.some((place) => places.includes(place))).flatMap((one) => one.names);
  const [lenders, borrowers] = [placed(LENDER_PLACES), placed(BORROWER_PLACES)];
  if (lenders.length > 0 && borrowers.length > 0) return { lenders, borrowers };
  const signers = [...new Set(members.flatMap((one) => one.names))];
  if (
    contract.kind === 'recourse' ||
    contract.kind === 'lease' ||
    contract.kind === 'loan' ||
    contract.kind === 'line'
  ) {
    const flow = flowIn(
      scan,
      { start: contract.sentence.start, end: Math.min(range.end, contract.end + 700) },
      contract.kind,
    );
    if (flow && contract.kind === 'recourse') {
      const guarantor = signers.filter((name) => !flow.borrowers.includes(name));
      if (guarantor.length > 0 && flow.borrowers.some((name) => signers.includes(name)))
        return { lenders: guarantor, borrowers: flow.borrowers };
    } else if (flow && (signers.length === 0 || flow.borrowers.some((name) => signers.includes(name)))) return flow;
  }
  const creditors = holders(context, CREDITOR_ROLES);
  const owing = holders(context, DEBTOR_ROLES);
  const theirs = signers.filter((name) => creditors.includes(name));
  const others = signers.filter((name) => !creditors.includes(name));
  if (theirs.length > 0 && others.length > 0 && others.length <= 3) return { lenders: theirs, borrowers: others };
  if (
    /双方|原、?被告/.test(scan.text.slice(Math.max(contract.sentence.start, contract.start - 40), contract.start)) &&
    owing.length === 1
  ) {
    return { lenders: creditors, borrowers: owing };
  }
  return undefined;
}

const BORROWS =
  /^(?:出具(?:借条|借据|欠条)(?:一[份张])?)?(?!出具)[^。；;，,：:]{0,10}(?:申请)?(?:借款|贷款|借入|借到|借得|借取|申请[^。；，]{0,10}(?:借款|贷款|融资)|融资|借现金|借人民币|借了)/;
const LENDS =
  /^[^。；;，,]{0,26}?(?:提供|发放|出借|授予|放款|放贷|贷款|转账|汇款|借出|交付)[^。；;，,]{0,26}?(?:借款|贷款|款项|额度|授信|资金|元|本金|使用)/;

/** The first X向Y借款 or Y向X发放贷款 of a range. */
export function flowIn(scan: Scan, range: Range, kind?: ContractKind): Sides | undefined {
  const words = scan.text.slice(range.start, range.end);
  for (let at = words.indexOf('向'); at >= 0; at = words.indexOf('向', at + 1)) {
    const flow = flowAt(scan, range.start + at, range);
    if (flow && !(kind === 'lease' && flow.borrowing)) return flow;
  }
  return undefined;
}

export function flowAt(scan: Scan, at: number, range: Range): (Sides & { borrowing: boolean }) | undefined {
  const object = groupsIn(scan, at + 1, Math.min(scan.text.length, at + 60)).at(0);
  if (!object || object.start > at + 3) return undefined;
  const subject = groupsIn(scan, Math.max(range.start, at - 60), at).at(-1);
  if (
    !subject ||
    /[。；\n]/.test(scan.text.slice(subject.end, at)) ||
    subject.names.some((name) => object.names.includes(name))
  )
    return undefined;
  const after = scan.text.slice(object.end, object.end + 60);
  const given = /^(?:[^。；;，,]{0,30}?)(?:提供|发放|出借|授予|放款|支付|交付|转账|汇款|给付)/.test(after);
  if (!given && BORROWS.test(after)) return { lenders: object.names, borrowers: subject.names, borrowing: true };
  if (LENDS.test(after)) return { lenders: subject.names, borrowers: object.names, borrowing: false };
  return undefined;
}
