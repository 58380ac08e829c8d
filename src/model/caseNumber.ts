import { foldWidth } from './digits.js';
import type { Procedure } from './courtDocument.js';
import type { ValueType } from './value.js';

/**
 * A court case number (法〔2015〕137号 and the forms before it): year, court code, type, serial, and the suffix of one of
 * several documents of the case ('2' in 40-2号, '之二').
 */
export interface CaseNumber {
  readonly year: number;
  /** '陕01', '黑', or what stood there before 2016: '佛南法狮'. */
  readonly courtCode: string;
  /** Modern type code: 民初, 执恢, 破申 … */
  readonly typeCode: string;
  readonly serial: number;
  readonly suffix?: string;
  /** '(2017)陕01民初111号': brackets folded, no spaces, no leading zeros of the serial. */
  readonly text: string;
}

/** Case numbers in running text. For embedding into a scanner. */
export const caseNumberPattern =
  '[（(〔\\[【]\\s?[12][0-9０-９OＯ]{3}\\s?[）)〕\\]】]\\s?[\\u4e00-\\u9fa5][\\u4e00-\\u9fa5A-Za-z0-9０-９（()） ]{0,22}?第?\\s?[0-9０-９OＯ]{1,7}(?:[-－—–][0-9０-９]{1,3})?\\s?号(?:之[一二三四五六七八九十]{1,3}|之[0-9]{1,2})?';

const form =
  /^\((\d{4})\)(.+?)(\d{1,7})(?:[-－—–之](\d{1,3}|[一二三四五六七八九十]{1,3}))?号(?:之([一二三四五六七八九十]{1,3}|\d{1,2}))?$/;

/** Type codes, longest first; the old ones beside the modern one they became. */
const typeCodes: readonly (readonly [string, string])[] = (
  [
    ['执恢'],
    ['执异', '执异字', '执外异', '执行异'],
    ['执复', '执复议'],
    ['执监', '执督'],
    ['执保'],
    ['执他'],
    ['执协'],
    ['执转破'],
    ['财保', '诉保', '民保', '保'],
    ['行保'],
    ['破申'],
    ['破终'],
    ['破监'],
    ['破', '民破', '商破'],
    ['强清'],
    ['清申'],
    [
      '民初',
      '民一初',
      '民二初',
      '民三初',
      '民四初',
      '民五初',
      '民六初',
      '商初',
      '金初',
      '知初',
      '知民初',
      '民重',
      '初',
      '金商初',
      '商金初',
      '商重初',
      '民金初',
      '民商初',
      '经初',
      '海商初',
      '少民初',
    ],
    [
      '民终',
      '民一终',
      '民二终',
      '民三终',
      '民四终',
      '民五终',
      '民六终',
      '商终',
      '金终',
      '知终',
      '知民终',
      '商金终',
      '经终',
      '终',
      '民商终',
    ],
    ['民再', '民再初', '民再终', '民提', '商再', '民再重', '再'],
    ['民申', '民再申', '民监', '商申', '申', '民抗', '民监字'],
    ['民特', '特', '民催', '催'],
    ['民督', '督', '财督'],
    ['民撤'],
    ['民辖', '民辖终', '辖终', '商辖终', '辖'],
    ['民他'],
    ['行初', '行审', '行非诉'],
    ['行终'],
    ['行申'],
    ['行再'],
    ['刑初', '刑一初', '刑二初', '刑'],
    ['刑终', '刑一终', '刑二终'],
    ['刑再'],
    ['刑更'],
    ['赔', '委赔', '法赔'],
    ['司惩', '司罚'],
    ['认港', '认台', '认澳'],
    ['执', '执字', '法执', '民执', '商执'],
  ] as readonly (readonly string[])[]
)
  .flatMap(([modern = '', ...old]) => [modern, ...old].map((code) => [code, modern] as const))
  .sort((a, b) => b[0].length - a[0].length);

export const caseNumber: ValueType<CaseNumber> = {
  clean(raw) {
    if (raw.length > 64) return null;
    const folded = foldWidth(raw)
      .replace(/\s/g, '')
      .replace(/[〔[【{]/g, '(')
      .replace(/[〕\]】}]/g, ')')
      .replace(/(?<=[\d(])[OoＯ○〇]|[OoＯ○〇](?=\d)/g, '0');
    const match = form.exec(folded);
    if (!match) return null;
    const [, year = '', middle = '', serial = '', dash, behind] = match;
    const head = middle.replace(/第$/, '');
    const bare = head.replace(/字$/, '');
    const type = typeCodes.find(([code]) => bare.endsWith(code));
    if (!type || Number(year) < 1949) return null;
    const suffix = dash ?? behind;
    const number = String(Number(serial));
    return {
      year: Number(year),
      courtCode: bare.slice(0, bare.length - type[0].length).replace(/法$/, ''),
      typeCode: type[1],
      serial: Number(serial),
      ...(suffix === undefined ? {} : { suffix }),
      text: `(${year})${middle}${number}${dash === undefined ? '' : `-${dash}`}号${behind === undefined ? '' : `之${behind}`}`,
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

/** The natural key of a case: its number without the suffix of one document. */
export const caseKey = (value: CaseNumber): string => value.text.replace(/-[^号]*(?=号)/, '').replace(/号之.*$/, '号');

export const sameCase = (a: CaseNumber, b: CaseNumber): boolean =>
  a.year === b.year && a.courtCode === b.courtCode && a.typeCode === b.typeCode && a.serial === b.serial;

const stages: Readonly<Record<string, Procedure>> = {
  民初: 'first', 行初: 'first', 刑初: 'first', 民终: 'second', 行终: 'second', 刑终: 'second', 民再: 'retrial', 民申: 'retrial', 行申: 'retrial', 行再: 'retrial',
  刑再: 'retrial', 执: 'enforcement', 执恢: 'enforcement', 执保: 'preservation', 财保: 'preservation', 行保: 'preservation', 执异: 'enforcementObjection',
  执复: 'enforcementReview', 执监: 'enforcementReview', 破申: 'bankruptcy', 破: 'bankruptcy', 破终: 'bankruptcy', 破监: 'bankruptcy', 强清: 'bankruptcy',
  执转破: 'bankruptcy', 民督: 'paymentOrder',
}; // prettier-ignore

/** The stage of procedure that a type code stands for. */
export const caseStage = (typeCode: string): Procedure => stages[typeCode] ?? 'other';
