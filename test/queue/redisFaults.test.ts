/** Workers and servers that die, at any moment: what was added is done, or known to be lost. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { log } from '../../src/log.js';
import { createRedisQueue, type RedisOptions } from '../../src/queue/redis.js';
import type { RedisQueue } from '../../src/queue/redisQueue.js';
import { examineRedis } from '../../src/queue/redisServer.js';
import { gate, hasty, until, wait } from '../suites/queue.js';
import { ownRedis, redisInstalled, type RedisProcess } from './redisProcess.js';

log.level = 'silent';
if (!redisInstalled)
  console.warn('faults of Redis: skipped, there is no redis-server. Run apt-get install redis-server.');
const wherever = redisInstalled ? describe : describe.skip;

let redis: RedisProcess;
const open: RedisQueue[] = [];
const opened = (more: Partial<RedisOptions> = {}): RedisQueue => {
  const queue = createRedisQueue({ url: redis.url, prefix: 'test', lock: 400, watch: 50, patience: hasty, ...more });
  open.push(queue);
  return queue;
};
const mortal = (fate: 'hang' | 'die'): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['--import', 'tsx', script, redis.url, 'test', fate], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const script = fileURLToPath(new URL('./mortalWorker.ts', import.meta.url));
const afterwards = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((queue) => queue.stop()));
  await redis.end();
};

wherever('a Redis that keeps what it has', () => {
  beforeEach(async () => {
    redis = await ownRedis();
    await redis.start();
  });
  afterEach(afterwards);

  test('the job of a worker that was killed is done by another', async () => {
    const adder = opened();
    for (const id of ['1', '2', '3']) adder.add('a', id, { id });
    const child = mortal('hang');
    const [begun] = child.stdout ? ((await once(child.stdout, 'data')) as Buffer[]) : [];
    expect(begun?.toString()).toBe('1\n');
    child.kill('SIGKILL');
    const ran: string[] = [];
    opened().work<{ id: string }>('a', ({ id }) => Promise.resolve(ran.push(id)), { concurrency: 1 });
    await adder.idle();
    expect(ran.sort()).toEqual(['1', '2', '3']);
  }, 30_000);

  test('a job that kills every worker is given up, and told once', async () => {
    const told: unknown[] = [];
    const adder = opened();
    adder.add('a', '1', { id: '1' });
    for (let deaths = 0; deaths < 3; deaths++) await once(mortal('die'), 'exit');
    const survivor = opened({ deaths: 2 });
    survivor.onFailed = (name, error, data) => told.push([name, error, data]);
    let ran = 0;
    survivor.work('a', () => Promise.resolve(ran++), { concurrency: 1 });
    await adder.idle();
    await wait(300);
    expect(ran).toBe(0);
    expect(told).toEqual([['a', expect.objectContaining({ code: 'WORKERS_DIED' }), { id: '1' }]]);
  }, 60_000);

  test('Redis is killed while jobs run, wait and are added: each is done', async () => {
    const [adder, worker] = [opened(), opened()];
    const ran = new Set<string>();
    const { opened: go, open: end } = gate();
    worker.work<{ id: string }>(
      'a',
      async ({ id }) => {
        if (id === '0') await go;
        ran.add(id);
      },
      { concurrency: 2 },
    );
    for (let id = 0; id < 20; id++) adder.add('a', String(id), { id: String(id) });
    await until(() => ran.size > 3);
    await redis.kill();
    for (let id = 20; id < 40; id++) adder.add('a', String(id), { id: String(id) });
    worker.add('a', 'more', { id: 'more' });
    end();
    await wait(200);
    await redis.start();
    await adder.idle();
    expect(ran.size).toBe(41);
  }, 60_000);

  test('what a full Redis refuses is added when it has room again', async () => {
    const [adder, worker] = [opened(), opened()];
    const ran = new Set<string>();
    await redis.client.config('SET', 'maxmemory', '1');
    for (const id of ['1', '2']) adder.add('a', id, { id });
    worker.work<{ id: string }>('a', ({ id }) => Promise.resolve(ran.add(id)), { concurrency: 1 });
    await wait(200);
    expect(ran.size).toBe(0);
    await redis.client.config('SET', 'maxmemory', '0');
    await adder.idle();
    expect(ran.size).toBe(2);
  }, 30_000);

  test('started while Redis is away, queues wait for it', async () => {
    await redis.kill();
    const [adder, worker] = [opened(), opened()];
    let ran = 0;
    worker.work('a', () => Promise.resolve(ran++), { concurrency: 1 });
    adder.every('a', 'often', {}, 50);
    adder.add('a', 'x', {});
    const idle = adder.idle();
    await wait(200);
    expect([ran, await adder.bullQueues()]).toEqual([0, null]);
    await redis.start();
    await idle;
    await until(() => ran > 2);
  }, 30_000);

  test('queues stop while Redis is away', async () => {
    const [adder, worker] = [opened(), opened()];
    const { opened: go, open: end } = gate();
    let [began, ended] = [false, false];
    worker.work(
      'a',
      async () => {
        began = true;
        await go;
        ended = true;
      },
      { concurrency: 1 },
    );
    adder.add('a', 'x', {});
    await until(() => began);
    await redis.kill();
    adder.add('a', 'y', {});
    const stopped = Promise.all([adder.stop(), worker.stop(), adder.idle()]);
    await wait(50);
    expect(ended).toBe(false);
    end();
    await stopped;
    expect(ended).toBe(true);
    const never = opened();
    never.work('a', () => Promise.resolve(), { concurrency: 1 });
    await never.stop();
  }, 30_000);

  test('two prefixes are two hubs', async () => {
    const [here, there] = [opened(), opened({ prefix: 'elsewhere' })];
    let ran = 0;
    there.work('a', () => Promise.resolve(ran++), { concurrency: 1 });
    here.add('a', 'x', {});
    await there.idle();
    await wait(100);
    expect(ran).toBe(0);
    there.add('a', 'x', {});
    await there.idle();
    expect(ran).toBe(1);
  });

  test('of what is over Redis keeps little, and of errors what the log may say', async () => {
    const queue = opened();
    queue.work<{ id: number }>(
      'a',
      ({ id }) => (id % 2 ? Promise.resolve('王立新') : Promise.reject(new Error('王立新 13800138000 owes'))),
      { concurrency: 50 },
    );
    for (let id = 0; id < 2400; id++) queue.add('a', `job_${id}`, { id });
    await queue.idle();
    expect([await redis.client.zcard('test:a:completed'), await redis.client.zcard('test:a:failed')]).toEqual([
      200, 1000,
    ]);
    const [failed = ''] = await redis.client.zrange('test:a:failed', '0', '0');
    expect(await redis.client.hget(`test:a:${failed}`, 'failedReason')).toBe('Error: … # owes');
    const kept: unknown[] = [];
    for (const key of await redis.client.keys('test:a:*'))
      if ((await redis.client.type(key)) === 'hash') kept.push(await redis.client.hgetall(key));
      else if ((await redis.client.type(key)) === 'stream') kept.push(await redis.client.xrange(key, '-', '+'));
    expect(kept.length).toBeGreaterThan(1200);
    expect(JSON.stringify(kept)).not.toMatch(/王立新|13800138000/);
  }, 30_000);
});

wherever('a Redis that loses what it has', () => {
  beforeEach(async () => {
    redis = await ownRedis({ keeps: false });
    await redis.start();
  });
  afterEach(afterwards);

  test.each([
    ['emptied', async (): Promise<unknown> => redis.client.flushall()],
    [
      'killed',
      async (): Promise<unknown> => {
        await redis.kill();
        return redis.start();
      },
    ],
  ])(
    '%s while jobs run and wait: all are told, and what is derived again is done',
    async (_, lose) => {
      const queues = [opened(), opened()] as const;
      const [adder, worker] = queues;
      const ran = new Set<string>();
      const { opened: go, open: end } = gate();
      const derive = (): void => {
        for (let id = 0; id < 20; id++) if (!ran.has(String(id))) adder.add('a', String(id), { id: String(id) });
      };
      let told = 0;
      for (const queue of queues)
        queue.onLost = () => {
          told++;
          if (queue === adder) derive();
        };
      worker.work<{ id: string }>(
        'a',
        async ({ id }) => {
          if (Number(id) > 3) await go;
          ran.add(id);
        },
        { concurrency: 3 },
      );
      let ticks = 0;
      worker.work('tick', () => Promise.resolve(ticks++), { concurrency: 1 });
      adder.every('tick', 'x', {}, 100);
      derive();
      await until(() => ran.has('3') && ticks > 0);
      await lose();
      await until(() => told >= 2);
      const then = ticks;
      end();
      await until(() => ran.size === 20 && ticks > then + 2);
      adder.cancel('tick', 'x');
      await adder.idle();
      worker.add('a', 'later', { id: '99' });
      await worker.idle();
      expect(ran.has('99')).toBe(true);
    },
    60_000,
  );
});

wherever('what doctor says of Redis', () => {
  afterEach(afterwards);

  test('a server that drops keys, one that is away, one that wants a password', async () => {
    redis = await ownRedis({ settings: ['--maxmemory-policy', 'allkeys-lru', '--requirepass', 'secret-1'] });
    await expect(examineRedis(redis.url)).rejects.toMatchObject({ code: 'REDIS_AWAY', actor: 'operator' });
    redis.client.options.password = 'secret-1';
    await redis.start();
    const url = new URL(redis.url);
    url.password = 'secret-2';
    const refused = await examineRedis(url.href).catch((error: unknown) => (error as Error).message);
    expect(refused).toMatch(/CLUEGRAPH_REDIS_URL/);
    expect(refused).not.toMatch(/secret/);
    url.password = 'secret-1';
    expect((await examineRedis(url.href))?.en).toMatch(/allkeys-lru.*CONFIG SET maxmemory-policy noeviction/);
    await redis.client.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await examineRedis(url.href)).toBeNull();
  });
});
