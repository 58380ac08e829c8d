/**
 * The cast of a refresh: whose assets are asked for, and every mention of them in any document, with how sure it is that
 * the document speaks of them. Asked once for all rules; a rule's own pattern starts at these mentions.
 *
 *   (Customer)<-[:IS_CUSTOMER]-(own)-[:OF|POSSIBLY]->(Party)<-[:OF|POSSIBLY]-(Mention)…
 */
import { fileMentions, mentionsThatMayBe, type MentionIdentity } from '../graph/cast.js';
import type { Run } from '../graph/engine.js';
import type { Tier } from '../model/mention.js';
import { byTier, tierOf } from './tier.js';

export type Whose = 'borrower' | 'guarantor';

/** One party of a customer's file. */
export interface Member {
  readonly customer: string;
  readonly number: string | null;
  readonly role: Whose;
  readonly party: string;
  /** As the file names it. */
  readonly own: MentionIdentity;
}

/** One mention in some document that is, or may be, a member. */
export interface Seen {
  readonly member: Member;
  readonly tier: Tier;
  readonly mention: MentionIdentity;
}

export interface Cast {
  readonly members: readonly Member[];
  /** Mention id -> whom it may be; one mention may matter to several customers. */
  readonly seen: ReadonlyMap<string, readonly Seen[]>;
  /** Its keys, in order. */
  readonly mentions: readonly string[];
}

/** Mentions of the cast in one of these roles: roles are known already, so that thousands of others are not asked for. */
export const mentionsAs = (cast: Cast, ...roles: readonly string[]): readonly string[] =>
  cast.mentions.filter((id) => cast.seen.get(id)?.[0]?.mention.roles?.some((role) => roles.includes(role)));

/** What several rules ask of one cast is asked once. The graph does not change while a cast lives: it is made for one refresh. */
export function oncePerCast<T>(ask: (run: Run, cast: Cast) => Promise<T>): (run: Run, cast: Cast) => Promise<T> {
  const asked = new WeakMap<Cast, Promise<T>>();
  return (run, cast) => {
    const answer = asked.get(cast) ?? ask(run, cast);
    asked.set(cast, answer);
    return answer;
  };
}

/** Borrowers and guarantors of these customers. A party that is both is a borrower. */
export async function castOf(run: Run, customers: readonly string[]): Promise<Readonly<Record<Whose, Cast>>> {
  const file = customers.length ? await fileMentions(run, customers) : [];
  const members = new Map<string, Member>();
  const towards = new Map<string, { member: Member; own: MentionIdentity; link: 'OF' | 'POSSIBLY' }[]>();
  // Sure links first, so that a member's party is the one its own mention belongs to.
  const sure = (link: string): number => (link === 'OF' ? 0 : 1);
  const rows = [...file].sort(
    (a, b) =>
      order(a.role, b.role) || sure(a.link) - sure(b.link) || order(a.own.id, b.own.id) || order(a.party, b.party),
  );
  const home = new Map<string, string>();
  for (const { customer, number, role, link, party, own } of rows) {
    const key = `${customer} ${home.get(own.id) ?? party}`;
    if (link === 'OF') home.set(own.id, party);
    const member = members.get(key) ?? { customer, number, role, party: home.get(own.id) ?? party, own };
    members.set(key, member);
    const list = towards.get(party) ?? [];
    if (!list.some((known) => known.member === member && known.own.id === own.id)) list.push({ member, own, link });
    towards.set(party, list);
  }
  const found = new Map<string, Map<string, Seen>>();
  for (const { party, link, mention } of towards.size ? await mentionsThatMayBe(run, [...towards.keys()].sort()) : []) {
    for (const { member, own, link: ownLink } of towards.get(party) ?? []) {
      const tier = tierOf({ sure: ownLink, same: link, own, m: mention });
      if (tier === null) continue;
      const ofMention = found.get(mention.id) ?? new Map<string, Seen>();
      const key = `${member.customer} ${member.party}`;
      const known = ofMention.get(key);
      if (!known || byTier(tier, known.tier) < 0) ofMention.set(key, { member, tier, mention });
      found.set(mention.id, ofMention);
    }
  }
  return {
    borrower: part('borrower', [...members.values()], found),
    guarantor: part('guarantor', [...members.values()], found),
  };
}

function part(role: Whose, members: readonly Member[], found: ReadonlyMap<string, ReadonlyMap<string, Seen>>): Cast {
  const seen = new Map<string, readonly Seen[]>();
  for (const [mention, ofMention] of [...found].sort(([a], [b]) => order(a, b))) {
    const ours = [...ofMention].filter(([, entry]) => entry.member.role === role).sort(([a], [b]) => order(a, b));
    if (ours.length) seen.set(mention, ours.map(([, entry]) => entry)); // prettier-ignore
  }
  return { members: members.filter((member) => member.role === role), seen, mentions: [...seen.keys()] };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
