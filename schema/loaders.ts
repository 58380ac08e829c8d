/**
 * One set of loaders per request: whatever an answer asks for of one kind is fetched in one read, however long its lists
 * are. Nothing is kept between requests.
 */
import DataLoader from 'dataloader';
import { viewClues } from '../src/discover/view.js';
import { assetsById, seizuresById, seizuresOfCustomers } from '../src/graph/asset.js';
import {
  endsOf,
  hangingOnMentions,
  loansById,
  loansOfCustomers,
  ordersById,
  securitiesById,
  securitiesOfCustomers,
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
  partiesCalled,
  possiblyOfParties,
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
import { nameKeys } from './search/find.js';

/** Mentions of one party that a profile is made from; of parties with more (banks) the newest count. */
export const mentionCap = 1000;

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(hub: Hub) {
  const read: Run = (query, params) => hub.engine.read(query, params);

  const party = new DataLoader<string, PartyRow | null>(async (ids) => {
    const rows = new Map((await partiesByAnyId(read, ids)).map(({ asked, ...row }) => [asked, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });

  /** What a caller calls a party by: the party of such an id, and those of such a name. */
  const called = new DataLoader<string, { readonly row: PartyRow | null; readonly named: readonly PartyRow[] }>(
    async (references) => {
      const rows = await partiesCalled(
        read,
        references.map((asked) => ({ asked, keys: nameKeys(asked) })),
      );
      for (const row of rows) party.prime(row.id, row);
      return references.map((asked) => {
        const [ids, named] = (['id', 'name'] as const).map((by) =>
          rows.filter((row) => row.asked === asked && row.by === by),
        );
        return { row: ids?.[0] ?? null, named: named ?? [] };
      });
    },
  );

  const mentionsOf = lists(
    async (ids) => {
      const large = new Set<string>();
      for (const row of await Promise.all(ids.map((id) => party.load(id))))
        if (row && row.mentions > mentionCap) large.add(row.id);
      const rows = await mentionsOfParties(
        read,
        ids.filter((id) => !large.has(id)),
      );
      const newest = large.size ? await newestMentionsOfParties(read, [...large], mentionCap) : [];
      return [...rows, ...newest];
    },
    (row) => row.party,
  );

  /** Rows that hang on mentions, asked for by party. */
  const ofParty = <R extends { readonly owner: string }>(
    fetch: (run: Run, mentions: readonly string[]) => Promise<readonly R[]>,
  ): DataLoader<string, readonly R[]> =>
    new DataLoader<string, readonly R[]>(async (parties) => {
      const partyOf = new Map<string, string>();
      for (const row of (await Promise.all(parties.map((id) => mentionsOf.load(id)))).flat())
        partyOf.set(row.mention.id, row.party);
      const groups = grouped(
        partyOf.size ? await fetch(read, [...partyOf.keys()]) : [],
        (row) => partyOf.get(row.owner) ?? '',
      );
      return parties.map((id) => groups.get(id) ?? []);
    });

  const ofOwner = <R extends { readonly owner: string }>(
    fetch: (run: Run, ids: readonly string[]) => Promise<readonly R[]>,
  ): DataLoader<string, readonly R[]> =>
    lists(
      (ids) => fetch(read, ids),
      (row) => row.owner,
    );

  const hangingOn = ofParty(hangingOnMentions);
  /** Things that hang on a party's mentions by given links, each with the role that its link means; in order of the links. */
  const by = <R, Role extends string>(
    roles: Readonly<Record<string, Role>>,
    things: DataLoader<string, R | null>,
  ): DataLoader<string, readonly Held<R, Role>[]> => {
    const order = Object.keys(roles);
    return new DataLoader((parties) =>
      Promise.all(
        parties.map(async (id) => {
          const found = (await hangingOn.load(id))
            .filter((row) => row.link in roles)
            .sort((a, b) => order.indexOf(a.link) - order.indexOf(b.link));
          const rows = await Promise.all(found.map((row) => things.load(row.id)));
          return found.flatMap(({ owner, link }, i) => {
            const row = rows[i];
            return row ? [{ ...row, owner, role: roles[link] as Role }] : [];
          });
        }),
      ),
    );
  };

  const loan = single(
    (ids) => loansById(read, ids),
    (row) => row.props.id,
  );
  const security = single(
    (ids) => securitiesById(read, ids),
    (row) => row.props.id,
  );
  const order = single(
    (ids) => ordersById(read, ids),
    (row) => row.props.id,
  );
  const asset = single(
    (ids) => assetsById(read, ids),
    (row) => row.props.id,
  );
  const contactPoint = single(
    (ids) => contactPointsById(read, ids),
    (row) => row.id,
  );
  const ends = (type: Parameters<typeof endsOf>[0]) =>
    lists(
      (ids) => endsOf(type)(read, ids),
      (row) => row.node,
    );

  return {
    party,
    called,
    mentionsOf,
    mention: single(
      (ids) => mentionsById(read, ids),
      (row) => row.mention.id,
    ),
    possiblyOf: lists(
      (ids) => possiblyOfParties(read, ids),
      (row) => row.party,
    ),
    loansOf: by({ BORROWED: 'borrower', LENT: 'lender', OWED_BY: 'borrower' }, loan),
    securitiesOf: by({ PROVIDES: 'provider', FOR_DEBTOR: 'debtor', TO_CREDITOR: 'creditor' }, security),
    ordersOf: by({ MUST_PAY: 'obligor', PAYABLE_TO: 'payee' }, order),
    assetsOf: by({ OWNS: 'owner' }, asset),
    officersOf: ofParty(officersOfMentions),
    contactsOf: by({ REACHED_AT: 'contact' }, contactPoint),
    hangingOn,
    cluesOfParty: ofOwner(cluesOfParties),

    document: single(
      (ids) => documentsById(read, ids),
      (row) => row.document.id,
    ),
    namedIn: lists(
      (ids) => namedInDocuments(read, ids),
      (row) => row.document,
    ),
    courtCase: single(
      (ids) => casesById(read, ids),
      (row) => row.id,
    ),
    loan,
    endsOfLoan: ends('Loan'),
    security,
    endsOfSecurity: ends('Security'),
    endsOfOrder: ends('PaymentOrder'),
    asset,
    seizure: single(
      (ids) => seizuresById(read, ids),
      (row) => row.props.id,
    ),

    customer: single(
      (ids) => customersById(read, ids),
      (row) => row.id,
    ),
    partiesOfCustomer: lists(
      (ids) => partiesOfCustomers(read, ids),
      (row) => row.customer,
    ),
    loansOfCustomer: ofOwner(loansOfCustomers),
    securitiesOfCustomer: ofOwner(securitiesOfCustomers),
    seizuresOfCustomer: ofOwner(seizuresOfCustomers),
    ourCasesOf: ofOwner(ourCasesOfCustomers),
    paymentsOf: ofOwner(paymentsOfCustomers),
    contactsMadeOf: ofOwner(contactsMadeOfCustomers),
    cluesOfCustomer: ofOwner(cluesOfCustomers),

    clue: single(
      (ids) => cluesById(read, ids),
      (row) => row.id,
    ),
    followUpsOf: lists(
      (ids) => followUpsOfClues(read, ids),
      (row) => row.clue,
    ),

    partiesOfClue: lists(
      (ids) => partiesOfClues(read, ids),
      (row) => row.clue,
    ),
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

/** A loader of one row per id, null for missing. */
function single<R>(
  fetch: (ids: readonly string[]) => Promise<readonly R[]>,
  key: (row: R) => string,
): DataLoader<string, R | null> {
  return new DataLoader<string, R | null>(async (ids) => {
    const rows = new Map((await fetch(ids)).map((row) => [key(row), row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

/** A loader of all rows of an id, in the order of the query. */
function lists<R>(
  fetch: (ids: readonly string[]) => Promise<readonly R[]>,
  key: (row: R) => string,
): DataLoader<string, readonly R[]> {
  return new DataLoader<string, readonly R[]>(async (ids) => {
    const groups = grouped(await fetch(ids), key);
    return ids.map((id) => groups.get(id) ?? []);
  });
}

function grouped<R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

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
