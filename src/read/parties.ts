/**
 * The parties of a court document: who they are and in which roles, with their representatives, short and former names;
 * lawyers and agents apart. Reads the party section, which has one entry a party, an entry for each representative and
 * agent under it, and then the sentence that opens the case, which adds roles and short names.
 */
import type { CourtDocument, CourtParty, PartyKind, PartyRole } from '../model/courtDocument.js';
import { looksLikeOrganization } from '../model/organizationName.js';
import { looksLikePerson } from '../model/personName.js';
import type { Stated } from '../model/span.js';
import { formerNamesIn, shortNamesIn } from './aliases.js';
import { namedInCase } from './caseSentence.js';
import type { CourtText } from './context.js';
import type { Header } from './header.js';
import { addressIn, particularsIn, positionIn, sameAddressAs } from './particulars.js';
import type { Particulars, Spanning } from './particulars.js';
import { nameAt } from './partyName.js';
import type { NameAt } from './partyName.js';
import { agentWords, representativeWords, roleOf, rolesIn, spacedPartyWords } from './roles.js';
import type { Sections } from './sections.js';
import { withWhatFollows } from './whatFollows.js';

export type People = Pick<CourtDocument, 'parties' | 'agents'>;

const HEAD = new RegExp(
  `(?<agent>${agentWords})|(?<representative>${representativeWords})|(?:第[一二三四五六七八九十\\d]{1,2})?(?<party>${spacedPartyWords})`,
  'g',
);
/** Ordinal, roles in brackets and colon behind a role word: 被告一（反诉原告）：. */
const HEAD_TAIL =
  /(?:[一二三四五六七八九十]{1,2}(?=\s*[：:（(、.])|[0-9]{1,2}(?=\s*[：:（(、.]))?(?:\s*[（(][^（）()\n]{1,40}[）)]){0,2}\s*[：:;；]?/y;

interface Head {
  readonly kind: 'party' | 'representative' | 'agent';
  readonly at: number;
  readonly end: number;
  readonly roles: readonly PartyRole[];
}

/** A party while its section is being read. */
interface Draft {
  readonly span: Spanning;
  readonly name: NameAt;
  kind?: PartyKind;
  readonly roles: PartyRole[];
  particulars: Particulars;
  sameAs?: { readonly name?: string; readonly start: number; readonly end: number };
  representative?: CourtParty['legalRepresentative'];
  readonly aliases: Stated<string>[];
  readonly formerNames: Stated<string>[];
}

/** Longest party section that is read, in UTF-16 units: some two thousand parties. */
const longest = 100_000;

/** Parties and agents of a document; both empty where the text names none. Never throws. */
export function readParties(input: CourtText, sections: Sections, header: Header, span: Spanning): People {
  const { text } = input;
  const { start } = sections.parties;
  const end = Math.min(sections.parties.end, start + longest);
  const drafts: Draft[] = [];
  const agents: NameAt[] = [];
  const heads = headsIn(text, start, end);
  heads.forEach((head, i) => {
    const until = heads[i + 1]?.at ?? end;
    if (head.kind === 'agent') agents.push(...namesOf(text, head.end, until, true));
    else if (head.kind === 'representative') represent(text, head.end, until, drafts.at(-1), span);
    else {
      for (const draft of draftsOf(text, head, until, span)) {
        const known = drafts.find((other) => other.name.name === draft.name.name);
        if (!known) drafts.push(draft);
        else {
          for (const role of draft.roles) if (!known.roles.includes(role)) known.roles.push(role);
          known.particulars = { ...draft.particulars, ...known.particulars };
          known.aliases.push(...draft.aliases);
          known.formerNames.push(...draft.formerNames);
        }
      }
    }
  });
  const opening = { start: sections.procedure.start, end: Math.min(text.length, sections.procedure.start + 1500) };
  if (drafts.length === 0) {
    for (const named of namedInCase(text, opening.start, opening.end)) {
      const known = drafts.find((other) => other.name.name === named.name.name);
      if (known) for (const role of named.roles) if (!known.roles.includes(role)) known.roles.push(role);
      if (!known) drafts.push(draftOf(text, named.name, named.roles, {}, span));
    }
  }
  const parties = drafts.map((draft) => finished(draft, drafts, header));
  const named = new Set(parties.map((party) => party.name));
  return {
    parties: withWhatFollows(text, opening, parties, header.procedure, span),
    agents: distinct(agents.filter((agent) => !named.has(agent.name))).map(({ name, start: from, end: to }) => ({
      value: name,
      at: span(from, to),
    })),
  };
}

const distinct = (names: readonly NameAt[]): readonly NameAt[] => [
  ...new Map(names.map((name) => [name.name, name])).values(),
];

function headsIn(text: string, from: number, until: number): readonly Head[] {
  const heads: Head[] = [];
  HEAD.lastIndex = from;
  for (let hit = HEAD.exec(text); hit && hit.index < until; hit = HEAD.exec(text)) {
    const words = hit[0];
    const end = hit.index + words.length;
    HEAD_TAIL.lastIndex = end;
    const tail = HEAD_TAIL.exec(text)?.[0] ?? '';
    const party = hit.groups?.['party'];
    const kind = party ? 'party' : hit.groups?.['agent'] ? 'agent' : 'representative';
    const inBrackets = [...tail.matchAll(/[（(]([^（）()]*)[）)]/g)].flatMap((bracket) => rolesIn(bracket[1] ?? ''));
    const colon = /[：:]$/.test(tail);
    // A bracket without roles and without a colon behind it belongs to the name that follows or went before.
    const consumed = colon || inBrackets.length > 0 || !/[（(]/.test(tail) ? tail.length : tail.search(/\s*[（(]/);
    if (!opens(text, heads.at(-1)?.end ?? from, hit.index, kind, colon || inBrackets.length > 0)) continue;
    const own = party ? roleOf.get(party.replace(/\s/g, '')) : undefined;
    const roles = [...new Set([...(own ? [own] : []), ...inBrackets])];
    heads.push({ kind, at: hit.index, end: end + consumed, roles });
    HEAD.lastIndex = Math.max(HEAD.lastIndex, end + consumed);
  }
  return heads;
}

/** Whether a role word opens an entry, rather than being said of somebody inside the one from `from` on (系原告之子, 住同被告李四). */
function opens(text: string, from: number, at: number, kind: Head['kind'], marked: boolean): boolean {
  let i = at;
  while (i > from && /[ \u3000\t\u00a0]/.test(text[i - 1] ?? '')) i--;
  const before = i <= from ? '\n' : (text[i - 1] ?? '\n');
  if (/[。；;\n\r！!》>：:]/.test(before) || i === from) return true;
  if (/[系与和为及同由是向受对给比将以的]/.test(before)) return marked && looksLikePerson(text.slice(from, i).trim());
  if (i < at && kind === 'party') return marked || !/[，,、]/.test(before);
  if (/[，,、.．）)]/.test(before)) return kind !== 'party' || marked || /[.．）)]/.test(before);
  return kind === 'party'
    ? marked && !/[的之一二三四五六七八九十两各]/.test(before)
    : !/[之原任兼名]/.test(before) || marked;
}

/** The names of an entry, divided by 、, and those that begin a line or sentence of their own: 李四，女，…. */
function namesOf(text: string, from: number, until: number, agents = false): readonly NameAt[] {
  const names: NameAt[] = [];
  let at = from;
  for (;;) {
    const name = nameAt(text, at, until);
    if (!name || (names.length > 0 && name.start > at + 2)) break;
    names.push(name);
    at = name.next;
    while (/[\s]/.test(text[at] ?? '') && at < until) at++;
    if (ROLE_AGAIN.test(text.slice(at, at + 8))) break;
    if (text[at] === '、' || (text[at] === '和' && !agents)) at++;
    else if (/[，,]/.test(text[at] ?? '') && (agents ? anotherAgent(text, at + 1, until) : onlyNames(text, at, until)))
      at++;
    else break;
  }
  const last = names.at(-1);
  if (!last) return [];
  for (const hit of text.slice(last.next, until).matchAll(IMPLICIT)) {
    const start = last.next + hit.index + hit[0].indexOf(hit[1]!);
    const name = nameAt(text, start, until);
    if (name && looksLikePerson(name.name)) names.push(name);
  }
  return names;
}

/** 被上诉人乙 in 上诉人甲、被上诉人乙共同委托代理人 is spoken of, not entered. */
const ROLE_AGAIN = /^[、和及与](?:原告|被告|第三人|被?上诉人|被?申请|申请执行人|被执行人|原审)/;

/** White space up to the end of the line only: the next line opens a place of its own, and empty lines stay cheap. */
const IMPLICIT = /[。；;\n][^\S\n]*([\u4e00-\u9fa5·*＊×]{2,5})[，,]\s?[男女][，,]/g;

/** 被告：张三，李四: an entry of nothing but names. */
const onlyNames = (text: string, from: number, until: number): boolean =>
  until - from < 60 &&
  /^(?:[，,]\s?[\u4e00-\u9fa5]{2,4})+[。；;]?\s*$/.test(text.slice(from, until)) &&
  [...text.slice(from, until).matchAll(/[\u4e00-\u9fa5]+/g)].every(
    ([word]) => looksLikePerson(word) && !/[族民农商工员师生业部机]$/.test(word),
  );

const anotherAgent = (text: string, from: number, until: number): boolean => {
  const next = /^\s?([\u4e00-\u9fa5]{2,4})(?=[，,、（(])/.exec(text.slice(from, Math.min(until, from + 8)))?.[1];
  return next !== undefined && looksLikePerson(next) && !/[律师员工]$|^[均系]|[省市县区]$/.test(next);
};

function draftsOf(text: string, head: Head, until: number, span: Spanning): Draft[] {
  const names = namesOf(text, head.end, until);
  return names.map((name, i) => {
    const rest = names[i + 1]?.start ?? until;
    const draft = draftOf(text, name, head.roles, particularsIn(text, name.next, rest, span), span);
    const same = sameAddressAs(text, name.next, rest);
    if (same && !draft.particulars.address) draft.sameAs = same;
    for (const former of /曾用名|原名|又名|更名|别名/.test(text.slice(name.next, rest))
      ? formerNamesIn(text, name.next, rest)
      : [])
      draft.formerNames.push({ value: text.slice(former.start, former.end), at: span(former.start, former.end) });
    return draft;
  });
}

function draftOf(
  text: string,
  name: NameAt,
  roles: readonly PartyRole[],
  particulars: Particulars,
  span: Spanning,
): Draft {
  const draft: Draft = { span, name, roles: [...roles], particulars, aliases: [], formerNames: [] };
  for (const note of name.notes) {
    for (const role of rolesIn(text.slice(note.start, note.end)))
      if (!draft.roles.includes(role)) draft.roles.push(role);
    const stated = (range: { start: number; end: number }) => ({
      value: text.slice(range.start, range.end),
      at: span(range.start, range.end),
    });
    draft.aliases.push(...shortNamesIn(text, note.start, note.end).map(stated));
    draft.formerNames.push(...formerNamesIn(text, note.start, note.end).map(stated));
    draft.particulars = { ...particularsIn(text, note.start - 1, note.end, span), ...draft.particulars };
  }
  return draft;
}

function represent(text: string, from: number, until: number, draft: Draft | undefined, span: Spanning): void {
  if (!draft) return;
  const name = nameAt(text, from, until);
  if (!draft.particulars.address && name) {
    const address = /住\s?所/.test(text.slice(name.next, until)) ? addressIn(text, name.next, until, span) : undefined;
    if (address && !/[，,\s][男女][，,]/.test(text.slice(name.next, until)))
      draft.particulars = { ...draft.particulars, address };
  }
  if (draft.representative || !name) return;
  const title = positionIn(text, name.next, until);
  if (!draft.kind && !draft.particulars.gender && !draft.particulars.birthDate) draft.kind = 'organization';
  draft.representative = { value: { name: name.name, ...(title && { title }) }, at: span(name.start, name.end) };
}

function finished(draft: Draft, all: readonly Draft[], header: Header): CourtParty {
  const { name, particulars, sameAs, span } = draft;
  const owner =
    sameAs &&
    all.find((other) =>
      sameAs.name ? other.name.name === sameAs.name : all.indexOf(other) === all.indexOf(draft) - 1,
    );
  const address = particulars.address ?? owner?.particulars.address;
  const organization =
    draft.kind === 'organization' ||
    (!particulars.gender && !particulars.birthDate && looksLikeOrganization(name.name));
  return {
    name: name.name,
    at: span(name.start, name.end),
    kind: organization ? 'organization' : 'person',
    roles: retrial(draft.roles, all, header),
    ...particulars,
    ...(address && { address }),
    ...(draft.representative && { legalRepresentative: draft.representative }),
    aliases: draft.aliases,
    formerNames: draft.formerNames,
  };
}

/** In a retrial, 被申请人 answers the 再审申请人. */
const retrial = (roles: readonly PartyRole[], all: readonly Draft[], header: Header): readonly PartyRole[] =>
  header.procedure === 'retrial' || all.some((draft) => draft.roles.includes('retrialApplicant'))
    ? roles.map((role) =>
        role === 'respondent' ? 'retrialRespondent' : role === 'applicant' ? 'retrialApplicant' : role,
      )
    : roles;
