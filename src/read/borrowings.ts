/** Borrowing told without a contract: X向Y借款N元, Y借给X, and notes of hand (今借到Y现金N元). Indexes are UTF-16. */
import type { ReadingContext } from './context.js';
import { opening } from './prose.js';
import type { Range } from './prose.js';
import { heldIn } from './principals.js';
import { groupsIn, within } from './references.js';
import type { Scan } from './references.js';
import { flowAt, sameSides } from './sides.js';
import type { LoanDraft, Sides } from './sides.js';
import { dueIn, extensionIn } from './terms.js';

export function fromBorrowing(context: ReadingContext, scan: Scan, ranges: readonly Range[]): readonly LoanDraft[] {
  for (const range of ranges) {
    const drafts = borrowingIn(scan, range);
    if (drafts.length === 0) continue;
    const held = drafts.length === 1 ? heldIn(context, scan) : undefined;
    if (held) drafts[0]!.principal = held;
    return drafts;
  }
  return [];
}

/** Interest, fees and what was kept back are not lent. */
const NOT_LENT = /(?:利息|罚息|违约金|扣除|扣留|费用?|尚欠[^，。；]{0,6})(?:人民币|共?计|为)*$/;

function borrowingIn(scan: Scan, range: Range): LoanDraft[] {
  const drafts: LoanDraft[] = [];
  for (const sum of within(scan.sums, range.start, range.end)) {
    if (sum.rate || NOT_LENT.test(scan.text.slice(Math.max(range.start, sum.start - 16), sum.start))) continue;
    const sentence = opening(scan.text, sum.start, '。\n', Math.max(range.start, sum.start - 300));
    const from = Math.max(sentence, sum.start - 140);
    const last = drafts.at(-1);
    if (last?.principal && last.at.end > sentence && /^[、和及]$/.test(scan.text.slice(last.at.end, sum.start))) {
      drafts.push({ ...last, at: { start: last.at.start, end: sum.end }, principal: sum, signedOn: undefined });
      continue;
    }
    const sides = borrowingBefore(scan, { start: from, end: sum.start }, sentence, last);
    if (!sides) continue;
    if (sides.noted && last && !last.noted && sameSides(last, sides) && from - last.at.end < 60) {
      const later = within(scan.days, last.at.end, sum.start).some((day) => day.iso !== last.signedOn?.iso);
      if (!later) continue; // the note of the loan just told
    }
    const day = within(scan.days, from, sum.start)
      .filter(
        (one) =>
          !/^(?:之?前|以前|[起止至到])/.test(scan.text.slice(one.end, one.end + 2)) &&
          !'至到'.includes(scan.text[one.start - 1] ?? '。'),
      )
      .at(-1);
    const known = drafts.some(
      (draft) =>
        draft.principal?.fen === sum.fen &&
        sameSides(draft, sides) &&
        (!day || !draft.signedOn || draft.signedOn.iso === day.iso || sides.noted),
    );
    const same = drafts.filter((draft) => sameSides(draft, sides));
    const added = same.reduce((total, draft) => total + (draft.principal?.fen ?? 0), 0);
    if (known || (same.length > 1 && added === sum.fen)) continue; // told before, or 合计 of what was told before
    drafts.push({
      kind: 'loan',
      at: { start: Math.max(from, last?.at.end ?? 0), end: sum.end },
      lenders: sides.lenders,
      borrowers: sides.borrowers,
      principal: sum,
      signedOn: day,
      noted: sides.noted,
    });
  }
  dateEnumerated(scan, drafts);
  drafts.forEach((draft, i) => {
    draft.dueOn = dueIn(scan, {
      start: draft.at.end,
      end: Math.min(drafts[i + 1]?.principal?.start ?? range.end, draft.at.end + 300),
    });
    if (drafts.length === 1) draft.dueOn = extensionIn(scan, { start: draft.at.end, end: range.end }) ?? draft.dueOn;
  });
  return drafts;
}

/** 于A日、B日分别借款甲元、乙元: the days go with the sums when there are as many. */
function dateEnumerated(scan: Scan, drafts: readonly LoanDraft[]): void {
  for (let i = 0; i < drafts.length; i++) {
    let size = 1;
    while (drafts[i + size]?.at.start === drafts[i]!.at.start) size++;
    if (size > 1) {
      const days = within(scan.days, drafts[i]!.at.start, drafts[i]!.principal!.start);
      for (let k = 0; k < size; k++) drafts[i + k]!.signedOn = days.length === size ? days[k] : undefined;
    }
    i += size - 1;
  }
}

/** X向Y借款(人民币), Y借给X, or a note 今借到Y(现金), right before a sum. `noted` when it is a note. */
function borrowingBefore(
  scan: Scan,
  range: Range,
  sentence: number,
  last: LoanDraft | undefined,
): (Sides & { noted?: boolean }) | undefined {
  const words = scan.text.slice(range.start, range.end);
  const to =
    /[向从]([^，。；]{1,40}?)(?:共同)?(?:借款|借到|借得|借取|借现金|借了|借)(?:现金|人民币|本金|[（(]大写[）)]|共计|合计|[:：])*[（(]?$/.exec(
      words,
    );
  if (to) {
    const flow = flowAt(scan, range.start + to.index, range);
    if (flow) return flow.borrowing ? { lenders: flow.lenders, borrowers: flow.borrowers } : undefined;
    const object = groupsIn(scan, range.start + to.index + 1, range.end).at(0);
    const again = last && last.at.end >= sentence && object && object.names.some((name) => last.lenders.includes(name));
    return again ? { lenders: object.names, borrowers: last.borrowers } : undefined;
  }
  const give =
    /(?:借给|出借给|借款给|贷给|(?<!付)给(?!付|予)(?=[^，。；]{1,24}借款))([^，。；]{1,40}?)(?:现金|人民币|借款|本金)*$/.exec(
      words,
    );
  if (give) {
    const object = groupsIn(scan, range.start + give.index, range.end).at(0);
    const subject = groupsIn(scan, range.start, range.start + give.index).at(-1);
    return object && subject ? { lenders: subject.names, borrowers: object.names } : undefined;
  }
  const issuedTo =
    /向([^，。；]{1,30}?)(?:出具|书写|写下|立下?)[^，。；：]{0,8}(?:借条|借据|欠条|借款单)[^。]{0,30}?(?:借款|借到|借)(?:金额|人民币|现金|本金|[为：:])*$/.exec(
      words,
    );
  if (issuedTo) {
    const lender = groupsIn(scan, range.start + issuedTo.index, range.end).at(0);
    const issuer = groupsIn(scan, sentence, range.start + issuedTo.index).at(-1);
    if (lender && issuer) return { lenders: lender.names, borrowers: issuer.names, noted: true };
  }
  const note =
    /(?:今|现|兹)(?:借到?|向|借得)([^，。；]{1,24}?)(?:借到?|借款)?(?:现金|人民币|本金|计|[（(]大写[）)]|[:：])*$/.exec(
      words,
    );
  if (!note) return takenFrom(scan, range, words);
  const lender = groupsIn(scan, range.start + note.index, range.end).at(0);
  const issued = scan.text.slice(sentence, range.start + note.index);
  const issuing = issued.search(/出具|书写|立下|写下|写有|立据|打下/);
  if (!lender || issuing < 0) return undefined;
  const issuer = groupsIn(scan, sentence, sentence + issuing)
    .filter(
      (one) =>
        !/向$/.test(scan.text.slice(sentence, one.start)) && !one.names.some((name) => lender.names.includes(name)),
    )
    .at(-1);
  return issuer ? { lenders: lender.names, borrowers: issuer.names, noted: true } : undefined;
}

/** 甲、乙借丙人民币本金N元: the borrower right before the verb, the lender right behind it. */
function takenFrom(scan: Scan, range: Range, words: string): Sides | undefined {
  const verb = /借(?![给到款条据出入用])(?:了)?([^，。；借]{1,24}?)(?:现金|人民币|本金|款)*$/.exec(words);
  if (!verb) return undefined;
  const at = range.start + verb.index;
  const lender = groupsIn(scan, at + 1, range.end).at(0);
  const borrower = groupsIn(scan, range.start, at).at(-1);
  if (!lender || lender.start > at + 2 || borrower?.end !== at) return undefined;
  return /^(?:现金|人民币|本金|款)*$/.test(scan.text.slice(lender.end, range.end))
    ? { lenders: lender.names, borrowers: borrower.names }
    : undefined;
}
