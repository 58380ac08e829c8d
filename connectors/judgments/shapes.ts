/**
 * From the bytes of a file to the text of a court document, whatever wraps it. The shape is seen in the content; a file
 * name is believed only where it is a title.
 *
 *   split   one file ▶ records: lines of JSON, rows of a table, elements of a list; one record otherwise
 *   read    one record ▶ body text (part 'text'), and the fields beside it, each a part of its own
 */
import { parse } from 'csv-parse/sync';
import { BadRecordError } from '../../src/errors.js';
import type { FetchedRecord } from '../../src/ingest/connector.js';
import { sha256 } from '../../src/model/ids.js';
import { decode } from '../../src/read/text.js';
import { fieldShapes } from './fields.js';
import { readPage, readScript, readWrit, wordPage, type Shaped } from './pages.js';
import { readRow } from './rows.js';

/** Characters of a body beyond which it is no court document, and its grammars would take too long. */
const longest = 1_000_000;

/**
 * The records of one file, in its order. Never throws: what cannot be split is one record, named as the file, that
 * `readShape` refuses. Keys follow the source's own ids, so that a longer file of tomorrow gives the same keys.
 */
export function* splitFile(fileName: string, bytes: Uint8Array): Iterable<FetchedRecord> {
  const rows = rowsOf(bytes);
  if (!rows) {
    yield { key: fileName, bytes, mediaType: 'application/octet-stream' };
    return;
  }
  const taken = new Map<string, number>();
  for (const { key, json } of rows) {
    const times = (taken.get(key) ?? 0) + 1;
    taken.set(key, times);
    yield { key: times === 1 ? key : `${key}~${times}`, bytes: Buffer.from(json), mediaType: 'application/json' };
  }
}

const firstLine = (text: string): string => /^[^\n]{0,2000}/.exec(text)?.[0].trim() ?? '';

interface Row {
  readonly key: string;
  /** A JSON object, or what is left of one. */
  readonly json: string;
}

/** Null when the file is one record. */
function rowsOf(bytes: Uint8Array): Iterable<Row> | null {
  let text: string;
  try {
    text = decode(bytes);
  } catch {
    return null;
  }
  if (/^\s*\{[^\n]*\n\s*\{/.test(text)) return lines(text);
  if (/^\s*\[/.test(text)) return elements(text);
  if (isHeader(firstLine(text))) return table(text);
  return null;
}

/** JSON lines; a broken line is named by its number, so that the mended file replaces it. */
function* lines(text: string): Generator<Row> {
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line.trim()) yield { key: keyOf(parsed(line)) ?? `L${number}`, json: line };
  }
}

function elements(text: string): Iterable<Row> | null {
  const list = parsed(text);
  // An empty list is one record that is refused: a file does not vanish.
  if (!Array.isArray(list) || !list.length) return null;
  try {
    return list.map((element) => {
      const json = JSON.stringify(element);
      return { key: keyOf(element) ?? sha256(json).slice(0, 16), json };
    });
  } catch {
    return null; // Nested so deep that it can be read, but not written again.
  }
}

/** A first line of nothing but short names, one of which is a document's. */
const isHeader = (line: string): boolean =>
  /^[\w\u4e00-\u9fa5"()（）. ]{1,40}([,\t][\w\u4e00-\u9fa5"()（）. ]{0,40})+$/.test(line) &&
  /caseNumber|案号|noticeContent/.test(line);

/** Rows of CSV or TSV with a header. Behind a quote that never closes, the rest of the file is one broken row. */
function* table(text: string): Generator<Row> {
  const rows: Row[] = [];
  let read = 0;
  try {
    parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: firstLine(text).includes('\t') ? '\t' : ',',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      onRecord: (row: Record<string, string>, context) => {
        read = context.bytes;
        const json = JSON.stringify(row);
        rows.push({ key: keyOf(row) ?? sha256(json).slice(0, 16), json });
        return null;
      },
    });
  } catch {
    const rest = Buffer.from(text).subarray(read).toString('utf8');
    rows.push({ key: `row ${rows.length + 1}`, json: `{"row":${JSON.stringify(rest)}` });
  }
  yield* rows;
}

function keyOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const row = value as Record<string, unknown>;
  for (const field of fieldShapes.find((shape) => shape.when.every((name) => name in row))?.key ?? []) {
    const key = row[field];
    if ((typeof key === 'string' && key.trim()) || typeof key === 'number') return String(key).trim();
  }
  return undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * The text of one record and the fields beside it.
 *
 * @param name the record's key; a file name that is a document's title serves as one
 * @throws BadRecordError EMPTY, NOT_TEXT, CUT, BROKEN_JSON, ENCRYPTED, UNKNOWN_SHAPE, NO_BODY, TOO_LONG, TOO_DEEP,
 *         NOT_A_COURT_DOCUMENT
 */
export function readShape(bytes: Uint8Array, name: string): Shaped {
  const shaped = shapeOf(wordPage(bytes) ?? decode(bytes), name);
  const { text } = shaped.court;
  if (!/\S/.test(text))
    throw new BadRecordError(
      '该记录没有文书正文，只有相关字段。请获取全文。 / The record holds no text of a document, only fields about it. Fetch its full text.',
      {
        code: 'NO_BODY',
      },
    );
  if (text.length > longest)
    throw new BadRecordError(
      `正文超过 ${longest} 字。请拆分为每份文书一个文件。 / The text is longer than ${longest} characters. Split the file into one document each.`,
      {
        code: 'TOO_LONG',
      },
    );
  if (!isCourtDocument(text))
    throw new BadRecordError(
      '正文中没有法院、案号或当事人，不像裁判文书。请把它移出文件夹。 / Nothing in the text says that it is of a court: no court, no case number, no parties. Leave it out of the folder.',
      {
        code: 'NOT_A_COURT_DOCUMENT',
      },
    );
  return shaped;
}

function shapeOf(text: string, name: string): Shaped {
  const start = text.trimStart();
  if (text.includes('jsonHtmlData')) return readScript(text);
  if (/^[[{"]/.test(start)) return readRow(jsonOf(start));
  if (/^<\?xml|^<(?:QW|writ)\b/i.test(start)) return readWrit(start);
  if (start.startsWith('<')) return readPage(start);
  return plain(text, name);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const cut = !/[}\]]\s*$/.test(text);
    throw cut
      ? new BadRecordError(
          'JSON 不完整。请重新获取该记录。 / The JSON ends before it is complete. Fetch the record again.',
          { code: 'CUT', cause },
        )
      : new BadRecordError(
          'JSON 无法解析。请改正该行，或重新获取该记录。 / The JSON cannot be parsed. Mend the line, or fetch the record again.',
          {
            code: 'BROKEN_JSON',
            cause,
          },
        );
  }
}

/** Plain text or a digest in Markdown, whose heading names the case; a file name may be the title. */
function plain(text: string, name: string): Shaped {
  const heading = text.startsWith('# ') ? /^#{1,3} ([^\n]{4,80}案)$/m.exec(text)?.[1] : undefined;
  const file = /([^/#]{6,200}[书案])\.[a-z]{2,4}$/.exec(name)?.[1];
  const title = heading ?? file;
  return {
    shape: heading ? 'digest' : 'text',
    court: { text, ...(title && { metadata: { title: { value: title, part: 'title' } } }) },
    parts: { text, ...(title && { title }) },
  };
}

/** Words that only courts and those before them use; few, so that a text of one paragraph passes. */
const isCourtDocument = (text: string): boolean =>
  /法院|本院|法庭|[（(〔]\s*[12][0-9０-９]{3}\s*[）)〕][^\n，。]{1,30}号|原告|被告|上诉人|申请执行人|被执行人|申请人|异议人/.test(
    text,
  );
