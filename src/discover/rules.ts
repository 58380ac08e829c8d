/** All clue rules, in order of the catalogue. A new rule is a file in rules/ and a line here. */
import type { Rule } from './rule.js';
import { wonJudgmentClaim } from './rules/c01WonJudgmentClaim.js';
import { debtorAsEnforcementApplicant } from './rules/c02DebtorAsEnforcementApplicant.js';
import { pendingClaim } from './rules/c04PendingClaim.js';
import { realEstateInterest } from './rules/c15RealEstateInterest.js';
import { guarantorAssets } from './rules/c44GuarantorAssets.js';
import { guaranteeRing } from './rules/c45GuaranteeRing.js';
import { assetSeizedByOthers } from './rules/c53AssetSeizedByOthers.js';
import { waitingSeizureMaturing } from './rules/c54WaitingSeizureMaturing.js';

/** What a debtor owns or is owed; asked for its guarantors too. */
const ofAnybody: readonly Rule[] = [
  wonJudgmentClaim,
  debtorAsEnforcementApplicant,
  pendingClaim,
  realEstateInterest,
  assetSeizedByOthers,
  waitingSeizureMaturing,
];

export const rules: readonly Rule[] = [...ofAnybody, guarantorAssets(ofAnybody), guaranteeRing].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
