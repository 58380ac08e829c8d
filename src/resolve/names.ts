/** What a name tells of identity by itself: whether anything of it is hidden, whose it can be, how many may bear it. */
import { address, opensWithPlace } from '../model/address.js';
import { formerName } from '../model/formerName.js';
import type { Mention } from '../model/mention.js';
import { organizationName } from '../model/organizationName.js';
import { personName } from '../model/personName.js';

export const isMasked = (name: string): boolean => /[某*＊×□○]|XX|xx/.test(name);

/** Sued and suing by the thousand: that both mentions stand beside it says little. */
export const isFrequentLitigant = (name: string): boolean =>
  /银行|信用社|信用合作|联社|资产管理|小额贷款|担保|信托|融资租赁|保险|人民政府|分行|支行/.test(name);

const legalForm = /(?:有限公司|有限责任公司|分公司|银行|支行|分行|营业部|联社|合作社|合伙企业|事务所)(?:\([^)]*\))?$/;

/** A full name as registered, not a short one of the document's own making. */
export const isRegisteredName = (name: string): boolean => name.length >= 7 && !isMasked(name) && legalForm.test(name);

/**
 * Whether a registered name opens with where it is registered, or has it before its legal form (东芝电梯（沈阳）有限公司); within
 * one registry no two may bear one name.
 */
export const namesItsSeat = (name: string): boolean =>
  isRegisteredName(name) && (/^(?:中国|中华|国家)/.test(name) || opensWithPlace(name) || endsWithPlace(name));

function endsWithPlace(name: string): boolean {
  const core = name.replace(/(?:股份)?有限公司$/, '');
  if (core === name) return false;
  return [2, 3, 4].some((length) => {
    const last = core.slice(-length);
    const place = core.length >= length + 4 ? address.clean(last) : null;
    return last === '中国' || (place?.code !== undefined && place.rest === '');
  });
}

/** Names so common that standing beside the same two people proves nothing yet. */
export const isCommonName = (name: string): boolean => {
  const person = personName.clean(name);
  return person === null || personName.specificity(person) < 0.2;
};

/** In a column of names 王总 and 财务 are who answers the phone. */
export const isTitle = (name: string): boolean =>
  /(?:总|经理|主任|会计|财务|出纳|老板|先生|女士|小姐|师傅|本人)$/.test(name);

/** Kind and name, former ones too, under which a mention may be found; a name of which something is hidden is none. */
export function namesOf({ kind, nameKey, formerNames }: Mention): readonly string[] {
  const names = isFull(nameKey, kind) ? [`${kind} ${nameKey}`] : [];
  for (const former of formerNames ?? []) {
    // Former names reach us as printed.
    const name = formerName.clean(former)?.name ?? former;
    const key = (kind === 'person' ? personName : organizationName).clean(name)?.key ?? name;
    if (isFull(key, kind) && !names.includes(`${kind} ${key}`)) names.push(`${kind} ${key}`);
  }
  return names;
}

/** X hides a person's name (陈X3), but nothing of a company's (TCL, X光). */
const isFull = (name: string, kind: Mention['kind']): boolean =>
  [...name].length >= 2 && !isMasked(name) && (kind === 'organization' || personName.clean(name)?.masked === false);
