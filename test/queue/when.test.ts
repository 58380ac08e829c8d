import { expect, test } from '@jest/globals';
import { pauseAfter, patient } from '../../src/queue/again.js';
import { nextTime } from '../../src/queue/when.js';

test('patterns are read in Shanghai', () => {
  expect(nextTime('30 6 * * *', new Date('2026-03-01T12:00:00Z'))?.toISOString()).toBe('2026-03-01T22:30:00.000Z');
});

test('pauses double, are half chance, and end at the longest', () => {
  for (let turn = 1; turn < 20; turn++) {
    const whole = Math.min(30_000, 500 * 2 ** (turn - 1));
    const pauses = Array.from({ length: 50 }, () => pauseAfter(turn, patient));
    expect(pauses.every((pause) => pause >= whole / 2 && pause <= whole)).toBe(true);
    expect(new Set(pauses).size).toBeGreaterThan(1);
  }
});
