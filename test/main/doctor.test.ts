/** What the doctor says of each service: all well, and each away or refusing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { onNeo4j } from '../engines.js';
import { neo4jAddress } from '../stores.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cluegraph-doctor-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Finding {
  readonly part: { readonly en: string };
  readonly state: string;
  readonly says: string;
}

async function doctor(
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number | null; found: Map<string, Finding> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main/cli.ts', '--json', 'doctor'], {
    cwd: root,
    env: { PATH: process.env['PATH'], CLUEGRAPH_DATA: folder, CLUEGRAPH_READERS: '0', ...settings },
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, found: new Map((JSON.parse(out) as Finding[]).map((one) => [one.part.en, one])) };
}

const away = {
  CLUEGRAPH_NEO4J_URL: 'bolt://127.0.0.1:1',
  CLUEGRAPH_NEO4J_PASSWORD: 's3cret',
  CLUEGRAPH_REDIS_URL: 'redis://:pa55word@127.0.0.1:1',
  CLUEGRAPH_S3_URL: 'http://127.0.0.1:1',
  CLUEGRAPH_S3_BUCKET: 'shelf',
  CLUEGRAPH_S3_KEY: 'key',
  CLUEGRAPH_S3_SECRET: 'h1dden',
  CLUEGRAPH_CRM_URL: 'postgres://reader:pa55word@127.0.0.1:1/loans',
  CLUEGRAPH_CRM_LEGAL_BASIS: 'contract',
};

test('what is away is named with its setting, each in its turn, and no secret is told', async () => {
  const { code, found } = await doctor(away);
  expect(code).toBe(2);
  for (const [part, setting] of [
    ['queue', 'CLUEGRAPH_REDIS_URL'],
    ['bucket', 'CLUEGRAPH_S3_URL'],
    ['graph', 'CLUEGRAPH_NEO4J_URL'],
    ['source crm', '数据库'],
  ] as const) {
    expect([part, found.get(part)?.state]).toEqual([part, 'failed']);
    expect(found.get(part)?.says).toContain(setting);
  }
  expect(JSON.stringify([...found.values()])).not.toMatch(/s3cret|pa55word|h1dden/);
}, 120_000);

test('settings that cannot be are the only finding', async () => {
  const { code, found } = await doctor({ CLUEGRAPH_REDIS_URL: 'redis://127.0.0.1:6379' });
  expect([code, [...found.keys()]]).toEqual([2, ['settings']]);
  expect(found.get('settings')?.says).toContain('CLUEGRAPH_NEO4J_URL');
}, 60_000);

const { TEST_REDIS_URL: redis, TEST_S3_URL: s3 } = process.env;
if (redis === undefined || s3 === undefined) {
  console.warn('The doctor on servers that are well: not run. Set TEST_REDIS_URL and TEST_S3_URL.');
  test.skip('all is well', () => undefined);
} else
  onNeo4j((engine) => {
    test('all is well', async () => {
      await (await engine.open(folder)).close();
      const { username, password, origin, pathname } = new URL(s3);
      const { code, found } = await doctor({
        CLUEGRAPH_NEO4J_URL: neo4jAddress?.url ?? '',
        CLUEGRAPH_NEO4J_USER: neo4jAddress?.user ?? '',
        CLUEGRAPH_NEO4J_PASSWORD: neo4jAddress?.password ?? '',
        CLUEGRAPH_REDIS_URL: redis,
        CLUEGRAPH_S3_URL: origin,
        CLUEGRAPH_S3_BUCKET: `${pathname.slice(1)}/doctor`,
        CLUEGRAPH_S3_KEY: username,
        CLUEGRAPH_S3_SECRET: password,
      });
      expect(Object.fromEntries([...found].map(([part, { state }]) => [part, state]))).toMatchObject({
        settings: 'ok',
        queue: 'ok',
        bucket: 'ok',
        archive: 'notChecked',
        graph: 'ok',
      });
      expect(code).toBe(0);
    });
  });
