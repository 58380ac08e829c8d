import { migrations } from '../../migrations/list.js';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { drop, finishDrop } from '../graph/drop.js';
import { openEmbedded } from '../graph/embedded.js';
import type { Engine } from '../graph/engine.js';
import { migrate } from '../graph/migrate.js';
import { makeShape } from '../graph/shape.js';
import { openly, refuseWhileOpen } from './presence.js';

/** Where the embedded engine keeps the graph. */
const graphFolder = (config: Config): string => join(config.dataFolder, 'graph');

/** Opens the graph that the settings name, ready for use: shape made, migrations done. Several processes may do so at once. */
export async function openEngine(config: Config): Promise<Engine> {
  const engine = await openStore(config);
  try {
    await makeShape(engine);
    await finishDrop(engine);
    await migrate(engine, migrations);
    return await openly(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Drops the graph. One that is interrupted is finished when it is opened next. Throws UserError GRAPH_IN_USE while another process has it open. */
export async function dropGraph(config: Config): Promise<void> {
  if (!config.neo4j) return rm(graphFolder(config), { recursive: true, force: true });
  const engine = await connect(config.neo4j);
  try {
    await refuseWhileOpen(engine);
    await makeShape(engine);
    await drop(engine);
  } finally {
    await engine.close();
  }
}

async function openStore(config: Config): Promise<Engine> {
  if (config.neo4j) return connect(config.neo4j);
  await mkdir(graphFolder(config), { recursive: true, mode: 0o700 });
  return openEmbedded(join(graphFolder(config), 'store'));
}

/** The driver is loaded by those who use it. */
const connect = async (address: NonNullable<Config['neo4j']>): Promise<Engine> =>
  (await import('../graph/neo4j.js')).openNeo4j(address);
