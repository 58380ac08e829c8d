import type { Command } from 'commander';
import { all, asking } from '../ask.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

export const statusQuery = /* GraphQL */ `
  query CliStatus {
    status {
      waiting
      pending
      showsIdentifiers
      counts {
        type
        count
      }
      sources {
        name
        describes {
          zh
        }
        records
        latest
        quarantined {
          code
          records
        }
      }
    }
    runs(first: 10) {
      nodes {
        id
        source
        state
        startedAt
        records
        changed
        seen
        remarks {
          code
          zh
        }
      }
    }
  }
`;

interface Status {
  readonly status: {
    readonly waiting: number;
    readonly pending: number;
    readonly showsIdentifiers: boolean;
    readonly counts: readonly { readonly type: string; readonly count: number }[];
    readonly sources: readonly {
      readonly name: string;
      readonly describes: { readonly zh: string };
      readonly records: number;
      readonly latest: string | null;
      readonly quarantined: readonly { readonly code: string; readonly records: number }[];
    }[];
  };
  readonly runs: {
    readonly nodes: readonly {
      readonly id: string;
      readonly source: string;
      readonly state: string;
      readonly startedAt: string;
      readonly records: number;
      readonly changed: number;
      readonly seen: number;
      readonly remarks: readonly { readonly code: string; readonly zh: string }[];
    }[];
  };
}

export const quarantineQuery = /* GraphQL */ `
  query CliQuarantine($first: Int!, $after: ID, $code: String, $source: String) {
    quarantine(first: $first, after: $after, code: $code, source: $source) {
      nodes {
        id
        source
        key
        code
        reason
        fetchedAt
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

export const replayMutation = /* GraphQL */ `
  mutation CliReplay($code: String, $id: ID) {
    replay(code: $code, id: $id) {
      readable
    }
  }
`;

interface Quarantined {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly code: string;
  readonly reason: string;
}

/** `status` says what the hub holds, `quarantine` what it could not read. */
export function statusCommands(program: Command, output: Output): void {
  program
    .command('status')
    .description('来源、规模、批次、隔离 / sources, size, imports, quarantine')
    .action(async () => {
      output.say(await asking((client) => client.ask<Status>(statusQuery)), status);
    });

  program
    .command('quarantine')
    .description(
      '读不出的记录、原因和补救办法；--replay 重新读取 / records that could not be read; --replay reads them again',
    )
    .option('--code <code>', '只看一种原因 / one reason')
    .option('--source <name>', '只看一个来源 / one source')
    .option('--replay', '重新读取 / read them again, after a fix')
    .option('--id <id>', '与 --replay 合用：一条记录 / with --replay: one record')
    .action(async (options: { code?: string; source?: string; replay?: boolean; id?: string }) => {
      const { code = null, source = null, id = null } = options;
      await asking(async (client) => {
        if (options.replay) {
          const { replay } = await client.ask<{ replay: { readable: number } }>(replayMutation, { code, id });
          output.say(replay, ({ readable }) => `${readable} 条记录这次可以读取 / records could be read this time`);
          return;
        }
        output.say(await all<Quarantined>(client, quarantineQuery, 'quarantine', { code, source }), quarantine);
      });
    });
}

const runHeadings = [
  { title: '批次 run', width: 30 },
  { title: '来源', width: 10 },
  { title: '状态 state', width: 10 },
  { title: '开始 started', width: 16 },
  { title: '记录', width: 8 },
  { title: '变化', width: 8 },
  { title: '相同', width: 8 },
] as const;

const quarantineHeadings = [
  { title: '原因 code', width: 20 },
  { title: '来源', width: 10 },
  { title: '记录 record', width: 30 },
  { title: '说明 reason', width: 56 },
  { title: '编号 id', width: 36 },
] as const;

function status({ status: { waiting, pending, showsIdentifiers, counts, sources }, runs }: Status): string {
  const rows = runs.nodes.flatMap((run) => [
    [run.id, run.source, run.state, run.startedAt.slice(0, 16).replace('T', ' '), run.records, run.changed, run.seen],
    ...run.remarks.map(({ code, zh }) => `  ${code} ${zh}`),
  ]);
  return [
    ...sources.flatMap(({ name, describes, records, latest, quarantined }) => [
      `${name}  ${describes.zh}`,
      `  记录 records ${records}，最近取得 latest ${latest ?? '从未 never'}${quarantined.length ? `，隔离 quarantined ${quarantined.map((one) => `${one.code} ${one.records}`).join('、')}` : ''}`,
    ]),
    counts.map(({ type, count }) => `${type} ${count}`).join('，'),
    ...(pending ? [`待读取 ${pending} 批 / ${pending} segments to be read`] : []),
    waiting ? `线索待重算 clues wait for ${waiting} changes` : '线索是最新的 / clues are up to date',
    ...(showsIdentifiers ? ['注意：证件号和电话以明文显示 / identifiers are shown unmasked'] : []),
    table(runHeadings, rows),
  ].join('\n');
}

function quarantine(rows: readonly Quarantined[]): string {
  if (!rows.length) return '没有隔离的记录 / nothing is quarantined';
  const cells = rows.map((row) => [row.code, row.source, row.key, row.reason, row.id]);
  return `${table(quarantineHeadings, cells)}\n${rows.length} 条 / records`;
}
