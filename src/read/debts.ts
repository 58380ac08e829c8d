/** Debts where no loan is told of: by what a disposition orders, what the findings say is owed, or what is claimed. Indexes are UTF-16. */
import type { ReadingContext } from './context.js';
import { ordersIn } from './orders.js';
import { DEBT_WORD } from './principals.js';
import { opening } from './prose.js';
import type { Range } from './prose.js';
import type { SumAt } from './quantities.js';
import { groupsIn, within } from './references.js';
import type { Group, Scan } from './references.js';
import { CREDITOR_ROLES, DEBTOR_ROLES, flowIn, holders } from './sides.js';
import type { LoanDraft } from './sides.js';

/** What the disposition orders paid as principal or price. */
export function debtsOrdered(context: ReadingContext, scan: Scan): LoanDraft[] {
  return ordersIn(context).flatMap(({ order, sum }) => {
    const lenders = order.beneficiaries;
    if (lenders.length === 0 || !DEBT_WORD.test(scan.text.slice(Math.max(0, sum.start - 16), sum.start))) return [];
    const borrowers = debtorFound(context, scan, sum.fen, lenders) ?? order.obligors.slice(0, 1);
    return [{ kind: 'loan', at: sum, lenders, borrowers, principal: sum }];
  });
}

/** Who, in the findings, owes exactly this sum (甲分公司尚欠原告货款N元). */
function debtorFound(
  context: ReadingContext,
  scan: Scan,
  fen: number,
  creditors: readonly string[],
): readonly string[] | undefined {
  const { facts } = context.sections;
  for (const sum of within(scan.sums, facts.start, facts.end)) {
    if (sum.fen !== fen) continue;
    const from = Math.max(facts.start, sum.start - 60);
    const owes = /(?:尚欠|拖欠|欠付|欠)[^，。；]{0,30}$/.exec(scan.text.slice(from, sum.start));
    const debtor = owes && groupsIn(scan, from, from + owes.index).at(-1);
    if (debtor && !debtor.names.some((name) => creditors.includes(name))) return debtor.names;
  }
  return undefined;
}

export const OWING = /尚欠|拖欠|欠付|仍欠|共欠|至今未(?:还|付|偿还)/;
export const DUE =
  /(?:应(?:当)?(?:向[^，。；]{1,30})?(?:给付|支付|偿还|归还|返还|付)|要求[^。；]{0,80}(?:支付|偿还|给付|归还|返还)|判令[^。；]{0,80}(?:支付|偿还|给付|归还|返还)|请求[^。；]{0,80}(?:支付|偿还|给付|归还|返还)|给付|偿还|归还|尚欠|尚?欠付?|支付)/;
const PRINCIPAL_WORD =
  /(?:借款本金|贷款本金|垫款本金|透支本金|欠款本金|本金|借款|贷款|欠款|货款|租金|转让款|代偿款|垫款|工程款)(?:余额|共计|合计|为)*(?:人民币)?$/;

/** …至2015年11月9日期间偿还欠款8400元: what was paid is no longer owed. */
const REPAID = /(?:已|共|又|陆续|分别|先后|[年月日间止])(?:向[^，。；]{1,12})?(?:偿还|归还|支付)(?:了)?[^，。；]{0,6}$/;

/** The first sum of a range that is said to be owed or claimed as principal, and who owes it if the words say so. */
export function debtsIn(context: ReadingContext, scan: Scan, range: Range, due: RegExp): LoanDraft[] {
  const creditors = holders(context, CREDITOR_ROLES);
  const debtors = holders(context, DEBTOR_ROLES);
  for (const sum of within(scan.sums, range.start, range.end)) {
    if (sum.rate) continue;
    const from = opening(scan.text, sum.start, '。', Math.max(range.start, sum.start - 160));
    const before = scan.text.slice(from, sum.start);
    if (
      !PRINCIPAL_WORD.test(before) ||
      !due.test(before) ||
      /执行标的|执行到位|已(?:经)?(?:偿还|归还|支付|执行)[^，。；]{0,10}$|驳回/.test(before) ||
      REPAID.test(before)
    )
      continue;
    const verb = from + before.search(due);
    const payer = payerBefore(scan, from, sum.start, creditors);
    const payee = groupsIn(scan, verb, sum.start)
      .filter((group) => group.names.some((name) => creditors.includes(name)))
      .at(-1);
    const lenders = payee?.names ?? (creditors.length === 1 ? creditors : []);
    const borrowers =
      payer && payer.names.length === 1
        ? payer.names
        : (borrowersTold(scan, range, sum, lenders) ?? (debtors.length === 1 ? debtors : []));
    if (lenders.length === 0) continue;
    const ordered = ordersIn(context).find((one) => one.sum.fen === sum.fen)?.order;
    const turned = ordered?.beneficiaries.length && !ordered.beneficiaries.some((name) => lenders.includes(name));
    const sides = turned // on a counterclaim
      ? { lenders: ordered.beneficiaries, borrowers: ordered.obligors.slice(0, 1) }
      : { lenders, borrowers };
    return [{ kind: 'loan', at: { start: from, end: sum.end }, ...sides, principal: sum }];
  }
  return [];
}

/** The party named last before the verb of payment, when it is named and not one of the creditors. */
function payerBefore(scan: Scan, from: number, until: number, creditors: readonly string[]): Group | undefined {
  const groups = groupsIn(scan, from, until).filter((group) => !group.names.some((name) => creditors.includes(name)));
  return groups.at(-1);
}

/** 甲、乙陆续向丙借款，…尚欠借款本金N元. */
function borrowersTold(
  scan: Scan,
  range: Range,
  sum: SumAt,
  lenders: readonly string[],
): readonly string[] | undefined {
  const flow = flowIn(scan, { start: Math.max(range.start, sum.start - 160), end: sum.start });
  return flow?.lenders.some((name) => lenders.includes(name)) ? flow.borrowers : undefined;
}
