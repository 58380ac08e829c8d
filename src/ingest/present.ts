/** What the archive now holds of records, read: the latest readable observation speaks, so a bad one never replaces a good one. */
import type { Archive, Observation } from '../archive/archive.js';
import { BadRecordError } from '../errors.js';
import type { Connector } from './connector.js';
import { recordId } from './contribution.js';
import type { ReadOutcome, ReadRecords } from './read.js';
import type { RecordState } from './stitch.js';

export interface RecordName {
  readonly source: string;
  readonly key: string;
}

export interface BadRecord {
  readonly observation: Observation;
  readonly code: string;
  readonly reason: string;
}

export interface Present extends RecordName {
  readonly state: RecordState;
  /** Set where the latest observation cannot be read. */
  readonly bad: BadRecord | null;
  /** What was known of the record when this was read; see `isStale`. */
  readonly basis: string;
}

export interface Presenter {
  present(names: readonly RecordName[]): Promise<readonly Present[]>;
  /** True when the archive has learned something of the record since. */
  isStale(present: Present): Promise<boolean>;
}

export function createPresenter(archive: Archive, connectors: readonly Connector[], read: ReadRecords): Presenter {
  const absenceCounts = new Set(
    connectors.filter((connector) => connector.absence === 'withdrawn').map((connector) => connector.name),
  );

  const historyOf = async ({ source, key }: RecordName): Promise<readonly Observation[]> =>
    absenceCounts.has(source) && (await archive.withdrawn(source, key)) ? [] : archive.history(source, key);
  const basisOf = (history: readonly Observation[]): string =>
    history.map(({ hash, fetchedAt }) => `${hash}@${fetchedAt}`).join();

  const readAll = async (observations: readonly Observation[]): Promise<readonly ReadOutcome[]> => {
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
    const outcomes = readable.length ? [...(await read(readable))].reverse() : [];
    return bodies.map((body) =>
      body instanceof BadRecordError
        ? { ok: false, code: body.code, reason: body.message }
        : (outcomes.pop() ?? {
            ok: false,
            code: 'READER_FAULT',
            reason: '读取程序没有应答。请重放。 / The reader gave no answer. Replay.',
          }),
    );
  };

  return {
    async present(names) {
      const found = await Promise.all(
        names.map(async (name) => {
          const history = await historyOf(name);
          return {
            name,
            basis: basisOf(history),
            contents: streaks(history),
            outcome: null as Outcome | null,
            bad: null as BadRecord | null,
          };
        }),
      );
      for (let age = 0; ; age++) {
        const open = found.flatMap((entry) => {
          const observation = entry.contents[age];
          return !entry.outcome && observation ? [{ entry, observation }] : [];
        });
        if (!open.length) break;
        const outcomes = await readAll(open.map(({ observation }) => observation));
        open.forEach(({ entry, observation }, i) => {
          const outcome = outcomes[i];
          if (outcome?.ok) entry.outcome = { observation, reading: outcome.reading, says: outcome.says };
          else if (outcome && age === 0) entry.bad = { observation, code: outcome.code, reason: outcome.reason };
        });
      }
      return found.map(({ name: { source, key }, basis, outcome, bad }) => ({
        source,
        key,
        basis,
        bad,
        state: {
          id: recordId(archive.secret, source, key),
          source,
          key,
          hash: outcome?.observation.hash ?? '',
          fetchedAt: outcome?.observation.fetchedAt ?? '',
          run: outcome?.observation.run ?? '',
          reading: outcome?.reading ?? null,
          says: outcome?.says ?? '',
        },
      }));
    },
    isStale: async (present) => basisOf(await historyOf(present)) !== present.basis,
  };
}

interface Outcome {
  readonly observation: Observation;
  readonly reading: NonNullable<RecordState['reading']>;
  readonly says: string;
}

/** Each content that a record had, latest first, by the first observation of its unbroken time: seeing the same again is no news. */
function streaks(history: readonly Observation[]): Observation[] {
  return history.filter((observation, i) => history[i + 1]?.hash !== observation.hash);
}
