import { fc, test } from '@fast-check/jest';
import { describe, expect } from '@jest/globals';
import { addTo, all, first, removeFrom, sizeOf, type Some } from '../../src/resolve/some.js';

const step = fc.record({ add: fc.boolean(), what: fc.integer({ min: 0, max: 30 }).map((n) => `m${n}`) });

describe('some things under a key', () => {
  test.prop([fc.array(step, { maxLength: 200 })])('are those that a set would hold', (steps) => {
    const map = new Map<string, Some<string>>();
    const set = new Set<string>();
    for (const { add, what } of steps) {
      const before = [...all(map.get('k'))];
      const held = all(map.get('k'));
      if (add) addTo(map, 'k', what);
      else removeFrom(map, 'k', what);
      set[add ? 'add' : 'delete'](what);
      expect(new Set(all(map.get('k')))).toEqual(set);
      expect(sizeOf(map.get('k'))).toBe(set.size);
      expect(map.has('k')).toBe(set.size > 0);
      // A list that somebody looks through stays as it is.
      if (Array.isArray(held)) expect(held).toEqual(before);
    }
  });

  test('one stands bare, and the first that fits is found', () => {
    const map = new Map<string, Some<string>>();
    addTo(map, 'k', 'a');
    expect(map.get('k')).toBe('a');
    addTo(map, 'k', 'b');
    addTo(map, 'k', 'b');
    expect(sizeOf(map.get('k'))).toBe(2);
    expect(first(all(map.get('k')), (one) => one > 'a')).toBe('b');
    expect(first(all(undefined), () => true)).toBeUndefined();
  });
});
