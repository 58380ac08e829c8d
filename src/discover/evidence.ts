/** From stored positions to references that lead to exact words, and the parts that every clue's path begins with. */
import type { Bilingual, EvidenceRef, PathStep } from '../model/clue.js';
import type { Spans } from '../model/reading.js';
import type { Seen } from './cast.js';
import type { About } from './rule.js';

/**
 * References to what `shows` names, in its order. `at` is the JSON of property -> span that nodes and links keep; the key
 * '' stands for the thing as a whole.
 */
export function quotes(
  document: string,
  at: string | null | undefined,
  shows: Readonly<Record<string, Bilingual>>,
): EvidenceRef[] {
  if (!at) return [];
  const spans = JSON.parse(at) as Spans;
  return Object.entries(shows).flatMap(([property, what]) => {
    const span = spans[property];
    return span ? [{ document, shows: what, at: span }] : [];
  });
}

/** Each place once, in the order given. */
export function unique(evidence: readonly EvidenceRef[]): EvidenceRef[] {
  const seen = new Map<string, EvidenceRef>();
  for (const ref of evidence) {
    const key = `${ref.document} ${ref.at.part ?? 'text'} ${ref.at.start} ${ref.at.end} ${ref.shows.en}`;
    if (!seen.has(key)) seen.set(key, ref);
  }
  return [...seen.values()];
}

const identifiers = {
  name: { zh: '名称', en: 'name' },
  idNumber: { zh: '证件号码', en: 'id number' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  orgCode: { zh: '组织机构代码', en: 'organization code' },
};

/** Why the document is held to speak of our customer: both names, with the identifiers beside them. */
export const identityEvidence = ({ member, mention }: Seen): EvidenceRef[] => [
  ...quotes(member.own.document, member.own.at, identifiers),
  ...(mention.id === member.own.id ? [] : quotes(mention.document, mention.at, identifiers)),
];

/** Customer to the party whose asset it is. */
export const pathFrom = ({ member }: Seen, link: Bilingual): PathStep[] => [
  step(
    'Customer',
    member.customer,
    member.number ?? '',
    member.role === 'borrower' ? { zh: '债务人是', en: 'debtor is' } : { zh: '保证人是', en: 'guarantor is' },
  ),
  step('Party', member.party, member.own.name, link),
];

export const step = (type: string, node: string, caption: string, link?: Bilingual): PathStep => ({
  node,
  type,
  caption,
  ...(link ? { link } : {}),
});

export const aboutOf = ({ party, own, role }: Seen['member']): About => ({
  party,
  name: own.name,
  kind: own.kind,
  role,
});

/** Latest of ISO times or days; '' when there is none. */
export const latest = (times: readonly (string | null | undefined)[]): string =>
  times.reduce<string>((last, time) => (time && time > last ? time : last), '');

/** Yuan as a person reads it, with fen only where there are any. */
export const yuan = (fen: number): string => {
  const whole = Math.trunc(Math.abs(fen) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = Math.abs(fen) % 100;
  return `${fen < 0 ? '-' : ''}${whole}${rest ? `.${rest.toString().padStart(2, '0')}` : ''}`;
};

/** A document as people name it, with its day. */
export function named(
  paper:
    | { readonly kind: string | null; readonly court: string | null; readonly caseNumber: string | null; readonly date: string | null } // prettier-ignore
    | undefined,
): Bilingual {
  if (!paper || paper.kind === 'loanFile') return { zh: '信贷档案', en: 'The loan file' };
  const { kind, court, caseNumber, date } = paper;
  const notice = kind === 'notice' && caseNumber === null;
  return {
    zh: `${caseNumber ?? (notice ? `${court ?? ''}公告` : '一份文书')}（${date ?? '日期不详'}）`,
    en: `${caseNumber ?? (notice ? `A notice of ${court ?? 'a court'}` : 'A document')} (${date ?? 'undated'})`,
  };
}

/** At most `most` names, and how many there are. */
export function namesZh(names: readonly string[], most = 3): string {
  const each = [...new Set(names)];
  return each.length > most ? `${each.slice(0, most).join('、')}等${each.length}方` : each.join('、');
}

/** Where only a name agrees the sentence says so first. */
export const unsure = (seen: Pick<Seen, 'tier'>, sentence: Bilingual): Bilingual =>
  seen.tier === 'T3' ? { zh: `【可能，未核实】${sentence.zh}`, en: `[Possible, unverified] ${sentence.en}` } : sentence;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows by a key, in order of first sight. */
export function groupBy<R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** One draft a customer and subject: the surest, then the one found first in order of mention. */
export function surest<D extends { readonly customer: string; readonly subject: string; readonly tier: string }>(
  drafts: readonly D[],
): D[] {
  const kept = new Map<string, D>();
  for (const draft of drafts) {
    const key = `${draft.customer}\n${draft.subject}`;
    const known = kept.get(key);
    if (!known || draft.tier < known.tier) kept.set(key, draft);
  }
  return [...kept.values()];
}
