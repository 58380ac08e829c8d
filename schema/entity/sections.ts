/** The sections of a party's profile: rows that hang on its mentions, as entries and pages. */
import { references } from '../../src/graph/at.js';
import { toSecurity, toOrder, type PaymentOrder, type Security } from '../claim/claim.type.js';
import type { Context } from '../context.js';
import type { Fetched } from '../coverage/coverage.js';
import { sectionPage, type Entry, type SectionPage } from '../coverage/section.js';
import { mentionCap } from '../loaders.js';
import type { SincePageArgs } from '../page.js';
import { toNamed } from './named.type.js';
import * as profile from './profile.js';
import type { PartyParts } from './parts.js';
import type { Contact, Office, Party } from './party.type.js';

/** A party of more mentions is shown by the newest ones. */
export const capped = (party: Party): boolean => party.mentionCount > mentionCap;

/** What came with the party, else fetched now. */
export const partOf = <P extends keyof PartyParts>(
  { id, parts }: Party,
  part: P,
  context: Context,
): PartyParts[P] | Promise<PartyParts[P]> =>
  (parts as Partial<Pick<PartyParts, P>>)[part] ?? context.loaders.parts[part].load(id);

/** Rows with the documents that state them, as entries of a section; what several mentions lead to counts once. */
export const statedEntries = <
  R extends { readonly props: { readonly id: string }; readonly stated: readonly Fetched[] },
  T,
>(
  rows: readonly R[],
  value: (row: R) => T,
): Entry<T>[] => profile.onlyOnce(rows).map((row) => ({ key: row.props.id, value: value(row), rows: row.stated }));

export async function securities(
  party: Party,
  role: 'provider' | 'debtor' | 'creditor',
  args: SincePageArgs,
  context: Context,
): Promise<SectionPage<Security>> {
  const rows = (await partOf(party, 'securities', context)).filter((row) => row.role === role);
  return sectionPage('guarantees', statedEntries(rows, toSecurity), args, { truncated: capped(party) });
}

export async function orders(
  party: Party,
  role: 'obligor' | 'payee',
  args: SincePageArgs,
  context: Context,
): Promise<SectionPage<PaymentOrder>> {
  const rows = (await partOf(party, 'orders', context)).filter((row) => row.role === role);
  return sectionPage('orders', statedEntries(rows, toOrder), args, { truncated: capped(party) });
}

/** One office per other party, with all documents that state it. */
export async function offices(
  party: Party,
  role: 'represents' | 'representedBy',
  args: SincePageArgs,
  context: Context,
): Promise<SectionPage<Office>> {
  const rows = (await context.loaders.officersOf.load(party.id)).filter((row) => row.role === role);
  const documents = new Map((await partOf(party, 'mentions', context)).map(({ document }) => [document.id, document]));
  const others = new Map<string, typeof rows>();
  for (const row of rows) others.set(row.party, [...(others.get(row.party) ?? []), row]);
  const entries = [...others].map(([other, seen]): Entry<Office> => {
    const dates = seen.flatMap((row) => documents.get(row.document)?.date ?? []).sort();
    return {
      key: other,
      rows: seen.map((row) => documents.get(row.document) ?? {}),
      value: {
        other: toNamed(seen[0] ?? { mention: '', party: other, name: '', kind: 'person' }),
        title: seen.map((row) => row.title).find((title) => title !== null) ?? null,
        asOf: dates.at(-1) ?? null,
        refs: seen.flatMap((row) => references(row.document, row.at)),
      },
    };
  });
  return sectionPage('officers', entries, args, { truncated: capped(party) });
}

export async function contactEntries(party: Party, context: Context): Promise<Entry<Contact>[]> {
  const { loaders, mask } = context;
  const [points, mentions] = await Promise.all([loaders.contactsOf.load(party.id), partOf(party, 'mentions', context)]);
  const documents = new Map(mentions.map(({ document }) => [document.id, document]));
  const mentioned = new Map(mentions.map((row) => [row.mention.id, row]));
  const entries = new Map<
    string,
    Entry<Contact> & { rows: Fetched[]; value: Contact & { refs: Contact['refs'][number][] } }
  >();
  const add = (
    key: string,
    kind: string,
    value: string,
    document: string,
    at: string | null | undefined,
    property: string,
  ): void => {
    const held = entries.get(key);
    const ref = references(document, at, [property, '']);
    if (held) {
      held.rows.push(documents.get(document) ?? {});
      held.value.refs.push(...ref);
    } else {
      const shown = kind === 'address' ? mask.text(value) : mask.phone(value);
      entries.set(key, {
        key,
        rows: [documents.get(document) ?? {}],
        value: { id: key, kind, value: shown, refs: ref },
      });
    }
  };
  for (const { id, kind, value, owner } of points) {
    const from = mentioned.get(owner);
    if (from) add(id, kind ?? 'other', value ?? '', from.document.id, from.mention.at, kind ?? '');
  }
  const stored = new Set(points.map((point) => point.value));
  for (const { mention, document } of mentions)
    if (mention.phone !== undefined && !stored.has(mention.phone))
      add(`phone ${mention.id}`, 'phone', mention.phone, document.id, mention.at, 'phone');
  return [...entries.values()];
}
