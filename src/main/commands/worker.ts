import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { ConfigError, StoreError } from '../../errors.js';
import { log } from '../../log.js';
import type { OwnedHub } from '../hub.js';
import { untilStopped } from '../stopping.js';
import { beginTracing } from '../tracing.js';

/** Milliseconds between two tries to open a hub whose stores do not answer. */
const pause = 2000;

/** `cluegraph worker`: derives what others import, beside other workers and servers; needs a graph and a queue they share. */
export function workerCommand(program: Command): void {
  program
    .command('worker')
    .description('后台处理：与其他进程分担读取与写入 / work in the background, beside other processes')
    .action(async () => {
      const config = readConfig();
      log.level = config.logLevel;
      const missing = [
        ...(config.neo4j ? [] : ['CLUEGRAPH_NEO4J_URL']),
        ...(config.redis ? [] : ['CLUEGRAPH_REDIS_URL']),
      ];
      if (missing.length)
        throw new ConfigError(
          `工作进程需要与其他进程共用的图和队列。请设置 ${missing.join('、')}。 / A worker needs a graph and a queue that it shares with others. Set ${missing.join(' and ')}.`,
        );
      for (const remark of config.remarks ?? []) log.warn(remark);
      const endTracing = await beginTracing(config, 'worker');
      let hub: OwnedHub | undefined = undefined;
      const { operations } = await import('../operations.js');
      const { startWorkerServer } = await import('../workerServer.js');
      const server = config.workerPort ? await startWorkerServer(operations(() => hub), config.workerPort) : null; // prettier-ignore
      const opened = (hub = await openPatiently(config));
      process.stdout.write(`工作进程已就绪 / worker ready${server ? ` ${server.url}` : ''}\n`);
      await untilStopped(async () => {
        await opened.close();
        await server?.stop();
        await endTracing();
      }, config.stopSeconds);
    });
}

/** A worker that comes before its stores, or while they are started again, waits for them. */
async function openPatiently(config: Config): Promise<OwnedHub> {
  const { openHub } = await import('../hub.js');
  for (;;)
    try {
      return await openHub(config);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({ err: error }, 'a store does not answer; the worker waits for it');
      await wait(pause);
    }
}
