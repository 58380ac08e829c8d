/**
 * The sections of a court document, found by the fixed words that courts use to open them (《人民法院民事裁判文书制作规范》).
 * Works on text with paragraphs and on text whose paragraphs were glued together without any newline.
 */

/** UTF-16 indexes of the text; empty (start = end) where the document has no such section. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Ranges in the order of the document; they do not overlap, and every section ends where the next one begins. */
export interface Sections {
  readonly text: string;
  /** Title, court, kind of document, case number. */
  readonly head: TextRange;
  readonly parties: TextRange;
  /** How the case came here: 原告甲与被告乙…纠纷一案，本院立案后… */
  readonly procedure: TextRange;
  readonly claims: TextRange;
  readonly defence: TextRange;
  /** What a court found, the court below included in a second instance. */
  readonly facts: TextRange;
  readonly reasoning: TextRange;
  /** After 判决如下：. */
  readonly disposition: TextRange;
  /** Judges, date (落款), clerk, annexes. */
  readonly tail: TextRange;
}

type Name = Exclude<keyof Sections, 'text'>;
const ORDER: readonly Name[] = [
  'head', 'parties', 'procedure', 'claims', 'defence', 'facts', 'reasoning', 'disposition', 'tail',
]; // prettier-ignore

const ROLE =
  '(?:原审|一审|二审|再审|反诉|本诉|被)?(?:原告|被告|上诉|第三人|申请(?:执行|复议|再审)?|申诉|执行|异议|案外人|利害关系|公诉机关|复议申请|起诉)';
const OWN_NUMBER =
  /[（(〔[【]\s*[12][\d０-９○〇O]{3}\s*[）)〕\]】][^，。；：（(\n]{1,40}?号(?:\s*之\s*[一二三四五六七八九十\d]{1,3})?/;
const FIRST_ROLE = new RegExp(`${ROLE}人?[（(：:\\u4e00-\\u9fa5]`);
const PROCEDURE =
  /一案|[二两三四五六七八九十\d]案[，,]|本院|诉称|诉讼请求|不服|提起(?:诉讼|上诉)|起诉(?:至|到|来|请求|，)|因与|纠纷(?!.{0,6}(?:委员会|中心))|审理终结/;
const CLAIMS =
  /(?:诉|起诉|上诉|申请|异议|复议|申诉|反诉)(?:人)?称[：:，,]|(?:提出|如下|以下)[^，。；]{0,6}(?:诉讼|上诉|异议|复议)?请求|(?:诉讼|上诉|起诉|再审|异议|复议)请求(?:判令|依法|法院)?[：:，,]|请求(?:依法)?(?:判令|撤销)|异议(?:人|称)[^，。；]{0,40}称[：:，,]/;
const DEFENCE =
  /辩称|答辩(?:[：:，,]|意见|认为)|未(?:作|提交|提出|到庭|应诉|进行|予)[^，。；]{0,8}答辩|未答辩|述称[：:，,]|意见陈述/;
const FACTS =
  /(?:经|院|又|再|另|审|理|后|庭审)(?:审理|审|庭审|再审|二审)*查明|认定(?:的|如下|以下|本案)*(?:案件)?事实(?:如下|[：:])|(?:如下|以下)(?:案件|法律|基本)?事实|事实认定如下|经查[，,：:]|(?:^|[。\n\s])查明[：:，,]/;
const OWN_REASONING =
  /(?:^|[。\n\s”"；;！!：:])(?:综上[，,]?|据此[，,]?)?(?:经审查[，,]?|经审理[，,]?|为此[，,]?)?本院(?:二审|再审|一审)?(?:经|依法)?(?:再审|审理|审查|复议|合议庭?评议|审核|讨论|研究)*(?:后)?认为(?:[，,：:、]|(?=[\u4e00-\u9fa5]))/g;
const DECIDED =
  /(?:判决|裁定|决定|调解|协议|命令|支付令)如下\s*[：:；;，,。]?|如下(?:判决|裁定|决定|协议|调解协议|支付令)\s*[：:]|达成[^，。；]{0,12}协议\s*[：:]/g;
const DECIDED_SHORT = /(?:规定|之|条|款|项|议|现|院|，|,)\s*(?:特此|依法|作出)?(?:判决|裁定|决定)\s*[：:]/g;
const SIGNED =
  /(?:审\s*判\s*长|(?:(?:代理|助理)\s*)?审\s*判\s*员|执\s*行\s*(?:长|员)|(?:人民)?陪\s*审\s*员|书\s*记\s*员|法\s*官\s*助\s*理)(?:[\s：:]|(?=[\u4e00-\u9fa5＊*×xX]{2,4}(?:$|[\s。审书代人二陪执法附本]|[一-鿿])))/g;
const SIGNED_DATE =
  /[二2][〇○ＯOoО0零О]?[〇○ＯOoО0零一二三四五六七八九\d]{1,2}[〇○ＯOo0零一二三四五六七八九十\d]\s*年\s*[一二三四五六七八九十元]{1,3}\s*月/g;

/** @returns the sections of a document. Never throws; a text that is no court document is all head. */
export function sectionize(text: string): Sections {
  const starts = new Map<Name, number>();
  const partiesAt = startOfParties(text);
  starts.set('parties', partiesAt);

  const procedureAt = startOfProcedure(text, partiesAt);
  starts.set('procedure', procedureAt);
  const decided = dispositionOf(text, procedureAt);
  const limit = decided?.sentence ?? text.length;
  const signedAt = startOfTail(text, decided?.start ?? procedureAt);

  const claimsAt = sentenceWith(text, CLAIMS, procedureAt, limit);
  const factsAt = sentenceWith(text, FACTS, claimsAt ?? procedureAt, limit);
  const defenceAt = sentenceWith(text, DEFENCE, claimsAt ?? procedureAt, factsAt ?? limit);
  const reasoningAt = startOfReasoning(text, factsAt ?? claimsAt ?? procedureAt, limit);
  if (claimsAt !== undefined && claimsAt < (factsAt ?? limit) && claimsAt < (reasoningAt ?? limit))
    starts.set('claims', claimsAt);
  if (defenceAt !== undefined && defenceAt < (reasoningAt ?? limit)) starts.set('defence', defenceAt);
  if (factsAt !== undefined && factsAt < (reasoningAt ?? limit)) starts.set('facts', factsAt);
  if (reasoningAt !== undefined) starts.set('reasoning', reasoningAt);
  if (decided) starts.set('disposition', decided.start);
  if (signedAt !== undefined) starts.set('tail', signedAt);
  return ranges(text, starts);
}

function ranges(text: string, starts: ReadonlyMap<Name, number>): Sections {
  const found: Partial<Record<Name, TextRange>> = {};
  let end = text.length;
  for (const name of [...ORDER].reverse()) {
    const start = Math.min(name === 'head' ? 0 : (starts.get(name) ?? end), end);
    found[name] = { start, end };
    end = start;
  }
  return { text, ...(found as Record<Name, TextRange>) };
}

/** After the document's own case number, where one stands in its head; else at the first role word. */
function startOfParties(text: string): number {
  const head = text.slice(0, 1500);
  const role = FIRST_ROLE.exec(head);
  const number = OWN_NUMBER.exec(head);
  if (number && !/[，。；]/.test(head.slice(0, number.index).replace(/^.*\n/, '')))
    return number.index + number[0].length;
  return role ? role.index : 0;
}

/** Start of the first sentence from `from` on that holds one of the words; undefined when none does before `until`. */
function sentenceWith(text: string, words: RegExp, from: number, until = text.length): number | undefined {
  const hit = words.exec(text.slice(from, until));
  if (!hit) return undefined;
  let at = from + hit.index + (/^[。\n\s]/.test(hit[0]) ? 1 : 0);
  while (at > from && !'。\n'.includes(text[at - 1] ?? '')) at--;
  while (at < until && /[\s”"]/.test(text[at] ?? '')) at++;
  return at;
}

/** The case is opened by a sentence of its own; where no full stop parts it from the entries of the parties, by naming the first of them again. */
function startOfProcedure(text: string, from: number): number {
  const hit = PROCEDURE.exec(text.slice(from));
  const start = sentenceWith(text, PROCEDURE, from);
  if (!hit || start === undefined) return text.length;
  const entries = text.slice(start, from + hit.index);
  if (!ENTRY.test(entries)) return start;
  const divided = Math.max(entries.lastIndexOf('；'), entries.lastIndexOf(';')) + 1;
  OPENING.lastIndex = divided;
  const opening = OPENING.exec(entries.slice(0, 6000));
  return start + (opening ? opening.index : divided);
}

/** Signs of an entry of the party section inside a sentence. */
const ENTRY =
  /[，,][男女][，,]|代理人|代表人|负责人|住所|(?:原告|被告|上诉人|申请人|执行人|第三人)(?:[（(][^（）()]{2,12}[）)])?[：:]/;
const OPENING =
  /(?:再审申请人|被?上诉人|申请执行人|申请复议人|复议申请人|申请人|执行异议人|异议人|案外人|起诉人|原告)(?![（(：:])[^，,。；;：:\n]{2,60}?(?:因与|为与|诉|与|因|不服|、)/g;

function dispositionOf(text: string, from: number): { readonly start: number; readonly sentence: number } | undefined {
  const hit = last(text, DECIDED, from) ?? last(text, DECIDED_SHORT, from);
  if (!hit) return undefined;
  return { start: hit.index + hit[0].length, sentence: hit.index };
}

function startOfReasoning(text: string, from: number, until: number): number | undefined {
  const part = text.slice(from, until);
  OWN_REASONING.lastIndex = 0;
  let found: number | undefined;
  const ownFacts = Math.max(part.lastIndexOf('查明'), part.lastIndexOf('事实如下'), part.lastIndexOf('事实：'));
  for (const hit of part.matchAll(OWN_REASONING)) {
    const at = hit.index + (/^[。\n\s”"；;！!：:]/.test(hit[0]) ? 1 : 0);
    found = at;
    if (at > ownFacts) break;
  }
  return found === undefined ? undefined : from + found;
}

/** The signatures: the first signing judge after the disposition; a date in Chinese numerals where no judge signs. */
function startOfTail(text: string, from: number): number | undefined {
  const near = Math.max(from, 0);
  SIGNED.lastIndex = near;
  const signed = SIGNED.exec(text);
  if (signed) return signed.index;
  SIGNED_DATE.lastIndex = near;
  const dates = [...text.slice(near).matchAll(SIGNED_DATE)];
  const dated = dates.at(-1);
  return dated ? near + dated.index : undefined;
}

function last(text: string, pattern: RegExp, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from;
  let found: RegExpExecArray | undefined;
  for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) found = hit;
  return found;
}
