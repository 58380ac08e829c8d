/**
 * What courts have awarded to the members of a cast and what is left of it: orders to pay, one award for each dispute and
 * member, taken from the latest decision that was not replaced.
 */
import { ordersPayableTo, papersById, type CourtPaper, type PayableRow } from '../graph/dispute.js';
import type { Run } from '../graph/engine.js';
import { oncePerCast, type Cast, type Seen } from './cast.js';
import { alone, disputesOf, standingOf, type Dispute, type Standing } from './dispute.js';
import { byTier } from './tier.js';
import { compare } from './evidence.js';

export interface Award {
  readonly seen: Seen;
  readonly dispute: Dispute;
  readonly decision: CourtPaper;
  readonly standing: Standing;
  readonly orders: readonly PayableRow[];
  /** Sum of the amounts in yuan that the orders state, in fen; null when none is stated. */
  readonly total: number | null;
  /** As total, of orders that pay nobody else: whose share is how much a shared order does not say. */
  readonly own: number | null;
  /** Principal debtors first. */
  readonly payers: readonly PayableRow['payers'][number][];
}

/** Output: what stands, in order of customer and dispute. Disputes whose decisions were all replaced are left out. */
export const awardsOf = oncePerCast(askAwards);

async function askAwards(run: Run, cast: Cast): Promise<readonly Award[]> {
  if (!cast.mentions.length) return [];
  const rows = await ordersPayableTo(run, cast.mentions);
  if (!rows.length) return [];
  const [papers, disputes] = [
    new Map((await papersById(run, rows.map((row) => row.document))).map((paper) => [paper.id, paper])),
    await disputesOf(run, rows.flatMap((row) => row.cases)),
  ]; // prettier-ignore
  const groups = new Map<string, { dispute: Dispute; entries: { seen: Seen; row: PayableRow; paper: CourtPaper }[] }>();
  for (const row of rows) {
    const paper = papers.get(row.document);
    if (!paper) continue;
    const dispute = disputes.get([...row.cases].sort(compare)[0] ?? '') ?? alone(paper);
    for (const seen of cast.seen.get(row.mention) ?? []) {
      if (row.payers.length && row.payers.every((payer) => payer.party === seen.member.party)) continue;
      const key = `${seen.member.customer}\n${dispute.root}\n${seen.member.party}`;
      const group = groups.get(key) ?? { dispute, entries: [] };
      group.entries.push({ seen, row, paper });
      groups.set(key, group);
    }
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, { dispute, entries }]) => {
      const standing = (paper: CourtPaper): Standing => standingOf(dispute, paper.cases[0] ?? paper.id, paper);
      const left = entries.filter(({ paper }) => standing(paper).state !== 'replaced');
      const decision = left.map(({ paper }) => paper).sort((a, b) => compare(a.date ?? '', b.date ?? '') || compare(a.id, b.id)).at(-1); // prettier-ignore
      if (!decision) return [];
      const chosen = left.filter(({ paper }) => paper.id === decision.id);
      const seen = chosen
        .map((entry) => entry.seen)
        .sort((a, b) => byTier(a.tier, b.tier) || compare(a.mention.id, b.mention.id))[0];
      if (!seen) return [];
      const orders = [...new Map(chosen.map(({ row }) => [row.order, row])).values()];
      return [
        {
          seen,
          dispute,
          decision,
          standing: standing(decision),
          orders,
          total: totalOf(orders),
          own: totalOf(orders.filter((order) => order.payees.length <= 1)),
          payers: payersOf(orders),
        },
      ];
    });
}

function totalOf(orders: readonly PayableRow[]): number | null {
  const amounts = orders.flatMap((order) =>
    order.amount !== null && (order.currency ?? 'CNY') === 'CNY' ? [order.amount] : [],
  );
  return amounts.length ? amounts.reduce((sum, amount) => sum + amount, 0) : null;
}

function payersOf(orders: readonly PayableRow[]): PayableRow['payers'][number][] {
  const payers = new Map<string, PayableRow['payers'][number]>();
  const rank = (payer: { principal: boolean | null }): number => (payer.principal ? 0 : 1);
  for (const payer of orders
    .flatMap((order) => order.payers)
    .sort((a, b) => rank(a) - rank(b) || compare(a.mention, b.mention)))
    if (!payers.has(payer.party)) payers.set(payer.party, payer);
  return [...payers.values()];
}
