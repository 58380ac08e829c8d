/**
 * The contracts a text tells of (2014年3月18日，甲银行与乙公司签订编号为X的《流动资金借款合同》): what kind each is, its
 * number, day, and the two sides that signed. Loans and securities are read from these. Indexes are UTF-16.
 */
import type { ReadingContext } from './context.js';
import { opening, sentencesIn } from './prose.js';
import type { Range } from './prose.js';
import type { DayAt } from './quantities.js';
import { groupsIn, scanOf, within } from './references.js';
import type { Group, Scan } from './references.js';
import { remembered } from './remembered.js';

export type ContractKind =
  | 'line' // 授信
  | 'loan'
  | 'lease'
  | 'sale' // price owed: 买卖, 转让, 承揽
  | 'recourse' // 担保服务合同: who pays for the debtor may take recourse
  | 'extension'
  | 'guarantee'
  | 'mortgage'
  | 'pledge'
  | 'counterGuarantee'
  | 'counterMortgage'
  | 'counterPledge'
  | 'other';

export interface ContractAt {
  readonly kind: ContractKind;
  /** The title as printed, without 《》. */
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: Range;
  /** The enumerations of parties before 签订, in order: usually two. */
  readonly sides: readonly Group[];
  readonly number?: NumberAt;
  readonly signedOn?: DayAt;
  /** The text looks back at it (甲与乙签订的《…》) rather than telling that it was signed. */
  readonly recalled: boolean;
}

export interface NumberAt {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const TITLE =
  /《([^《》\n]{2,50})》|((?:人民币|流动资金|固定资产|最高额|个人|综合|额度|委托|民间|房屋|连带责任|权利|股权|动产|不动产|保证|抵押|质押|林木|工业品|产品){0,4}(?:借款|贷款|借贷|授信|融资租赁|租赁|出租|保证|抵押|质押|反担保|担保|买卖|购销|转让|供货|采购|展期|承揽|加工|展期还款)(?:补充|展期)?(?:担保)?(?:合同|协议书?))/g;
const SIGNED =
  /(?:签订|签署|订立|签定|达成|签立|签下|签发|出具)(?:了|过|有)?(?:(?!约定|内容|载明)[^。；;：:《》]){0,90}$/;

/** What a contract is, by its title; the most specific word decides (抵押反担保合同 is a counter-mortgage). */
export function kindOf(title: string): ContractKind {
  if (/质量|劳动|保密|律师|法律|代理合同|委托代理|物业|章程|合作|工程|施工|和解|调解|征收|补偿|保险/.test(title))
    return 'other';
  if (/反担保/.test(title))
    return /抵押/.test(title) ? 'counterMortgage' : /质押/.test(title) ? 'counterPledge' : 'counterGuarantee';
  if (/展期|延期|补充协议|续借|变更协议|还款协议|还款计划/.test(title))
    return /担保|保证|抵押|质押/.test(title) ? 'other' : 'extension';
  if (/质押/.test(title)) return 'pledge';
  if (/抵押/.test(title) && !/借款/.test(title)) return 'mortgage';
  if (/担保服务|委托担保|委托保证/.test(title)) return 'recourse';
  if (/保证|担保/.test(title) && !/借款|贷款/.test(title)) return 'guarantee';
  if (/(?:最高额|连带)?(?:保证|担保)(?:担保)?(?:合同|函|书)$/.test(title)) return 'guarantee';
  if (/授信|额度/.test(title) && !/借款|贷款合同/.test(title)) return 'line';
  if (/借款|贷款|借贷|委贷|透支|保理|贴现|承兑|信用证|信用卡|典当|垫款/.test(title)) return 'loan';
  if (/融资租赁|租赁|出租/.test(title)) return 'lease';
  if (/买卖|购销|转让|供货|采购|销售|承揽|加工|收购/.test(title)) return 'sale';
  return 'other';
}

const lists = remembered(() => new Map<string, readonly ContractAt[]>());

/** The signings told in a range, in order; remembered, since loans and securities both ask. */
export function contractsIn(context: ReadingContext, range: Range): readonly ContractAt[] {
  const known = lists(context);
  const key = `${range.start}-${range.end}`;
  let list = known.get(key);
  if (!list) known.set(key, (list = read(scanOf(context), range)));
  return list;
}

function read(scan: Scan, range: Range): readonly ContractAt[] {
  const found: ContractAt[] = [];
  let anchor: DayAt | undefined;
  for (const sentence of sentencesIn(scan.text, range)) {
    const words = scan.text.slice(sentence.start, sentence.end);
    const days = within(scan.days, sentence.start, sentence.end);
    const opening = days[0];
    if (/签订|签署|订立|签定|达成|签立|出具/.test(words)) {
      let previous = sentence.start;
      for (const hit of words.matchAll(TITLE)) {
        const start = sentence.start + hit.index;
        const signing = SIGNED.exec(scan.text.slice(Math.max(previous, start - 110), start));
        const title = hit[1] ?? hit[2]!;
        const kind = kindOf(title);
        if (kind === 'other' || (signing?.[0].startsWith('出具') === true && !/函|书|承诺/.test(title))) continue;
        if (
          !signing &&
          !(
            found.at(-1)?.sentence === sentence &&
            /^[、和及以与（(）)A-Za-z0-9第号《》\s]{0,40}$/.test(scan.text.slice(found.at(-1)!.end, start))
          )
        )
          continue;
        const verb = signing ? start - signing[0].length : found.at(-1)!.end;
        const signedOn = dayBefore(scan, days, sentence, verb, anchor);
        const end = start + hit[0].length;
        const number = numberAround(scan.text, verb, start, end, sentence.end);
        const sides = signing ? signersBefore(scan, clauseStart(scan.text, sentence, verb), verb) : found.at(-1)!.sides;
        found.push({
          kind,
          title,
          start,
          end,
          sentence,
          sides,
          recalled: signing !== null && /^..(?:了|过)?的|^签[订署]的/.test(signing[0]),
          ...(number ? { number } : {}),
          ...(signedOn ? { signedOn } : {}),
        });
        if (signedOn) anchor = signedOn;
        previous = end;
      }
    }
    if (opening && opening.start - sentence.start < 12) anchor = opening;
  }
  return found;
}

/** The enumerations that 与, 和 and commas link up to the verb: 甲（贷款人）与乙、丙于同日. */
function signersBefore(scan: Scan, from: number, verb: number): readonly Group[] {
  const groups = groupsIn(scan, from, verb);
  const sides: Group[] = [];
  let limit = verb;
  for (const group of [...groups].reverse()) {
    const gap = scan.text.slice(group.end, limit);
    if (gap.length > 60 || /[。；：《》]|签订|约定|出具|主要|委托|履行|知悉|依据|根据|关于|为确保/.test(gap)) break;
    if (sides.length > 0 && !/与|和|同|跟|及|、|向|，|,|分别/.test(gap)) break;
    sides.unshift(group);
    limit = group.start;
  }
  return sides;
}

/** Where the telling of a signing begins: after the last ； or the last clause that names nobody. */
function clauseStart(text: string, sentence: Range, verb: number): number {
  return opening(text, verb, '；;', Math.max(sentence.start, verb - 160));
}

function dayBefore(
  scan: Scan,
  days: readonly DayAt[],
  sentence: Range,
  verb: number,
  anchor: DayAt | undefined,
): DayAt | undefined {
  const from = clauseStart(scan.text, sentence, verb);
  const same = scan.text.slice(Math.max(from, verb - 90), verb).lastIndexOf('同日');
  const told = days.filter((day) => day.start >= from && day.end <= verb);
  const last = told.at(-1);
  if (same >= 0 && (!last || last.start < Math.max(from, verb - 90) + same)) return anchor;
  if (last && verb - last.end < 100) return last;
  return /同时|同期|当日/.test(scan.text.slice(Math.max(from, verb - 60), verb)) ? anchor : undefined;
}

const CODE = '(?:[^，。；、《》“”"\\s：:（）()〔〕]|[（(〔][^（）()〔〕]{0,20}[）)〕]){1,50}?';
const NUMBER_BEFORE = new RegExp(`(?:合同)?编号(?:分别)?(?:为|是|系)?[：:]?\\s*[“"【]?(${CODE})[”"]?(?:的)?$`);
const NUMBER_PLAIN =
  /(?:^|[，。；、：:“”"订署的了份]|一份)([^，。；、《》“”"\s：:的]{0,24}?[\u4e00-\u9fa5]{0,8}[（(〔[]?\d{2,4}[）)〕\]]?[^，。；《》“”"\s：:]{0,6}?字?第?[A-Za-z0-9－-]{3,30}号?)(?:的)?$/;
const NUMBER_AFTER = new RegExp(
  `^[”"]?\\s*(?:[（(](?:合同)?(?:编号)?(?:为|是)?[：:]?\\s*((?:[^（）()，。；]|[（(][^（）()]*[）)]){1,48}?号?)[）)]|，?[（(]?(?:合同)?编号(?:为|是)?[：:]?\\s*(${CODE})(?=[，。；）)]|$|的))`,
);

/** The number of a contract, before its title (编号为X的《…》), or after it (《…》（编号：X）, ，合同编号：X). */
function numberAround(text: string, verb: number, start: number, end: number, limit: number): NumberAt | undefined {
  const before = text.slice(Math.max(verb, start - 64), start);
  const ahead = NUMBER_BEFORE.exec(before) ?? NUMBER_PLAIN.exec(before);
  if (ahead?.[1] !== undefined && /[0-9XＸ*×]/.test(ahead[1])) {
    const at = start - before.length + ahead.index + ahead[0].lastIndexOf(ahead[1]);
    return { value: tidyNumber(ahead[1]), start: at, end: at + ahead[1].length };
  }
  const after = NUMBER_AFTER.exec(text.slice(end, Math.min(limit + 1, end + 80)));
  const stated = after?.[1] ?? after?.[2];
  if (
    after &&
    stated !== undefined &&
    /[0-9XＸ*×]/.test(stated) &&
    !/以下|简称|年\d+月|[一二三四五六七八九十]份/.test(stated)
  ) {
    const at = end + after[0].indexOf(stated);
    return { value: tidyNumber(stated), start: at, end: at + stated.length };
  }
  return undefined;
}

export const tidyNumber = (number: string): string =>
  number
    .replace(/[０-９Ａ-Ｚａ-ｚ（）［］]/g, (sign) => sign.normalize('NFKC'))
    .replace(/^.*(?:签订|签署)的?/, '')
    .replace(/^[（(](.*)[）)]$/, '$1');
