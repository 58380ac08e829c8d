import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { asking } from '../ask.js';
import type { Client } from '../client.js';
import { connectorOf } from '../connectors.js';
import { readConfig } from '../../config.js';
import { SourceError, StoreError, UserError } from '../../errors.js';
import type { PullRemark } from '../../ingest/pull.js';
import type { Bilingual } from '../../model/clue.js';
import type { Output } from '../output.js';
import { progressBar } from '../progressBar.js';
import { pullOf } from '../pulling.js';
import { table } from '../table.js';

export const importMutation = /* GraphQL */ `
  mutation CliImport($source: String!, $path: String!, $purpose: String!, $complete: Boolean!) {
    import(source: $source, path: $path, purpose: $purpose, complete: $complete) {
      id
    }
  }
`;

export const pullMutation = /* GraphQL */ `
  mutation CliPull($source: String!, $purpose: String!, $anew: Boolean!) {
    pull(source: $source, purpose: $purpose, anew: $anew) {
      id
    }
  }
`;

export const runQuery = /* GraphQL */ `
  query CliRun($id: ID!) {
    run(id: $id) {
      id
      state
      records
      changed
      seen
      progress {
        fetched
        changed
        seen
        derived
        quarantined
        error
      }
    }
  }
`;

export const previewQuery = /* GraphQL */ `
  query CliPreview($source: String!, $path: String!) {
    importPreview(source: $source, path: $path) {
      counts {
        state
        rows
      }
      homonymRisks
      unknownSheets
      unknownColumns {
        sheet
        column
      }
      toLookAt: rows(first: 100, states: [CHANGED, CONFLICTING, BAD]) {
        total
        nodes {
          ...Looked
        }
      }
      likeNamed: rows(first: 100, homonymsOnly: true) {
        total
        nodes {
          ...Looked
        }
      }
    }
  }
  fragment Looked on PreviewRow {
    sheet
    row
    state
    changed
    notes {
      zh
    }
    homonyms {
      id
    }
  }
`;

export const takeBackMutation = /* GraphQL */ `
  mutation CliTakeBack($run: ID!, $reason: String!) {
    takeBack(run: $run, reason: $reason) {
      id
      records
    }
  }
`;

interface Followed {
  readonly id: string;
  readonly state: string;
  readonly records: number;
  readonly progress: {
    readonly fetched: number;
    readonly changed: number;
    readonly seen: number;
    readonly derived: number;
    readonly quarantined: number;
    readonly error: string | null;
  } | null;
}

interface PreviewedRow {
  readonly sheet: string;
  readonly row: number;
  readonly state: string;
  readonly changed: readonly string[];
  readonly notes: readonly Pick<Bilingual, 'zh'>[];
  readonly homonyms: readonly { readonly id: string }[];
}

interface PreviewedRows {
  readonly total: number;
  readonly nodes: readonly PreviewedRow[];
}

interface Previewed {
  readonly counts: readonly { readonly state: string; readonly rows: number }[];
  readonly homonymRisks: number;
  readonly unknownSheets: readonly string[];
  readonly unknownColumns: readonly { readonly sheet: string; readonly column: string }[];
  readonly toLookAt: PreviewedRows;
  readonly likeNamed: PreviewedRows;
}

/** Milliseconds between two looks at the progress of an import. */
const glance = 200;

/** Looks that may fail one after another because a store is away, and the milliseconds between. */
const looks = 30;
const pause = 2000;

/** `import` with its dry run, `take-back`, and the `template` to fill in. */
export function importCommands(program: Command, output: Output): void {
  program
    .command('import')
    .argument('<source>', '来源 / source: judgments, crm')
    .argument('<paths...>', '文件或文件夹 / files or folders')
    .description('导入文书或信贷档案 / import documents or the loan file')
    .option('--dry-run', '只看会改变什么，不写入 / only show what would change')
    .option('--complete', '此路径含全部记录，未出现的视为撤回 / the path holds all: absent records are withdrawn')
    .option(...purposeOption)
    .action(async (source: string, paths: string[], options: ImportOptions) => {
      await asking(async (client) => {
        if (options.dryRun) output.say(await looked(client, source, paths), (list) => list.map(previewed).join('\n'));
        else output.say(await brought(client, source, paths, options), (list) => list.map(imported).join('\n'));
      });
    });

  program
    .command('pull')
    .argument('<source>', '来源 / source: crm, judgments')
    .description('按设置从数据库或网站取数 / pull a source as its CLUEGRAPH_… settings say')
    .option('--check', '只检查能否取数 / only check whether it can be pulled')
    .option('--anew', '从头取全部 / everything from the beginning, not from where the last pull ended')
    .option(...purposeOption)
    .action(async (source: string, { check, anew = false, purpose }: PullOptions) => {
      if (check) {
        output.say(await pullOf(connectorOf(source), readConfig().sources?.[source]).check(), checked);
        return;
      }
      const run = await asking((client) =>
        finished(client, async () => {
          const variables = { source, purpose, anew };
          return (await client.ask<{ pull: { id: string } }>(pullMutation, variables)).pull.id;
        }),
      );
      output.say(run, imported);
    });

  program
    .command('take-back')
    .argument('<run>', '批次编号，见 status / id of an import')
    .option('--reason <text>', '原因 / reason', '误导入 / imported by mistake')
    .description('撤回一次误导入：图不再含其内容，档案仍在 / take back an import that was a mistake')
    .action(async (run: string, { reason }: { reason: string }) => {
      const { takeBack } = await asking((client) =>
        client.ask<{ takeBack: { id: string; records: number } }>(takeBackMutation, { run, reason }),
      );
      output.say(takeBack, ({ id, records }) => `已撤回 ${id}：${records} 条记录 / taken back`);
    });

  program
    .command('template')
    .argument('<file>', '要写入的文件 / file to write')
    .option('--source <name>', '来源 / source', 'crm')
    .description('下载要填写的工作簿 / the workbook to fill in')
    .action(async (file: string, { source }: { source: string }) => {
      const bytes = await connectorOf(source).template?.();
      if (!bytes)
        throw new UserError(
          `数据源“${source}”没有模板。请选择 crm。 / The source '${source}' has no template. Choose crm.`,
        );
      await writeFile(file, bytes);
      output.say({ file }, () => `已写入 ${file} / written`);
    });
}

const purposeOption = [
  '--purpose <text>',
  '处理目的，随批次存档 / why the data may be processed',
  '不良资产清收 / recovery of non-performing loans',
] as const;

interface PullOptions {
  readonly check?: boolean;
  readonly anew?: boolean;
  readonly purpose: string;
}

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly complete?: boolean;
  readonly purpose: string;
}

async function looked(client: Client, source: string, paths: readonly string[]): Promise<readonly Previewed[]> {
  const list: Previewed[] = [];
  for (const path of paths)
    list.push(
      (await client.ask<{ importPreview: Previewed }>(previewQuery, { source, path: resolve(path) })).importPreview,
    );
  return list;
}

/** One run a path, one after another. Throws where a run failed; exit code 3 where records were quarantined. */
async function brought(
  client: Client,
  source: string,
  paths: readonly string[],
  { complete = false, purpose }: ImportOptions,
): Promise<readonly Followed[]> {
  const runs: Followed[] = [];
  for (const path of paths) {
    const variables = { source, path: resolve(path), purpose, complete };
    runs.push(
      await finished(
        client,
        async () => (await client.ask<{ import: { id: string } }>(importMutation, variables)).import.id,
      ),
    );
  }
  return runs;
}

async function finished(client: Client, start: () => Promise<string>): Promise<Followed> {
  const run = await follow(client, await start());
  if (run.progress?.error) throw new SourceError(run.progress.error);
  if (run.progress?.quarantined) process.exitCode = 3;
  return run;
}

const checked = (remarks: readonly PullRemark[]): string =>
  ['可以取数 / can be pulled', ...remarks.map(({ code, zh, en }) => `${code} ${zh} / ${en}`)].join('\n');

async function follow(client: Client, id: string): Promise<Followed> {
  const bar = progressBar('导入 import');
  const look = async (): Promise<Followed | null> => {
    for (let turn = 1; ; turn++)
      try {
        return (await client.ask<{ run: Followed | null }>(runQuery, { id })).run;
      } catch (error) {
        // The import goes on while a store does not answer for a while.
        if (!(error instanceof StoreError) || turn === looks) throw error;
        await new Promise((done) => setTimeout(done, pause));
      }
  };
  for (;;) {
    const run = await look();
    if (!run)
      throw new UserError(
        '找不到这次导入。请用 status 列出导入记录。 / The import is not known any more. List the runs with status.',
      );
    const { state, progress } = run;
    if (!progress || (state !== 'FETCHING' && state !== 'DERIVING')) {
      bar.end(state);
      return run;
    }
    bar.update(progress.derived, state === 'FETCHING' ? null : progress.changed, `${progress.fetched} 读取 fetched`);
    await new Promise((done) => setTimeout(done, glance));
  }
}

function imported({ id, progress }: Followed): string {
  if (!progress) return id;
  const { fetched, changed, seen, quarantined } = progress;
  return [
    `批次 run ${id}`,
    `读取 ${fetched}，新增或变化 ${changed}，与已有相同 ${seen} / fetched, changed, as before`,
    ...(quarantined ? [`隔离 ${quarantined}：见 cluegraph quarantine / quarantined`] : []),
  ].join('\n');
}

const words: Readonly<Record<string, string>> = {
  NEW: '新增 new',
  CHANGED: '变化 changed',
  UNCHANGED: '不变 unchanged',
  CONFLICTING: '矛盾 conflicting',
  BAD: '无法读取 bad',
};

const headings = [
  { title: '表 sheet', width: 10 },
  { title: '行 row', width: 6 },
  { title: '结果', width: 18 },
  { title: '变化的列 changed', width: 22 },
  { title: '说明 notes', width: 60 },
  { title: '同名', width: 4 },
] as const;

function previewed({ counts, homonymRisks, unknownSheets, unknownColumns, toLookAt, likeNamed }: Previewed): string {
  const told = new Map([...toLookAt.nodes, ...likeNamed.nodes].map((row) => [`${row.sheet} ${row.row}`, row]));
  const rows = [...told.values()].map((row) => [
    row.sheet,
    row.row,
    words[row.state] ?? row.state,
    row.changed.join('、'),
    row.notes.map((note) => note.zh).join('\n'),
    row.homonyms.length || '',
  ]);
  return [
    ...(rows.length ? [table(headings, rows)] : []),
    `${counts.map(({ state, rows: count }) => `${words[state] ?? state} ${count}`).join('，')}；可能重名 homonym risk ${homonymRisks}（未写入任何内容 / nothing was written）`,
    ...unknownSheets.map((sheet) => `不认识的表，未读：${sheet} / unknown sheet`),
    ...unknownColumns.map(({ sheet, column }) => `不认识的列，未读：${sheet} ${column} / unknown column`),
    ...(toLookAt.total > toLookAt.nodes.length || likeNamed.total > likeNamed.nodes.length
      ? ['行数过多，只列出一部分 / not all rows are listed']
      : []),
  ].join('\n');
}
