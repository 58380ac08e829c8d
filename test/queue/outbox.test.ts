import { expect, test } from '@jest/globals';
import { createOutbox } from '../../src/queue/outbox.js';
import { gate } from '../suites/queue.js';

test('what is posted in one go arrives in one go and in order, the same key once; what is posted meanwhile is one more', async () => {
  const arrived: number[][] = [];
  const { opened, open } = gate();
  const outbox = createOutbox<number>(
    async (batch) => {
      arrived.push([...batch]);
      await opened;
    },
    () => undefined,
  );
  outbox.post('a', 1);
  outbox.post('b', 2);
  outbox.post('a', 3);
  await Promise.resolve().then(() => Promise.resolve());
  expect(arrived).toEqual([[3, 2]]);
  outbox.post('a', 4);
  open();
  await outbox.emptied();
  expect(arrived).toEqual([[3, 2], [4]]);
});

test('what is refused is delivered again, unless something later took its place', async () => {
  const [arrived, refused]: [number[][], unknown[]] = [[], []];
  const outbox = createOutbox<number>(
    (batch) => {
      arrived.push([...batch]);
      if (arrived.length > 1) return Promise.resolve();
      outbox.post('a', 3);
      return Promise.reject(new Error('full'));
    },
    (error) => refused.push((error as Error).message),
  );
  outbox.post('a', 1);
  outbox.post('b', 2);
  await outbox.emptied();
  expect([arrived, refused]).toEqual([
    [
      [1, 2],
      [3, 2],
    ],
    ['full'],
  ]);
});

test('a closed outbox takes nothing, tries nothing again and keeps nobody waiting', async () => {
  let tries = 0;
  const outbox = createOutbox<number>(
    () => Promise.reject(new Error(String(++tries))),
    () => undefined,
  );
  outbox.post('a', 1);
  const emptied = outbox.emptied();
  await Promise.resolve().then(() => Promise.resolve());
  outbox.close();
  outbox.post('b', 2);
  await emptied;
  await outbox.emptied();
  expect(tries).toBe(1);
});
