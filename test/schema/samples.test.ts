// Answers are JSON of many shapes, held against what is expected value by value.
/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- answers are what the test asked for */
/** The sample portfolio through the whole pipeline, asked with the example queries of the query page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readExamples } from '../../schema/examples.js';
import operations from '../../schema/operations.json' with { type: 'json' };
import { startGraphQL, type RunningServer } from '../../schema/server.js';
import { readConfig } from '../../src/config.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';
import type { Answer } from './town.js';

const examples = await readExamples();
const samples = (folder: string): string => fileURLToPath(new URL(`../../samples/${folder}`, import.meta.url));
let folder: string;
let hub: OwnedHub;
let server: RunningServer;

const ask = async (query: string, variables: object = {}): Promise<Answer> => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluegraph-samples-'));
  hub = await openHub({ ...readConfig({}), dataFolder: folder, readers: 0 });
  server = await startGraphQL(hub, { port: 0 });
  const start =
    'mutation ($source: String!, $path: String!, $complete: Boolean!) { import(source: $source, path: $path, purpose: "测试", complete: $complete) { id state } }';
  for (const source of ['crm', 'judgments'])
    expect((await ask(start, { source, path: samples(source), complete: source === 'crm' })).data.import.state).toMatch(
      /FETCHING|DERIVING|DONE/,
    );
  await hub.idle();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await hub.close();
  await rm(folder, { recursive: true });
});

describe('every example query', () => {
  test('there are some of each subject', () => {
    expect(new Set(examples.map((example) => example.subject)).size).toBeGreaterThanOrEqual(8);
  });
  for (const { subject, name, query } of examples)
    test(`${subject}: ${name} answers with something`, async () => {
      const { data, errors } = await ask(query);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).not.toMatch(/^\{"\w+":(null|\[\]|\{"(total":0|nodes":\[\]))/);
    });
});

test('every query of the allow-list answers by its hash, letter by letter as through Apollo', async () => {
  const answered = async (body: object): Promise<string> =>
    (
      await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).text();
  const variables = { id: '赣州禾穗饲料有限公司', first: 5, source: 'nobody', path: '/', orderBy: 'EXPECTED' };
  const queries = Object.entries(operations).filter(([, text]) => !text.startsWith('mutation'));
  expect(queries.length).toBeGreaterThan(20);
  let errors = 0;
  for (const [id, query] of queries) {
    const asked = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}:`)));
    const answer = await answered({ id, variables: asked });
    expect(answer).toBe(await answered({ query, variables: asked }));
    if (answer.startsWith('{"errors"')) errors++;
  }
  expect(errors).toBeGreaterThan(0);
  expect(errors).toBeLessThan(5);
});

test('the officer is asked whether 王某某 of a masked judgment is our debtor 王志强, who stays himself', async () => {
  const side =
    '{ name fromLoanFile party { name mentions { total } possibly { nodes { mentionIsHere other { name } } } } }';
  const { data, errors } = await ask(
    `{ reviewQueue { nodes { tier left ${side} right ${side} features { reason { zh } } atStake { text } } } }`,
  );
  expect(errors).toBeUndefined();
  const party = (name: string, mentionIsHere: boolean, other: string): object => ({
    name,
    mentions: { total: 1 },
    possibly: { nodes: [{ mentionIsHere, other: { name: other } }] },
  });
  // Left is the smaller id, and ids are made with this folder's secret.
  const pairs = (data.reviewQueue.nodes as { left: { fromLoanFile: boolean }; right: object }[]).map(
    ({ left, right, ...pair }) => ({ ...pair, sides: left.fromLoanFile ? [right, left] : [left, right] }),
  );
  expect(pairs).toContainEqual({
    tier: 'T3',
    sides: [
      { name: '王某某', fromLoanFile: false, party: party('王某某', true, '王志强') },
      { name: '王志强', fromLoanFile: true, party: party('王志强', false, '王某某') },
    ],
    features: [
      { reason: { zh: '脱敏名称与本行档案相符' } },
      { reason: { zh: '出生日期相同' } },
      { reason: { zh: expect.stringMatching(/^住址/) } },
    ],
    atStake: { text: expect.stringMatching(/^150,?000/) },
  });
});

test('an import says how far it is and what it quarantined', async () => {
  const { runs, quarantine } = (
    await ask('{ runs { nodes { source state progress { fetched derived quarantined } } } quarantine { total } }')
  ).data;
  const progress = runs.nodes as {
    state: string;
    progress: { fetched: number; derived: number; quarantined: number };
  }[];
  expect(progress.map((run) => run.state)).toEqual(['DONE', 'DONE']);
  for (const run of progress) expect(run.progress.derived).toBe(run.progress.fetched);
  expect(quarantine.total).toBe(progress.reduce((sum, run) => sum + run.progress.quarantined, 0));
});

test('a dry run of the same file finds nothing new and writes nothing', async () => {
  const digest = '{ digest { hash } }';
  const before = await ask(digest);
  const { data, errors } = await ask(
    'query ($path: String!) { importPreview(source: "crm", path: $path) { counts { state rows } unknownSheets rows(states: [NEW, CHANGED]) { total } } }',
    {
      path: samples('crm'),
    },
  );
  expect(errors).toBeUndefined();
  expect(data.importPreview).toMatchObject({ unknownSheets: [], rows: { total: 0 } });
  expect(data.importPreview.counts).toContainEqual({ state: 'UNCHANGED', rows: expect.any(Number) });
  expect(await ask(digest)).toEqual(before);
});

test('a dry run of nothing, or of a source that has none, says what to do', async () => {
  const code = async (source: string, path: string) =>
    (
      await ask(
        'query ($source: String!, $path: String!) { importPreview(source: $source, path: $path) { homonymRisks } }',
        { source, path },
      )
    ).errors?.[0]?.extensions['code'];
  expect(await code('crm', join(folder, 'missing'))).toBe('NO_SUCH_PATH');
  expect(await code('judgments', samples('judgments'))).toBe('NO_PREVIEW');
  expect(await code('tycoons', folder)).toBe('NO_SUCH_SOURCE');
});
