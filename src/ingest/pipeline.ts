/**
 * The only file that knows the order. A segment is the unit of work:
 *
 *   archive.observations ▶ read (extract) ▶ stitch, transactions with marks, the last with the done-mark ▶ resolve ▶ discover
 *
 * Any process may derive a segment; who is who and what follows from it is the lease holder's (follow.ts). What remains
 * to be done is never stored: segments without a done-mark of the readers' present version, complete runs without a
 * mark, mentions marked unresolved, and dirty marks. Kill any process anywhere: the others, or the next start, find the
 * same difference.
 */
import type { Archive } from '../archive/archive.js';
import { ClueGraphError, StoreError } from '../errors.js';
import type { Engine, Params, Run } from '../graph/engine.js';
import * as marks from '../graph/marks.js';
import { lockFor } from '../graph/lock.js';
import { deleteNodes, putNodes } from '../graph/rows.js';
import { describeFault, log } from '../log.js';
import { hmacId } from '../model/ids.js';
import type { Connector } from './connector.js';
import { createFollower, type Follower, type FollowerParts } from './follow.js';
import { applyEntry } from './ledger.js';
import { createPresenter, type BadRecord, type Present, type RecordName } from './present.js';
import type { ReadRecords } from './read.js';
import { stitch, stitchVersion, type RecordState } from './stitch.js';

/** Code of a record that could be read but not written. */
export const stitchFault = 'STITCH_FAULT';

/** Records of one batch that may be refused before the fault counts as its own. */
const mostRefused = 5;

export interface Derived {
  readonly records: number;
  readonly quarantined: number;
}

export interface Pipeline extends Follower {
  /** Ids of what remains to be done, in the order of the archive. */
  pending(): Promise<readonly string[]>;
  /** Derives one pending segment, or the withdrawals of a complete run. */
  derive(id: string): Promise<Derived>;
  /** Derives these records again from what the archive now holds of them. */
  again(names: readonly RecordName[]): Promise<Derived>;
}

export interface PipelineParts extends Omit<FollowerParts, 'politely'> {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly connectors: readonly Connector[];
  readonly read: ReadRecords;
  /** Awaited before every statement; lets readers go first. */
  readonly giveWay?: () => Promise<void>;
}

export function createPipeline({
  archive,
  engine,
  connectors,
  read,
  giveWay = () => Promise.resolve(),
  ...parts
}: PipelineParts): Pipeline {
  const { secret } = archive;
  const { portion } = engine.dialect;
  const presenter = createPresenter(archive, connectors, read);
  /** Lets readers go first, statement by statement; what is sent together stays in its order. */
  const politely = (run: Run): Run => {
    let last: Promise<unknown> = Promise.resolve();
    return <R>(query: string, params?: Params) => {
      const turn = last.then(giveWay);
      const answer = turn.then(() => run<R>(query, params));
      // Where the engine works in this process, readers wait for each statement.
      last = engine.dialect.exclusive ? answer.catch(() => undefined) : turn;
      return answer;
    };
  };
  const follower = createFollower({ engine, politely, ...parts });

  const lock = lockFor(engine.dialect);

  const version = (source: string): string =>
    `${connectors.find((connector) => connector.name === source)?.version ?? '1'}+${stitchVersion}`;

  /** Output: how many of them are quarantined. */
  const write = async (
    records: readonly Present[],
    done: (run: Run, quarantined: number) => Promise<void>,
  ): Promise<number> => {
    try {
      return await transact(records, done);
    } catch (error) {
      if (mayPass(error)) throw error;
      log.warn({ err: error, records: records.length }, 'a batch was refused; its records are tried apart');
      const suspects: Present[] = [];
      let quarantined = await transactApart(records, suspects);
      for (const suspect of suspects) quarantined += await tryAlone(suspect);
      await engine.write((run) => done(run, quarantined));
      return quarantined;
    }
  };

  /** What the archive has learned since the records were read is read again, now that nobody else can write them. */
  const upToDate = async (run: Run, records: readonly Present[]): Promise<readonly Present[]> => {
    await lock(run, 'Record', records.map((record) => record.state.id)); // prettier-ignore
    if (!engine.dialect.exclusive) await archive.refresh();
    const stale = await Promise.all(records.map((one) => presenter.isStale(one)));
    if (!stale.includes(true)) return records;
    const renewed = [...(await presenter.present(records.filter((_, i) => stale[i])))].reverse();
    return records.map((one, i) => (stale[i] ? (renewed.pop() ?? one) : one));
  };

  /** Output: how many of them are quarantined. */
  const transact = (
    records: readonly Present[],
    done: (run: Run, quarantined: number) => Promise<void>,
  ): Promise<number> =>
    engine.write(async (tx) => {
      const run = politely(tx);
      const now = await upToDate(run, records);
      const bad = now.flatMap((record) => record.bad ?? []);
      await stitch(run, secret, now.map((record) => record.state), lock, reread); // prettier-ignore
      await Promise.all([quarantine(run, now, bad), done(run, bad.length)]);
      return bad.length;
    });

  /**
   * A record that is refused costs itself, not its batch: halves are tried, down to the ones that seem at fault. Where
   * many are refused the fault is not theirs: it is told and the batch stays undone.
   */
  const transactApart = async (records: readonly Present[], suspects: Present[]): Promise<number> => {
    try {
      return await transact(records, () => Promise.resolve());
    } catch (error) {
      if (mayPass(error)) throw error;
      const half = Math.ceil(records.length / 2);
      if (records.length > 1)
        return (
          (await transactApart(records.slice(0, half), suspects)) + (await transactApart(records.slice(half), suspects))
        );
      if (suspects.push(...records) > mostRefused) throw batchRefused(error);
      return 0;
    }
  };

  /** When all others are in: what is refused once more goes to quarantine, from where the next start takes it up again. */
  const tryAlone = async (suspect: Present): Promise<number> => {
    try {
      return await transact([suspect], () => Promise.resolve());
    } catch (error) {
      const observation = (await archive.history(suspect.source, suspect.key))[0];
      if (mayPass(error) || !observation) throw error;
      const fault = describeFault(error);
      log.error({ record: suspect.state.id, hash: observation.hash, err: error }, 'a record was refused');
      const what = [fault.type, fault.code, fault.message].filter(Boolean).join(' ');
      const reason = `该记录未能写入图谱（${what}），下次启动自动重试。仍失败时请把记录的哈希报告给维护者。 / The graph refused the record (${what}); the next start tries again. If it fails then, report its hash to the maintainers.`;
      await engine.write((run) => quarantine(run, [suspect], [{ observation, code: stitchFault, reason }]));
      return 1;
    }
  };

  const reread = async (names: readonly RecordName[]): Promise<readonly RecordState[]> =>
    (await presenter.present(names)).map((record) => record.state);

  const quarantine = async (run: Run, records: readonly RecordName[], bad: readonly BadRecord[]): Promise<void> => {
    const id = (name: RecordName): string => hmacId(secret, 'quarantine', name.source, name.key);
    const still = new Set(bad.map((entry) => id(entry.observation)));
    const released = deleteNodes(run, 'Quarantine', records.map(id).filter((candidate) => !still.has(candidate))); // prettier-ignore
    const held = putNodes(run, 'Quarantine', bad.map(({ observation: { source, key, hash, segment, fetchedAt }, code, reason }) => ({
      id: id({ source, key }),
      props: { source, key, hash, segment, fetchedAt, code, reason, version: version(source) },
    }))); // prettier-ignore
    await Promise.all([released, held]);
  };

  /**
   * In portions; `done` is part of the last one, so that a kill between two leaves all of them to be looked at again. The
   * next is read while one is written; what the archive learns meanwhile is read again.
   */
  const inPortions = async (
    names: readonly RecordName[],
    done: (run: Run, quarantined: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<Derived> => {
    let quarantined = 0;
    let at = 0;
    let reading = presenter.present(names.slice(0, portion));
    do {
      const records = await reading;
      const [before, last] = [quarantined, at + portion >= names.length];
      at += portion;
      if (!last) reading = presenter.present(names.slice(at, at + portion));
      // Where the writing fails nobody waits for it any more.
      reading.catch(() => undefined);
      quarantined += await write(records, (run, bad) => (last ? done(run, before + bad) : Promise.resolve()));
    } while (at < names.length);
    return { records: names.length, quarantined };
  };

  /** A mark says "done with this version"; what it counts is for people. */
  const mark = (id: string, source: string, runId: string, records: number) => (run: Run, quarantined: number) =>
    putNodes(run, 'Segment', [
      { id, props: { version: version(source), run: runId, records, stitched: records - quarantined, quarantined } },
    ]);

  const withdrawals = async (run: { id: string; source: string }): Promise<Derived> => {
    const held = await archive.keys(run.source);
    const absent = await Promise.all(held.map(({ source, key }) => archive.withdrawn(source, key)));
    const result = await inPortions(held.filter((_, i) => absent[i]));
    await engine.write((tx) => mark(run.id, run.source, run.id, 0)(tx, 0));
    return result;
  };

  return {
    async pending() {
      if (!engine.dialect.exclusive) await archive.refresh();
      const done = await marks.doneSegments(engine.read.bind(engine));
      const segments = (await archive.segments()).filter((segment) => done.get(segment.id) !== version(segment.source));
      const whole = (await archive.runs()).filter(
        (run) =>
          run.complete &&
          !run.takenBack &&
          !done.has(run.id) &&
          connectors.some(({ name, absence }) => name === run.source && absence === 'withdrawn'),
      );
      return [...segments, ...whole].map(({ id }) => id);
    },

    async derive(id) {
      if (!engine.dialect.exclusive) await archive.refresh();
      const run = (await archive.runs()).find((candidate) => candidate.id === id);
      if (run) return withdrawals(run);
      const segment = (await archive.segments()).find((candidate) => candidate.id === id);
      if (!segment) return { records: 0, quarantined: 0 };
      // A job may come twice, and another process may have done it.
      const [done] = await marks.segmentsById(engine.read.bind(engine), [id]);
      if (done?.version === version(segment.source)) return done;
      const observations = await archive.observations(id);
      const { source } = segment;
      if (source === 'ledger') {
        for (const observation of observations)
          await applyEntry(await archive.bytes(observation), { archive, engine, again: inPortions }, observation);
        await engine.write((tx) => mark(id, source, segment.run, observations.length)(tx, 0));
        return { records: observations.length, quarantined: 0 };
      }
      const names = [...new Set(observations.map((observation) => observation.key))].map((key) => ({ source, key }));
      return inPortions(names, mark(id, source, segment.run, names.length));
    },

    again: (names) => inPortions(names),

    ...follower,
  };
}

const batchRefused = (cause: unknown): StoreError =>
  new StoreError(
    '一批记录未能写入图谱，原因不在记录本身，已保留待办。请查看日志；下次启动自动重试。 / A batch of records could not be written to the graph, through no fault of theirs; it stays to be done. Look into the log; the next start tries again.',
    { cause, code: 'BATCH_REFUSED' },
  );

/** Trying again later may help: nobody's record is to blame. */
const mayPass = (error: unknown): boolean => error instanceof ClueGraphError && error.retry;
