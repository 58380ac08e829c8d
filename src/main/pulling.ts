/**
 * One pass over a source that is asked over the network. It begins where the last closed run of its scope ended and is
 * cut into runs, so that a kill costs no more than what came since the last cursor that a run was closed with.
 */
import type { Archive, RunManifest } from '../archive/archive.js';
import { ClueGraphError, ConfigError, StoppedError } from '../errors.js';
import type { Connector } from '../ingest/connector.js';
import type { Pull, PullRemark } from '../ingest/pull.js';

/** A run is closed at the first cursor after so many records. */
const enough = 1000;

/** What is fetched in one go, by a pull or from files. */
export interface Pass {
  /** The first of its runs, by which it is followed. */
  readonly run: string;
  /** Gives all records there are to the archive; answers with the last run. Throws what the source throws, when the open run is closed as partial. */
  go(seen: (outcome: 'changed' | 'seen') => void): Promise<RunManifest>;
}

export interface PassParts {
  readonly archive: Archive;
  readonly pull: Pull;
  readonly source: string;
  readonly purpose: string;
  readonly by: string;
  /** True: everything is asked for from the beginning. */
  readonly anew: boolean;
  readonly signal: AbortSignal;
  /** ISO time of now. */
  readonly now: () => string;
  /** Told of each segment as soon as it is durable, with the run by which its pass is followed. */
  readonly derive: (segment: string, run: string) => void;
}

/** The pull of a source that is set up for it. Throws ConfigError where it is not, or where no legal basis is recorded. */
export function pullOf(connector: Connector, settings: Readonly<Record<string, string>> = {}): Pull {
  const prefix = `CLUEGRAPH_${connector.name.toUpperCase()}`;
  const pull = connector.configure?.(settings);
  if (!pull)
    throw new ConfigError(
      `数据源“${connector.name}”未设置联网读取。请设置 ${prefix}_URL 等环境变量，或给出文件路径。 / The source '${connector.name}' is not set up to be pulled. Set ${prefix}_URL and what belongs to it, or name a path.`,
    );
  if (!pull.legalBasis.trim())
    throw new ConfigError(
      `未记录从“${connector.name}”取数的合法性依据。请在 ${prefix}_LEGAL_BASIS 中写明（合同、授权或公开来源）。 / No legal basis is recorded for pulling '${connector.name}'. State it in ${prefix}_LEGAL_BASIS: contract, authorization or public source.`,
    );
  return pull;
}

export async function openPass(parts: PassParts): Promise<Pass> {
  const { archive, pull, source, by, anew, signal, now, derive } = parts;
  const { scope } = pull;
  const purpose = `${parts.purpose}（依据 / legal basis: ${pull.legalBasis}）`;
  const last = (await archive.runs()).findLast(
    (run) => run.source === source && run.scope === scope && run.closedAt !== undefined && !run.takenBack,
  );
  let cursor = anew ? undefined : last?.cursor;
  let remarks = new Map<string, PullRemark>();
  let writer = await archive.startRun({ source, scope, purpose, by });
  const run = writer.id;
  const onSegment = (segment: string): void => {
    derive(segment, run);
  };
  writer.onSegment = onSegment;
  const first = (cursor !== undefined && !last?.complete && last?.pass) || run;
  const close = (end: { complete: boolean; over: boolean }): Promise<RunManifest> =>
    writer.close({
      complete: end.complete,
      ...(cursor !== undefined && { cursor }),
      // A pass that is over and did not see everything is of no meaning to the next.
      ...((end.over ? end.complete && first !== writer.id : true) && { pass: first }),
      ...(remarks.size > 0 && { remarks: [...remarks.values()] }),
    });
  const note = (remark: PullRemark): void => {
    remarks.set(JSON.stringify(remark), remark);
  };

  const give = async (seen: (outcome: 'changed' | 'seen') => void): Promise<RunManifest> => {
    const records = pull.records({ ...(cursor !== undefined && { cursor }), signal, now: () => new Date(now()), note });
    let given = 0;
    try {
      for (;;) {
        const { value, done } = await records.next();
        if (signal.aborted) throw stopped();
        if (done) {
          cursor = value.cursor ?? cursor;
          return await close({ complete: value.complete, over: true });
        }
        if ('cursor' in value) {
          cursor = value.cursor;
          if (given < enough) continue;
          await close({ complete: false, over: false });
          writer = await archive.startRun({ source, scope, purpose, by });
          writer.onSegment = onSegment;
          remarks = new Map();
          given = 0;
        } else {
          seen(await writer.put({ ...value, fetchedAt: now() }));
          given++;
        }
      }
    } finally {
      // The source lets go of its connection, also where it is not to blame.
      await records.return({ complete: false });
    }
  };

  return {
    run,
    async go(seen) {
      try {
        return await give(seen);
      } catch (error) {
        const told = signal.aborted ? stopped() : error;
        if (told instanceof ClueGraphError) note(asRemark(told));
        await close({ complete: false, over: false });
        throw told;
      }
    },
  };
}

const asRemark = ({ code, message }: ClueGraphError): PullRemark => {
  const [zh = message, en = message] = message.split(' / ');
  return { code, zh, en };
};

const stopped = (): StoppedError =>
  new StoppedError(
    '枢纽已关闭，已取得的内容已保留，下次从断点继续。 / The hub was closed; what was pulled is kept, and the next pull goes on from there.',
  );
