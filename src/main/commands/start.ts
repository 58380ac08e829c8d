import { join } from 'node:path';
import type { Command } from 'commander';
import type { RunManifest } from '../../archive/archive.js';
import { readConfig } from '../../config.js';
import { UserError } from '../../errors.js';
import { log } from '../../log.js';
import type { OwnedHub } from '../hub.js';
import { progressBar } from '../progressBar.js';
import { root } from '../root.js';
import { announce, runningServer } from '../running.js';
import { untilStopped } from '../stopping.js';
import { beginTracing } from '../tracing.js';

/** Milliseconds between two looks at the progress of an import. */
const glance = 100;

/** `cluegraph start`: serves the hub; a first start in an empty data folder loads the sample portfolio. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('启动服务；首次启动载入示例资产包 / serve the hub; the first start loads the sample portfolio')
    .option('--no-samples', '不载入示例 / do not load the samples')
    .option('--no-work', '只服务，处理交给工作进程 / serve only, and leave the work to workers')
    .action(async (options: { samples: boolean; work: boolean }) => {
      const began = Date.now();
      const config = readConfig();
      log.level = config.logLevel;
      const running = await runningServer(config);
      if (running)
        throw new UserError(
          `该数据目录的服务已在 ${running} 运行。请直接使用，或把 CLUEGRAPH_DATA 设为其他目录。 / A server for this data folder already runs at ${running}. Use it, or set CLUEGRAPH_DATA to another folder.`,
        );
      for (const remark of config.remarks ?? []) log.warn(remark);
      const endTracing = await beginTracing(config, options.work ? 'all' : 'server');
      const { openHub, operations, operatorBoard, startGraphQL } = await serving();
      const hub = await openHub(config, { works: options.work });
      const missing = options.samples ? missingSamples(await hub.runs()) : [];
      if (missing.length) await loadSamples(hub, missing);
      const server = await startGraphQL(hub, {
        port: config.port,
        beside: [operations(() => hub), operatorBoard(hub.queue, config.operatorToken) ?? []].flat(),
        onlyPersisted: config.onlyPersisted === true,
      });
      const withdraw = await announce(config, server.url);
      process.stdout.write(welcome(server.url, config.dataFolder, Date.now() - began));

      await untilStopped(async () => {
        await withdraw();
        await server.stop();
        await hub.close();
        await endTracing();
      }, config.stopSeconds);
    });
}

/** Loaded when asked for: the other commands need none of it. */
async function serving() {
  const [{ openHub }, { operations }, { operatorBoard }, { startGraphQL }] = await Promise.all([
    import('../hub.js'),
    import('../operations.js'),
    import('../operatorBoard.js'),
    import('../../../schema/server.js'),
  ]);
  return { openHub, operations, operatorBoard, startGraphQL };
}

const samples = ['crm', 'judgments'] as const;
const loader = 'start';

/** Those samples that an empty hub lacks; a first start that was interrupted is taken up. */
const missingSamples = (runs: readonly RunManifest[]): readonly (typeof samples)[number][] =>
  runs.every((run) => run.by === loader)
    ? samples.filter((source) => !runs.some((run) => run.source === source && run.closedAt !== undefined))
    : [];

async function loadSamples(hub: OwnedHub, missing: readonly (typeof samples)[number][]): Promise<void> {
  const bar = progressBar('载入示例资产包 / loading the sample portfolio');
  for (const source of missing) {
    const run = await hub.import({
      source,
      path: join(root, 'samples', source),
      purpose: '产品示例 / product sample',
      by: loader,
      complete: source === 'crm',
    });
    for (;;) {
      const progress = await hub.progress(run);
      if (!progress || progress.state === 'done' || progress.state === 'failed') break;
      bar.update(progress.derived, progress.state === 'fetching' ? null : progress.changed, source);
      await new Promise((resolve) => setTimeout(resolve, glance));
    }
  }
  await hub.idle();
  bar.end('完成 / done');
}

const welcome = (url: string, dataFolder: string, milliseconds: number): string => `
ClueGraph 已就绪 / ready after ${(milliseconds / 1000).toFixed(1)} s
  查询页面 / query page   ${new URL('/', url).href}
  GraphQL               ${url}
  数据 / data            ${dataFolder}

接下来 / next (在另一个终端 / in another terminal):
  npx cluegraph worklist            今天先办什么 / what to do first
  npx cluegraph clues               财产线索 / asset clues
  npx cluegraph status              来源、批次、隔离 / sources, runs, quarantine
Ctrl+C 停止 / stops
`;
