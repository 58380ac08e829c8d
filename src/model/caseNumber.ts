import { chineseNumber, foldWidth } from './digits.js';
import type { Procedure } from './courtDocument.js';
import type { ValueType } from './value.js';

/**
 * A court case number (法〔2015〕137号 and the forms before it): year, court code, type, serial, and the suffix of one of
 * several documents of the case ('2' in 40-2号 and in 40号之二).
 */
export interface CaseNumber {
  readonly year: number;
  /** '陕01', '黑', or what stood there before 2016: '佛南法狮'. */
  readonly courtCode: string;
  /** Modern type code: 民初, 执恢, 破申 … */
  readonly typeCode: string;
  readonly serial: number;
  readonly suffix?: string;
  /** '(2017)陕01民初111号', '(2015)哈民二初字第12号': brackets folded, no spaces, no leading zeros; 字第 up to 2015, none after. */
  readonly text: string;
}

/** Case numbers in running text. For embedding into a scanner. */
export const caseNumberPattern =
  '[（(〔\\[【]\\s?[12][0-9０-９OＯ]{3}\\s?[）)〕\\]】]\\s?[\\u4e00-\\u9fa5][\\u4e00-\\u9fa5A-Za-z0-9０-９（()） ]{0,22}?第?\\s?[0-9０-９OＯ]{1,7}(?:[-－—–][0-9０-９]{1,3})?\\s?号(?:之[一二三四五六七八九十]{1,3}|之[0-9]{1,2})?';

const form =
  /^\(?(\d{4}|[一二][零○〇一二三四五六七八九]{3})\)?(\D.*?)第?(\d{1,9})(?:[-之](\d{1,3}|[一二三四五六七八九十]{1,3}))?号(?:[-之](\d{1,3}|[一二三四五六七八九十]{1,3}))?$/;

/** Modern type codes, each before the old ones that became it. */
const typeTable = [
  '民初 民一初 民二初 民三初 民四初 民五初 民六初 商初 金初 知初 知民初 民重 初 金商初 商金初 商重初 民金初 民商初 经初 海商初 少民初',
  '民终 民一终 民二终 民三终 民四终 民五终 民六终 商终 金终 知终 知民终 商金终 经终 终 民商终',
  '民再 民再初 民再终 民提 商再 民再重 再',
  '民申 民再申 商申 申',
  '民监|民抗|民催 催|民督 督 财督|民撤|民辖 辖|民辖终 辖终 商辖终|民他|民特 特',
  '执 法执 民执 商执|执恢|执异 执外异 执行异|执复 执复议|执监 执督|执保|执他|执协|执转破|执清',
  '财保 诉保 民保 保|行保|破 民破 商破|破申|破终|破监|强清|强清申 清申',
  '行初|行审 行非诉|行终|行申|行再|刑初 刑一初 刑二初 刑|刑终 刑一终 刑二终|刑再|刑更',
  '赔 法赔|委赔|司惩 司罚|认港|认台|认澳',
];
const modernOf = new Map<string, string>();
for (const row of typeTable.flatMap((line) => line.split('|'))) {
  const [modern = '', ...old] = row.split(' ');
  for (const code of [modern, ...old]) modernOf.set(code, modern);
}
const longestFirst = [...modernOf.keys()].sort((a, b) => b.length - a.length);

/** Since 2016 a court has a code with digits, but for high courts ('黑') and the Supreme Court with its tribunals. */
const modernCourt = /^([\u4e00-\u9fa5]{1,2}\d{1,4}|最高法(?:知|商|巡)?)([\u4e00-\u9fa5]{1,8})$/;

/** Court code and type of what stands between year and serial; null when it names no known type. */
function split(middle: string): { readonly courtCode: string; readonly typeCode: string } | null {
  const modern = modernCourt.exec(middle);
  if (modern) {
    const [, courtCode = '', type = ''] = modern;
    return { courtCode, typeCode: modernOf.get(type) ?? type };
  }
  const type = longestFirst.find((code) => middle.endsWith(code));
  if (type === undefined) return null;
  return { courtCode: middle.slice(0, -type.length).replace(/法$/, ''), typeCode: modernOf.get(type) ?? type };
}

/** From 2016 on numbers are written without 字第. */
const lastYearOfOldForm = 2015;

export const caseNumber: ValueType<CaseNumber> = {
  clean(raw) {
    if (raw.length > 64) return null;
    const bare = foldWidth(raw)
      .replace(/\s/g, '')
      .replace(/^案号:?/, '')
      .replace(/[〔[【{〈《﹝﹙❲〖]/g, '(')
      .replace(/[〕\]】}〉》﹞﹚❳〗]/g, ')')
      .replace(/[－—–﹣‐]/g, '-');
    const folded = /[Oo○〇]/.test(bare)
      ? bare
          .replace(/^\([\dOo○〇]{4}\)/, (year) => year.replace(/[Oo○〇]/g, '0'))
          .replace(/(?<=\d)[Oo○〇]+|[Oo○〇]+(?=\d)/g, (zeros) => '0'.repeat(zeros.length))
      : bare;
    const match = form.exec(folded.replace(/[,，。;；、.]+$/, ''));
    if (!match) return null;
    const [, printedYear = '', printed = '', serial = '', dash, behind] = match;
    const year = chineseNumber(printedYear) ?? 0;
    const middle = printed.replace(/字$/, '');
    const parts = split(middle);
    if (!parts || year < 1949 || year > 2100) return null;
    const suffix = [dash, behind].find((part) => part !== undefined);
    const order = suffix === undefined ? null : chineseNumber(suffix);
    const number = `(${year})${middle}${year <= lastYearOfOldForm ? '字第' : ''}${Number(serial)}`;
    return {
      year,
      ...parts,
      serial: Number(serial),
      ...(order === null ? {} : { suffix: String(order) }),
      text:
        order === null
          ? `${number}号`
          : dash !== undefined && /\d/.test(dash)
            ? `${number}-${order}号`
            : `${number}号之${inChinese(order)}`,
    };
  },
  compare(a, b) {
    if (a.text === b.text) return { verdict: 'same', reason: 'equal case numbers' };
    return sameCase(a, b)
      ? { verdict: 'same', reason: 'two documents of one case' }
      : { verdict: 'different', reason: 'case numbers differ' };
  },
  caption: (value) => value.text,
  specificity: () => 1,
};

/** 1 to 99 as 之 counts; a larger number stays in digits. */
function inChinese(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (value < 1 || value > 99) return String(value);
  return `${tens > 1 ? han[tens] : ''}${tens ? '十' : ''}${ones ? han[ones] : ''}`;
}
const han = '零一二三四五六七八九';

/** The natural key of a case: its number without the suffix of one document. */
export const caseKey = (value: CaseNumber): string => value.text.replace(/-\d+(?=号)/, '').replace(/号之.*$/, '号');

/** 民一终 and 民二终 of one court are two series: equal types are not enough, the whole number must be. */
export const sameCase = (a: CaseNumber, b: CaseNumber): boolean => caseKey(a) === caseKey(b);

const stages = new Map(
  (
    [
      ['first', '民初 行初 刑初'],
      ['second', '民终 行终 刑终'],
      ['retrial', '民再 民申 民监 民抗 行申 行再 刑再'],
      ['enforcement', '执 执恢'],
      ['enforcementObjection', '执异'],
      ['enforcementReview', '执复 执监'],
      ['preservation', '执保 财保 行保'],
      ['bankruptcy', '破申 破 破终 破监 强清 强清申 执转破'],
      ['paymentOrder', '民督'],
    ] as const satisfies readonly (readonly [Procedure, string])[]
  ).flatMap(([stage, codes]) => codes.split(' ').map((code): [string, Procedure] => [code, stage])),
);

/** The stage of procedure that a type code stands for. */
export const caseStage = (typeCode: string): Procedure => stages.get(typeCode) ?? 'other';
