import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadRecordError } from '../../src/errors.js';
import { parseLedgerEntry, type LedgerEntry } from '../../src/model/ledger.js';

const said = { by: '陈律师', on: '2026-11-24T08:00:00.000Z', reason: '同一出生日期' };
const entries: readonly LedgerEntry[] = [
  { kind: 'decision', left: 'mention_a', right: 'mention_b', verdict: 'same', ...said },
  { kind: 'followUp', clue: 'clue_a', state: 'done', recoveredFen: 120_000, ...said },
  { kind: 'takeBack', run: 'run_a', ...said },
  { kind: 'erase', source: 'judgments', key: 'a.txt', ...said },
  { kind: 'replay', by: said.by, on: said.on, code: 'NO_TEXT' },
];
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('ledger entry', () => {
  test.each(entries)('$kind reads back', (entry) => {
    expect(parseLedgerEntry(bytes(entry))).toEqual(entry);
  });

  test('what does not hold is named, never quoted', () => {
    const wrong = { ...entries[1], state: 'secret', recoveredFen: 0.5 };
    expect(() => parseLedgerEntry(bytes(wrong))).toThrow(BadRecordError);
    expect(() => parseLedgerEntry(bytes(wrong))).toThrow(/state, recoveredFen/);
    expect(() => parseLedgerEntry(bytes(wrong))).not.toThrow(/secret/);
    expect(() => parseLedgerEntry(bytes({ ...entries[0], more: 1 }))).toThrow(BadRecordError);
  });

  test('any bytes are an entry or a bad record', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (raw) => {
          expect(() => parseLedgerEntry(raw)).toThrow(BadRecordError);
        },
      ),
    );
  });
});
