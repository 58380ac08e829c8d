import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { knowledgeOf, shownBy } from './coverage.js';
import { KnowledgeState } from './coverage.type.js';
import { Sectioned } from './section.js';

@Resolver(() => Sectioned)
export class SectionedResolver {
  @FieldResolver(() => KnowledgeState, { complexity: 5, description: '此栏目知道多少。How far this section is known.' })
  knowledge(@Root() { section, entries, scope }: Sectioned, @Ctx() context: Context): Promise<KnowledgeState> {
    return knowledgeOf(section, shownBy(entries), scope, context);
  }
}
