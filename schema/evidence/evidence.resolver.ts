import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { NotFoundError } from '../../src/errors.js';
import type { Context } from '../context.js';
import { Document, toDocument } from '../document/document.type.js';
import { propertyCaption } from '../vocabulary/properties.js';
import { Evidence, Evidenced, type Ref } from './evidence.type.js';

/** Quotes given for one value; a value stated by very many documents shows the first. */
const most = 12;

@Resolver(() => Evidenced)
export class EvidencedResolver {
  @FieldResolver(() => [Evidence], {
    complexity: 8,
    description: `来源记录和原文，最多 ${most} 处；整体在前。Records and exact quotes, at most ${most}; the thing as a whole first.`,
  })
  evidence(@Root() { refs }: Evidenced, @Ctx() context: Context): Promise<Evidence[]> {
    return evidenceOf(refs, context);
  }
}

/** Looks up the words behind references, all of one answer in one batch. */
async function evidenceOf(refs: readonly Ref[], { loaders, mask }: Context): Promise<Evidence[]> {
  return Promise.all(
    unique(refs)
      .slice(0, most)
      .map(async ({ document, at, shows, caption }) => {
        const quote = await loaders.quote.load({ document, at });
        return {
          shows: caption ?? propertyCaption(shows),
          at,
          documentId: document,
          quote: quote ? mask.text(quote.quote) : null,
          before: quote ? mask.text(quote.before) : null,
          after: quote ? mask.text(quote.after) : null,
          record: quote?.record ?? null,
          source: quote?.source ?? null,
          fetchedAt: quote?.fetchedAt ?? null,
          hash: quote?.hash ?? null,
        };
      }),
  );
}

const unique = (refs: readonly Ref[]): Ref[] => [
  ...new Map(refs.map((ref) => [`${ref.document} ${ref.at.part ?? ''} ${ref.at.start} ${ref.at.end}`, ref])).values(),
];

@Resolver(() => Evidence)
export class EvidenceResolver {
  @FieldResolver(() => Document, { description: '所在文书。The document that says it.' })
  async document(@Root() { documentId }: Evidence, @Ctx() { loaders }: Context): Promise<Document> {
    const row = await loaders.document.load(documentId);
    if (!row)
      throw new NotFoundError(
        '回答期间该文书已被替换。请重新查询。 / The document was replaced while the answer was made. Ask again.',
      );
    return toDocument(row);
  }
}
