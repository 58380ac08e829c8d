/** What a party's profile is made of, fetched with the party or each for itself. */
import type { AssetRow } from '../../src/graph/asset.js';
import type { Held, LoanRow, OrderRow, SecurityRow } from '../../src/graph/claim.js';
import type { MentionRow } from '../../src/graph/entity.js';
import type { Parts } from '../../src/graph/profile.js';

/** Links of a party's mentions to things, in the order that these are shown in, and what each makes the party. */
export const roles = {
  loans: { BORROWED: 'borrower', LENT: 'lender', OWED_BY: 'borrower' },
  securities: { PROVIDES: 'provider', FOR_DEBTOR: 'debtor', TO_CREDITOR: 'creditor' },
  orders: { MUST_PAY: 'obligor', PAYABLE_TO: 'payee' },
  assets: { OWNS: 'owner' },
} as const;

type RoleOf<Thing extends keyof typeof roles> = (typeof roles)[Thing][keyof (typeof roles)[Thing]] & string;

export interface PartyParts {
  readonly mentions: readonly MentionRow[];
  readonly cases: readonly MentionRow[];
  readonly loans: readonly Held<LoanRow, RoleOf<'loans'>>[];
  readonly securities: readonly Held<SecurityRow, RoleOf<'securities'>>[];
  readonly orders: readonly Held<OrderRow, RoleOf<'orders'>>[];
  readonly assets: readonly Held<AssetRow, RoleOf<'assets'>>[];
}

export function inRoles<R extends { readonly owner: string; readonly link: string }, Role extends string>(
  of: Readonly<Record<string, Role>>,
  rows: readonly R[],
): readonly (R & { readonly role: Role })[] {
  const order = Object.keys(of);
  return [...rows]
    .sort((a, b) => order.indexOf(a.link) - order.indexOf(b.link))
    .map((row) => ({ ...row, role: of[row.link] as Role }));
}

/** What came with a party; the mentions with all that they say list its cases too. */
export function toParts({ mentions, cases, loans, securities, orders, assets }: Partial<Parts>): Partial<PartyParts> {
  const listed = cases ?? mentions;
  return {
    ...(mentions && { mentions }),
    ...(listed && { cases: listed }),
    ...(loans && { loans: inRoles(roles.loans, loans) }),
    ...(securities && { securities: inRoles(roles.securities, securities) }),
    ...(orders && { orders: inRoles(roles.orders, orders) }),
    ...(assets && { assets: inRoles(roles.assets, assets) }),
  };
}
