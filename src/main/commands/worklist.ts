import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { all, asking } from '../ask.js';
import { UserError } from '../../errors.js';
import type { Output } from '../output.js';
import { sheet, type Cell, type Column } from '../sheet.js';
import { table, type TableRow } from '../table.js';
import { stars } from './clues.js';

export const worklistQuery = /* GraphQL */ `
  query CliWorklist($first: Int!, $after: ID, $filter: ClueFilter, $asOf: PartialDate) {
    clues(first: $first, after: $after, orderBy: WORK, filter: $filter, asOf: $asOf) {
      nodes {
        id
        tier
        state
        deadline
        knownSince
        title {
          zh
        }
        sentence {
          zh
        }
        expected {
          fen
          text
        }
        grade {
          stars
          score
        }
        customer {
          number
          officer
          branch
          borrower {
            name
          }
        }
        routes {
          title {
            zh
          }
          actor {
            zh
          }
          court {
            zh
          }
          paper {
            zh
          }
          by
          closed {
            zh
          }
          unproven {
            zh
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

interface Words {
  readonly zh: string;
}

interface Item {
  readonly id: string;
  readonly tier: string;
  readonly state: string;
  readonly deadline: string | null;
  readonly knownSince: string;
  readonly title: Words;
  readonly sentence: Words;
  readonly expected: { readonly fen: string; readonly text: string } | null;
  readonly grade: { readonly stars: number; readonly score: number };
  readonly customer: {
    readonly number: string | null;
    readonly officer: string | null;
    readonly branch: string | null;
    readonly borrower: { readonly name: string } | null;
  };
  readonly routes: readonly {
    readonly title: Words;
    readonly actor: Words;
    readonly court: Words;
    readonly paper: Words;
    readonly by: string | null;
    readonly closed: Words | null;
    readonly unproven: readonly Words[];
  }[];
}

/** Days after which a clue is no longer new, where the caller names no day. */
const newDays = 7;

/** `cluegraph worklist`: what to do first, by officer: what is new, how much, by when, next step. */
export function worklistCommand(program: Command, output: Output): void {
  program
    .command('worklist')
    .description('工作清单：按经办人，新线索、金额、期限、下一步 / what to do first, by officer')
    .option('--officer <name>', '只看一位经办人 / one officer')
    .option('--since <date>', '此日之后取得的算新线索 / clues known since this day are new, YYYY-MM-DD')
    .option('--as-of <date>', '按哪一日查看 / as of which day, YYYY-MM-DD')
    .option('--format <format>', 'text、csv、xlsx', 'text')
    .option('--out <file>', '写入文件 / file to write; needed for xlsx')
    .action(async (options: Options) => {
      const { format, out } = options;
      if (format !== 'text' && format !== 'csv' && format !== 'xlsx')
        throw new UserError(
          `没有“${format}”格式。请选择 text、csv 或 xlsx。 / There is no format '${format}'. Choose text, csv or xlsx.`,
        );
      if (format === 'xlsx' && !out)
        throw new UserError(
          '导出工作簿需要文件名。请加上 --out worklist.xlsx。 / A workbook needs a file. Add --out worklist.xlsx.',
        );
      const filter = { states: ['OPEN', 'FOLLOWED_UP'], ...(options.officer && { officer: options.officer }) };
      const found = await asking((client) =>
        all<Item>(client, worklistQuery, 'clues', { filter, asOf: options.asOf ?? null }),
      );
      const items = byOfficer(found);
      const since = options.since ?? new Date(Date.now() - newDays * 86_400_000).toISOString().slice(0, 10);
      if (format === 'text') {
        output.say(items, (list) => text(list, since));
        return;
      }
      const bytes = await sheet(
        format,
        columns,
        items.map((item) => row(item, since)),
      );
      if (!out) {
        process.stdout.write(bytes);
        return;
      }
      await writeFile(out, bytes);
      output.say({ file: out, rows: items.length }, ({ file, rows }) => `${rows} 行已写入 ${file} / rows written`);
    });
}

interface Options {
  readonly officer?: string;
  readonly since?: string;
  readonly asOf?: string;
  readonly format: string;
  readonly out?: string;
}

/** Officers by name, each with its items in the order of the work. */
function byOfficer(items: readonly Item[]): readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const officer = item.customer.officer ?? '';
    groups.set(officer, [...(groups.get(officer) ?? []), item]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'zh-CN')).flatMap(([, group]) => group);
}

const columns: readonly Column[] = [
  { title: '经办人', width: 10 },
  { title: '新', width: 4 },
  { title: '客户编号', width: 12 },
  { title: '客户', width: 26 },
  { title: '线索', width: 16 },
  { title: '内容', width: 60 },
  { title: '预期金额（元）', width: 16 },
  { title: '期限', width: 12 },
  { title: '评分', width: 8 },
  { title: '身份把握', width: 8 },
  { title: '下一步', width: 50 },
  { title: '向何法院', width: 26 },
  { title: '文书', width: 30 },
  { title: '未证实的前提', width: 40 },
  { title: '状态', width: 10 },
  { title: '机构', width: 14 },
  { title: '线索编号', width: 30 },
];

const states: Readonly<Record<string, string>> = { OPEN: '待办', FOLLOWED_UP: '跟进中' };
const isNew = (item: Item, since: string): boolean => item.knownSince.slice(0, 10) >= since;
const step = (item: Item): Item['routes'][number] | undefined => item.routes.find((route) => !route.closed);

function row(item: Item, since: string): readonly Cell[] {
  const next = step(item);
  return [
    item.customer.officer,
    isNew(item, since) ? '新' : '',
    item.customer.number,
    item.customer.borrower?.name ?? null,
    item.title.zh,
    item.sentence.zh,
    item.expected ? Number(item.expected.fen) / 100 : null,
    next?.by ?? item.deadline,
    stars(item.grade.stars),
    item.tier,
    next ? `${next.title.zh}：${next.actor.zh}` : null,
    next?.court.zh ?? null,
    next?.paper.zh ?? null,
    next?.unproven.map((one) => one.zh).join('；') ?? null,
    states[item.state] ?? item.state,
    item.customer.branch,
    item.id,
  ];
}

const headings = [
  { title: '', width: 6 },
  { title: '客户 customer', width: 20 },
  { title: '线索 clue', width: 50 },
  { title: '预期 expected', width: 16 },
  { title: '期限 by', width: 10 },
  { title: '下一步 next step', width: 46 },
] as const;

function text(items: readonly Item[], since: string): string {
  if (!items.length)
    return '没有待办的线索。不等于没有财产：先看 cluegraph status，确认导入了什么。 / nothing to do; see status for what was imported';
  const rows: TableRow[] = [];
  let officer: string | null | undefined;
  for (const item of items) {
    if (item.customer.officer !== officer) {
      officer = item.customer.officer;
      rows.push(`经办人 officer ${officer ?? '未分配'}`);
    }
    const next = step(item);
    rows.push([
      `${stars(item.grade.stars)}\n${isNew(item, since) ? '新' : ''}`,
      `${item.customer.number ?? ''}\n${item.customer.borrower?.name ?? ''}`,
      `${item.title.zh}：${item.sentence.zh}\n${item.id}`,
      item.expected?.text ?? '未载明',
      next?.by ?? item.deadline ?? '—',
      next ? `${next.title.zh}：${next.actor.zh}，${next.court.zh}，${next.paper.zh}` : '—',
    ]);
  }
  return `${table(headings, rows)}\n${items.length} 条 / clues`;
}
