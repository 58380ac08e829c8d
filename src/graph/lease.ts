/** Who alone may write what follows from the whole graph. A turn counts these writings, so that what one process remembers can be told to be out of date. */
import type { Run } from './engine.js';

/**
 * Takes or prolongs the lease unless somebody else holds it. Times are ISO. Output: its turn; null while another holds it.
 * It is written before it is read, so that two who ask at once ask one after the other.
 */
export async function takeLease(
  run: Run,
  ask: { readonly id: string; readonly holder: string; readonly now: string; readonly until: string },
): Promise<number | null> {
  const [lease] = await run<{ turn: number }>(
    `MERGE (l:Lease {id: $id}) ON CREATE SET l.holder = $holder, l.until = $until, l.turn = 0
     SET l.asked = $now
     WITH l WHERE l.holder = $holder OR l.until < $now
     SET l.holder = $holder, l.until = $until
     RETURN l.turn AS turn`,
    ask,
  );
  return lease?.turn ?? null;
}

/** Counts one more turn. Output: false where the lease is no longer the holder's as of `turn`. */
export async function nextTurn(
  run: Run,
  ask: { readonly id: string; readonly holder: string; readonly turn: number; readonly until: string },
): Promise<boolean> {
  const rows = await run(
    `MATCH (l:Lease {id: $id}) SET l.asked = $until
     WITH l WHERE l.holder = $holder AND l.turn = $turn
     SET l.turn = $turn + 1, l.until = $until
     RETURN l.turn AS turn`,
    ask,
  );
  return rows.length === 1;
}

/** Lets another take it at once. */
export async function endLease(run: Run, ask: { readonly id: string; readonly holder: string }): Promise<void> {
  await run(`MATCH (l:Lease {id: $id}) WHERE l.holder = $holder SET l.until = ''`, ask);
}

/** As it stands, without asking for it; null while nobody ever held it. */
export const leaseNow = async (
  run: Run,
  id: string,
): Promise<{ readonly holder: string; readonly until: string; readonly turn: number } | null> =>
  (
    await run<{ holder: string; until: string; turn: number }>(
      'MATCH (l:Lease {id: $id}) RETURN l.holder AS holder, l.until AS until, l.turn AS turn',
      { id },
    )
  )[0] ?? null;

/** Those whose id begins so, in order of holder. */
export const leasesOf = (
  run: Run,
  prefix: string,
): Promise<readonly { readonly id: string; readonly holder: string; readonly until: string }[]> =>
  run(
    'MATCH (l:Lease) WHERE l.id STARTS WITH $prefix RETURN l.id AS id, l.holder AS holder, l.until AS until ORDER BY holder',
    { prefix },
  );
