import { expect, test } from '@jest/globals';
import { createCourtesy } from '../../src/ingest/courtesy.js';

test('an import gives way while somebody waits, and goes on when the last has been answered', async () => {
  const courtesy = createCourtesy();
  const order: string[] = [];
  const [first, second] = [courtesy.attend(), courtesy.attend()];
  const statement = courtesy.giveWay().then(() => order.push('statement'));
  order.push('first answered');
  first();
  first();
  await Promise.resolve();
  order.push('second answered');
  second();
  await statement;
  expect(order).toEqual(['first answered', 'second answered', 'statement']);
});

test('nobody waits: an import does not; somebody waits for ever: an import goes on all the same', async () => {
  const courtesy = createCourtesy();
  await courtesy.giveWay();
  courtesy.attend();
  await courtesy.giveWay();
});
