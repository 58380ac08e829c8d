/** Reads of several requests at one moment are one statement, and everybody gets what is theirs. */
import { expect, test } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { readTogether, type Fetch } from '../../schema/together.js';

interface Row {
  readonly id: string;
  readonly n: number;
}
const key = (row: Row): string => row.id;

/** A query that notes the ids of each statement and answers when told to. */
function query() {
  const sent: (readonly string[])[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const fetch: Fetch<Row> = (_run, ids) => {
    sent.push(ids);
    return new Promise((resolve, reject) => {
      ends.push((error) => {
        if (error) reject(error);
        else resolve(ids.flatMap((id) => [{ id, n: 1 }, { id, n: 2 }])); // prettier-ignore
      });
    });
  };
  return { sent, fetch, end: (i: number, error?: Error) => ends[i]?.(error) };
}

const none = (): Promise<never> => Promise.reject(new Error('not asked'));

test('what is asked at one moment is one statement, each id once; all rows of an id come in order', async () => {
  const { sent, fetch, end } = query();
  const together = readTogether(none);
  const [one, other] = [together(fetch, key, ['a', 'b']), together(fetch, key, ['b', 'c'])];
  await turn();
  expect(sent).toEqual([['a', 'b', 'c']]);
  end(0);
  expect((await one).get('a')).toEqual([{ id: 'a', n: 1 }, { id: 'a', n: 2 }]); // prettier-ignore
  expect((await other).get('b')).toHaveLength(2);
});

test('other queries, and other scopes, are statements of their own', async () => {
  const [left, right] = [query(), query()];
  const [one, other] = [readTogether(none), readTogether(none)];
  void one(left.fetch, key, ['a']);
  void one(right.fetch, key, ['b']);
  void other(left.fetch, key, ['c']);
  await turn();
  expect([left.sent, right.sent]).toEqual([[['a'], ['c']], [['b']]]);
});

test('while two are under way the rest gathers, and nothing is kept from one to the next', async () => {
  const { sent, fetch, end } = query();
  const together = readTogether(none);
  const answers: Promise<unknown>[] = [];
  for (const id of ['a', 'b', 'c', 'a']) {
    answers.push(together(fetch, key, [id]));
    await turn();
  }
  expect(sent).toEqual([['a'], ['b']]);
  end(0);
  await turn();
  expect(sent).toEqual([['a'], ['b'], ['c', 'a']]);
  end(1);
  end(2);
  await Promise.all(answers);
});

test('a statement that fails fails for those who waited for it, and the next goes on', async () => {
  const { sent, fetch, end } = query();
  const together = readTogether(none);
  const failed = Promise.allSettled([together(fetch, key, ['a']), together(fetch, key, ['b'])]);
  await turn();
  end(0, new Error('away'));
  expect((await failed).map((one) => one.status)).toEqual(['rejected', 'rejected']);
  const next = together(fetch, key, ['a']);
  await turn();
  end(1);
  expect((await next).has('a')).toBe(true);
  expect(sent).toEqual([['a', 'b'], ['a']]);
});
