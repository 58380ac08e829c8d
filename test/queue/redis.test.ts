import { afterAll, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { log } from '../../src/log.js';
import { createRedisQueue } from '../../src/queue/redis.js';
import { queueSuite } from '../suites/queue.js';

log.level = 'silent';
const url = process.env['TEST_REDIS_URL'];

if (url === undefined) {
  console.warn('queue on Redis: skipped, TEST_REDIS_URL is not set. Run npm run services, then set it.');
  test.skip('queue on Redis', () => undefined);
} else {
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  let places = 0;
  queueSuite('queue on Redis', {
    open: (patience) => {
      const options = { url, prefix: `${prefix}-${++places}`, patience };
      return { one: createRedisQueue(options), other: createRedisQueue(options) };
    },
  });
  afterAll(async () => {
    const client = new Redis(url);
    for await (const keys of client.scanStream({ match: `${prefix}-*`, count: 1000 }))
      if ((keys as string[]).length) await client.unlink(...(keys as string[]));
    await client.quit();
  });
}
