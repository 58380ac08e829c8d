import type { Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { ClueGraphError } from '../../errors.js';
import { describeFault } from '../../log.js';
import type { Bilingual } from '../../model/clue.js';
import { openClient } from '../client.js';
import { connectors } from '../connectors.js';
import type { Found } from '../examining.js';
import type { Output } from '../output.js';
import { runningServer } from '../running.js';

interface Finding extends Found {
  readonly part: Bilingual;
}

/** `cluegraph doctor`: looks at every part and says what to do. Exit code 2 when something failed. */
export function doctorCommand(program: Command, output: Output): void {
  program
    .command('doctor')
    .description(
      '检查设置、各项服务、数据源和磁盘，并说明怎么办 / check settings, services, sources and disk, and say what to do',
    )
    .option('--thorough', '读取档案中的每条记录 / read every record of the archive')
    .action(async (options: { thorough?: boolean }) => {
      const findings = await examine(options.thorough === true);
      output.say(findings, text);
      if (findings.some((finding) => finding.state === 'failed')) process.exitCode = 2;
    });
}

/** One part after another; what is wrong with one does not keep the others from being looked at. */
async function examine(thorough: boolean): Promise<readonly Finding[]> {
  const { archive, bucket, disk, neo4jGraph, queue, source } = await import('../examining.js');
  const findings: Finding[] = [];
  const look = async (zh: string, en: string, work: () => Promise<Found>): Promise<boolean> => {
    const found = await work().catch((error: unknown): Found => ({ state: 'failed', says: told(error) }));
    findings.push({ part: { zh, en }, ...found });
    return found.state === 'ok' || found.state === 'warning';
  };

  let config: Config | undefined;
  await look('设置', 'settings', () => Promise.resolve().then(() => settings((config = readConfig()))));
  if (!config) return findings;
  const known: Config = config;
  const { redis, s3, neo4j, sources = {} } = known;

  const room = await look('磁盘', 'disk', () => disk(known));
  if (redis) await look('队列', 'queue', () => queue(redis));
  const place = s3 ? await look('存储桶', 'bucket', () => bucket(s3)) : room;
  const held = place && (await look('档案', 'archive', () => archive(known, thorough)));
  if (neo4j) await look('图', 'graph', () => neo4jGraph(neo4j));
  else if (held) await look('图', 'graph', () => graph(known));
  for (const connector of connectors) {
    const own = sources[connector.name] ?? {};
    if (Object.keys(own).length) await look('数据源', `source ${connector.name}`, () => source(connector, own));
  }
  return findings;
}

function settings({ showSensitive, remarks = [], dataFolder, port, redis, neo4j, s3 }: Config): Found {
  const warnings = [
    ...remarks,
    ...(showSensitive
      ? [
          'Identifiers and phones are shown unmasked. Unset CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS unless that is meant.',
        ]
      : []),
  ];
  if (warnings.length) return { state: 'warning', says: warnings.join('; ') };
  const stores = `graph ${neo4j ? 'on Neo4j' : 'embedded'}, queue ${redis ? 'on Redis' : 'in process'}, archive ${s3 ? 'in a bucket' : 'on disk'}`;
  return { state: 'ok', says: `data ${dataFolder}, port ${port}, ${stores}` };
}

function told(error: unknown): string {
  if (error instanceof ClueGraphError) return error.message;
  const { type, code = '', message = '' } = describeFault(error);
  return `检查未能完成（${type} ${code}）。请查看日志并报告。 / The check did not end (${type} ${code} ${message}). Look into the log and report it.`;
}

async function graph(config: Config): Promise<Found> {
  const url = await runningServer(config);
  const client = await openClient(config);
  try {
    const { status } = await client.ask<{
      status: { waiting: number; sources: { quarantined: { records: number }[] }[] };
    }>(/* GraphQL */ '{ status { waiting sources { quarantined { records } } } }');
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
