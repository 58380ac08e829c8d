/**
 * The name of a party where it stands in a document: where it ends, and what is noted in brackets behind it. Brackets
 * may belong to the name (东亚银行（中国）有限公司) or tell something of it (（以下简称东亚银行）, （原审被告）).
 */
import { looksLikeOrganization } from '../model/organizationName.js';
import { looksLikePerson } from '../model/personName.js';
import { rolesIn } from './roles.js';

/** UTF-16 indexes. */
export interface NameAt {
  readonly start: number;
  readonly end: number;
  /** The name without white space inside it. */
  readonly name: string;
  /** Texts in brackets behind the name, without the brackets. */
  readonly notes: readonly { readonly start: number; readonly end: number }[];
  /** Where reading goes on: behind the notes. */
  readonly next: number;
}

const most = 90;

/** What opens a case number behind a name. */
const YEAR = /^\s?[12]\d{3}\s?$/;

/** Words that cannot be part of a name that goes before them; they end it where no sign does. */
const STOP =
  /(?:[男女](?=[\s，,。、（(]{0,2}(?:[12\d]\d{3}年|汉|[\u4e00-\u9fa5]{1,3}族|出生|[12]\d{3}[.-]|住[^，,。])|[，,]\s?生于)|住所|住址|住(?![友建房宅院户总其])(?=同|[\u4e00-\u9fa5]{1,4}[省市县区旗州乡镇村])|(?:法定|诉讼)代表人|负责人[：:]|统一社会|组织机构|营业执照|注册号|身份证|公民身份|[12]\d{3}[年.-]|出生|[汉回满壮苗藏]族(?!自治)|诉称|[与及和](?:被告|被上诉|被申请|被执行|原审|第三人)|因与|诉(?=被告)|(?:[一二三四五六七八九十两]人)?(?:的)?(?:共同)?(?:特别授权)?(?:委托|法定|诉讼|指定)(?:诉讼)?代理|共同的?委托|曾用名|又名|以下简称|现住|现羁押|工作单位|户籍|等(?:[一二三四五六七八九十百\d]+)?(?:[人名户家位]|$|[，,。；;：:与诉]))/y;

const END = /[，,。；;：:、！？?【】[\]《》“”"‘’<>]/;

/** Notes that tell of a name rather than belong to it. */
const TELLS =
  /[，,。；;：:、“”"‘’]|^(?:以下|下称|下同|简称|后称|均|系|即|现|原|已|曾|又名|别名|化名|字|男|女|反诉|特别|一般|注册|组织|统一|住|身份|经营者|业主|法定|负责|绰号|户名|绰|未到庭|到庭|缺席|授权|列|自然|职工|不公开|略|受)|(?:之[父母夫妻子女兄弟姐妹]|[父母夫妻子女]|经营者|业主|注销|更名|简称|代理|授权|出庭|到庭)$/;

/** Legal forms that stand in brackets at the end of a name. */
const FORM =
  /合伙|独资|有限|外资|合资|中国|集团|筹|个体|香港|澳门|台湾|国际|北京|上海|天津|重庆|深圳|广州|[省市区县州]$/;

/** The name that begins at `from`; undefined when none does before `until`. */
export function nameAt(text: string, from: number, until: number): NameAt | undefined {
  let start = from;
  while (start < until && /[\s：:，,．.]/.test(text[start] ?? '')) start++;
  let i = start;
  const limit = Math.min(until, start + most);
  const notes: { start: number; end: number }[] = [];
  let end = -1;
  while (i < limit) {
    const sign = text[i] ?? '';
    if (sign === '（' || sign === '(') {
      const close = closing(text, i, until);
      if (close < 0) break;
      if (belongs(text, start, i, close, until)) {
        i = close + 1;
        continue;
      }
      end = i;
      break;
    }
    if (END.test(sign) || sign === '）' || sign === ')') break;
    if (/\s/.test(sign)) {
      const next = nextSign(text, i, until);
      if (sign === '\n' || !continues(text, start, i, next, until)) break;
      i = next;
      continue;
    }
    if (i - start >= 1) {
      STOP.lastIndex = i;
      if (STOP.test(text) && (i - start >= 2 || /[男女]/.test(sign))) break;
      if (sign === '系' && !/[统列]/.test(text[i + 1] ?? '') && i - start >= 2 && looksLikePerson(text.slice(start, i)))
        break;
    }
    i++;
  }
  if (end < 0) end = i;
  while (end > start && /[\s.．。·-]/.test(text[end - 1] ?? '')) end--;
  let next = end;
  for (;;) {
    const open = nextSign(text, next, until);
    if (text[open] !== '（' && text[open] !== '(') break;
    const close = closing(text, open, until);
    if (close < 0 || YEAR.test(text.slice(open + 1, close))) break;
    notes.push({ start: open + 1, end: close });
    next = close + 1;
  }
  const name = text.slice(start, end).replace(/(?<![A-Za-z])\s+|\s+(?![A-Za-z])/g, '');
  return name.length < 2 || !plausible(name) ? undefined : { start, end, name, notes, next };
}

/** Whether a text can be a name at all: it has letters and does not read like a sentence (出票人为; but 王大为). */
export const plausible = (name: string): boolean =>
  (!name.endsWith('为') || /^[^其此即该票][^认称视成作变定应均名改系票人告额号司方]为$/.test(name)) &&
  /[\u3400-\u9fff\ud800-\udfffA-Za-z某]|[*＊×xXＸ]{2}/u.test(name) &&
  !/^于?[12]\d{3}年|^\d.*(?:[号元日向的]|\d)$|(?:[向的于]|日期|金额)$|^(?:出票|票面|票号|收款人|付款|背书|持票|汇票|受理了?[^\u4e00-\u9fa5]|受理了)/.test(
    name,
  ) &&
  !/^(?:[与及因]|不服|共同|上述|以上|上列|上诉|均|诉称|辩称|名称|姓名|本院|本案|该[公案院]|其[他中委]|等[人与]|无异议|未到|已到|人民法院)|(?:一案|诉称|辩称|认为|查明|纠纷|人民法院)$|律师事务所律师/.test(
    name,
  );

/** Index of the bracket that closes the one at `open`; -1 when it is not near. */
function closing(text: string, open: number, until: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(until, open + 160); i++) {
    const sign = text[i];
    if (sign === '（' || sign === '(') depth++;
    else if (sign === '）' || sign === ')') {
      depth--;
      if (depth === 0) return i;
    } else if (sign === '\n') return -1;
  }
  return -1;
}

/** Whether the bracket from `open` to `close` is part of the name that began at `start`. */
function belongs(text: string, start: number, open: number, close: number, until: number): boolean {
  const note = text.slice(open + 1, close);
  if (YEAR.test(note)) return false;
  if (note.length > 20 || rolesIn(note).length > 0 || TELLS.test(note) || open === start)
    return open === start && note.length < 8;
  const name = text.slice(start, open);
  const behind = text.slice(close + 1, Math.min(until, close + 40));
  STOP.lastIndex = close + 1;
  if (/^[\u4e00-\u9fa5A-Za-z]/.test(behind) && !STOP.test(text)) {
    const rest = /^[^，,。；;：:、\s]*/.exec(behind)?.[0] ?? '';
    return looksLikeOrganization(name + rest) || !looksLikePerson(name);
  }
  return looksLikeOrganization(name) && FORM.test(note);
}

const nextSign = (text: string, from: number, until: number): number => {
  let i = from;
  while (i < until && /[ \u3000\t\u00a0]/.test(text[i] ?? '')) i++;
  return i;
};

/** Whether a name goes on behind white space: 张 三, John Smith, and companies broken by a stray space. */
function continues(text: string, start: number, space: number, next: number, until: number): boolean {
  const before = text.slice(start, space);
  const after = text.slice(next, Math.min(until, next + 24));
  if (/[A-Za-z.]$/.test(before) && /^[A-Za-z.]/.test(after)) return true;
  if (!/^[\u4e00-\u9fa5（(]/.test(after)) return false;
  STOP.lastIndex = next;
  if (STOP.test(text)) return false;
  if (before.length === 1) return true;
  if (/^[\u4e00-\u9fa5][，,。；;：:、\s]/.test(after) && before.replace(/\s/g, '').length <= 2) return true;
  return (
    !looksLikePerson(before) &&
    !looksLikeOrganization(before) &&
    /^[\u4e00-\u9fa5]{0,16}(?:公司|银行|支行|分行)/.test(after)
  );
}
