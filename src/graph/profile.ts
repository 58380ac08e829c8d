/**
 * A party and all that its profile is made of in one read, however many kinds of things that is: the statements of the
 * parts that are wanted, joined into one. Asked one after another they would be as many round trips.
 */
import { assetTold, toAssetRow, type AssetRow } from './asset.js';
import { statedBy } from './at.js';
import { endsColumn, hangingOrder, sortedEnds, type EndRow, type LoanRow, type OrderRow, type SecurityRow } from './claim.js'; // prettier-ignore
import type { Run } from './engine.js';
import {
  caseRow,
  mentionRow,
  newestFirst,
  toCaseRow,
  toMentionRow,
  type MentionList,
  type MentionRow,
  type PartyRow,
} from './entity.js';
import { asMap } from './row.js';

/** What hangs on a mention of the party by a link; of a claim also what stands at its ends. */
export type Hung<R> = R & { readonly owner: string; readonly link: string; readonly ends?: readonly EndRow[] };

export interface Parts {
  readonly mentions: readonly MentionRow[];
  /** The mentions with only what cases are listed by. */
  readonly cases: readonly MentionRow[];
  readonly loans: readonly Hung<LoanRow>[];
  readonly securities: readonly Hung<SecurityRow>[];
  readonly orders: readonly Hung<OrderRow>[];
  readonly assets: readonly Hung<AssetRow>[];
}
export type Part = keyof Parts;

export interface Call {
  /** Id of a party or of a mention, or a name. */
  readonly asked: string;
  /** Keys of the names that it may be. */
  readonly keys: readonly string[];
}

export interface Called {
  readonly asked: string;
  /** The party of such an id, or of the mention of such an id. */
  readonly row: PartyRow | null;
  /** The parties that a document gives such a name. */
  readonly named: readonly PartyRow[];
  /** Of the party whose id it is; null where it has more mentions than were to be read, and of others. */
  readonly parts: Partial<Parts> | null;
}

const party = '[p.id, p.name, coalesce(p.names, []), p.kind, p.mentions]';
type PartyList = readonly [string, string, readonly string[], PartyRow['kind'], number];

// (Party)  or  (Mention)-[:OF]->(Party)  or  (Mention {nameKey})-[:OF]->(Party)
const calls = [
  `UNWIND $ids AS asked MATCH (p:Party {id: asked}) RETURN asked, 'party' AS part, ${party} AS row`,
  `UNWIND $ids AS asked MATCH (m:Mention {id: asked})-[:OF]->(p:Party) RETURN asked, 'mention' AS part, ${party} AS row`,
  `UNWIND $names AS name MATCH (m:Mention {nameKey: name.key})-[:OF]->(p:Party) RETURN DISTINCT name.asked AS asked, 'name' AS part, ${party} AS row`,
];

const few = 'p.mentions <= $most';
const from = 'UNWIND $ids AS asked MATCH (p:Party {id: asked})<-[:OF]-(m:Mention)';
const customer = `${from}-[i:IS_CUSTOMER]->(c:Customer)`;
const claim = (type: Parameters<typeof endsColumn>[0]): string =>
  asMap({ owner: 'm.id', link: 'type(r)', props: 'properties(n)', stated: statedBy, ends: endsColumn(type) });
const asset = asMap({ owner: 'm.id', link: 'type(r)', ...assetTold });

/** What each part matches, and the row it gives. */
const statements: Readonly<Record<Part, readonly (readonly [string, string])[]>> = {
  // (Party)<-[:OF]-(Mention)<-[:NAMES]-(Document)
  mentions: [[`${from}<-[:NAMES]-(d:Document) WHERE ${few}`, mentionRow]],
  cases: [[`${from}<-[:NAMES]-(d:Document) WHERE ${few}`, caseRow]],
  // (Party)<-[:OF]-(Mention)-[]-(Loan|Security|PaymentOrder|Asset)
  // (Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY|FOR_DEBTOR]-(Loan|Security)
  loans: [
    [`${from}-[r:BORROWED|LENT]-(n:Loan) WHERE ${few}`, claim('Loan')],
    [`${customer}<-[r:OWED_BY]-(n:Loan) WHERE ${few} AND i.role = 'borrower'`, claim('Loan')],
  ],
  securities: [
    [`${from}-[r:PROVIDES|FOR_DEBTOR|TO_CREDITOR]-(n:Security) WHERE ${few}`, claim('Security')],
    [`${customer}<-[r:FOR_DEBTOR]-(n:Security) WHERE ${few} AND i.role = 'borrower'`, claim('Security')],
  ],
  orders: [[`${from}-[r:MUST_PAY|PAYABLE_TO]-(n:PaymentOrder) WHERE ${few}`, claim('PaymentOrder')]],
  assets: [[`${from}-[r:OWNS]-(n:Asset) WHERE ${few}`, asset]],
};

interface Row {
  readonly asked: string;
  readonly part: 'party' | 'mention' | 'name' | Part;
  readonly row: unknown;
}

/** Input: what callers call parties by, the parts wanted of each, and of how many mentions at most. Output: one for each call. */
export async function partiesCalled(
  run: Run,
  wanted: readonly Call[],
  parts: readonly Part[],
  most: number,
): Promise<readonly Called[]> {
  const text = [
    ...calls,
    ...parts.flatMap((part) =>
      statements[part].map(([found, row]) => `${found} RETURN asked, '${part}' AS part, ${row} AS row`),
    ),
  ].join(' UNION ALL ');
  const found = new Map<string, Partial<Record<Row['part'], unknown[]>>>();
  for (const { asked } of wanted) found.set(asked, {});
  const rows = await run<Row>(text, {
    ids: [...found.keys()],
    names: wanted.flatMap(({ asked, keys }) => keys.map((key) => ({ asked, key }))),
    ...(parts.length ? { most } : {}),
  });
  for (const { asked, part, row } of rows) {
    const held = found.get(asked);
    if (held) (held[part] ??= []).push(row);
  }
  return wanted.map(({ asked }) => {
    const held = found.get(asked) ?? {};
    const of = (part: Row['part']): readonly PartyRow[] => ((held[part] ?? []) as readonly PartyList[]).map(toPartyRow);
    const own = of('party')[0];
    return {
      asked,
      row: own ?? of('mention')[0] ?? null,
      named: of('name'),
      parts:
        own && own.mentions <= most
          ? Object.fromEntries(parts.map((part) => [part, inOrder(part, held[part] ?? [])]))
          : null,
    };
  });
}

const toPartyRow = ([id, name, names, kind, mentions]: PartyList): PartyRow => ({ id, name, names, kind, mentions });

function inOrder(part: Part, rows: readonly unknown[]): readonly unknown[] {
  if (part === 'mentions' || part === 'cases')
    return (rows as readonly MentionList[]).map(part === 'cases' ? toCaseRow : toMentionRow).sort(newestFirst);
  return (rows as readonly Hung<AssetRow | LoanRow>[])
    .map((row) => ('descriptions' in row ? toAssetRow(row) : { ...row, ends: sortedEnds(row.ends ?? []) }))
    .sort((a, b) => hangingOrder({ ...a, id: a.props.id }, { ...b, id: b.props.id }));
}
