import { Field, ID, Int, ObjectType } from 'type-graphql';
import { references, statedReferences } from '../../src/graph/at.js';
import type { AssetRow, SeizureRow } from '../../src/graph/asset.js';
import { distinct, NamedParty } from '../entity/named.type.js';
import { Evidenced } from '../evidence/evidence.type.js';
import { money, Money } from '../money.type.js';
import { DateTime, PartialDate } from '../scalars.js';
import { AssetKindEnum, AssetStateEnum, known } from '../vocabulary/captions.js';

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '一份文书对财产的描述和当时的状态。What one document says of an asset, and the state it was in then.',
})
export class AssetDescription extends Evidenced {
  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: '坐落。Location.' })
  location!: string | null;

  @Field(() => [AssetStateEnum])
  states!: string[];

  @Field(() => Money, { nullable: true })
  value!: Money | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: '文书日期，即状态的日期。Date of the document, and so of the states.',
  })
  date!: string | null;

  @Field(() => DateTime, { nullable: true })
  fetchedAt!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '财产。An asset; the latest description comes first. States are those of the documents, not of today.',
})
export class Asset extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => AssetKindEnum)
  kind!: string;

  @Field(() => String, { nullable: true, description: '权证号。Certificate number.' })
  certificateNumber!: string | null;

  @Field(() => [AssetDescription])
  descriptions!: AssetDescription[];

  @Field(() => [NamedParty], { description: '所有人（各文书所载）。Owners, as documents state them.' })
  owners!: NamedParty[];

  seizureIds!: readonly string[];
  securityIds!: readonly string[];
}

export function toAsset({ props, descriptions, stated, owners, seizures, securities }: AssetRow): Asset {
  const latestFirst = [...descriptions].sort(
    (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || a.document.localeCompare(b.document),
  );
  return {
    id: props.id,
    kind: known(AssetKindEnum, props.kind),
    certificateNumber: props.certificateNumber ?? null,
    descriptions: latestFirst.map((one) => ({
      description: one.description,
      location: one.location,
      states: (one.states ?? []).map((state) => known(AssetStateEnum, state)),
      value: money(one.value),
      date: one.date,
      fetchedAt: one.fetchedAt,
      get refs() {
        return references(one.document, one.at);
      },
    })),
    owners: distinct(owners),
    seizureIds: seizures,
    securityIds: securities,
    get refs() {
      return [
        ...latestFirst.flatMap((one) => references(one.document, one.at)),
        ...owners.flatMap((owner) => (owner.at ? references(owner.document, owner.at) : [])),
        ...(descriptions.length ? [] : statedReferences(stated, null)),
      ];
    },
  };
}

@ObjectType({
  simpleResolvers: true,
  implements: Evidenced,
  description: '查封、扣押或冻结。A seizure: seal, detention or freeze.',
})
export class Seizure extends Evidenced {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: '措施，照原文。Measure as written.' })
  method!: string | null;

  @Field(() => Boolean, { nullable: true, description: '轮候。Waiting behind another seizure.' })
  waiting!: boolean | null;

  @Field(() => Int, { nullable: true, description: '顺位，首封为 1。Rank; the first seizure is 1.' })
  rank!: number | null;

  @Field(() => String, { nullable: true })
  court!: string | null;

  @Field(() => String, { nullable: true })
  caseNumber!: string | null;

  @Field(() => PartialDate, { nullable: true })
  from!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: '届满日；过期自动失效，须提前续封。Lapses on this day unless renewed.',
  })
  until!: string | null;

  @Field(() => Boolean, { nullable: true, description: '我方申请。Made at our request.' })
  ours!: boolean | null;

  @Field(() => String, { nullable: true, description: '状态，照原文。State as written.' })
  state!: string | null;

  assetIds!: readonly string[];
  caseIds!: readonly string[];
  customerIds!: readonly string[];
}

export const toSeizure = ({ props, stated, assets, cases, customers }: SeizureRow): Seizure => ({
  id: props.id,
  method: props.method ?? null,
  waiting: props.waiting ?? null,
  rank: props.rank ?? null,
  court: props.court ?? null,
  caseNumber: props.caseNumber ?? null,
  from: props.from ?? null,
  until: props.until ?? null,
  ours: props.ours ?? null,
  state: props.state ?? null,
  assetIds: assets,
  caseIds: cases,
  customerIds: customers,
  get refs() {
    return statedReferences(stated, props.at);
  },
});
