/**
 * What identity is judged by, told from one mention and fixed tables alone:
 *
 *   names        under which it may be found; a masked name is none
 *   identifiers  valid numbers that one subject bears: the first tier
 *   features     what two mentions of one name may share, each with the field it comes from and what it counts for;
 *                two that count as independent come from different fields: the second tier asks for a sum of two
 *   marks        what one subject has only one of: two mentions whose marks oppose each other are kept apart
 *
 * Why a feature of an organization may count two: no two companies of one registry may bear the same name
 * (企业名称登记管理规定 第十七条), so a full registered name that opens with its seat identifies almost by itself; one more
 * thing in common, from another document, is asked for. Without a seat in the name, being sued by the same bank is not
 * enough: thousands are. An office counts two as well: a company has one legal representative at a time, and two of one
 * name in a row are one person. So does the bank's own file: whom it names twice for one customer or one loan, it knows.
 */
import { address, opensWithPlace } from '../model/address.js';
import { creditCode } from '../model/creditCode.js';
import { formerName } from '../model/formerName.js';
import type { Mention } from '../model/mention.js';
import { organizationName } from '../model/organizationName.js';
import { personName } from '../model/personName.js';
import { phone } from '../model/phone.js';
import { residentId } from '../model/residentId.js';

export type FeatureName =
  'document' | 'file' | 'office' | 'birthDate' | 'address' | 'phone' | 'maskedId' | 'case' | 'companion';

export interface Feature {
  readonly name: FeatureName;
  /** Two features are independent only when their fields differ. */
  readonly field: string;
  readonly value: string;
  readonly counts: 1 | 2;
}

export type MarkName = 'id' | 'mask' | 'birthDate' | 'birthYear' | 'gender' | 'org' | 'registration' | 'province';
export type Mark = readonly [MarkName, string];

export interface Facts {
  readonly names: readonly string[];
  readonly identifiers: readonly string[];
  readonly features: readonly Feature[];
  readonly marks: readonly Mark[];
}

/** Features that two mentions must share in sum, over different fields, to be one by the second tier. */
export const enough = 2;

/** Digits of a masked resident id that must be seen, and agree, for it to say anything. */
export const visibleEnough = 10;

/** Companions and cases that are looked at; the same ones in every document, whatever stands beside them. */
const mostCompanions = 6;
const mostCases = 5;

export const isMasked = (name: string): boolean => /[某*＊×□○]|XX|xx/.test(name);

/** Sued and suing by the thousand: that both mentions stand beside it says little. */
const isFrequentLitigant = (name: string): boolean =>
  /银行|信用社|信用合作|联社|资产管理|小额贷款|担保|信托|融资租赁|保险|人民政府|分行|支行/.test(name);

const legalForm = /(?:有限公司|有限责任公司|分公司|银行|支行|分行|营业部|联社|合作社|合伙企业|事务所)(?:\([^)]*\))?$/;

/** A full name as registered, not a short one of the document's own making. */
export const isRegisteredName = (name: string): boolean => name.length >= 7 && !isMasked(name) && legalForm.test(name);

/** Names so common that standing beside the same two people proves nothing yet. */
const isCommonName = (name: string): boolean => {
  const person = personName.clean(name);
  return person === null || personName.specificity(person) < 0.2;
};

export function factsOf(mention: Mention): Facts {
  const known = recent.get(mention);
  if (known) return known;
  const facts = mention.kind === 'person' ? personFacts(mention) : organizationFacts(mention);
  if (recent.size >= mostRecent) recent.clear();
  recent.set(mention, facts);
  return facts;
}

/** A mention is asked about several times while it is filed, then hardly ever. */
const recent = new Map<Mention, Facts>();
const mostRecent = 4000;

function personFacts(mention: Mention): Facts {
  const names = namesOf(mention);
  const number = mention.idNumber ? residentId.clean(mention.idNumber) : null;
  const id = number && !number.masked ? number.text : undefined;
  const mask = number?.masked && number.visible >= visibleEnough ? number.text : undefined;
  const birth = [number?.birthDate, mention.birthDate].sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0];
  const gender = number?.gender ?? mention.gender?.slice(0, 1);
  const full = birth?.length === 10 ? birth : undefined;
  const place = placeOf(mention.address);
  const common = isCommonName(mention.nameKey);
  const features: Feature[] = [
    feature('document', mention.document, 2),
    ...filesOf(mention).map((value) => feature('file', value, 2)),
    ...some(full, (value) => feature('birthDate', value)),
    ...some(place.district, (value) => feature('address', value)),
    ...some(place.street, (value) => feature('address', value)),
    ...some(phoneOf(mention.phone), (value) => feature('phone', value)),
    // The digits of a birth date that the mask leaves to be seen are no second proof of it.
    ...some(mask, (value) => feature('maskedId', value, 1, full ? 'birthDate' : 'maskedId')),
    ...(mention.officerOf ?? []).filter(isRegisteredName).map((company) => feature('office', company, 2)),
    ...pick(mention.cases, mostCases).map((value) => feature('case', value)),
    ...companionsOf(mention).map((value) =>
      feature('companion', value, 1, common || isFrequentLitigant(value) ? 'companion' : `companion ${value}`),
    ),
  ];
  return {
    names,
    identifiers: id ? [`id ${id}`] : [],
    features,
    marks: [
      ...some(id, (value): Mark => ['id', value]),
      ...some(mask, (value): Mark => ['mask', value]),
      ...some(full, (value): Mark => ['birthDate', value]),
      ...some(birth?.slice(0, 4), (value): Mark => ['birthYear', value]),
      ...some(gender === '男' || gender === '女' ? gender : undefined, (value): Mark => ['gender', value]),
    ],
  };
}

function organizationFacts(mention: Mention): Facts {
  const names = namesOf(mention);
  const registered = isRegisteredName(mention.nameKey);
  const seated = registered && namesItsSeat(mention.nameKey);
  const codes = [mention.creditCode, mention.orgCode, mention.registrationNumber].flatMap((raw) => {
    const code = raw ? creditCode.clean(raw) : null;
    return code && !code.masked ? [code] : [];
  });
  const org = codes.find((code) => code.organization)?.organization;
  const number = codes.find((code) => code.kind === 'registration')?.text;
  const place = placeOf(mention.address);
  const one = registered ? 2 : 1;
  const features: Feature[] = [
    feature('document', mention.document, 2),
    ...filesOf(mention).map((value) => feature('file', value, 2)),
    ...some(registered ? place.city : place.district, (value) => feature('address', value, one)),
    ...some(place.street, (value) => feature('address', value, one)),
    ...some(phoneOf(mention.phone), (value) => feature('phone', value, one)),
    ...(mention.officers ?? []).filter((name) => !isMasked(name)).map((name) => feature('office', name, one)),
    ...pick(mention.cases, mostCases).map((value) => feature('case', value, one)),
    ...companionsOf(mention).map((value) =>
      feature('companion', value, seated || (registered && !isFrequentLitigant(value)) ? 2 : 1),
    ),
  ];
  return {
    names,
    identifiers: [...some(org, (value) => `org ${value}`), ...some(number, (value) => `registration ${value}`)],
    features,
    marks: [
      ...some(org, (value): Mark => ['org', value]),
      ...some(number, (value): Mark => ['registration', value]),
      // A name that opens with its seat cannot be borne in two provinces; such a company has moved or writes from elsewhere.
      ...some(seated ? undefined : place.province, (value): Mark => ['province', value]),
    ],
  };
}

const namesOf = (mention: Mention): string[] => [
  ...new Set(
    [
      mention.nameKey,
      ...(mention.formerNames ?? []).map((name) => keyOf(formerName.clean(name)?.name ?? name, mention.kind)),
    ].filter((name) => [...name].length >= 2 && !isHidden(name, mention.kind)),
  ),
];

/** X hides a person's name (陈X3), but nothing of a company's (TCL, X光). */
const isHidden = (name: string, kind: Mention['kind']): boolean =>
  isMasked(name) || (kind === 'person' && personName.clean(name)?.masked !== false);

/** Former names reach us as printed. */
const keyOf = (name: string, kind: Mention['kind']): string =>
  (kind === 'person' ? personName : organizationName).clean(name)?.key ?? name;

/** In a column of names 王总 and 财务 are who answers the phone. */
const filesOf = ({ files, nameKey, kind }: Mention): readonly string[] =>
  !files || (kind === 'person' && /(?:总|经理|主任|会计|财务|出纳|老板|先生|女士|小姐|师傅|本人)$/.test(nameKey))
    ? []
    : files;

const companionsOf = (mention: Mention): readonly string[] =>
  pick(
    (mention.companions ?? []).filter((name) => !isMasked(name)),
    mostCompanions,
  );

const feature = (name: FeatureName, value: string, counts: 1 | 2 = 1, field: string = name): Feature => ({
  name,
  field,
  value,
  counts,
});

/** The first few in an order that has nothing to do with spelling, so that two documents pick the same ones. */
const pick = (values: readonly string[] | undefined, most: number): readonly string[] =>
  !values || values.length <= most
    ? (values ?? [])
    : [...values].sort((a, b) => mixed(a) - mixed(b) || (a < b ? -1 : 1)).slice(0, most);

function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

interface Place {
  /** Codes of GB/T 2260: two, four and six digits. */
  readonly province?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  /** The last two characters of the street's name with its number ('平西路9号'): spellings of what precedes them vary. */
  readonly street?: string | undefined;
}

function placeOf(raw: string | undefined): Place {
  const place = raw ? address.clean(raw.slice(0, 200)) : null;
  if (!place) return {};
  const [, street, number] = /([\u4e00-\u9fa5]{2}(?:路|街|大道|道|巷|胡同))(\d{1,5})[号-]/.exec(place.rest) ?? [];
  const { code = '' } = place;
  return {
    province: code.slice(0, 2),
    city: code.endsWith('0000') ? undefined : code.slice(0, 4),
    district: code.endsWith('00') ? undefined : code,
    street: street && `${street}${number ?? ''}号`,
  };
}

/** Whether a company's name opens with where it is registered; within one registry no two may bear one name. */
const namesItsSeat = (name: string): boolean => /^(?:中国|中华|国家)/.test(name) || opensWithPlace(name);

const phoneOf = (raw: string | undefined): string | undefined => {
  const number = raw ? phone.clean(raw) : null;
  return number && !number.masked && number.kind !== 'service' ? number.text : undefined;
};

const some = <T>(value: string | null | undefined, make: (value: string) => T): T[] => (value ? [make(value)] : []);
