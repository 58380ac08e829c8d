import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { toParty } from '../entity/find.js';
import { Party } from '../entity/party.type.js';
import { present } from '../loaders.js';
import { page, PageArgs, pageCost, type Page } from '../page.js';
import { PreviewStateEnum } from '../vocabulary/captions.js';
import { previewImport } from './preview.js';
import { ImportPreview, PreviewRow, PreviewRowConnection, toPreview } from './preview.type.js';

@Resolver(() => ImportPreview)
export class PreviewResolver {
  @Query(() => ImportPreview, {
    complexity: 200,
    description:
      '试导入，什么都不写；有试导入的来源才行（crm）。A dry run of an import: nothing is written. For sources that have one.',
  })
  async importPreview(
    @Arg('source', () => String) source: string,
    @Arg('path', () => String, { description: '服务所在机器上的文件或文件夹。On the machine of the hub.' })
    path: string,
    @Ctx() { hub }: Context,
  ): Promise<ImportPreview> {
    return toPreview(await previewImport(hub, source, path));
  }

  @FieldResolver(() => PreviewRowConnection, { complexity: pageCost })
  rows(
    @Root() { all }: ImportPreview,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('states', () => [PreviewStateEnum], { nullable: true }) states: string[] | null | undefined,
    @Arg('homonymsOnly', () => Boolean, { defaultValue: false, description: '只要可能重名的行。' })
    homonymsOnly: boolean,
  ): Page<PreviewRow> {
    const kept = all.filter((row) => (!states || states.includes(row.state)) && (!homonymsOnly || row.homonyms.length));
    return page(kept, args, (row) => `${row.sheet} ${row.row}`);
  }
}

@Resolver(() => PreviewRow)
export class PreviewRowResolver {
  @FieldResolver(() => [Party], {
    complexity: 3,
    description: '同名主体，最多 20 个。Parties of the same name, at most 20.',
  })
  async homonyms(@Root() { homonyms }: PreviewRow, @Ctx() { loaders }: Context): Promise<Party[]> {
    return (await present(loaders.party, homonyms.slice(0, 20))).map(toParty);
  }
}
