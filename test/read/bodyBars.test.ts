import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CourtParty, DocType, Procedure } from '../../src/model/courtDocument.js';
import type { Money } from '../../src/model/money.js';
import { codePoints } from '../../src/model/span.js';
import type { Stated } from '../../src/model/span.js';
import { readAssets } from '../../src/read/assets.js';
import type { ReadingContext } from '../../src/read/context.js';
import { readLoans } from '../../src/read/loans.js';
import { readOrders } from '../../src/read/orders.js';
import { sectionize } from '../../src/read/sections.js';
import { readSecurities } from '../../src/read/securities.js';

/**
 * The readers of the body on the real, hand-labelled documents beside the repository, with the parties as labelled, so that
 * a slip in the header does not count here. F1 in per cent.
 */
const bars: Readonly<Record<string, number>> = { orders: 90, securities: 90, assets: 85, loans: 90 };

const shared = join(import.meta.dirname, '../../../shared');
const labelled = join(shared, 'data/labels/dev.jsonl');
const score = join(shared, 'tools/score-extraction.mjs');
const present = existsSync(labelled) && existsSync(score);
if (!present) console.warn('skipped: the labelled documents (../shared/data/labels) are not here');

describe('on labelled documents', () => {
  (present ? test : test.skip)('orders, securities, assets and loans stand above their bars', () => {
    const labels = lines(labelled) as unknown as Label[];
    const folder = mkdtempSync(join(tmpdir(), 'body-bars-'));
    const said = join(folder, 'said.jsonl');
    writeFileSync(said, labels.map((label) => JSON.stringify({ ...label, ...read(label) })).join('\n'));
    const rows = JSON.parse(
      execFileSync(process.execPath, [score, labelled, said, '--json'], { encoding: 'utf8' }),
    ) as {
      field: string;
      f1: number;
    }[];
    rmSync(folder, { recursive: true });
    const below = Object.entries(bars).filter(
      ([field, bar]) => (rows.find((row) => row.field === field)?.f1 ?? 0) * 100 < bar,
    );
    expect(below).toEqual([]);
  });
});

interface Label {
  readonly file: string;
  readonly docType: DocType;
  readonly procedure: Procedure;
  readonly cause?: string;
  readonly parties: readonly (Pick<CourtParty, 'name' | 'kind' | 'roles'> & {
    aliases?: string[];
    formerNames?: string[];
  })[];
}

const lines = (file: string): Record<string, string>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, string>);

const notices = new Map<string, string>();

function textOf(file: string): string {
  if (file.endsWith('.txt')) return readFileSync(join(shared, 'data/judgments/taifu', file), 'utf8');
  if (file.endsWith('.json'))
    return (JSON.parse(readFileSync(join(shared, 'data/judgments/wcd', file), 'utf8')) as { content: string }).content;
  if (notices.size === 0) {
    for (const notice of lines(join(shared, 'data/enforcement/court_notices.jsonl')))
      notices.set(`court_notices.jsonl#${notice['uuid']}`, notice['noticeContent'] ?? '');
  }
  return notices.get(file) ?? '';
}

/** What the readers say of a document, in the words of the labels. */
function read(label: Label): object {
  const text = textOf(label.file);
  const at = { start: 0, end: 0 };
  const stated = (values: readonly string[] = []) => values.map((value) => ({ value, at }));
  const point = codePoints(text);
  const context: ReadingContext = {
    text,
    sections: sectionize(text),
    docType: label.docType,
    procedure: label.procedure,
    ...(label.cause !== undefined && { cause: label.cause }),
    parties: label.parties.map((party) => ({
      ...party,
      at,
      aliases: stated(party.aliases),
      formerNames: stated(party.formerNames),
    })),
    span: (start, end) => ({ start: point(start), end: point(end) }),
  };
  const yuan = (sum: Stated<Money> | undefined) => sum && sum.value.fen / 100;
  return {
    loans: readLoans(context).map((one) => ({
      lender: one.lenders,
      borrower: one.borrowers,
      principal: yuan(one.principal),
      contractNumber: one.contractNumber?.value,
    })),
    securities: readSecurities(context).map((one) => ({
      kind: one.kind,
      provider: one.provider,
      collateral: one.collateral?.value,
    })),
    assets: readAssets(context).map((one) => ({
      kind: one.kind,
      owner: one.owners,
      description: one.description.value,
      certificateNumber: one.certificateNumber?.value,
      location: one.location?.value,
    })),
    orders: readOrders(context).map((one) => ({ obligors: one.obligors, amount: yuan(one.amount) })),
  };
}
