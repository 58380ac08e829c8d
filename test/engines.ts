/**
 * The engines that tests run over. A store belongs to a folder: the embedded engine keeps it there, a server has but one
 * store, which belongs to the folder that opened it last.
 */
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import neo4j, { type Driver, type Transaction } from 'neo4j-driver';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedded } from '../src/graph/embedded.js';
import type { Engine } from '../src/graph/engine.js';
import { openNeo4j } from '../src/graph/neo4j.js';
import { makeShape } from '../src/graph/shape.js';

export interface TestEngine {
  readonly name: string;
  /** The folder's store, with its shape; empty the first time. One folder at a time. */
  open(folder: string): Promise<Engine>;
  /** Empties the folder's store; it must be closed. */
  drop(folder: string): Promise<void>;
}

export const embedded: TestEngine = {
  name: 'embedded',
  async open(folder) {
    const engine = await openEmbedded(join(folder, 'graph'));
    await makeShape(engine);
    return engine;
  },
  drop: (folder) => rm(join(folder, 'graph'), { recursive: true, force: true }),
};

/** Null where no server is given to tests. */
export const neo4jAddress = process.env['TEST_NEO4J_URL']
  ? {
      url: process.env['TEST_NEO4J_URL'],
      user: process.env['TEST_NEO4J_USER'] ?? 'neo4j',
      password: process.env['TEST_NEO4J_PASSWORD'] ?? 'cluegraph-test',
    }
  : null;

/** Declares the tests once for each engine that is there; says aloud which is not. */
export function onEveryEngine(tests: (engine: TestEngine) => void): void {
  describe('embedded', () => {
    tests(embedded);
  });
  onNeo4j(tests);
}

/** Declares the tests for the server alone. */
export function onNeo4j(tests: (engine: TestEngine) => void): void {
  if (!neo4jAddress) {
    console.warn('Not run on Neo4j: set TEST_NEO4J_URL (npm run services starts one).');
    test.skip('Neo4j', () => undefined);
    return;
  }
  const { url, user, password } = neo4jAddress;
  // A server that has just started, on a machine that does other things too, makes constraints and plans slowly.
  jest.setTimeout(120_000);
  describe('Neo4j', () => {
    let driver: Driver;
    let turn: Transaction;
    let owner: string | null = null;
    const empty = async (): Promise<void> => {
      const session = driver.session();
      await session.run(
        'MATCH (n) WHERE NOT n:TestTurn CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS FINISH',
      );
      await session.close();
    };
    // Test files run side by side and there is one store: a transaction that stays open is whose turn it is.
    beforeAll(async () => {
      driver = neo4j.driver(url, neo4j.auth.basic(user, password));
      const session = driver.session();
      await session.run('CREATE CONSTRAINT TestTurn_id IF NOT EXISTS FOR (n:TestTurn) REQUIRE n.id IS UNIQUE');
      turn = await session.beginTransaction();
      await turn.run('MERGE (t:TestTurn {id: 0}) SET t.taken = true');
    }, 600_000);
    afterAll(async () => {
      await turn.rollback();
      await driver.close();
    });
    tests({
      name: 'Neo4j',
      async open(folder) {
        if (owner !== folder) await empty();
        owner = folder;
        const engine = await openNeo4j({ url, user, password });
        await makeShape(engine);
        return engine;
      },
      async drop(folder) {
        if (owner === folder) await empty();
      },
    });
  });
}
