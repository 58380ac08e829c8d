/**
 * The contract of a clue rule: one question to the graph, whose answers are clues.
 *
 *   cast      our debtor's parties (or its guarantors) and every mention of them: where a rule's pattern starts (cast.ts)
 *   draft     a clue before it is stored: what it says, never what day it is
 *   subject   what within rule and customer the clue is about: a dispute, an asset; with them it makes the clue's id
 *   trap      why the clue may be false; clear, open or sprung. A rule gives no draft where it knows the trap has sprung
 *   way       what the routes need to know (routes.ts)
 *   clock     a day from which a legal term runs; the term itself is computed at reading (deadlines.ts)
 *   reach     how a change elsewhere comes to this rule's customers (reach.ts)
 *   example   a small graph with the clue expected, and a near miss with none: the test and the documentation
 *
 * Left out on purpose: grade, routes and deadlines. They follow from a draft for a day, `asOf`, when it is read.
 */
import type { Run } from '../graph/engine.js';
import type { Bilingual, EvidenceRef, PathStep, Trap } from '../model/clue.js';
import type { AssetKind } from '../model/courtDocument.js';
import type { Tier } from '../model/mention.js';
import type { Cast, Whose } from './cast.js';
import type { Example } from './example.js';

export interface Rule {
  /** Catalogue number: 'C01'. */
  readonly id: string;
  /** Glossary identifier: 'wonJudgmentClaim'. */
  readonly name: string;
  readonly title: Bilingual;
  /** The question in plain words. */
  readonly question: Bilingual;
  /** Usual level of a sure, fresh, unencumbered clue of this kind: A three stars, B two, C one, S a signal. */
  readonly base: 'A' | 'B' | 'C' | 'S';
  /** Whose assets it asks for; a rule for borrowers is asked for guarantors by C44. */
  readonly whose: Whose;
  readonly reaches: readonly Reach[];
  /** Articles read word by word. What rests on unread law says so in the clue's traps and preconditions. */
  readonly basis: readonly string[];
  /** Days after which a clue of this kind is half as fresh. */
  readonly halfLifeDays: number;
  /** Asks the graph. At most one draft a customer and subject; the same graph gives the same drafts, in any order. */
  drafts(run: Run, cast: Cast): Promise<readonly ClueDraft[]>;
  readonly example: Example;
  readonly nearMiss: Example;
}

/** party: what documents say of the customer's parties · dispute: through citations · asset: through a shared asset · ring: along guarantees */
export type Reach = 'party' | 'dispute' | 'asset' | 'ring';

export interface ClueDraft {
  readonly customer: string;
  readonly subject: string;
  readonly tier: Tier;
  /** In fen, as the evidence states it; null where no sum is stated. */
  readonly value: number | null;
  /** Parties the clue is about: the debtor's first, then the other side. */
  readonly parties: readonly string[];
  /** Documents it rests on. */
  readonly documents: readonly string[];
  readonly evidence: readonly EvidenceRef[];
  /** ISO time: when the latest of them was fetched. */
  readonly knownSince: string;
  readonly facts: ClueFacts;
}

/** All that is stored of a clue besides its columns, as JSON. Knows no clock. */
export interface ClueFacts {
  readonly about: About;
  /** The dispute or asset whose money it is: rules that find the same say the same. Left out where no money is meant. */
  readonly thing?: string;
  readonly title?: Bilingual;
  readonly sentence: Bilingual;
  readonly path: readonly PathStep[];
  readonly traps: readonly Trap[];
  /** Day of the newest document that speaks for it; null when none is dated. */
  readonly since: string | null;
  readonly reach: Weight;
  readonly room: Weight;
  readonly way: Way;
  /** Half-life of the wrapped rule, on clues of a guarantor (C44). */
  readonly halfLifeDays?: number;
  /** Set on clues of a guarantor (C44). */
  readonly guarantees?: readonly Guarantee[];
}

/** Whose asset it is: a party of the customer's file. */
export interface About {
  readonly party: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
  readonly role: Whose;
}

/** An input of the grade, 0-1, as far as no clock decides it. */
export interface Weight {
  readonly value: number;
  readonly reason: Bilingual;
}

export interface SeizureFacts {
  readonly kind: AssetKind;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly waiting: boolean;
  /** Day of the document that tells of it: it lay on the thing no later. */
  readonly saidOn: string | null;
}

export type Way =
  /** A claim of the debtor against others. */
  | {
      readonly way: 'claim';
      readonly payers: string;
      /** Where the debtor's case against the payer stands. */
      readonly standing: 'final' | 'unproven' | 'enforcing' | 'pending';
      /** Court and number of the case that a notice must go to. */
      readonly court: string | null;
      readonly caseNumber: string | null;
      /** Day from which, at the earliest, the debtor's own two years to enforce run; null while enforcement runs or none is known. */
      readonly enforceFrom: string | null;
    }
  /** A thing the debtor owns. */
  | {
      readonly way: 'thing';
      readonly kind: AssetKind;
      /** Seizures by others that are not known to be lifted. */
      readonly seizures: readonly SeizureFacts[];
      readonly ours: SeizureFacts | null;
      /** We hold a mortgage or pledge over it. */
      readonly priority: boolean;
    }
  /** Our seizure waits behind another. */
  | {
      readonly way: 'waiting';
      readonly kind: AssetKind;
      readonly ours: SeizureFacts;
      readonly first: SeizureFacts;
      readonly lifted: boolean;
      readonly sold: boolean;
    }
  | { readonly way: 'ring'; readonly members: number };

export interface Guarantee {
  readonly mode: string | null;
  readonly signedOn: string | null;
  readonly periodUntil: string | null;
  /** Due day of the debt, or the day it was called due. */
  readonly dueOn: string | null;
  readonly cap: number | null;
  readonly contractNumber: string | null;
}
