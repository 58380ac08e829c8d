import { ArgsType, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { Max, Min } from 'class-validator';
import { UserError } from '../src/errors.js';
import { DateTime } from './scalars.js';

/** Items of one page; a list in the API is never longer. */
const pageMax = 100;
const pageDefault = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: pageDefault, description: `每页条数，1-${pageMax}。Items of a page.` })
  @Min(1)
  @Max(pageMax)
  first: number = pageDefault;

  @Field(() => ID, { nullable: true, description: '从此游标之后开始。Start after this cursor.' })
  after?: string | null;
}

@ArgsType()
export class SincePageArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: '只要此刻之后取得的来源所载内容。Only what a source fetched after this moment states.',
  })
  changedSince?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: '分页信息。Where a page ends and whether more follows.' })
class PageInfo {
  @Field(() => ID, { nullable: true, description: '本页末条的游标。Cursor of the last item.' })
  endCursor!: string | null;

  @Field(() => Boolean)
  hasNextPage!: boolean;
}

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
  readonly total: number;
  readonly truncated: boolean;
}

/** What `@InterfaceType` is put on. */
type InterfaceClass = abstract new () => object;

/** A cursor connection over one type: `nodes` for most uses, `edges` where cursors are wanted. */
export function connectionOf<T extends object>(
  node: ClassType<T>,
  name: string,
  implementing: readonly InterfaceClass[] = [],
): ClassType<Page<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class Edge {
    @Field(() => ID)
    cursor!: string;

    @Field(() => node)
    node!: T;
  }
  @ObjectType(`${name}Connection`, { simpleResolvers: true, implements: [...implementing] })
  class Connection implements Page<T> {
    @Field(() => [node])
    nodes!: readonly T[];

    @Field(() => [Edge])
    edges!: readonly Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description:
        '筛选后的总条数（truncated 时为已数到的条数）。Items after filtering; of what was counted when truncated.',
    })
    total!: number;

    @Field(() => Boolean, { description: '超出上限，未全部计入。More exist than the cap lets be counted.' })
    truncated!: boolean;
  }
  return Connection as ClassType<Page<T>>;
}

/** What a page costs the caller: its items, each with what is asked of it. */
export const pageCost = ({
  args,
  childComplexity,
}: {
  args: Record<string, unknown>;
  childComplexity: number;
}): number => 1 + Number(args['first'] ?? pageDefault) * Math.max(1, childComplexity / 3);

/** Cuts one page out of a list; `node` makes what is shown of an item. Throws UserError when the cursor is not of this list. */
export function page<T>(items: readonly T[], args: PageArgs, key: (item: T) => string, truncated?: boolean): Page<T>;
export function page<T, N>(
  items: readonly T[],
  args: PageArgs,
  key: (item: T) => string,
  truncated: boolean,
  node: (item: T) => N,
): Page<N>;
export function page<T>(
  items: readonly T[],
  { first, after }: PageArgs,
  key: (item: T) => string,
  truncated = false,
  node: (item: T) => unknown = (item) => item,
): Page<unknown> {
  let start = 0;
  if (after !== undefined && after !== null) {
    start = items.findIndex((item) => cursor(key(item)) === after) + 1;
    if (start === 0)
      throw new UserError(
        "游标不属于此列表，或已失效。请去掉 after 重新查询。 / The cursor is not of this list (any more). Ask again without 'after'.",
        {
          code: 'BAD_CURSOR',
        },
      );
  }
  const cut = items.slice(start, start + first);
  const nodes = cut.map(node);
  const last = cut.at(-1);
  return {
    nodes,
    // Cursors of single items are made for those who ask for them.
    get edges() {
      return cut.map((item, i) => ({ cursor: cursor(key(item)), node: nodes[i] }));
    },
    pageInfo: {
      endCursor: last === undefined ? null : cursor(key(last)),
      hasNextPage: start + nodes.length < items.length,
    },
    total: items.length,
    truncated,
  };
}

const cursor = (key: string): string => Buffer.from(key).toString('base64url');
