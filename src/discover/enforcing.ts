/**
 * Enforcement that the members of a cast asked for, and the award it enforces: the one of its dispute, or, where the
 * paper cites none (notices seldom do), the only award of the member against the same debtor by a court of the same
 * dispute that nothing else enforces. Both are then the same money.
 */
import { enforcementCasesOf, type EnforcementRow } from '../graph/dispute.js';
import type { Run } from '../graph/engine.js';
import { awardsOf, type Award } from './award.js';
import { mentionsAs, oncePerCast, type Cast, type Seen } from './cast.js';
import { alone, disputesOf, enforcementOf, type Dispute, type Enforcement } from './dispute.js';
import { compare } from './evidence.js';

export interface Enforcing {
  readonly seen: Seen;
  readonly paper: EnforcementRow;
  readonly dispute: Dispute;
  readonly enforcement: Enforcement;
  readonly award: Award | null;
  /** How the award was found: the papers cite each other, or parties and court are the same. */
  readonly by: 'citation' | 'likeness';
}

/** Output: the latest paper first. */
export const enforcingOf = oncePerCast(askEnforcing);

async function askEnforcing(run: Run, cast: Cast): Promise<readonly Enforcing[]> {
  const applicants = mentionsAs(cast, 'enforcementApplicant');
  const papers = applicants.length ? await enforcementCasesOf(run, applicants) : [];
  if (!papers.length) return [];
  const disputes = await disputesOf(run, papers.flatMap((paper) => paper.cases)); // prettier-ignore
  const awards = new Map<string, Award[]>();
  for (const award of await awardsOf(run, cast)) {
    const key = keyOf(award.seen);
    awards.set(key, [...(awards.get(key) ?? []), award]);
  }
  return [...papers].reverse().flatMap((paper) =>
    (cast.seen.get(paper.mention) ?? []).map((seen): Enforcing => {
      const dispute = disputes.get([...paper.cases].sort(compare)[0] ?? '') ?? alone(paper);
      const own = awards.get(keyOf(seen)) ?? [];
      const cited = own.find((award) => award.dispute.root === dispute.root);
      const alike = cited ? [] : own.filter((award) => isLike(award, paper, seen));
      return {
        seen,
        paper,
        dispute,
        enforcement: enforcementOf(dispute, creditor(seen)),
        award: cited ?? (alike.length === 1 ? (alike[0] ?? null) : null),
        by: cited ? 'citation' : 'likeness',
      };
    }),
  );
}

const keyOf = ({ member }: Seen): string => `${member.customer} ${member.party}`;

const creditor = ({ mention, member }: Seen) => ({ nameKeys: [mention.nameKey], parties: [member.party] });

function isLike({ dispute, decision, payers, standing }: Award, paper: EnforcementRow, seen: Seen): boolean {
  return (
    standing.state !== 'appealed' &&
    payers.some((payer) => paper.against.some((one) => one.party === payer.party)) &&
    dispute.papers.some((one) => one.court !== null && one.court === paper.court) &&
    (decision.date === null || paper.date === null || decision.date <= paper.date) &&
    enforcementOf(dispute, creditor(seen)).state === 'none'
  );
}
