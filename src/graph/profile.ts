/**
 * A party and all that its profile is made of in one read, and in one row, however many kinds of things that is. Asked one
 * after another they would be as many round trips.
 */
import { asset, type AssetRow } from './asset.js';
import { inOrder } from './at.js';
import { claim, ends, type Claim, type ClaimType, type LoanProps, type OrderProps, type SecurityProps } from './claim.js'; // prettier-ignore
import type { Run } from './engine.js';
import { mention, mentionInCase, newestFirst, party, type MentionRow, type PartyRow } from './entity.js';
import { told, type Told } from './row.js';

/** What hangs on a mention of the party by a link. */
interface Hanging {
  readonly owner: string;
  readonly link: string;
}
/** A claim comes with what stands at its ends. */
type HangingClaim<P> = Claim<P> & Hanging;

export interface Parts {
  readonly mentions: readonly MentionRow[];
  /** The mentions with only what cases are listed by. */
  readonly cases: readonly MentionRow[];
  readonly loans: readonly HangingClaim<LoanProps>[];
  readonly securities: readonly HangingClaim<SecurityProps>[];
  readonly orders: readonly HangingClaim<OrderProps>[];
  readonly assets: readonly (AssetRow & Hanging)[];
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
  /** The party of such an id. */
  readonly row: PartyRow | null;
  /** What was wanted of it; null where it has more mentions than were to be read. */
  readonly parts: Partial<Parts> | null;
  /** The party of the mention of such an id, else the parties that a document gives such a name. */
  readonly meant: readonly PartyRow[];
}

/** How one part is found: patterns that go on from (Party)<-[:OF]-(Mention), what is told of a match, in which order. */
interface Finding<R> {
  readonly patterns: readonly string[];
  readonly row: Told<R>;
  readonly order: (a: R, b: R) => number;
}

const hanging = { owner: 'm.id', link: 'type(r)' } as const;
const byThing = inOrder<Hanging & { readonly props: { readonly id: string } }>(
  ({ props, owner, link }) => `${props.id} ${owner} ${link}`,
);
const claims = <P extends object>(type: ClaimType, ...patterns: readonly string[]): Finding<HangingClaim<P>> => ({
  patterns,
  row: told<HangingClaim<P>>({ ...hanging, ...claim<P>(type), ends: ends(type) }),
  order: byThing,
});
const naming = ['<-[:NAMES]-(d:Document) WHERE'];
/** Of a customer its borrower owes what the customer owes. */
const borrowed = (pattern: string): string => `-[i:IS_CUSTOMER]->(c:Customer)${pattern} WHERE i.role = 'borrower' AND`;

const findings: { readonly [P in Part]: Finding<Parts[P][number]> } = {
  // (Party)<-[:OF]-(Mention)<-[:NAMES]-(Document)
  mentions: { patterns: naming, row: mention, order: newestFirst },
  cases: { patterns: naming, row: mentionInCase, order: newestFirst },
  // (Party)<-[:OF]-(Mention)-[]-(Loan|Security|PaymentOrder|Asset)
  // (Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY|FOR_DEBTOR]-(Loan|Security)
  loans: claims<LoanProps>('Loan', '-[r:BORROWED|LENT]-(n:Loan) WHERE', borrowed('<-[r:OWED_BY]-(n:Loan)')),
  securities: claims<SecurityProps>(
    'Security',
    '-[r:PROVIDES|FOR_DEBTOR|TO_CREDITOR]-(n:Security) WHERE',
    borrowed('<-[r:FOR_DEBTOR]-(n:Security)'),
  ),
  orders: claims<OrderProps>('PaymentOrder', '-[r:MUST_PAY|PAYABLE_TO]-(n:PaymentOrder) WHERE'),
  assets: {
    patterns: ['-[r:OWNS]-(n:Asset) WHERE'],
    row: told<AssetRow & Hanging>({ ...hanging, ...asset }),
    order: byThing,
  },
};

const partyRow = told<PartyRow>(party);

/** The statement for some parts: what is meant by an id or a name, and the parts of the party whose id it is. */
function statement(parts: readonly Part[]): string {
  const lists = parts.map((part) =>
    findings[part].patterns.map((pattern, i) => ({ pattern, row: findings[part].row.cypher, name: `${part}${i}` })),
  );
  return [
    'UNWIND $ids AS asked MATCH (p:Party {id: asked})',
    ...lists
      .flat()
      .map(
        ({ pattern, row, name }) =>
          `CALL (p) { MATCH (p)<-[:OF]-(m:Mention)${pattern} p.mentions <= $most RETURN collect(${row}) AS ${name} }`,
      ),
    `RETURN asked, 'id' AS by, ${partyRow.cypher} AS party, [${lists.map((list) => list.map(({ name }) => name).join(' + ')).join(', ')}] AS parts`,
    // (Mention)-[:OF]->(Party)  or  (Mention {nameKey})-[:OF]->(Party)
    ...[
      `UNWIND $ids AS asked MATCH (m:Mention {id: asked})-[:OF]->(p:Party) RETURN asked, 'mention' AS by`,
      `UNWIND $names AS name MATCH (m:Mention {nameKey: name.key})-[:OF]->(p:Party) RETURN DISTINCT name.asked AS asked, 'name' AS by`,
    ].map((meant) => `UNION ALL ${meant}, ${partyRow.cypher} AS party, [] AS parts`),
  ].join(' ');
}

interface Row {
  readonly asked: string;
  readonly by: 'id' | 'mention' | 'name';
  readonly party: never;
  readonly parts: readonly (readonly never[])[];
}

/** The query for some parts. Input: what callers call parties by; of parties of more mentions than `most` no parts are read. Output: one for each call. */
export function partiesCalled(parts: readonly Part[], most: number) {
  const text = statement(parts);
  return async (run: Run, calls: readonly Call[]): Promise<readonly Called[]> => {
    const found = new Map<string, Row[]>(calls.map(({ asked }) => [asked, []]));
    const rows = await run<Row>(text, {
      ids: [...found.keys()],
      names: calls.flatMap(({ asked, keys }) => keys.map((key) => ({ asked, key }))),
      ...(parts.length ? { most } : {}),
    });
    for (const row of rows) found.get(row.asked)?.push(row);
    return calls.map(({ asked }) => {
      const held = found.get(asked) ?? [];
      const by = (way: Row['by']): readonly Row[] => held.filter((row) => row.by === way);
      const [[own], [mentioned]] = [by('id'), by('mention')];
      const row = own ? partyRow.read(own.party) : null;
      return {
        asked,
        row,
        parts: own && row && row.mentions <= most ? partsOf(parts, own.parts) : null,
        meant: (mentioned ? [mentioned] : by('name')).map((meant) => partyRow.read(meant.party)),
      };
    });
  };
}

function partsOf(parts: readonly Part[], lists: Row['parts']): Partial<Parts> {
  const read = <R>({ row, order }: Finding<R>, list: readonly never[]): readonly R[] => list.map(row.read).sort(order);
  return Object.fromEntries(parts.map((part, i) => [part, read(findings[part] as Finding<unknown>, lists[i] ?? [])]));
}
