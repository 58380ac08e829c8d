import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Security, toSecurity } from '../claim/claim.type.js';
import type { Context } from '../context.js';
import { CourtCase, toCourtCase } from '../document/document.type.js';
import { present } from '../loaders.js';
import { Asset, Seizure, toAsset, toSeizure } from './asset.type.js';

@Resolver(() => Asset)
export class AssetResolver {
  @Query(() => Asset, { nullable: true })
  async asset(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Asset | null> {
    const row = await loaders.asset.load(id);
    return row && toAsset(row);
  }

  @FieldResolver(() => [Seizure], { complexity: 5, description: '其上的查封、冻结。Seizures on it.' })
  async seizures(@Root() { seizureIds }: Asset, @Ctx() { loaders }: Context): Promise<Seizure[]> {
    return (await present(loaders.seizure, seizureIds)).map(toSeizure);
  }

  @FieldResolver(() => [Security], { complexity: 5, description: '其上的担保。Security over it.' })
  async securities(@Root() { securityIds }: Asset, @Ctx() { loaders }: Context): Promise<Security[]> {
    return (await present(loaders.security, securityIds)).map(toSecurity);
  }
}

@Resolver(() => Seizure)
export class SeizureResolver {
  @FieldResolver(() => [Asset], { complexity: 5 })
  async assets(@Root() { assetIds }: Seizure, @Ctx() { loaders }: Context): Promise<Asset[]> {
    return (await present(loaders.asset, assetIds)).map(toAsset);
  }

  @FieldResolver(() => [CourtCase], { complexity: 3, description: '依据的案件。The case it was made in.' })
  async courtCases(@Root() { caseIds }: Seizure, @Ctx() { loaders }: Context): Promise<CourtCase[]> {
    return (await present(loaders.courtCase, caseIds)).map(toCourtCase);
  }
}
