/**
 * What every mention is filed by, told from it and fixed tables alone:
 *
 *   names        under which it may be found; a masked name is none
 *   identifiers  valid numbers that one subject bears: the first tier
 *   marks        what one subject has only one of: two mentions whose marks oppose each other are kept apart
 */
import { creditCode } from '../model/creditCode.js';
import type { Mention } from '../model/mention.js';
import { residentId } from '../model/residentId.js';
import { namesItsSeat, namesOf } from './names.js';
import { placeOf } from './place.js';

export type MarkName = 'id' | 'mask' | 'birthDate' | 'birthYear' | 'gender' | 'org' | 'registration' | 'province';
export type Mark = readonly [MarkName, string];

export interface Facts {
  /** Kind and name. */
  readonly names: readonly string[];
  readonly identifiers: readonly string[];
  readonly marks: readonly Mark[];
}

/** Digits of a masked resident id that must be seen, and agree, for it to say anything. */
export const visibleEnough = 10;

export const factsOf = (mention: Mention): Facts => ({
  names: namesOf(mention),
  ...(mention.kind === 'person' ? personFacts(mention) : organizationFacts(mention)),
});

const none: readonly never[] = [];

export interface Born {
  /** A valid resident id, or what is seen of a masked one. */
  readonly id?: string | undefined;
  readonly mask?: string | undefined;
  /** May be partial. */
  readonly birth?: string | undefined;
  readonly gender?: string | undefined;
}

/** What an id number and the words beside it say of a person. */
export function bornOf({ idNumber, birthDate, gender }: Mention): Born {
  const number = idNumber ? residentId.clean(idNumber) : null;
  if (!number) return { birth: birthDate, gender: gender?.slice(0, 1) };
  const { text, masked, visible } = number;
  return {
    id: masked ? undefined : text,
    mask: masked && visible >= visibleEnough ? text : undefined,
    birth: (birthDate?.length ?? 0) > (number.birthDate?.length ?? 0) ? birthDate : number.birthDate,
    gender: number.gender ?? gender?.slice(0, 1),
  };
}

function personFacts(mention: Mention): Omit<Facts, 'names'> {
  const { id, mask, birth, gender } = bornOf(mention);
  const marks: Mark[] = [];
  if (id) marks.push(['id', id]);
  if (mask) marks.push(['mask', mask]);
  if (birth?.length === 10) marks.push(['birthDate', birth]);
  if (birth) marks.push(['birthYear', birth.slice(0, 4)]);
  if (gender === '男' || gender === '女') marks.push(['gender', gender]);
  return { identifiers: id ? [`id ${id}`] : none, marks };
}

function organizationFacts({ nameKey, address, ...codes }: Mention): Omit<Facts, 'names'> {
  let [org, registration]: (string | undefined)[] = [];
  for (const raw of [codes.creditCode, codes.orgCode, codes.registrationNumber]) {
    const code = raw ? creditCode.clean(raw) : null;
    if (!code || code.masked) continue;
    org ??= code.organization;
    if (code.kind === 'registration') registration ??= code.text;
  }
  const marks: Mark[] = [];
  if (org) marks.push(['org', org]);
  if (registration) marks.push(['registration', registration]);
  // A name that opens with its seat cannot be borne in two provinces; such a company has moved or writes from elsewhere.
  const province = address && !namesItsSeat(nameKey) ? placeOf(address).province : undefined;
  if (province) marks.push(['province', province]);
  if (!org && !registration) return { identifiers: none, marks };
  return {
    identifiers: [...(org ? [`org ${org}`] : []), ...(registration ? [`registration ${registration}`] : [])],
    marks,
  };
}
