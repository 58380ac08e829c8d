import type { Command } from 'commander';
import { all, asking } from '../ask.js';
import { NotFoundError } from '../../errors.js';
import type { Bilingual } from '../../model/clue.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

export const cluesQuery = /* GraphQL */ `
  query CliClues($first: Int!, $after: ID, $orderBy: ClueOrder!, $filter: ClueFilter, $asOf: PartialDate) {
    clues(first: $first, after: $after, orderBy: $orderBy, filter: $filter, asOf: $asOf) {
      nodes {
        id
        rule
        tier
        state
        deadline
        title {
          zh
        }
        sentence {
          zh
        }
        expected {
          text
        }
        grade {
          stars
          score
        }
        customer {
          number
          borrower {
            name
          }
        }
        routes {
          title {
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

interface Listed {
  readonly id: string;
  readonly tier: string;
  readonly deadline: string | null;
  readonly title: { readonly zh: string };
  readonly sentence: { readonly zh: string };
  readonly expected: { readonly text: string } | null;
  readonly grade: { readonly stars: number; readonly score: number };
  readonly customer: { readonly number: string | null; readonly borrower: { readonly name: string } | null };
  readonly routes: readonly { readonly title: { readonly zh: string } }[];
}

export const explainQuery = /* GraphQL */ `
  query CliExplain($id: ID!, $asOf: PartialDate) {
    clue(id: $id, asOf: $asOf) {
      id
      rule
      tier
      stage
      state
      deadline
      knownSince
      title {
        zh
        en
      }
      sentence {
        zh
        en
      }
      value {
        text
      }
      expected {
        text
      }
      customer {
        number
        officer
        borrower {
          name
        }
      }
      grade {
        asOf
        score
        stars
        zeroed {
          zh
          en
        }
        inputs {
          name
          value
          reason {
            zh
            en
          }
        }
      }
      path {
        type
        caption
        link {
          zh
          en
        }
      }
      traps {
        state
        name {
          zh
          en
        }
      }
      routes {
        code
        title {
          zh
          en
        }
        actor {
          zh
          en
        }
        court {
          zh
          en
        }
        paper {
          zh
          en
        }
        by
        basis
        unproven {
          zh
          en
        }
        closed {
          zh
          en
        }
      }
      evidence {
        shows {
          zh
          en
        }
        quote
        before
        after
        source
        record
        fetchedAt
        hash
        at {
          start
          end
          part
        }
        document {
          caseNumber
          court
          title
        }
      }
      followUps {
        state
        reason
        by
        on
        recovered {
          text
        }
      }
    }
  }
`;

interface Explained extends Listed {
  readonly rule: string;
  readonly stage: string;
  readonly state: string;
  readonly knownSince: string;
  readonly sentence: Bilingual;
  readonly value: { readonly text: string } | null;
  readonly customer: Listed['customer'] & { readonly officer: string | null };
  readonly grade: Listed['grade'] & {
    readonly asOf: string;
    readonly zeroed: Bilingual | null;
    readonly inputs: readonly { readonly name: string; readonly value: number; readonly reason: Bilingual }[];
  };
  readonly path: readonly { readonly type: string; readonly caption: string; readonly link: Bilingual | null }[];
  readonly traps: readonly { readonly state: string; readonly name: Bilingual }[];
  readonly routes: readonly {
    readonly code: string;
    readonly title: Bilingual;
    readonly actor: Bilingual;
    readonly court: Bilingual;
    readonly paper: Bilingual;
    readonly by: string | null;
    readonly basis: readonly string[];
    readonly unproven: readonly Bilingual[];
    readonly closed: Bilingual | null;
  }[];
  readonly evidence: readonly {
    readonly shows: Bilingual;
    readonly quote: string | null;
    readonly before: string | null;
    readonly after: string | null;
    readonly source: string | null;
    readonly fetchedAt: string | null;
    readonly document: {
      readonly caseNumber: string | null;
      readonly court: string | null;
      readonly title: string | null;
    } | null;
  }[];
  readonly followUps: readonly {
    readonly state: string;
    readonly reason: string | null;
    readonly by: string;
    readonly on: string;
    readonly recovered: { readonly text: string } | null;
  }[];
}

/** `clues` lists, `explain` shows one with its path, routes and the words it rests on. */
export function clueCommands(program: Command, output: Output): void {
  program
    .command('clues')
    .description('财产线索：评分、预期金额、期限 / asset clues with grade, expected sum and deadline')
    .option('--rule <id>', '只看一种规则 / one rule, such as C01')
    .option('--officer <name>', '经办人 / officer')
    .option('--min-stars <n>', '至少几星 / at least so many stars')
    .option('--order <order>', 'WORK、EXPECTED、DEADLINE、GRADE、KNOWN_SINCE', 'EXPECTED')
    .option('--as-of <date>', '按哪一日查看 / as of which day, YYYY-MM-DD')
    .option('--limit <n>', '最多几条 / at most so many', '50')
    .action(async (options: Options) => {
      const filter = {
        ...(options.rule && { rules: [options.rule] }),
        ...(options.officer && { officer: options.officer }),
        ...(options.minStars && { minStars: Number(options.minStars) }),
      };
      const variables = { orderBy: options.order.toUpperCase(), filter, asOf: options.asOf ?? null };
      const clues = await asking((client) =>
        all<Listed>(client, cluesQuery, 'clues', variables, Number(options.limit)),
      );
      output.say(clues, listed);
    });

  program
    .command('explain')
    .argument('<clue>', '线索编号 / id of a clue')
    .option('--as-of <date>', '按哪一日查看 / as of which day, YYYY-MM-DD')
    .description('一条线索的路径、途径、排除项和依据的原文 / path, routes, traps and the words a clue rests on')
    .action(async (id: string, options: { asOf?: string }) => {
      const { clue } = await asking((client) =>
        client.ask<{ clue: Explained | null }>(explainQuery, { id, asOf: options.asOf ?? null }),
      );
      if (!clue) throw new NotFoundError('没有此线索，或已失效。 / There is no such clue (any more). List the clues.');
      output.say(clue, explained);
    });
}

interface Options {
  readonly rule?: string;
  readonly officer?: string;
  readonly minStars?: string;
  readonly order: string;
  readonly asOf?: string;
  readonly limit: string;
}

export const stars = (count: number): string => '★'.repeat(count) + '☆'.repeat(3 - count);

const headings = [
  { title: '评分', width: 6 },
  { title: '客户 customer', width: 20 },
  { title: '线索 clue', width: 64 },
  { title: '预期 expected', width: 16 },
  { title: '期限 by', width: 10 },
] as const;

function listed(clues: readonly Listed[]): string {
  const rows = clues.map((clue) => [
    stars(clue.grade.stars),
    `${clue.customer.number ?? ''}\n${clue.customer.borrower?.name ?? ''}`,
    `${clue.title.zh}：${clue.sentence.zh}\n${clue.id}`,
    clue.expected?.text ?? '未载明',
    clue.deadline ?? '—',
  ]);
  return clues.length ? `${table(headings, rows)}\n${clues.length} 条 / clues` : '没有符合条件的线索 / no clue fits';
}

const traps: Readonly<Record<string, string>> = {
  CLEAR: '已排除 clear',
  OPEN: '待核实 open',
  SPRUNG: '已成立 sprung',
};

function explained(clue: Explained): string {
  const both = ({ zh, en }: Bilingual): string => `${zh}\n  ${en}`;
  const lines = [
    `${clue.rule} ${clue.title.zh}  ${stars(clue.grade.stars)} ${clue.grade.score}（${clue.grade.asOf}）  ${clue.tier}`,
    both(clue.sentence),
    '',
    `客户 customer   ${clue.customer.number ?? ''} ${clue.customer.borrower?.name ?? ''}（${clue.customer.officer ?? '—'}）`,
    `证据所载 stated ${clue.value?.text ?? '未载明'}    预期 expected ${clue.expected?.text ?? '未载明'}    期限 by ${clue.deadline ?? '—'}`,
    '',
    '评分 grade',
    ...(clue.grade.zeroed ? [`  归零 zeroed: ${both(clue.grade.zeroed)}`] : []),
    ...clue.grade.inputs.map(
      (input) => `  ${input.name.toLowerCase().padEnd(9)} ${input.value.toFixed(2)}  ${input.reason.zh}`,
    ),
    '',
    '路径 path',
    ...clue.path.map((step) => `  ${step.caption}${step.link ? `\n    ─ ${step.link.zh} ▶` : ''}`),
    '',
    '途径 routes',
    ...clue.routes.flatMap((route) => [
      `  ${route.code} ${route.title.zh}${route.closed ? `（不通：${route.closed.zh}）` : ''}${route.by ? `，${route.by} 前` : ''}`,
      `     ${route.actor.zh}；${route.court.zh}；${route.paper.zh}`,
      `     依据 ${route.basis.join('；')}`,
      ...route.unproven.map((one) => `     未证实 unproven: ${one.zh}`),
    ]),
    '',
    '排除项 traps',
    ...clue.traps.map((trap) => `  ${traps[trap.state] ?? trap.state}  ${trap.name.zh}`),
    '',
    '原文 evidence',
    ...clue.evidence.flatMap((one) => [
      `  ${one.document?.caseNumber ?? one.document?.title ?? one.source ?? ''}  ${one.document?.court ?? ''}  ${one.shows.zh}  取得 ${one.fetchedAt ?? '—'}`,
      one.quote === null
        ? '     （记录已依法删除 / erased）'
        : `     …${one.before ?? ''}【${one.quote}】${one.after ?? ''}…`.replace(/\s+/g, ' '),
    ]),
    ...(clue.followUps.length ? ['', '跟进 follow-ups'] : []),
    ...clue.followUps.map(
      (one) =>
        `  ${one.on.slice(0, 10)} ${one.by} ${one.state}${one.reason ? ` ${one.reason}` : ''}${one.recovered ? ` 收回 ${one.recovered.text}` : ''}`,
    ),
  ];
  return lines.join('\n');
}
