/** What a text typed by a person may mean: a name or part of one, an identifier, a case number, a number of our file. */
import type { PartyRow } from '../../src/graph/entity.js';
import type { Engine } from '../../src/graph/engine.js';
import { numbered, partiesByIdentifier, partiesByName, partiesByNameKey } from '../../src/graph/search.js';
import type { Bilingual } from '../../src/model/clue.js';
import { caseKey, caseNumber } from '../../src/model/caseNumber.js';
import { foldWidth } from '../../src/model/digits.js';
import { organizationName } from '../../src/model/organizationName.js';
import { personName } from '../../src/model/personName.js';
import type { SearchKindWord } from '../vocabulary/captions.js';
import type { SearchHit } from './search.type.js';

/** Hits of one kind that are looked at; more are cut, and the answer says so. */
const hitCap = 200;

const because = {
  name: { zh: '名称一致', en: 'the name is the same' },
  part: { zh: '名称包含检索词', en: 'a name holds the text' },
  identifier: { zh: '识别号或电话一致', en: 'an identifier or phone number is the same' },
  number: { zh: '编号包含检索词', en: 'the number holds the text' },
} satisfies Record<string, Bilingual>;

/** Best first: exact names and identifiers, then parts of names, then numbers; among equals those that more documents name. */
export async function find(
  engine: Engine,
  raw: string,
  kinds: readonly SearchKindWord[],
): Promise<{ hits: SearchHit[]; truncated: boolean }> {
  const text = foldWidth(raw).trim();
  const [parties, numbers] = await Promise.all([
    kinds.includes('party') ? findParties(engine, text, raw.trim()) : { hits: [], truncated: false },
    kinds.some((kind) => kind !== 'party') ? findNumbers(engine, text) : [],
  ]);
  const others = numbers.filter((hit) => kinds.includes(hit.kind));
  return { hits: [...parties.hits, ...others], truncated: parties.truncated || others.length >= hitCap };
}

/** `printed` keeps the width of brackets, as stored names do. */
async function findParties(
  engine: Engine,
  text: string,
  printed: string,
): Promise<{ hits: SearchHit[]; truncated: boolean }> {
  const [exact, identified] = await Promise.all([
    partiesByNameKey(engine.read.bind(engine), nameKeys(text)),
    isIdentifier(text) ? partiesByIdentifier(engine.read.bind(engine), spellings(text)) : [],
  ]);
  const partial = isIdentifier(text) ? [] : await partiesByName(engine, printed, hitCap);
  const hits = new Map<string, SearchHit & { mentions: number; rank: number }>();
  const add = (rows: readonly PartyRow[], rank: number, why: Bilingual): void => {
    for (const { id, name, mentions } of rows)
      if (!hits.has(id)) hits.set(id, { kind: 'party', id, label: name, because: why, mentions, rank });
  };
  add(identified, 0, because.identifier);
  add(exact, 0, because.name);
  add(
    partial.filter((row) => row.name.startsWith(printed)),
    1,
    because.part,
  );
  add(partial, 2, because.part);
  const sorted = [...hits.values()].sort(
    (a, b) => a.rank - b.rank || b.mentions - a.mentions || a.id.localeCompare(b.id),
  );
  return { hits: sorted, truncated: partial.length >= hitCap };
}

async function findNumbers(engine: Engine, text: string): Promise<SearchHit[]> {
  const number = caseNumber.clean(text);
  const rows = await numbered(engine.read.bind(engine), number ? caseKey(number) : text, hitCap);
  const hits = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  return [...hits.values()]
    .map(({ kind, id, label }) => ({ kind, id, label, because: because.number }))
    .sort((a, b) => a.label.length - b.label.length || a.label.localeCompare(b.label));
}

/** Keys under which a document may name what the text names in full. */
export const nameKeys = (text: string): string[] => [
  ...new Set(
    [organizationName.clean(text)?.key, personName.clean(text)?.key].filter((key): key is string => key !== undefined),
  ),
];

const isIdentifier = (text: string): boolean => /^[0-9A-Za-z][0-9A-Za-z-]{5,20}$/.test(text) && /\d{4}/.test(text);

/** One identifier in the ways it is written: with small letters, without its hyphen, the organization code inside a credit code. */
function spellings(text: string): string[] {
  const upper = text.toUpperCase();
  const plain = upper.replaceAll('-', '');
  const organization = plain.length === 18 && !/^\d{17}[\dX]$/.test(plain) ? plain.slice(8, 17) : plain;
  return [
    ...new Set([
      text,
      upper,
      plain,
      upper.toLowerCase(),
      organization,
      `${organization.slice(0, 8)}-${organization.slice(8)}`,
    ]),
  ];
}
