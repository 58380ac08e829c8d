import { nodeRow, nodeTypeNames } from '../model/nodes.js';
import type { Engine } from './engine.js';

/**
 * Makes the constraints and indexes that the tables of the model ask for and that are missing; doing it again, or at the
 * same time elsewhere, changes nothing. Every statement is a transaction of its own, without data: servers refuse both in one.
 */
export async function makeShape(engine: Engine): Promise<void> {
  const { constraintIndexes, listIndexes, awaitIndexes, createTextIndex } = engine.dialect;
  const there = new Set(listIndexes ? (await engine.read<{ name: string }>(listIndexes)).map((row) => row.name) : []);
  const missing: string[] = [];
  const want = (name: string, text: string | null): void => {
    if (text && !there.has(name)) missing.push(text);
  };
  for (const type of nodeTypeNames) {
    want(`${type}_id`, `CREATE CONSTRAINT ${type}_id IF NOT EXISTS FOR (n:${type}) REQUIRE n.id IS UNIQUE`);
    for (const property of [...(constraintIndexes ? [] : ['id']), ...(nodeRow(type).indexed ?? [])])
      want(`${type}_${property}`, `CREATE INDEX ${type}_${property} IF NOT EXISTS FOR (n:${type}) ON (n.${property})`);
    for (const property of nodeRow(type).searched ?? [])
      want(`${type}_${property}_text`, createTextIndex(type, property));
  }
  for (const text of missing) await engine.write((run) => run(text));
  if (missing.length && awaitIndexes) await engine.read(awaitIndexes);
}
