/**
 * The head of a court document: which court decided which case in which procedure, by what kind of document, and when.
 * The body is believed first, the record's own fields where it is silent.
 */
import { caseNumber, caseStage } from '../model/caseNumber.js';
import type { CourtDocument, CourtParty, DocType, Procedure } from '../model/courtDocument.js';
import { partialDate } from '../model/date.js';
import type { Stated } from '../model/span.js';
import { byLength, caseOpening, startOfCause } from './caseSentence.js';
import type { CourtText, Field } from './context.js';
import type { Spanning } from './particulars.js';
import { caseNumbersIn, normalNumber } from './relatedCases.js';
import type { Sections } from './sections.js';

export type Header = Pick<CourtDocument, 'docType' | 'title' | 'caseNumber' | 'court' | 'procedure' | 'date'>;

/** Kinds of documents by their last words, spaces left out. */
const KINDS: readonly (readonly [RegExp, DocType])[] = [
  [/判\s*决\s*书/, 'judgment'],
  [/裁\s*定\s*书/, 'ruling'],
  [/调\s*解\s*书/, 'mediation'],
  [/支\s*付\s*令/, 'paymentOrder'],
  [/决\s*定\s*书/, 'decision'],
  [/公\s*告|通\s*知\s*书/, 'notice'],
];
const DISPOSED: readonly (readonly [RegExp, DocType])[] = [
  [/判决如下|判决[：:]/, 'judgment'],
  [/裁定如下|裁定[：:]/, 'ruling'],
  [/达成[^，。；]{0,12}协议|调解协议/, 'mediation'],
  [/支付令/, 'paymentOrder'],
  [/决定如下/, 'decision'],
];

const COURT =
  /(?:(?:中华人民共和国)?最高人民法院(?:第[一二三四五六]巡回法庭)?|[\u4e00-\u9fa5×*＊]{2,30}?(?:(?:中级|高级|第[一二三四五六七八九十]+中级)?人民法院(?:生产建设兵团分院)?|海事法院|铁路运输(?:中级)?法院|(?:知识产权|金融|互联网|林区(?:中级|基层)?|农垦(?:中级)?|矿区|油田)(?:人民)?法院))/g;

/** What the head, the tail and the record's fields say; the cause is read later, when the names of the parties are known. */
export function readHeader(input: CourtText, sections: Sections, span: Spanning): Header {
  const { text, metadata } = input;
  const head = text.slice(0, headEnd(text, sections));
  const title = metadata?.title ? field(metadata.title) : titleOf(head, span);
  const number = numberOf(head, span) ?? (metadata?.caseNumber && caseNumberField(metadata.caseNumber));
  const court = courtOf(text, head, span) ?? (metadata?.court && field(metadata.court));
  const date = dateOf(text, sections, span) ?? (metadata?.date && dateField(metadata.date));
  return {
    docType: docTypeOf(input, head, sections),
    ...(title && { title }),
    ...(number && { caseNumber: number }),
    ...(court && { court }),
    procedure: procedureOf(input, number?.value, head, sections),
    ...(date && { date }),
  };
}

/** The head ends where the parties begin; a few signs more, since a number may stand right there. */
const headEnd = (text: string, sections: Sections): number =>
  Math.min(text.length, Math.max(sections.parties.start, sections.head.end, 0) || Math.min(text.length, 300));

const field = ({ value, part }: Field): Stated<string> => ({ value, at: { start: 0, end: [...value].length, part } });

export function caseNumberField(given: Field): Stated<string> | undefined {
  const value = normalNumber(given.value);
  return value === undefined ? undefined : { value, at: { start: 0, end: [...given.value].length, part: given.part } };
}

export function dateField(given: Field): Stated<string> | undefined {
  const value = partialDate.clean(given.value.trim().slice(0, 10)) ?? partialDate.clean(given.value);
  return value === null ? undefined : { value, at: { start: 0, end: [...given.value].length, part: given.part } };
}

function titleOf(head: string, span: Spanning): Stated<string> | undefined {
  const line = /^\s*([^\n]{6,240}(?:书|案))\s*(?:\n|$)/.exec(head);
  if (!line?.[1] || !/纠纷|案|书$/.test(line[1]) || /^[^与诉、]{2,30}法院/.test(line[1])) return undefined;
  const start = head.indexOf(line[1]);
  return { value: line[1], at: span(start, start + line[1].length) };
}

function numberOf(head: string, span: Spanning): Stated<string> | undefined {
  const found = caseNumbersIn(head).at(-1);
  return found && { value: found.value, at: span(found.start, found.end) };
}

function courtOf(text: string, head: string, span: Spanning): Stated<string> | undefined {
  const end = Math.max(head.search(NUMBER_START), 0) || head.length;
  const part = head.slice(0, end);
  let found: Stated<string> | undefined;
  for (const hit of part.matchAll(COURT)) {
    // A title that runs into the court: …一审民事判决书北京市海淀区人民法院.
    const glued = /^.*(?:判决书|裁定书|调解书|决定书|一案|文书内容)/.exec(hit[0])?.[0].length ?? 0;
    const start = hit.index + glued;
    const value = text.slice(start, hit.index + hit[0].length);
    if (value.length >= 5 && !/不服|上诉|上列|法院与|纠纷/.test(value))
      found = { value, at: span(start, start + value.length) };
  }
  return found ?? spacedCourt(part, span);
}

/** 陕 西 省 渭 南 市 中 级 人 民 法 院 */
function spacedCourt(part: string, span: Spanning): Stated<string> | undefined {
  const hit = /[\u4e00-\u9fa5](?:[ \u3000]{1,3}[\u4e00-\u9fa5]){2,30}?[ \u3000]{0,3}法[ \u3000]{1,3}院/.exec(part);
  return hit ? { value: hit[0].replace(/\s/g, ''), at: span(hit.index, hit.index + hit[0].length) } : undefined;
}

const NUMBER_START = /[（(〔[【]\s?[12][0-9０-９OＯ]{3}\s?[）)〕\]】]/;

function docTypeOf(input: CourtText, head: string, sections: Sections): DocType {
  if (input.notice) return 'notice';
  const said = [head.slice(-200), input.metadata?.docType?.value, input.metadata?.title?.value, head];
  for (const text of said) {
    const kinds = KINDS.filter(([pattern]) => pattern.test(text ?? ''));
    if (kinds[0]) return kinds[0][1];
  }
  const before = input.text.slice(Math.max(0, sections.disposition.start - 30), sections.disposition.start);
  return DISPOSED.find(([pattern]) => pattern.test(before))?.[1] ?? 'other';
}

const WORDS: readonly (readonly [RegExp, Procedure])[] = [
  [/复议/, 'enforcementReview'],
  [/执行异议|异议人|案外人/, 'enforcementObjection'],
  [/再审|申诉|抗诉|审判监督/, 'retrial'],
  [/二审|上诉人|终审/, 'second'],
  [/强制清算|破产/, 'bankruptcy'],
  [/支付令|督促/, 'paymentOrder'],
  [/财产保全|诉前保全/, 'preservation'],
  [/执行/, 'enforcement'],
  [/一审|原告|起诉/, 'first'],
];

/** The number's own type says it; else the words of the title, of the record, of the roles. */
export function procedureOf(input: CourtText, number: string | undefined, head: string, sections: Sections): Procedure {
  const stage = number === undefined ? 'other' : stageOf(number);
  if (stage !== 'other') return stage;
  const title = `${head} ${input.metadata?.procedure?.value ?? ''} ${input.metadata?.title?.value ?? ''}`.replace(
    /执\s*行\s*裁\s*定\s*书/,
    '执行',
  );
  const roles = input.text.slice(sections.parties.start, Math.min(sections.parties.end, sections.parties.start + 60));
  for (const text of [title, roles]) {
    const found = WORDS.find(([pattern]) => pattern.test(text));
    if (found) return found[1];
  }
  return 'other';
}

/** Stage by the type code, or by the letters of a number from before 2016. */
function stageOf(number: string): Procedure {
  const clean = caseNumber.clean(number);
  const stage = clean ? caseStage(clean.typeCode) : 'other';
  if (stage !== 'other') return stage;
  const letters = number
    .replace(/^\(\d{4}\)/, '')
    .replace(/第?\d.*$/, '')
    .replace(/字$/, '');
  if (/执异$/.test(letters)) return 'enforcementObjection';
  if (/执复(?:议)?$/.test(letters)) return 'enforcementReview';
  if (/执[\u4e00-\u9fa5]?$/.test(letters)) return 'enforcement';
  if (/初$|民$/.test(letters)) return 'first';
  if (/终$/.test(letters)) return 'second';
  if (/[申再监提抗]$/.test(letters)) return 'retrial';
  return 'other';
}

const SIGNED_ON =
  /[二2][〇○ＯOoО0零OＯ\s]{0,3}[〇○ＯOo0零一二三四五六七八九十\d][〇○ＯOo0零一二三四五六七八九十\d\s]{0,3}年\s?[一二三四五六七八九十元\d]{1,3}\s?月\s?[一二三四五六七八九十廿卅\d]{1,4}\s?(?:日|(?=\s*(?:书|法官|$)))/g;

/** The date under the signatures: the first whole one of the tail; else the last in Chinese numerals of the text. */
function dateOf(text: string, sections: Sections, span: Spanning): Stated<string> | undefined {
  const { start, end } = sections.tail;
  const near = Math.min(end, start + 1500);
  for (const [from, until, last] of [
    [start, near, false],
    [Math.max(sections.disposition.start, text.length - 3000), text.length, true],
  ] as const) {
    let found: Stated<string> | undefined;
    SIGNED_ON.lastIndex = from;
    for (let hit = SIGNED_ON.exec(text); hit && hit.index < until; hit = SIGNED_ON.exec(text)) {
      if (last && /\d/.test(hit[0].slice(0, 4))) continue;
      const value = dateIn(hit[0]);
      if (!value) continue;
      found = { value, at: span(hit.index, hit.index + hit[0].length) };
      if (!last) return found;
    }
    if (found) return found;
  }
  return undefined;
}

const dateIn = (raw: string): string | undefined => {
  const value = partialDate.clean(`${raw.replace(/\s/g, '').replace(/[ООo]/g, '〇').replace(/日$/, '')}日`);
  return value !== null && value.length === 10 ? value : undefined;
};

/** The cause of action as the body's opening states it, else as the title or the record does. */
export function readCause(
  input: CourtText,
  sections: Sections,
  parties: readonly CourtParty[],
  span: Spanning,
): Stated<string> | undefined {
  const { text, metadata } = input;
  const { start } = sections.procedure;
  const opening = caseOpening(text, start, Math.min(text.length, start + 2500), parties);
  if (opening.cause && !/签[订署]|订立|约定/.test(text.slice(opening.cause.start, opening.cause.end)))
    return bare(text.slice(opening.cause.start, opening.cause.end), span(opening.cause.start, opening.cause.end));
  const given = metadata?.cause;
  if (given && /[\u4e00-\u9fa5]{2}/.test(given.value)) return field(given);
  const title = metadata?.title ?? undefined;
  const at = title ? inTitle(title.value, parties) : inTitle(text.slice(0, sections.head.end), parties);
  if (!at) return undefined;
  return title
    ? {
        value: title.value.slice(at.start, at.end),
        at: {
          start: [...title.value.slice(0, at.start)].length,
          end: [...title.value.slice(0, at.end)].length,
          part: title.part,
        },
      }
    : { value: text.slice(at.start, at.end), at: span(at.start, at.end) };
}

const bare = (value: string, at: Stated<string>['at']): Stated<string> => ({ value, at });

/** Words about the procedure at the end of a title, which are no part of the cause. */
const TITLE_END =
  /^(.*?)(?:一案)?(?:民事|刑事|行政|执行|国家赔偿|一审|二审|再审|审查与审判监督|审判监督|审查|监督|申诉|申请|其他|首次|实施类?|案件|异议|复议|特别程序|管辖|恢复|通用)*(?:判决书|裁定书|调解书|决定书|支付令|一案|案)\s*$/;

/** The cause in …与李四民间借贷纠纷一审民事判决书. */
function inTitle(
  title: string,
  parties: readonly CourtParty[],
): { readonly start: number; readonly end: number } | undefined {
  for (const line of title.slice(0, 600).split('\n')) {
    const kept = line.length <= 300 ? TITLE_END.exec(line)?.[1] : undefined;
    if (kept === undefined || kept === '') continue;
    const start = startOfCause(kept, 0, kept.length, byLength(parties));
    const base = title.indexOf(line);
    if (start !== undefined && start < kept.length) return { start: base + start, end: base + kept.length };
  }
  return undefined;
}
