/** What every queue must do. `one` does the work and `other` adds it: two processes where the queue has several. */
import { fc } from '@fast-check/jest';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreError, UserError } from '../../src/errors.js';
import type { Patience } from '../../src/queue/again.js';
import type { Queue } from '../../src/queue/queue.js';

export interface QueueUnderTest {
  /** Two ends of a new and empty queue; the same twice where a queue is one process's own. */
  readonly open: (patience: Patience) => { one: Queue; other: Queue };
}

/** Short pauses, so that tests need not be patient. */
export const hasty: Patience = { attempts: 3, first: 10, longest: 50 };

/** A promise and what ends it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Waits for what must come; gives up long after it should have. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('What must come has not come');
    await wait(5);
  }
}

export function queueSuite(title: string, { open }: QueueUnderTest): void {
  describe(title, () => {
    let one: Queue;
    let other: Queue;
    beforeEach(() => {
      ({ one, other } = open(hasty));
    });
    afterEach(() => Promise.all([one.stop(), other.stop()]));

    test('runs jobs in order, not more at once than asked', async () => {
      const ran: number[] = [];
      let [now, most] = [0, 0];
      const job = async ({ n }: { n: number }): Promise<void> => {
        most = Math.max(most, ++now);
        await wait(2);
        ran.push(n);
        now--;
      };
      for (let n = 0; n < 9; n++) other.add('a', String(n), { n });
      one.work('a', job, { concurrency: 1 });
      await other.idle();
      expect([ran, most]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8], 1]);
      one.work('b', job, { concurrency: 3 });
      for (let n = 0; n < 9; n++) other.add('b', String(n), { n });
      await other.idle();
      expect([ran.length, most]).toEqual([18, 3]);
    });

    test('names do not wait for one another', async () => {
      const { opened, open: end } = gate();
      let done = false;
      one.work('slow', () => opened, { concurrency: 1 });
      one.work('quick', () => Promise.resolve((done = true)), { concurrency: 1 });
      other.add('slow', 'x', {});
      other.add('quick', 'x', {});
      await until(() => done);
      end();
      await other.idle();
    });

    test('the same job while it waits is one; while it runs it is one more, after it', async () => {
      const { opened, open: end } = gate();
      let [ran, now, most] = [0, 0, 0];
      for (const queue of [other, one, other]) queue.add('a', 'x', { x: 1 });
      await wait(50);
      one.work(
        'a',
        async () => {
          ran++;
          most = Math.max(most, ++now);
          await opened;
          now--;
        },
        { concurrency: 4 },
      );
      await until(() => ran > 0);
      for (const queue of [other, one, other]) queue.add('a', 'x', { x: 1 });
      await wait(50);
      end();
      await other.idle();
      expect([ran, most]).toEqual([2, 1]);
    });

    test('however jobs are added, after the last time that one was it runs once more', async () => {
      const adds = fc.array(fc.record({ id: fc.integer({ min: 0, max: 3 }), pause: fc.integer({ min: 0, max: 6 }) }), {
        maxLength: 30,
      });
      let name = '';
      let clock = 0;
      const began = new Map<string, number>();
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(adds, async (sequence) => {
          name = `p${++clock}`;
          began.clear();
          runs = 0;
          const added = new Map<string, number>();
          one.work<{ id: string }>(
            name,
            async ({ id }) => {
              runs++;
              began.set(id, ++clock);
              await wait(3);
            },
            { concurrency: 2 },
          );
          for (const [i, { id, pause }] of sequence.entries()) {
            added.set(String(id), ++clock);
            (i % 2 ? one : other).add(name, String(id), { id: String(id) });
            if (pause) await wait(pause);
          }
          await one.idle();
          await other.idle();
          await one.idle();
          for (const [id, at] of added) expect([id, (began.get(id) ?? 0) > at]).toEqual([id, true]);
          expect(runs).toBeLessThanOrEqual(sequence.length);
        }),
        { numRuns: 15 },
      );
    }, 60_000);

    test('a job that fails for good is told once and stops nobody; one that may succeed is tried again', async () => {
      const failed: unknown[] = [];
      for (const queue of new Set([one, other]))
        queue.onFailed = (name, error, data) => failed.push([name, (error as Error).message, data]);
      const tries: Record<string, number> = {};
      const ran: string[] = [];
      one.work<{ id: string }>(
        'a',
        ({ id }) => {
          tries[id] = (tries[id] ?? 0) + 1;
          if (id === 'bad') throw new Error('王立新 cannot be read');
          if (id === 'never' || (id === 'busy' && tries[id] < 3)) return Promise.reject(new StoreError('Busy. Wait.'));
          if (id === 'wrong') return Promise.reject(new UserError('Wrong. Ask again.'));
          ran.push(id);
          return Promise.resolve();
        },
        { concurrency: 1 },
      );
      for (const id of ['bad', 'busy', 'wrong', 'never', 'good']) other.add('a', id, { id });
      await other.idle();
      expect(tries).toEqual({ bad: 1, busy: 3, wrong: 1, never: 3, good: 1 });
      expect(ran.sort()).toEqual(['busy', 'good']);
      expect(failed).toHaveLength(3);
      expect(failed).toEqual(
        expect.arrayContaining([
          ['a', '王立新 cannot be read', { id: 'bad' }],
          ['a', 'Wrong. Ask again.', { id: 'wrong' }],
          ['a', 'Busy. Wait.', { id: 'never' }],
        ]),
      );
      other.add('a', 'never', { id: 'never' });
      await other.idle();
      expect(tries['never']).toBe(6);
    });

    test('all is idle when what jobs add is done too', async () => {
      let ran = 0;
      one.work<{ left: number }>(
        'a',
        async ({ left }) => {
          ran++;
          if (left) one.add(left % 2 ? 'a' : 'b', String(left), { left: left - 1 });
          await wait(1);
        },
        { concurrency: 2 },
      );
      one.work<{ left: number }>(
        'b',
        ({ left }) => {
          ran++;
          one.add('a', String(left), { left });
          return Promise.resolve();
        },
        { concurrency: 2 },
      );
      for (let i = 0; i < 5; i++) other.add('a', `first ${i}`, { left: 0 });
      other.add('a', '12', { left: 12 });
      await other.idle();
      expect(ran).toBe(5 + 13 + 6);
      await one.idle();
      expect(ran).toBe(5 + 13 + 6);
    });

    test('no moment between a job and the one that it adds looks idle', async () => {
      let ran = 0;
      one.work<{ left: number }>(
        'a',
        ({ left }) => {
          ran++;
          if (left) one.add('a', String(left), { left: left - 1 });
          return Promise.resolve();
        },
        { concurrency: 1 },
      );
      other.add('a', 'first', { left: 99 });
      const seen: Promise<number>[] = [];
      do {
        seen.push(other.idle().then(() => ran));
        await wait(1);
      } while (ran < 100);
      expect(new Set(await Promise.all(seen))).toEqual(new Set([100]));
    });

    test('a job says how far it is', async () => {
      let done = false;
      one.work(
        'a',
        async (_, tell) => {
          tell({ read: 1 });
          await wait(1);
          tell({ read: 2, refused: 1 });
          done = true;
        },
        { concurrency: 1 },
      );
      other.add('a', 'x', {});
      await other.idle();
      expect(done).toBe(true);
    });

    test('stopping finishes what runs and takes nothing on', async () => {
      const { opened, open: end } = gate();
      const [began, ran]: string[][] = [[], []];
      one.work<{ id: string }>(
        'a',
        async ({ id }) => {
          began?.push(id);
          await opened;
          ran?.push(id);
        },
        { concurrency: 1 },
      );
      one.add('a', '1', { id: '1' });
      one.add('a', '2', { id: '2' });
      await until(() => began?.length === 1);
      const stopped = one.stop();
      one.add('a', '3', { id: '3' });
      await wait(20);
      expect(ran).toEqual([]);
      end();
      await stopped;
      await one.idle();
      expect([began, ran]).toEqual([['1'], ['1']]);
    });

    test('a job that pauses before it is tried again does not keep a queue from stopping', async () => {
      const { one: patient, other: same } = open({ attempts: 3, first: 3_600_000, longest: 3_600_000 });
      let tries = 0;
      patient.work('a', () => (tries++, Promise.reject(new StoreError('Busy. Wait.'))), { concurrency: 1 });
      patient.add('a', 'x', {});
      await until(() => tries === 1);
      await patient.stop();
      await same.stop();
      expect(tries).toBe(1);
    });

    test('a schedule adds its job again and again, until it is cancelled', async () => {
      const ran: string[] = [];
      one.work<{ id: string }>('a', ({ id }) => Promise.resolve(ran.push(id)), { concurrency: 1 });
      other.every('a', 'ms', { id: 'ms' }, 60);
      other.every('a', 'cron', { id: 'cron' }, '* * * * * *');
      await until(() => ['ms', 'cron'].every((id) => ran.filter((one) => one === id).length > 1));
      other.cancel('a', 'ms');
      other.cancel('a', 'cron');
      await other.idle();
      const [then] = [ran.length];
      await wait(1200);
      expect(ran.length).toBe(then);
    }, 20_000);

    test('the same schedule twice is one, the later one', async () => {
      const ran: string[] = [];
      one.work<{ v: string }>('a', ({ v }) => Promise.resolve(ran.push(v)), { concurrency: 1 });
      one.every('a', 'x', { v: 'hourly' }, 3_600_000);
      one.every('a', 'x', { v: 'yearly' }, '0 0 1 1 *');
      await one.idle();
      other.every('a', 'x', { v: 'often' }, 100);
      await until(() => ran.length > 2);
      other.every('a', 'x', { v: 'pattern' }, '* * * * * *');
      await until(() => ran.includes('pattern'));
      const often = ran.lastIndexOf('often');
      await until(() => ran.length > often + 2);
      other.every('a', 'x', { v: 'rarely' }, 3_600_000);
      await other.idle();
      const [then] = [ran.length];
      await wait(1100);
      expect(ran.length).toBe(then);
      expect(new Set(ran)).toEqual(new Set(['often', 'pattern']));
      expect(ran.lastIndexOf('often')).toBeLessThan(ran.indexOf('pattern'));
      await other.idle();
    }, 20_000);

    test('what is no schedule is refused', () => {
      for (const when of ['', 'daily', '61 * * * *', '0 0 30 2 *', 0, -1, Number.NaN, 2 ** 31])
        expect(() => {
          one.every('a', 'x', {}, when);
        }).toThrow(UserError);
    });
  });
}
