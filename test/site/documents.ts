/** What the imitated site holds: the court documents of the samples, and invented ones in any number. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readShape, splitFile } from '../../connectors/judgments/shapes.js';
import { BadRecordError } from '../../src/errors.js';
import { addDays } from '../../src/model/date.js';
import { readCourtDocument } from '../../src/read/readCourtDocument.js';

export interface HeldDocument {
  readonly id: string;
  readonly title: string;
  readonly court: string;
  readonly caseNumber: string;
  /** ISO. */
  readonly date: string;
  readonly lines: readonly string[];
}

/** One of each document in samples/judgments that has court, number and date; oldest first. */
export async function sampleDocuments(): Promise<readonly HeldDocument[]> {
  const folder = 'samples/judgments';
  const held = new Map<string, HeldDocument>();
  for (const name of (await readdir(folder)).sort())
    for (const record of splitFile(name, await readFile(join(folder, name)))) {
      const document = heldOf(record.bytes, record.key);
      // Glued texts have no lines to show on a page.
      if (document && document.lines.length > 3 && !held.has(document.caseNumber + document.date))
        held.set(document.caseNumber + document.date, document);
    }
  return [...held.values()].sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1));
}

function heldOf(bytes: Uint8Array, key: string): HeldDocument | null {
  try {
    const { parts, court } = readShape(bytes, key);
    const read = readCourtDocument(court);
    const { title, caseNumber, court: issuer, date } = read;
    if (!caseNumber || !issuer || date?.value.length !== 10 || read.docType === 'notice') return null;
    const lines = (parts['text'] ?? '')
      .split('\n')
      .filter((line) => line.trim() && line !== title?.value && !/^\d{4}-\d\d-\d\d$/.test(line));
    return {
      id: `doc-${caseNumber.value.replace(/\D/g, '')}-${date.value.replaceAll('-', '')}`,
      title: title?.value ?? caseNumber.value,
      court: issuer.value,
      caseNumber: caseNumber.value,
      date: date.value,
      lines,
    };
  } catch (error) {
    if (error instanceof BadRecordError) return null;
    throw error;
  }
}

/** `count` short rulings, `perDay` a day from `from` on; every other one of a second court. */
export function inventedDocuments(count: number, from: string, perDay: number): readonly HeldDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const date = addDays(from, Math.floor(i / perDay));
    const [court, code] =
      i % 2 ? (['江西省赣州市南康区人民法院', '0703'] as const) : (['江西省赣州市章贡区人民法院', '0702'] as const);
    const caseNumber = `（${date.slice(0, 4)}）赣${code}民初${1000 + i}号`;
    return {
      id: `ruling-${i}`,
      title: `赣州第${i}商贸有限公司借款合同纠纷一审民事裁定书`,
      court: court,
      caseNumber,
      date,
      lines: [
        court,
        '民 事 裁 定 书',
        caseNumber,
        '原告：赣州章水农村商业银行股份有限公司。',
        `被告：赣州第${i}商贸有限公司。`,
        '本院在审理中，原告申请撤诉。裁定如下：',
        '准许原告撤诉。',
        '审判员　　丁南星',
        `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`,
      ],
    };
  });
}
