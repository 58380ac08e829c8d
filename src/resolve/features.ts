/**
 * What two mentions of one name may share, told from one mention and fixed tables alone; each feature with the field it
 * comes from and what it counts for. Two that count as independent come from different fields: the second tier asks for
 * a sum of two.
 *
 * Why a feature of an organization may count two: no two companies of one registry may bear the same name
 * (企业名称登记管理规定 第十七条), so a full registered name that opens with its seat identifies almost by itself; one more
 * thing in common, from another document, is asked for. Without a seat in the name, being sued by the same bank is not
 * enough: thousands are. An office counts two as well: a company has one legal representative at a time, and two of one
 * name in a row are one person. So does the bank's own file: whom it names twice for one customer or one loan, it knows.
 */
import type { Mention } from '../model/mention.js';
import { phone } from '../model/phone.js';
import { bornOf } from './facts.js';
import { hash } from './hash.js';
import { isCommonName, isFrequentLitigant, isMasked, isRegisteredName, isTitle, namesItsSeat } from './names.js';
import { placeOf } from './place.js';

export const featureNames = [
  'document', 'file', 'office', 'birthDate', 'address', 'phone', 'maskedId', 'case', 'companion',
] as const; // prettier-ignore
export type FeatureName = (typeof featureNames)[number];

/** Where a feature comes from: its name tells, but for digits that repeat a birth date, and for companions. */
export type Field = FeatureName | 'litigant' | 'another';

/** What a feature proves. */
export interface Proof<V = string> {
  /** Two of one field are not independent, unless each is another party. */
  readonly field: Field;
  readonly value: V;
  readonly counts: 1 | 2;
}

export interface Feature extends Proof {
  readonly name: FeatureName;
}

/**
 * Whether two features prove something each. A bank stands beside everybody of its district: to one of a common name it
 * proves nothing beside an address or another party.
 */
export function areIndependent<V>(one: Proof<V>, other: Proof<V>): boolean {
  if (one.field === other.field) return one.field === 'another' && one.value !== other.value;
  const [left, right] = one.field === 'litigant' ? [one, other] : [other, one];
  return left.field !== 'litigant' || (right.field !== 'address' && right.field !== 'companion');
}

/** Features that two mentions must share in sum, over different fields, to be one by the second tier. */
export const enough = 2;

/** Companions and cases that are looked at in pairs; the same ones in every document, whatever stands beside them. */
const mostCompanions = 6;
const mostCases = 5;

export function featuresOf(mention: Mention): readonly Feature[] {
  const features: Feature[] = [];
  const add = (name: FeatureName, value: string | undefined, counts: 1 | 2 = 1, field: Field = name): void => {
    if (value) features.push({ name, field, value, counts });
  };
  add('document', mention.document, 2);
  if (mention.kind === 'person') addPersons(mention, add);
  else addOrganizations(mention, add);
  return features;
}

type Add = (name: FeatureName, value: string | undefined, counts?: 1 | 2, field?: Field) => void;

function addPersons(mention: Mention, add: Add): void {
  const { mask, birth } = bornOf(mention);
  const full = birth?.length === 10 ? birth : undefined;
  const common = isCommonName(mention.nameKey);
  const { city, district, street } = placeOf(mention.address);
  if (!isTitle(mention.nameKey)) for (const id of mention.files ?? []) add('file', id, 2);
  add('birthDate', full);
  // A city is millions of people, but not of one rare name and one day of birth.
  if (full && city && !common) add('address', `${city} ${full}`);
  add('address', district);
  add('address', street);
  add('phone', phoneOf(mention.phone));
  // The digits of a birth date that the mask leaves to be seen are no second proof of it.
  add('maskedId', mask, 1, full ? 'birthDate' : 'maskedId');
  for (const company of mention.officerOf ?? []) if (isRegisteredName(company)) add('office', company, 2);
  for (const key of pick(mention.cases, mostCases)) add('case', key);
  for (const name of companionsOf(mention)) {
    const litigant = isFrequentLitigant(name);
    add('companion', name, 1, common && litigant ? 'litigant' : common || litigant ? 'companion' : 'another');
  }
}

function addOrganizations(mention: Mention, add: Add): void {
  const registered = isRegisteredName(mention.nameKey);
  const seated = namesItsSeat(mention.nameKey);
  const one = registered ? 2 : 1;
  const { city, district, street } = placeOf(mention.address);
  for (const id of mention.files ?? []) add('file', id, 2);
  add('address', registered ? city : district, one);
  add('address', street, one);
  add('phone', phoneOf(mention.phone), one);
  for (const name of mention.officers ?? []) if (!isMasked(name)) add('office', name, one);
  for (const key of pick(mention.cases, registered ? Infinity : mostCases)) add('case', key, one);
  for (const name of companionsOf(mention, seated ? Infinity : mostCompanions))
    add('companion', name, seated || (registered && !isFrequentLitigant(name)) ? 2 : 1);
}

const companionsOf = ({ companions }: Mention, most = mostCompanions): readonly string[] =>
  pick(companions?.some(isMasked) ? companions.filter((name) => !isMasked(name)) : companions, most);

/** The first few in an order that has nothing to do with spelling, so that two documents pick the same ones. */
function pick(values: readonly string[] | undefined, most: number): readonly string[] {
  if (!values || values.length <= most) return values ?? [];
  const ordered = values.map((value) => ({ value, at: hash(value) })).sort((a, b) => a.at - b.at);
  return ordered.slice(0, most).map(({ value }) => value);
}

export const phoneOf = (raw: string | undefined): string | undefined => {
  const number = raw ? phone.clean(raw) : null;
  return number && !number.masked && number.kind !== 'service' ? number.text : undefined;
};

/** A feature as both sides of a pair show it: what it counts for may differ. */
export interface Shared<P = Feature> {
  readonly one: P;
  readonly other: P;
}

/** Whether what two mentions of one name share is enough: the same as sharing a link key. */
export function areEnough<V>(pairs: readonly Shared<Proof<V>>[]): boolean {
  if (pairs.some(({ one, other }) => one.counts >= enough && other.counts >= enough)) return true;
  const halves = pairs.filter(({ one, other }) => one.counts < enough && other.counts < enough);
  return halves.some((first) =>
    halves.some((second) => areIndependent(first.one, second.one) && areIndependent(first.other, second.other)),
  );
}

export function sharedFeatures(a: Mention, b: Mention): Shared[] {
  const right = featuresOf(b);
  return featuresOf(a).flatMap((one) => {
    const other = right.find(({ name, value }) => name === one.name && value === one.value);
    return other ? [{ one, other }] : [];
  });
}
