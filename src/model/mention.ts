/** What surrounds a mention in its document. */
export interface MentionContext {
  /** Name keys of the organizations that this person is said to represent, or of this organization's representatives. */
  readonly officerOf?: readonly string[];
  readonly officers?: readonly string[];
  /** Name keys of the other parties of the document (at most 12, smallest first). */
  readonly companions?: readonly string[];
  /** Keys of the case the document belongs to and of those it cites (at most 12). */
  readonly cases?: readonly string[];
  /** Ids of the bank's own customers and loans whose row this is (at most 12). */
  readonly files?: readonly string[];
}

/**
 * A mention as resolve sees it: what one document says of one party, in the form that identity is judged by. All of it
 * is written on the Mention node, so a score reads two mentions and nothing else.
 */
export interface Mention extends MentionContext {
  /** Survives a better reader: made of document identity, role, ordinal and raw name; never of a position. */
  readonly id: string;
  readonly document: string;
  readonly name: string;
  /** Key of the name for matching (see personName, organizationName). */
  readonly nameKey: string;
  readonly kind: 'person' | 'organization';
  readonly roles: readonly string[];
  /** True when the source vouches for who it is: a row of the bank's own loan file. */
  readonly fromLoanFile: boolean;
  readonly gender?: string;
  readonly birthDate?: string;
  /** As written, masks kept. */
  readonly idNumber?: string;
  readonly creditCode?: string;
  readonly orgCode?: string;
  readonly registrationNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly formerNames?: readonly string[];
}

/** Human answer to "same or not?"; both ends are mention ids. Later decisions on the same pair replace earlier ones. */
export interface Decision {
  readonly left: string;
  readonly right: string;
  readonly verdict: 'same' | 'different';
  readonly by: string;
  readonly on: string;
  readonly reason: string;
}

/**
 * T1 a valid identifier · T2 name and two independent features, or named twice for one customer or loan of the bank's own
 * file · T3 name only, or a masked name that fits our loan file; never merged by itself.
 */
export type Tier = 'T1' | 'T2' | 'T3';

/** Why two mentions are, or may be, one party; never a bare number. */
export interface MatchScore {
  readonly tier: Tier | 'none';
  /** 0-1 */
  readonly score: number;
  /** Feature by feature, for and against, in words without personal data. */
  readonly features: readonly {
    readonly name: string;
    readonly weight: number;
    readonly zh: string;
    readonly en: string;
  }[];
}
