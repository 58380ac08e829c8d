import { foldWidth } from './digits.js';
import { looksLikePerson } from './personName.js';
import type { ValueType } from './value.js';

/** The name of an organization, as documents print it. */
export interface OrganizationName {
  readonly text: string;
  /** For matching: half-width, upper case, without spaces, brackets and dots, 有限责任公司 as 有限公司, masks as '某'. */
  readonly key: string;
  /** Some of it is hidden: 某公司, 哈尔滨某某电气有限公司, ××银行, A公司. */
  readonly masked: boolean;
}

const most = 100;

/** Signs that stand for hidden characters. X stands for itself in TCL or X光, so it must come twice, or before a form of company. */
const maskRun =
  /(?:[某*×□○〇●]|X{2,})+[0-9甲乙丙丁A-Z]?(?=[\u3400-\u9fff]|$)|^[A-Z甲乙丙丁](?=(?:公司|银行|厂|集团)$)/g;

export const organizationName: ValueType<OrganizationName> = {
  clean(raw) {
    const text = raw.length > 4 * most ? '' : raw.replace(/\s+/g, ' ').trim();
    const folded = foldWidth(text).toUpperCase();
    if (
      [...folded].length < 2 ||
      folded.length > most ||
      !/[\u3400-\u9fff\ud800-\udfffA-Z]/.test(folded) ||
      /[，,。；;]/.test(folded)
    )
      return null;
    const bare = folded
      .replace(/[\s()[\]{}〔〕【】〈〉《》「」『』"'“”‘’·•・‧∙⋅.\-—_]/g, '')
      .replace(/股份(?:有限)?(?:责任)?公司/g, '股份有限公司')
      .replace(/有限责任公司/g, '有限公司');
    if (!bare) return null;
    const key = bare.replace(maskRun, '某');
    return { text, key, masked: key !== bare || key.includes('某') };
  },
  compare(a, b) {
    if (a.masked || b.masked) {
      return fits(a.key, b.key)
        ? { verdict: 'compatible', reason: 'the visible characters agree' }
        : { verdict: 'different', reason: 'a visible character differs' };
    }
    if (a.key === b.key) return { verdict: 'same', reason: 'equal names' };
    return withoutForm(a.key) === withoutForm(b.key)
      ? { verdict: 'compatible', reason: 'only the legal form differs' }
      : { verdict: 'different', reason: 'names differ' };
  },
  caption: (value) => value.text,
  specificity: (value) => (value.masked ? 0.05 : [...value.key].length < 5 ? 0.3 : 0.9),
};

/** A company that turned from 有限公司 into 股份有限公司 keeps the rest of its name. */
const withoutForm = (key: string): string => key.replace(/股份(?=有限公司)/g, '');

/** Whether two keys can be one name, where 某 stands for one or more characters. */
function fits(a: string, b: string): boolean {
  if (a.includes('某') && b.includes('某')) {
    const [[headA, tailA], [headB, tailB]] = [ends(a), ends(b)];
    return (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
  }
  const [pattern, name] = a.includes('某') ? [a, b] : [b, a];
  const [head = '', ...rest] = pattern.split(/某+/);
  const tail = rest.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + 1 + tail.length <= name.length;
}

const ends = (key: string): readonly [string, string] => [
  key.slice(0, key.indexOf('某')),
  key.slice(key.lastIndexOf('某') + 1),
];

const inside =
  /公司|银行|信用社|合作社|集团|事务所|委员会|人民政府|合伙企业|研究院|基金会|联合会|商会|协会|学校|大学|医院|法院|检察院|(?:CO\.?,?|LTD|LIMITED|INC|CORP|LLC|GMBH)\b/;
const endings =
  /(?:分行|支行|营业部|经营部|服务部|门市部|项目部|分部|总部|中心|工厂|商行|商店|商场|超市|酒店|宾馆|饭店|酒楼|茶楼|会所|药店|药房|诊所|农场|林场|牧场|养殖场|加工厂|市场|车行|车队|工作室|工作站|加油站|电站|学院|幼儿园|中学|小学|合伙|企业|农庄|山庄|网吧|部队|村民小组|居委会|村委会|管委会|清算组|管理人|分局|税务局|分社|总社|支队|大队|办事处|管理处|筹建处|指挥部|印刷厂|砖厂|公会|工会|党委|街道办|镇政府|县政府|市政府)$/;
const shortEndings = /[厂行店社局所馆院部会站队场园庄坊铺]$/;

/**
 * Whether a text reads like the name of an organization rather than a person; to be asked only of texts that are
 * known to name a party.
 */
export function looksLikeOrganization(text: string): boolean {
  const name = foldWidth(text)
    .replace(/\s/g, '')
    .replace(/(?:[(（][^()（）]{0,20}[)）])+$/, '')
    .toUpperCase();
  const length = [...name].length;
  if (length < 2 || length > most) return false;
  if (inside.test(name)) return true;
  if (looksLikePerson(name)) return false;
  return length >= 4 && (endings.test(name) || (length >= 5 && shortEndings.test(name)));
}
