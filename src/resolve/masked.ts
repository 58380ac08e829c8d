/**
 * A masked name (王某某, 张**, 某公司) beside the bank's own file. It is never merged by itself; one that fits whom the loan
 * file names, with two independent things in common and nothing against it, is a doubt of the third tier.
 *
 *   fit key  first character of a person's name and something rare: birth date, last four of the id, phone, office. Only
 *            who shares one is compared: a handful of the loan file for each masked mention, however large both grow
 */
import type { Mention } from '../model/mention.js';
import { organizationName } from '../model/organizationName.js';
import { personName } from '../model/personName.js';
import { residentId } from '../model/residentId.js';
import { bornOf, factsOf } from './facts.js';
import { areIndependent, enough, phoneOf, sharedFeatures, type FeatureName, type Shared } from './features.js';
import { oppose } from './marks.js';
import { isMasked, isRegisteredName } from './names.js';

/** What a masked mention and one of the loan file have in common; the digits of a masked id count however few are seen. */
export type Fitting = FeatureName | 'maskedDigits';

/** Visible digits of a masked id that must agree for them to count as one feature. */
const digitsEnough = 6;

const none: readonly never[] = [];

export type Side = 'masked' | 'ours';

/** Which side of the index a mention stands on; null on neither. */
export const sideOf = ({ fromLoanFile, nameKey }: Mention, names: readonly string[]): Side | null =>
  fromLoanFile ? (names.length ? 'ours' : null) : !names.length && isMasked(nameKey) ? 'masked' : null;

export function fitKeysOf(mention: Mention, names: readonly string[]): readonly string[] {
  if (!sideOf(mention, names)) return none;
  const number = phoneOf(mention.phone);
  const rare = number ? [`phone ${number}`] : [];
  if (mention.kind === 'organization')
    return [...rare, ...(mention.officers ?? []).filter((name) => !isMasked(name)).map((name) => `headed by ${name}`)];
  const { birth } = bornOf(mention);
  if (birth?.length === 10) rare.push(`born ${birth}`);
  const lastFour = mention.idNumber ? residentId.clean(mention.idNumber)?.text.slice(14) : undefined;
  if (lastFour && !lastFour.includes('*')) rare.push(`id ${lastFour}`);
  for (const company of mention.officerOf ?? []) if (isRegisteredName(company)) rare.push(`heads ${company}`);
  const written = names.length ? names.map((name) => name.slice('person '.length)) : [mention.nameKey];
  const initials = new Set(written.map((name) => [...name][0] ?? '').filter((sign) => !isMasked(sign)));
  return [...initials].flatMap((initial) => rare.map((what) => `${initial} ${what}`));
}

/** What speaks for a masked mention being whom a row of the loan file names; null where it does not fit or that is too little. */
export function fit(masked: Mention, ours: Mention): readonly Fitting[] | null {
  if (masked.kind !== ours.kind) return null;
  const [left, right] = [factsOf(masked), factsOf(ours)];
  if (sideOf(masked, left.names) !== 'masked' || sideOf(ours, right.names) !== 'ours') return null;
  const keys = fitKeysOf(ours, right.names);
  if (!fitKeysOf(masked, left.names).some((key) => keys.includes(key))) return null;
  if (!right.names.some((name) => canBe(masked, name.slice(ours.kind.length + 1)))) return null;
  const digits = digitsOf(masked, ours);
  if (digits === null || oppose(left.marks, right.marks)) return null;
  const shared = sharedFeatures(masked, ours).filter(({ one }) => one.name !== 'document');
  if (!areEnough(shared, digits)) return null;
  return [
    ...new Set(shared.map(({ one }) => one.name)),
    ...(digits.all >= digitsEnough ? ['maskedDigits' as const] : none),
  ];
}

function canBe({ kind, nameKey }: Mention, name: string): boolean {
  const type = kind === 'person' ? personName : organizationName;
  const [one, other] = [type.clean(nameKey), type.clean(name)];
  return !!one && !!other && type.compare(one, other).verdict === 'compatible';
}

/** How many digits of two resident ids agree. */
interface Digits {
  readonly all: number;
  /** Those that do not tell the birth date. */
  readonly besideBirth: number;
}

const unseen: Digits = { all: 0, besideBirth: 0 };

/** null when a digit speaks against it. */
function digitsOf(masked: Mention, ours: Mention): Digits | null {
  const [one, other] = [masked, ours].map(({ idNumber }) => (idNumber ? residentId.clean(idNumber) : null));
  if (!one || !other) return unseen;
  if (residentId.compare(one, other).verdict === 'different') return null;
  const agrees = [...one.text].map((sign, i) => sign !== '*' && sign === other.text[i]);
  const count = (some: readonly boolean[]): number => some.filter(Boolean).length;
  return {
    all: count(agrees),
    besideBirth: count([...agrees.slice(0, 6), ...agrees.slice(14)]),
  };
}

/**
 * Two independent features, or one that counts for two on both sides. Digits that repeat the birth date prove nothing more;
 * the first six may repeat the district, but then a fit key is shared by more than both.
 */
function areEnough(shared: readonly Shared[], digits: Digits): boolean {
  return shared.some(
    ({ one, other }, i) =>
      (one.counts >= enough && other.counts >= enough) ||
      (one.name === 'birthDate'
        ? digits.besideBirth >= digitsEnough
        : one.name !== 'maskedId' && digits.all >= digitsEnough) ||
      shared.slice(i + 1).some((more) => areIndependent(one, more.one) && areIndependent(other, more.other)),
  );
}
