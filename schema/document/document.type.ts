import { Field, ID, Int, ObjectType } from 'type-graphql';
import { references } from '../../src/graph/at.js';
import type { CaseRow, DocumentProps, DocumentRow } from '../../src/graph/document.js';
import { Evidenced, type Ref } from '../evidence/evidence.type.js';
import { DateTime, PartialDate } from '../scalars.js';
import { DocumentKind, known, OutcomeEnum, ProcedureEnum } from '../vocabulary/captions.js';

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '文书：裁判文书，或信贷档案的一行。A document: a court document, or a row of the loan file.',
})
export class Document extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => DocumentKind)
  kind!: string;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  caseNumber!: string | null;

  @Field(() => String, { nullable: true })
  court!: string | null;

  @Field(() => String, { nullable: true, description: '案由。Cause of action.' })
  cause!: string | null;

  @Field(() => ProcedureEnum, { nullable: true })
  procedure!: string | null;

  @Field(() => PartialDate, { nullable: true })
  date!: string | null;

  @Field(() => [OutcomeEnum])
  outcomes!: string[];

  @Field(() => String, { nullable: true, description: '来源名称。Name of the source.' })
  source!: string | null;

  @Field(() => DateTime, { nullable: true })
  fetchedAt!: string | null;

  caseIds!: readonly string[];
  citedCaseIds!: readonly string[];
}

const documentRefs = (props: DocumentProps): Ref[] => references(props.id, props.at);

export function toDocument({
  document: props,
  cases,
  cites,
}: Omit<DocumentRow, 'cites'> & { cites?: DocumentRow['cites'] }): Document {
  return {
    id: props.id,
    kind: known(DocumentKind, props.kind),
    title: props.title ?? null,
    caseNumber: props.caseNumber ?? null,
    court: props.court ?? null,
    cause: props.cause ?? null,
    procedure: props.procedure === undefined ? null : known(ProcedureEnum, props.procedure),
    date: props.date ?? null,
    outcomes: (props.outcomes ?? []).map((outcome) => known(OutcomeEnum, outcome)),
    source: props.source ?? null,
    fetchedAt: props.fetchedAt ?? null,
    get refs() {
      return documentRefs(props);
    },
    caseIds: cases,
    citedCaseIds: (cites ?? []).map((cite) => cite.id),
  };
}

@ObjectType({
  simpleResolvers: true,
  description: '案件：同一案号的全部文书。A court case: all documents of one case number.',
})
export class CourtCase {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  caseNumber!: string;

  @Field(() => Int, { nullable: true })
  year!: number | null;

  @Field(() => String, { nullable: true, description: '法院代字，如 浙0106。Code of the court.' })
  courtCode!: string | null;

  @Field(() => String, { nullable: true, description: '类型代字，如 民初。Code of the procedure.' })
  typeCode!: string | null;

  @Field(() => String, { nullable: true })
  stage!: string | null;

  documentIds!: readonly string[];
  citedByIds!: readonly string[];
}

export const toCourtCase = ({ documents, citedBy, ...row }: CaseRow): CourtCase => ({
  ...row,
  documentIds: documents,
  citedByIds: citedBy,
});
