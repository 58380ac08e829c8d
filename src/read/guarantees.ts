/** Guarantees undertaken: 为…提供连带责任保证, 作为担保人签字. Indexes are UTF-16. */
import { opening } from './prose.js';
import type { Range } from './prose.js';
import { groupsIn } from './references.js';
import type { Group, Scan } from './references.js';
import { capIn, creditorsNear, debtorsNamed, debtorsOf, isSubject, sentenceEnd, turned } from './securityCase.js';
import type { SecurityCase, SecurityDraft } from './securityCase.js';

const UNDERTAKES =
  /(?:提供|承担|负有?|作)(?:了|无限|不可撤销的?|最高额|个人|共同|相应的?|全额|一般|阶段性|的)*(?:连带|共同)?(?:责任|清偿)?(?:的)?(?:保证|担保)(?!服务|物权|财产|公司|中心|费|合同|函|期间|范围)|(?:作为|为|是|系|以)(?:该笔|本案|上述)?[^，。；]{0,10}(?:连带责任)?(?:保证人|担保人)(?!为|签订|同意)|在[^，。；]{0,24}(?:保证人|担保人)[^，。；]{0,6}(?:签字|签名|签章|盖章|捺印)/g;
const CLAIMED =
  /(?:要求|请求|判令|主张|诉请|抗辩|辩称|认为|是否|应否|不应|不承担|不能|不是|既不|未|非|无需|免除|驳回|如果?)[^，。；]{0,60}$/;

export function* undertaken(own: SecurityCase, range: Range): Generator<SecurityDraft> {
  const { scan } = own;
  const claims = own.context.sections.claims;
  const inClaims = range.start >= claims.start && range.end <= claims.end;
  for (const hit of scan.text.slice(range.start, range.end).matchAll(UNDERTAKES)) {
    const at = range.start + hit.index;
    const from = opening(scan.text, at, '。；\n', Math.max(range.start, at - 240));
    const clause = opening(scan.text, at, '，', from);
    const way = scan.text.slice(clause, at);
    if (/抵押|质押|反担保/.test(scan.text.slice(at, at + hit[0].length + 4))) continue;
    if (CLAIMED.test(inClaims ? way.replace(/要求|请求|判令|主张|诉请/g, '') : way) || /抵押|质押/.test(way.slice(-16)))
      continue;
    const subject = subjectOf(scan, from, clause, at);
    if (!subject) continue;
    const creditors = creditorsNear(own, from, at);
    const named = debtorsNamed(own, from, at);
    for (const provider of subject.names) {
      if (subject.names.length > 12 || named?.includes(provider)) continue;
      if (own.debtors.includes(provider) && own.debtors.length === 1) continue;
      const theirs = creditors.filter((name) => name !== provider);
      if (own.creditors.includes(provider) && !own.loans.some((loan) => loan.lenders.some((name) => name !== provider)))
        continue;
      yield {
        kind: turned(own, 'guarantee', theirs),
        provider,
        at: { start: subject.start, end: at + hit[0].length },
        creditors: theirs,
        debtors: named ?? debtorsOf(own, theirs, provider),
        cap: capIn(scan, { start: clause, end: sentenceEnd(scan, at) }, at),
      };
    }
  }
}

/** The parties that undertake: the last enumeration before the verb that 为, 对 or 向 does not govern. */
function subjectOf(scan: Scan, from: number, clause: number, at: number): Group | undefined {
  const inClause = groupsIn(scan, clause, at, true).filter(
    (group) => isSubject(scan, group) && group.members.every((one) => one.by !== 'place'),
  );
  const own = inClause.find((group) => !/^(?:的|向)/.test(scan.text.slice(group.end, group.end + 1)));
  if (own) return own;
  if (inClause.length > 0 || clause - from < 2) return undefined;
  const before = groupsIn(scan, from, clause, true).filter(
    (group) => isSubject(scan, group) && group.members.every((one) => one.by !== 'place'),
  );
  const last = before.at(-1);
  return last && /^[，,]?$/.test(scan.text.slice(last.end, clause).replace(/(?:自愿|同意|承诺|均|也|并)/g, ''))
    ? last
    : undefined;
}
