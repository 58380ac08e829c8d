import { describe, expect, test } from '@jest/globals';
import { enforcementTerm, guaranteePeriod, seizureTerm, seizureYears } from '../../src/discover/deadlines.js';
import { guaranteeState } from '../../src/discover/guarantee.js';
import type { Stand } from '../../src/discover/stand.js';

const stand = (more: Partial<Stand> = {}): Stand => ({
  stage: 'noSuit',
  court: null,
  caseNumber: null,
  effectiveOn: null,
  filedOn: [],
  contacts: [],
  outstanding: null,
  fileSaysBankrupt: null,
  borrowers: [],
  ...more,
});
const terms = (more: object) => ({
  mode: null,
  signedOn: null,
  periodUntil: null,
  dueOn: null,
  cap: null,
  contractNumber: null,
  ...more,
});

describe('seizures', () => {
  test('a bank freeze of the suit goes on through enforcement and ends at its first anniversary; alarm 7 days before the earlier reading', () => {
    const term = seizureTerm({ kind: 'deposit', from: '2025-12-01' });
    expect(term).toMatchObject({
      end: '2026-12-01',
      earlier: '2026-11-30',
      renewBy: '2026-11-23',
      printedTooLong: false,
    });
  });
  test('the day printed in the ruling is preferred', () => {
    expect(seizureTerm({ kind: 'realEstate', from: '2023-12-20', until: '2026-12-19' })).toMatchObject({
      end: '2026-12-19',
      earlier: '2026-12-19',
    });
  });
  test('a trademark preserved for three years is protected for one', () => {
    expect(seizureTerm({ kind: 'intangible', trademark: true, from: '2025-11-21', until: '2028-11-20' })).toMatchObject(
      { end: '2026-11-21', printedTooLong: true },
    );
  });
  test('terms are 1, 2 and 3 years, never the 6 months of the old text', () => {
    expect([
      seizureYears('deposit'),
      seizureYears('vehicle'),
      seizureYears('realEstate'),
      seizureYears('equity'),
    ]).toEqual([1, 2, 3, 3]);
  });
  test('without a full day no clock runs', () => {
    expect(seizureTerm({ kind: 'deposit', from: '2025-12' })).toBeNull();
  });
});

test('the term to enforce runs from the last instalment, for all of them', () => {
  expect(enforcementTerm(['2024-06-30', '2026-06-30', '2025-06-30'])).toBe('2028-06-30');
  expect(enforcementTerm([], '2025-12-31')).toBe('2027-12-31');
  expect(enforcementTerm([], null)).toBeNull();
});

describe('guarantee period', () => {
  test('2025, joint, silent on the period: demand on the guarantor within 6 months of the due day', () => {
    const joint = terms({ signedOn: '2025-03-31', mode: '连带责任保证', dueOn: '2026-03-31' });
    expect(guaranteePeriod(joint)).toMatchObject({ mode: 'jointAndSeveral', modeStated: true, until: '2026-09-30' });
    const letter = (on: string, whom = '温若谷') => stand({ contacts: [{ on, whom }] });
    expect(guaranteeState([joint], '温若谷', letter('2026-09-30'), '2026-11-01').state).toBe('kept');
    expect(guaranteeState([joint], '温若谷', letter('2026-10-15'), '2026-11-01').state).toBe('over');
    expect(guaranteeState([joint], '温若谷', letter('2026-09-01', '另一保证人'), '2026-11-01').state).toBe('over');
    expect(guaranteeState([joint], '温若谷', stand(), '2026-09-30').state).toBe('running');
  });
  test('2025, mode silent: general, and only a suit against the debtor keeps it', () => {
    const silent = terms({ signedOn: '2025-03-31', dueOn: '2026-03-31' });
    expect(guaranteePeriod(silent)).toMatchObject({ mode: 'general', modeStated: false, until: '2026-09-30' });
    expect(
      guaranteeState([silent], '温若谷', stand({ contacts: [{ on: '2026-09-01', whom: '温若谷' }] }), '2026-11-01')
        .state,
    ).toBe('over');
    expect(guaranteeState([silent], '温若谷', stand({ filedOn: ['2026-09-30'] }), '2026-11-01').state).toBe('kept');
    expect(guaranteeState([silent], '温若谷', stand({ filedOn: ['2026-10-01'] }), '2026-11-01').state).toBe('over');
  });
  test('2019, mode silent: joint; until repaid: two years; both rest on text that was not read', () => {
    expect(guaranteePeriod(terms({ signedOn: '2019-05-01', dueOn: '2020-05-01' }))).toMatchObject({
      mode: 'jointAndSeveral',
      until: '2020-11-01',
    });
    const repaid = guaranteePeriod({ signedOn: '2019-05-01', dueOn: '2020-05-01', untilRepaid: true });
    expect(repaid).toMatchObject({ until: '2022-05-01', basis: [] });
    expect(repaid?.open).toHaveLength(2);
  });
  test('nothing to count from is unknown, not over', () => {
    expect(guaranteeState([terms({ mode: '连带' })], '温若谷', stand(), '2026-11-01').state).toBe('unknown');
  });
});
