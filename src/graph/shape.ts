import { nodeRow, nodeTypeNames } from '../model/nodes.js';
import type { Engine } from './engine.js';

/**
 * Makes the constraints and indexes that the tables of the model ask for; doing it again changes nothing. Every label
 * that is merged needs the constraint and the index on id.
 */
export async function makeShape(engine: Engine): Promise<void> {
  for (const type of nodeTypeNames) {
    await engine.write(async (run) => {
      await run(`CREATE CONSTRAINT ${type}_id IF NOT EXISTS FOR (n:${type}) REQUIRE n.id IS UNIQUE`);
      for (const property of ['id', ...(nodeRow(type).indexed ?? [])])
        await run(`CREATE INDEX ${type}_${property} IF NOT EXISTS FOR (n:${type}) ON (n.${property})`);
    });
    for (const property of nodeRow(type).searched ?? []) {
      const text = engine.dialect.createTextIndex(type, property);
      if (text) await engine.write((run) => run(text));
    }
  }
}
