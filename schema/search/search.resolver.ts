import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { UserError } from '../../src/errors.js';
import { Asset, toAsset } from '../asset/asset.type.js';
import { Loan, toLoan } from '../claim/claim.type.js';
import type { Context } from '../context.js';
import { Customer, toCustomer } from '../customer/customer.type.js';
import { CourtCase, toCourtCase } from '../document/document.type.js';
import { partyOf } from '../entity/find.js';
import { Party } from '../entity/party.type.js';
import { page, PageArgs, pageCost, type Page } from '../page.js';
import { SearchKind, type SearchKindWord } from '../vocabulary/captions.js';
import { find } from './find.js';
import { SearchConnection, SearchHit } from './search.type.js';

/** Longest text that is searched for, in code points. */
const longest = 100;

@Resolver(() => SearchHit)
export class SearchResolver {
  @Query(() => SearchConnection, {
    complexity: pageCost,
    description:
      '检索：中文名称或其片段、证件号、信用代码、电话、案号、客户号、合同号、权证号。Search by Chinese name or part of it, identifier, phone, case number, customer, contract or certificate number.',
  })
  async search(
    @Arg('text', () => String, { description: '检索词，全角半角均可。What to look for.' }) text: string,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('kinds', () => [SearchKind], { nullable: true, description: '只要这些对象。Only these kinds.' })
    kinds: SearchKindWord[] | null | undefined,
    @Ctx() { hub }: Context,
  ): Promise<Page<SearchHit>> {
    const length = [...text.trim()].length;
    if (length === 0 || length > longest)
      throw new UserError(
        `搜索内容应为 1 至 ${longest} 字。请缩短，或填写内容。 / A search text has 1 to ${longest} characters. Shorten it, or give one.`,
        {
          code: 'BAD_SEARCH',
        },
      );
    const { hits, truncated } = await find(hub.engine, text, kinds ?? Object.values(SearchKind));
    return page(hits, args, (hit) => `${hit.kind} ${hit.id}`, truncated);
  }

  @FieldResolver(() => Party, { nullable: true })
  party(@Root() { kind, id }: SearchHit, @Ctx() context: Context): Promise<Party> | null {
    return kind === 'party' ? partyOf(id, context) : null;
  }

  @FieldResolver(() => CourtCase, { nullable: true })
  async courtCase(@Root() { kind, id }: SearchHit, @Ctx() { loaders }: Context): Promise<CourtCase | null> {
    const row = kind === 'case' ? await loaders.courtCase.load(id) : null;
    return row && toCourtCase(row);
  }

  @FieldResolver(() => Customer, { nullable: true })
  async customer(@Root() { kind, id }: SearchHit, @Ctx() { loaders }: Context): Promise<Customer | null> {
    const row = kind === 'customer' ? await loaders.customer.load(id) : null;
    return row && toCustomer(row);
  }

  @FieldResolver(() => Loan, { nullable: true })
  async loan(@Root() { kind, id }: SearchHit, @Ctx() { loaders }: Context): Promise<Loan | null> {
    const row = kind === 'loan' ? await loaders.loan.load(id) : null;
    return row && toLoan(row);
  }

  @FieldResolver(() => Asset, { nullable: true })
  async asset(@Root() { kind, id }: SearchHit, @Ctx() { loaders }: Context): Promise<Asset | null> {
    const row = kind === 'asset' ? await loaders.asset.load(id) : null;
    return row && toAsset(row);
  }
}
