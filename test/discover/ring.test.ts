import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stronglyConnected } from '../../src/discover/rules/c45GuaranteeRing.js';

const edge = fc.record({ guarantor: fc.constantFrom(...'abcdefg'), debtor: fc.constantFrom(...'abcdefg') });

test('two parties are in one component exactly when each guarantees, step by step, for the other', () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 16 }), (edges) => {
      const reach = (from: string): Set<string> => {
        const seen = new Set<string>();
        for (let frontier = [from]; frontier.length;)
          frontier = edges
            .filter((one) => frontier.includes(one.guarantor) && !seen.has(one.debtor))
            .map((one) => (seen.add(one.debtor), one.debtor));
        return seen;
      };
      const components = stronglyConnected(edges);
      for (const a of 'abcdefg')
        for (const b of 'abcdefg')
          if (a !== b) expect(components.get(a)?.has(b) ?? false).toBe(reach(a).has(b) && reach(b).has(a));
    }),
  );
});

test('fifteen mutual guarantors are one component, found without walking their rings', () => {
  const all = Array.from({ length: 15 }, (_, i) => `p${i}`);
  const edges = all.flatMap((guarantor) =>
    all.filter((debtor) => debtor !== guarantor).map((debtor) => ({ guarantor, debtor })),
  );
  expect(stronglyConnected(edges).get('p0')?.size).toBe(15);
});
