/** A store of its own for each test, with the graph of an example in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGraph, type Graph } from '../../src/discover/example.js';
import type { Engine } from '../../src/graph/engine.js';
import { embedded, type TestEngine } from '../stores.js';

export interface World {
  readonly engine: Engine;
  close(): Promise<void>;
}

export async function worldOf(graph?: Graph, on: TestEngine = embedded): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'cluegraph-discover-'));
  const engine = await on.open(folder);
  if (graph) await engine.write((run) => writeGraph(run, graph));
  return {
    engine,
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
