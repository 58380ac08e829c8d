/**
 * What the party section says of one party behind its name: sex, birth, nation, numbers, address, former names, short
 * names; and of the person who represents an organization. Indexes are UTF-16.
 */
import { partialDate } from '../model/date.js';
import type { CourtParty } from '../model/courtDocument.js';
import type { Span, Stated } from '../model/span.js';

export type Spanning = (start: number, end: number) => Span;

export type Particulars = Pick<
  CourtParty,
  'gender' | 'birthDate' | 'ethnicity' | 'idNumber' | 'creditCode' | 'orgCode' | 'address'
>;

const GENDER = /[，,。、；;\s（(]([男女])(?=[，,。、；;\s）)生\d汉]|$)|性别[：:]?\s?([男女])/;
const BIRTH =
  /((?:[12][0-9０-９]{3}|[一二][〇○零一二三四五六七八九]{3})\s?[年.．\-/]\s?[\d０-９一二三四五六七八九十]{1,3}\s?[月.．\-/]\s?[\d０-９一二三四五六七八九十]{1,3}\s?日?)\s?(?:出生|生(?![产效活]))|(?:出生于|生于|出生日期[：:]?|出生年月[：:]?)\s?((?:[12]\d{3})[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?)/;
/** A date of birth without the word, right behind the sex. */
const BORN = /[，,\s][男女][，,\s]\s?([12]\d{3}年\d{1,2}月\d{1,2}日)(?=[，,。；;\s]|$)/;
const ETHNICITY =
  /[，,。、；;\s]([\u4e00-\u9fa5×*＊]{1,7}族)(?=[，,。、；;\s）)]|$)|民族[：:]\s?([\u4e00-\u9fa5]{1,7}族?)/;
const ID =
  /(?:身份证(?:件)?(?:号码?)?|公民身份(?:证)?(?:号码?)?|身份号码|证件号码?|护照(?:号码?)?|通行证(?:号码?)?|身份证明号码)\s?(?:为|系)?\s?[：:]?\s?([A-Za-z]?[（(]?[0-9０-９XxＸ×*＊.]{6,20}[)）]?(?:[（(][0-9A-Z][）)])?)/;
const CREDIT = /(?:统一)?(?:社会)?信用代码(?:证)?(?:号码?)?\s?(?:为|系)?\s?[：:]?\s?([0-9０-９A-Za-zＡ-Ｚ×*＊]{15,20})/;
const ORGCODE =
  /(?:组织)?机构代码(?:证)?(?:号码?|代码)?\s?(?:为|系)?\s?[：:]?\s?([0-9０-９A-Za-z×*＊]{7,9}\s?[-－—–]?\s?[0-9０-９XxA-Z×*＊]?)(?![0-9A-Za-z])/;
const ADDRESS =
  /(?:身份证)?(?:住\s?所\s?地|住\s?所|住\s?址|营业(?:场所|地址|所在地)|经营(?:场所|地址|地)|注册(?:地址|地)|(?:主要)?(?:办事|办公)(?:机构)?(?:所在地|地址|场所|地)|公司(?:地址|住所地?)|所在地|地\s?址|现\s?住|居住地|经常居住地|暂住地?|(?<![居现暂不常同内暂原室店入])住(?!院|宅|房|[所址在]?[，,。；;]|友|建))(?:地|址|在|于)?\s?[：:]?\s?/g;
const REGISTERED = /(?:户籍(?:所在)?地?(?:地址|住址)?|户口所在地|户籍住址)(?:为|在)?\s?[：:]?\s?/g;

/** What is said between two indexes; never more than one value of a kind, the first one. */
export function particularsIn(text: string, start: number, end: number, span: Spanning): Particulars {
  const part = text.slice(start, Math.min(end, start + 1200));
  const stated = (pattern: RegExp): Stated<string> | undefined => {
    const hit = pattern.exec(part);
    const value = hit?.slice(1).find((group: string | undefined) => group !== undefined);
    if (!hit || value === undefined) return undefined;
    const at = start + hit.index + hit[0].lastIndexOf(value);
    return { value, at: span(at, at + value.length) };
  };
  const gender = stated(GENDER) as Stated<'男' | '女'> | undefined;
  const birth = stated(BIRTH) ?? stated(BORN);
  const birthDate = birth && partialDate.clean(birth.value.replace(/[．.]/g, '-'));
  const ethnicity = stated(ETHNICITY);
  const idNumber = trimmed(stated(ID), /[.）)]+$/);
  const creditCode = stated(CREDIT);
  const orgCode = trimmed(stated(ORGCODE), /[\s\-－—–.]+$/);
  const address = addressIn(text, start, end, span);
  return {
    ...(gender && { gender }),
    ...(birth && birthDate && { birthDate: { value: birthDate, at: birth.at } }),
    ...(ethnicity && { ethnicity }),
    ...(idNumber && { idNumber }),
    ...(creditCode && { creditCode }),
    ...(orgCode && { orgCode }),
    ...(address && { address }),
  };
}

function trimmed(stated: Stated<string> | undefined, tail: RegExp): Stated<string> | undefined {
  if (!stated) return undefined;
  const value = /[（(]/.test(stated.value) ? stated.value : stated.value.replace(tail, '');
  return { value, at: { ...stated.at, end: stated.at.end - (stated.value.length - value.length) } };
}

/** The address: up to the comma outside brackets. 户籍 only where no other is given. */
export function addressIn(text: string, start: number, end: number, span: Spanning): Stated<string> | undefined {
  // A little beyond the end, so that words there are seen whole; no farther, or every party would have all the text searched.
  const near = text.slice(0, end + 40);
  for (const opening of [ADDRESS, REGISTERED]) {
    opening.lastIndex = start;
    for (let hit = opening.exec(near); hit && hit.index < end; hit = opening.exec(near)) {
      const from = hit.index + hit[0].length;
      const to = endOfAddress(text, from, end);
      const value = text.slice(from, to);
      if (/[\u4e00-\u9fa5×*＊]{2}|[×*＊X]/.test(value) && !/^(?:同上|不详|不明|均|所|址|友)|^(?:同|与)/.test(value))
        return { value, at: span(from, to) };
      if (/^(?:同上)/.test(value)) return undefined;
    }
  }
  return undefined;
}

function endOfAddress(text: string, from: number, end: number): number {
  let depth = 0;
  let i = from;
  for (; i < Math.min(end, from + 120); i++) {
    const sign = text[i] ?? '';
    if (sign === '（' || sign === '(') depth++;
    else if (sign === '）' || sign === ')') {
      if (depth === 0) break;
      depth--;
    } else if (depth === 0 && (/[，,。；;\n]/.test(sign) || GLUED.test(text.slice(i, i + 6)))) break;
  }
  while (i > from && /[\s.]/.test(text[i - 1] ?? '')) i--;
  return i;
}

/** Words that open the next particular where no sign ends the address. */
const GLUED =
  /^(?:法定代表|统一社会|组织机构|身份证|公民身份|委托代理|委托诉讼|负责人[：:]|经营者[：:]|联系电话|电话[：:])/;

/** 住同原告甲, 住址同上: whose address it is. */
export function sameAddressAs(
  text: string,
  start: number,
  end: number,
): { readonly name?: string; readonly start: number; readonly end: number } | undefined {
  const hit =
    /住(?:所地?|址)?(?:同上|(?:址)?[同与](?:上列|上述)?(?:第[一二三四]|[一二三四])?(?:原告|被告|上诉人|被上诉人|第三人|申请人|被执行人|申请执行人)?([\u4e00-\u9fa5·]{2,4}?)?(?:相同|一致|同)?)(?=[，,。；;\n（(\s]|$)/.exec(
      text.slice(start, end),
    );
  if (!hit) return undefined;
  return { ...(hit[1] && { name: hit[1] }), start: start + hit.index, end: start + hit.index + hit[0].length };
}

const TITLE =
  /^[，,\s（(]*(?:(?:现任|担任|任|系|为|是|职务|职位|均系|该公司|该)[：:]?\s?){0,3}([\u4e00-\u9fa5()（）、]{2,40}?)(?=[，,。；;\n\s）)]|$)/;
const POSITION =
  /(?:(?:副|总|执行|常务|代理|名誉|首席|轮值|业务|财务|分管|区域|大区|支|分|党支部|党委|主要)*(?:董事长|董事|经理|行长|主任|厂长|总裁|院长|校长|所长|局长|社长|站长|队长|主席|会长|理事长|理事|镇长|乡长|县长|市长|区长|村长|组长|书记|负责人|经营者|业主|执行官|总监|园长|馆长|店长|台长|段长|处长|科长|部长|秘书长|合伙人|投资人|主管|支队长|大队长|代表|矿长|场长|总编|股东|职员|员工|个体业主|管理人|支书|会计师|主席团)(?:兼|、|暨|及|和)?)+$/;

/** The position behind the name of a representative: 董事长 of 任该公司董事长. */
export function positionIn(text: string, from: number, until: number): string | undefined {
  const hit = TITLE.exec(text.slice(from, Math.min(until, from + 60)));
  return hit?.[1] && POSITION.exec(hit[1])?.[0];
}
