import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Archive } from '../archive/archive.js';
import type { Config } from '../config.js';
import { ClueGraphError, StoppedError, StoreError, UserError } from '../errors.js';
import type { Connector } from '../ingest/connector.js';
import type { ImportRequest, RunProgress } from '../ingest/hub.js';
import type { Run } from '../graph/engine.js';
import { segmentsById } from '../graph/marks.js';
import { log } from '../log.js';
import { span } from '../trace.js';
import { connectorOf } from './connectors.js';
import type { HoldSource } from './pullLease.js';
import { openPass, pullOf, type Pass } from './pulling.js';

type Progress = { -readonly [K in keyof RunProgress]: RunProgress[K] };

export interface ImportParts {
  readonly archive: Archive;
  readonly connectors: readonly Connector[];
  /** Settings of the sources that are asked over the network. */
  readonly sources: Config['sources'];
  /** A source is pulled once at a time. */
  readonly hold: HoldSource;
  readonly read: Run;
  /** Puts a segment, or a complete run, on the queue. */
  readonly derive: (id: string) => void;
  /** Resolves when these are derived, and what follows from them is done; or when the signal is given. */
  readonly settled: (segments: readonly string[], signal: AbortSignal) => Promise<void>;
  readonly now: () => string;
  /** Aborted when the hub closes. */
  readonly signal: AbortSignal;
}

interface Followed {
  readonly progress: Progress;
  /** What it brought to be derived. */
  readonly segments: string[];
  readonly failing: AbortController;
  /** All there was is fetched; rejected with what went wrong. */
  fetched?: Promise<unknown>;
}

/** Imports of this process: at most so many that are over are remembered. */
const remembered = 200;

export interface Imports {
  start(request: ImportRequest): Promise<string>;
  /** Pulls a source because it is time to; resolves when all is fetched. Throws what the source throws, and nothing when it is being pulled already. */
  pull(source: string): Promise<void>;
  progress(run: string): Promise<Progress | null>;
  /** A segment could not be derived: the import that brought it says so. */
  failed(segment: string, error: unknown): void;
  /** All that is being fetched has been, and what it brought is derived. */
  settled(): Promise<void>;
}

export function createImports(parts: ImportParts): Imports {
  const { archive, connectors, sources, read, now, signal } = parts;
  const states = new Map<string, Followed>();
  const open = new Set<Promise<void>>();

  const derive = (id: string, run: string): void => {
    states.get(run)?.segments.push(id);
    parts.derive(id);
  };
  /** Whichever process derived them. */
  const count = async ({ progress, segments }: Followed): Promise<void> => {
    const done = await segmentsById(read, segments);
    progress.derived = done.reduce((sum, { records }) => sum + records, 0);
    progress.quarantined = done.reduce((sum, { quarantined }) => sum + quarantined, 0);
  };

  const openFiles = async (connector: Connector, path: string, request: ImportRequest): Promise<Pass> => {
    const { source, purpose, by, complete = false } = request;
    const whole = resolve(path);
    if (!(await stat(whole).catch(() => null)))
      throw new UserError(
        '该路径下没有文件或文件夹。请在枢纽所在机器上核对。 / There is no file or folder at that path. Check it on the machine of the hub.',
      );
    const writer = await archive.startRun({ source, scope: whole, purpose, by });
    writer.onSegment = (segment) => {
      derive(segment, writer.id);
    };
    return {
      run: writer.id,
      async go(seen) {
        try {
          for await (const record of connector.fetch(whole)) {
            if (signal.aborted)
              throw new StoppedError(
                '枢纽已关闭，已读取的内容已保留。请重新导入其余部分。 / The hub was closed; what was read is kept. Import again for the rest.',
              );
            seen(await writer.put({ ...record, fetchedAt: now() }));
          }
        } catch (error) {
          await writer.close({ complete: false });
          throw error;
        }
        return writer.close({ complete });
      },
    };
  };

  const openPull = async (connector: Connector, request: ImportRequest): Promise<Pass> => {
    const { source, purpose, by, complete: anew = false } = request;
    const pull = pullOf(connector, sources?.[source]);
    const release = await parts.hold(source);
    try {
      // Where the last pull ended may be another process's word.
      await archive.refresh();
      const pass = await openPass({ archive, pull, source, purpose, by, anew, signal, now, derive });
      return { run: pass.run, go: (seen) => pass.go(seen).finally(release) };
    } catch (error) {
      await release();
      throw error;
    }
  };

  /** Follows a fetch to its end: what it brings is derived, what it throws is told. */
  const follow = async (pass: Pass, followed: Followed, withdraws: boolean): Promise<void> => {
    const { progress, segments, failing } = followed;
    const fetching = pass.go((outcome) => {
      progress.fetched++;
      progress[outcome]++;
    });
    followed.fetched = fetching;
    try {
      const run = await fetching;
      if (run.complete && withdraws) derive(run.id, pass.run);
      progress.state = 'deriving';
      await parts.settled(segments, AbortSignal.any([failing.signal, signal]));
      await count(followed);
      // A segment that failed has already said so.
      if (progress.error === undefined && !signal.aborted) progress.state = 'done';
    } catch (error) {
      fail(progress, error);
    }
    const { state, fetched, changed, derived, quarantined } = progress;
    log.info({ run: pass.run, state, fetched, changed, derived, quarantined }, 'import ended');
  };

  const imports: Imports = {
    async start(request) {
      const { source, path } = request;
      const connector = connectorOf(source, connectors);
      const pass = await (path === undefined ? openPull(connector, request) : openFiles(connector, path, request));
      const { run } = pass;
      const progress: Progress = {
        run,
        state: 'fetching',
        fetched: 0,
        changed: 0,
        seen: 0,
        derived: 0,
        quarantined: 0,
      };
      const followed: Followed = { progress, segments: [], failing: new AbortController() };
      states.set(run, followed);
      for (const [id, { progress: old }] of states)
        if (states.size > remembered && (old.state === 'done' || old.state === 'failed')) states.delete(id);
      const following = span('import', { run, source }, () =>
        follow(pass, followed, connector.absence === 'withdrawn'),
      ).finally(() => open.delete(following));
      open.add(following);
      return run;
    },
    async pull(source) {
      try {
        const run = await imports.start({ source, purpose: '定时取数 / scheduled pull', by: 'schedule' });
        await states.get(run)?.fetched;
      } catch (error) {
        if (!(error instanceof ClueGraphError && error.code === 'BEING_PULLED')) throw error;
        log.info({ source }, 'the source is being pulled already; this time is left out');
      }
    },
    async progress(run) {
      const followed = states.get(run);
      if (!followed) return null;
      if (followed.progress.state !== 'done' && !signal.aborted) await count(followed);
      return followed.progress;
    },
    failed(segment, error) {
      for (const { progress, segments, failing } of states.values())
        if (segments.includes(segment)) {
          fail(progress, error);
          failing.abort();
        }
    },
    async settled() {
      while (open.size) await Promise.all(open);
    },
  };
  return imports;
}

/** Notes what went wrong in words that say who must act. */
function fail(state: Progress, error: unknown): void {
  const known = error instanceof ClueGraphError ? error : ofSystem(error);
  Object.assign(state, { state: 'failed', error: known.message, actor: known.actor });
  if (known.actor !== 'nobody') log.error({ err: error, run: state.run }, 'import failed');
}

const ofSystem = (error: unknown): ClueGraphError => {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? new StoreError(
        `系统拒绝访问文件（${code}），已读取的内容已保留。请给予访问权限和磁盘空间后重新导入。 / The system refused a file (${code}); what was read is kept. Give this program access and disk space, then import again.`,
      )
    : new StoreError(
        '导入中断，已读取的内容已保留。请查看日志后重新导入。 / The import stopped; what was read is kept. Look into the log, then import again.',
      );
};
