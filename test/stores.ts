/** The stores that tests run over, for processes that tests start too. What is declared once for each is in engines.ts. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedded } from '../src/graph/embedded.js';
import type { Engine } from '../src/graph/engine.js';
import { openNeo4j } from '../src/graph/neo4j.js';
import { makeShape } from '../src/graph/shape.js';

export interface TestEngine {
  readonly name: string;
  /** The folder's store, with its shape; empty the first time. One folder at a time, where it is a server's. */
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

/** The server's store as it is. */
export async function openServer(): Promise<Engine> {
  if (!neo4jAddress) throw new Error('Set TEST_NEO4J_URL.');
  const engine = await openNeo4j(neo4jAddress);
  await makeShape(engine);
  return engine;
}
