/**
 * What the text behind the party section adds to the parties: short names (以下简称…), former names (…更名为…), roles of the
 * sentence that opens the case, a counterclaim.
 */
import type { CourtParty, PartyRole, Procedure } from '../model/courtDocument.js';
import { looksLikeOrganization } from '../model/organizationName.js';
import { looksLikePerson } from '../model/personName.js';
import type { Stated } from '../model/span.js';
import { renamedIn, shortens, shortNamesIn } from './aliases.js';
import { caseOpening, namedInCase } from './caseSentence.js';
import type { Spanning } from './particulars.js';

interface Range {
  readonly start: number;
  readonly end: number;
}
type Added = ReadonlyMap<string, readonly Stated<string>[]>;

/** @param opening the sentence that opens the case, and a little more; UTF-16 */
export function withWhatFollows(
  text: string,
  opening: Range,
  parties: readonly CourtParty[],
  procedure: Procedure,
  span: Spanning,
): readonly CourtParty[] {
  if (parties.length === 0) return parties;
  const short = shortNames(text, opening, parties, span);
  const named = parties.map((party) => ({ ...party, aliases: distinct(party, party.aliases, short.get(party.name)) }));
  const former = formerNames(text, named, span);
  const renamed = named.map((party) => ({
    ...party,
    formerNames: distinct(party, party.formerNames, former.get(party.name)),
  }));
  return withCounterclaim(
    text,
    opening,
    withRoles(
      text,
      opening,
      procedure === 'second' || procedure === 'retrial'
        ? [...renamed, ...onlyInOpening(text, opening, renamed, span)]
        : renamed,
      procedure,
    ),
  );
}

/** A party that the party section forgot: the opening names it in a role that nobody else has. */
function onlyInOpening(
  text: string,
  opening: Range,
  parties: readonly CourtParty[],
  span: Spanning,
): readonly CourtParty[] {
  return caseOpening(text, opening.start, opening.end, parties).named.flatMap(({ name, roles, explicit }) => {
    const known = parties.some((party) => party.name === name.name);
    const taken =
      looksLikePerson(name.name) && roles.some((role) => parties.some((party) => party.roles.includes(role)));
    const earlier = roles.every((role) => role.startsWith('original'));
    if (
      known ||
      taken ||
      !earlier ||
      parties.some((party) => alike(party.name, name.name)) ||
      !explicit ||
      roles.length === 0 ||
      parties.some((party) => party.roles.length === 0)
    )
      return [];
    const kind = looksLikeOrganization(name.name) ? 'organization' : 'person';
    if (kind === 'person' ? !looksLikePerson(name.name) : !WHOLE.test(name.name)) return [];
    return [
      {
        name: name.name,
        at: span(name.start, name.end),
        kind,
        roles,
        aliases: [],
        formerNames: [],
      } satisfies CourtParty,
    ];
  });
}

/** A whole name, not a short one. */
const WHOLE = /^.{4,}(?:有限(?:责任)?公司|股份公司|支行|分行|分公司|支公司|信用社|合作社|医院|委员会|人民政府)$/;

/** Names of one party in two spellings begin alike. */
const alike = (a: string, b: string): boolean =>
  a.slice(0, 4) === b.slice(0, 4) || a.includes(b) || b.includes(a) || a.slice(2, 8) === b.slice(2, 8);

function distinct(
  party: CourtParty,
  first: readonly Stated<string>[],
  more: readonly Stated<string>[] = [],
): readonly Stated<string>[] {
  const seen = new Set([party.name]);
  return [...first, ...more].filter(({ value }) => !seen.has(value) && seen.add(value));
}

function add(to: Map<string, Stated<string>[]>, name: string, text: string, range: Range, span: Spanning): void {
  const list = to.get(name) ?? [];
  list.push({ value: text.slice(range.start, range.end), at: span(range.start, range.end) });
  to.set(name, list);
}

const BRACKET = /[（(]([^（）()\n]{2,60})[）)]/g;

/** Brackets behind a known name: 以下简称…; in the opening sentence a bare short form of the name, too. */
function shortNames(text: string, opening: Range, parties: readonly CourtParty[], span: Spanning): Added {
  const found = new Map<string, Stated<string>[]>();
  const part = text.slice(0, opening.end + 4000);
  const known = withFolded(parties);
  for (const hit of part.matchAll(BRACKET)) {
    const note = hit[1] ?? '';
    const said = /简称|称|更名为|变更为/.test(note.slice(0, 14));
    if (!said && (hit.index < opening.start || hit.index > opening.end || note.length > 14)) continue;
    const before = folded(part.slice(Math.max(0, hit.index - 60), hit.index));
    const party = longest(known, (name) => before.endsWith(name));
    if (!party) continue;
    const start = hit.index + 1;
    if (!said) {
      if (party.kind === 'organization' && shortens(party.name, note) && looksShort(note))
        add(found, party.name, text, { start, end: start + note.length }, span);
      continue;
    }
    for (const range of shortNamesIn(text, start, start + note.length)) add(found, party.name, text, range, span);
  }
  return found;
}

const looksShort = (note: string): boolean => /(?:公司|银行|分行|支行|厂|社|店|院|所|行|集团|学校|中心|部)$/.test(note);

const folded = (name: string): string =>
  /[()\s]/.test(name) ? name.replace(/\(/g, '（').replace(/\)/g, '）').replace(/\s/g, '') : name;

type Folded = readonly { readonly party: CourtParty; readonly name: string }[];

const withFolded = (parties: readonly CourtParty[]): Folded =>
  parties.map((party) => ({ party, name: folded(party.name) }));

function longest(parties: Folded, fits: (name: string) => boolean): CourtParty | undefined {
  let found: CourtParty | undefined;
  for (const { party, name } of parties) if (name.length > (found?.name.length ?? 0) && fits(name)) found = party;
  return found;
}

function formerNames(text: string, parties: readonly CourtParty[], span: Spanning): Added {
  const found = new Map<string, Stated<string>[]>();
  const known = withFolded(parties);
  const isParty = (at: number): string | undefined =>
    longest(known, (name) => folded(text.slice(at, at + name.length)) === name)?.name;
  for (const former of renamedIn(text, isParty, looksLikeOrganization)) add(found, former.party, text, former, span);
  for (const hit of text.matchAll(/曾用名(?:为|是|叫)?[：:]?([\u4e00-\u9fa5·]{2,4})(?=[，,。；;）)])/g)) {
    const before = text.slice(Math.max(0, hit.index - 40), hit.index).replace(/[，,]?(?:系|又名)?$/, '');
    const party = longest(known, (name) => folded(before).endsWith(name));
    const start = hit.index + hit[0].length - (hit[1]?.length ?? 0);
    if (party) add(found, party.name, text, { start, end: hit.index + hit[0].length }, span);
  }
  return found;
}

/** Roles that the sentence opening the case may add to those of the party section. */
const ADDED: readonly PartyRole[] = [
  'enforcementApplicant', 'judgmentDebtor', 'objector', 'interestedParty', 'counterPlaintiff', 'counterDefendant', 'applicant',
]; // prettier-ignore

function withRoles(
  text: string,
  opening: Range,
  parties: readonly CourtParty[],
  procedure: Procedure,
): readonly CourtParty[] {
  if (!/^enforcement|^first|^other/.test(procedure) && parties.every((party) => party.roles.length > 0)) return parties;
  const said = namedInCase(text, opening.start, opening.end, parties);
  return parties.map((party) => {
    const more = said
      .filter((named) => named.name.name === party.name)
      .flatMap((named) => named.roles)
      .filter((role) => !party.roles.includes(role) && (party.roles.length === 0 || ADDED.includes(role)));
    const roles = [...new Set([...party.roles, ...more])];
    // 申请人 in enforcement is short for 申请执行人.
    const both = procedure === 'enforcement' && roles.includes('enforcementApplicant');
    return more.length ? { ...party, roles: both ? roles.filter((role) => role !== 'applicant') : roles } : party;
  });
}

const COUNTERCLAIM =
  /(?:同时|当庭|在(?:审理|诉讼)(?:过程)?中|于[\d年月日]{6,12}|依法|另|亦|又|[，,])*(?:向本院|对[^，。；]{2,30})?(?:提出|提起)?了?反诉(?:称|请求|诉讼请求|要求|，|,|。|：)/g;

/** A defendant who sues back, where the party section does not say so: 被告甲公司提出反诉请求. */
function withCounterclaim(text: string, opening: Range, parties: readonly CourtParty[]): readonly CourtParty[] {
  if (parties.some((party) => party.roles.includes('counterPlaintiff'))) return parties;
  const part = text.slice(opening.start, opening.start + 6000);
  if (!part.includes('反诉')) return parties;
  for (const hit of part.matchAll(COUNTERCLAIM)) {
    const at = opening.start + hit.index;
    const before = folded(text.slice(Math.max(0, at - 60), at));
    const defendants = parties.filter((party) => party.roles.includes('defendant'));
    const back = defendants.find((party) =>
      [party.name, ...party.aliases.map((alias) => alias.value)].some((name) => before.endsWith(folded(name))),
    );
    const by = back ?? (defendants.length === 1 && /(?:^|[。，,；;\n])被告$/.test(before) ? defendants[0] : undefined);
    if (!by) continue;
    return parties.map((party) =>
      party === by
        ? { ...party, roles: [...party.roles, 'counterPlaintiff'] }
        : party.roles.includes('plaintiff')
          ? { ...party, roles: [...party.roles, 'counterDefendant'] }
          : party,
    );
  }
  return parties;
}
