/** Short names (以下简称…) and former names (曾用名…, 原名…) that a document gives its parties. */

/** UTF-16 range of a name. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const SHORT = /(?:以下|下文|下|后文|后|在下文中)?(?:均|合|统|共同|分别)?(?:简称|称)(?:为|作)?[：:]?/;
const FORMER =
  /(?:曾用名|原名称?|原企业名称|又名|别名|化名|现名|曾名|现更名为|现变更为|更名为|变更为|更名前|变更前名称|原公司名称|原称|前身(?:为|系)|原(?=[\u4e00-\u9fa5（）()]{4,}(?:公司|银行|支行|分行|厂|社)))(?:为|是|系)?\s?[：:]?\s?/;
const QUOTES = /["“”'‘’《》「」『』\s]/;
const PLACES =
  /^(?:甲方|乙方|丙方|丁方|原告|被告|第三人|上诉人|被上诉人|申请人|被申请人|申请执行人|被执行人|异议人|借款人|贷款人|保证人|担保人|出借人|抵押人|债权人|债务人|案外人|本院|第[一二三四五六七八九十]被告|被告[一二三四五六七八九十\d]|原告[一二三四五六七八九十\d]|[两二三四五六七八九十]被告|双方|该公司|[两二三]原告|本公司|我公司|该行)$/;

/** The short names in the text of a bracket; places in a contract and roles are none. */
export function shortNamesIn(text: string, from: number, until: number): readonly Range[] {
  const opening = SHORT.exec(text.slice(from, until));
  if (!opening) return [];
  return pieces(text, from + opening.index + opening[0].length, until).filter(
    ({ start, end }) => end - start <= 20 && !PLACES.test(text.slice(start, end)),
  );
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
