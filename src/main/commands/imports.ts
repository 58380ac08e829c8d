import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { asking } from '../ask.js';
import type { Client } from '../client.js';
import { connectors } from '../connectors.js';
import { SourceError, UserError } from '../../errors.js';
import type { Bilingual } from '../../model/clue.js';
import type { Output } from '../output.js';
import { progressBar } from '../progressBar.js';
import { table } from '../table.js';

export const importMutation = /* GraphQL */ `
  mutation CliImport($source: String!, $path: String!, $purpose: String!, $complete: Boolean!) {
    import(source: $source, path: $path, purpose: $purpose, complete: $complete) {
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
    previewImport(source: $source, path: $path) {
      counts {
        state
        rows
      }
      rows {
        sheet
        row
        state
        changed
        notes {
          zh
        }
        homonyms
      }
      unknownSheets
      unknownColumns {
        sheet
        column
      }
      truncated
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

interface Previewed {
  readonly counts: readonly { readonly state: string; readonly rows: number }[];
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly state: string;
    readonly changed: readonly string[];
    readonly notes: readonly Pick<Bilingual, 'zh'>[];
    readonly homonyms: readonly string[];
  }[];
  readonly unknownSheets: readonly string[];
  readonly unknownColumns: readonly { readonly sheet: string; readonly column: string }[];
  readonly truncated: boolean;
}

/** Milliseconds between two looks at the progress of an import. */
const glance = 200;

/** `import` with its dry run, `take-back`, and the `template` to fill in. */
export function importCommands(program: Command, output: Output): void {
  program
    .command('import')
    .argument('<source>', '来源 / source: judgments, crm')
    .argument('<path>', '文件或文件夹 / file or folder')
    .description('导入文书或信贷档案 / import documents or the loan file')
    .option('--dry-run', '只看会改变什么，不写入 / only show what would change')
    .option('--complete', '此路径含全部记录，未出现的视为撤回 / the path holds all: absent records are withdrawn')
    .option(
      '--purpose <text>',
      '处理目的，随批次存档 / why the data may be processed',
      '不良资产清收 / recovery of non-performing loans',
    )
    .action(
      async (source: string, path: string, options: { dryRun?: boolean; complete?: boolean; purpose: string }) => {
        const whole = resolve(path);
        await asking(async (client) => {
          if (options.dryRun) {
            const { previewImport } = await client.ask<{ previewImport: Previewed }>(previewQuery, {
              source,
              path: whole,
            });
            output.say(previewImport, previewed);
            return;
          }
          const { complete = false, purpose } = options;
          const started = await client.ask<{ import: { id: string } }>(importMutation, {
            source,
            path: whole,
            purpose,
            complete,
          });
          const run = await follow(client, started.import.id);
          output.say(run, imported);
          if (run.progress?.error) throw new SourceError(run.progress.error);
          if (run.progress?.quarantined) process.exitCode = 3;
        });
      },
    );

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
      const bytes = await connectors.find((connector) => connector.name === source)?.template?.();
      if (!bytes) throw new UserError(`The source '${source}' has no template. Choose crm.`);
      await writeFile(file, bytes);
      output.say({ file }, () => `已写入 ${file} / written`);
    });
}

async function follow(client: Client, id: string): Promise<Followed> {
  const bar = progressBar('导入 import');
  for (;;) {
    const { run } = await client.ask<{ run: Followed | null }>(runQuery, { id });
    if (!run) throw new UserError('The import is not known any more. List the runs with status.');
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

function previewed(preview: Previewed): string {
  const told = preview.rows.filter(
    (row) => row.state !== 'UNCHANGED' && (row.state !== 'NEW' || row.notes.length || row.homonyms.length),
  );
  const rows = told.map((row) => [
    row.sheet,
    row.row,
    words[row.state] ?? row.state,
    row.changed.join('、'),
    row.notes.map((note) => note.zh).join('\n'),
    row.homonyms.length || '',
  ]);
  return [
    ...(told.length ? [table(headings, rows)] : []),
    preview.counts.map(({ state, rows }) => `${words[state] ?? state} ${rows}`).join('，') +
      '（未写入任何内容 / nothing was written）',
    ...preview.unknownSheets.map((sheet) => `不认识的表，未读：${sheet} / unknown sheet`),
    ...preview.unknownColumns.map(({ sheet, column }) => `不认识的列，未读：${sheet} ${column} / unknown column`),
    ...(preview.truncated ? ['行数过多，只列出一部分 / not all rows are listed'] : []),
  ].join('\n');
}
