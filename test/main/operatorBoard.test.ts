import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Redis } from 'ioredis';
import { readConfig } from '../../src/config.js';
import { log } from '../../src/log.js';
import { boardPath, operatorBoard } from '../../src/main/operatorBoard.js';
import { openQueue } from '../../src/main/queue.js';
import { createInProcessQueue } from '../../src/queue/inProcess.js';
import type { Queue } from '../../src/queue/queue.js';

log.level = 'silent';
const token = '0123456789-abcdef';
const url = process.env['TEST_REDIS_URL'];
const neo4j = { CLUEGRAPH_NEO4J_URL: 'bolt://g', CLUEGRAPH_NEO4J_PASSWORD: 'p' };

test('without a token, or without Redis, there is no board', async () => {
  expect(operatorBoard(createInProcessQueue(), token)).toBeNull();
  expect(operatorBoard(await openQueue(readConfig({})), undefined)).toBeNull();
});

test('settings of the queue are checked', () => {
  expect(() => readConfig({ CLUEGRAPH_OPERATOR_TOKEN: 'short' })).toThrow(/CLUEGRAPH_OPERATOR_TOKEN.*16/);
  expect(() => readConfig({ CLUEGRAPH_REDIS_URL: 'localhost:6379' })).toThrow(/CLUEGRAPH_REDIS_URL.*redis:\/\//);
  expect(() => readConfig({ CLUEGRAPH_REDIS_PREFIX: 'a:b' })).toThrow(/CLUEGRAPH_REDIS_PREFIX/);
  expect(readConfig({ ...neo4j, CLUEGRAPH_REDIS_URL: 'redis://r' }).redis).toEqual({
    url: 'redis://r',
    prefix: 'cluegraph',
  });
});

if (url === undefined) {
  console.warn('operator board: skipped, TEST_REDIS_URL is not set. Run npm run services, then set it.');
  test.skip('operator board', () => undefined);
} else
  describe('operator board', () => {
    const prefix = `test-${randomUUID().slice(0, 8)}`;
    let [queue, server]: [Queue?, Server?] = [];
    let place = '';
    const get = (path: string, authorization?: string, method = 'GET'): Promise<Response> =>
      fetch(`${place}${path}`, { method, ...(authorization !== undefined && { headers: { authorization } }) });
    const basic = (password: string): string => `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`;

    beforeAll(async () => {
      queue = await openQueue(readConfig({ ...neo4j, CLUEGRAPH_REDIS_URL: url, CLUEGRAPH_REDIS_PREFIX: prefix }));
      const board = operatorBoard(queue, token);
      if (!board) throw new Error('There is no board');
      server = createServer(express().use(board)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      place = `http://127.0.0.1:${(server.address() as AddressInfo).port}${boardPath}`;
      queue.work('ingest', () => Promise.reject(new Error('王立新 13800138000')), { concurrency: 1 });
      queue.add('ingest', 'seg_1', { id: 'seg_1', source: 'crm', keys: ['王立新'], phone: '13800138000' });
      queue.every('pull', 'crm', { source: 'crm', key: '身份证 110101199001011234' }, '0 6 * * *');
      queue.add('waits', 'seg_2', { id: 'seg_2' });
      const client = new Redis(url);
      while (!(await client.zcard(`${prefix}:ingest:failed`)) || !(await client.llen(`${prefix}:waits:wait`)))
        await new Promise((resolve) => setTimeout(resolve, 20));
      await client.quit();
    });
    afterAll(async () => {
      server?.close();
      server?.closeAllConnections();
      await queue?.stop();
      const client = new Redis(url);
      const keys = await client.keys(`${prefix}:*`);
      if (keys.length) await client.unlink(...keys);
      await client.quit();
    });

    test.each([
      ['nothing', undefined],
      ['another token', `Bearer ${token}x`],
      ['its beginning', `Bearer ${token.slice(0, -1)}`],
      ['no token', 'Bearer '],
      ['another password', basic('wrong')],
      ['the token as user', `Basic ${Buffer.from(`${token}:`).toString('base64')}`],
    ])('who says %s is not let in', async (_, authorization) => {
      for (const path of ['/', '/api/queues', '/static/favicon-32x32.png']) {
        const answer = await get(path, authorization);
        expect([answer.status, await answer.text()]).toEqual([
          401,
          expect.stringContaining('CLUEGRAPH_OPERATOR_TOKEN'),
        ]);
      }
    });

    test.each([
      ['bearer', `Bearer ${token}`],
      ['basic', basic(token)],
    ])('the operator sees page and jobs, by %s', async (_, authorization) => {
      const page = await get('/', authorization);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`href="${boardPath}/"`)]);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const { queues } = (await (await get('/api/queues?activeQueue=ingest', authorization)).json()) as {
        queues: { name: string; readOnlyMode: boolean; counts: Record<string, number>; jobs: { data: unknown }[] }[];
      };
      expect(queues.map(({ name }) => name).sort()).toEqual(['ingest', 'schedules', 'waits']);
      expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
      const ingest = queues.find(({ name }) => name === 'ingest');
      expect(ingest?.counts).toMatchObject({ failed: 1, waiting: 0 });
      expect(ingest?.jobs[0]?.data).toEqual({ id: 'seg_1', source: 'crm', keys: ['…'], phone: '…' });
    });

    test('nothing that is no id is shown, whatever is asked', async () => {
      for (const path of [
        '/api/queues?activeQueue=ingest',
        '/api/queues?activeQueue=schedules',
        '/api/queues/ingest/1',
        '/api/queues/ingest/1/logs',
        '/api/job-schedulers',
        '/api/redis/stats',
      ]) {
        const answer = await get(path, basic(token));
        expect([path, answer.status]).toEqual([path, 200]);
        expect(await answer.text()).not.toMatch(/王立新|身份证|13800138000|110101199001011234/);
      }
    });

    test('asking changes nothing', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        for (const path of ['/api/queues/ingest/retry/failed', '/api/queues/waits/empty', '/api/queues/pause'])
          expect((await get(path, basic(token), method)).status).toBe(405);
    });
  });
