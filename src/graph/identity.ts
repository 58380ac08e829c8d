/** What who is who is made from, mentions and decisions, and what the graph holds of it: parties and the links to them. */
import type { Decision, Mention, MentionContext } from '../model/mention.js';
import type { Run } from './engine.js';

const page = 5000;

/** The properties that a Mention node has of a mention: what surrounds it is one text, since only who is who reads it. */
export function mentionProps({
  officerOf,
  officers,
  companions,
  cases,
  files,
  ...own
}: Mention): Omit<Mention, keyof MentionContext> & { readonly context: string } {
  return { ...own, context: JSON.stringify({ officerOf, officers, companions, cases, files }) };
}

const toMention = ({ context, ...own }: ReturnType<typeof mentionProps>): Mention => ({
  ...own,
  ...(JSON.parse(context) as MentionContext),
});

/** All mentions, page by page in order of id. */
export async function* allMentions(run: Run): AsyncGenerator<readonly Mention[]> {
  let after = '';
  for (;;) {
    const rows = await run<{ props: ReturnType<typeof mentionProps> }>(
      `MATCH (m:Mention) WHERE m.id > $after RETURN properties(m) AS props ORDER BY m.id LIMIT ${page}`,
      { after },
    );
    if (!rows.length) return;
    yield rows.map((row) => toMention(row.props));
    after = rows[rows.length - 1]?.props.id ?? '';
  }
}

/** Input: mention ids. Output: those that exist. */
export const mentionsById = async (run: Run, ids: readonly string[]): Promise<readonly Mention[]> =>
  (
    await run<{ props: ReturnType<typeof mentionProps> }>(
      'UNWIND $ids AS id MATCH (m:Mention {id: id}) RETURN properties(m) AS props',
      { ids },
    )
  ).map((row) => toMention(row.props));

/** The first `limit` mentions of a party. */
export const mentionsOfParty = async (run: Run, party: string, limit: number): Promise<readonly Mention[]> =>
  // (Party)<-[:OF]-(Mention)
  (
    await run<{ props: ReturnType<typeof mentionProps> }>(
      `MATCH (p:Party {id: $party})<-[:OF]-(m:Mention) RETURN properties(m) AS props ORDER BY m.id LIMIT ${limit}`,
      { party },
    )
  ).map((row) => toMention(row.props));

/** Decisions that have one of these mentions at an end. */
export const decisionsAbout = (run: Run, mentions: readonly string[]): Promise<readonly Decision[]> =>
  run<Decision>(`MATCH (d:Decision) WHERE d.left IN $mentions OR d.right IN $mentions RETURN ${decisionColumns}`, {
    mentions,
  });

const decisionColumns =
  'd.left AS left, d.right AS right, d.verdict AS verdict, d.by AS by, d.on AS on, d.reason AS reason';

export const allDecisions = (run: Run): Promise<readonly Decision[]> =>
  run<Decision>(`MATCH (d:Decision) RETURN ${decisionColumns} ORDER BY on, left, right`);

export const decisionsById = (run: Run, ids: readonly string[]): Promise<readonly Decision[]> =>
  run<Decision>(`UNWIND $ids AS id MATCH (d:Decision {id: id}) RETURN ${decisionColumns}`, { ids });

export interface HeldParty {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[] | null;
  readonly kind: string;
  readonly mentions: number;
}

/** Input: party ids. Output: those the graph has. */
export const partiesById = (run: Run, ids: readonly string[]): Promise<readonly HeldParty[]> =>
  run(
    'UNWIND $ids AS id MATCH (p:Party {id: id}) RETURN p.id AS id, p.name AS name, p.names AS names, p.kind AS kind, p.mentions AS mentions',
    { ids },
  );

export const allPartyIds = async (run: Run): Promise<string[]> =>
  (await run<{ id: string }>('MATCH (p:Party) RETURN p.id AS id')).map((row) => row.id);

/** Input: mention ids. Output: the document and the parties of each, where the mention exists. */
export const partiesOfMentions = (
  run: Run,
  ids: readonly string[],
): Promise<readonly { mention: string; document: string; of: readonly string[]; possibly: readonly string[] }[]> =>
  // (Mention)-[:OF]->(Party) · (Mention)-[:POSSIBLY]->(Party)
  run(
    `UNWIND $ids AS id MATCH (m:Mention {id: id})
     RETURN m.id AS mention, m.document AS document, [(m)-[:OF]->(p:Party) | p.id] AS of, [(m)-[:POSSIBLY]->(p:Party) | p.id] AS possibly`,
    { ids },
  );

/** Input: document ids. Output: the record that speaks for each; documents that are gone are left out. */
export const speakers = (
  run: Run,
  documents: readonly string[],
): Promise<
  readonly { document: string; record: string; source: string; key: string; hash: string; fetchedAt: string }[]
> =>
  // (Document)<-[:OBSERVES]-(the Record that speaks for it)
  run(
    `UNWIND $documents AS id MATCH (d:Document {id: id})<-[:OBSERVES]-(r:Record) WHERE r.id = d.record
     RETURN d.id AS document, r.id AS record, r.source AS source, r.key AS key, r.hash AS hash, r.fetchedAt AS fetchedAt`,
    { documents },
  );

/** Input: mention ids. Output: those that exist. */
export const mentionsThatExist = async (run: Run, ids: readonly string[]): Promise<readonly string[]> =>
  (await run<{ id: string }>('UNWIND $ids AS id MATCH (m:Mention {id: id}) RETURN m.id AS id', { ids })).map(
    (row) => row.id,
  );

export interface StakeRow {
  readonly mention: string;
  readonly customer: string;
  /** What the customer owes us in all: the balance of its loans, or their principal where no balance is known. */
  readonly fen: number;
}

/** Input: mention ids. Output: the customers in whose file the parties of these mentions stand, and what they owe. */
export const stakesOfMentions = (run: Run, mentions: readonly string[]): Promise<readonly StakeRow[]> =>
  // (Mention)-[:OF]->(Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)<-[:OWED_BY]-(Loan)
  run<StakeRow>(
    // Matched in two: within one pattern the file's row could not be the mention itself.
    `UNWIND $mentions AS id MATCH (m:Mention {id: id})-[:OF]->(p:Party)
     MATCH (p)<-[:OF]-(x:Mention)-[:IS_CUSTOMER]->(c:Customer)
     WITH DISTINCT m.id AS mention, c
     MATCH (c)<-[:OWED_BY]-(l:Loan)
     RETURN mention, c.id AS customer, sum(coalesce(l.balance, l.principal, 0)) AS fen`,
    { mentions },
  );
