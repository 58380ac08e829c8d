import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drop, finishDrop } from '../../src/graph/drop.js';
import type { Engine, Run } from '../../src/graph/engine.js';
import { migrate, type Migration } from '../../src/graph/migrate.js';
import { createNodes } from '../../src/graph/rows.js';
import { makeShape } from '../../src/graph/shape.js';
import { nodeTypeNames } from '../../src/model/nodes.js';
import { onEveryEngine } from '../engines.js';

onEveryEngine((testEngine) => {
  const folder = mkdtempSync(join(tmpdir(), 'cluegraph-migrate-'));
  let engine: Engine;
  beforeAll(async () => {
    engine = await testEngine.open(folder);
  });
  beforeEach(() => drop(engine));
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const count = async (label: string): Promise<unknown> =>
    (await engine.read(`MATCH (n:${label}) RETURN count(n) AS n`))[0]?.['n'];
  const raised = async (): Promise<unknown> => (await engine.read('MATCH (p:Party) RETURN p.mentions AS n'))[0]?.['n'];
  /** Not idempotent on purpose: what is done twice is seen. */
  const raise = (run: Run): Promise<void> =>
    run('MATCH (p:Party) SET p.mentions = p.mentions + 1').then(() => undefined);
  const one: Migration = { number: 1, title: 'one more', work: raise };
  const two: Migration = {
    number: 2,
    title: 'another, with an index',
    shape: ['CREATE INDEX Party_kind IF NOT EXISTS FOR (n:Party) ON (n.kind)'],
    work: raise,
  };
  const party = (): Promise<void> =>
    engine.write((run) => createNodes(run, 'Party', [{ id: 'a', props: { name: 'a', mentions: 0 } }]));

  test('each is done once, in order, and the ledger says so', async () => {
    await party();
    expect(await migrate(engine, [one])).toEqual([1]);
    expect(await migrate(engine, [one, two])).toEqual([2]);
    expect(await migrate(engine, [one, two])).toEqual([]);
    expect(await raised()).toBe(2);
    expect(
      await engine.read('MATCH (m:Migration) WHERE m.number > 0 RETURN m.id AS id, m.title AS title ORDER BY id'),
    ).toEqual([
      { id: '0001', title: 'one more' },
      { id: '0002', title: 'another, with an index' },
    ]);
  });

  test('servers that start at once do each once between them', async () => {
    await party();
    const done = await Promise.all(
      Array.from({ length: 4 }, async () => {
        await makeShape(engine);
        return migrate(engine, [one, two]);
      }),
    );
    expect(done.flat().sort()).toEqual([1, 2]);
    expect(await raised()).toBe(2);
  });

  test('one that fails leaves nothing of itself, and those before it stay', async () => {
    await party();
    const broken: Migration = {
      number: 2,
      title: 'broken',
      work: async (run) => {
        await raise(run);
        throw new RangeError('half way');
      },
    };
    await expect(migrate(engine, [one, broken])).rejects.toThrow('half way');
    expect(await raised()).toBe(1);
    expect(await migrate(engine, [one, two])).toEqual([2]);
    expect(await raised()).toBe(2);
  });

  test('a graph that a newer release has migrated is refused', async () => {
    await migrate(engine, [one, two]);
    await expect(migrate(engine, [one])).rejects.toMatchObject({ code: 'STORE_NEWER', actor: 'operator' });
  });

  test('numbers with a gap are refused before anything is done', async () => {
    await expect(migrate(engine, [two])).rejects.toThrow('out of order');
    expect(await count('Migration')).toBe(0);
  });

  test('dropping leaves nothing; one that was interrupted is finished', async () => {
    await party();
    await engine.write((run) => createNodes(run, 'Migration', [{ id: 'dropping', props: {} }]));
    await finishDrop(engine);
    for (const type of nodeTypeNames) expect(await count(type)).toBe(0);
    await party();
    await finishDrop(engine);
    expect(await count('Party')).toBe(1);
  });

  test('who is late in dropping deletes nothing of what was made since', async () => {
    await party();
    await engine.write((run) => createNodes(run, 'Migration', [{ id: 'dropping', props: {} }]));
    let meanwhile: Promise<void> | undefined;
    const late: Engine = {
      ...engine,
      read: engine.read.bind(engine),
      async write(work) {
        // Another has found the mark too, is done before, and makes the graph anew.
        await (meanwhile ??= finishDrop(engine).then(party));
        return engine.write(work);
      },
    };
    await finishDrop(late);
    expect(await count('Party')).toBe(1);
  });
});
