/**
 * What the archive remembers in memory: which observation of which record lies where, and what each run saw. Made from
 * journals and segments, in whatever order they come to be known; holds no bytes. Records are looked up by a keyed hash
 * of source and key, their name.
 */
import { hmacId } from '../model/ids.js';
import type { Observation, RunEnd, RunManifest, RunStart } from './archive.js';
import { holdLabels, type HeldLabels } from './labels.js';
import { createRows } from './rows.js';
import type { OpenSegment } from './segment.js';

interface RunState {
  readonly number: number;
  readonly id: string;
  /** Left out as long as only what followed it is known. */
  start?: RunStart & { readonly id: string; readonly startedAt: string };
  end?: ClosedRun;
  takenBack?: NonNullable<RunManifest['takenBack']>;
  readonly segments: string[];
  changed: number;
  seen: number;
}

export interface ClosedRun extends RunEnd {
  readonly closedAt: string;
}

interface SegmentState {
  readonly number: number;
  readonly id: string;
  readonly run: string;
  readonly source: string;
  readonly labels: HeldLabels;
  /** The row of each record's first observation. */
  readonly rows: Uint32Array;
}

/** What a run saw again: the segment that holds it, where in it, and when. */
export type Seen = readonly [segment: string, index: number, fetchedAt: string];

export interface Place {
  readonly segment: string;
  readonly index: number;
}

export type Catalog = ReturnType<typeof createCatalog>;

export function createCatalog(secret: Uint8Array) {
  const runs = new Map<string, RunState>();
  const runOf: RunState[] = [];
  const segments = new Map<string, SegmentState>();
  const segmentOf: SegmentState[] = [];
  const rows = createRows();
  /** Name -> the record's last row. */
  const records = new Map<string, number>();
  const erased = new Set<string>();
  const doomed: Place[] = [];
  /** Segment that is not known yet -> what runs saw of it. */
  const awaited = new Map<string, { run: string; seen: Seen }[]>();
  let whole: Map<string, string> | null = null;

  const nameOf = (source: string, key: string): string => hmacId(secret, 'record', source, key);
  const run = (id: string): RunState => {
    const known = runs.get(id);
    if (known) return known;
    const fresh: RunState = { number: runOf.length, id, segments: [], changed: 0, seen: 0 };
    runs.set(id, fresh);
    runOf.push(fresh);
    return fresh;
  };
  const note = (name: string, segment: SegmentState, index: number, by: string, fetchedAt: string): number => {
    const older = records.get(name) ?? 0;
    const row = rows.add({ segment: segment.number, index, run: run(by).number, older, fetchedAt });
    // A string that was pieced together holds on to its pieces: the copy does not.
    records.set(older ? name : Buffer.from(name).toString('latin1'), row);
    return row;
  };
  const noteSeen = (by: string, [id, index, fetchedAt]: Seen): void => {
    const segment = segments.get(id);
    if (!segment) awaited.set(id, [...(awaited.get(id) ?? []), { run: by, seen: [id, index, fetchedAt] }]);
    const label = segment?.labels.at(index);
    if (segment && label) note(nameOf(segment.source, label.key), segment, index, by, fetchedAt);
  };
  const erase = (name: string): void => {
    erased.add(name);
    for (const row of rowsOf(name)) {
      const segment = segmentOf[rows.segment(row)];
      const index = rows.index(row);
      if (!segment?.labels.at(index)) continue;
      doomed.push({ segment: segment.id, index });
      segment.labels.forget(index);
    }
    records.delete(name);
  };
  const observe = (row: number): Observation | null => {
    const segment = segmentOf[rows.segment(row)];
    const index = rows.index(row);
    const label = segment?.labels.at(index);
    const by = runOf[rows.run(row)];
    if (!segment || !label || !by) return null;
    return { source: segment.source, ...label, fetchedAt: rows.fetchedAt(row), run: by.id, segment: segment.id, index };
  };
  const found = (all: Iterable<number>): Observation[] =>
    [...all].map(observe).filter((observation) => observation !== null);
  function* rowsOf(name: string): Generator<number> {
    for (let row = records.get(name) ?? 0; row; row = rows.older(row)) yield row;
  }
  const counting = (name: string): number[] =>
    [...rowsOf(name)].filter((row) => runOf[rows.run(row)]?.takenBack === undefined);
  const history = (name: string): Observation[] => found(counting(name)).sort(latestFirst);

  return {
    nameOf,
    history,
    /** The observation that speaks for the record now. */
    latest: (name: string): Observation | undefined => history(name)[0],
    isErased: (name: string): boolean => erased.has(name),
    /** The run, when its start is known. */
    run: (id: string): RunManifest | undefined => {
      const known = runs.get(id);
      return known && manifest(known);
    },
    hasSegment: (id: string): boolean => segments.has(id),

    addRun(start: NonNullable<RunState['start']>): void {
      run(start.id).start = start;
      whole = null;
    },
    addSegment({ id, run: by, source, labels }: OpenSegment): void {
      if (segments.has(id)) return;
      const size = labels.length;
      const held = { number: segmentOf.length, id, run: by, source, labels: holdLabels(labels), rows: new Uint32Array(size) }; // prettier-ignore
      segments.set(id, held);
      segmentOf.push(held);
      run(by).segments.push(id);
      run(by).changed += size;
      labels.forEach((label, index) => {
        if (!label) return;
        const name = nameOf(source, label.key);
        held.rows[index] = note(name, held, index, by, label.fetchedAt);
        if (erased.has(name)) erase(name);
      });
      for (const { run, seen } of awaited.get(id) ?? []) noteSeen(run, seen);
      awaited.delete(id);
    },
    /** Also of what is erased or lost the run's count is kept. */
    addSeen(by: string, seen: Seen): void {
      run(by).seen++;
      noteSeen(by, seen);
    },
    closeRun(id: string, end: ClosedRun): void {
      run(id).end = end;
      whole = null;
    },
    takeBack(id: string, takenBack: NonNullable<RunManifest['takenBack']>): void {
      run(id).takenBack = takenBack;
      whole = null;
    },
    /** Forgets a record, for good. */
    erase,
    /** Where erased records lie whose keys are still to be destroyed. */
    doomed,

    runs: (): RunManifest[] =>
      [...runs.values()].sort(byId).map(manifest).filter((known) => known !== undefined), // prettier-ignore
    segments: (): { id: string; run: string; source: string }[] =>
      [...segments.values()].sort(byId).map(({ id, run, source }) => ({ id, run, source })),
    observations: (segment: string): Observation[] => found(segments.get(segment)?.rows ?? []),
    /** Everything the run observed, seen again or new, each record once. */
    recordsOf(id: string): { source: string; key: string }[] {
      const by = runs.get(id)?.number;
      const keys = new Map<string, { source: string; key: string }>();
      for (const row of rows.all()) {
        if (rows.run(row) !== by) continue;
        const observation = observe(row);
        if (observation) keys.set(observation.key, { source: observation.source, key: observation.key });
      }
      return [...keys.values()];
    },
    keys: (source: string): { source: string; key: string }[] =>
      [...records.values()].flatMap((row) => {
        const segment = segmentOf[rows.segment(row)];
        const label = segment?.source === source ? segment.labels.at(rows.index(row)) : null;
        return label ? [{ source, key: label.key }] : [];
      }),

    /**
     * True when every scope that ever showed the record has since been seen whole without it. Runs are later than
     * others by their ids, which are made of time.
     */
    withdrawn(name: string): boolean {
      const shown = counting(name);
      if (!shown.length) return false;
      const scopes = new Map<string, string>();
      for (const row of shown) {
        const by = runOf[rows.run(row)];
        const scope = by?.start?.scope ?? '';
        if (by && (scopes.get(scope) ?? '') < by.id) scopes.set(scope, by.id);
      }
      const source = segmentOf[rows.segment(shown[0] ?? 0)]?.source ?? '';
      return [...scopes].every(([scope, last]) => (lastWhole(source, scope) ?? '') > last);
    },
  };

  /** Source and scope -> the first run of the latest pass that saw all of it. Made anew after a run has ended or was taken back. */
  function lastWhole(source: string, scope: string): string | undefined {
    if (!whole) {
      whole = new Map();
      const passOf = ({ id, end }: RunState): string => end?.pass ?? id;
      const broken = new Set([...runs.values()].filter(({ takenBack }) => takenBack).map(passOf));
      for (const run of runs.values()) {
        if (!run.start || run.end?.complete !== true) continue;
        const name = `${run.start.source}\n${run.start.scope}`;
        const first = passOf(run);
        if (!broken.has(first) && (whole.get(name) ?? '') < first) whole.set(name, first);
      }
    }
    return whole.get(`${source}\n${scope}`);
  }
}

function manifest({ start, end, takenBack, segments, changed, seen }: RunState): RunManifest | undefined {
  if (!start) return undefined;
  return {
    ...start,
    ...(end ?? { complete: false }),
    records: changed + seen,
    changed,
    seen,
    segments: segments.toSorted(),
    ...(takenBack ? { takenBack } : {}),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compare(a.id, b.id);
const latestFirst = (a: Observation, b: Observation): number =>
  compare(b.fetchedAt, a.fetchedAt) || compare(a.hash, b.hash) || compare(a.run, b.run);
