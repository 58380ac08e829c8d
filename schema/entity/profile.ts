/** From rows to the sections of a profile. Pure, but for the mask. */
import { references } from '../../src/graph/at.js';
import type { Held, LoanRow, SecurityRow } from '../../src/graph/claim.js';
import type { SeizureRow } from '../../src/graph/asset.js';
import type { MentionRow } from '../../src/graph/entity.js';
import type { Entry } from '../coverage/section.js';
import { toDocument } from '../document/document.type.js';
import type { Ref } from '../evidence/evidence.type.js';
import type { Mask } from '../masking.js';
import { formatMoney } from '../../src/model/money.js';
import { caption, known, OutcomeEnum, Role, type TimelineWord } from '../vocabulary/captions.js';
import type { CaseCount, Identifier, Mention, PartyCase, PartyFact, PartyName, TimelineEvent } from './party.type.js';
import { statedReferences } from '../../src/graph/at.js';

const refs = (row: MentionRow, ...only: string[]): Ref[] => references(row.document.id, row.mention.at, only);

export const toMention = (row: MentionRow): Mention => ({
  id: row.mention.id,
  name: row.mention.name,
  kind: row.mention.kind,
  roles: (row.mention.roles ?? []).map((role) => known(Role, role)),
  fromLoanFile: row.mention.fromLoanFile === true,
  document: toDocument(row),
  partyId: row.party,
  get refs() {
    return references(row.document.id, row.mention.at);
  },
});

/** Names as written, former names and aliases, each with the dates it was seen at. */
export function names(rows: readonly MentionRow[]): PartyName[] {
  const found = new Map<string, { name: string; kind: string; rows: MentionRow[]; property: string }>();
  const add = (name: string, kind: string, property: string, row: MentionRow): void => {
    const key = `${kind} ${name}`;
    const held = found.get(key);
    if (held) held.rows.push(row);
    else found.set(key, { name, kind, rows: [row], property });
  };
  for (const row of rows) {
    add(row.mention.name, 'stated', 'name', row);
    for (const name of row.mention.formerNames ?? []) add(name, 'former', 'formerNames', row);
    for (const name of row.mention.aliases ?? []) add(name, 'alias', 'aliases', row);
  }
  return [...found.values()].map(({ name, kind, rows: seen, property }) => {
    const dates = seen.flatMap((row) => row.document.date ?? []).sort();
    return {
      name,
      kind,
      from: dates[0] ?? null,
      until: dates.at(-1) ?? null,
      sources: [...new Set(seen.flatMap((row) => row.document.source ?? []))].sort(),
      get refs() {
        return seen.flatMap((row) => refs(row, property));
      },
    };
  });
}

const identifierProps = {
  residentId: 'idNumber',
  creditCode: 'creditCode',
  orgCode: 'orgCode',
  registrationNumber: 'registrationNumber',
} as const;

export function identifiers(rows: readonly MentionRow[], mask: Mask): Entry<Identifier>[] {
  return Object.entries(identifierProps).flatMap(([kind, property]) =>
    byValue(rows, property).map(([value, seen]) => ({
      key: `${kind} ${seen[0]?.mention.id}`,
      rows: seen.map((row) => row.document),
      value: {
        kind,
        value: kind === 'residentId' ? mask.identifier(value) : value,
        get refs() {
          return seen.flatMap((row) => refs(row, property));
        },
      },
    })),
  );
}

export const facts = (rows: readonly MentionRow[], mask: Mask): PartyFact[] =>
  (['birthDate', 'gender', 'ethnicity', 'address'] as const).flatMap((property) =>
    byValue(rows, property).map(([value, seen]) => ({
      property,
      value: mask.text(value),
      get refs() {
        return seen.flatMap((row) => refs(row, property));
      },
    })),
  );

function byValue(rows: readonly MentionRow[], property: keyof MentionRow['mention']): [string, MentionRow[]][] {
  const groups = new Map<string, MentionRow[]>();
  for (const row of rows) {
    const value = row.mention[property];
    if (typeof value !== 'string' || value === '') continue;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  return [...groups];
}

/** What was made of the rows of one answer: several of its fields speak of cases. */
const made = new WeakMap<readonly MentionRow[], readonly Entry<PartyCase>[]>();

/** Cases, newest document first; documents without a case number make no case. */
export function cases(rows: readonly MentionRow[]): readonly Entry<PartyCase>[] {
  const found = made.get(rows) ?? casesOf(rows);
  made.set(rows, found);
  return found;
}

function casesOf(rows: readonly MentionRow[]): Entry<PartyCase>[] {
  const groups = new Map<string, MentionRow[]>();
  for (const row of rows) {
    const key = row.cases[0] ?? row.document.caseNumber;
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, seen]) => {
    const documents = [...new Map(seen.map((row) => [row.document.id, row])).values()];
    const first = seen[0]?.document;
    return {
      key,
      rows: documents.map((row) => row.document),
      value: {
        id: key,
        caseId: seen[0]?.cases[0] ?? null,
        caseNumber: first?.caseNumber ?? null,
        court: first?.court ?? null,
        cause: seen.map((row) => row.document.cause).find((cause) => cause !== undefined) ?? null,
        roles: [...new Set(seen.flatMap((row) => (row.mention.roles ?? []).map((role) => known(Role, role))))],
        outcomes: [
          ...new Set(
            [...documents]
              .reverse()
              .flatMap((row) => (row.document.outcomes ?? []).map((outcome) => known(OutcomeEnum, outcome))),
          ),
        ],
        latest: first?.date ?? null,
        get documents() {
          return documents.map(toDocument);
        },
        get refs() {
          return [
            ...seen.flatMap((row) => refs(row, 'name', '')),
            ...documents.flatMap((row) => references(row.document.id, row.document.at)),
          ];
        },
      },
    };
  });
}

export function caseCounts(list: readonly PartyCase[]): CaseCount[] {
  const counts = new Map<string, CaseCount>();
  for (const { roles, outcomes } of list)
    for (const role of roles)
      for (const outcome of outcomes.length ? outcomes : [null]) {
        const held = counts.get(`${role} ${outcome}`);
        if (held) held.cases++;
        else counts.set(`${role} ${outcome}`, { role, outcome, cases: 1 });
      }
  return [...counts.values()].sort(
    (a, b) => b.cases - a.cases || `${a.role} ${a.outcome}`.localeCompare(`${b.role} ${b.outcome}`),
  );
}

/** Nodes found through several mentions of the party, once each. */
export function onlyOnce<R extends { readonly props: { readonly id: string } }>(rows: readonly R[]): R[] {
  return [...new Map(rows.map((row) => [row.props.id, row])).values()];
}

/** Dated facts, newest first. */
export function timeline(
  rows: readonly MentionRow[],
  loans: readonly Held<LoanRow, string>[],
  securities: readonly Held<SecurityRow, string>[],
  seizures: readonly SeizureRow[],
): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const add = (
    kind: TimelineWord,
    date: string | undefined,
    subject: string,
    what: string | null | undefined,
    from: readonly Ref[],
  ): void => {
    if (date === undefined) return;
    events.push({
      date,
      kind,
      subject,
      text: [caption('TimelineKind', kind).zh, what].filter(Boolean).join('：'),
      refs: from,
    });
  };
  const seen = new Set<string>();
  for (const { document } of rows) {
    if (seen.has(document.id)) continue;
    seen.add(document.id);
    add(
      'document',
      document.date,
      document.id,
      document.caseNumber ?? document.title,
      references(document.id, document.at, ['date', 'caseNumber']),
    );
  }
  for (const { props, stated } of onlyOnce(loans)) {
    const what =
      props.contractNumber ??
      (props.principal === undefined ? null : formatMoney({ fen: props.principal, currency: props.currency ?? 'CNY' }));
    const from = statedReferences(stated, props.at);
    add('loanSigned', props.signedOn, props.id, what, pick(from, 'signedOn'));
    add('loanDue', props.dueOn, props.id, what, pick(from, 'dueOn'));
    add('loanDefaulted', props.defaultedOn, props.id, what, pick(from, 'defaultedOn'));
    add('loanAccelerated', props.acceleratedOn, props.id, what, pick(from, 'acceleratedOn'));
  }
  for (const { props, stated } of onlyOnce(securities)) {
    const from = statedReferences(stated, props.at);
    add('securitySigned', props.signedOn, props.id, props.contractNumber, pick(from, 'signedOn'));
    add('securityPeriodEnds', props.periodUntil, props.id, props.contractNumber, pick(from, 'periodUntil'));
  }
  for (const { props, stated } of onlyOnce(seizures)) {
    const from = statedReferences(stated, props.at);
    const what = [props.court, props.caseNumber].filter(Boolean).join(' ');
    add('seizureFrom', props.from, props.id, what, pick(from, 'from'));
    add('seizureUntil', props.until, props.id, what, pick(from, 'until'));
  }
  return events.sort(
    (a, b) => b.date.localeCompare(a.date) || a.kind.localeCompare(b.kind) || a.subject.localeCompare(b.subject),
  );
}

/** References to one property; to the whole where it has none of its own. */
function pick(from: readonly Ref[], property: string): Ref[] {
  const own = from.filter((ref) => ref.shows === property);
  return own.length ? own : from.filter((ref) => ref.shows === '');
}
