/** Finding where to start: parties by name or identifier, cases, customers, loans and assets by number. */
import type { Engine, Run } from './engine.js';
import type { PartyRow } from './entity.js';

const partyColumns =
  'p.id AS id, p.name AS name, coalesce(p.names, []) AS names, p.kind AS kind, p.mentions AS mentions';

/** Candidates that full-text search is asked for, before they are held against the whole text. */
const candidates = 300;

/**
 * Input: a name or a part of one, two characters or more for the index. Output: parties of which a name holds the text,
 * in no order; full-text search finds any two characters in a row, so what does not hold all of them is left out here.
 * When it finds none, or the text is a single character, all parties are looked at.
 */
export async function partiesByName(engine: Engine, text: string, limit: number): Promise<readonly PartyRow[]> {
  if ([...text].length > 1) {
    const found = await engine.read<PartyRow>(
      `${engine.dialect.searchText('Party', 'name')} WHERE node.name CONTAINS $text
       RETURN node.id AS id, node.name AS name, coalesce(node.names, []) AS names, node.kind AS kind, node.mentions AS mentions`,
      { text, words: engine.dialect.searchWords(text), limit: candidates },
    );
    if (found.length) return found;
  }
  return engine.read<PartyRow>(
    `MATCH (p:Party) WHERE p.name CONTAINS $text OR any(name IN p.names WHERE name CONTAINS $text) RETURN ${partyColumns} ORDER BY id LIMIT $limit`,
    { text, limit },
  );
}

/** Input: keys of names (spelling, brackets and legal form apart). Output: parties that a document names so. */
export const partiesByNameKey = (run: Run, keys: readonly string[]): Promise<readonly PartyRow[]> =>
  // (Mention {nameKey})-[:OF]->(Party)
  run<PartyRow>(
    `UNWIND $keys AS key MATCH (m:Mention {nameKey: key})-[:OF]->(p:Party) RETURN DISTINCT ${partyColumns}`,
    { keys },
  );

/** Input: spellings of one identifier. Output: parties that a document or our file gives it to. Looks at all mentions. */
export const partiesByIdentifier = (run: Run, spellings: readonly string[]): Promise<readonly PartyRow[]> =>
  run<PartyRow>(
    `MATCH (m:Mention) WHERE m.idNumber IN $spellings OR m.creditCode IN $spellings OR m.orgCode IN $spellings
       OR m.registrationNumber IN $spellings OR m.phone IN $spellings
     MATCH (m)-[:OF]->(p:Party) RETURN DISTINCT ${partyColumns}`,
    { spellings },
  );

export interface NumberedRow {
  readonly kind: 'case' | 'customer' | 'loan' | 'asset';
  readonly id: string;
  readonly label: string;
}

/** Input: a number or a part of it. Output: cases, customers, loans and assets whose number holds it, at most `limit` of each kind. */
export const numbered = (run: Run, text: string, limit: number): Promise<readonly NumberedRow[]> =>
  run<NumberedRow>(
    [
      ['case', 'CourtCase', 'caseNumber'],
      ['customer', 'Customer', 'number'],
      ['loan', 'Loan', 'number'],
      ['loan', 'Loan', 'contractNumber'],
      ['asset', 'Asset', 'certificateNumber'],
    ]
      .map(
        ([kind, type, property]) =>
          `MATCH (n:${type}) WHERE n.${property} CONTAINS $text RETURN '${kind}' AS kind, n.id AS id, n.${property} AS label LIMIT $limit`,
      )
      .join(' UNION ALL '),
    { text, limit },
  );

/** Input: keys of names. Output: what each document says of the parties so named, one row a mention of them. */
export const identitiesByNameKey = (
  run: Run,
  keys: readonly string[],
): Promise<
  readonly {
    readonly party: string;
    readonly idNumber: string | null;
    readonly creditCode: string | null;
    readonly birthDate: string | null;
    readonly customers: readonly string[];
  }[]
> =>
  // (Mention {nameKey})-[:OF]->(Party)<-[:OF]-(Mention)-[:IS_CUSTOMER]->(Customer)
  run(
    `UNWIND $keys AS key MATCH (n:Mention {nameKey: key})-[:OF]->(p:Party) WITH DISTINCT p
     MATCH (p)<-[:OF]-(m:Mention)
     RETURN p.id AS party, m.idNumber AS idNumber, m.creditCode AS creditCode, m.birthDate AS birthDate,
            [(m)-[:IS_CUSTOMER]->(c:Customer) | c.number] AS customers ORDER BY party`,
    { keys },
  );
