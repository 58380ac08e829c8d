/** Court documents inside HTML, XML, the old site's script and the site's "Word" downloads. */
import { load, type CheerioAPI } from 'cheerio/slim';
import { isText, type AnyNode } from 'domhandler';
import { BadRecordError } from '../../src/errors.js';
import type { Parts } from '../../src/model/span.js';
import type { CourtMetadata, CourtText } from '../../src/read/context.js';
import { decode } from '../../src/read/text.js';

/** One record out of its wrapping, whatever that was. */
export interface Shaped {
  /** Name of the shape, for people. */
  readonly shape: string;
  readonly court: CourtText;
  readonly parts: Parts;
}

type Single = Exclude<keyof CourtMetadata, 'parties'>;

/** Collects what stands beside the body: first word wins. */
function fields() {
  const parts: Record<string, string> = {};
  const metadata: { -readonly [name in keyof CourtMetadata]: CourtMetadata[name] } = {};
  return {
    parts,
    metadata,
    take: (name: Single, part: string, raw: string | undefined): void => {
      const value = raw?.trim();
      if (!value || metadata[name]) return;
      parts[part] = value;
      metadata[name] = { value, part };
    },
  };
}

const blocks = new Set(
  'address article aside blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
);
const silent = new Set([
  'script',
  'style',
  'head',
  'noscript',
  'template',
  'title',
  'nav',
  'form',
  'button',
  'select',
  'iframe',
]);

/** Open elements within each other beyond which no page goes; parsers take time in the square of it. */
const deepest = 1000;

/** @throws BadRecordError TOO_DEEP */
function parsed(markup: string, options?: { xml: true }): CheerioAPI {
  if (depth(markup) > deepest)
    throw new BadRecordError(
      '标记嵌套过深，不是正常网页。请重新获取，或改为获取文本。 / The markup is nested deeper than any page. Fetch the record again, or as text.',
      {
        code: 'TOO_DEEP',
      },
    );
  // One root: among top-level nodes the library's selectors take time in the square of their number.
  return load(`<markup>${markup}</markup>`, options);
}

/** The nodes of the whole markup. The library's own `contents` sorts them, which takes minutes for a million. */
const contents = (page: CheerioAPI): readonly AnyNode[] => page.root().get(0)?.children ?? [];

/** Elements that need no end tag, or have none. */
const unclosed = /^(?:p|li|t[dhr]|d[dt]|option|br|hr|img|input|meta|link|col|area|base|embed|source|wbr)$/i;

function depth(markup: string): number {
  let [open, most] = [0, 0];
  for (const tag of markup.matchAll(/<(\/?)([a-z][\w:-]*)/gi)) {
    if (unclosed.test(tag[2] ?? '')) continue;
    const end = markup.indexOf('>', tag.index);
    if (end < 0) break;
    if (tag[1]) open = Math.max(0, open - 1);
    else if (markup[end - 1] !== '/') open++;
    if (open > most) most = open;
  }
  return most;
}

/**
 * Text as people see it: one line a block. Walks with a list of its own, so that nesting without end costs no stack.
 */
function visibleText(roots: readonly AnyNode[]): string {
  const pieces: string[] = [];
  const open: (AnyNode | '\n')[] = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === '\n') pieces.push('\n');
    else if (isText(node)) pieces.push(node.data.replace(/\s*\n\s*/g, ''));
    else if ('name' in node && silent.has(node.name)) continue;
    else if ('children' in node) {
      const block = 'name' in node && blocks.has(node.name);
      if (block) open.push('\n');
      for (let i = node.children.length - 1; i >= 0; i--) open.push(node.children[i] as AnyNode);
      if (block) open.push('\n');
    }
  }
  return tidy(pieces.join('').replace(/\n\s*\n/g, '\n'));
}

/** Lines without the marks that spreadsheets, editors and page makers leave; no two empty lines together. */
function tidy(text: string): string {
  return text
    .replace(/_x000D_|[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&amp;?#xA;|&#xA;/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, i, all) => line !== '' || (i > 0 && all[i - 1] !== ''))
    .join('\n')
    .trim();
}

/** Text of a field that holds either text or HTML. */
export const bodyText = (body: string): string =>
  /<(?:div|p|br|span|a|html|table)\b/i.test(body) ? visibleText(contents(parsed(body))) : tidy(body);

/** Where mirrors and the old site keep the document; without any of them the page's body. */
const containers = [
  '#Litigants, #Explain, #Procedure, #Opinion, #Verdict, #Inform, #Ending',
  '#DivContent',
  '.PDF_pox',
  'article',
  'body',
];

const pageFields = [
  ['title', 'h2.entry-title, #contentTitle, h1'],
  ['date', 'li.ht-kb-em-date'],
  ['court', 'li.ht-kb-em-author'],
  ['caseNumber', 'li.ht-kb-em-category'],
] as const;

/** @throws BadRecordError CUT */
export function readPage(html: string): Shaped {
  if (isCut(html)) throw cut('网页');
  const page = parsed(html);
  const { parts, metadata, take } = fields();
  for (const [name, selector] of pageFields) take(name, name, page(selector).first().text());
  const found = containers.map((selector) => page(selector).toArray()).find((nodes) => nodes.length > 0);
  const text = visibleText(found ?? contents(page));
  return { shape: parts['caseNumber'] ? 'openlaw page' : 'page', court: { text, metadata }, parts: { ...parts, text } };
}

/** A page with its end is whole, whatever its scripts hold; a fragment must close the block it opened last. */
const isCut = (html: string): boolean => {
  const lower = html.toLowerCase();
  if (lower.includes('</html')) return false;
  return (
    html.lastIndexOf('<') > html.lastIndexOf('>') ||
    /<html[\s>]/.test(lower.slice(0, 2000)) ||
    lower.lastIndexOf('<div') > lower.lastIndexOf('</div')
  );
};

const cut = (what: string): BadRecordError =>
  new BadRecordError(
    `${what}不完整，文书未完就结束了。请重新获取。 / It ends before the document is complete. Fetch it again.`,
    { code: 'CUT' },
  );

const caseInfo = [
  ['title', '案件名称'],
  ['caseNumber', '案号'],
  ['court', '法院名称'],
  ['procedure', '审判程序'],
] as const;

const relateInfo = [
  ['court', 'court'],
  ['procedure', 'trialRound'],
  ['cause', 'reason'],
  ['date', 'trialDate'],
] as const;

const relateValue = (script: string, key: string): string | undefined =>
  new RegExp(`key: ?"${key}", ?value: ?"([^"]{1,4000})"`).exec(script)?.[1];

/**
 * The script that the old site answered with: caseinfo and dirData beside jsonHtmlData, whose quotes some collectors
 * kept escaped and others did not.
 *
 * @throws BadRecordError CUT
 */
export function readScript(script: string): Shaped {
  const data = script.slice(script.indexOf('jsonHtmlData'));
  const html = between(data, /\\?"Html\\?"\s*:\s*\\?"/, /\\?"\s*\}\s*"\s*;?/g);
  if (html === undefined) throw cut('脚本');
  const text = bodyText(unescape(html).replaceAll('01lydyh01', "'"));
  const { parts, metadata, take } = fields();
  for (const [name, label] of caseInfo) take(name, label, new RegExp(`"${label}":"([^"]{1,400})"`).exec(script)?.[1]);
  for (const [name, label] of relateInfo) take(name, label, relateValue(script, label));
  metadata.parties = (relateValue(script, 'appellor') ?? '').split(/[,，]/).flatMap((value, i) => {
    const part = `appellor[${i}]`;
    if (!value) return [];
    parts[part] = value;
    return { value, part };
  });
  return {
    shape: 'old site script',
    court: { text, metadata },
    parts: { ...parts, text },
  };
}

/** What stands between the first `open` and the last `close` after it. */
function between(text: string, open: RegExp, close: RegExp): string | undefined {
  const start = open.exec(text);
  if (!start) return undefined;
  const from = start.index + start[0].length;
  close.lastIndex = from;
  const end = [...text.matchAll(close)].filter((match) => match.index >= from).at(-1);
  return end && text.slice(from, end.index);
}

/** Undoes the escapes of a script's string. */
const unescape = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, sign: string | undefined) =>
    code
      ? String.fromCharCode(parseInt(code, 16))
      : sign === 'n'
        ? '\n'
        : sign === 't' || sign === 'r'
          ? ' '
          : (sign ?? ''),
  );

/**
 * XML of the Nanjing University corpus: every element's words stand in its attribute `value`, the whole text in QW.
 *
 * @throws BadRecordError CUT
 */
export function readWrit(xml: string): Shaped {
  const writ = parsed(xml, { xml: true });
  const whole = writ('QW').first();
  const text = tidy(whole.attr('value') ?? visibleText(contents(writ)));
  if (!text) throw cut('XML ');
  const { parts, metadata, take } = fields();
  for (const [name, label] of writFields) take(name, label, writ(`[nameCN="${label}"]`).first().attr('value'));
  return { shape: 'writ', court: { text, metadata }, parts: { ...parts, text } };
}

const writFields = [
  ['title', '文书标题'],
  ['caseNumber', '案号'],
  ['court', '经办法院'],
  ['cause', '案由'],
  ['procedure', '审判程序'],
  ['docType', '文书种类'],
] as const;

/** The page inside a download that calls itself a Word file: an OLE container around HTML. Null for anything else. */
export function wordPage(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf || bytes[2] !== 0x11 || bytes[3] !== 0xe0) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.indexOf('<html');
  const end = buffer.lastIndexOf('</html>');
  return start >= 0 && end > start ? decode(buffer.subarray(start, end + '</html>'.length)) : null;
}
