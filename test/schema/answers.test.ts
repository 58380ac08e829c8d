// Answers are JSON of many shapes, held against what is expected value by value.
/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- answers are what the test asked for */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { readExamples } from '../../schema/examples.js';
import { onEveryEngine } from '../engines.js';
import { idNumber, phone, run, townOf, type Town } from './town.js';

onEveryEngine((on) => {
  let town: Town;
  beforeAll(async () => {
    town = await townOf(
      3,
      {},
      {
        nodes: {
          bad: [
            'Quarantine',
            {
              source: 'judgments',
              key: 'bad.txt',
              code: 'EMPTY',
              reason: 'Empty. Fetch it again.',
              fetchedAt: '2026-02-01T00:00:00Z',
              hash: 'h',
              version: '1',
              segment: 's',
            },
          ],
          quiet: ['Party', { name: '无讼实业有限公司', kind: 'organization', mentions: 1 }],
        },
        links: [],
      },
      on,
    );
  }, 60_000);
  afterAll(() => town.stop());

  /** The answer's data; fails the test with the errors otherwise. */
  const data = async (query: string, variables: object = {}) => {
    const answer = await town.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };
  const error = async (query: string, variables: object = {}) => {
    const [first] = (await town.ask(query, variables)).errors ?? [];
    return first;
  };

  describe('search', () => {
    const found = async (text: string) =>
      (
        await data(
          'query ($text: String!) { search(text: $text) { nodes { kind label because { en } party { id } customer { number } } } }',
          { text },
        )
      ).search.nodes;

    test('finds parties by a part of their name, exact names first', async () => {
      expect((await found('建材')).map((hit: { label: string }) => hit.label)).toEqual(
        Array(3).fill('示例建材有限公司'),
      );
      expect((await found('建'))[0].kind).toBe('PARTY');
    });
    test('finds by identifier in any width and case, and by case number in any spelling', async () => {
      expect((await found('91360702ma38kq7t12'))[0].because.en).toBe('an identifier or phone number is the same');
      expect(await found('９１３６０７０２ＭＡ３８ＫＱ７Ｔ１２')).toHaveLength(3);
      expect((await found('〔2025〕赣0702民初第8号'))[0]).toMatchObject({ kind: 'CASE', label: '(2025)赣0702民初8号' });
    });
    test('finds a customer by number', async () => {
      expect((await found('K2'))[0]).toMatchObject({ kind: 'CUSTOMER', customer: { number: 'K2' } });
    });
    test('refuses an empty text and says what to do', async () => {
      expect(await error('{ search(text: " ") { total } }')).toMatchObject({
        extensions: {
          code: 'BAD_SEARCH',
          actor: 'user',
          retry: false,
          remedy: '请缩短，或填写内容。 / Shorten it, or give one.',
        },
      });
    });
  });

  describe('a name that several parties have', () => {
    test('is refused rather than guessed', async () => {
      expect(await error('{ party(id: "示例建材有限公司") { name } }')).toMatchObject({
        extensions: { code: 'AMBIGUOUS_NAME' },
      });
    });
    test('a party is found by its mention as well', async () => {
      expect((await data('{ party(id: "won.m-2") { id } }')).party.id).toBe('debtor-2');
      expect((await data('{ party(id: "party_won.m-2") { id } }')).party.id).toBe('debtor-2');
      expect((await data('{ party(id: "party_nobody") { id } }')).party).toBeNull();
    });
  });

  describe('paging', () => {
    test('walks through a list once, in order, with cursors', async () => {
      const seen: string[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < 5; pages++) {
        const { customers } = await data(
          'query ($after: ID) { customers(first: 2, after: $after) { total nodes { number } pageInfo { endCursor hasNextPage } } }',
          { after },
        );
        seen.push(...customers.nodes.map((one: { number: string }) => one.number));
        expect(customers.total).toBe(3);
        if (!customers.pageInfo.hasNextPage) break;
        after = customers.pageInfo.endCursor;
      }
      expect(seen).toEqual(['K1', 'K2', 'K3']);
    });
    test('refuses more than the cap, nothing, and a cursor of another list', async () => {
      for (const first of [0, 101])
        expect(await error('query ($first: Int!) { customers(first: $first) { total } }', { first })).toMatchObject({
          extensions: { code: 'BAD_USER_INPUT' },
        });
      expect(await error('{ customers(after: "eA") { total } }')).toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
    });
    test('changedSince leaves out what was known before', async () => {
      const count = async (day: string) =>
        await data(
          'query ($day: DateTime!) { clues(changedSince: $day) { total } party(id: "debtor-1") { cases(changedSince: $day) { total } } }',
          { day: `${day}T00:00:00Z` },
        );
      expect(await count('2026-01-31')).toEqual({ clues: { total: 3 }, party: { cases: { total: 1 } } });
      expect(await count('2026-02-02')).toEqual({ clues: { total: 0 }, party: { cases: { total: 0 } } });
    });
  });

  describe('masking', () => {
    const everything = `{ party(id: "debtor-1") { identifiers { nodes { kind value evidence { quote } } } contacts { nodes { value } } } }`;
    test('identifiers and phones leave masked, at equal length, in quotes too', async () => {
      const text = JSON.stringify(await data(everything));
      expect(text).not.toContain(idNumber);
      expect(text).not.toContain(phone);
      expect(text).toContain('3607************18');
      expect(text).toContain('138******34');
      expect(text).toContain('91360702MA38KQ7T12');
    });
    test('and unmasked only where the hub is set to show them', async () => {
      const open = await townOf(1, { showSensitive: true });
      const text = JSON.stringify((await open.ask(everything)).data);
      await open.stop();
      expect(text).toContain(idNumber);
      expect(text).toContain(phone);
    });
  });

  describe('the four kinds of nothing', () => {
    let paid: Town | undefined;
    afterAll(() => paid?.stop());
    const payments = async () =>
      (
        await data(
          '{ customer(id: "K1") { payments { total knowledge { state checked { source readAt complete } } } } }',
        )
      ).customer.payments.knowledge;
    const set = (...runs: Parameters<typeof run>[]) => town.runs.splice(0, 9, ...runs.map((args) => run(...args)));

    test('known: what a source states', async () => {
      expect(
        (await data('{ customer(id: "K1") { loans { knowledge { state items statedBy } } } }')).customer.loans
          .knowledge,
      ).toEqual({ state: 'KNOWN', items: 1, statedBy: ['crm'] });
    });
    test('not checked: no run, a partial run, a run taken back, or a file without such a table', async () => {
      set();
      expect((await payments()).state).toBe('NOT_CHECKED');
      set(['crm', false]);
      expect((await payments()).state).toBe('NOT_CHECKED');
      set(['crm', true, { takenBack: { by: 'x', on: '2026-02-02T00:00:00.000Z', reason: 'y' } }]);
      expect((await payments()).state).toBe('NOT_CHECKED');
      set(['crm', true]);
      expect((await payments()).state).toBe('NOT_CHECKED');
    });
    test('checked and empty: the whole file was read and has the table, with rows of others', async () => {
      paid = await townOf(
        2,
        {},
        {
          nodes: {
            pay: ['Payment', { amount: 100 }],
            slip: ['Document', { kind: 'loanFile', source: 'crm' }],
            row: ['Record', { key: '还款/1', source: 'crm' }],
          },
          links: ['row OBSERVES slip', 'slip STATES pay'],
        },
      );
      await paid.engine.write((write) =>
        write('MATCH (c:Customer {id: "c1-2"}) MATCH (p:Payment {id: "pay"}) CREATE (p)-[:REPAYS]->(c)'),
      );
      const state = async () =>
        (await paid!.ask('{ customer(id: "K1") { payments { knowledge { state sentence { zh } } } } }')).data.customer
          .payments.knowledge;
      const bad = (key: string) =>
        paid!.engine.write((write) =>
          write('CREATE (:Quarantine {id: $key, source: "crm", code: "BAD_ID", key: $key})', { key }),
        );
      paid.runs.push(run('crm', false));
      expect((await state()).state).toBe('NOT_CHECKED');
      paid.runs.splice(0, 1, run('crm', true));
      expect(await state()).toEqual({ state: 'CHECKED_EMPTY', sentence: { zh: '还款：已查，没有。' } });
      await bad('还款/2');
      expect((await state()).state).toBe('FAILED');
    });
    test('of a party nothing is ever checked and empty: no source answers for the whole world', async () => {
      set(['crm', true], ['judgments', true]);
      const { coverage } = (await data('{ party(id: "quiet") { coverage { section state notChecked { zh } } } }'))
        .party;
      const states = Object.fromEntries(
        coverage.map((one: { section: string; state: string }) => [one.section, one.state]),
      );
      expect(states).toMatchObject({
        ASSETS: 'NOT_CHECKED',
        CASES: 'NOT_CHECKED',
        LOANS: 'NOT_CHECKED',
        CLUES: 'CHECKED_EMPTY',
      });
      expect(coverage.find((one: { section: string }) => one.section === 'ASSETS').notChecked.zh).toContain('未接入');
    });
  });

  describe('what people say', () => {
    test('a follow-up is told to the hub, under the caller or the default name', async () => {
      const { clues } = await data('{ clues { nodes { id state } } }');
      await data(
        'mutation ($clue: ID!) { followUp(clue: $clue, state: FOLLOWED_UP, by: "林向阳", recoveredFen: "500") { id } }',
        { clue: clues.nodes[0].id },
      );
      expect(town.told.at(-1)).toEqual([
        'followUp',
        { clue: clues.nodes[0].id, state: 'followedUp', by: '林向阳', recoveredFen: 500 },
      ]);
    });
    test('giving a clue up without a reason is refused', async () => {
      expect(await error('mutation { followUp(clue: "x", state: GIVEN_UP) { id } }')).toMatchObject({
        extensions: { code: 'REASON_MISSING' },
      });
    });
    test('a decision needs a reason and answers with both parties', async () => {
      expect(
        await error('mutation { decide(left: "won.m-1", right: "won.m-2", verdict: SAME, reason: "") { one } }'),
      ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(
        (
          await data(
            'mutation { decide(left: "won.m-1", right: "own-1", verdict: SAME, reason: "同一信用代码") { one left { id } } }',
          )
        ).decide,
      ).toEqual({ one: true, left: { id: 'debtor-1' } });
    });
    test('quarantine lists reason and remedy; replay says how many were readable', async () => {
      expect((await data('{ quarantine { nodes { key code reason } } }')).quarantine.nodes).toEqual([
        { key: 'bad.txt', code: 'EMPTY', reason: 'Empty. Fetch it again.' },
      ]);
      expect((await data('mutation { replay(code: "EMPTY") { readable } }')).replay.readable).toBe(1);
    });
  });

  describe('clues', () => {
    test('carry money as fen, currency and text; grade inputs, routes, evidence and path', async () => {
      const [clue] = (
        await data(
          '{ clues(asOf: "2026-03-01") { nodes { rule value { fen currency text } grade { asOf inputs { name value } } routes { by } traps { state } path { type caption } evidence { shows { zh } at { start end } document { caseNumber } } customer { number officer } } } }',
        )
      ).clues.nodes;
      expect(clue).toMatchObject({
        rule: 'C01',
        value: { fen: '120000000', currency: 'CNY' },
        grade: { asOf: '2026-03-01' },
        customer: { officer: '林向阳' },
      });
      expect(clue.grade.inputs).toHaveLength(5);
      expect(clue.path[0]).toMatchObject({ type: 'Customer' });
      expect(clue.evidence[0].document.caseNumber).toBe('(2025)赣0702民初8号');
    });
    test('are filtered by officer, rule, value and state', async () => {
      const total = async (filter: string) => (await data(`{ clues(filter: ${filter}) { total } }`)).clues.total;
      expect(await total('{ officer: "林向阳" }')).toBe(3);
      expect(await total('{ officer: "nobody" }')).toBe(0);
      expect(await total('{ rules: ["C02"] }')).toBe(0);
      expect(await total('{ minFen: "120000001" }')).toBe(0);
      expect(await total('{ states: [OPEN] }')).toBe(3);
      expect(await total('{ states: [DONE] }')).toBe(0);
    });
    test('are asked for one day', async () => {
      expect(await error('{ clues(asOf: "2026-03") { total } }')).toMatchObject({ extensions: { code: 'BAD_DAY' } });
      expect(await error('{ clues(asOf: "March") { total } }')).toMatchObject({ extensions: { actor: 'user' } });
    });
  });

  describe('exploring', () => {
    test('counts before expanding, expands within bounds, and says when it was cut', async () => {
      const { party } = await data(
        '{ party(id: "debtor-1") { neighbourCounts { kind back parties caption { zh } } neighbours(kinds: [MUST_PAY]) { nodes { party { id } steps { caption { zh } } } } } }',
      );
      expect(party.neighbourCounts).toContainEqual({
        kind: 'MUST_PAY',
        back: true,
        parties: 1,
        caption: { zh: '应收其款项' },
      });
      expect(party.neighbours.nodes).toEqual([
        { party: { id: 'payer-1' }, steps: [{ caption: { zh: '应收其款项' } }] },
      ]);
      expect(
        (
          await data(
            '{ network(from: "debtor-1", depth: 2) { truncated parties { distance party { id } } steps { from { id } to { id } } } }',
          )
        ).network,
      ).toMatchObject({
        truncated: false,
        parties: [{ distance: 0 }, { distance: 1, party: { id: 'payer-1' } }],
      });
    });
    test('connections say whether all was looked at', async () => {
      const between = async (to: string) =>
        (
          await data(
            'query ($to: ID!) { connections(from: "debtor-1", to: $to) { reason truncated connections { strength steps { to { id } document } } } }',
            { to },
          )
        ).connections;
      expect(await between('payer-1')).toMatchObject({
        reason: 'FOUND',
        connections: [{ strength: 0.8, steps: [{ to: { id: 'payer-1' }, document: 'won-1' }] }],
      });
      expect(await between('debtor-2')).toEqual({ reason: 'EXHAUSTED', truncated: false, connections: [] });
    });
    test('an unknown party is told, with what to do', async () => {
      expect(await error('{ network(from: "nobody") { truncated } }')).toMatchObject({
        extensions: { code: 'NO_SUCH_PARTY', actor: 'user' },
      });
    });
  });

  describe('limits', () => {
    test('too deep, too many aliases, too costly: refused before anything is read', async () => {
      const deep = `{ courtCase(id: "x") { ${'documents { cases { '.repeat(10)} id ${'} }'.repeat(10)} } }`;
      const reads = town.engine.reads;
      expect(await error(deep)).toMatchObject({
        extensions: { code: 'TOO_DEEP', remedy: '请拆成几次查询。 / Ask in several queries.' },
      });
      expect(
        await error(`{ ${Array.from({ length: 50 }, (_, i) => `a${i}: status { waiting }`).join(' ')} }`),
      ).toMatchObject({ extensions: { code: 'TOO_MANY_ALIASES' } });
      expect(
        await error(
          '{ customers(first: 100) { nodes { clues(first: 100) { nodes { evidence { document { parties { party { name } } } } } } } } }',
        ),
      ).toMatchObject({
        extensions: { code: 'TOO_COSTLY' },
      });
      expect(town.engine.reads).toBe(reads);
    });
    test('a query that does not fit the schema says so', async () => {
      expect(await error('{ nonsense }')).toMatchObject({
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', actor: 'user' },
      });
    });
  });

  describe('errors of ours', () => {
    test('hold nothing of what went wrong inside', async () => {
      const broken = await townOf(1, { review: () => Promise.reject(new Error(`secret ${idNumber}`)) });
      const answer = await broken.ask('{ reviewQueue { total } }');
      await broken.stop();
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'FAULT', actor: 'operator' } });
    });
  });

  describe('the server', () => {
    const get = (
      path: string,
      host = '127.0.0.1',
    ): Promise<{ status: number; headers: Record<string, unknown>; body: string }> =>
      new Promise((resolve, reject) => {
        const asked = request(new URL(path, town.url), { headers: { host } }, (response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (part: string) => (body += part));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
          });
        });
        asked.on('error', reject).end();
      });

    test('listens on this machine only and answers to no other name', async () => {
      expect(new URL(town.url).hostname).toBe('127.0.0.1');
      expect((await get('/livez')).status).toBe(200);
      expect(await get('/livez', 'debtors.example')).toMatchObject({ status: 403 });
    });
    test('serves the query page with its examples, and nothing of it comes from elsewhere', async () => {
      const page = await get('/');
      expect(page.body).toContain('Altair');
      for (const [, address = ''] of page.body.matchAll(/(?:src|href)="([^"]+)"/g))
        expect(address).not.toMatch(/^(https?:)?\/\//);
      expect(String(page.headers['content-security-policy'])).toContain("default-src 'self'");
      const options = (await get('/initial_options.js')).body;
      for (const { name } of await readExamples()) expect(options).toContain(`query ${name} {`);
      for (const [, script = ''] of page.body.matchAll(/src="([^"]+\.js)"/g))
        expect((await get(`/${script}`)).status).toBe(200);
    });
    test('gives the template of a source that has one', async () => {
      expect(await get('/templates/crm.xlsx')).toMatchObject({
        status: 200,
        headers: { 'content-disposition': 'attachment; filename=crm-template.xlsx' },
      });
      expect((await get('/templates/judgments.xlsx')).status).toBe(404);
    });
    test('a form of another page cannot ask', async () => {
      const response = await fetch(town.url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{"query":"{ status { waiting } }"}',
      });
      expect(response.status).toBe(400);
    });
  });
});
