/**
 * The only file that knows the order. A segment is the unit of work:
 *
 *   archive.observations ▶ read (extract) ▶ resolve ▶ stitch, one transaction with done-mark and dirty marks ▶ discover
 *
 * What remains to be done is never stored: segments without a done-mark of the readers' present version, complete runs
 * without a mark, and dirty marks. Kill the process anywhere: the next start finds the same difference.
 */
import type { Archive, Observation } from '../archive/archive.js';
import type { Discovery } from '../discover/run.js';
import { BadRecordError } from '../errors.js';
import type { HeldRecord } from '../graph/contribution.js';
import type { Engine, Run } from '../graph/engine.js';
import * as marks from '../graph/marks.js';
import { deleteNodes, putNodes } from '../graph/rows.js';
import { hmacId } from '../model/ids.js';
import type { Reading } from '../model/reading.js';
import type { Plan, Resolver } from '../resolve/resolver.js';
import type { Connector } from './connector.js';
import { recordId } from './contribution.js';
import { applyEntry } from './ledger.js';
import type { ReadOutcome, ReadRecords } from './read.js';
import { stitch, type RecordState } from './stitch.js';

/** Raised when stitching writes the same reading differently: everything is derived again. */
const stitchVersion = '1';

/** Dirty marks that one discovery takes on. */
const discoverBatch = 2000;

/** Records of one transaction when many are derived again at once. */
const deriveBatch = 200;

export interface RecordName {
  readonly source: string;
  readonly key: string;
}

export interface Pipeline {
  /** Ids of what remains to be done, in the order of the archive. */
  pending(): Promise<readonly string[]>;
  /** Derives one pending segment, or the withdrawals of a complete run. */
  derive(id: string): Promise<{ records: number; quarantined: number }>;
  /** Derives these records again from what the archive now holds of them. */
  again(names: readonly RecordName[]): Promise<{ records: number; quarantined: number }>;
  /** Refreshes the clues that dirty marks reach; resolves when no mark is left. */
  discover(): Promise<void>;
}

export interface PipelineParts {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly connectors: readonly Connector[];
  readonly read: ReadRecords;
  readonly resolver: Resolver;
  readonly discovery: Discovery;
}

export function createPipeline({ archive, engine, connectors, read, resolver, discovery }: PipelineParts): Pipeline {
  const { secret } = archive;
  let tail: Promise<unknown> = Promise.resolve();
  /** One writer at a time: the resolver's plan must be committed before the next one is made. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work, work);
    tail = next.catch(() => undefined);
    return next;
  };

  const version = (source: string): string =>
    `${connectors.find((connector) => connector.name === source)?.version ?? '1'}+${stitchVersion}`;

  const readObservations = async (observations: readonly Observation[]): Promise<readonly ReadOutcome[]> => {
    const bodies = await Promise.all(
      observations.map((observation) =>
        archive.bytes(observation).catch((error: unknown) => {
          if (error instanceof BadRecordError) return error;
          throw error;
        }),
      ),
    );
    const readable = observations.flatMap((observation, i) => {
      const bytes = bodies[i];
      return bytes instanceof Uint8Array ? [{ ...observation, bytes }] : [];
    });
    const outcomes = [...(await read(readable))];
    return bodies.map((body) =>
      body instanceof BadRecordError
        ? { ok: false, code: body.code, reason: body.message }
        : (outcomes.shift() ?? { ok: false, code: 'READER_FAULT', reason: 'The reader gave no answer. Replay.' }),
    );
  };

  /** The latest readable observation speaks for a record: a bad one never replaces a good one. */
  const present = async (names: readonly RecordName[]): Promise<{ states: RecordState[]; bad: BadRecord[] }> => {
    const histories = await Promise.all(
      names.map(async (name) => ((await archive.withdrawn(name.source, name.key)) ? [] : await archive.history(name.source, name.key))),
    );
    const states: RecordState[] = names.map(({ source, key }) => ({
      id: recordId(secret, source, key),
      source,
      key,
      hash: '',
      fetchedAt: '',
      run: '',
      reading: null,
    }));
    const bad = new Map<number, BadRecord>();
    let open = names.map((_, i) => i);
    for (let age = 0; open.length; age++) {
      open = open.filter((i) => histories[i]?.[age]);
      const observations = open.map((i) => histories[i]?.[age]).filter((observation) => observation !== undefined);
      const outcomes = observations.length ? await readObservations(observations) : [];
      open = open.filter((i, at) => {
        const [observation, outcome] = [observations[at], outcomes[at]];
        if (!observation || !outcome) return false;
        if (outcome.ok) {
          const { source, key, hash, fetchedAt, run } = observation;
          states[i] = { id: recordId(secret, source, key), source, key, hash, fetchedAt, run, reading: outcome.reading };
          return false;
        }
        if (age === 0) bad.set(i, { observation, code: outcome.code, reason: outcome.reason });
        return true;
      });
    }
    return { states, bad: [...bad.values()] };
  };

  const reread = async (records: readonly HeldRecord[]): Promise<ReadonlyMap<string, Reading>> => {
    const { states } = await present(records);
    return new Map(states.flatMap((state) => (state.reading ? [[state.id, state.reading] as const] : [])));
  };

  const write = async (names: readonly RecordName[], done: (run: Run, quarantined: number) => Promise<void>): Promise<{ records: number; quarantined: number }> => {
    const { states, bad } = await present(names);
    await inTurn(async () => {
      let plan: Plan | null = null;
      await engine.write(async (run) => {
        ({ plan } = await stitch(run, secret, states, resolver, reread));
        await quarantine(run, states, bad);
        await done(run, bad.length);
      });
      if (plan) resolver.commit(plan);
    });
    return { records: names.length, quarantined: bad.length };
  };

  const quarantine = async (run: Run, states: readonly RecordState[], bad: readonly BadRecord[]): Promise<void> => {
    const id = (name: RecordName): string => hmacId(secret, 'quarantine', name.source, name.key);
    const still = new Set(bad.map((entry) => id(entry.observation)));
    await deleteNodes(run, 'Quarantine', states.map(id).filter((candidate) => !still.has(candidate))); // prettier-ignore
    await putNodes(run, 'Quarantine', bad.map(({ observation: { source, key, hash, segment, fetchedAt }, code, reason }) => ({
      id: id({ source, key }),
      props: { source, key, hash, segment, fetchedAt, code, reason, version: version(source) },
    }))); // prettier-ignore
  };

  const again = async (names: readonly RecordName[]): Promise<{ records: number; quarantined: number }> => {
    let quarantined = 0;
    for (let at = 0; at < names.length; at += deriveBatch)
      quarantined += (await write(names.slice(at, at + deriveBatch), () => Promise.resolve())).quarantined;
    return { records: names.length, quarantined };
  };

  /** A mark says "done with this version"; what it counts is for people. */
  const mark = (id: string, source: string, runId: string, records: number) => (run: Run, quarantined: number) =>
    putNodes(run, 'Segment', [{ id, props: { version: version(source), run: runId, records, stitched: records - quarantined, quarantined } }]);

  return {
    async pending() {
      const done = await marks.doneSegments(engine.read.bind(engine));
      const segments = (await archive.segments()).filter((segment) => done.get(segment.id) !== version(segment.source));
      const runs = (await archive.runs()).filter(
        (run) => run.complete && !run.takenBack && connectors.some((connector) => connector.name === run.source && connector.absence === 'withdrawn') && !done.has(run.id),
      );
      return [...segments.map((segment) => segment.id), ...runs.map((run) => run.id)];
    },

    async derive(id) {
      const run = (await archive.runs()).find((candidate) => candidate.id === id);
      if (run) {
        const result = await again(await archive.keys(run.source));
        await inTurn(() => engine.write((tx) => mark(id, run.source, id, 0)(tx, 0)));
        return result;
      }
      const observations = await archive.observations(id);
      const source = observations[0]?.source ?? '';
      const runId = observations[0]?.run ?? '';
      if (source === 'ledger') {
        for (const observation of observations)
          await applyEntry(await archive.bytes(observation), { archive, engine, resolver, inTurn, again }, observation);
        await inTurn(() => engine.write((tx) => mark(id, source, runId, observations.length)(tx, 0)));
        return { records: observations.length, quarantined: 0 };
      }
      const keys = [...new Set(observations.map((observation) => observation.key))];
      return write(
        keys.map((key) => ({ source, key })),
        mark(id, source, runId, keys.length),
      );
    },

    again,

    async discover() {
      for (;;) {
        const dirty = (await marks.dirtyMarks(engine.read.bind(engine))).slice(0, discoverBatch);
        if (!dirty.length) return;
        await inTurn(() =>
          engine.write(async (run) => {
            await discovery.refresh(run, await discovery.affected(run, dirty.map((entry) => entry.id))); // prettier-ignore
            await marks.clearDirty(run, dirty.map((entry) => entry.id)); // prettier-ignore
          }),
        );
      }
    },
  };
}

interface BadRecord {
  readonly observation: Observation;
  readonly code: string;
  readonly reason: string;
}
