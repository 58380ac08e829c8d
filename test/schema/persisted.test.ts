/** Operations asked for by their hash: the same answers as through Apollo, and the same guards. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import operations from '../../schema/operations.json' with { type: 'json' };
import { startGraphQL } from '../../schema/server.js';
import { metrics } from '../../src/metrics.js';
import { idNumber, townOf, type Town } from './town.js';

let town: Town;
beforeAll(async () => {
  town = await townOf(2);
}, 60_000);
afterAll(() => town.stop());

const idOf = (name: string): string => {
  const found = Object.entries(operations).find(([, text]) => new RegExp(`^\\w+ ${name}\\b`).test(text));
  if (!found) throw new Error(`No operation ${name}. Run npm run schema.`);
  return found[0];
};
const textOf = (name: string): string => (operations as Record<string, string>)[idOf(name)] ?? '';

interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}
const post = async (body: object, url = town.url): Promise<Answered> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};

describe('an operation on the list, by its hash', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    ['an answer', 'DebtorProfile', { id: 'debtor-1' }],
    ['nothing found', 'DebtorProfile', { id: 'nobody' }],
    ['an error of a resolver', 'DebtorProfile', { id: '示例建材有限公司' }],
    ['a variable that is missing', 'DebtorProfile', {}],
    ['a variable of the wrong type', 'CliQuarantine', { first: 'many' }],
    ['a page that is too long', 'CliQuarantine', { first: 101 }],
    ['a query that may cost too much', 'CliClues', { first: 100_000, orderBy: 'EXPECTED' }],
  ];
  for (const [what, name, variables] of cases)
    test(`${what}: the same letters, status and type as through Apollo`, async () => {
      const direct = await post({ id: idOf(name), variables });
      expect(direct).toEqual(await post({ query: textOf(name), variables }));
      expect(direct).toEqual(
        await post({ extensions: { persistedQuery: { version: 1, sha256Hash: idOf(name) } }, variables }),
      );
    });

  test('leaves masked', async () => {
    const { body } = await post({ id: idOf('Profile') });
    expect(body).not.toContain(idNumber);
  });
  test('is measured under its name', async () => {
    const count = async (): Promise<number> =>
      (await metrics.requestSeconds.get()).values.find(
        (one) => one.metricName?.endsWith('_count') === true && one.labels.operation === 'Vocabulary',
      )?.value ?? 0;
    const before = await count();
    await post({ id: idOf('Vocabulary') });
    expect(await count()).toBe(before + 1);
  });
  test('changes what it says, once', async () => {
    const before = town.told.length;
    const { body } = await post({ id: idOf('CliReplay'), variables: { code: 'EMPTY' } });
    expect(body).toBe('{"data":{"replay":{"readable":1}}}\n');
    expect(town.told.length).toBe(before);
  });
});

describe('by GET', () => {
  const get = (name: string, headers: Record<string, string>, variables: object) =>
    fetch(`${town.url}?id=${idOf(name)}&variables=${encodeURIComponent(JSON.stringify(variables))}`, { headers });
  const ours = { 'apollo-require-preflight': 'yes' };
  test('a query is answered to those who can send a header', async () => {
    const answer = await get('DebtorProfile', ours, { id: 'debtor-1' });
    expect(await answer.text()).toBe((await post({ id: idOf('DebtorProfile'), variables: { id: 'debtor-1' } })).body);
    expect((await get('DebtorProfile', {}, { id: 'debtor-1' })).status).toBe(400);
  });
  test('nothing is changed', async () => {
    expect((await get('CliReplay', ours, { code: 'EMPTY' })).status).toBe(400);
  });
});

describe('what is not on the list', () => {
  test('an unknown id is refused with the remedy; a whole query goes to Apollo', async () => {
    const { status, body } = await post({ id: 'f'.repeat(64) });
    expect([status, body]).toEqual([400, expect.stringContaining('NOT_PERSISTED')]);
    expect((await post({ query: '{ status { waiting } }' })).body).toContain('"data"');
  });
  test('is refused altogether where the hub is set so, by text or hash; what is on it is not', async () => {
    const server = await startGraphQL(town.hub, { port: 0, onlyPersisted: true });
    const asked = async (body: object): Promise<string> => (await post(body, server.url)).body;
    try {
      expect(await asked({ query: '{ status { waiting } }' })).toContain('NOT_PERSISTED');
      expect(await asked({ query: textOf('Vocabulary') })).toContain('"data"');
      expect(await asked({ query: `# the same\n${textOf('Vocabulary')}` })).toContain('"data"');
      expect(await asked({ id: idOf('Vocabulary') })).toContain('"data"');
      expect(await asked([{ query: '{ status { waiting } }' }])).toContain('NOT_PERSISTED');
    } finally {
      await server.stop();
    }
  });
  test('and no hash leads past the name of the host', async () => {
    const { port } = new URL(town.url);
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        { port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: { host: 'evil.example', 'content-type': 'application/json' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ); // prettier-ignore
      asked.on('error', reject);
      asked.end(JSON.stringify({ id: idOf('Vocabulary') }));
    });
    expect(status).toBe(403);
  });
});
