/**
 * Stored clues as people see them on a day: grade, routes, deadlines and validity follow from what is stored and from
 * where we stand then.
 */
import { filesOfParties } from '../graph/cast.js';
import type { StoredClueRow } from '../graph/clue.js';
import type { Run } from '../graph/engine.js';
import type { Bilingual, ClueView, EvidenceRef, Trap } from '../model/clue.js';
import { addMonths, daysBetween } from '../model/date.js';
import type { Tier } from '../model/mention.js';
import { enforcementTerm, isDay, seizureLapsed, seizureTerm } from './deadlines.js';
import { compare, groupBy, namesZh } from './evidence.js';
import { gradeOf } from './grade.js';
import { guaranteeState, guaranteeTrap } from './guarantee.js';
import { routesOf } from './routes.js';
import type { ClueFacts, Weight } from './rule.js';
import { rules } from './rules.js';
import { bankruptciesOf, standsOf, type Stand } from './stand.js';

/** Input: stored clues. Output: the same, in the same order, as of a day (ISO). */
export async function viewClues(run: Run, rows: readonly StoredClueRow[], asOf: string): Promise<readonly ClueView[]> {
  if (!rows.length) return [];
  const stored = rows.map((row) => ({ row, facts: JSON.parse(row.facts) as ClueFacts }));
  const customers = [...new Set(rows.map((row) => row.customer))];
  const about = [...new Set(stored.map(({ facts }) => facts.about.party))].sort();
  const [stands, files] = await Promise.all([standsOf(run, customers, asOf), filesOfParties(run, about)]);
  const borrowers = [...stands.values()].flatMap((stand) => stand.borrowers);
  const bankrupt = await bankruptciesOf(run, [...borrowers, ...about], asOf);
  const filesOf = groupBy(files, (file) => file.party);
  return stored.map(({ row, facts }) => {
    const stand = stands.get(row.customer) ?? nowhere;
    const isBorrower = facts.about.role === 'borrower';
    const ownBankruptcy = bankrupt.get(facts.about.party) ?? (isBorrower ? stand.fileSaysBankrupt : null);
    const bankruptcy = facts.about.kind === 'organization' ? ownBankruptcy : null;
    const guarantee = facts.guarantees ? guaranteeState(facts.guarantees, facts.about.name, stand, asOf) : null;
    const traps: Trap[] = [...facts.traps, ...(guarantee ? [guaranteeTrap(guarantee)] : []), ...lapsesOn(facts, asOf)];
    const rule = rules.find((one) => one.id === row.rule);
    const tier = row.tier as Tier;
    const grade = gradeOf(
      {
        tier,
        value: row.value,
        outstanding: stand.outstanding,
        reach: reachOn(facts, stand, bankruptcy !== null, asOf),
        room: roomOn(facts, asOf),
        since: facts.since,
        halfLifeDays: facts.halfLifeDays ?? rule?.halfLifeDays ?? 365,
        zeroed: closedOn(facts, traps, guarantee?.state === 'over' ? guarantee.reason : null, asOf),
      },
      asOf,
    );
    const debtorBankrupt =
      !isBorrower && (stand.fileSaysBankrupt !== null || stand.borrowers.some((party) => bankrupt.has(party)));
    const routes = routesOf({ about: facts.about, way: facts.way, stand, bankruptcy, debtorBankrupt, guarantee, asOf });
    const deadline = grade.zeroed ? undefined : routes.filter((route) => !route.closed).flatMap((route) => route.by ?? []).sort()[0]; // prettier-ignore
    return {
      id: row.id,
      rule: row.rule,
      title: facts.title ?? rule?.title ?? { zh: row.rule, en: row.rule },
      sentence: alsoListed(facts, tier, (filesOf.get(facts.about.party) ?? []).filter((file) => file.customer !== row.customer)), // prettier-ignore
      customer: row.customer,
      ...(facts.thing === undefined ? {} : { thing: facts.thing }),
      tier,
      value: row.value,
      expected: expectedOf(row.value, stand.outstanding, grade.inputs),
      stage: bankruptcy ? 'debtorBankrupt' : stand.stage,
      grade,
      routes,
      ...(deadline === undefined ? {} : { deadline }),
      traps,
      path: facts.path,
      // Read by few of those who look at lists.
      get evidence() {
        return JSON.parse(row.evidence) as EvidenceRef[];
      },
      knownSince: row.knownSince,
    };
  });
}

/** One asset of somebody who owes or guarantees several loans stands on the list of each: who adds up must know. */
function alsoListed(
  { thing, sentence }: ClueFacts,
  tier: Tier,
  others: readonly { readonly customer: string; readonly number: string | null }[],
): Bilingual {
  if (thing === undefined || tier === 'T3' || !others.length) return sentence;
  const numbers = [...new Set(others.map((file) => file.number ?? file.customer))].sort(compare);
  return {
    zh: `${sentence.zh}（同一财产也列在客户${namesZh(numbers)}的清单上，金额只计一次。）`,
    en: `${sentence.en} (Also on the list of ${numbers.slice(0, 3).join(', ')}${numbers.length > 3 ? ' and others' : ''}: count the sum once.)`,
  };
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
  borrowers: [],
};

/** Months without news after which a pending case counts as dead. */
const silenceMonths = 24;
/** Days before the end of the first seizure from which a waiting one is about to mature. */
const maturingDays = 60;

function reachOn({ reach, way }: ClueFacts, stand: Stand, bankrupt: boolean, asOf: string): Weight {
  const least = (value: number, zh: string, en: string): Weight =>
    reach.value <= value ? reach : { value, reason: { zh, en } };
  if (way.way === 'claim' && lapsedTerm(way, asOf) !== null && !bankrupt)
    return least(0.3, '胜诉后逾两年未见申请执行', 'No enforcement seen within two years of the judgment');
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

/** Terms of others that have run out by the day, as far as any document tells. */
function lapsesOn({ way, about }: ClueFacts, asOf: string): Trap[] {
  if (way.way === 'claim') {
    const term = lapsedTerm(way, asOf);
    return term === null
      ? []
      : [
          {
            name: {
              zh: `${about.name}申请执行的期限最早已于${term}届满，未见其申请执行，是否中断不详`,
              en: `their own term to enforce ended on ${term} at the earliest; no application and no interruption seen`,
            },
            state: 'open',
          },
        ];
  }
  if (way.way !== 'thing' || !way.seizures.length) return [];
  const ends = way.seizures.map((seizure) => seizureLapsed(seizure, asOf));
  const last = ends.every((end) => end !== null) ? ends.sort().at(-1) : null;
  return last
    ? [
        {
          name: {
            zh: `他案查封最迟于${last}届满，未见续封：先查登记，可能已无首封`,
            en: `the seizure by others ended by ${last} unless renewed: ask the registry first`,
          },
          state: 'open',
        },
      ]
    : [];
}

/** The day on which the debtor's own two years to enforce ended; null while they run, or where enforcement is known. */
const lapsedTerm = (way: Extract<ClueFacts['way'], { way: 'claim' }>, asOf: string): string | null => {
  if (way.standing === 'enforcing' || way.standing === 'pending') return null;
  const term = enforcementTerm([], way.enforceFrom);
  return term !== null && term < asOf ? term : null;
};

function roomOn({ room, way }: ClueFacts, asOf: string): Weight {
  if (
    way.way === 'thing' &&
    way.seizures.length &&
    room.value < 0.4 &&
    way.seizures.every((one) => seizureLapsed(one, asOf))
  )
    return {
      value: 0.4,
      reason: {
        zh: '他案查封的期限应已届满，续封不详',
        en: 'The term of the seizure by others has ended; renewal not known',
      },
    };
  return room;
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
