/**
 * Stored clues as people see them on a day: grade, routes, deadlines and validity follow from what is stored and from
 * where we stand then.
 */
import type { StoredClueRow } from '../graph/clue.js';
import { partiesOfCustomers } from '../graph/customer.js';
import type { Run } from '../graph/engine.js';
import type { Bilingual, ClueView, EvidenceRef, Trap } from '../model/clue.js';
import { addMonths, daysBetween } from '../model/date.js';
import type { Tier } from '../model/mention.js';
import { isDay, seizureTerm } from './deadlines.js';
import { gradeOf } from './grade.js';
import { guaranteeState, guaranteeTrap } from './guarantee.js';
import { routesOf } from './routes.js';
import type { ClueFacts, Weight } from './rule.js';
import { rules } from './rules.js';
import { bankruptciesOf, standsOf, type Stand } from './stand.js';

/** Input: stored clues. Output: the same, in the same order, as of a day (ISO). */
export async function viewClues(run: Run, rows: readonly StoredClueRow[], asOf: string): Promise<readonly ClueView[]> {
  if (!rows.length) return [];
  const stored = rows.map((row) => ({
    row,
    facts: JSON.parse(row.facts) as ClueFacts,
    evidence: JSON.parse(row.evidence) as EvidenceRef[],
  }));
  const customers = [...new Set(rows.map((row) => row.customer))];
  const stands = await standsOf(run, customers, asOf);
  const borrowers = (await partiesOfCustomers(run, customers)).filter((row) => row.role !== 'guarantor');
  const bankrupt = await bankruptciesOf(
    run,
    [...borrowers.map((row) => row.party), ...stored.map(({ facts }) => facts.about.party)],
    asOf,
  );
  const bankruptCustomers = new Set(borrowers.filter((row) => bankrupt.has(row.party)).map((row) => row.customer));
  return stored.map(({ row, facts, evidence }) => {
    const stand = stands.get(row.customer) ?? nowhere;
    const isBorrower = facts.about.role === 'borrower';
    const ownBankruptcy = bankrupt.get(facts.about.party) ?? (isBorrower ? stand.fileSaysBankrupt : null);
    const bankruptcy = facts.about.kind === 'organization' ? ownBankruptcy : null;
    const guarantee = facts.guarantees ? guaranteeState(facts.guarantees, facts.about.name, stand, asOf) : null;
    const traps: Trap[] = [...facts.traps, ...(guarantee ? [guaranteeTrap(guarantee)] : [])];
    const rule = rules.find((one) => one.id === row.rule);
    const tier = row.tier as Tier;
    const grade = gradeOf(
      {
        tier,
        value: row.value,
        outstanding: stand.outstanding,
        reach: reachOn(facts, stand, bankruptcy !== null, asOf),
        room: facts.room,
        since: facts.since,
        halfLifeDays: facts.halfLifeDays ?? rule?.halfLifeDays ?? 365,
        zeroed: closedOn(facts, traps, guarantee?.state === 'over' ? guarantee.reason : null, asOf),
      },
      asOf,
    );
    const debtorBankrupt = !isBorrower && (stand.fileSaysBankrupt !== null || bankruptCustomers.has(row.customer));
    const routes = routesOf({ about: facts.about, way: facts.way, stand, bankruptcy, debtorBankrupt, guarantee, asOf });
    const deadline = grade.zeroed ? undefined : routes.filter((route) => !route.closed).flatMap((route) => route.by ?? []).sort()[0]; // prettier-ignore
    return {
      id: row.id,
      rule: row.rule,
      title: facts.title ?? rule?.title ?? { zh: row.rule, en: row.rule },
      sentence: facts.sentence,
      customer: row.customer,
      tier,
      value: row.value,
      expected: expectedOf(row.value, stand.outstanding, grade.inputs),
      stage: bankruptcy ? 'debtorBankrupt' : stand.stage,
      grade,
      routes,
      ...(deadline === undefined ? {} : { deadline }),
      traps,
      path: facts.path,
      evidence,
      knownSince: row.knownSince,
    };
  });
}

const nowhere: Stand = {
  stage: 'noSuit',
  court: null,
  caseNumber: null,
  effectiveOn: null,
  filedOn: [],
  contacts: [],
  outstanding: null,
  fileSaysBankrupt: null,
};

/** Months without news after which a pending case counts as dead. */
const silenceMonths = 24;
/** Days before the end of the first seizure from which a waiting one is about to mature. */
const maturingDays = 60;

function reachOn({ reach, way }: ClueFacts, stand: Stand, bankrupt: boolean, asOf: string): Weight {
  const least = (value: number, zh: string, en: string): Weight =>
    reach.value <= value ? reach : { value, reason: { zh, en } };
  if (bankrupt) return least(0.3, '破产程序中只能通过管理人', 'In bankruptcy only through the administrator');
  if (way.way === 'waiting' && !way.lifted && !way.sold) {
    const end = seizureTerm(way.first)?.end;
    if (!end) return least(0.3, '首封期限不详', 'The term of the first seizure is not known');
    if (daysBetween(asOf, end) > maturingDays)
      return least(0.3, `首封至${end}，尚早`, `The first seizure runs to ${end}: not yet`);
  }
  if (stand.stage === 'noSuit') return least(0.6, '我方尚未起诉，只能先保全', 'No suit of ours yet: preservation only');
  if (stand.stage === 'suing')
    return least(0.8, '我方尚无执行依据，可诉讼保全', 'No title of ours yet: preservation in our suit');
  return reach;
}

/** Why the score is zero: a trap that has sprung, a right that has lapsed, a case that went silent. */
function closedOn(
  { way, since }: ClueFacts,
  traps: readonly Trap[],
  lapsed: Bilingual | null,
  asOf: string,
): Bilingual | null {
  if (lapsed) return lapsed;
  const sprung = traps.find((trap) => trap.state === 'sprung');
  if (sprung) return sprung.name;
  if (way.way === 'claim' && way.standing === 'pending' && isDay(since) && addMonths(since, silenceMonths) < asOf)
    return { zh: `自${since}起${silenceMonths}个月无结果`, en: `No result for ${silenceMonths} months after ${since}` };
  return null;
}

function expectedOf(
  value: number | null,
  outstanding: number | null,
  inputs: ClueView['grade']['inputs'],
): number | null {
  if (value === null) return null;
  const factor = inputs
    .filter((input) => ['identity', 'reach', 'room'].includes(input.name))
    .reduce((product, input) => product * input.value, 1);
  return Math.round(Math.min(value, outstanding ?? value) * factor);
}
