/** What whoever runs the hub sees of a process: alive, ready, counts; and what its log never says. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGraphQL, type RunningServer } from '../../schema/server.js';
import { readConfig } from '../../src/config.js';
import { StoreError } from '../../src/errors.js';
import { log } from '../../src/log.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';
import { operations } from '../../src/main/operations.js';
import { startWorkerServer } from '../../src/main/workerServer.js';

log.level = 'silent';
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cluegraph-operations-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a server', () => {
  let hub: OwnedHub;
  let server: RunningServer;
  let opened = false;
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(new URL(path, server.url));
    return { status: answer.status, text: await answer.text() };
  };
  const metric = async (line: string): Promise<number> => {
    const found = (await get('/metrics')).text.split('\n').find((one) => one.startsWith(`${line} `));
    return Number(found?.slice(line.length + 1));
  };

  beforeAll(async () => {
    hub = await openHub({ ...readConfig({}), dataFolder: join(folder, 'data'), readers: 0 });
    server = await startGraphQL(hub, {
      port: 0,
      beside: [operations(() => (opened ? hub : undefined))],
    });
    await hub.import({ source: 'judgments', path: join(root, 'samples/judgments'), purpose: 'test', by: 'test' });
    await hub.idle();
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await hub.close();
  });

  test('lives before its hub is open, and is ready after', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect(await get('/readyz')).toMatchObject({ status: 503, text: '{"ready":false,"opening":true}' });
    opened = true;
    expect(await get('/readyz')).toMatchObject({ status: 200 });
  });

  test('counts what it did, by name of source, code and operation', async () => {
    const ask = (query: string, operationName?: string): Promise<unknown> =>
      fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName }),
      });
    await ask('query WangZhiqiang { __typename }', 'WangZhiqiang');
    await ask('{ nothing }');
    expect(await metric('cluegraph_records_read_total{source="judgments"}')).toBeGreaterThan(50);
    expect(await metric('cluegraph_records_refused_total{source="judgments",code="CUT"}')).toBe(2);
    expect(await metric('cluegraph_records_quarantined{source="judgments",code="CUT"}')).toBe(2);
    expect(await metric('cluegraph_job_seconds_count{job="ingest",outcome="done"}')).toBeGreaterThan(0);
    expect(await metric('cluegraph_segments_pending')).toBe(0);
    expect(await metric('cluegraph_unresolved_marks')).toBe(0);
    expect(await metric('cluegraph_dirty_marks')).toBe(0);
    expect(await metric('cluegraph_lease_held')).toBe(1);
    expect(await metric('cluegraph_graphql_request_seconds_count{operation="other"}')).toBeGreaterThan(0);
    expect(await metric('cluegraph_graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(await metric('process_resident_memory_bytes')).toBeGreaterThan(0);
    // Labels are from lists of our own: whatever others call their operations is not among them.
    expect((await get('/metrics')).text).not.toMatch(/WangZhiqiang|[^ -~\n]/);
  });
});

describe('readiness', () => {
  const ask = async (over: (hub: OwnedHub) => Partial<OwnedHub>): Promise<{ status: number; body: unknown }> => {
    const hub = await openHub({ ...readConfig({}), dataFolder: join(folder, 'ready'), readers: 0 });
    const server = await startWorkerServer(
      operations(() => ({ ...hub, ...over(hub) })),
      4950,
    );
    const answer = await fetch(`${server.url}/readyz`);
    const body: unknown = await answer.json();
    await server.stop();
    await hub.close();
    return { status: answer.status, body };
  };

  test('a part that says what is wrong is quoted', async () => {
    const away = new StoreError('连不上。请启动。 / It is away. Start it.');
    const { status, body } = await ask(({ engine }) => ({ engine: { ...engine, read: () => Promise.reject(away) } }));
    expect(status).toBe(503);
    expect(body).toEqual({
      ready: false,
      parts: { graph: { zh: '连不上。请启动。', en: 'It is away. Start it.' }, archive: 'ok', queue: 'ok' },
    });
  });

  test('a part that says nothing, or nonsense, is named with what to do; what it said is not told', async () => {
    const { status, body } = await ask(({ engine, archive }) => ({
      engine: { ...engine, read: () => new Promise(() => undefined) },
      archive: { ...archive, refresh: () => Promise.reject(new TypeError('redis://:pa55@queue 王志强')) },
    }));
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toMatch(/cluegraph doctor.*cluegraph doctor/);
    expect(JSON.stringify(body)).not.toMatch(/pa55|王志强/);
  });
});

test('workers that are given the same port take the next ones', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const servers = await Promise.all(
    [1, 2].map(() =>
      startWorkerServer(
        operations(() => undefined),
        port,
      ),
    ),
  );
  const urls = servers.map(({ url }) => url);
  expect(new Set([...urls, `http://127.0.0.1:${port}`]).size).toBe(3);
  for (const url of urls) expect((await fetch(`${url}/livez`)).status).toBe(200);
  await Promise.all(servers.map((server) => server.stop()));
  taken.close();
});

test('the log of an import with faults is JSON lines, and names nobody', () => {
  const judgments = join(folder, 'judgments');
  cpSync(join(root, 'samples/judgments'), judgments, { recursive: true });
  writeFileSync(join(judgments, '王志强 13800138000 110101199001011234.txt'), '欠款人王志强，电话13800138000');
  writeFileSync(join(judgments, '刘芳.docx'), 'PK\u0003\u0004 broken 刘芳');
  const env = {
    PATH: process.env['PATH'],
    CLUEGRAPH_DATA: join(folder, 'logged'),
    CLUEGRAPH_READERS: '0',
    CLUEGRAPH_LOG: 'debug',
  };
  const lines = [
    ['import', 'crm', join(root, 'samples/crm')],
    ['import', 'judgments', judgments],
    ['import', 'judgments', join(folder, '王志强')],
    ['replay'],
  ].flatMap((args) => {
    const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/main/cli.ts', ...args, '--purpose', '测试'], { cwd: root, env, encoding: 'utf8' }); // prettier-ignore
    return stderr.split('\n').filter((line) => line.startsWith('{'));
  });
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({
      level: expect.any(String),
      time: expect.any(String),
      msg: expect.any(String),
    });

  const named = new Set<string>(['王志强', '13800138000', '110101199001011234', '刘芳']);
  for (const entry of readdirSync(judgments, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      named.add(entry.name);
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      for (const [, name = ''] of text.matchAll(
        /(?:原告|被告|申请执行人|被执行人|上诉人)[:：]([\p{Script=Han}（）()]{2,30})/gu,
      ))
        named.add(name);
      for (const [id = ''] of text.matchAll(/\d{17}[\dX]|1\d{10}/g)) named.add(id);
    }
  expect(named.size).toBeGreaterThan(60);
  const whole = lines.join('\n');
  expect([...named].filter((name) => whole.includes(name))).toEqual([]);
}, 240_000);
