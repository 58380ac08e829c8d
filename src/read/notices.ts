/**
 * Court notices (公告): to whom something is served, the case it belongs to, its parties; no sections. The court and the
 * day stand in the record's fields.
 */
import type { CourtDocument, CourtParty, PartyRole, Procedure } from '../model/courtDocument.js';
import { looksLikeOrganization } from '../model/organizationName.js';
import { looksLikePerson } from '../model/personName.js';
import type { Stated } from '../model/span.js';
import { caseOpening } from './caseSentence.js';
import type { CaseOpening } from './caseSentence.js';
import type { CourtText } from './context.js';
import { caseNumberField, dateField, procedureOf } from './header.js';
import type { Header } from './header.js';
import { particularsIn } from './particulars.js';
import type { Particulars, Spanning } from './particulars.js';
import { caseNumbersIn } from './relatedCases.js';
import { nameAt } from './partyName.js';
import type { NameAt } from './partyName.js';
import { formerNamesIn, shortNamesIn } from './aliases.js';
import type { Sections } from './sections.js';

export interface Notice {
  readonly header: Header;
  readonly cause?: Stated<string>;
  readonly parties: CourtDocument['parties'];
}

/** Longest list of addressees that is read. */
const most = 3000;

export function readNotice(input: CourtText, sections: Sections, span: Spanning): Notice {
  const { text, metadata } = input;
  const { names, end } = addressees(text);
  const sided = names.length > 0 || !/公示催告|破产|清算|重整/.test(text.slice(0, 600));
  const opening: CaseOpening = sided
    ? caseOpening(
        text,
        end,
        Math.min(text.length, end + 3000),
        names.map((name) => ({ name: name.name, aliases: [] })),
        names,
      )
    : { named: [], end };
  const number =
    ownNumber(text, opening, end, metadata?.court?.value, span) ??
    (metadata?.caseNumber && caseNumberField(metadata.caseNumber));
  const date = metadata?.date && dateField(metadata.date);
  const { court: courtField } = metadata ?? {};
  const procedure = procedureIn(input, number?.value, opening, end, sections);
  const cause = opening.cause && {
    value: text.slice(opening.cause.start, opening.cause.end),
    at: span(opening.cause.start, opening.cause.end),
  };
  return {
    header: {
      docType: 'notice',
      procedure,
      ...(number && { caseNumber: number }),
      ...(courtField && {
        court: { value: courtField.value, at: { start: 0, end: [...courtField.value].length, part: courtField.part } },
      }),
      ...(date && { date }),
    },
    ...(cause && { cause }),
    parties: partiesOf(text, names, opening, procedure, span),
  };
}

/** Words that no list of addressees has before its colon. */
const NO_LIST = /本院|我院|申请|公示|遗失|丢失|票号|号码|受理|案号|公告/;

/** The case number that a notice may begin with. */
const TITLED = /^\s*[（(〔[]\s?[12]\d{3}\s?[）)〕\]][^，,。；;：:、\s]{2,28}?号(?:之[一二三四五六七八九十]+)?[：:\s]*/;

/** The names before the first colon, where the notice opens with them. */
function addressees(text: string): { readonly names: readonly NameAt[]; readonly end: number } {
  const none = { names: [], end: 0 };
  let colon = -1;
  let depth = 0;
  const from = TITLED.exec(text)?.[0].length ?? 0;
  for (let i = from; i < Math.min(text.length, most); i++) {
    const sign = text[i] ?? '';
    if (sign === '（' || sign === '(') depth++;
    else if (sign === '）' || sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (sign === '：' || sign === ':')) {
      colon = i;
      break;
    } else if (depth === 0 && sign === '。') break;
  }
  if (colon <= 0 || NO_LIST.test(text.slice(from, colon))) return none;
  const end = colon;
  const names: NameAt[] = [];
  let at = from;
  while (at < end) {
    const name = nameAt(text, at, end);
    if (!name) break;
    const bare = /^(.+?)(?:及其法定代表人|暨.*|等(?:[一二三四五六七八九十\d]*[人名户家])?)$/.exec(name.name)?.[1];
    names.push(bare && bare.length >= 2 ? { ...name, name: bare, end: name.start + bare.length } : name);
    at = name.next;
    while (at < end && /[、，,；;\s和及]/.test(text[at] ?? '')) at++;
    if (at === name.next && at < end) break;
  }
  return names.length === 0 ? none : { names, end: end + 1 };
}

const SERVED = /送达|领取|公告如下/;

/** The number of the case that is served: behind 送达, else beside 一案 or 案号, else before the cause. */
function ownNumber(
  text: string,
  opening: CaseOpening,
  from: number,
  court: string | undefined,
  span: Spanning,
): Stated<string> | undefined {
  const numbers = caseNumbersIn(text);
  const stated = (found: (typeof numbers)[number] | undefined) =>
    found && { value: found.value, at: span(found.start, found.end) };
  const served = SERVED.exec(text.slice(from))?.index;
  const foreign = ({ start, end }: { start: number; end: number }): boolean => {
    const before = text.slice(Math.max(0, start - 30), start);
    const issuer = /([\u4e00-\u9fa5]{2,24}法院)$/.exec(before)?.[1];
    return (
      (issuer !== undefined && court !== undefined && !issuer.endsWith(court) && !court.endsWith(issuer)) ||
      /(?:依据|根据|生效的?|申请执行|不服|法律效力的?|法院[^，。；]{0,8}作出的?)[^，。；]{0,16}$/.test(before) ||
      /^[^，。；]{0,12}(?:所?确定的|已(?:经)?(?:发生|生效)|一案|项下)/.test(text.slice(end, end + 20))
    );
  };
  const beside = numbers.find(({ start, end }) => {
    const before = text.slice(Math.max(0, start - 8), start);
    return start >= opening.end - 1
      ? start - opening.end <= 2 || /案号[为是：:\s]*$/.test(before)
      : start >= from && opening.cause !== undefined && end <= opening.cause.start;
  });
  const behind =
    served === undefined ? undefined : numbers.find((number) => number.start > from + served && !foreign(number));
  const titled = numbers.find(({ end }) => end <= from + 2);
  return stated(
    titled ??
      (beside && !foreign(beside) ? beside : undefined) ??
      behind ??
      numbers.find((number) => number.start >= from && !foreign(number)),
  );
}

const ENFORCED =
  /申请执行|被执行人|执行通知|执行裁定|报告财产|限制(?:高)?消费|评估|拍卖|变卖|执行一案|失信|恢复执行|财产申报/;

function procedureIn(
  input: CourtText,
  number: string | undefined,
  opening: CaseOpening,
  from: number,
  sections: Sections,
): Procedure {
  const byNumber = number === undefined ? 'other' : procedureOf({ text: '' }, number, '', sections);
  if (byNumber !== 'other') return byNumber;
  const said = input.text.slice(from, from + 700);
  if (/破产|强制清算|债权申报/.test(said)) return 'bankruptcy';
  if (/执行异议|追加[^，。]{0,20}被执行人/.test(said)) return 'enforcementObjection';
  if (ENFORCED.test(said)) return 'enforcement';
  if (/再审/.test(input.text.slice(from, opening.end))) return 'retrial';
  if (/上诉人|原审|二审/.test(input.text.slice(from, opening.end))) return 'second';
  if (/支付令/.test(said)) return 'paymentOrder';
  return /公示催告|除权/.test(said) ? 'other' : 'first';
}

function partiesOf(
  text: string,
  names: readonly NameAt[],
  opening: CaseOpening,
  procedure: Procedure,
  span: Spanning,
): readonly CourtParty[] {
  const roles = new Map<string, Set<PartyRole>>();
  const places = new Map<string, NameAt>();
  const add = (name: NameAt, said: readonly PartyRole[]): void => {
    if (!places.has(name.name)) places.set(name.name, name);
    const set = roles.get(name.name) ?? new Set();
    for (const role of said) set.add(role);
    roles.set(name.name, set);
  };
  for (const name of names) add(name, []);
  for (const { name, roles: said } of opening.named) add(name, procedure === 'enforcement' ? said.map(enforced) : said);
  if (places.size === 0) for (const { name, role } of alone(text)) add(name, [role]);
  const answered = [...roles.values()].some(
    (set) => set.has('defendant') || set.has('judgmentDebtor') || set.has('respondent'),
  );
  // 甲诉乙等…一案, served on 丙: 丙 is among the others.
  const others =
    opening.cause !== undefined &&
    /等[\d一二三四五六七八九十]{0,3}[人名户家位]?$/.test(text.slice(0, opening.cause.start).slice(-8));
  return [...places].map(([name, place]) => {
    const said = roles.get(name) ?? new Set<PartyRole>();
    const addressed = names.some((other) => other.name === name);
    if (addressed && said.size === 0 && (!answered || others) && opening.named.length > 0)
      said.add(
        procedure === 'enforcement'
          ? 'judgmentDebtor'
          : procedure === 'enforcementObjection'
            ? 'respondent'
            : 'defendant',
      );
    if (addressed) said.add('addressee');
    const particulars = place.notes.reduce<Particulars>(
      (found, note) => ({ ...particularsIn(text, note.start - 1, note.end + 1, span), ...found }),
      {},
    );
    const list = (read: typeof shortNamesIn) =>
      place.notes
        .flatMap((note) => read(text, note.start, note.end))
        .map(({ start, end }) => ({ value: text.slice(start, end), at: span(start, end) }));
    return {
      name,
      at: span(place.start, place.end),
      kind: looksLikeOrganization(name) ? 'organization' : 'person',
      roles: [...said],
      ...particulars,
      aliases: list(shortNamesIn),
      formerNames: list(formerNamesIn),
    } satisfies CourtParty;
  });
}

const enforced = (role: PartyRole): PartyRole =>
  role === 'plaintiff' || role === 'applicant'
    ? 'enforcementApplicant'
    : role === 'defendant' || role === 'respondent'
      ? 'judgmentDebtor'
      : role;

/** Where proceedings without an opponent name their applicant: who lost a bill (公示催告), who asks for a bankruptcy. */
const APPLICANTS: readonly RegExp[] = [
  /公告?示?催告申请人[：:]\s?(?<name>[^，,。；;：:\s]{2,50})/,
  /(?:受理(?:了)?|根据|经|^\s*(?:[（(]\d{4}[）)][^\s：:，]{4,24}号[：:\s]*)?)(?:申请人|债权人)?[：:]?(?<name>(?!本院|我院|申请人|公示)[^，,。；;：:\s]{2,44}?)(?=的公示催告|的申请|申请|因(?!素)|遗失|丢失|所持|持有|于[12]\d{3}年|系票|称其|向本院|，|,)/,
];
/** 裁定受理甲公司破产清算一案, 宣告甲公司破产: whose bankruptcy it is. */
const BANKRUPT =
  /(?:受理|宣告|对)(?:[^，。；]{2,40}(?:申请|对))?(?<name>[^，,。；;：:\s的]{4,40}?(?:公司|厂|社|企业|银行|中心|店))(?:的)?(?:破产|重整|强制清算|清算|和解|进行强制清算|进行破产)/;

/** Applicants and bankrupts of a notice that opens no case between two sides. */
function alone(text: string): readonly { readonly name: NameAt; readonly role: PartyRole }[] {
  const part = text.slice(0, 600);
  if (!/公示催告|破产|清算|重整/.test(part)) return [];
  const found: { name: NameAt; role: PartyRole }[] = [];
  const take = (pattern: RegExp, role: PartyRole): boolean => {
    const hit = pattern.exec(part);
    const said = hit?.groups?.['name'];
    if (!hit || said === undefined) return false;
    const start = hit.index + hit[0].lastIndexOf(said);
    const name = nameAt(text, start, start + said.length);
    if (!name || (!looksLikeOrganization(name.name) && !looksLikePerson(name.name))) return false;
    if (!found.some((other) => other.name.name === name.name)) found.push({ name, role });
    return true;
  };
  if (/破产|清算|重整/.test(part)) take(BANKRUPT, 'respondent');
  for (const pattern of APPLICANTS) if (take(pattern, 'applicant')) break;
  return found;
}
