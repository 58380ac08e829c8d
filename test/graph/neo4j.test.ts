/** What only a server can do wrong. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import type { Engine, Run } from '../../src/graph/engine.js';
import { openNeo4j } from '../../src/graph/neo4j.js';
import { createNodes } from '../../src/graph/rows.js';
import { makeShape } from '../../src/graph/shape.js';
import { onNeo4j } from '../engines.js';
import { neo4jAddress } from '../stores.js';

test('the settings of the server are checked, and no password is repeated', () => {
  const url = 'bolt://graph.example:7687';
  const set = { CLUEGRAPH_NEO4J_URL: url, CLUEGRAPH_NEO4J_PASSWORD: 's3cret' };
  expect(readConfig({}).neo4j).toBeUndefined();
  expect(readConfig(set).neo4j).toEqual({ url, user: 'neo4j', password: 's3cret' });
  expect(() => readConfig({ CLUEGRAPH_NEO4J_URL: url })).toThrow('CLUEGRAPH_NEO4J_PASSWORD');
  for (const wrong of ['http://graph.example', 'bolt://neo4j:s3cret@graph.example:7687', 'graph.example:7687']) {
    const reading = (): unknown => readConfig({ ...set, CLUEGRAPH_NEO4J_URL: wrong });
    expect(reading).toThrow('CLUEGRAPH_NEO4J_URL');
    expect(reading).not.toThrow('s3cret');
  }
});

test('a server that does not answer: the operator is told what to look at, and it may be tried again', async () => {
  const nobody = createServer();
  await new Promise<void>((listening) => nobody.listen(0, '127.0.0.1', listening));
  const { port } = nobody.address() as AddressInfo;
  await new Promise((closed) => nobody.close(closed));
  const error: unknown = await openNeo4j({ url: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: 's3cret' }).catch((error: unknown) => error); // prettier-ignore
  expect(error).toMatchObject({ code: 'STORE_UNREACHABLE', retry: true, actor: 'operator' });
  expect((error as Error).message).toContain('CLUEGRAPH_NEO4J_URL');
  expect((error as Error).message).not.toContain('s3cret');
}, 30_000);

onNeo4j((testEngine) => {
  const address = neo4jAddress ?? { url: '', user: '', password: '' };
  let engine: Engine;
  beforeAll(async () => {
    engine = await testEngine.open('neo4j.test');
  });
  afterAll(() => engine.close());

  test('a wrong password is a setting to correct, not to be tried again', async () => {
    const error: unknown = await openNeo4j({ ...address, password: 's3cret' }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'STORE_LOGIN', retry: false, actor: 'operator' });
    expect((error as Error).message).toContain('CLUEGRAPH_NEO4J_PASSWORD');
    expect((error as Error).message).not.toContain('s3cret');
  });

  test('a node that is there already is a conflict that does not pass: tried a bounded number of times, then refused', async () => {
    let turns = 0;
    const again = engine.write((run) => {
      turns++;
      return createNodes(run, 'Party', [{ id: 'twice', props: { name: 'x' } }, { id: 'twice', props: { name: 'y' } }]); // prettier-ignore
    });
    await expect(again).rejects.toMatchObject({ code: 'STORE_CONFLICT', retry: true });
    expect(turns).toBeGreaterThan(1);
    expect(turns).toBeLessThan(20);
    expect(await engine.read('MATCH (p:Party) RETURN p.id AS id')).toEqual([]);
  });

  test('an error of the work itself is not tried again', async () => {
    let turns = 0;
    const work = engine.write(() => {
      turns++;
      return Promise.reject(new RangeError('no'));
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(turns).toBe(1);
  });

  /** Ends the connections of the hub, as a restart of the server or of the network would. */
  const cut = async (): Promise<void> => {
    const driver = neo4j.driver(address.url, neo4j.auth.basic(address.user, address.password));
    const ours = "CALL dbms.listConnections() YIELD connectionId, userAgent WHERE userAgent = 'cluegraph'";
    await driver.executeQuery(`${ours} CALL dbms.killConnection(connectionId) YIELD message RETURN message`);
    // The server takes its time.
    while ((await driver.executeQuery(`${ours} RETURN connectionId`)).records.length) await wait(5);
    await driver.close();
  };
  const raise = (run: Run): Promise<unknown> =>
    run('MATCH (s:Segment) SET s.records = s.records + 1 RETURN s.id AS id');
  const raised = async (): Promise<unknown> => (await engine.read('MATCH (s:Segment) RETURN s.records AS n'))[0]?.['n'];

  test('a connection that is cut: reads and transactions are run again, and counted once', async () => {
    await engine.write((run) => createNodes(run, 'Segment', [{ id: 's', props: { records: 0 } }]));
    await cut();
    expect(await raised()).toBe(0);
    let turns = 0;
    await engine.write(async (run) => {
      await raise(run);
      if (!turns++) await cut();
      await raise(run);
    });
    expect(turns).toBe(2);
    expect(await raised()).toBe(2);
  });

  test('a connection that is cut while committing: the caller learns that nobody knows, and it is not run twice', async () => {
    let turns = 0;
    const work = engine.write(async (run) => {
      turns++;
      await raise(run);
      await cut();
    });
    await expect(work).rejects.toMatchObject({ code: 'STORE_IN_DOUBT', retry: true });
    expect(turns).toBe(1);
    expect(await raised()).toBe(2);
  });

  test('several processes that make the shape at once on an empty server', async () => {
    for (const [kind, names] of [
      ['CONSTRAINT', await engine.read<{ name: string }>('SHOW CONSTRAINTS YIELD name RETURN name')],
      [
        'INDEX',
        await engine.read<{ name: string }>(
          "SHOW INDEXES YIELD name, type, owningConstraint WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN name",
        ),
      ],
    ] as const)
      // prettier-ignore
      for (const { name } of names)
        if (!name.startsWith('TestTurn')) await engine.write((run) => run(`DROP ${kind} ${name} IF EXISTS`));
    const others = await Promise.all([openNeo4j(address), openNeo4j(address)]);
    await Promise.all([engine, ...others].map(makeShape));
    await Promise.all(others.map((other) => other.close()));
    const before = engine.reads;
    await makeShape(engine);
    // Asked what there is, and nothing was missing.
    expect(engine.reads - before).toBe(1);
    await engine.write((run) => createNodes(run, 'Party', [{ id: 'a', props: { name: '泰富电气' } }]));
    expect(
      await engine.read(`${engine.dialect.searchText('Party', 'name')} RETURN node.id AS id`, {
        words: engine.dialect.searchWords('泰富'),
        limit: 5,
      }),
    ).toEqual([{ id: 'a' }]);
  });
});
