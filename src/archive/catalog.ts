/**
 * What the archive remembers in memory: which observation of which record lies where, and what each run saw. Made from
 * the files when the archive is opened; holds no bytes. Records are looked up by a keyed hash of source and key.
 */
import { hmacId } from '../model/ids.js';
import type { Observation, RunEnd, RunManifest, RunStart } from './archive.js';

interface RunState {
  readonly start: RunStart & { readonly id: string; readonly startedAt: string };
  end?: ClosedRun;
  takenBack?: NonNullable<RunManifest['takenBack']>;
  readonly segments: string[];
  changed: number;
  readonly seen: Observation[];
}

export interface ClosedRun extends RunEnd {
  readonly closedAt: string;
}

interface SegmentState {
  readonly id: string;
  readonly run: string;
  readonly source: string;
  /** null where erased. */
  readonly observations: (Observation | null)[];
}

export type Catalog = ReturnType<typeof createCatalog>;

export function createCatalog(secret: Uint8Array) {
  const runs = new Map<string, RunState>();
  const segments = new Map<string, SegmentState>();
  const records = new Map<string, Observation[]>();
  let whole: Map<string, string> | null = null;

  const nameOf = (source: string, key: string): string => hmacId(secret, 'record', source, key);
  const note = (observation: Observation): void => {
    const name = nameOf(observation.source, observation.key);
    const known = records.get(name);
    if (known) known.push(observation);
    else records.set(name, [observation]);
  };
  const counts = (observation: Observation): boolean => runs.get(observation.run)?.takenBack === undefined;
  const history = (name: string): Observation[] => (records.get(name) ?? []).filter(counts).sort(latestFirst);

  return {
    nameOf,
    history,
    /** The observation that speaks for the record now. */
    latest: (name: string): Observation | undefined => history(name)[0],
    run: (id: string): RunState | undefined => runs.get(id),

    addRun(start: RunState['start']): void {
      runs.set(start.id, { start, segments: [], changed: 0, seen: [] });
    },
    addSegment(segment: SegmentState): void {
      segments.set(segment.id, segment);
      const run = runs.get(segment.run);
      run?.segments.push(segment.id);
      if (run) run.changed += segment.observations.length;
      for (const observation of segment.observations) if (observation) note(observation);
    },
    /** The run saw again what lies in the segment; ignored where that is erased or lost. */
    addSeen(run: string, segment: string, index: number, fetchedAt: string): void {
      const first = segments.get(segment)?.observations[index];
      if (!first) return;
      const again = { ...first, run, fetchedAt };
      runs.get(run)?.seen.push(again);
      note(again);
    },
    closeRun(id: string, end: ClosedRun): void {
      const run = runs.get(id);
      if (run) run.end = end;
      whole = null;
    },
    takeBack(id: string, takenBack: NonNullable<RunManifest['takenBack']>): void {
      const run = runs.get(id);
      if (run) run.takenBack = takenBack;
      whole = null;
    },
    /** Forgets a record; gives back where its blobs lie. */
    erase(name: string): { segment: string; index: number }[] {
      const places = (records.get(name) ?? []).map(({ segment, index }) => ({ segment, index }));
      records.delete(name);
      for (const { segment, index } of places) {
        const held = segments.get(segment);
        if (held) held.observations[index] = null;
      }
      return places;
    },

    runs: (): RunManifest[] => [...runs.values()].sort((a, b) => compare(a.start.id, b.start.id)).map(manifest),
    segments: (): SegmentState[] => [...segments.values()].sort((a, b) => compare(a.id, b.id)),
    observations: (segment: string): Observation[] =>
      (segments.get(segment)?.observations ?? []).filter((observation) => observation !== null),
    /** Everything the run observed, seen again or new, each record once. */
    recordsOf(run: string): { source: string; key: string }[] {
      const state = runs.get(run);
      const found = [
        ...(state?.segments ?? []).flatMap((segment) => segments.get(segment)?.observations ?? []),
        ...(state?.seen ?? []),
      ].filter((observation) => observation !== null);
      return [...new Map(found.map(({ source, key }) => [key, { source, key }])).values()];
    },
    keys: (source: string): { source: string; key: string }[] =>
      [...records.values()].flatMap(([first]) => (first?.source === source ? [{ source, key: first.key }] : [])),

    /**
     * True when every scope that ever showed the record has since been seen whole without it. Runs are later than
     * others by their ids, which are made of time.
     */
    withdrawn(name: string): boolean {
      const shown = (records.get(name) ?? []).filter(counts);
      if (!shown.length) return false;
      const scopes = new Map<string, string>();
      for (const { run } of shown) {
        const scope = runs.get(run)?.start.scope ?? '';
        if ((scopes.get(scope) ?? '') < run) scopes.set(scope, run);
      }
      const source = shown[0]?.source ?? '';
      return [...scopes].every(([scope, last]) => (lastWhole(source, scope) ?? '') > last);
    },
  };

  /** Source and scope -> the first run of the latest pass that saw all of it. Made anew after a run has ended or was taken back. */
  function lastWhole(source: string, scope: string): string | undefined {
    if (!whole) {
      whole = new Map();
      const passOf = ({ start, end }: RunState): string => end?.pass ?? start.id;
      const broken = new Set([...runs.values()].filter(({ takenBack }) => takenBack).map(passOf));
      for (const run of runs.values()) {
        const name = `${run.start.source}\n${run.start.scope}`;
        const first = passOf(run);
        if (run.end?.complete === true && !broken.has(first) && (whole.get(name) ?? '') < first) whole.set(name, first);
      }
    }
    return whole.get(`${source}\n${scope}`);
  }

  function manifest({ start, end, takenBack, segments, changed, seen }: RunState): RunManifest {
    return {
      ...start,
      ...(end ?? { complete: false }),
      records: changed + seen.length,
      changed,
      seen: seen.length,
      segments,
      ...(takenBack ? { takenBack } : {}),
    };
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const latestFirst = (a: Observation, b: Observation): number =>
  compare(b.fetchedAt, a.fetchedAt) || compare(a.hash, b.hash) || compare(a.run, b.run);
