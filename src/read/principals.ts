/**
 * The principal of a debt: the sum paid out (发放, 转账) rather than the sum agreed, what the court holds (应认定借款本金为…)
 * rather than either; the sum ordered or owed for a price. Indexes are UTF-16.
 */
import type { ReadingContext } from './context.js';
import { BLANK, withoutBrackets } from './items.js';
import { ordersIn } from './orders.js';
import { body, opening, sentencesIn } from './prose.js';
import type { Range } from './prose.js';
import type { SumAt } from './quantities.js';
import { within } from './references.js';
import type { Scan } from './references.js';
import type { LoanDraft } from './sides.js';

const PAID_OUT =
  /(?:发放|放款|放贷|出借|转账|转款|转帐|汇款|汇入|汇给|汇至|汇付|划入|划付|划款|转入|转至|打入|打到|打给|投放|支用|提款|垫付|垫款)/;
const NOT_PAID_OUT =
  /还款|偿还|归还|利息|付息|律师|保全|服务费|风险金|评估|抵押|担保费|受理费|罚息|违约金|已还|申请|承诺|同意|拟|约定|尚欠|代偿|用于|如|应/;
const AGREED =
  /(?:借款|贷款|本金|借到|借入|借给|授信|额度|融资|垫款|授信额度|借现金|现金|租赁本金|总?价款|成本|租金|金额|限额|流动资金|资金)(?:总额|金额|本金|额度|数额|总额度)?(?:共计|合计|总计|为|计|是|：|:|，)?(?:人民币|现金)?(?:共计|为)?[（(]?(?:大写|小写)?[）)：:]?[￥¥]?\s*$/;
const HELD =
  /(?:认定|确认|实际|应为|实为)[^。；，]{0,16}(?:借款|本金|贷款|出借)(?:本金|数额|金额|数)?[^。；，]{0,10}(?:为|系|应为|是)?(?:人民币)?$|借款本金(?:应)?(?:为|系|应认定为|应为)(?:人民币)?$|实际(?:发放|支付|出借|交付)[^。；，]{0,12}(?:为|系|是)(?:人民币)?$/;

export function principalOf(
  context: ReadingContext,
  scan: Scan,
  draft: LoanDraft,
  range: Range,
  single: boolean,
): SumAt | undefined {
  if (draft.kind === 'recourse') return compensated(scan, range);
  if (draft.kind === 'sale') return (single ? ordered(context, scan, draft) : undefined) ?? owed(scan, draft, range);
  if (draft.kind === 'lease') {
    return (
      agreed(
        scan,
        body(context),
        /(?:租赁本金|租赁物(?:总)?价款[）)]?|总价款(?:（租赁本金）)?|融资(?:租赁)?(?:金额|额|本金)|转让价款|购买价款)[）)]?(?:为|共计|：|:)?(?:人民币)?$/,
      ) ??
      agreed(scan, range, AGREED) ??
      (single ? ordered(context, scan, draft) : undefined)
    );
  }
  const held = single ? heldIn(context, scan) : undefined;
  if (held) return held;
  const paid = paidOut(scan, range);
  const promised =
    agreed(scan, { start: draft.at.start, end: range.end }, AGREED) ??
    borrowedSum(scan, { start: draft.at.start, end: range.end });
  if (!paid || !promised) return promised ?? paid ?? ordered(context, scan, draft);
  const share = paid.fen / promised.fen;
  if (share > 0.9 && (share < 1.0001 || !single)) return paid;
  const due = ordered(context, scan, draft);
  return due ? (due.fen === paid.fen ? paid : promised) : share > 0.6 && share < 1.0001 ? paid : promised;
}

/** What the court takes as the sum lent (应认定借款本金1455000元). */
export function heldIn(context: ReadingContext, scan: Scan): SumAt | undefined {
  const { reasoning } = context.sections;
  const found = within(scan.sums, reasoning.start, reasoning.end).filter((sum) => {
    const before = scan.text.slice(Math.max(reasoning.start, sum.start - 40), sum.start);
    return HELD.test(before) && !/尚欠|剩余|余额|主张|请求|约定/.test(before);
  });
  return found.at(-1);
}

/** The sums paid out, added up where several are told; undefined where none is. */
function paidOut(scan: Scan, range: Range): SumAt | undefined {
  const counted: SumAt[] = [];
  const seen = new Set<string>();
  for (const sentence of sentencesIn(scan.text, range, true)) {
    const words = withoutBrackets(scan.text.slice(sentence.start, sentence.end));
    if (!PAID_OUT.test(words)) continue;
    const sums: SumAt[] = [];
    for (const sum of within(scan.sums, sentence.start, sentence.end)) {
      if (sum.rate || words[sum.start - sentence.start] === BLANK) continue;
      const clause = clauseAt(words, sum.start - sentence.start);
      const before = words.slice(0, sum.start - sentence.start);
      if (!PAID_OUT.test(clause.text) && !(sums.length > 0 && /(?:共计|合计)[^，]{0,6}$/.test(before))) continue;
      if (
        NOT_PAID_OUT.test(clause.text.replace(/应认定|依约|按约|约定地|转账支付/g, '')) ||
        /以[^，]{0,4}$/.test(before)
      )
        continue;
      if (/(?:共计|合计|总计|总额为?|累计)(?:人民币)?$/.test(before)) {
        sums.length = 0;
        sums.push(sum);
        break;
      }
      sums.push(sum);
    }
    for (const sum of sums) {
      const day = within(scan.days, sentence.start, sum.start).at(-1)?.iso ?? '';
      if (seen.has(`${sum.fen}`) && (day === '' || seen.has(`${day} ${sum.fen}`))) continue;
      if (counted.length > 0 && sums.length === 1 && counted.reduce((total, one) => total + one.fen, 0) === sum.fen)
        continue;
      seen.add(`${sum.fen}`).add(`${day} ${sum.fen}`);
      counted.push(sum);
    }
  }
  const first = counted[0];
  if (!first) return undefined;
  const last = counted.at(-1)!;
  return counted.length === 1
    ? first
    : {
        ...first,
        end: last.end - first.start < 200 ? last.end : first.end,
        fen: counted.reduce((total, one) => total + one.fen, 0),
      };
}

function clauseAt(words: string, at: number): { readonly text: string } {
  const from = opening(words, at, '，；、', Math.max(0, at - 1000));
  const to = words.slice(at, at + 1000).search(/[，；、]/);
  return { text: words.slice(from, to < 0 ? words.length : at + to) };
}

const agreed = (scan: Scan, range: Range, pattern: RegExp): SumAt | undefined =>
  within(scan.sums, range.start, range.end).find(
    (sum) =>
      !sum.rate &&
      pattern.test(scan.text.slice(Math.max(range.start, sum.start - 30), sum.start)) &&
      !/代偿|偿还|归还|还款|尚欠|利息|每月租金|(?<![\d一二三四五六七八九十])月租金/.test(
        scan.text.slice(Math.max(range.start, sum.start - 12), sum.start),
      ),
  );

/** 向Y借款N元. */
const borrowedSum = (scan: Scan, range: Range): SumAt | undefined =>
  within(scan.sums, range.start, range.end).find((sum) =>
    /向[^，。；]{1,40}(?:借款|贷款|借)[^，。；]{0,6}$|借给[^，。；]{1,30}$|出借(?:款项?|资金)?$/.test(
      scan.text.slice(Math.max(range.start, sum.start - 50), sum.start),
    ),
  );

/** 代偿50,217,656.04元: what was paid for the debtor. */
const compensated = (scan: Scan, range: Range): SumAt | undefined =>
  within(scan.sums, range.start, scan.text.length).find((sum) =>
    /代偿|代[^，。；]{2,60}(?:偿还|清偿|支付|归还)/.test(
      scan.text.slice(Math.max(range.start, sum.start - 60), sum.start),
    ),
  );

export const DEBT_WORD =
  /(?:借款本金|贷款本金|垫款本金|透支本金|欠款本金|本金|借款|贷款|欠款|货款|租金|租赁费|转让(?:价)?款|转让价款|代偿款|垫付款|垫款|价款|工程款|加工费|承揽款|材料款|服务费|运费|租赁等费用|欠付款项?|费用|款项?)(?:余额|共计|合计|总计|为|计)*(?:人民币)?$/;

/** The sum of the disposition that is this debt's principal. */
const ordered = (context: ReadingContext, scan: Scan, draft: LoanDraft): SumAt | undefined =>
  ordersIn(context).find(
    ({ order, sum }) =>
      order.obligors.some((name) => draft.borrowers.includes(name)) &&
      DEBT_WORD.test(scan.text.slice(Math.max(0, sum.start - 16), sum.start)),
  )?.sum;

/** 尚欠货款N元 of this debtor. */
const owed = (scan: Scan, draft: LoanDraft, range: Range): SumAt | undefined =>
  within(scan.sums, range.start, range.end).find(
    (sum) =>
      /(?:尚欠|拖欠|欠付|欠|余款)[^，。；]{0,30}$/.test(
        scan.text.slice(Math.max(range.start, sum.start - 40), sum.start),
      ) && draft.borrowers.length > 0,
  );
