/** Parties and the mentions they are made of. */
import type { Mention } from '../model/mention.js';
import type { DocumentProps } from './document.js';
import type { Run } from './engine.js';

export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly kind: 'person' | 'organization';
  /** How many mentions it is made of. */
  readonly mentions: number;
}

const partyColumns =
  'p.id AS id, p.name AS name, coalesce(p.names, []) AS names, p.kind AS kind, p.mentions AS mentions';

/** Input: ids of parties or of mentions. Output: the party of each that exists; `asked` is the id it was asked by. */
export const partiesByAnyId = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (PartyRow & { readonly asked: string })[]> =>
  // (Party)  or  (Mention)-[:OF]->(Party)
  run(
    `UNWIND $ids AS asked MATCH (p:Party {id: asked}) RETURN asked, ${partyColumns}
     UNION ALL
     UNWIND $ids AS asked MATCH (m:Mention {id: asked})-[:OF]->(p:Party) RETURN asked, ${partyColumns}`,
    { ids },
  );

/**
 * Input: what callers call parties by, with the keys of the names that it may be. Output: the parties of each, `by` id of
 * a party or mention, or by a name that a document gives it.
 */
export const partiesCalled = (
  run: Run,
  calls: readonly { readonly asked: string; readonly keys: readonly string[] }[],
): Promise<readonly (PartyRow & { readonly asked: string; readonly by: 'id' | 'name' })[]> =>
  // (Party)  or  (Mention)-[:OF]->(Party)  or  (Mention {nameKey})-[:OF]->(Party)
  run(
    `UNWIND $ids AS asked MATCH (p:Party {id: asked}) RETURN asked, 'id' AS by, ${partyColumns}
     UNION ALL
     UNWIND $ids AS asked MATCH (m:Mention {id: asked})-[:OF]->(p:Party) RETURN asked, 'id' AS by, ${partyColumns}
     UNION ALL
     UNWIND $names AS name MATCH (m:Mention {nameKey: name.key})-[:OF]->(p:Party) RETURN DISTINCT name.asked AS asked, 'name' AS by, ${partyColumns}`,
    {
      ids: calls.map((call) => call.asked),
      names: calls.flatMap(({ asked, keys }) => keys.map((key) => ({ asked, key }))),
    },
  );

/** A mention as it is stored: what resolve reads, and what else the document says of the party. */
export interface MentionProps extends Omit<Mention, 'roles' | 'fromLoanFile'> {
  /** Left out when empty: the store keeps no empty lists. */
  readonly roles?: readonly string[];
  readonly fromLoanFile?: boolean;
  readonly ethnicity?: string;
  readonly aliases?: readonly string[];
  readonly at?: string;
}

export interface MentionRow {
  readonly party: string;
  readonly mention: MentionProps;
  readonly document: DocumentProps;
  /** Ids of the cases that the document belongs to. */
  readonly cases: readonly string[];
}

const mentionColumns = `p.id AS party, properties(m) AS mention, properties(d) AS document, [(d)-[:OF_CASE]->(c:CourtCase) | c.id] AS cases`;

/** Input: party ids. Output: all their mentions with the documents that name them, newest document first. */
export const mentionsOfParties = (run: Run, ids: readonly string[]): Promise<readonly MentionRow[]> =>
  // (Party)<-[:OF]-(Mention)<-[:NAMES]-(Document)-[:OF_CASE]->(CourtCase)
  run<MentionRow>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)<-[:NAMES]-(d:Document)
     RETURN ${mentionColumns}, d.date AS date, m.id AS mentionId ORDER BY date DESC, mentionId`,
    { ids },
  );

/** The same for parties with very many mentions (banks): the `limit` newest of each. */
export const newestMentionsOfParties = (
  run: Run,
  ids: readonly string[],
  limit: number,
): Promise<readonly MentionRow[]> =>
  run<MentionRow>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})
     CALL (p) { MATCH (p)<-[:OF]-(x:Mention)<-[:NAMES]-(y:Document) RETURN x.id AS mentionId, y.date AS date ORDER BY date DESC, mentionId LIMIT $limit }
     MATCH (m:Mention {id: mentionId})<-[:NAMES]-(d:Document)
     RETURN ${mentionColumns}, date, mentionId ORDER BY date DESC, mentionId`,
    { ids, limit },
  );

/** Input: mention ids. Output: those that exist, with party and document. */
export const mentionsById = (run: Run, ids: readonly string[]): Promise<readonly MentionRow[]> =>
  run<MentionRow>(
    `UNWIND $ids AS id MATCH (p:Party)<-[:OF]-(m:Mention {id: id})<-[:NAMES]-(d:Document) RETURN ${mentionColumns}`,
    { ids },
  );

export interface PossiblyRow {
  /** The party asked about. */
  readonly party: string;
  /** `here`: a mention of this party may be the other one; `there`: a mention of the other may be this party. */
  readonly side: 'here' | 'there';
  readonly mention: string;
  readonly name: string;
  readonly document: string;
  readonly at: string | null;
  readonly fetchedAt: string | null;
  readonly other: string;
  readonly reasons: readonly string[];
}

/** Input: party ids. Output: unverified links to other parties, both ways. */
export const possiblyOfParties = (run: Run, ids: readonly string[]): Promise<readonly PossiblyRow[]> =>
  // (Party)<-[:OF]-(Mention)-[:POSSIBLY]->(Party)
  run<PossiblyRow>(
    `UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)-[r:POSSIBLY]->(q:Party)
     RETURN p.id AS party, 'here' AS side, m.id AS mention, m.name AS name, m.document AS document, m.at AS at,
            [(m)<-[:NAMES]-(d:Document) | d.fetchedAt] AS fetched, q.id AS other, coalesce(r.reasons, []) AS reasons
     UNION ALL
     UNWIND $ids AS id MATCH (p:Party {id: id})<-[r:POSSIBLY]-(m:Mention)-[:OF]->(q:Party)
     RETURN p.id AS party, 'there' AS side, m.id AS mention, m.name AS name, m.document AS document, m.at AS at,
            [(m)<-[:NAMES]-(d:Document) | d.fetchedAt] AS fetched, q.id AS other, coalesce(r.reasons, []) AS reasons`,
    { ids },
  ).then((rows) =>
    (rows as readonly (PossiblyRow & { fetched: readonly string[] })[]).map(({ fetched, ...row }) => ({
      ...row,
      fetchedAt: fetched[0] ?? null,
    })),
  );
