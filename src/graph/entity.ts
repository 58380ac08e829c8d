/** Parties and the mentions they are made of. */
import type { Mention } from '../model/mention.js';
import { inOrder } from './at.js';
import type { DocumentProps } from './document.js';
import type { Params, Run } from './engine.js';
import { ids as idsOf, propsOf, rowsOf, told } from './row.js';

export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly kind: 'person' | 'organization';
  /** How many mentions it is made of. */
  readonly mentions: number;
}

/** What is told of the party bound as `p`. */
export const party = { id: 'p.id', name: 'p.name', names: 'coalesce(p.names, [])', kind: 'p.kind', mentions: 'p.mentions' } as const; // prettier-ignore
const askedParty = told<PartyRow & { readonly asked: string }>({ asked: 'asked', ...party });

/** Input: ids of parties or of mentions. Output: the party of each that exists; `asked` is the id it was asked by. */
export const partiesByAnyId = (
  run: Run,
  ids: readonly string[],
): Promise<readonly (PartyRow & { readonly asked: string })[]> =>
  // (Party)  or  (Mention)-[:OF]->(Party)
  rowsOf(
    run,
    `UNWIND $ids AS asked MATCH (p:Party {id: asked}) RETURN ${askedParty.cypher} AS row
     UNION ALL
     UNWIND $ids AS asked MATCH (m:Mention {id: asked})-[:OF]->(p:Party)`,
    askedParty,
    { ids },
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

/** What is told of the mention `m` of the party `p` in the document `d`. */
const mentioned = (ofMention: readonly string[], ofDocument: readonly string[]) =>
  told<MentionRow>({
    party: 'p.id',
    mention: propsOf<MentionProps>('m', 'Mention', ofMention),
    document: propsOf<DocumentProps>('d', 'Document', ofDocument),
    cases: idsOf('(d)-[:OF_CASE]->(c:CourtCase)', 'c'),
  });

/** All that is stored of a mention but `context`, which only who is who reads, and of a document what people are shown. */
export const mention = mentioned(
  [
    ...['id', 'name', 'kind', 'roles', 'fromLoanFile', 'gender', 'birthDate', 'ethnicity', 'idNumber', 'creditCode'],
    ...['orgCode', 'registrationNumber', 'phone', 'address', 'aliases', 'formerNames', 'document', 'at'],
  ],
  [
    ...['id', 'kind', 'title', 'caseNumber', 'court', 'cause', 'procedure', 'date', 'outcomes', 'source', 'record'],
    ...['fetchedAt', 'at'],
  ],
);

/** The same with no more than cases are listed by: a fourth of the values. */
export const mentionInCase = mentioned(
  ['id', 'roles'],
  ['id', 'caseNumber', 'court', 'cause', 'date', 'outcomes', 'source', 'fetchedAt'],
);

const byMention = inOrder<MentionRow>((row) => row.mention.id);
const byDate = inOrder<MentionRow>((row) => row.document.date ?? '');
/** Newest document first, those without a date last. */
export const newestFirst = (a: MentionRow, b: MentionRow): number => byDate(b, a) || byMention(a, b);

const mentionRows = async (run: Run, found: string, params: Params): Promise<readonly MentionRow[]> =>
  (await rowsOf(run, found, mention, params)).sort(newestFirst);

/** Input: party ids. Output: all their mentions with the documents that name them, newest document first. */
export const mentionsOfParties = (run: Run, ids: readonly string[]): Promise<readonly MentionRow[]> =>
  // (Party)<-[:OF]-(Mention)<-[:NAMES]-(Document)-[:OF_CASE]->(CourtCase)
  mentionRows(run, 'UNWIND $ids AS id MATCH (p:Party {id: id})<-[:OF]-(m:Mention)<-[:NAMES]-(d:Document)', { ids });

/** The same for parties with very many mentions (banks): the `limit` newest of each. */
export const newestMentionsOfParties = (
  run: Run,
  ids: readonly string[],
  limit: number,
): Promise<readonly MentionRow[]> =>
  mentionRows(
    run,
    `UNWIND $ids AS id MATCH (p:Party {id: id})
     CALL (p) { MATCH (p)<-[:OF]-(x:Mention)<-[:NAMES]-(y:Document) RETURN x.id AS mentionId, coalesce(y.date, '') AS date ORDER BY date DESC, mentionId LIMIT $limit }
     MATCH (m:Mention {id: mentionId})<-[:NAMES]-(d:Document)`,
    { ids, limit },
  );

/** Input: mention ids. Output: those that exist, with party and document. */
export const mentionsById = (run: Run, ids: readonly string[]): Promise<readonly MentionRow[]> =>
  mentionRows(run, 'UNWIND $ids AS id MATCH (p:Party)<-[:OF]-(m:Mention {id: id})<-[:NAMES]-(d:Document)', { ids });

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
    (rows as readonly (PossiblyRow & { fetched: readonly string[] })[])
      .map(({ fetched, ...row }) => ({ ...row, fetchedAt: [...fetched].sort().at(-1) ?? null }))
      .sort(inOrder(({ side, mention, other }) => `${side} ${mention} ${other}`)),
  );
