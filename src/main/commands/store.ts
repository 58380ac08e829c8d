import type { Command } from 'commander';
import { readConfig, type Config } from '../../config.js';
import { UserError } from '../../errors.js';
import { digest } from '../../graph/digest.js';
import { openArchive, restoreArchive } from '../archive.js';
import { openClient } from '../client.js';
import type { Output } from '../output.js';
import { progressBar } from '../progressBar.js';
import { runningServer } from '../running.js';

/** Commands on the stores themselves: `rebuild`, `digest`, `backup`, `restore`. */
export function storeCommands(program: Command, output: Output): void {
  program
    .command('rebuild')
    .description('丢弃图并由档案重新生成 / drop the graph and make it again from the archive')
    .action(async () => {
      const config = readConfig();
      await refuseWhileServing(config, 'rebuild');
      const { rebuild } = await import('../rebuild.js');
      const hub = await rebuild(config);
      output.say(
        await digest(hub.engine.read.bind(hub.engine)),
        (sum) => `已重建，摘要 ${sum.hash} / rebuilt, digest ${sum.hash}`,
      );
      await hub.close();
    });

  program
    .command('digest')
    .description('图的摘要：内容相同则摘要相同 / digest of the graph: equal for equal content')
    .action(async () => {
      const client = await openClient(readConfig());
      try {
        const { digest: sum } = await client.ask<{ digest: { hash: string } }>(
          /* GraphQL */ '{ digest { hash nodes { type count } links { type count } } }',
        );
        output.say(sum, ({ hash }) => hash);
      } finally {
        await client.close();
      }
    });

  program
    .command('backup')
    .argument('<target>', '空文件夹 / an empty folder')
    .description('备份档案与台账，其余皆可由此重建 / back up archive and ledger, from which all else is made again')
    .action(async (target: string) => {
      const config = readConfig();
      const archive = await openArchive(config, { readOnly: true });
      const bar = progressBar('备份 backup');
      await archive.backup(target, (done, total) => {
        bar.update(done, total);
      });
      bar.end(`完成 / done: ${target}`);
      await archive.close();
      output.say({ target }, () => target);
    });

  program
    .command('restore')
    .argument('<source>', '备份文件夹 / a folder made by backup')
    .description('由备份恢复并重建 / restore from a backup, then rebuild')
    .action(async (source: string) => {
      const config = readConfig();
      await refuseWhileServing(config, 'restore');
      await restoreArchive(source, config);
      const { rebuild } = await import('../rebuild.js');
      const hub = await rebuild(config);
      output.say(
        await digest(hub.engine.read.bind(hub.engine)),
        (sum) => `已恢复，摘要 ${sum.hash} / restored, digest ${sum.hash}`,
      );
      await hub.close();
    });
}

async function refuseWhileServing(config: Config, command: string): Promise<void> {
  const url = await runningServer(config);
  if (url)
    throw new UserError(
      `服务 ${url} 正在使用该数据目录。请先停止服务，再运行“${command}”。 / A server at ${url} holds this data folder. Stop it, then run '${command}' again.`,
    );
}
