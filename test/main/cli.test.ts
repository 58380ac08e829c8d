/**
 * The commands as a person types them: each a process of its own, first while nobody holds the data folder, then while a
 * server does. Both must say the same.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { buildSchema } from '../../schema/build.js';
import { cluesQuery, explainQuery } from '../../src/main/commands/clues.js';
import {
  importMutation,
  previewQuery,
  pullMutation,
  runQuery,
  takeBackMutation,
} from '../../src/main/commands/imports.js';
import { quarantineQuery, replayMutation, statusQuery } from '../../src/main/commands/status.js';
import { worklistQuery } from '../../src/main/commands/worklist.js';
import { sheet } from '../../src/main/sheet.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'cluegraph-cli-'));
const env = { ...process.env, CLUEGRAPH_DATA: join(work, 'data'), CLUEGRAPH_READERS: '0', CLUEGRAPH_PORT: '0' };
const cli = [join(root, 'bin/cluegraph.mjs')];
jest.setTimeout(120_000);

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...cli, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

const json = <T>(...args: readonly string[]): T => {
  const said = run('--json', ...args);
  if (said.status !== 0) throw new Error(said.err);
  return JSON.parse(said.out) as T;
};

const judgment = `江西省赣州市章贡区人民法院
民 事 判 决 书
（2025）赣0702民初8801号
原告：赣州梅岭机械有限公司，住所地江西省赣州市章贡区冶金路3号，统一社会信用代码91360702MA35RE2N36。
法定代表人：鲁成业，该公司总经理。
被告：赣州牧野商贸有限公司，住所地江西省赣州市章贡区水东路9号。
原告赣州梅岭机械有限公司与被告赣州牧野商贸有限公司买卖合同纠纷一案，本院立案后依法进行了审理。本案现已审理终结。
经审理查明，被告尚欠原告货款1200000元。
本院认为，被告应当支付货款。依照《中华人民共和国民法典》第五百七十九条之规定，判决如下：
被告赣州牧野商贸有限公司于本判决生效之日起十日内支付原告赣州梅岭机械有限公司货款1200000元。
审判员 方正
二〇二五年五月十二日
书记员 时晴
`;

beforeAll(() => {
  mkdirSync(join(work, 'crm'));
  mkdirSync(join(work, 'papers'));
  writeFileSync(
    join(work, 'crm', '客户.csv'),
    '客户编号,名称,类型,统一社会信用代码,法定代表人,地址,客户经理\nK1,赣州梅岭机械有限公司,企业,91360702MA35RE2N36,鲁成业,江西省赣州市章贡区冶金路3号,=林向阳\n',
  );
  writeFileSync(
    join(work, 'crm', '贷款.csv'),
    '借据号,合同号,客户编号,本金,余额,币种,发放日,到期日,违约日\nJ1,H1,K1,8000000,8000000,CNY,2023-05-16,2024-05-15,2024-05-15\n',
  );
  writeFileSync(join(work, 'papers', 'won.txt'), judgment);
  writeFileSync(join(work, 'papers', 'empty.txt'), '');
});

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

test('every operation of the commands is one that the schema knows', async () => {
  const schema = await buildSchema();
  const documents = { cluesQuery, explainQuery, importMutation, previewQuery, pullMutation, runQuery, takeBackMutation, quarantineQuery, replayMutation, statusQuery, worklistQuery }; // prettier-ignore
  for (const [name, document] of Object.entries(documents))
    expect([name, validate(schema, parse(document)).map((error) => error.message)]).toEqual([name, []]);
});

describe('one debtor who won money elsewhere', () => {
  test('a dry run writes nothing', () => {
    const [preview] = json<{ counts: { state: string; rows: number }[] }[]>(
      'import',
      'crm',
      join(work, 'crm'),
      '--dry-run',
    );
    expect(preview?.counts).toEqual(expect.arrayContaining([{ state: 'NEW', rows: 2 }]));
    expect(json<{ runs: { nodes: unknown[] } }>('status').runs.nodes).toEqual([]);
  });

  test('imports; a record that cannot be read is quarantined and the exit code says so', () => {
    expect(run('import', 'crm', join(work, 'crm')).status).toBe(0);
    const papers = run('import', 'judgments', join(work, 'papers'));
    expect([papers.status, papers.out]).toEqual([3, expect.stringContaining('隔离 1')]);
    expect(json<{ code: string }[]>('quarantine').map((row) => row.code)).toEqual(['EMPTY']);
  });

  test('a source that is not set up is not pulled, and says what to set', () => {
    for (const args of [['crm'], ['crm', '--check']])
      expect(run('pull', ...args)).toMatchObject({ status: 2, err: expect.stringContaining('CLUEGRAPH_CRM_URL') });
  });

  test('what a server answers is what a process that opens the store answers', async () => {
    const asked = [['clues'], ['worklist'], ['digest'], ['quarantine']] as const;
    const own = asked.map((args) => json<unknown>(...args));
    const server = await serve();
    try {
      const served = asked.map((args) => json<unknown>(...args));
      expect(served).toEqual(own);
      expect(own[0]).toEqual([expect.objectContaining({ rule: 'C01' })]);
      const refused = run('rebuild');
      expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('Stop it')]);
    } finally {
      await stop(server);
    }
    expect(json<{ hash: string }>('rebuild').hash).toBe((own[2] as { hash: string }).hash);
  });

  test('explain leads to the words of the judgment', () => {
    const [clue] = json<{ id: string }[]>('clues');
    const said = run('explain', clue?.id ?? '');
    expect(said.out).toContain('【1200000元】');
    expect(said.out).toContain('(2025)赣0702民初8801号');
    expect(run('explain', 'clue_of_nobody').status).toBe(2);
  });

  test('the work list is a table that no spreadsheet takes for formulas', () => {
    const csv = run('worklist', '--format', 'csv');
    expect(csv.out).toContain("'=林向阳");
    const file = join(work, 'list.xlsx');
    expect(run('worklist', '--format', 'xlsx', '--out', file).status).toBe(0);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect(run('worklist', '--format', 'xlsx').status).toBe(2);
  });

  test('backup and restore give the same graph', () => {
    const before = json<{ hash: string }>('digest').hash;
    expect(run('backup', join(work, 'backup')).status).toBe(0);
    const elsewhere = { ...env, CLUEGRAPH_DATA: join(work, 'restored') };
    const restored = spawnSync(process.execPath, [...cli, '--json', 'restore', join(work, 'backup')], { cwd: root, env: elsewhere, encoding: 'utf8' }); // prettier-ignore
    expect((JSON.parse(restored.stdout) as { hash: string }).hash).toBe(before);
  });

  test('an import that was a mistake is taken back', () => {
    const { runs } = json<{ runs: { nodes: { id: string; source: string }[] } }>('status');
    const mistake = runs.nodes.find((one) => one.source === 'judgments');
    expect(run('take-back', mistake?.id ?? '').status).toBe(0);
    expect(json<unknown[]>('clues')).toEqual([]);
  });

  test('the doctor finds nothing failed; a wrong setting is named with its remedy', () => {
    expect(run('doctor').status).toBe(0);
    const wrong = spawnSync(process.execPath, [...cli, 'doctor'], { cwd: root, env: { ...env, CLUEGRAPH_PORT: 'x' }, encoding: 'utf8' }); // prettier-ignore
    expect([wrong.status, wrong.stdout]).toEqual([2, expect.stringContaining('CLUEGRAPH_PORT')]);
  });

  test('faults of the caller are told with a code', () => {
    const said = run('--json', 'import', 'nowhere', work);
    expect([said.status, JSON.parse(said.err)]).toEqual([2, { error: expect.objectContaining({ code: expect.any(String) as unknown as string }) as unknown as object }]); // prettier-ignore
  });
});

test('a cell that begins like a formula is text', async () => {
  const bytes = await sheet('csv', [{ title: 'a', width: 4 }], [['=1+1'], ['@x'], [5], [null]]);
  expect(Buffer.from(bytes).toString()).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n5\r\n\r\n");
});

function serve(): Promise<ChildProcess> {
  const server = spawn(process.execPath, [...cli, 'start', '--no-samples'], { cwd: root, env });
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl+C')) resolve(server);
    });
    server.on('exit', () => {
      reject(new Error(`The server ended: ${said}`));
    });
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.removeAllListeners('exit');
    server.on('exit', () => {
      resolve();
    });
    server.kill('SIGTERM');
  });
}
