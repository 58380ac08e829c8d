/** A court document in the fields of a JSON object or table row. */
import { BadRecordError } from '../../src/errors.js';
import { fromExcelSerial } from '../../src/model/date.js';
import type { CourtMetadata, Field } from '../../src/read/context.js';
import { documentTypes, fieldShapes, type FieldShape } from './fields.js';
import { bodyText, type Shaped } from './pages.js';

type Row = Readonly<Record<string, unknown>>;

/** @throws BadRecordError ENCRYPTED or UNKNOWN_SHAPE */
export function readRow(json: unknown): Shaped {
  const { row, shape } = known(json);
  const parts: Record<string, string> = {};
  /** The field as metadata, and its raw text as a part; undefined when it is empty. */
  const field = (name: string | undefined, clean: (raw: string) => string = (raw) => raw): Field | undefined => {
    const raw = name === undefined ? undefined : words(row[name]);
    const value = raw && clean(raw);
    if (!raw || !value || name === undefined) return undefined;
    parts[name] = raw;
    return { value, part: name };
  };
  const parties = (shape.parties ?? []).flatMap((name) =>
    names(row[name]).map((value, i) => {
      parts[`${name}[${i}]`] = value;
      return { value, part: `${name}[${i}]` };
    }),
  );
  const body = shape.body.map((name) => words(row[name]) ?? '').sort((a, b) => b.length - a.length)[0] ?? '';
  const text = bodyText(/\S/.test(body) ? body : sections(row, shape));
  const metadata: Partial<Record<keyof CourtMetadata, Field | undefined>> = {
    title: field(shape.title),
    caseNumber: field(shape.caseNumber),
    court: field(shape.court),
    cause: field(shape.cause),
    procedure: field(shape.procedure),
    docType: field(shape.docType, (code) => documentTypes[code] ?? ''),
    date: field(shape.date && `${shape.date}_iso`) ?? field(shape.date, isoDate),
  };
  const given = Object.fromEntries(Object.entries(metadata).filter(([, value]) => value)) as CourtMetadata;
  return {
    shape: shape.name,
    court: {
      text,
      metadata: { ...given, ...(parties.length > 0 && { parties }) },
      ...(shape.notice && { notice: true }),
    },
    parts: { ...parts, text },
  };
}

/** The row itself, out of the envelopes that interfaces put around it. */
function known(json: unknown): { row: Row; shape: FieldShape } {
  let value = json;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof value === 'string') value = unpacked(value);
    if (Array.isArray(value) && value.length === 1) value = value[0] as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) break;
    const row = value as Row;
    const shape = fieldShapes.find(({ when }) => when.every((name) => name in row));
    if (shape) return { row, shape };
    if ('secretKey' in row && typeof row['result'] === 'string')
      throw new BadRecordError(
        '网站的应答仍是密文。请先解密其结果再存放。 / The answer of the site is still encrypted. Decrypt its result before storing it.',
        {
          code: 'ENCRYPTED',
        },
      );
    value = row['result'] ?? row['Result'] ?? row['data'];
  }
  throw new BadRecordError(
    '没有已知的文书格式有这些字段。请把字段名加入 connectors/judgments/fields.ts 后重放。 / No known shape of court documents has these fields. Add its field names to connectors/judgments/fields.ts and replay.',
    {
      code: 'UNKNOWN_SHAPE',
    },
  );
}

function unpacked(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The document put together from its sections. */
function sections(row: Row, shape: FieldShape): string {
  const lines: string[] = [];
  for (const [field, opening, sign] of shape.sections ?? []) {
    const values = [field, ...numbered(field)].map((name) => words(row[name])).filter((value) => value !== undefined);
    values.forEach((value, i) => {
      const opened = i > 0 || opening === undefined || (sign !== undefined && value.slice(0, 60).includes(sign));
      lines.push(opened ? value : opening + value);
    });
  }
  return lines.join('\n');
}

const numbers = new Map<string, readonly string[]>();

/** What the parts of a section are called: field1 to field20; each name is made once. */
function numbered(field: string): readonly string[] {
  let names = numbers.get(field);
  if (!names) numbers.set(field, (names = Array.from({ length: 20 }, (_, i) => `${field}${i + 1}`)));
  return names;
}

/** Text of a field; undefined when there is none. */
function words(value: unknown): string | undefined {
  const text =
    typeof value === 'string'
      ? value.trim()
      : typeof value === 'number'
        ? String(value)
        : Array.isArray(value)
          ? names(value).join('、')
          : '';
  return text === '' ? undefined : text;
}

/** Party names of a list or of a text that separates them; the same name in another width of brackets counts once. */
function names(value: unknown): string[] {
  const list = Array.isArray(value)
    ? value.filter((entry) => typeof entry === 'string')
    : typeof value === 'string'
      ? value.split(/[,，;；、]/)
      : [];
  const seen = new Map<string, string>();
  for (const name of list.map((entry) => entry.trim()).filter(Boolean)) {
    const key = name.normalize('NFKC');
    if (!seen.has(key)) seen.set(key, name);
  }
  return [...seen.values()];
}

/** Days of Excel and milliseconds of scripts as a date of China; other text as it is. */
function isoDate(raw: string): string {
  if (/^\d{5}(?:\.0)?$/.test(raw)) return fromExcelSerial(raw) ?? '';
  const time = /^(?:\/Date\()?(\d{12,13})(?:\)\/)?$/.exec(raw)?.[1];
  return time ? new Date(Number(time) + 8 * 3_600_000).toISOString().slice(0, 10) : raw;
}
