/** All clue rules, in order of the catalogue. A new rule is a file in rules/ and a line here. */
import type { Rule } from './rule.js';
import { wonJudgmentClaim } from './rules/c01WonJudgmentClaim.js';
import { debtorAsEnforcementApplicant } from './rules/c02DebtorAsEnforcementApplicant.js';

export const rules: readonly Rule[] = [wonJudgmentClaim, debtorAsEnforcementApplicant];
