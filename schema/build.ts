import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { validateSync } from 'class-validator';
import { ArgumentValidationError, buildSchema as build } from 'type-graphql';
import { AssetResolver, SeizureResolver } from './asset/asset.resolver.js';
import { LoanResolver, PaymentOrderResolver, SecurityResolver } from './claim/claim.resolver.js';
import { ClueResolver, CustomerCluesResolver, PartyCluesResolver } from './clue/clue.resolver.js';
import { SectionedResolver } from './coverage/section.resolver.js';
import {
  CustomerResolver,
  CustomerRoleResolver,
  OurCaseResolver,
  PartyCustomersResolver,
} from './customer/customer.resolver.js';
import { CourtCaseResolver, DocumentResolver } from './document/document.resolver.js';
import {
  MentionResolver,
  NamedPartyResolver,
  PartyCaseResolver,
  PartyResolver,
  PossibilityResolver,
} from './entity/party.resolver.js';
import { EvidencedResolver, EvidenceResolver } from './evidence/evidence.resolver.js';
import * as explore from './explore/explore.resolver.js';
import { PartyMatchesResolver, ReviewResolver } from './review/review.resolver.js';
import { SearchResolver } from './search/search.resolver.js';
import { PreviewResolver, PreviewRowResolver } from './source/preview.resolver.js';
import { SourceResolver } from './source/source.resolver.js';
import { VocabularyResolver } from './vocabulary/vocabulary.resolver.js';

let built: Promise<GraphQLSchema> | undefined;

/** The schema, made once. A new subject is a folder and its resolvers in this list. */
export const buildSchema = (): Promise<GraphQLSchema> =>
  (built ??= build({
    resolvers: [
      SearchResolver,
      PartyResolver,
      NamedPartyResolver,
      MentionResolver,
      PartyCaseResolver,
      PossibilityResolver,
      CustomerResolver,
      OurCaseResolver,
      PartyCustomersResolver,
      CustomerRoleResolver,
      DocumentResolver,
      CourtCaseResolver,
      LoanResolver,
      SecurityResolver,
      PaymentOrderResolver,
      AssetResolver,
      SeizureResolver,
      EvidencedResolver,
      EvidenceResolver,
      SectionedResolver,
      ClueResolver,
      CustomerCluesResolver,
      PartyCluesResolver,
      explore.ExploreResolver,
      explore.PartyNeighboursResolver,
      explore.StepResolver,
      explore.NeighbourResolver,
      explore.NetworkPartyResolver,
      explore.NetworkResolver,
      explore.ConnectionsResolver,
      ReviewResolver,
      PartyMatchesResolver,
      SourceResolver,
      PreviewResolver,
      PreviewRowResolver,
      VocabularyResolver,
    ],
    validateFn: check,
  }));

/** At once, so that the loads of one level still arrive together and make one batch. */
function check(args: object | null | undefined): void {
  if (typeof args !== 'object' || args === null) return;
  const errors = validateSync(args, { forbidUnknownValues: false });
  if (errors.length) throw new ArgumentValidationError(errors);
}
