import { setTimeout as wait } from 'node:timers/promises';
import type { Archive, RunManifest } from '../archive/archive.js';
import { appendLedger } from '../archive/ledger.js';
import type { Config } from '../config.js';
import { createDiscovery } from '../discover/run.js';
import { rulesVersion } from '../discover/version.js';
import { BadRecordError, NotFoundError, StoppedError, UserError } from '../errors.js';
import { cluesById } from '../graph/clue.js';
import type { Engine, Run } from '../graph/engine.js';
import {
  decisionsAbout,
  mentionsById,
  mentionsOfParty,
  mentionsThatExist,
  stakesOfMentions,
} from '../graph/identity.js';
import { quarantined } from '../graph/marks.js';
import { createCourtesy } from '../ingest/courtesy.js';
import type { Hub, MatchEdge } from '../ingest/hub.js';
import { createPipeline, type Pipeline } from '../ingest/pipeline.js';
import { createQuotes } from '../ingest/quotes.js';
import { log } from '../log.js';
import { parseLedgerEntry, type LedgerEntry } from '../model/ledger.js';
import type { Mention } from '../model/mention.js';
import type { Queue } from '../queue/queue.js';
import { checkWhen } from '../queue/when.js';
import { explainAll, explainPair, mostExplained, review } from '../resolve/explain.js';
import { createResolver, type Resolver } from '../resolve/resolver.js';
import { span } from '../trace.js';
import { openArchive } from './archive.js';
import { connectors } from './connectors.js';
import { openEngine } from './engine.js';
import { createImports } from './importing.js';
import { observedArchive, observedEngine, observedQueue, observedReading } from './observing.js';
import { createPullLease } from './pullLease.js';
import { openQueue } from './queue.js';
import { openReaders } from './readers.js';
import { createWork } from './working.js';

/** The running hub and what only its owner may do with it. */
export interface OwnedHub extends Hub {
  readonly pipeline: Pipeline;
  readonly queue: Queue;
  /** At any moment: what is being written is finished, what is being fetched stops, the rest goes on at the next start. */
  close(): Promise<void>;
}

export interface HubOptions {
  /** False: pending work is left alone; for commands that only look. */
  readonly resume?: boolean;
  /** False: what is to be done is handed to other processes, by a queue that is shared with them. */
  readonly works?: boolean;
  /** ISO time of now. */
  readonly now?: () => string;
}

/** Milliseconds that an answer waits until other processes have resolved what somebody said: it is archived, and takes effect. */
const longEnough = 30_000;

/** Pairs that are weighed for each one that `review` gives. */
const weighed = 20;

/** Opens archive, graph and queue, takes up what remains to be done, and gives the verbs of the hub. */
export async function openHub(config: Config, options: HubOptions = {}): Promise<OwnedHub> {
  const engine = observedEngine(await openEngine(config));
  let archive: Archive | undefined;
  try {
    archive = await openArchive(config);
    return await assemble(config, engine, archive, options);
  } catch (error) {
    await archive?.close();
    await engine.close();
    throw error;
  }
}

async function assemble(config: Config, engine: Engine, archive: Archive, options: HubOptions): Promise<OwnedHub> {
  const { resume = true, now = () => new Date().toISOString() } = options;
  const shared = config.redis !== undefined;
  const works = !shared || (options.works ?? true);
  const read: Run = engine.read.bind(engine);
  const readers = openReaders(config.readers);
  const courtesy = createCourtesy();
  const pipeline = createPipeline({
    archive: observedArchive(archive),
    engine,
    connectors,
    read: observedReading(readers.read),
    createResolver,
    discovery: createDiscovery(engine),
    rulesVersion: rulesVersion(),
    giveWay: () => courtesy.giveWay(),
    leads: works,
  });
  const queue = await openQueue(config);

  let closed: Promise<void> | null = null;
  const stopping = new AbortController();
  const work = createWork({
    pipeline,
    read,
    queue: observedQueue(queue),
    shared,
    works,
    pulls: pullsOf(config),
    pull: (source) => imports.pull(source),
    onFailed: (segment, error) => {
      imports.failed(segment, error);
    },
  });
  const imports = createImports({
    archive,
    connectors,
    sources: config.sources,
    hold: createPullLease(engine),
    read,
    derive: (id) => {
      work.derive(id);
    },
    settled: (segments, signal) => work.settled(segments, signal),
    now,
    signal: stopping.signal,
  });
  // Made now, so that who asks or imports first need not wait for it; of several processes only the lease's holder needs it.
  if (!shared) await pipeline.identities();
  if (works && resume) await work.resume();

  /** Work that `close` waits for. */
  const underWay = new Set<Promise<unknown>>();
  const whileOpen = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed)
      return Promise.reject(new StoppedError('枢纽已关闭。请重新启动。 / The hub is closed. Start it again.'));
    const doing = work().finally(() => underWay.delete(doing));
    underWay.add(doing);
    return doing;
  };
  const resolved = async (): Promise<void> => {
    const resolving = pipeline.resolve();
    try {
      await (works ? resolving : Promise.race([resolving, wait(longEnough, undefined, { ref: false })]));
    } finally {
      work.discover();
    }
  };
  /** A score reads two mentions and nothing else, so these alone say why they are one party. */
  const among = async (mentions: readonly Mention[]): Promise<Resolver> =>
    createResolver(mentions, await decisionsAbout(read, mentions.map(({ id }) => id))); // prettier-ignore
  const runs = async (): Promise<readonly RunManifest[]> => {
    if (shared) await archive.refresh();
    return archive.runs();
  };
  /** Archived first, applied second: at once, or, where that fails, by the queue. */
  const say = async (entry: LedgerEntry): Promise<void> => {
    checkEntry(entry);
    await span('ledger', { kind: entry.kind }, async () => {
      const segment = await appendLedger(archive, entry);
      try {
        await pipeline.derive(segment);
      } catch (error) {
        work.derive(segment);
        throw error;
      }
      await resolved();
    });
  };

  return {
    engine,
    archive,
    connectors,
    pipeline,
    queue,
    showSensitive: config.showSensitive,
    attend: () => courtesy.attend(),

    import: (request) => whileOpen(() => imports.start(request)),
    progress: (run) => imports.progress(run),
    async idle() {
      await imports.settled();
      await work.idle();
    },
    pending: async () => (await pipeline.pending()).length,
    runs,
    takeBack: (run, note) =>
      whileOpen(async () => {
        const known = (await runs()).find((candidate) => candidate.id === run);
        if (!known || known.source === 'ledger')
          throw new NotFoundError(
            '没有这次导入。请列出导入记录，从中选择。 / There is no such import. List the runs and choose one of them.',
          );
        if ((await imports.progress(run))?.state === 'fetching')
          throw new UserError(
            '导入仍在进行。请等它完成后再撤回。 / The import still goes on. Wait until it is done, then take it back.',
          );
        await say({ kind: 'takeBack', run, ...note, on: now() });
      }),
    erase: ({ source, key }, note) =>
      whileOpen(async () => {
        if (shared) await archive.refresh();
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
        await resolved();
        return records - still;
      }),

    quotes: createQuotes({ archive, engine, connectors }),
    explainParty: async (party) => explainAll(await among(await mentionsOfParty(read, party, mostExplained))),
    explainPair: async (left, right) => explainPair(await among(await mentionsById(read, [left, right])), left, right),
    review: async (limit) => {
      const pairs = await withStakes(read, review(await pipeline.identities(), { limit: limit * weighed }));
      return pairs.sort((a, b) => b.fenAtStake - a.fenAtStake || b.match.score - a.match.score).slice(0, limit);
    },

    close() {
      stopping.abort();
      closed ??= (async () => {
        // What follows is left to others, or to the next start.
        await Promise.all([work.stop(), pipeline.close()]);
        await imports.settled();
        await Promise.allSettled(underWay);
        await readers.close();
        await archive.close();
        await engine.close();
      })();
      return closed;
    },
  };
}

/** When each source is pulled by itself; null: only when somebody asks. One that is set up wrongly is told of here, by `doctor`, and when it is pulled. */
function pullsOf({ sources }: Config): readonly { readonly source: string; readonly every: string | null }[] {
  return connectors.map((connector) => {
    const source = connector.name;
    try {
      const every = connector.configure?.(sources?.[source] ?? {})?.every ?? null;
      if (every !== null) checkWhen(every);
      return { source, every };
    } catch (err) {
      const setting = `CLUEGRAPH_${source.toUpperCase()}_*`;
      log.error({ err, source, setting }, 'a source is not pulled by itself, because its settings are wrong');
      return { source, every: null };
    }
  });
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
