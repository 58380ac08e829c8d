/**
 * The head of real documents against labels made by hand. Both lie outside the repository (see CONTRIBUTING); where they
 * are absent this is skipped, aloud.
 */
import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readShape, splitFile } from '../../connectors/judgments/shapes.js';
import { toLabel } from '../../src/read/labels.js';
import { readCourtDocument } from '../../src/read/readCourtDocument.js';

const shared = new URL('../../../shared/', import.meta.url).pathname;
const labels = join(shared, 'data/labels/dev.jsonl');
const present = existsSync(labels) && existsSync(join(shared, 'tools/score-extraction.mjs'));
if (!present) console.warn('SKIPPED: no labelled documents in ../shared/data, so the reader was not scored.');

const BARS: Readonly<Record<string, number>> = {
  parties: 0.95, 'party.roles': 0.93, 'agents kept out of parties': 0.98, caseNumber: 0.97, court: 0.97, date: 0.97, cause: 0.9,
}; // prettier-ignore

(present ? test : test.skip)(
  'header and parties of the labelled documents reach their bars',
  () => {
    const wanted = new Set(
      readFileSync(labels, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { file: string }).file),
    );
    const lines: string[] = [];
    const readAll = (path: string, file: string, notices: boolean): void => {
      for (const record of splitFile(file, readFileSync(path))) {
        const name = notices ? `${file}#${record.key}` : file;
        if (wanted.has(name))
          lines.push(JSON.stringify(toLabel(name, readCourtDocument(readShape(record.bytes, name).court))));
      }
    };
    for (const folder of ['taifu', 'wcd'])
      for (const file of readdirSync(join(shared, 'data/judgments', folder)))
        if (wanted.has(file)) readAll(join(shared, 'data/judgments', folder, file), file, false);
    readAll(join(shared, 'data/enforcement/court_notices.jsonl'), 'court_notices.jsonl', true);

    const scratch = mkdtempSync(join(tmpdir(), 'cluegraph-bars-'));
    try {
      writeFileSync(join(scratch, 'read.jsonl'), lines.join('\n'));
      const out = execFileSync(
        process.execPath,
        [join(shared, 'tools/score-extraction.mjs'), labels, join(scratch, 'read.jsonl'), '--json'],
        { encoding: 'utf8' },
      );
      const scores = JSON.parse(out) as { field: string; f1: number }[];
      const below = Object.entries(BARS).filter(
        ([field, bar]) => (scores.find((row) => row.field === field)?.f1 ?? 0) < bar,
      );
      expect(below).toEqual([]);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  },
  120_000,
);
