/**
 * Who answers for an order beside its principal debtor: X对上述债务承担连带清偿责任, X对第一、二项承担共同还款责任. Liability that
 * is only supplementary (补充), or recourse, makes nobody an obligor. Indexes are UTF-16.
 */
import { itemNumber, withoutBrackets } from './items.js';
import type { Item } from './items.js';
import { opening } from './prose.js';
import { firstFrom, within } from './references.js';
import type { Group, Scan } from './references.js';

/** What of an order the reader of liability needs; it changes obligors and joint. */
export interface Owed {
  readonly item: Item;
  readonly beneficiaries: readonly string[];
  obligors: readonly string[];
  joint: boolean;
}

/** What stands before the subject of an order. */
export const CLAUSE_START = /(?:^|[，,；;。：:“”"‘\s]|由|限|责令|判令|判决|即|并|同时|被告|故)$/;
/** What stands before one who is paid: 向甲, 给付甲. */
export const TOWARDS =
  /(?:给付|支付|赔付|偿还|归还|返还|赔偿|退还|清偿|偿付|补偿|退赔|付给|付还|交付|补足|向|给|对|付|还)$/;

const JOINT =
  /(?:承担|负|负有)[^，,；;。]{0,12}连带|连带[^，,；;。]{0,10}(?:责任|义务|清偿|偿还|赔偿|给付|支付)|互负连带/g;
const SHARED = /承担[^，,；;。]{0,4}共同(?:清偿|偿还|还款|给付|支付|赔偿|付款)/g;
const NOT_LIABLE = /补充|追偿|驳回|不承担|不负|免除/;

/** Adds those whom an item makes liable to the orders meant: `own` are the item's, `known` all up to it. */
export function addLiable(
  scan: Scan,
  item: Item,
  groups: readonly Group[],
  known: readonly Owed[],
  own: readonly Owed[],
): void {
  const words = withoutBrackets(scan.text.slice(item.start, item.end));
  for (const [pattern, joint] of [
    [JOINT, true],
    [SHARED, false],
  ] as const) {
    for (const hit of words.matchAll(pattern)) {
      const at = item.start + hit.index;
      const end = hit.index + hit[0].length;
      if (NOT_LIABLE.test(words.slice(sentenceStart(words, hit.index), end))) continue;
      const liable = lastSubject(words, item, groups, at);
      if (!liable) continue;
      const reference = words.slice(liable.end - item.start, end);
      for (const order of meant(reference, liable, scan, at, known, own)) {
        const added = liable.names.filter(
          (name) => !order.beneficiaries.includes(name) && !order.obligors.includes(name),
        );
        order.obligors = [...order.obligors, ...added];
        order.joint ||= joint && order.obligors.length > 1;
      }
    }
  }
}

/** The last enumeration of parties before `at` that opens a clause and is not the object of 向 or 对. */
function lastSubject(words: string, item: Item, groups: readonly Group[], at: number): Group | undefined {
  for (let i = firstFrom(groups, at) - 1; i >= 0 && at - groups[i]!.end < 600; i--) {
    const group = groups[i]!;
    const start = group.start - item.start;
    const before = words.slice(Math.max(0, start - 12), start);
    if (group.end <= at && CLAUSE_START.test(before) && !TOWARDS.test(before)) return group;
  }
  return undefined;
}

const sentenceStart = (words: string, at: number): number => opening(words, at, '；。;', Math.max(0, at - 1000));

const NUMBERED =
  /((?:第?[一二三四五六七八九十\d]+(?:判?[项款条])?(?:、|和|至|与|及|,|，)?)+)(?:判?[项款条]|款项|债务|给付|付款)/;

/** Which orders 第一、二项, 上述款项 or 对甲公司的债务 point to. */
function meant(
  reference: string,
  liable: Group,
  scan: Scan,
  at: number,
  known: readonly Owed[],
  own: readonly Owed[],
): readonly Owed[] {
  const numbers = NUMBERED.exec(reference);
  if (numbers) {
    const listed = [...numbers[1]!.matchAll(/[一二三四五六七八九十]+|\d+/g)].map((hit) => itemNumber(hit[0]));
    const [from, to] = [listed[0]!, listed.at(-1)!];
    const wanted = (number: number): boolean =>
      numbers[1]!.includes('至') && listed.length === 2 ? number >= from && number <= to : listed.includes(number);
    const chosen = known.filter((order) => wanted(order.item.number));
    if (chosen.length > 0) return chosen;
  }
  const pool = /上述|以上|前述|前款|该|上列|本判决|本案|债务|款项/.test(reference) ? known : own;
  const debtors = within(scan.named, liable.end, at).flatMap((named) => named.names);
  const theirs = pool.filter((order) => debtors.includes(order.obligors[0] ?? ''));
  return theirs.length > 0 ? theirs : pool;
}
