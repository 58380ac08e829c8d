/**
 * A clue: a hint at something our debtor or a guarantor owns or is owed, with the way to it. What is stored does not
 * know the clock; grade, validity and deadlines are computed from it for a day, `asOf`.
 */
import type { Span } from './span.js';
import type { Tier } from './mention.js';

/** A text in both languages; Chinese is what users see first. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Leads to the record, the exact quote and the time it was fetched. */
export interface EvidenceRef {
  /** Document id. */
  readonly document: string;
  /** What the quote shows: 'amount', 'obligor', 'guarantee period'. */
  readonly shows: Bilingual;
  readonly at: Span;
}

/** One step of the path from our debtor to the thing, ready to be read aloud and drawn. */
export interface PathStep {
  /** Node id and type, and a caption that may be shown. */
  readonly node: string;
  readonly type: string;
  readonly caption: string;
  /** Link to the next step; left out on the last. */
  readonly link?: Bilingual;
}

export type RouteCode = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9' | 'R10' | 'R11';

/** Where we stand with this debtor. Every route depends on it. */
export type OurStage = 'noSuit' | 'suing' | 'titleInHand' | 'enforcing' | 'terminatedThisRound' | 'debtorBankrupt';

export interface Route {
  readonly code: RouteCode;
  readonly title: Bilingual;
  /** Who acts, before which court, with which paper. */
  readonly actor: Bilingual;
  readonly court: Bilingual;
  readonly paper: Bilingual;
  /** ISO date by which it must be done; left out where no clock is known to run. */
  readonly by?: string;
  readonly basis: readonly string[];
  /** What must be true for the route and is not shown by any record yet. */
  readonly unproven: readonly Bilingual[];
  /** Set where the route is closed: why. */
  readonly closed?: Bilingual;
}

/** The five published inputs, each 0-1, with the reason for its value. */
export interface GradeInput {
  readonly name: 'identity' | 'value' | 'reach' | 'room' | 'fresh';
  readonly value: number;
  readonly reason: Bilingual;
}

export interface Grade {
  readonly asOf: string;
  /** 0-100; 0 with a reason where a trap or a closed window zeroes it. */
  readonly score: number;
  readonly stars: 0 | 1 | 2 | 3;
  readonly inputs: readonly GradeInput[];
  readonly zeroed?: Bilingual;
  /** Version of weights and half-lives. */
  readonly version: string;
}

export interface Trap {
  readonly name: Bilingual;
  /** clear: checked and not the case · open: cannot be checked from what we have · sprung: the case, zeroes the grade */
  readonly state: 'clear' | 'open' | 'sprung';
}

/** A clue as people see it on a day. */
export interface ClueView {
  readonly id: string;
  readonly rule: string;
  readonly title: Bilingual;
  readonly sentence: Bilingual;
  readonly customer: string;
  /** The money or asset it is about: clues of the same thing, of other rules and customers too, are to be summed once. */
  readonly thing?: string;
  readonly tier: Tier;
  /** In fen, as stated by the evidence; null where no sum is stated. */
  readonly value: number | null;
  /** In fen: the value, capped at what is owed to us, times identity, reach and room. Orders work; null where no sum is stated. */
  readonly expected: number | null;
  /** Where we stand with the party whose asset it is. */
  readonly stage: OurStage;
  readonly grade: Grade;
  readonly routes: readonly Route[];
  /** The earliest date by which something must be done. */
  readonly deadline?: string;
  readonly traps: readonly Trap[];
  readonly path: readonly PathStep[];
  readonly evidence: readonly EvidenceRef[];
  /** ISO time: when the latest record that it rests on was fetched. */
  readonly knownSince: string;
}

export type FollowUpState = 'open' | 'followedUp' | 'done' | 'ignored' | 'givenUp';
