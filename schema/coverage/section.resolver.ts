import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { knowledgeOf } from './coverage.js';
import { KnowledgeState } from './coverage.type.js';
import { Sectioned } from './section.js';

@Resolver(() => Sectioned)
export class SectionedResolver {
  @FieldResolver(() => KnowledgeState, { complexity: 5, description: '此栏目知道多少。How far this section is known.' })
  knowledge(@Root() { section, shown, scope }: Sectioned, @Ctx() context: Context): Promise<KnowledgeState> {
    return knowledgeOf(section, shown, scope, context);
  }
}
