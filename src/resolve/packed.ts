/**
 * A value as a text of one byte a character: what is Chinese takes three bytes and all else one, instead of two
 * throughout.
 */
import type { Mention } from '../model/mention.js';

export const pack = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('latin1');
export const unpack = (text: string): unknown => JSON.parse(Buffer.from(text, 'latin1').toString());

/** What a mention says without its id, in one order; 0 where it says nothing. */
export type Row = readonly (string | readonly string[] | number | undefined)[];

/** What identity is judged by and nothing else. The store gives null and empty lists for what is not said. */
export function toRow(mention: Mention): Row {
  const said = <T extends string | readonly string[]>(value: T | null | undefined): T | 0 =>
    value?.length ? value : 0;
  const row = [
    mention.document,
    mention.name,
    mention.kind === 'person' ? 1 : 0,
    mention.roles,
    said(mention.cases),
    said(mention.companions),
    said(mention.address),
    said(mention.officerOf),
    said(mention.officers),
    said(mention.creditCode),
    said(mention.birthDate),
    said(mention.gender),
    said(mention.idNumber),
    mention.fromLoanFile ? 1 : 0,
    said(mention.files),
    said(mention.phone),
    mention.nameKey === mention.name ? 0 : mention.nameKey,
    said(mention.formerNames),
    said(mention.orgCode),
    said(mention.registrationNumber),
  ];
  // Most mentions say nothing of the last ones.
  while (row[row.length - 1] === 0) row.pop();
  return row;
}

export function fromRow(id: string, row: Row): Mention {
  const text = (at: number): string | undefined => (row[at] as string | 0 | undefined) || undefined;
  const list = (at: number): readonly string[] | undefined =>
    (row[at] as readonly string[] | 0 | undefined) || undefined;
  return {
    id,
    document: row[0],
    name: row[1],
    nameKey: row[16] === 0 || row[16] === undefined ? row[1] : row[16],
    kind: row[2] === 1 ? 'person' : 'organization',
    roles: row[3],
    fromLoanFile: row[13] === 1,
    gender: text(11),
    birthDate: text(10),
    idNumber: text(12),
    creditCode: text(9),
    orgCode: text(18),
    registrationNumber: text(19),
    phone: text(15),
    address: text(6),
    formerNames: list(17),
    officerOf: list(7),
    officers: list(8),
    companions: list(5),
    cases: list(4),
    files: list(14),
  } as Mention;
}
