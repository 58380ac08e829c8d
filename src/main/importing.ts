import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Archive, RunWriter } from '../archive/archive.js';
import { ClueGraphError, StoppedError, StoreError, UserError } from '../errors.js';
import type { Connector } from '../ingest/connector.js';
import type { ImportRequest, RunProgress } from '../ingest/hub.js';
import { log } from '../log.js';
import type { Queue } from '../queue/queue.js';

export type Progress = { -readonly [K in keyof RunProgress]: RunProgress[K] };

export interface ImportParts {
  readonly archive: Archive;
  readonly connectors: readonly Connector[];
  readonly queue: Queue;
  /** Puts a segment, or a complete run, on the queue. */
  readonly derive: (id: string, run?: string) => void;
  readonly now: () => string;
  readonly closing: () => boolean;
}

/** Imports of this process: at most so many that are over are remembered. */
const remembered = 200;

export interface Imports {
  start(request: ImportRequest): Promise<string>;
  progress(run: string): Progress | null;
  /** All that is being fetched has been, and what it brought is derived. */
  settled(): Promise<void>;
}

export function createImports({ archive, connectors, queue, derive, now, closing }: ImportParts): Imports {
  const states = new Map<string, Progress>();
  const open = new Set<Promise<void>>();

  const fetchAll = async (
    connector: Connector,
    path: string,
    complete: boolean,
    writer: RunWriter,
    state: Progress,
  ): Promise<void> => {
    for await (const record of connector.fetch(path)) {
      if (closing())
        throw new StoppedError(
          '枢纽已关闭，已读取的内容已保留。请重新导入其余部分。 / The hub was closed; what was read is kept. Import again for the rest.',
        );
      state.fetched++;
      state[await writer.put({ ...record, fetchedAt: now() })]++;
    }
    const run = await writer.close({ complete });
    if (run.complete && connector.absence === 'withdrawn') derive(run.id);
    state.state = 'deriving';
    await queue.idle();
    // A segment that failed has already said so.
    if (state.error === undefined) state.state = 'done';
  };

  return {
    async start({ source, path, purpose, by, complete = false }) {
      const connector = connectors.find((candidate) => candidate.name === source);
      if (!connector) {
        const known = connectors.map(({ name }) => name).join(', ');
        throw new UserError(
          `没有数据源“${source}”。请选择：${known}。 / There is no source '${source}'. Choose one of: ${known}.`,
        );
      }
      const whole = resolve(path);
      if (!(await stat(whole).catch(() => null)))
        throw new UserError(
          '该路径下没有文件或文件夹。请在枢纽所在机器上核对。 / There is no file or folder at that path. Check it on the machine of the hub.',
        );
      const writer = await archive.startRun({ source, scope: whole, purpose, by });
      const state: Progress = {
        run: writer.id,
        state: 'fetching',
        fetched: 0,
        changed: 0,
        seen: 0,
        derived: 0,
        quarantined: 0,
      };
      states.set(writer.id, state);
      for (const [id, old] of states)
        if (states.size > remembered && (old.state === 'done' || old.state === 'failed')) states.delete(id);
      writer.onSegment = (segment) => {
        derive(segment, writer.id);
      };
      const fetching = fetchAll(connector, whole, complete, writer, state)
        .catch(async (error: unknown) => {
          fail(state, error);
          await writer.close({ complete: false });
        })
        .catch((error: unknown) => {
          log.error({ err: error, run: writer.id }, 'the run could not be closed and counts as partial');
        })
        .finally(() => open.delete(fetching));
      open.add(fetching);
      return writer.id;
    },
    progress: (run) => states.get(run) ?? null,
    async settled() {
      while (open.size) await Promise.all(open);
    },
  };
}

/** Notes what went wrong in words that say who must act. */
export function fail(state: Progress, error: unknown): void {
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
