/** One look at each service and store for `doctor`: what was found, and where it is not well, what to do. */
import { existsSync } from 'node:fs';
import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { versioningOf } from '../archive/s3.js';
import type { Config } from '../config.js';
import { BadRecordError, ClueGraphError } from '../errors.js';
import { examineNeo4j } from '../graph/neo4jServer.js';
import type { Connector } from '../ingest/connector.js';
import { examineRedis } from '../queue/redisServer.js';
import { archiveFolder, openArchive } from './archive.js';
import { progressBar } from './progressBar.js';
import { pullOf } from './pulling.js';

export interface Found {
  readonly state: 'ok' | 'warning' | 'failed' | 'notChecked';
  /** What was found; where it is not ok, ends with what to do. */
  readonly says: string;
}

/** Bytes below which the disk is nearly full. */
const littleSpace = 2 ** 30;

export async function disk({ dataFolder }: Config): Promise<Found> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await access(dataFolder, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  return free < littleSpace
    ? {
        state: 'warning',
        says: `${Math.round(free / 2 ** 20)} MB are free. Make room, or move the data folder and set CLUEGRAPH_DATA.`,
      }
    : { state: 'ok', says: `${Math.round(free / 2 ** 30)} GB free` };
}

export async function queue({ url }: NonNullable<Config['redis']>): Promise<Found> {
  const fault = await examineRedis(url);
  return fault
    ? { state: 'warning', says: `${fault.zh} / ${fault.en}` }
    : { state: 'ok', says: 'Redis answers, and keeps what it is given' };
}

/** Erasing a record destroys its key; a bucket that keeps older versions of objects would keep the key too. */
export async function bucket(place: NonNullable<Config['s3']>): Promise<Found> {
  const versioning = await versioningOf(place);
  if (versioning === 'off') return { state: 'ok', says: 'the bucket answers, and keeps no older versions' };
  return versioning === 'on'
    ? {
        state: 'failed',
        says: '存储桶开启了版本控制，删除的记录密钥仍可恢复，删除令无法落实。请关闭版本控制，或设置生命周期规则立即清除 keys/ 下的旧版本。 / The bucket keeps older versions, so the key of an erased record could be brought back. Switch versioning off, or let a lifecycle rule remove older versions under keys/ at once.',
      }
    : {
        state: 'warning',
        says: 'Whether the bucket keeps older versions cannot be asked. Make sure that it keeps none under keys/, or erased records could be brought back.',
      };
}

/** Segments that are read whole, unless all are asked for. */
const sample = 200;

export async function archive(config: Config, thorough: boolean): Promise<Found> {
  if (!config.s3) {
    if (!existsSync(archiveFolder(config)))
      return { state: 'notChecked', says: 'There is none yet. Run npm start, or import something.' };
    const secret = await stat(join(archiveFolder(config), 'secret'));
    if ((secret.mode & 0o077) !== 0 && process.platform !== 'win32')
      return {
        state: 'failed',
        says: "Others can read the archive's secret. Run chmod 600 on the file 'secret' in it.",
      };
  }
  const shelf = await openArchive(config, { readOnly: true }).catch((error: unknown) => {
    if (config.s3 && error instanceof ClueGraphError && error.code === 'NO_ARCHIVE') return null;
    throw error;
  });
  if (!shelf)
    return { state: 'notChecked', says: 'There is none in the bucket yet. Start a server, or import something.' };
  const bar = progressBar('档案 archive');
  try {
    const segments = await shelf.segments();
    const step = thorough ? 1 : Math.max(1, Math.ceil(segments.length / sample));
    const looked = segments.filter((_, i) => i % step === 0);
    let [records, damaged] = [0, 0];
    for (const [i, segment] of looked.entries()) {
      for (const observation of await shelf.observations(segment.id)) {
        records++;
        try {
          await shelf.bytes(observation);
        } catch (error) {
          if (!(error instanceof BadRecordError)) throw error;
          if (error.code === 'DAMAGED') damaged++;
        }
      }
      bar.update(i + 1, looked.length);
    }
    if (damaged)
      return {
        state: 'failed',
        says: `${damaged} of ${records} records are damaged. Restore the archive from a backup, or import them again.`,
      };
    return step === 1
      ? { state: 'ok', says: `${records} records in ${segments.length} segments, every hash holds` }
      : {
          state: 'ok',
          says: `${segments.length} segments, of which ${looked.length} with ${records} records were read: every hash holds. cluegraph doctor --thorough reads all`,
        };
  } finally {
    bar.end('');
    await shelf.close();
  }
}

export async function neo4jGraph(address: NonNullable<Config['neo4j']>): Promise<Found> {
  const { version, edition, faults, unresolved, dirty, quarantined } = await examineNeo4j(address);
  const where = `Neo4j ${version} ${edition}`;
  if (faults.length)
    return { state: 'warning', says: [where, ...faults.map(({ zh, en }) => `${zh} / ${en}`)].join('; ') };
  const waiting = unresolved + dirty;
  if (waiting)
    return {
      state: 'warning',
      says: `${where}; ${waiting} transactions wait to be resolved and discovered. Look again; if they stay, see that a worker runs.`,
    };
  return quarantined
    ? {
        state: 'warning',
        says: `${where}; ${quarantined} records are quarantined. See cluegraph quarantine for what to do.`,
      }
    : { state: 'ok', says: where };
}

/** A source that is set up to be pulled, asked whether it can be. */
export async function source(connector: Connector, settings: Readonly<Record<string, string>>): Promise<Found> {
  const pull = pullOf(connector, settings);
  const remarks = await pull.check();
  const when = pull.every === undefined ? 'when somebody asks' : `at '${pull.every}', Asia/Shanghai`;
  return remarks.length
    ? { state: 'warning', says: remarks.map(({ zh, en }) => `${zh} / ${en}`).join('; ') }
    : { state: 'ok', says: `answers; it is pulled ${when}` };
}
