/**
 * The sentence that opens a case names the parties, what they are to each other, and the cause of action:
 * 原告甲公司诉被告乙、丙民间借贷纠纷一案; 甲申请执行乙买卖合同纠纷一案; in notices also 甲诉你们…一案.
 */
import type { PartyRole } from '../model/courtDocument.js';
import { looksLikeOrganization } from '../model/organizationName.js';
import { looksLikePerson } from '../model/personName.js';
import { causeIn } from './causes.js';
import { nameAt, plausible } from './partyName.js';
import type { NameAt } from './partyName.js';
import { partyWords, roleOf, rolesIn } from './roles.js';

/** Somebody known from elsewhere in the document: full name, and the other names it goes by. */
export interface Known {
  readonly name: string;
  readonly aliases: readonly { readonly value: string }[];
}

export interface NamedInCase {
  /** With the full name of who is known. */
  readonly name: NameAt;
  readonly roles: readonly PartyRole[];
  /** A role word says so, not only the word between two sides. */
  readonly explicit: boolean;
}

/** UTF-16 indexes. */
export interface CaseOpening {
  readonly named: readonly NamedInCase[];
  readonly cause?: { readonly start: number; readonly end: number };
  /** Behind 一案; where no case is opened, the start. */
  readonly end: number;
}

/** Longest sentence that is read; names of forty defendants fit. */
const most = 1500;

const CASE =
  /一\s?案|等案(?=[，,。中])|[二两三四五六七八九十]案(?=[，,。中])|(?:纠纷|合同|争议)案?件?(?=[，,。；;（(［[【已中]|(?:现|业)已)|(?:申请|清算|破产)案?(?=[，,。])/;
const ROLE = new RegExp(
  `(?:[上二两三四五六七八九十各]{0,2})(${partyWords})(?:[一二三四五六七八九十\\d]{1,2}(?=[：:、]))?(?:\\s*[（(]([^（）()\\n]{1,40})[）)])?\\s*[：:]?`,
  'y',
);
const ROLE_NEXT = new RegExp(ROLE.source, 'g');
const RELATION =
  /申请(?:强制)?执行|申请追加|申请变更|申请(?=对|你|[\u4e00-\u9fa5（）()]{4,40}(?:破产|清算|强制清算))|因(?!公司)与?|(?:提起)?起诉|上诉(?!人)|诉(?!讼|称|争|求|请)|与|(?:对|向)(?=被|[\u4e00-\u9fa5]{4,}(?:公司|银行))/y;
const JOIN = /(?:[、，,;；\s]|和|及其?|以及|暨|并)+/y;
const YOU = /你(?:们|方|公司|单位|司|行|厂|处|院|店|等)*/y;
const NOTE = /[（([［【][^（）()[\]\n]{0,80}[）)\]］】]/y;
const NUMBER =
  /[（(〔[]\s?[12]\d{3}\s?[）)〕\]][^，,。；;：:、\s]{2,28}?(?:、\d{1,7}){0,8}号(?:之[一二三四五六七八九十]+)?案?(?:的(?=原告))?/y;
const PREFIX =
  /(?:本院|我院|本官|我庭)(?:依法|已经|已|在|正在|现|对|于|将|所|就|裁定|，|[\d○〇一二三四五六七八九十年月日]+)*(?:立案受理|受理|审理|立案执行|立案|执行|办理|审查|审结)*(?:的|了|过程中|关于|有关)*|关于|依法受理了?|公开(?:开庭)?审理了?|(?<=[，,])受理了?(?=[\u4e00-\u9fa5])/g;

type Relation = 'suit' | 'enforcement' | 'appeal' | 'application';
const SIDES: Readonly<Record<Relation, readonly [PartyRole, PartyRole]>> = {
  suit: ['plaintiff', 'defendant'],
  enforcement: ['enforcementApplicant', 'judgmentDebtor'],
  appeal: ['appellant', 'appellee'],
  application: ['applicant', 'respondent'],
};

/**
 * Reads the first opening of a case between two indexes.
 *
 * @param known parties of whom the document has spoken already; 你们 are those of `addressed`
 */
export function caseOpening(
  text: string,
  from: number,
  until: number,
  known: readonly Known[] = [],
  addressed: readonly NameAt[] = [],
): CaseOpening {
  const part = text.slice(from, Math.min(until, from + most));
  const hit = CASE.exec(part);
  if (!hit) return { named: [], end: from };
  const keeps = /^(?:纠纷|合同|争议|申请|清算|破产)/.exec(hit[0])?.[0].length ?? 0;
  const end = from + hit.index + keeps;
  const begun = beginning(text, from, end);
  const names = byLength(known);
  const causeStart = startOfCause(text, begun, end, names);
  const enforced = /执行/.test(text.slice(begun, end + 2));
  return {
    named: namesIn(text, begun, causeStart ?? end, names, addressed, enforced),
    ...(causeStart !== undefined && { cause: { start: causeStart, end: trimmedCause(text, causeStart, end) } }),
    end: from + hit.index + hit[0].length,
  };
}

/** Parties named in the opening of a case and, where they are known, in the two sentences that follow. */
export function namedInCase(
  text: string,
  from: number,
  until: number,
  known: readonly Known[] = [],
): readonly NamedInCase[] {
  const opening = caseOpening(text, from, until, known);
  if (known.length === 0) return opening.named;
  return [
    ...opening.named,
    ...knownWithRoles(text, opening.end, Math.min(until, endOfSentences(text, opening.end, until)), byLength(known)),
  ];
}

type Names = readonly { readonly word: string; readonly name: string }[];

const sorted = new WeakMap<readonly Known[], Names>();

/** The names and short names of who is known, longest first. */
export function byLength(known: readonly Known[]): Names {
  let names = sorted.get(known);
  if (!names) sorted.set(known, (names = namesByLength(known)));
  return names;
}

const namesByLength = (known: readonly Known[]): Names =>
  known
    .flatMap((party) =>
      [party.name, ...party.aliases.map((alias) => alias.value)].map((word) => ({ word, name: party.name })),
    )
    .filter(({ word }) => word.length >= 2)
    .sort((a, b) => b.word.length - a.word.length);

/** Behind 本院受理的, or the start of the sentence that ends in 一案. */
function beginning(text: string, from: number, end: number): number {
  const sentence = Math.max(from, text.lastIndexOf('。', end) + 1, text.lastIndexOf('\n', end) + 1);
  let start = sentence;
  for (const hit of text.slice(sentence, end).matchAll(PREFIX)) {
    const behind = sentence + hit.index + hit[0].length;
    if (behind < end) start = behind;
  }
  while (start < end && /[\s，,：:]/.test(text[start] ?? '')) start++;
  return start;
}

/** Where the cause begins: behind the last name, which may run into it without a sign. */
export function startOfCause(text: string, from: number, end: number, names: Names = []): number | undefined {
  let found: number | undefined;
  let tries = 0;
  for (let i = end - 1; i >= from && tries < 7 && end - i < 110; i--) {
    if (i > from && !/[、，,与诉及和）)\]］】你们方司号：:\s]/.test(text[i - 1] ?? '')) continue;
    let start = i;
    ROLE.lastIndex = start;
    const role = ROLE.exec(text);
    if (role && role.index + role[0].length < end) start += role[0].length;
    const known = names.find(({ word }) => text.startsWith(word, start));
    if (known) start = skipNotes(text, start + known.word.length, end);
    start = skipFillers(text, start, end);
    const piece = text.slice(start, end);
    if (known && piece.length >= 2 && !/[，,。、]/.test(piece)) return start;
    const at = causeIn(piece);
    if (at === undefined) {
      tries++;
      if (found !== undefined && (role || known)) break;
      continue;
    }
    const begins = skipFillers(text, start + at, end);
    if (found === undefined || begins < found) found = begins;
    if (at > 0 || role || known) break;
  }
  return found;
}

const skipNotes = (text: string, from: number, until: number): number => {
  let at = from;
  for (;;) {
    NOTE.lastIndex = at;
    const note = NOTE.exec(text);
    if (!note || at + note[0].length > until) return at;
    at += note[0].length;
  }
};

const skipFillers = (text: string, from: number, until: number): number =>
  from +
  (/^(?:等(?:[一二三四五六七八九十\d]+)?[人名户家位]?|之间的?|双方|因|为|的|关于|发生|就|[，,：:\s])*/.exec(
    text.slice(from, until),
  )?.[0].length ?? 0);

/** The cause without what the court now does about it: 买卖合同纠纷执行, 借款合同纠纷管辖权异议. */
function trimmedCause(text: string, start: number, end: number): number {
  const kept =
    /^(.{2,}?(?:纠纷|争议))(?:的?(?:管辖权?异议|执行(?:异议|复议|监督)?|上诉|申请再审|再审|审查|申诉|仲裁|强制执行|一审|二审|调解|案|诉讼))+$/.exec(
      text.slice(start, end),
    );
  return kept?.[1] ? start + kept[1].length : end;
}

function namesIn(
  text: string,
  from: number,
  until: number,
  names: Names,
  addressed: readonly NameAt[],
  enforced: boolean,
): readonly NamedInCase[] {
  const items: { name: NameAt; explicit: readonly PartyRole[]; side: number }[] = [];
  let relation: Relation | undefined;
  let side = 0;
  let explicit: readonly PartyRole[] = [];
  let at = from;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    return hit && hit[0] !== '' && hit.index + hit[0].length <= until ? hit : null;
  };
  for (let guard = 0; at < until && guard < 400; guard++) {
    const skipped = match(JOIN) ?? match(NUMBER);
    const known = skipped ? undefined : names.find(({ word }) => text.startsWith(word, at));
    if (skipped) at += skipped[0].length;
    else if (known) {
      const end = at + known.word.length;
      items.push({ name: { start: at, end, name: known.name, notes: [], next: end }, explicit, side });
      at = skipNotes(text, end, until);
    } else {
      const note = match(NOTE);
      const role = match(ROLE);
      const relating = role ? null : match(RELATION);
      const you = match(YOU);
      if (note) at += note[0].length;
      else if (role) {
        const own = roleOf.get(role[1] ?? '');
        explicit = [...(own ? [own] : []), ...(role[2] ? rolesIn(role[2]) : [])];
        at += role[0].length;
      } else if (relating && at > from) {
        if (relating[0] !== '因')
          relation ??= /执行/.test(relating[0])
            ? 'enforcement'
            : /上诉/.test(relating[0])
              ? 'appeal'
              : /申请/.test(relating[0])
                ? 'application'
                : 'suit';
        if (relating[0] !== '因') side = 1;
        explicit = [];
        at += relating[0].length;
      } else if (you) {
        for (const name of addressed) items.push({ name, explicit, side });
        at += you[0].length;
      } else {
        const name = unknownName(text, at, until);
        if (name) items.push({ name, explicit, side });
        at = name ? name.next : at + 1;
      }
    }
  }
  const sides = sidesOf(
    relation,
    items.flatMap((item) => item.explicit),
    enforced,
  );
  return items.map(({ name, explicit: said, side: on }) => ({
    name,
    explicit: said.length > 0,
    roles: said.length > 0 ? (enforced ? said.map(afterJudgment) : said) : relation ? [sides[on === 0 ? 0 : 1]] : [],
  }));
}

/** What two sides are to each other: by the role one of them is given, else by the word between them. */
function sidesOf(
  relation: Relation | undefined,
  said: readonly PartyRole[],
  enforced: boolean,
): readonly [PartyRole, PartyRole] {
  const told =
    (relation === undefined || relation === 'suit') &&
    Object.values(SIDES).find((sides) => sides.some((role) => said.includes(role)));
  const sides = told || SIDES[relation ?? 'suit'];
  return enforced && sides === SIDES.suit ? SIDES.enforcement : sides;
}

/** Who sued and was sued is who enforces and is enforced against. */
const afterJudgment = (role: PartyRole): PartyRole =>
  role === 'plaintiff' ? 'enforcementApplicant' : role === 'defendant' ? 'judgmentDebtor' : role;

/** What ends a name that nobody knows: a sign, a relation, a role, somebody addressed. */
const BETWEEN =
  /[、，,；;。：:\n]|诉(?!讼)|起诉|与(?=[\u4e00-\u9fa5])|因(?:与|被告)|申请(?:强制)?执行|申请追加|申请变更|申请(?:对|你)|上诉|[和及](?=被|第三人|原审|你)|你|被告|被上诉|被申请|被执行|原审|第三人|申请(?:认可|承认|撤销|确认)|申请[^，。]{2,40}(?:破产|清算)/y;

/** A name that nobody knows yet, up to the next sign, relation or role. */
function unknownName(text: string, from: number, until: number): NameAt | undefined {
  const piece = text.slice(from, Math.min(until, from + 80));
  let length = piece.length;
  let depth = 0;
  for (let i = 0; i < piece.length; i++) {
    if (piece[i] === '（' || piece[i] === '(') depth++;
    else if (piece[i] === '）' || piece[i] === ')') depth--;
    else if (depth === 0 && i > 0) {
      BETWEEN.lastIndex = i;
      if (!BETWEEN.test(piece)) continue;
      // 与 may stand inside a name (系统与信息技术研究所).
      if (piece[i] === '与' && !looksLikePerson(piece.slice(0, i)) && !looksLikeOrganization(piece.slice(0, i)))
        continue;
      length = i;
      break;
    }
  }
  if (length > 2 && piece[length - 1] === '等') length--;
  const name = nameAt(text, from, from + length);
  return name &&
    plausible(name.name) &&
    name.name.length <= 60 &&
    !/本院|法院|书$|一案|通知|裁定|判决|公告/.test(name.name)
    ? name
    : undefined;
}

const endOfSentences = (text: string, from: number, until: number): number => {
  const first = text.indexOf('。', from);
  const second = first < 0 ? -1 : text.indexOf('。', first + 1);
  return second < 0 ? until : Math.min(until, second);
};

/** 案外人甲 in the running text: known names right behind a role word, and those listed after them. */
function knownWithRoles(text: string, from: number, until: number, names: Names): readonly NamedInCase[] {
  const found: NamedInCase[] = [];
  ROLE_NEXT.lastIndex = from;
  for (let hit = ROLE_NEXT.exec(text); hit && hit.index < until; hit = ROLE_NEXT.exec(text)) {
    const role = roleOf.get(hit[1] ?? '');
    let at = hit.index + hit[0].length;
    while (role) {
      const known = names.find(({ word }) => text.startsWith(word, at));
      if (!known) break;
      const end = at + known.word.length;
      found.push({ name: { start: at, end, name: known.name, notes: [], next: end }, roles: [role], explicit: true });
      at = skipNotes(text, end, until);
      if (text[at] !== '、') break;
      at++;
    }
  }
  return found;
}
