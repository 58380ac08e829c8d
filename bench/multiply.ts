/**
 * Makes many documents of a few: copies of a folder in which names and numbers are changed by a seeded generator, so
 * that every copy is a town of its own. Banks, courts and places stay, as the hubs of a real graph do.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readShape, splitFile } from '../connectors/judgments/shapes.js';
import { caseNumberPattern } from '../src/model/caseNumber.js';
import { creditCode } from '../src/model/creditCode.js';
import { residentId } from '../src/model/residentId.js';
import { readCourtDocument } from '../src/read/readCourtDocument.js';
import { decode } from '../src/read/text.js';

const givenNames = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅文辉建国志海波宁凯琳峰雪松岩柏川'];
const tradeNames = [...'禾川澜峤屿昱晟霖堃珩璟澄沐湛汀蘅芷岚翊骏驰鸿睿铭钰锦瀚溯珏煜'];
const keepsName = /银行|信用社|资产管理|人民法院|保险/;

/** Files of a folder and of the folders in it, in order. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Party names of all documents of a folder, longest first. */
async function namesIn(files: readonly string[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const file of files)
    for (const record of splitFile(file, await readFile(file))) {
      try {
        for (const party of readCourtDocument(readShape(record.bytes, record.key).court).parties)
          for (const name of [party.name, party.legalRepresentative?.value.name])
            if (name && name.length >= 2 && !keepsName.test(name)) names.add(name);
      } catch {
        // A record that cannot be read is copied as it is.
      }
    }
  return [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

const byte = (seed: string, at: number): number => createHash('sha256').update(seed).digest()[at % 32] ?? 0;

/** A name of the same length and kind: surname, places and legal form stay. */
function another(name: string, seed: string): string {
  const signs = [...name];
  const organization = signs.length > 4;
  const pool = organization ? tradeNames : givenNames;
  const place = /^(?:[^省]{2,3}省)?(?:[^市]{2,4}市)?(?:[^县区]{1,4}[县区])?/.exec(name)?.[0] ?? '';
  const from = organization ? Math.min([...place].length, signs.length - 4) : 1;
  const until = organization ? from + 2 : signs.length;
  return signs
    .map((sign, i) =>
      i >= from && i < until && !/[某*×xX0-9·]/.test(sign) ? (pool[byte(seed, i) % pool.length] ?? sign) : sign,
    )
    .join('');
}

const numbers = new RegExp(`${caseNumberPattern}|(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{17}[0-9A-Z](?![0-9A-Z])`, 'g');

/** A case number gets two digits more, an identifier another serial and the check characters that belong to it. */
function anotherNumber(text: string, copy: number): string {
  const serial = String(copy).padStart(2, '0');
  if (/号/.test(text))
    return text.replace(/([0-9０-９]{1,5})(?=[0-9０-９-]*号)(?!.*[0-9０-９]{1,5}[0-9０-９-]*号)/, `$1${serial}`);
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (residentId.clean(text)) {
    const body = text.slice(0, 15) + serial;
    return [...'0123456789X'].map((check) => body + check).find((id) => residentId.clean(id)) ?? text;
  }
  if (!creditCode.clean(text)) return text;
  for (const inner of [...signs])
    for (const outer of [...signs]) {
      const code = `${text.slice(0, 14)}${serial}${inner}${outer}`;
      if (creditCode.clean(code)?.kind === 'credit') return code;
    }
  return text;
}

export interface Multiplied {
  readonly files: number;
  readonly records: number;
}

/** Writes copies of `from` to `to` until there are at least `records` records. The first copy is the original. */
export async function multiply(from: string, to: string, records: number): Promise<Multiplied> {
  const files = await filesIn(from);
  const names = await namesIn(files);
  const count = { files: 0, records: 0 };
  for (let copy = 0; count.records < records; copy++) {
    const renamed = new Map(names.map((name) => [name, another(name, `${copy} ${name}`)]));
    const pattern = names.length
      ? new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
      : /$^/g;
    for (const file of files) {
      if (count.records >= records) break;
      const bytes = await readFile(file);
      let body: Uint8Array = bytes;
      if (copy > 0) {
        try {
          body = Buffer.from(
            decode(bytes)
              .replace(pattern, (name) => renamed.get(name) ?? name)
              .replace(numbers, (number) => anotherNumber(number, copy)),
          );
        } catch {
          // Not a text: copied as it is.
        }
      }
      const target = join(to, String(copy), relative(from, file));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, body);
      count.files++;
      count.records += [...splitFile(target, body)].length;
    }
  }
  return count;
}
