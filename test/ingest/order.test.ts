/** The graph follows from what was archived and said, not from the order in which it came. */
import { afterAll, expect, test } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { rmSync } from 'node:fs';
import { onEveryEngine } from '../engines.js';
import { embedded } from '../stores.js';
import { history, takeBack, tell } from './arrivals.js';
import { newFolder, openTown } from './town.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

onEveryEngine((on) => {
  test('any order of arrival, and a rebuild, give the same graph', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ events, order, mistakes, turns }) => {
        const digests: string[] = [];
        const inOrder = events.map((_, i) => i);
        for (const [sequence, where] of [
          [inOrder, embedded],
          [order, on],
        ] as const) {
          const folder = newFolder();
          folders.push(folder);
          const place = await openTown(folder, { on: where });
          const runs = new Map<number, string>();
          for (const i of sequence) {
            const [what, turn] = [events[i], turns[i]];
            const run = what && (await tell(place, what));
            if (run) runs.set(i, run);
            if (turn && sequence !== order) await place.settle();
          }
          for (const i of sequence) {
            const run = mistakes.includes(i) ? runs.get(i) : undefined;
            if (run) await takeBack(place, run);
          }
          await place.settle();
          digests.push(await place.digest());
          await place.close();
          await where.drop(folder);
          const again = await openTown(folder, { on: where });
          await again.settle();
          digests.push(await again.digest());
          await again.close();
          rmSync(folder, { recursive: true, force: true });
        }
        expect(new Set(digests).size).toBe(1);
      }),
      { numRuns: on === embedded ? 20 : 8 },
    );
  }, 120_000);
});
