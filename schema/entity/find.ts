/** From what a caller has in hand to a party. */
import { NotFoundError, UserError } from '../../src/errors.js';
import type { PartyRow } from '../../src/graph/entity.js';
import { partiesCalled, type Called, type Part } from '../../src/graph/profile.js';
import { mentionOfPartyId } from '../../src/model/ids.js';
import type { Context } from '../context.js';
import { mentionCap } from '../loaders.js';
import { nameKeys } from '../search/find.js';
import type { Fetch } from '../together.js';
import { toParts, type PartyParts } from './parts.js';
import type { Party } from './party.type.js';

/** A party, and what was fetched with it. */
interface Found extends PartyRow {
  readonly parts?: Partial<PartyParts>;
}

export const toParty = ({ id, name, kind, mentions, parts = {} }: Found): Party => ({
  id,
  name,
  kind,
  mentionCount: mentions,
  parts,
});

/** The party at a link's end. Its mention leads to it even when the party's id has changed since. */
export async function partyOf(id: string, { loaders }: Context): Promise<Party> {
  const row = await loaders.party.load(id);
  if (!row)
    throw new NotFoundError(
      '回答期间该主体已被合并或拆分。请重新查询。 / The party was merged or split while the answer was made. Ask again.',
    );
  return toParty(row);
}

/**
 * The party of a party's id, one it had before included, of a mention's id or a full name; null when there is none. `parts` are fetched with it. Throws UserError AMBIGUOUS_NAME
 * when several parties have the name, because which of them is meant is for a person to say.
 */
export async function findParty(
  reference: string,
  context: Context,
  parts: readonly Part[] = [],
): Promise<Found | null> {
  const asked = await context.together(queryFor(parts), (called) => called.asked, [reference]);
  const { row = null, parts: came = null, meant = [] } = asked.get(reference)?.[0] ?? {};
  if (row) {
    // What hangs on its mentions is found by them.
    if (came?.mentions) context.loaders.parts.mentions.prime(row.id, came.mentions);
    return { ...row, ...(came && { parts: toParts(came) }) };
  }
  if (meant.length > 1)
    throw new UserError(
      `有 ${meant.length} 个主体叫这个名称。请用 search 选定，并给出其编号。 / ${meant.length} parties have this name. Choose one with 'search' and give its id.`,
      {
        code: 'AMBIGUOUS_NAME',
      },
    );
  const [only] = meant;
  if (!only) {
    // Whoever noted the id of a party down still finds it when it has become part of another.
    const mention = mentionOfPartyId(reference);
    return mention === null ? null : findParty(mention, context, parts);
  }
  if (parts.length === 0) return only;
  return (await findParty(only.id, context, parts)) ?? only;
}

/** One query for each choice of parts, so that what is asked at once is asked together. */
const queries = new Map<string, Fetch<Called>>();
function queryFor(parts: readonly Part[]): Fetch<Called> {
  const known = queries.get(parts.join());
  if (known) return known;
  const query = partiesCalled(parts, mentionCap);
  const fetch: Fetch<Called> = (run, asked) =>
    query(
      run,
      asked.map((one) => ({ asked: one, keys: nameKeys(one) })),
    );
  queries.set(parts.join(), fetch);
  return fetch;
}

/** The same, where the caller needs one. Throws NotFoundError. */
export async function requireParty(reference: string, context: Context): Promise<PartyRow> {
  const row = await findParty(reference, context);
  if (!row)
    throw new NotFoundError(
      "没有主体有此编号或全称。请用 search 查找，并给出其编号。 / No party has this id or full name. Find it with 'search' and give its id.",
      {
        code: 'NO_SUCH_PARTY',
      },
    );
  return row;
}
