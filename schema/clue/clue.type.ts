import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { StoredClueRow } from '../../src/graph/clue.js';
import type { Bilingual as Words, ClueView, PathStep as Step, Route as RouteOut } from '../../src/model/clue.js';
import { Evidenced } from '../evidence/evidence.type.js';
import type { Mask } from '../masking.js';
import { money, Money } from '../money.type.js';
import { connectionOf } from '../page.js';
import { DateTime, PartialDate } from '../scalars.js';
import { Bilingual } from '../vocabulary/bilingual.type.js';
import {
  FollowUpStateEnum,
  GradeInputName,
  MatchTier,
  OurStageEnum,
  RouteCodeEnum,
  TrapState,
} from '../vocabulary/captions.js';

@ObjectType({ simpleResolvers: true, description: '五个评分项之一。One of the five inputs of a grade.' })
export class GradeInput {
  @Field(() => GradeInputName)
  name!: string;

  @Field(() => Float, { description: '0-1' })
  value!: number;

  @Field(() => Bilingual)
  reason!: Words;
}

@ObjectType({
  simpleResolvers: true,
  description: '评分：多可靠、多可及，按某日计算。How sure and how reachable a clue is, as of a day.',
})
export class Grade {
  @Field(() => PartialDate)
  asOf!: string;

  @Field(() => Int, { description: '0-100' })
  score!: number;

  @Field(() => Int, { description: '0-3' })
  stars!: number;

  @Field(() => [GradeInput])
  inputs!: readonly GradeInput[];

  @Field(() => Bilingual, { nullable: true, description: '归零原因。Why the score is zero.' })
  zeroed!: Words | null;

  @Field(() => String, { description: '权重和半衰期的版本。Version of weights and half-lives.' })
  version!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '法律途径：谁、向哪个法院、用什么文书、何时之前。Who acts, before which court, with which paper, by when.',
})
export class Route {
  @Field(() => RouteCodeEnum)
  code!: string;

  @Field(() => Bilingual)
  title!: Words;

  @Field(() => Bilingual)
  actor!: Words;

  @Field(() => Bilingual)
  court!: Words;

  @Field(() => Bilingual)
  paper!: Words;

  @Field(() => PartialDate, {
    nullable: true,
    description: '最迟日期；没有已知期限则为 null。Last day; null where no clock is known to run.',
  })
  by!: string | null;

  @Field(() => [String], { description: '法律依据。Legal basis.' })
  basis!: readonly string[];

  @Field(() => [Bilingual], { description: '须成立而尚无证据的前提。Preconditions that no record shows yet.' })
  unproven!: readonly Words[];

  @Field(() => Bilingual, { nullable: true, description: '此途径不通的原因。Why the route is closed.' })
  closed!: Words | null;
}

@ObjectType({ simpleResolvers: true, description: '排除项：线索可能不成立的原因。A reason why the clue may be false.' })
export class Trap {
  @Field(() => Bilingual)
  name!: Words;

  @Field(() => TrapState)
  state!: string;
}

@ObjectType({ simpleResolvers: true, description: '从债务人到财产的一步。One step from our debtor to the thing.' })
export class PathStep {
  @Field(() => ID, { description: '图中节点编号。Id of the node.' })
  node!: string;

  @Field(() => String, { description: '节点类型，见 vocabulary(names: ["Node"])。Type of the node.' })
  type!: string;

  @Field(() => String)
  caption!: string;

  @Field(() => Bilingual, {
    nullable: true,
    description: '通向下一步的关系；末步为 null。Link to the next step; null on the last.',
  })
  link!: Words | null;
}

@ObjectType({ simpleResolvers: true, description: '跟进记录。What somebody did about a clue.' })
export class FollowUp {
  @Field(() => ID)
  id!: string;

  @Field(() => FollowUpStateEnum)
  state!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Money, { nullable: true, description: '收回金额。Recovered.' })
  recovered!: Money | null;

  @Field(() => String)
  by!: string;

  @Field(() => DateTime)
  on!: string;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description:
    '财产线索，按某日查看；评分、途径和期限随日期变化。An asset clue as of a day; grade, routes and deadlines follow from the day.',
})
export class Clue extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: '规则编号，见 clueRules。Number of the rule.' })
  rule!: string;

  @Field(() => Bilingual)
  title!: Words;

  @Field(() => Bilingual, { description: '一句话。The clue in one sentence.' })
  sentence!: Words;

  @Field(() => MatchTier, {
    description: '文书中的主体是我方债务人的把握。How sure it is that the document speaks of our debtor.',
  })
  tier!: string;

  @Field(() => Money, {
    nullable: true,
    description: '证据所载金额；未载明为 null。As the evidence states it; null where it states none.',
  })
  value!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: '预期可收回金额，不超过所欠。What may be expected of it, never more than is owed.',
  })
  expected!: Money | null;

  @Field(() => OurStageEnum, { description: '我方所处阶段；途径由此而定。Where we stand; routes depend on it.' })
  stage!: string;

  @Field(() => Grade)
  grade!: Grade;

  @Field(() => [Route], { description: '法律途径，先办的在前。Legal routes, the one to take first in front.' })
  routes!: readonly Route[];

  @Field(() => PartialDate, {
    nullable: true,
    description: '最早必须办理的日期。The earliest day by which something must be done.',
  })
  deadline!: string | null;

  @Field(() => [Trap])
  traps!: readonly Trap[];

  @Field(() => [PathStep])
  path!: readonly PathStep[];

  @Field(() => DateTime, { description: '所依据的最近记录的取得时间。When the latest record it rests on was fetched.' })
  knownSince!: string;

  customerId!: string;
  subjectId!: string | null;
}

export function toClue(view: ClueView, row: StoredClueRow, mask: Mask): Clue {
  const { id, rule, title, sentence, tier, stage, traps, knownSince } = view;
  return {
    id,
    rule,
    title,
    sentence: { zh: mask.text(sentence.zh), en: mask.text(sentence.en) },
    tier,
    stage,
    traps,
    knownSince,
    value: money(view.value),
    expected: money(view.expected),
    grade: { ...view.grade, zeroed: view.grade.zeroed ?? null },
    routes: view.routes.map((route: RouteOut) => ({ ...route, by: route.by ?? null, closed: route.closed ?? null })),
    deadline: view.deadline ?? null,
    get path() {
      return view.path.map((step: Step) => ({ ...step, caption: mask.text(step.caption), link: step.link ?? null }));
    },
    customerId: view.customer,
    subjectId: row.subject,
    get refs() {
      return view.evidence.map(({ document, at, shows }) => ({ document, at, shows: '', caption: shows }));
    },
  };
}

@ObjectType({ simpleResolvers: true, description: '线索规则。A clue rule.' })
export class ClueRule {
  @Field(() => ID)
  id!: string;

  @Field(() => Bilingual)
  title!: Words;

  @Field(() => Bilingual, { description: '规则提出的问题。The question it asks.' })
  question!: Words;

  @Field(() => String, {
    description: '通常等级：A 三星，B 二星，C 一星，S 信号。Usual level: A three stars, B two, C one, S a signal.',
  })
  base!: string;

  @Field(() => [String])
  basis!: readonly string[];

  @Field(() => Int, { description: '时效减半的天数。Days after which such a clue is half as fresh.' })
  halfLifeDays!: number;
}

@InputType({ description: '线索筛选；各项同时满足。All that is given must hold.' })
export class ClueFilter {
  @Field(() => [String], { nullable: true, description: '规则编号。' })
  rules?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '客户编号。Customer ids.' })
  customers?: string[] | null;

  @Field(() => String, { nullable: true, description: '经办人。Officer.' })
  officer?: string | null;

  @Field(() => String, { nullable: true, description: '机构。Branch.' })
  branch?: string | null;

  @Field(() => [FollowUpStateEnum], {
    nullable: true,
    description: '处理状态；无记录即 OPEN。A clue without a follow-up is OPEN.',
  })
  states?: string[] | null;

  @Field(() => [MatchTier], { nullable: true })
  tiers?: string[] | null;

  @Field(() => Int, { nullable: true, description: '至少几星，0-3。' })
  minStars?: number | null;

  @Field(() => String, { nullable: true, description: '证据所载金额至少多少分。Stated value of at least so many fen.' })
  minFen?: string | null;

  @Field(() => PartialDate, { nullable: true, description: '期限在此日或之前。Deadline on or before this day.' })
  dueBy?: string | null;
}

export const ClueConnection = connectionOf(Clue, 'Clue');
