import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.js';
import { openDiskArchive } from '../archive/disk.js';
import { appendLedger } from '../archive/ledger.js';
import type { Config } from '../config.js';
import { createDiscovery } from '../discover/run.js';
import { rulesVersion } from '../discover/version.js';
import { BadRecordError, NotFoundError, StoppedError, UserError } from '../errors.js';
import { cluesById } from '../graph/clue.js';
import { openEmbedded } from '../graph/embedded.js';
import type { Engine, Run } from '../graph/engine.js';
import { mentionsThatExist, stakesOfMentions } from '../graph/identity.js';
import { quarantined } from '../graph/marks.js';
import { makeShape } from '../graph/shape.js';
import { createCourtesy } from '../ingest/courtesy.js';
import type { Hub, MatchEdge } from '../ingest/hub.js';
import { createPipeline, stitchFault, type Pipeline } from '../ingest/pipeline.js';
import type { RecordName } from '../ingest/present.js';
import { createQuotes } from '../ingest/quotes.js';
import { log } from '../log.js';
import { parseLedgerEntry, type LedgerEntry } from '../model/ledger.js';
import { createInProcessQueue } from '../queue/inProcess.js';
import { explainPair, explainParty, review } from '../resolve/explain.js';
import { createResolver } from '../resolve/resolver.js';
import { connectors } from './connectors.js';
import { createImports, fail } from './importing.js';
import { openReaders } from './readers.js';

/** The running hub and what only its owner may do with it. */
export interface OwnedHub extends Hub {
  readonly pipeline: Pipeline;
  /** At any moment: what is being written is finished, what is being fetched stops, the rest goes on at the next start. */
  close(): Promise<void>;
}

export interface HubOptions {
  /** False: pending work is left alone; for commands that only look. */
  readonly resume?: boolean;
  /** ISO time of now. */
  readonly now?: () => string;
}

/** Milliseconds after which clues are refreshed although an import still goes on. */
const patience = 5000;

/** Pairs that are weighed for each one that `review` gives. */
const weighed = 20;

export const archiveFolder = (config: Config): string => join(config.dataFolder, 'archive');
export const graphFolder = (config: Config): string => join(config.dataFolder, 'graph');

/** Opens archive and graph, takes up what remains to be done, and gives the verbs of the hub. */
export async function openHub(config: Config, options: HubOptions = {}): Promise<OwnedHub> {
  await mkdir(graphFolder(config), { recursive: true, mode: 0o700 });
  const engine = await openEmbedded(join(graphFolder(config), 'store'));
  try {
    const archive = await openDiskArchive(archiveFolder(config));
    await makeShape(engine);
    return await assemble(config, engine, archive, options);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function assemble(config: Config, engine: Engine, archive: Archive, options: HubOptions): Promise<OwnedHub> {
  const { resume = true, now = () => new Date().toISOString() } = options;
  const read: Run = engine.read.bind(engine);
  const readers = openReaders(config.readers);
  const courtesy = createCourtesy();
  const pipeline = createPipeline({
    archive,
    engine,
    connectors,
    read: readers.read,
    createResolver,
    discovery: createDiscovery(engine),
    rulesVersion: rulesVersion(),
    giveWay: () => courtesy.giveWay(),
  });
  const queue = createInProcessQueue();

  let closed: Promise<void> | null = null;
  let lastDiscovered = Date.now();
  const deriving = new Set<string>();
  const derive = (id: string, run?: string): void => {
    if (closed) return;
    deriving.add(id);
    queue.add('ingest', id, { id, run });
  };
  const stopping = new AbortController();
  const imports = createImports({
    archive,
    connectors,
    sources: config.sources,
    queue,
    derive,
    now,
    signal: stopping.signal,
  });
  const discover = (): void => {
    queue.add('discover', 'all', {});
  };

  queue.work<{ id: string; run?: string }>(
    'ingest',
    async ({ id, run }) => {
      const state = run === undefined ? null : imports.progress(run);
      try {
        const done = await pipeline.derive(id);
        if (state) {
          state.derived += done.records;
          state.quarantined += done.quarantined;
        }
      } finally {
        deriving.delete(id);
        if (!deriving.size || Date.now() - lastDiscovered > patience) discover();
      }
    },
    { concurrency: 2 },
  );
  queue.work<{ names: readonly RecordName[] }>('again', ({ names }) => pipeline.again(names).finally(discover), {
    concurrency: 1,
  });
  queue.work(
    'discover',
    async () => {
      await pipeline.discover();
      lastDiscovered = Date.now();
    },
    { concurrency: 1 },
  );
  queue.onFailed = (name, error, data) => {
    log.error({ err: error, job: name }, 'job failed; it is tried again at the next start');
    const state = imports.progress((data as { run?: string }).run ?? '');
    if (state) fail(state, error);
  };
  // Made now, so that who asks or imports first need not wait for it.
  await pipeline.identities();
  if (resume) {
    for (const id of await pipeline.pending()) derive(id);
    // The fault may have been ours: what could be read is tried again.
    const refused = await quarantined(read, { code: stitchFault });
    if (refused.length) queue.add('again', 'all', { names: refused.map(({ source, key }) => ({ source, key })) });
    discover();
  }

  /** Work that `close` waits for. */
  const underWay = new Set<Promise<unknown>>();
  const whileOpen = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed)
      return Promise.reject(new StoppedError('枢纽已关闭。请重新启动。 / The hub is closed. Start it again.'));
    const doing = work().finally(() => underWay.delete(doing));
    underWay.add(doing);
    return doing;
  };
  /** Archived first, applied second. */
  const say = async (entry: LedgerEntry): Promise<void> => {
    checkEntry(entry);
    await pipeline.derive(await appendLedger(archive, entry));
    await pipeline.resolve();
    discover();
  };

  return {
    engine,
    archive,
    connectors,
    pipeline,
    showSensitive: config.showSensitive,
    attend: () => courtesy.attend(),

    import: (request) => whileOpen(() => imports.start(request)),
    progress: (run) => imports.progress(run),
    async idle() {
      await imports.settled();
      await queue.idle();
    },
    runs: () => archive.runs(),
    takeBack: (run, note) =>
      whileOpen(async () => {
        const known = (await archive.runs()).find((candidate) => candidate.id === run);
        if (!known || known.source === 'ledger')
          throw new NotFoundError(
            '没有这次导入。请列出导入记录，从中选择。 / There is no such import. List the runs and choose one of them.',
          );
        if (imports.progress(run)?.state === 'fetching')
          throw new UserError(
            '导入仍在进行。请等它完成后再撤回。 / The import still goes on. Wait until it is done, then take it back.',
          );
        await say({ kind: 'takeBack', run, ...note, on: now() });
      }),
    erase: ({ source, key }, note) =>
      whileOpen(async () => {
        if (!(await archive.history(source, key)).length)
          throw new NotFoundError(
            '档案库中没有该记录。请核对来源和记录键。 / The archive holds no such record. Check source and key.',
          );
        await say({ kind: 'erase', source, key, ...note, on: now() });
      }),
    decide: (decision) =>
      whileOpen(async () => {
        if (decision.left === decision.right)
          throw new UserError(
            '同一提及无需判定。请给出两个不同的提及。 / A mention is always itself. Name two mentions.',
          );
        const known = await mentionsThatExist(read, [decision.left, decision.right]);
        if (known.length < 2)
          throw new NotFoundError(
            '两个提及中至少有一个不存在。请从待核对队列或识别说明中取其编号。 / One of the two mentions is unknown. Take their ids from the review queue or an explanation.',
          );
        await say({ kind: 'decision', ...decision, on: now() });
      }),
    followUp: (entry) =>
      whileOpen(async () => {
        if (!(await cluesById(read, [entry.clue])).length)
          throw new NotFoundError(
            '没有此线索，可能已失效。请重新列出线索。 / There is no such clue; it may have expired. List the clues again.',
          );
        await say({ kind: 'followUp', ...entry, on: now() });
      }),
    replay: (filter) =>
      whileOpen(async () => {
        const rows = await quarantined(read, filter);
        const { records, quarantined: still } = await pipeline.again(rows.map(({ source, key }) => ({ source, key })));
        await pipeline.resolve();
        discover();
        return records - still;
      }),

    quotes: createQuotes({ archive, engine, connectors }),
    explainParty: async (party) => explainParty(await pipeline.identities(), party),
    explainPair: async (left, right) => explainPair(await pipeline.identities(), left, right),
    review: async (limit) => {
      const pairs = await withStakes(read, review(await pipeline.identities(), { limit: limit * weighed }));
      return pairs.sort((a, b) => b.fenAtStake - a.fenAtStake || b.match.score - a.match.score).slice(0, limit);
    },

    close() {
      stopping.abort();
      closed ??= (async () => {
        await queue.stop();
        await imports.settled();
        await Promise.allSettled(underWay);
        await pipeline.close();
        await readers.close();
        await archive.close();
        await engine.close();
      })();
      return closed;
    },
  };
}

/** What hangs on a pair: all that the customers owe us in whose files either side stands. */
async function withStakes(read: Run, pairs: readonly MatchEdge[]): Promise<(MatchEdge & { fenAtStake: number })[]> {
  const stakes = new Map<string, Map<string, number>>();
  for (const { mention, customer, fen } of await stakesOfMentions(read, [
    ...new Set(pairs.flatMap(({ left, right }) => [left, right])),
  ])) {
    const owed = stakes.get(mention) ?? new Map<string, number>();
    stakes.set(mention, owed.set(customer, fen));
  }
  return pairs.map((pair) => {
    const owed = new Map([...(stakes.get(pair.left) ?? []), ...(stakes.get(pair.right) ?? [])]);
    return { ...pair, fenAtStake: [...owed.values()].reduce((sum, fen) => sum + fen, 0) };
  });
}

/** Refuses what could not be read back. Throws UserError. */
function checkEntry(entry: LedgerEntry): void {
  try {
    parseLedgerEntry(Buffer.from(JSON.stringify(entry)));
  } catch (cause) {
    if (cause instanceof BadRecordError) throw new UserError(cause.message, { cause });
    throw cause;
  }
}
