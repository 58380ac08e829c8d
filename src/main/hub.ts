import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.js';
import { openDiskArchive } from '../archive/disk.js';
import { appendLedger } from '../archive/ledger.js';
import type { Config } from '../config.js';
import { createDiscovery, type Discovery } from '../discover/run.js';
import { ClueGraphError, UserError } from '../errors.js';
import { openEmbedded } from '../graph/embedded.js';
import type { Engine } from '../graph/engine.js';
import { allDecisions, allMentions } from '../graph/identity.js';
import { quarantined } from '../graph/marks.js';
import { makeShape } from '../graph/shape.js';
import type { Hub, ImportRequest, RunProgress } from '../ingest/hub.js';
import { createPipeline, type Pipeline } from '../ingest/pipeline.js';
import { createQuotes } from '../ingest/quotes.js';
import { log } from '../log.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { Decision, Mention } from '../model/mention.js';
import { createInProcessQueue } from '../queue/inProcess.js';
import type { Queue } from '../queue/queue.js';
import { explainPair, explainParty, review } from '../resolve/explain.js';
import { createResolver, type Resolver } from '../resolve/resolver.js';
import { connectors } from './connectors.js';
import { openReaders } from './readers.js';

/** The running hub and what only its owner may do with it. */
export interface OwnedHub extends Hub {
  readonly pipeline: Pipeline;
  readonly resolver: Resolver;
  readonly discovery: Discovery;
  close(): Promise<void>;
}

export interface HubOptions {
  /** False: pending work is left alone; for commands that only look. */
  readonly resume?: boolean;
}

export const archiveFolder = (config: Config): string => join(config.dataFolder, 'archive');
export const graphFolder = (config: Config): string => join(config.dataFolder, 'graph');

/** Opens archive and graph, takes up what remains to be done, and gives the verbs of the hub. */
export async function openHub(config: Config, { resume = true }: HubOptions = {}): Promise<OwnedHub> {
  await mkdir(graphFolder(config), { recursive: true, mode: 0o700 });
  const engine = await openEmbedded(join(graphFolder(config), 'store'));
  try {
    const archive = await openDiskArchive(archiveFolder(config));
    await makeShape(engine);
    return await assemble(config, engine, archive, resume);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function assemble(config: Config, engine: Engine, archive: Archive, resume: boolean): Promise<OwnedHub> {
  const readers = openReaders(config.readers);
  const discovery = createDiscovery(engine);
  const mentions: Mention[] = [];
  for await (const page of allMentions(engine.read.bind(engine))) mentions.push(...page);
  const resolver = createResolver(mentions, await allDecisions(engine.read.bind(engine)));
  const pipeline = createPipeline({ archive, engine, connectors, read: readers.read, resolver, discovery });
  const queue = createInProcessQueue();
  const progress = new Map<string, Mutable<RunProgress>>();

  queue.work<{ id: string; run?: string }>(
    'ingest',
    async ({ id, run }) => {
      const done = await pipeline.derive(id);
      const followed = run === undefined ? undefined : progress.get(run);
      if (followed) {
        followed.derived += done.records;
        followed.quarantined += done.quarantined;
      }
      queue.add('discover', 'all', {});
    },
    { concurrency: 2 },
  );
  queue.work('discover', () => pipeline.discover(), { concurrency: 1 });
  queue.onFailed = (name, error) => {
    log.error({ err: error, job: name }, 'job failed');
  };

  const enqueuePending = async (): Promise<void> => {
    for (const id of await pipeline.pending()) queue.add('ingest', id, { id });
    queue.add('discover', 'all', {});
  };
  if (resume) await enqueuePending();

  const say = async (entry: LedgerEntry): Promise<void> => {
    const segment = await appendLedger(archive, entry);
    await pipeline.derive(segment);
    queue.add('discover', 'all', {});
  };

  return {
    engine,
    archive,
    connectors,
    pipeline,
    resolver,
    discovery,
    showSensitive: config.showSensitive,

    import: (request) => startImport(request, archive, queue, progress),
    progress: (run) => progress.get(run) ?? null,
    async idle() {
      await Promise.all([...progress.values()].map((run) => finished.get(run)));
      await queue.idle();
    },
    takeBack: async (run, note) => say({ kind: 'takeBack', run, ...note, on: now() }),
    runs: () => archive.runs(),
    decide: async (decision) => say({ kind: 'decision', ...decision, on: now() }),
    followUp: async (entry) => say({ kind: 'followUp', ...entry, on: now() }),
    async replay(filter) {
      const rows = await quarantined(engine.read.bind(engine), filter);
      const { records, quarantined: still } = await pipeline.again(rows.map(({ source, key }) => ({ source, key })));
      queue.add('discover', 'all', {});
      return records - still;
    },
    quotes: createQuotes({ archive, engine, connectors }),
    explainParty: (party) => Promise.resolve(explainParty(resolver, party)),
    explainPair: (left, right) => Promise.resolve(explainPair(resolver, left, right)),
    review: (limit) => Promise.resolve(review(resolver, { limit }).map((edge) => ({ ...edge, fenAtStake: 0 }))),

    async close() {
      await queue.stop();
      await readers.close();
      await archive.close();
      await engine.close();
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The end of each import's fetching. */
const finished = new WeakMap<object, Promise<void>>();

async function startImport(request: ImportRequest, archive: Archive, queue: Queue, progress: Map<string, Mutable<RunProgress>>): Promise<string> {
  const connector = connectors.find((candidate) => candidate.name === request.source);
  if (!connector) throw new UserError(`There is no source '${request.source}'. Choose one of: ${connectors.map((known) => known.name).join(', ')}.`);
  const writer = await archive.startRun({ source: request.source, scope: request.path, purpose: request.purpose, by: request.by });
  const state: Mutable<RunProgress> = { run: writer.id, state: 'fetching', fetched: 0, changed: 0, seen: 0, derived: 0, quarantined: 0 };
  progress.set(writer.id, state);
  writer.onSegment = (segment) => {
    queue.add('ingest', segment, { id: segment, run: writer.id });
  };
  const fetching = (async () => {
    try {
      for await (const record of connector.fetch(request.path)) {
        state.fetched++;
        state[await writer.put({ ...record, fetchedAt: now() })]++;
      }
      const manifest = await writer.close({ complete: request.complete ?? false });
      if (manifest.complete && connector.absence === 'withdrawn') queue.add('ingest', manifest.id, { id: manifest.id });
      state.state = 'deriving';
      await queue.idle();
      state.state = 'done';
    } catch (error) {
      state.state = 'failed';
      state.error = error instanceof ClueGraphError ? error.message : 'The import stopped. Look into the log, then import again: what was read is kept.';
      log.error({ err: error, run: writer.id }, 'import failed');
      await writer.close({ complete: false });
    }
  })();
  finished.set(state, fetching);
  return writer.id;
}

const now = (): string => new Date().toISOString();
