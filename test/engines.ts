/**
 * The engines that tests run over. A store belongs to a folder: the embedded engine keeps it there, a server has but one
 * store, which belongs to the folder that opened it last; a test that compares two stores keeps the other embedded.
 *
 * What runs on the embedded engine alone, and why: what is pure or never comes near a store; the hub killed by its calls
 * of the embedded engine (test/ingest/life.ts; test/main/chaos.test.ts kills on Neo4j); how clues are told, graded and
 * dated (test/discover/view.test.ts) and the example queries (test/schema/samples.test.ts), whose answers on both engines
 * test/main/engines.test.ts holds against each other; how often the store is asked (test/schema/reads.test.ts), which is
 * the same code and wants two stores. On a server alone: what several processes do at once. There are fewer runs of the
 * properties and fewer kills, because a server takes ten times as long.
 */
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import neo4j, { type Driver, type Transaction } from 'neo4j-driver';
import type { Engine } from '../src/graph/engine.js';
import { embedded, neo4jAddress, openServer, type TestEngine } from './stores.js';

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
    /** Whoever a failed test left open writes no more once the store is another's. */
    const opened: Engine[] = [];
    const end = (): Promise<unknown> => Promise.all(opened.splice(0).map((engine) => engine.close()));
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
      await end();
      await turn.rollback();
      await driver.close();
    });
    tests({
      name: 'Neo4j',
      async open(folder) {
        if (owner !== folder) {
          await end();
          await empty();
        }
        owner = folder;
        const engine = await openServer();
        opened.push(engine);
        return engine;
      },
      async drop(folder) {
        if (owner === folder) await empty();
      },
    });
  });
}
