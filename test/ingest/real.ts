/** The hub as `src/main` builds it, over the product's samples, and the pipeline alone with parts that can be broken. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDiskArchive } from '../../src/archive/disk.js';
import type { Archive } from '../../src/archive/archive.js';
import type { Config } from '../../src/config.js';
import { createDiscovery } from '../../src/discover/run.js';
import { digest } from '../../src/graph/digest.js';
import type { Engine } from '../../src/graph/engine.js';
import type { FetchedRecord } from '../../src/ingest/connector.js';
import { createPipeline, type Pipeline } from '../../src/ingest/pipeline.js';
import { readRecord, type ReadOutcome } from '../../src/ingest/read.js';
import { connectors } from '../../src/main/connectors.js';
import { createResolver, type Resolver } from '../../src/resolve/resolver.js';
import { embedded, type TestEngine } from '../stores.js';

export const samples = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'samples');
export const sources = ['crm', 'judgments'] as const;
/** Records of one sample are seen at one time: it is part of what the graph says. */
export const now = (): string => '2026-11-24T00:00:00.000Z';

export const configOf = (dataFolder: string, readers = 0): Config => ({
  dataFolder,
  port: 0,
  showSensitive: false,
  user: 'test',
  readers,
  logLevel: 'silent',
});

/** Ids depend on the archive's secret: graphs that are compared must share it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cluegraph-real-'));
  mkdirSync(join(folder, 'archive'), { recursive: true });
  writeFileSync(join(folder, 'archive', 'secret'), Buffer.alloc(32, 7), { mode: 0o600 });
  return folder;
}

export const digestOf = async (engine: Engine): Promise<string> => (await digest(engine.read.bind(engine))).hash;

export interface SourceFile {
  readonly source: string;
  readonly records: readonly FetchedRecord[];
}

export async function sampleRecords(): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const source of sources) {
    const connector = connectors.find(({ name }) => name === source);
    if (!connector) throw new Error(source);
    const records: FetchedRecord[] = [];
    for await (const record of connector.fetch(join(samples, source))) records.push(record);
    files.push({ source, records });
  }
  return files;
}

export interface Works {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly pipeline: Pipeline;
  put(source: string, records: readonly FetchedRecord[]): Promise<string>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorksOptions {
  /** Where the graph is kept. */
  readonly on?: Pick<TestEngine, 'open'>;
  /** Wraps the engine, to break it. */
  readonly engine?: (engine: Engine) => Engine;
  readonly resolver?: (resolver: Resolver) => Resolver;
  /** Milliseconds; what the lease goes by. */
  readonly clock?: () => number;
}

/** What was read before need not be read again: reading is pure, and tests of order read the same records many times. */
const remembered = new Map<string, ReadOutcome>();

export async function openWorks(
  folder: string,
  { on = embedded, engine: wrap = (engine) => engine, resolver = (made) => made, clock = Date.now }: WorksOptions = {},
): Promise<Works> {
  const archive = await openDiskArchive(join(folder, 'archive'));
  const whole = await on.open(folder);
  const engine = wrap(whole);
  const pipeline = createPipeline({
    archive,
    engine,
    connectors,
    read: (records) =>
      Promise.resolve(
        records.map((record) => {
          const name = `${record.source} ${record.key} ${Buffer.from(record.bytes).toString('base64')}`;
          const outcome = remembered.get(name) ?? readRecord(connectors, record);
          remembered.set(name, outcome);
          return outcome;
        }),
      ),
    createResolver: (...known) => resolver(createResolver(...known)),
    discovery: createDiscovery(engine),
    rulesVersion: '1',
    clock,
  });
  return {
    archive,
    engine: whole,
    pipeline,
    async put(source, records) {
      const run = await archive.startRun({ source, scope: 'samples', purpose: 'test', by: 'test' });
      for (const record of records) await run.put({ ...record, fetchedAt: now() });
      await run.close({ complete: false });
      return run.id;
    },
    async settle() {
      for (const id of await pipeline.pending()) await pipeline.derive(id);
      await pipeline.discover();
    },
    async close() {
      await pipeline.close();
      await archive.close();
      await whole.close();
    },
  };
}
