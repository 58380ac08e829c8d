import { describe, expect, test } from '@jest/globals';
import { StoreError } from '../../src/errors.js';
import { createInProcessQueue } from '../../src/queue/inProcess.js';

/** A job that ends when told to. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('queue in process', () => {
  test('runs jobs in order, not more at once than asked', async () => {
    const queue = createInProcessQueue();
    const ran: number[] = [];
    let [now, most] = [0, 0];
    queue.work<{ n: number }>('a', async ({ n }) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      ran.push(n);
      now--;
    }, { concurrency: 2 }); // prettier-ignore
    for (let n = 0; n < 9; n++) queue.add('a', String(n), { n });
    await queue.idle();
    expect([ran, most]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8], 2]);
  });

  test('the same job while it waits is one; while it runs, one more', async () => {
    const queue = createInProcessQueue();
    const { opened, open } = gate();
    let ran = 0;
    queue.add('a', 'x', {});
    queue.add('a', 'x', {});
    queue.work('a', async () => {
      ran++;
      await opened;
    }, { concurrency: 1 }); // prettier-ignore
    queue.add('a', 'x', {});
    queue.add('a', 'x', {});
    open();
    await queue.idle();
    expect(ran).toBe(2);
  });

  test('a job that fails is told and stops nobody; one that may succeed is tried again', async () => {
    const queue = createInProcessQueue();
    const failed: unknown[] = [];
    queue.onFailed = (name, error) => failed.push([name, (error as Error).message]);
    let tries = 0;
    const ran: string[] = [];
    queue.work<{ id: string }>('a', ({ id }) => {
      if (id === 'bad') return Promise.reject(new Error('no'));
      if (id === 'busy' && tries++ === 0) return Promise.reject(new StoreError('Busy. Wait.'));
      ran.push(id);
      return Promise.resolve();
    }, { concurrency: 1 }); // prettier-ignore
    for (const id of ['bad', 'busy', 'good']) queue.add('a', id, { id });
    await queue.idle();
    expect([failed, ran]).toEqual([[['a', 'no']], ['busy', 'good']]);
  });

  test('stopping finishes what runs and forgets what waits', async () => {
    const queue = createInProcessQueue();
    const { opened, open } = gate();
    const ran: string[] = [];
    queue.work<{ id: string }>('a', async ({ id }) => {
      await opened;
      ran.push(id);
    }, { concurrency: 1 }); // prettier-ignore
    queue.add('a', '1', { id: '1' });
    queue.add('a', '2', { id: '2' });
    const stopped = queue.stop();
    queue.add('a', '3', { id: '3' });
    open();
    await stopped;
    await queue.idle();
    expect(ran).toEqual(['1']);
  });
});
