/** Mortgages and pledges: 以其…提供抵押担保, and rights to be paid first out of a thing (折价或拍卖、变卖所得价款优先受偿). Indexes are UTF-16. */
import { opening } from './prose.js';
import type { Range } from './prose.js';
import { groupsIn, within } from './references.js';
import type { Group, Scan } from './references.js';
import { capIn, creditorsNear, debtorsNamed, debtorsOf, isSubject, sentenceEnd, turned } from './securityCase.js';
import type { SecurityCase, SecurityDraft, SecurityKind } from './securityCase.js';
import { thingKind } from './things.js';

const CHARGE =
  /(?:提供|作为?|设定|设立|办理|进行|做)(?:了|最高额|连带责任|相应的?|担保|的)*(抵押|质押|出质)(反担保|担保|登记)?|(?:向[^。；，]{2,40})?(质押|抵押|出质)(?:给|予)/g;
const NOT_SO = /不能|未能|是否|应否|不予|驳回|无效|撤销|不得|注销|无法/;

export function* charged(own: SecurityCase, range: Range): Generator<SecurityDraft> {
  const { scan } = own;
  const text = scan.text.slice(range.start, range.end);
  let told: Told = { until: range.start };
  for (const hit of text.matchAll(CHARGE)) {
    const at = range.start + hit.index;
    const end = at + hit[0].length;
    const from = opening(scan.text, at, '。；', Math.max(range.start, at - 400));
    const before: Told = told.until > from ? told : { until: from };
    const charges = [...chargesIn(scan, from, before, at)];
    const last = charges.at(-1)?.group ?? before.subject;
    told = { until: end, ...(last && { subject: last }) };
    if (NOT_SO.test(scan.text.slice(Math.max(from, at - 20), at))) continue;
    const counter = hit[2] === '反担保';
    const kind: SecurityKind = counter ? 'counterGuarantee' : (hit[1] ?? hit[3]) === '抵押' ? 'mortgage' : 'pledge';
    const near = creditorsNear(own, from, at);
    const secured = (provider: string, group: Group, collateral?: Range): SecurityDraft => {
      const creditors = near.filter((name) => name !== provider);
      return {
        kind: turned(own, kind, creditors),
        provider,
        at: { start: group.start, end },
        creditors,
        debtors: debtorsNamed(own, from, at) ?? debtorsOf(own, creditors, provider),
        cap: collateral && capIn(scan, { start: from, end: sentenceEnd(scan, at) }, at),
        collateral,
      };
    };
    for (const { group, thing } of charges) for (const provider of group.names) yield secured(provider, group, thing);
    if (charges.length > 0) continue;
    const subject = groupsIn(scan, Math.max(from, before.until), at)
      .filter(
        (group) =>
          isSubject(scan, group) && /^[^。；]{0,10}(?:为|自愿|同意|向|对)/.test(scan.text.slice(group.end, at + 2)),
      )
      .at(-1);
    if (!subject || subject.names.length > 6) continue;
    for (const provider of subject.names) if (!near.includes(provider)) yield secured(provider, subject);
  }
}

/** How far charges have been told, and by whom the last was given: X以其A提供抵押，并以其B提供质押. */
interface Told {
  readonly until: number;
  readonly subject?: Group;
}

const BY_MEANS_OF =
  /(?:以|(?<=[，；、]|^)用|将)(?=其|自己|自有|本人|名下|所有|位于|登记|坐落|持有)|以(?=[^，。；]{0,40}(?:房|地|权|车|设备|股|单|产|货|林))/g;

/** Each X以其Y up to `until` that is not told yet: who, and the thing. */
function* chargesIn(
  scan: Scan,
  from: number,
  told: Told,
  until: number,
): Generator<{ readonly group: Group; readonly thing: Range | undefined }> {
  const marks = [...scan.text.slice(told.until, until).matchAll(BY_MEANS_OF)].map((hit) => told.until + hit.index);
  let { subject } = told;
  for (const [i, mark] of marks.entries()) {
    const end = marks[i + 1] ?? until;
    const near = groupsIn(scan, Math.max(from, mark - 80), mark).at(-1);
    if (near && TO_MARK.test(scan.text.slice(near.end, mark).replace(/[（(][^（）()]*[）)]/g, ''))) subject = near;
    if (!subject) continue;
    const next = i + 1 < marks.length ? groupsIn(scan, mark, end).at(-1) : undefined;
    yield { group: subject, thing: thingIn(scan, mark + 1, next ? next.start : end) };
  }
}

const TO_MARK = /^(?:分别|均|自愿|同意|愿意|又|还|再|承诺|并|即|[，、]|\s)*$/;

/** The thing given, without 其所有的 before and 为上述借款 after it. */
function thingIn(scan: Scan, from: number, until: number): Range | undefined {
  const words = scan.text.slice(from, until);
  const start = /^(?:其|自己|本人|自有|合法|依法|共同|各自|夫妻|名下|所有|拥有|持有|享有|登记在|的|位于(?=位于))*/.exec(
    words,
  )![0].length;
  const tail = /(?:[，,]?\s*(?:为|向|对|给|作|作为|依|自愿)(?![^，。；]{0,6}(?:号|路|街))[^。；]*|[，、,]?\s*)$/.exec(
    words.slice(start),
  );
  const cut =
    /[，,]?(?:为|作为)(?:上述|该|本案|此|其|[^，。；]{0,30}(?:借款|债务|债权|贷款|合同|主债权))|[，,]?向[^，。；]{2,30}$|[，,]?(?:为|给)[^，。；]{2,40}$/.exec(
      words.slice(start),
    );
  const end = cut ? start + cut.index : tail ? start + tail.index : words.length;
  return trimmedThing(scan, { start: from + start, end: from + Math.max(start, end) });
}

export function trimmedThing(scan: Scan, range: Range): Range | undefined {
  let { start, end } = range;
  const owner = within(scan.named, start, end)[0];
  if (owner && owner.start === start && /^(?:所有|持有|名下|提供|拥有)的?/.test(scan.text.slice(owner.end, end))) {
    start = owner.end + /^(?:所有|持有|名下|提供|拥有)的?/.exec(scan.text.slice(owner.end, end))![0].length;
  }
  while (start < end && /[的，、,\s]/.test(scan.text[start]!)) start++;
  while (end > start && /[，、,\s的]/.test(scan.text[end - 1]!)) end--;
  const words = scan.text.slice(start, end);
  if (
    words.length < 2 ||
    words.length > 160 ||
    /^(?:其|财产|抵押物|质押物|全部财产|个人所有的财产|担保财产|以下财产|上述)/.test(words) ||
    !thingKind(words)
  )
    return undefined;
  return { start, end };
}

const FIRST = /优先受偿/g;

/** 原告对被告X所有的Y折价或拍卖、变卖所得价款优先受偿. */
export function* paidFirst(own: SecurityCase, range: Range): Generator<SecurityDraft> {
  const { scan } = own;
  for (const hit of scan.text.slice(range.start, range.end).matchAll(FIRST)) {
    const at = range.start + hit.index;
    const from = opening(scan.text, at, '。；\n', Math.max(range.start, at - 300));
    const way = scan.text.slice(from, at);
    const owned = [...way.matchAll(/(?:对|就|以|将|处分|拍卖、变卖)(?:被告|被执行人|抵押人|出质人)*/g)];
    for (const mark of owned) {
      const start = from + mark.index + mark[0].length;
      const holder = groupsIn(scan, from + mark.index, Math.min(at, start + 60)).at(0);
      if (!holder || holder.start > start + 2 || holder.names.some((name) => own.creditors.includes(name))) continue;
      const link =
        /^(?:[（(][^（）()]{0,40}[）)])?(?:自愿|共同|依法)?(?:所有|提供|持有|名下|抵押|质押|的|出质|设定|享有|拥有|用于)+(?:的|抵押|质押|担保)*/.exec(
          scan.text.slice(holder.end, at),
        );
      if (!link) continue;
      const rest = scan.text.slice(holder.end + link[0].length, at);
      const stop = /(?:折价|拍卖|变卖|的?价款|以?在|享有|依法|有权|在抵押|[，,](?!即))/.exec(rest);
      const words = rest.slice(0, stop ? stop.index : rest.length);
      const said = link[0] + rest;
      const kind: SecurityKind | undefined = /抵押/.test(said)
        ? 'mortgage'
        : /质押|出质/.test(said)
          ? 'pledge'
          : kindOfThing(words);
      if (!kind) continue;
      const begin = holder.end + link[0].length;
      for (const provider of holder.names) {
        yield {
          kind: turned(own, kind, own.creditors),
          provider,
          at: { start: holder.start, end: at + 4 },
          creditors: creditorsNear(own, from, at),
          debtors: debtorsOf(own, own.creditors, provider),
          collateral: trimmedThing(scan, { start: begin, end: begin + words.length }),
        };
      }
      break;
    }
  }
}

function kindOfThing(words: string): SecurityKind | undefined {
  const kind = thingKind(words);
  if (kind === undefined) return undefined;
  return kind === 'equity' || kind === 'receivable' || kind === 'deposit' || kind === 'intangible'
    ? 'pledge'
    : 'mortgage';
}
