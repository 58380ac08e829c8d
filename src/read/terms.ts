/** When a debt falls due, and to when its term was extended. Indexes are UTF-16. */
import type { Range } from './prose.js';
import type { DayAt } from './quantities.js';
import { within } from './references.js';
import type { Scan } from './references.js';
import type { LoanDraft } from './sides.js';

const UNTIL = /^(?:起|开始|始|止)?[，,]?\s*(?:至|到|—+|－+|-+|~|～|–+|─+)\s*$/;

/** When a debt falls due: the end of the term (借款期限自A至B), a day of repayment (于B前还清, 到期日为B). */
export function dueIn(scan: Scan, range: Range): DayAt | undefined {
  const days = within(scan.days, range.start, range.end);
  let fallback: DayAt | undefined;
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!;
    const before = scan.text.slice(Math.max(range.start, day.start - 24), day.start);
    const after = scan.text.slice(day.end, day.end + 12);
    const next = days[i + 1];
    if (next && UNTIL.test(scan.text.slice(day.end, next.start))) {
      if (
        !/(?:利息|罚息|违约金|保证期间|代理期限|租金|授信|额度|以.{1,12}为基数)[^。；]{0,10}$/.test(before) &&
        /(?:期限?|期间|时间|日期|约定)[^。；）)]{0,16}$/.test(before)
      )
        return next;
      i++;
      continue;
    }
    if (/(?:到期日|届满日|还款日期?|还款期限|还款时间|借款期限|履行期限|到期)(?:为|至|是|到|：|:|于)?$/.test(before))
      return day;
    if (
      /^(?:之?前|以前|前)?(?:一次性)?(?:还清|偿还|归还|付清|返还|结清|清偿|到期|付款|还款|支付)/.test(after) &&
      /前|到期|^一次性/.test(after)
    )
      fallback ??= day;
  }
  return fallback;
}

const EXTENDED = /(?:展期|延期|延长|延续|顺延|展延)(?:还款)?(?:期限)?(?:至|到|为)?[^。；，]{0,4}$/;

/** The last day to which the term was extended (展期至, 还款期限延续到). */
export function extensionIn(scan: Scan, range: Range): DayAt | undefined {
  let last: DayAt | undefined;
  for (const day of within(scan.days, range.start, range.end)) {
    if (
      EXTENDED.test(scan.text.slice(Math.max(range.start, day.start - 14), day.start)) &&
      (!last || day.iso > last.iso)
    )
      last = day;
  }
  return last;
}

/** 应于D前付清价款, for a price. */
export function extraDue(scan: Scan, draft: LoanDraft, range: Range): DayAt | undefined {
  if (draft.kind !== 'sale') return undefined;
  return within(scan.days, range.start, range.end).find(
    (day) =>
      /应(?:当)?(?:于|在)$/.test(scan.text.slice(Math.max(0, day.start - 4), day.start)) &&
      /^(?:之?前|以前)?(?:一次性)?(?:付清|支付|给付|偿还|还清)/.test(scan.text.slice(day.end, day.end + 12)),
  );
}
