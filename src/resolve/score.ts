/**
 * How sure it is that two mentions are one party, and why. Reads the two mentions and the tables of the vocabulary,
 * nothing that depends on what else is known, so the answer never changes with the order of arrival.
 */
import type { MatchScore, Mention, Tier } from '../model/mention.js';
import { organizationName } from '../model/organizationName.js';
import { personName } from '../model/personName.js';
import { factsOf, visibleEnough, type Facts, type MarkName } from './facts.js';
import { areEnough, sharedFeatures } from './features.js';
import { agreeing, oppose } from './marks.js';
import { fit, type Fitting } from './masked.js';
import { isRegisteredName } from './names.js';

interface Words {
  readonly weight: number;
  readonly zh: string;
  readonly en: string;
}

/** What each thing in common weighs, and how it is said. */
export const sharedWords: Readonly<Record<Fitting | 'maskedName' | 'maskedIdOfLoanFile' | 'identifier', Words>> = {
  identifier: { weight: 0.97, zh: '有效证件号码或登记号码相同', en: 'same valid identifier' },
  maskedIdOfLoanFile: {
    weight: 0.9,
    zh: '脱敏证件号码的可见数字与贷款档案一致（十位以上）',
    en: 'ten or more visible digits of a masked id agree with the loan file',
  },
  maskedName: { weight: 0.05, zh: '脱敏名称与本行档案相符', en: 'a masked name that fits the loan file' },
  maskedDigits: {
    weight: 0.5,
    zh: '脱敏证件号码的可见数字与本行档案一致（六位以上），无一不符',
    en: 'six or more visible digits of a masked id agree with the loan file, none differs',
  },
  document: { weight: 0.8, zh: '在同一份文书中', en: 'in the same document' },
  file: {
    weight: 0.8,
    zh: '在本行档案的同一客户或同一笔贷款之下',
    en: "under one customer or loan of the bank's own file",
  },
  office: { weight: 0.75, zh: '同一单位的法定代表人相同', en: 'same legal representative of the same organization' },
  birthDate: { weight: 0.6, zh: '出生日期相同', en: 'same birth date' },
  maskedId: { weight: 0.6, zh: '脱敏证件号码的可见数字相同', en: 'same visible digits of a masked id' },
  phone: { weight: 0.55, zh: '电话相同', en: 'same phone' },
  case: { weight: 0.5, zh: '涉及同一案号', en: 'same case number' },
  address: {
    weight: 0.4,
    zh: '住址或区县相同，或生日相同者同市',
    en: 'same address or district, or of one birthday the same city',
  },
  companion: { weight: 0.35, zh: '与同一当事人一同出现', en: 'beside the same other party' },
};

const opposedWords: Readonly<Record<MarkName, Words>> = {
  id: { weight: -1, zh: '证件号码不同', en: 'different resident ids' },
  mask: { weight: -1, zh: '脱敏证件号码的可见数字不同', en: 'visible digits of the ids differ' },
  org: { weight: -1, zh: '组织机构代码不同', en: 'different organization codes' },
  registration: { weight: -0.8, zh: '注册号不同', en: 'different registration numbers' },
  birthDate: { weight: -0.9, zh: '出生日期不同', en: 'different birth dates' },
  birthYear: { weight: -0.9, zh: '出生年份不同', en: 'different years of birth' },
  gender: { weight: -0.8, zh: '性别不同', en: 'different gender' },
  province: { weight: -0.7, zh: '住所地在不同省份', en: 'seated in different provinces' },
};

/** A pair told by looking at it: an identifier with a compatible name, or the loan file's id under a mask. */
export function checkedTier(a: Mention, b: Mention, left: Facts, right: Facts): Tier | null {
  if (a.kind !== b.kind) return null;
  if (meet(left.identifiers, right.identifiers)) return compatible(a, b, left, right) ? 'T1' : null;
  return seesLoanFile(a, b, left, right) ? 'T2' : null;
}

/** Whether names, or else stated birth dates, let one identifier be one subject's. */
function compatible(a: Mention, b: Mention, left: Facts, right: Facts): boolean {
  if (meet(left.names, right.names)) return true;
  if (a.kind === 'person') {
    if (a.birthDate?.length === 10 && a.birthDate === b.birthDate) return true;
    const [one, other] = [personName.clean(a.name), personName.clean(b.name)];
    return !!one && !!other && personName.compare(one, other).verdict !== 'different';
  }
  const [one, other] = [organizationName.clean(a.name), organizationName.clean(b.name)];
  if (!one || !other) return false;
  return (
    organizationName.compare(one, other).verdict !== 'different' ||
    isShortOf(one.key, other.key) ||
    isShortOf(other.key, one.key)
  );
}

/** 泰富电气公司 for 哈尔滨泰富电气有限公司: what is left without the legal form stands in the full name. */
function isShortOf(short: string, full: string): boolean {
  const core = short.replace(/(?:股份)?(?:有限)?公司$/, '');
  return core.length >= 3 && isRegisteredName(full) && full.includes(core);
}

function seesLoanFile(a: Mention, b: Mention, left: Facts, right: Facts): boolean {
  if (a.fromLoanFile === b.fromLoanFile || !meet(left.names, right.names)) return false;
  const [one, other] = [idOf(left), idOf(right)];
  return one !== undefined && other !== undefined && (agreeing(one, other) ?? 0) >= visibleEnough;
}

const idOf = ({ marks }: Facts): string | undefined => marks.find(([name]) => name === 'id' || name === 'mask')?.[1];

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));

export function score(a: Mention, b: Mention): MatchScore {
  const [left, right] = [factsOf(a), factsOf(b)];
  const features: { name: string; weight: number; zh: string; en: string }[] = [];
  const add = (name: string, words: Words): void => {
    if (!features.some((feature) => feature.name === name)) features.push({ name, ...words });
  };
  const sameName = a.kind === b.kind && meet(left.names, right.names);
  const identifier = a.kind === b.kind && meet(left.identifiers, right.identifiers);
  const checked = checkedTier(a, b, left, right);
  if (identifier) add('identifier', sharedWords.identifier);
  if (sameName)
    add('name', {
      weight: nameWeight(a),
      ...(a.nameKey === b.nameKey
        ? { zh: '名称相同', en: 'same name' }
        : { zh: '名称与曾用名相同', en: 'name and former name agree' }),
    });
  else if (checked === 'T1') add('name', { weight: 0.1, zh: '名称相容', en: 'names are compatible' });
  else if (identifier)
    add('name', {
      weight: -0.5,
      zh: '号码相同而名称不同，须人工核对',
      en: 'same number but different names: to be looked at',
    });
  if (checked === 'T2') add('maskedIdOfLoanFile', sharedWords.maskedIdOfLoanFile);
  const shared = sameName || identifier ? sharedFeatures(a, b) : [];
  for (const { one } of shared) add(one.name, sharedWords[one.name]);
  const fitting = sameName || identifier ? null : (fit(a, b) ?? fit(b, a));
  if (fitting) add('name', sharedWords.maskedName);
  for (const name of fitting ?? []) add(name, sharedWords[name]);
  const against = oppose(left.marks, right.marks);
  if (against) add(against, opposedWords[against]);

  const likely = 1 - features.reduce((rest, { weight }) => rest * (1 - Math.max(0, weight)), 1);
  const doubt = features.reduce((rest, { weight }) => rest * (1 + Math.min(0, weight)), 1);
  const tier = tierOf();
  return { tier, score: Math.round(within[tier](likely * doubt) * 1000) / 1000, features };

  function tierOf(): MatchScore['tier'] {
    if (fitting) return 'T3';
    if (!sameName && !identifier) return 'none';
    if (against) return 'none';
    if (checked) return checked;
    return sameName && areEnough(shared) ? 'T2' : 'T3';
  }
}

/** A tier keeps its place in the order whatever the sum of weights is. */
const within: Readonly<Record<MatchScore['tier'], (score: number) => number>> = {
  T1: (score) => Math.max(0.97, score),
  T2: (score) => Math.min(0.96, Math.max(0.75, score)),
  T3: (score) => Math.min(0.74, score),
  none: (score) => Math.min(0.5, score),
};

function nameWeight(mention: Mention): number {
  if (mention.kind === 'organization') return isRegisteredName(mention.nameKey) ? 0.6 : 0.2;
  const name = personName.clean(mention.nameKey);
  return name ? personName.specificity(name) / 2 : 0.05;
}
