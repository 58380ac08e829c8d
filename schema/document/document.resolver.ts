import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { caseKey, caseNumber } from '../../src/model/caseNumber.js';
import type { Context } from '../context.js';
import { NamedInRole, toNamedInRole } from '../entity/named.type.js';
import { present } from '../loaders.js';
import { CourtCase, Document, toCourtCase, toDocument } from './document.type.js';

/** Documents and parties given under one document or case; landmark cases are cited by thousands. */
const most = 100;

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, { nullable: true, description: '一份文书。One document.' })
  async document(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Document | null> {
    const row = await loaders.document.load(id);
    return row && toDocument(row);
  }

  @FieldResolver(() => [NamedInRole], {
    complexity: 8,
    description: `提及的主体，最多 ${most} 个。Parties it names, at most ${most}.`,
  })
  async parties(@Root() { id }: Document, @Ctx() { loaders }: Context): Promise<NamedInRole[]> {
    return (await loaders.namedIn.load(id)).slice(0, most).map((row) => toNamedInRole(row, row.roles));
  }

  @FieldResolver(() => [CourtCase], { complexity: 3, description: '所属案件。The case it belongs to.' })
  async cases(@Root() { caseIds }: Document, @Ctx() { loaders }: Context): Promise<CourtCase[]> {
    return (await present(loaders.courtCase, caseIds)).map(toCourtCase);
  }

  @FieldResolver(() => [CourtCase], { complexity: 5, description: '引用的案件。Cases it cites.' })
  async cites(@Root() { citedCaseIds }: Document, @Ctx() { loaders }: Context): Promise<CourtCase[]> {
    return (await present(loaders.courtCase, citedCaseIds.slice(0, most))).map(toCourtCase);
  }
}

@Resolver(() => CourtCase)
export class CourtCaseResolver {
  @Query(() => CourtCase, {
    nullable: true,
    description: '案件，按编号或案号（各种写法均可）。A court case by id or by case number in any spelling.',
  })
  async courtCase(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<CourtCase | null> {
    const number = caseNumber.clean(id);
    const row = await loaders.courtCase.load(number ? `CourtCase:${caseKey(number)}` : id);
    return row && toCourtCase(row);
  }

  @FieldResolver(() => [Document], {
    complexity: 8,
    description: `本案文书，最多 ${most} 份。Its documents, at most ${most}.`,
  })
  async documents(@Root() { documentIds }: CourtCase, @Ctx() { loaders }: Context): Promise<Document[]> {
    return (await present(loaders.document, documentIds.slice(0, most))).map(toDocument);
  }

  @FieldResolver(() => [Document], {
    complexity: 8,
    description: `引用本案的文书，最多 ${most} 份。Documents that cite it, at most ${most}.`,
  })
  async citedBy(@Root() { citedByIds }: CourtCase, @Ctx() { loaders }: Context): Promise<Document[]> {
    return (await present(loaders.document, citedByIds.slice(0, most))).map(toDocument);
  }
}
