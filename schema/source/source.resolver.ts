import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { NotFoundError } from '../../src/errors.js';
import { digest } from '../../src/graph/digest.js';
import { quarantined } from '../../src/graph/marks.js';
import { countsByType } from '../../src/graph/source.js';
import type { Context } from '../context.js';
import { page, pageCost, SincePageArgs, type Page } from '../page.js';
import {
  Digest,
  ImportRun,
  QuarantineConnection,
  type Quarantined,
  RunConnection,
  Source,
  Status,
  toQuarantined,
  toRun,
  type TypeCount,
} from './source.type.js';

const counted = [
  'Document',
  'CourtCase',
  'Party',
  'Mention',
  'Customer',
  'Loan',
  'Security',
  'Asset',
  'PaymentOrder',
  'Clue',
];

@ArgsType()
class PullArgs {
  @Field(() => String, { description: '来源，见 sources。Name of a source.' })
  source!: string;

  @Field(() => String, { description: '处理目的，随批次存档。Why the data may be processed; archived with the run.' })
  @MinLength(1)
  @MaxLength(2000)
  purpose!: string;

  @Field(() => String, { nullable: true, description: '由谁；默认为设置中的用户。By whom.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  by?: string;
}

@ArgsType()
class ImportArgs extends PullArgs {
  @Field(() => String, { description: '服务所在机器上的文件或文件夹。File or folder on the machine of the hub.' })
  @MinLength(1)
  @MaxLength(4000)
  path!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '此路径含范围内全部记录；未出现的旧记录视为撤回。The path holds all there is: records that no longer appear are withdrawn.',
  })
  complete: boolean = false;
}

@ObjectType({ description: '重放结果。What a replay did.' })
class Replayed {
  @Field(() => Int, { description: '这次读出的记录数。Records that could be read this time.' })
  readable!: number;
}

@Resolver()
export class SourceResolver {
  @Query(() => [Source], { complexity: 20, description: '所有来源。All sources.' })
  sources(@Ctx() context: Context): Promise<Source[]> {
    return sources(context);
  }

  @Query(() => Status, { complexity: 50 })
  async status(@Ctx() context: Context): Promise<Status> {
    const counts = await countsByType(context.hub.engine.read.bind(context.hub.engine), counted);
    return {
      sources: await sources(context),
      counts: counts.map(({ type, nodes }) => ({ type, count: nodes })),
      waiting: await context.loaders.waiting(),
      pending: await context.hub.pending(),
      showsIdentifiers: context.hub.showSensitive,
    };
  }

  @Query(() => Digest, { complexity: 1000, description: '读取全图计算摘要，较慢。Reads the whole graph: slow.' })
  async digest(@Ctx() { hub }: Context): Promise<Digest> {
    const { hash, nodes, links } = await digest(hub.engine.read.bind(hub.engine));
    const list = (table: Readonly<Record<string, number>>): TypeCount[] =>
      Object.entries(table).map(([type, count]) => ({ type, count }));
    return { hash, nodes: list(nodes), links: list(links) };
  }

  @Query(() => RunConnection, { complexity: pageCost, description: '导入批次，最近的在前。Imports, latest first.' })
  async runs(
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Arg('source', () => String, { nullable: true }) source: string | null | undefined,
    @Ctx() { hub, loaders }: Context,
  ): Promise<Page<ImportRun>> {
    const since = args.changedSince?.toISOString() ?? '';
    const runs = (await loaders.runs()).filter(
      (run) =>
        run.source !== 'ledger' && (!source || run.source === source) && (run.closedAt ?? run.startedAt) >= since,
    );
    return page(
      await Promise.all([...runs].reverse().map(async (run) => toRun(run, await hub.progress(run.id)))),
      args,
      (run) => run.id,
    );
  }

  @Query(() => ImportRun, {
    nullable: true,
    description: '一次导入；反复查询即可跟踪进度。One import; ask again to follow its progress.',
  })
  run(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ImportRun | null> {
    return runOf(id, context);
  }

  @Query(() => QuarantineConnection, {
    complexity: pageCost,
    description: '隔离的记录，最近的在前。Quarantined records, latest first.',
  })
  async quarantine(
    @Args(() => SincePageArgs) args: SincePageArgs,
    @Arg('source', () => String, { nullable: true }) source: string | null | undefined,
    @Arg('code', () => String, { nullable: true }) code: string | null | undefined,
    @Ctx() { hub, mask }: Context,
  ): Promise<Page<Quarantined>> {
    const since = args.changedSince?.toISOString() ?? '';
    const rows = await quarantined(hub.engine.read.bind(hub.engine), code ? { code } : {});
    const list = rows
      .filter((row) => (!source || row.source === source) && row.fetchedAt >= since)
      .map((row) => toQuarantined(row, mask));
    return page(list, args, (row) => row.id);
  }

  @Mutation(() => ImportRun, {
    name: 'import',
    description: '开始导入，立即返回；用 run 跟踪进度。Starts an import and answers at once; follow it with `run`.',
  })
  async startImport(
    @Args(() => ImportArgs) { source, path, purpose, complete, by }: ImportArgs,
    @Ctx() context: Context,
  ): Promise<ImportRun> {
    return requireRun(await context.hub.import({ source, path, purpose, complete, by: by ?? context.user }), context);
  }

  @Mutation(() => ImportRun, {
    description:
      '按设置从来源取数（数据库、网站），立即返回；用 run 跟踪进度。Pulls a source as its settings say and answers at once; follow it with `run`.',
  })
  async pull(
    @Args(() => PullArgs) { source, purpose, by }: PullArgs,
    @Arg('anew', () => Boolean, {
      defaultValue: false,
      description: '从头取全部，而不是从上次结束处继续。Everything from the beginning, not from where the last ended.',
    })
    anew: boolean,
    @Ctx() context: Context,
  ): Promise<ImportRun> {
    return requireRun(await context.hub.import({ source, purpose, complete: anew, by: by ?? context.user }), context);
  }

  @Mutation(() => ImportRun, {
    description:
      '撤回一次误导入，图中不再有其内容；档案仍在。Takes an import back: the graph forgets it, the archive keeps it.',
  })
  async takeBack(
    @Arg('run', () => ID) run: string,
    @Arg('reason', () => String) reason: string,
    @Arg('by', () => String, { nullable: true }) by: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ImportRun> {
    await context.hub.takeBack(run, { by: by ?? context.user, reason });
    return requireRun(run, context);
  }

  @Mutation(() => Replayed, {
    description:
      '重新读取隔离的记录：全部、一种原因或一条。Reads quarantined records again: all, those of one code, or one.',
  })
  async replay(
    @Arg('code', () => String, { nullable: true }) code: string | null | undefined,
    @Arg('id', () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() { hub }: Context,
  ): Promise<Replayed> {
    return { readable: await hub.replay({ ...(code ? { code } : {}), ...(id ? { id } : {}) }) };
  }
}

async function sources({ hub, loaders }: Context): Promise<Source[]> {
  const [records, quarantine] = await Promise.all([loaders.records(), loaders.quarantined()]);
  return hub.connectors.map(({ name, describes, legalBasis, absence, version }) => {
    const held = records.find((row) => row.source === name);
    return {
      name,
      describes,
      legalBasis,
      absence,
      version,
      records: held?.records ?? 0,
      latest: held?.latest ?? null,
      quarantined: quarantine.filter((row) => row.source === name),
    };
  });
}

async function runOf(id: string, { hub }: Context): Promise<ImportRun | null> {
  const run = (await hub.runs()).find((candidate) => candidate.id === id);
  return run ? toRun(run, await hub.progress(id)) : null;
}

async function requireRun(id: string, context: Context): Promise<ImportRun> {
  const run = await runOf(id, context);
  if (!run)
    throw new NotFoundError(
      '没有这次导入。请列出导入记录，从中选择。 / There is no such import. List the runs and choose one of them.',
    );
  return run;
}
