import { existsSync } from 'node:fs';
import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { BadRecordError, ClueGraphError } from '../../errors.js';
import type { Bilingual } from '../../model/clue.js';
import { examineRedis } from '../../queue/redisServer.js';
import { archiveFolder, openArchive } from '../archive.js';
import { openClient } from '../client.js';
import type { Output } from '../output.js';
import { progressBar } from '../progressBar.js';
import { runningServer } from '../running.js';

interface Finding {
  readonly part: Bilingual;
  readonly state: 'ok' | 'warning' | 'failed' | 'notChecked';
  /** What was found; where it is not ok, ends with what to do. */
  readonly says: string;
}

/** Bytes below which the disk is nearly full. */
const littleSpace = 2 ** 30;

/** `cluegraph doctor`: looks at every part and says what to do. Exit code 2 when something failed. */
export function doctorCommand(program: Command, output: Output): void {
  program
    .command('doctor')
    .description('检查设置、磁盘、档案、图，并说明怎么办 / check settings, disk, archive and graph, and say what to do')
    .action(async () => {
      const findings = await examine();
      output.say(findings, text);
      if (findings.some((finding) => finding.state === 'failed')) process.exitCode = 2;
    });
}

async function examine(): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const look = async (zh: string, en: string, work: () => Promise<Omit<Finding, 'part'>>): Promise<boolean> => {
    try {
      findings.push({ part: { zh, en }, ...(await work()) });
    } catch (error) {
      const says =
        error instanceof ClueGraphError
          ? error.message
          : `检查未能完成。请查看日志并报告。 / ${String(error)}. Look into the log and report it.`;
      findings.push({ part: { zh, en }, state: 'failed', says });
    }
    return findings.at(-1)?.state !== 'failed';
  };

  let config: Config | undefined;
  await look('设置', 'settings', () => {
    config = readConfig();
    return Promise.resolve(
      config.showSensitive
        ? {
            state: 'warning',
            says: 'Identifiers and phones are shown unmasked. Unset CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS unless that is meant.',
          }
        : { state: 'ok', says: `data ${config.dataFolder}, port ${config.port}` },
    );
  });
  if (!config) return findings;
  const { dataFolder } = config;
  const known = config;

  const disk = await look('磁盘', 'disk', async () => {
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
  });
  if (!disk) return findings;
  const { redis } = known;
  if (redis)
    await look('队列', 'queue', async () => {
      const fault = await examineRedis(redis.url);
      return fault
        ? { state: 'warning', says: `${fault.zh} / ${fault.en}` }
        : { state: 'ok', says: 'Redis answers, and keeps what it is given' };
    });
  if (!existsSync(archiveFolder(known))) {
    findings.push({
      part: { zh: '档案', en: 'archive' },
      state: 'notChecked',
      says: 'There is none yet. Run npm start, or import something.',
    });
    return findings;
  }
  await look('档案', 'archive', () => archive(known));
  await look('图', 'graph', () => graph(known));
  return findings;
}

async function archive(config: Config): Promise<Omit<Finding, 'part'>> {
  const secret = await stat(join(archiveFolder(config), 'secret'));
  if ((secret.mode & 0o077) !== 0 && process.platform !== 'win32')
    return { state: 'failed', says: "Others can read the archive's secret. Run chmod 600 on the file 'secret' in it." };
  const shelf = await openArchive(config, { readOnly: true });
  const bar = progressBar('档案 archive');
  try {
    const segments = await shelf.segments();
    let records = 0;
    let damaged = 0;
    for (const [i, segment] of segments.entries()) {
      for (const observation of await shelf.observations(segment.id)) {
        records++;
        try {
          await shelf.bytes(observation);
        } catch (error) {
          if (!(error instanceof BadRecordError)) throw error;
          if (error.code === 'DAMAGED') damaged++;
        }
      }
      bar.update(i + 1, segments.length);
    }
    return damaged
      ? {
          state: 'failed',
          says: `${damaged} of ${records} records are damaged. Restore the archive from a backup, or import them again.`,
        }
      : { state: 'ok', says: `${records} records in ${segments.length} segments, every hash holds` };
  } finally {
    bar.end('');
    await shelf.close();
  }
}

async function graph(config: Config): Promise<Omit<Finding, 'part'>> {
  const url = await runningServer(config);
  const client = await openClient(config);
  try {
    const { status } = await client.ask<{
      status: { waiting: number; sources: { quarantined: { records: number }[] }[] };
    }>('{ status { waiting sources { quarantined { records } } } }');
    const where = url ? `served at ${url}` : 'opened here';
    const quarantined = status.sources
      .flatMap((source) => source.quarantined)
      .reduce((sum, one) => sum + one.records, 0);
    if (status.waiting)
      return { state: 'warning', says: `${where}; clues wait for ${status.waiting} changes. Wait, then look again.` };
    return quarantined
      ? {
          state: 'warning',
          says: `${where}; ${quarantined} records are quarantined. See cluegraph quarantine for what to do.`,
        }
      : { state: 'ok', says: where };
  } finally {
    await client.close();
  }
}

const signs = { ok: '✓', warning: '!', failed: '✗', notChecked: '?' } as const;

const text = (findings: readonly Finding[]): string =>
  findings.map(({ part, state, says }) => `${signs[state]} ${part.zh} ${part.en}: ${says}`).join('\n');
