/** Short names (以下简称…) and former names (曾用名…, 原名…) that a document gives its parties. */

/** UTF-16 range of a name. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const SHORT =
  /(?:以下|下文|下|后文|后|在下文中)?(?:均|合|统|共同|分别)?(?:简称|称)(?:为|作)?[：:]?|(?:现更名为|现变更为|现已?变更为|已?更名为|现名)[：:]?/;
const FORMER =
  /(?:曾用名|原名称?|原企业名称|又名|别名|化名|曾名|更名前|变更前名称|原公司名称|原称|前身(?:为|系)|原(?=[\u4e00-\u9fa5（）()]{4,}(?:公司|银行|支行|分行|厂|社)))(?:为|是|系)?\s?[：:]?\s?/;
const QUOTES = /["“”'‘’《》「」『』\s]/;
const PLACES =
  /^(?:甲方|乙方|丙方|丁方|原告|被告|第三人|上诉人|被上诉人|申请人|被申请人|申请执行人|被执行人|异议人|借款人|贷款人|保证人|担保人|出借人|抵押人|债权人|债务人|案外人|本院|第[一二三四五六七八九十]被告|被告[一二三四五六七八九十\d]|原告[一二三四五六七八九十\d]|[两二三四五六七八九十]被告|双方|该公司|[两二三]原告|本公司|我公司|该行)$/;

/** 被告吉安租赁公司 as a short name is 吉安租赁公司. */
const ROLE_BEFORE = /^(?:原告|被告|第三人|被?上诉人|被?申请人|申请执行人|被执行人)(?=[\u4e00-\u9fa5]{2})/;

/** The short names in the text of a bracket; places in a contract and roles are none. */
export function shortNamesIn(text: string, from: number, until: number): readonly Range[] {
  const opening = SHORT.exec(text.slice(from, until));
  if (!opening) return [];
  return pieces(text, from + opening.index + opening[0].length, until)
    .map(({ start, end }) => ({ start: start + (ROLE_BEFORE.exec(text.slice(start, end))?.[0].length ?? 0), end }))
    .filter(({ start, end }) => end - start >= 2 && end - start <= 40 && !PLACES.test(text.slice(start, end)));
}

/** The former names in a text behind a name, up to the end of the bracket or clause; '原' alone counts before an organization. */
export function formerNamesIn(text: string, from: number, until: number): readonly Range[] {
  const part = text.slice(from, until);
  const opening = FORMER.exec(part);
  if (!opening) return [];
  const start = from + opening.index + opening[0].length;
  let end = start;
  let depth = 0;
  for (; end < until; end++) {
    const sign = text[end] ?? '';
    if (sign === '（' || sign === '(') depth++;
    else if (sign === '）' || sign === ')') {
      if (depth === 0) break;
      depth--;
    } else if (/[，,。；;\n]/.test(sign)) break;
  }
  return pieces(text, start, end).filter(({ start: a, end: b }) => b - a <= 60);
}

/** Names of a list, without quotes: “甲公司”或“乙公司”. */
function pieces(text: string, from: number, until: number): readonly Range[] {
  const found: Range[] = [];
  let start = from;
  for (let i = from; i <= until; i++) {
    if (
      i < until &&
      !/[、，,；;。]/.test(text[i] ?? '') &&
      !(/[或]/.test(text[i] ?? '') && /["”’》]/.test(text[i - 1] ?? ''))
    )
      continue;
    let [a, b] = [start, i];
    while (a < b && QUOTES.test(text[a] ?? '')) a++;
    while (b > a && QUOTES.test(text[b - 1] ?? '')) b--;
    if (b - a >= 2) found.push({ start: a, end: b });
    if (i < until && /[，,；;。]/.test(text[i] ?? '')) break;
    start = i + 1;
  }
  return found;
}

/** Whether a text in brackets right behind a name can only be a short form of it: its characters, in their order. */
export function shortens(name: string, short: string): boolean {
  if (short.length < 2 || short.length > 14 || short.length >= name.length) return false;
  let at = 0;
  for (const sign of short) {
    at = name.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const RENAMED = /(?:更名|名称变更|变更名称|变更登记|改名|改制)(?:登记)?为/g;

/** Former names told in the running text: …将威海甲电机有限公司更名为威海乙电机有限公司. `isParty` gives the name that stands at an index. */
export function renamedIn(
  text: string,
  isParty: (at: number) => string | undefined,
  isOrganization: (name: string) => boolean,
): readonly (Range & { readonly party: string })[] {
  const found: (Range & { readonly party: string })[] = [];
  for (const hit of text.matchAll(RENAMED)) {
    const party = isParty(hit.index + hit[0].length);
    if (party === undefined) continue;
    const end =
      hit.index - (/(?:企业|公司)?名称$/.exec(text.slice(Math.max(0, hit.index - 4), hit.index))?.[0].length ?? 0);
    const before = text.slice(Math.max(0, end - 50), end);
    const start = end - (/[^，,。；;：:、将由原经]*$/.exec(before)?.[0].length ?? 0);
    const name = text.slice(start, end);
    if (name.length >= 6 && name !== party && !/股东|代表人|范围|[股产债]权/.test(name) && isOrganization(name))
      found.push({ start, end, party });
  }
  return found;
}
