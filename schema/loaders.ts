/**
 * One set of loaders per request: whatever an answer asks for of one kind is fetched in one read, however long its lists
 * are, and together with what other requests ask for at that moment. Nothing is kept between requests.
 */
import DataLoader from 'dataloader';
import { viewClues } from '../src/discover/view.js';
import { assetsById, seizuresById, seizuresOfCustomers } from '../src/graph/asset.js';
import {
  endsOfLoans,
  endsOfOrders,
  endsOfSecurities,
  hangingOnMentions,
  hangingOrder,
  loansById,
  loansOfCustomers,
  ordersById,
  securitiesById,
  securitiesOfCustomers,
  type EndRow,
  type EndsRow,
  type Held,
} from '../src/graph/claim.js';
import {
  cluesById,
  cluesOfCustomers,
  cluesOfParties,
  followUpsOfClues,
  partiesOfClues,
  type StoredClueRow,
} from '../src/graph/clue.js';
import {
  contactsMadeOfCustomers,
  customersById,
  ourCasesOfCustomers,
  partiesOfCustomers,
  paymentsOfCustomers,
} from '../src/graph/customer.js';
import { casesById, documentsById, namedInDocuments } from '../src/graph/document.js';
import type { Run } from '../src/graph/engine.js';
import {
  mentionsById,
  mentionsOfParties,
  newestMentionsOfParties,
  partiesByAnyId,
  possiblyOfParties,
  type MentionRow,
  type PartyRow,
} from '../src/graph/entity.js';
import { contactPointsById, officersOfMentions } from '../src/graph/officer.js';
import {
  quarantinedBySource,
  quarantinedKeys,
  recordsBySource,
  tableOf,
  tablesOfFile,
  waitingMarks,
} from '../src/graph/source.js';
import type { Hub, Quote } from '../src/ingest/hub.js';
import type { ClueView } from '../src/model/clue.js';
import type { Span } from '../src/model/span.js';
import { inRoles, roles, type PartyParts } from './entity/parts.js';
import type { Fetch, Together } from './together.js';

/** Mentions of one party that a profile is made from; of parties with more (banks) the newest count. */
export const mentionCap = 1000;

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(hub: Hub, together: Together) {
  const read: Run = (query, params) => hub.engine.read(query, params);

  /** A loader of one row per id, null for missing. */
  const single = <R>(fetch: Fetch<R>, key: (row: R) => string): DataLoader<string, R | null> =>
    new DataLoader<string, R | null>(async (ids) => {
      const rows = await together(fetch, key, ids);
      return ids.map((id) => rows.get(id)?.at(-1) ?? null);
    });
  /** A loader of all rows of an id, in the order of the query. */
  const lists = <R>(fetch: Fetch<R>, key: (row: R) => string): DataLoader<string, readonly R[]> =>
    new DataLoader<string, readonly R[]>(async (ids) => {
      const rows = await together(fetch, key, ids);
      return ids.map((id) => rows.get(id) ?? []);
    });

  const party: DataLoader<string, PartyRow | null> = single<PartyRow & { readonly asked: string }>(
    partiesByAnyId,
    (row) => row.asked,
  );

  const mentionsOf = new DataLoader<string, readonly MentionRow[]>(async (ids) => {
    const rows = await Promise.all(ids.map((id) => party.load(id)));
    const large = new Set(rows.flatMap((row) => (row && row.mentions > mentionCap ? [row.id] : [])));
    const few = ids.filter((id) => !large.has(id));
    const [all, newest] = await Promise.all([
      few.length ? together(mentionsOfParties, partyOf, few) : none,
      large.size ? together(newestMentions, partyOf, [...large]) : none,
    ]);
    return ids.map((id) => (large.has(id) ? newest : all).get(id) ?? []);
  });

  /** Rows that hang on mentions, asked for by party. */
  const ofParty = <R extends { readonly owner: string }>(fetch: Fetch<R>): DataLoader<string, readonly R[]> =>
    new DataLoader<string, readonly R[]>(async (parties) => {
      const mentions = await Promise.all(parties.map((id) => mentionsOf.load(id)));
      const ids = mentions.flat().map((row) => row.mention.id);
      const rows: ReadonlyMap<string, readonly R[]> = ids.length ? await together(fetch, ownerOf, ids) : none;
      return mentions.map((list) => list.flatMap((row) => rows.get(row.mention.id) ?? []));
    });

  const ofOwner = <R extends { readonly owner: string }>(fetch: Fetch<R>): DataLoader<string, readonly R[]> =>
    lists(fetch, ownerOf);

  const hangingOn = ofParty(hangingOnMentions);
  /** Things that hang on a party's mentions by given links, each with the role that its link means; in order of the links. */
  const by = <R, Role extends string>(
    roles: Readonly<Record<string, Role>>,
    things: DataLoader<string, R | null>,
  ): DataLoader<string, readonly Held<R, Role>[]> =>
    new DataLoader((parties) =>
      Promise.all(
        parties.map(async (id) => {
          const found = (await hangingOn.load(id)).filter((row) => row.link in roles).sort(hangingOrder);
          const rows = await Promise.all(found.map((row) => things.load(row.id)));
          return inRoles(
            roles,
            found.flatMap(({ owner, link }, i) => {
              const row = rows[i];
              return row ? [{ ...row, owner, link }] : [];
            }),
          );
        }),
      ),
    );

  const loan = single(loansById, (row) => row.props.id);
  const security = single(securitiesById, (row) => row.props.id);
  const order = single(ordersById, (row) => row.props.id);
  const asset = single(assetsById, (row) => row.props.id);
  const contactPoint = single(contactPointsById, (row) => row.id);
  const ends = (fetch: Fetch<EndsRow>): DataLoader<string, readonly EndRow[]> =>
    new DataLoader<string, readonly EndRow[]>(async (ids) => {
      const rows = await together(fetch, (row) => row.node, ids);
      return ids.map((id) => rows.get(id)?.[0]?.ends ?? []);
    });
  const [endsOfLoan, endsOfSecurity, endsOfOrder] = [ends(endsOfLoans), ends(endsOfSecurities), ends(endsOfOrders)];
  const parts: { readonly [P in keyof PartyParts]: DataLoader<string, PartyParts[P]> } = {
    mentions: mentionsOf,
    cases: mentionsOf,
    loans: by(roles.loans, loan),
    securities: by(roles.securities, security),
    orders: by(roles.orders, order),
    assets: by(roles.assets, asset),
  };

  return {
    party,
    parts,
    mention: single(mentionsById, (row) => row.mention.id),
    possiblyOf: lists(possiblyOfParties, (row) => row.party),
    officersOf: ofParty(officersOfMentions),
    contactsOf: by({ REACHED_AT: 'contact' }, contactPoint),
    hangingOn,
    cluesOfParty: ofOwner(cluesOfParties),

    document: single(documentsById, (row) => row.document.id),
    namedIn: lists(namedInDocuments, (row) => row.document),
    courtCase: single(casesById, (row) => row.id),
    loan,
    endsOfLoan,
    security,
    endsOfSecurity,
    endsOfOrder,
    asset,
    seizure: single(seizuresById, (row) => row.props.id),

    customer: single(customersById, (row) => row.id),
    partiesOfCustomer: lists(partiesOfCustomers, (row) => row.customer),
    loansOfCustomer: ofOwner(loansOfCustomers),
    securitiesOfCustomer: ofOwner(securitiesOfCustomers),
    seizuresOfCustomer: ofOwner(seizuresOfCustomers),
    ourCasesOf: ofOwner(ourCasesOfCustomers),
    paymentsOf: ofOwner(paymentsOfCustomers),
    contactsMadeOf: ofOwner(contactsMadeOfCustomers),
    cluesOfCustomer: ofOwner(cluesOfCustomers),

    clue: single(cluesById, (row) => row.id),
    followUpsOf: lists(followUpsOfClues, (row) => row.clue),

    partiesOfClue: lists(partiesOfClues, (row) => row.clue),
    /** Clues as of a day; all of one day and request are looked at together. */
    view: new DataLoader<{ row: StoredClueRow; asOf: string }, ClueView, string>(
      async (keys) => {
        const views = new Map<string, ClueView>();
        for (const day of new Set(keys.map((key) => key.asOf))) {
          const rows = keys.filter((key) => key.asOf === day).map((key) => key.row);
          for (const view of await viewClues(read, rows, day)) views.set(`${day} ${view.id}`, view);
        }
        return keys.map(({ row, asOf }) => views.get(`${asOf} ${row.id}`) ?? new Error(`Clue ${row.id} has no view.`));
      },
      { cacheKeyFn: ({ row, asOf }) => `${asOf} ${row.id}`, maxBatchSize: Infinity },
    ),

    quote: new DataLoader<{ document: string; at: Span }, Quote | null, string>(
      (references) => hub.quotes(references),
      {
        cacheKeyFn: ({ document, at }) => `${document} ${at.part ?? ''} ${at.start} ${at.end}`,
      },
    ),
    explained: new DataLoader((parties: readonly string[]) => Promise.all(parties.map((id) => hub.explainParty(id)))),

    runs: once(() => hub.runs()),
    quarantined: once(() => quarantinedBySource(read)),
    records: once(() => recordsBySource(read)),
    waiting: once(() => waitingMarks(read)),
    /** Section -> the table of our file that it is read from. */
    tablesOfFile: once(
      async () =>
        new Map<string, string>((await tablesOfFile(read)).map((row) => [row.name, tableOf(row.keys[0] ?? '')])),
    ),
    quarantinedKeys: new DataLoader((sources: readonly string[]) =>
      Promise.all(sources.map(async (source) => (await quarantinedKeys(read, source)).map((row) => row.key))),
    ),
  };
}

const none: ReadonlyMap<string, readonly never[]> = new Map();
const partyOf = (row: MentionRow): string => row.party;
const ownerOf = (row: { readonly owner: string }): string => row.owner;
const newestMentions: Fetch<MentionRow> = (run, ids) => newestMentionsOfParties(run, ids, mentionCap);

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= work());
}

/** Rows of the given ids that exist, in their order. */
export async function present<R>(loader: DataLoader<string, R | null>, ids: readonly string[]): Promise<R[]> {
  return (await loader.loadMany(ids)).flatMap((row) => {
    if (row instanceof Error) throw row;
    return row === null ? [] : [row];
  });
}
