/**
 * The sums a disposition orders paid (判决如下 …), each with who owes it, to whom, and whether jointly. Court fees,
 * dispositions of other courts that are affirmed or quoted, bases of interest and caps of liability are no orders.
 */
import type { CourtOrder, PartyRole } from '../model/courtDocument.js';
import type { ReadingContext } from './context.js';
import { BLANK, disposed, withoutBrackets } from './items.js';
import type { Item } from './items.js';
import { addLiable, CLAUSE_START, TOWARDS } from './liability.js';
import type { Owed } from './liability.js';
import { opening } from './prose.js';
import type { SumAt } from './quantities.js';
import { firstFrom, groupsIn, moneyAt, scanOf, within } from './references.js';
import type { Group, Scan } from './references.js';
import { remembered } from './remembered.js';

interface Draft extends Owed {
  readonly sum: SumAt;
  /** 合计…: it adds up sums before it, or is divided by sums after it. */
  readonly total: boolean;
  /** 其中本金…: it is a part of the sum before it. */
  readonly part: boolean;
  /** Where the words about its payer end: sums of one payer and clause share it. */
  readonly clause: number;
}

const PAY =
  /给付|支付|赔付|偿还|归还|返还|赔偿(?![金款责限])|退还|清偿|偿付|补偿(?![金款])|退赔|退付|理赔|付给|付清|还清|承担|补足|交付|补缴|付还|还款|缴纳/;
const NO_ORDER =
  /^\s*(?:驳回|维持|撤销|解除|终结|准许|不予|确认(?!.{0,60}(?:给付|支付|偿还|归还|返还))|查封|冻结|扣押|扣划|划拨|拍卖|续行|对.{2,40}(?:予以|进行)?(?:查封|冻结|拍卖))/;
/** 不得执行甲名下房产, 中止对甲应付乙的100万元的执行: enforcement is held back, nothing is ordered paid. */
const HELD_BACK = /不得[^，。；]{0,120}执行|(?:中止|停止|暂缓|终止)[^，。；]{0,160}执行/;
const AMENDS = /^\s*(?:变更|撤销(?=[^；;]{0,120}改判))[^；;]{0,120}?(?:为|改判)\s*[：:“"，,]{0,2}/;
const FEE_WORD = '(?:受理费|诉讼费用?|保全费|公告费|申请费|执行费|减半收取(?:计)?|公证费)';
const FEE = new RegExp(`${FEE_WORD}(?:用)?(?:为|共|计|人民币|共计|合计|[:：])*\\s*$`);
const FEE_SHARED = new RegExp(`${FEE_WORD}[^。；;]{0,120}负担[^。；;]{0,12}$`);
const NOT_DUE_BEFORE =
  /(?:已(?:经)?(?:支付|给付|偿还|归还|垫付|付|还)(?:的)?|最高(?:债权|本金)?(?:余)?(?:限)?额|限额(?!(?:范围)?[内中])|不超过|暂计|基数|为本金|原价值?)[^，,；;。]{0,8}$|(?:扣除|扣减|冲减|减去|抵扣|冲抵|抵销|款项?含|包[含括])[^，,；;。]{0,40}$/;
/** 扣除已付的2000元，余款39700元: what is left is ordered, not what it is left of. */
const LEFT = /(?:余款|余额|余下|尚应|还应|尚需|还需|仍应|实际应|最后赔偿额)[^，,；;。]{0,20}$/;
const NOT_DUE_AFTER = new RegExp(
  `^\\s*整?(?:${[
    '[，,]?(?:从中|予以|应予)?(?:冲抵|抵扣|抵销|扣除)',
    '(?:为|作为)(?:基数|本金|限|计算|标准|计息)',
    '的?(?:最高)?(?:范围|限额|额度|限度|债权额)',
    '[的之](?:逾期|资金占用|迟延|延期)?(?:利息|罚息|复利|滞纳金|违约金|\\d|百分之|同期)',
  ].join('|')})`,
);
const TOTAL = /(?:共计|合计|总计|总共|总额|总金额|以上.{0,8}共|本息共?)(?:为|计)?(?:人民币)?[:：]?\s*$/;
const PART = /其中[^；;。]*(?:本金|息|违约金|滞纳金|租金|货款|借款|[^，,；;。]费)(?:为|人民币)*$/;
/** 损失100000元的40%，即40000元: the sum before is no order. */
const SHARE = /(?:[\d.．]+[%％]|百分之[一二三四五六七八九十]+)[^，,；;。]{0,6}[，,]?(?:即|计|为|共计)?(?:人民币)?\s*$/;
const CLAIMANTS: readonly PartyRole[] = ['plaintiff', 'originalPlaintiff', 'applicant', 'enforcementApplicant'];
/** An item that opens so names no payer of its own: who had to pay before goes on paying. */
const NO_SUBJECT =
  /^\s*(?:并|同时|另|再|于|在|自|从|按|以|上述|以上|前述|该|案涉|逾期|其|[^，,；;。]{0,10}(?:本金|利息|罚息|复利|违约金|租金|费用?|款项?)|给付|支付|偿还|归还|返还|赔偿|退还)/;
/** No more than this is read of the way from a payer to a sum, so that a document of one endless item stays cheap. */
const REACH = 2000;

/**
 * @returns one order per sum, in the order of the text: the principal debtor first among its obligors, then all whom a
 * later item makes jointly liable (对上述债务承担连带清偿责任). Never throws; nothing where there is no disposition.
 */
export function readOrders(context: ReadingContext): readonly CourtOrder[] {
  return ordersIn(context).map(({ order }) => order);
}

/** The orders, each with its sum in UTF-16 indexes. */
export const ordersIn = remembered((context): readonly { readonly order: CourtOrder; readonly sum: SumAt }[] => {
  const { start, end } = context.sections.disposition;
  if (end <= start || context.docType === 'decision') return [];
  const scan = scanOf(context);
  const drafts: Draft[] = [];
  let payers: readonly string[] = [];
  for (const item of disposed(context)) {
    const body = bodyOf(scan.text, item);
    if (!body) continue;
    const groups = groupsIn(scan, body.start, body.end, true);
    const found = sumsOf(context, scan, body, groups, payers);
    drafts.push(...found);
    payers = found.at(-1)?.obligors ?? payers;
    addLiable(scan, body, groups, drafts, found);
  }
  return drafts
    .filter((draft) => draft.obligors.length > 0)
    .map((draft) => ({
      order: {
        at: scan.span(draft.item.start, draft.item.end),
        obligors: draft.obligors,
        beneficiaries: draft.beneficiaries,
        amount: moneyAt(scan, draft.sum),
        joint: draft.joint,
      },
      sum: draft.sum,
    }));
});

/** Whether an item does no more than hold enforcement back, as a judgment on a third party's objection does. */
export function holdsBack(words: string): boolean {
  const hit = HELD_BACK.exec(words);
  return hit !== null && !PAY.test(words.slice(0, hit.index));
}

/** The part of an item that can hold orders: all of it, what an amendment puts in place (变更…为：), or nothing. */
function bodyOf(text: string, item: Item): Item | undefined {
  const words = text.slice(item.start, item.end);
  const amended = AMENDS.exec(words);
  if (amended) return { ...item, start: item.start + amended[0].length };
  return NO_ORDER.test(words) || /^\s*变更/.test(words) || holdsBack(words) ? undefined : item;
}

function sumsOf(
  context: ReadingContext,
  scan: Scan,
  item: Item,
  groups: readonly Group[],
  inherited: readonly string[],
): readonly Draft[] {
  const words = withoutBrackets(scan.text.slice(item.start, item.end));
  const drafts: Draft[] = [];
  for (const sum of within(scan.sums, item.start, item.end)) {
    const at = sum.start - item.start;
    if (sum.rate || words[at] === BLANK) continue;
    const before = words.slice(Math.max(0, at - 40), at).replace(/人民币\s*$/, '');
    const after = words.slice(sum.end - item.start, sum.end - item.start + 16);
    if (FEE.test(before) || NOT_DUE_BEFORE.test(before) || NOT_DUE_AFTER.test(after)) continue;
    if (/以[^，,；;。]{0,16}$/.test(before) && /^[^，,；;。]{0,4}为/.test(after)) continue;
    if (FEE_SHARED.test(words.slice(Math.max(0, at - 160), at))) continue;
    const payer = payerOf(words, item, groups, sum);
    const clause = payer ? payer.end - item.start : 0;
    const way = words.slice(Math.max(clause, at - REACH), at);
    if (!PAY.test(way) || /优先受偿|折价|变卖/.test(clauseOf(words, at))) continue;
    const payers = payer?.names ?? (NO_SUBJECT.test(words) ? inherited : []);
    const payees = payeesOf(context, words, item, groups, sum, payer, payers);
    const circular = payers.length > 0 && payers.every((name) => payees.includes(name)); // 被告甲支付被告…: one of the others
    const beneficiaries = circular ? [] : payees;
    if (SHARE.test(before)) while (drafts.at(-1)?.clause === clause) drafts.pop();
    if (LEFT.test(before) && sumOf(drafts) > sum.fen) drafts.length = 0;
    const obligors = payers.filter((name) => !beneficiaries.includes(name));
    drafts.push({
      item,
      sum,
      obligors,
      beneficiaries,
      joint: obligors.length > 1 && way.includes('连带'),
      total: TOTAL.test(before),
      part: PART.test(before),
      clause,
    });
  }
  return withoutTotals(drafts);
}

/** 本金A元、利息B元，共计C元 orders A and B; 共计C元，分两期付A元、B元 orders C. */
function withoutTotals(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length < 2 || drafts.length > 200) return drafts;
  const dropped = new Set<Draft>();
  const left = (from: number, to?: number): Draft[] => drafts.slice(from, to).filter((one) => !dropped.has(one));
  const drop = (list: readonly Draft[]): void => {
    for (const one of list) dropped.add(one);
  };
  drafts.forEach((draft, i) => {
    if (!draft.total && !drafts.slice(i + 1).some((later) => later.part)) {
      const rest = left(i + 1).filter((later) => !later.total);
      if (rest.length > 1 && sumOf(rest) === draft.sum.fen) drop(rest);
      return;
    }
    const earlier = left(0, i).filter((one) => one.clause === draft.clause && !one.total);
    if (draft.total && earlier.length > 0) {
      if (draft.sum.fen >= sumOf(earlier)) drop([draft]); // else 利息、违约金共计: a sum of its own
      return;
    }
    const parts = drafts.slice(i + 1).filter((one) => one.clause === draft.clause);
    if (parts.length === 0) return;
    const adds = sumOf(parts) === draft.sum.fen;
    if (parts.some((one) => one.part)) drop(adds ? [draft] : parts);
    else if (adds) drop(parts);
  });
  return left(0);
}

const sumOf = (drafts: readonly Draft[]): number => drafts.reduce((total, one) => total + one.sum.fen, 0);

const clauseOf = (words: string, at: number): string => {
  const from = opening(words, at, '；。，', Math.max(0, at - REACH));
  const to = words.slice(at, at + REACH).search(/[；。，]/);
  return words.slice(from, to < 0 ? at + REACH : at + to);
};

const wordsBefore = (words: string, item: Item, group: Group): string =>
  words.slice(Math.max(0, group.start - item.start - 12), group.start - item.start);

/** The last enumeration of parties before the sum that opens a clause and is not the object of 向 or 给付. */
function payerOf(words: string, item: Item, groups: readonly Group[], sum: SumAt): Group | undefined {
  const at = sum.start - item.start;
  if (!PAY.test(words.slice(Math.max(0, at - REACH), at))) return undefined;
  for (let i = firstFrom(groups, sum.start) - 1; i >= 0; i--) {
    const group = groups[i]!;
    if (sum.start - group.end > REACH) break;
    const before = wordsBefore(words, item, group);
    if (group.end > sum.start || TOWARDS.test(before) || !CLAUSE_START.test(before)) continue;
    const way = words.slice(group.end - item.start, at);
    if (PAY.test(way) && !/^(?:的|所有|名下|持有|与)/.test(way)) return group;
  }
  return undefined;
}

/** Somebody outside the case is paid: 向张某支付, 赔偿被害人损失. */
const OTHER_PAYEE =
  /(?:向|给付?)(?!本院|其|原告|申请|上诉|对方)[^，,；;。向]{2,30}?(?:给付|支付|赔付|偿还|归还|返还|赔偿|退还|清偿|交付)|(?:给付|支付|赔付|偿还|归还|返还|赔偿|退赔|退还|清偿|补偿)(?:案外人|第三人|被害人|受害人|被告)/;

/** Who is paid: whom the item names, else the only claimant, if nothing in the item says that somebody else is. */
function payeesOf(
  context: ReadingContext,
  words: string,
  item: Item,
  groups: readonly Group[],
  sum: SumAt,
  payer: Group | undefined,
  payers: readonly string[],
): readonly string[] {
  let payees: readonly string[] = [];
  for (let i = firstFrom(groups, Math.max(payer?.end ?? 0, sum.start - REACH)); i < groups.length; i++) {
    const group = groups[i]!;
    if (group.end <= sum.start) {
      if (TOWARDS.test(wordsBefore(words, item, group))) payees = listed(words, item, group);
      continue;
    }
    const way = words.slice(sum.end - item.start, group.start - item.start);
    if (payees.length === 0 && way.length < 30 && /^[^，；。]*(?:给|向|返还|支付)$/.test(way))
      payees = listed(words, item, group);
    break;
  }
  if (payees.length > 0) return payees;
  const from = payer ? payer.end - item.start : 0;
  const at = sum.start - item.start;
  if (OTHER_PAYEE.test(words.slice(Math.max(from, at - REACH), at))) return [];
  const claimants = context.parties.filter((party) => party.roles.some((role) => CLAIMANTS.includes(role)));
  const only = claimants.length === 1 ? claimants.map(({ name }) => name) : [];
  return only.some((name) => payers.includes(name)) ? [] : only;
}

/** 甲、乙和丙 are paid together; who stands behind a comma opens the next clause. */
function listed(words: string, item: Item, { members }: Group): readonly string[] {
  const stop = members.findIndex((member, i) => {
    const next = members[i + 1];
    return !next || /[，,]/.test(words.slice(member.end - item.start, next.start - item.start));
  });
  return [...new Set(members.slice(0, stop + 1).flatMap((member) => member.names))];
}
