/**
 * Where we stand with a customer on a day: our stage by our own cases and their papers, what is owed to us, whether a
 * debtor or guarantor is bankrupt. Every route and grade depends on it; none of it is stored with a clue.
 */
import { bankruptcyPapers, type BankruptcyPaper } from '../graph/dispute.js';
import type { Run } from '../graph/engine.js';
import { standingsOf, type ContactWith, type OurCase, type OwedLoan, type StandingRow } from '../graph/standing.js';
import type { OurStage } from '../model/clue.js';
import { isDay } from './deadlines.js';
import { disputesOf, enforcementOf, type Dispute } from './dispute.js';

export interface Bankruptcy {
  readonly court: string | null;
  readonly caseNumber: string | null;
  /** Day of acceptance, where a paper is dated. */
  readonly acceptedOn: string | null;
}

export interface Stand {
  /** Bankruptcy left aside: guarantors stay reachable. */
  readonly stage: Exclude<OurStage, 'debtorBankrupt'>;
  /** The court and case of that stage, where the file or a paper names them. */
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly effectiveOn: string | null;
  /** When we sued; earliest first. */
  readonly filedOn: readonly string[];
  readonly contacts: readonly ContactWith[];
  /** What is owed to us, in fen; null where the file states no balance. */
  readonly outstanding: number | null;
  /** The file itself says that the debtor is bankrupt. */
  readonly fileSaysBankrupt: Bankruptcy | null;
  /** Parties of the borrower and co-borrowers. */
  readonly borrowers: readonly string[];
}

/** Input: customer ids. Output: for each where we stand on the day `asOf`. */
export async function standsOf(
  run: Run,
  customers: readonly string[],
  asOf: string,
): Promise<ReadonlyMap<string, Stand>> {
  const ids = [...new Set(customers)].sort();
  if (!ids.length) return new Map();
  const rows = await standingsOf(run, ids);
  const disputes = await disputesOf(run, rows.flatMap((row) => row.ourCases.flatMap((ours) => ours.cases))); // prettier-ignore
  return new Map(rows.map((row) => [row.customer, standOf(row, disputes, asOf)]));
}

function standOf(
  { ourCases, loans, contacts, borrowers }: StandingRow,
  disputes: ReadonlyMap<string, Dispute>,
  asOf: string,
): Stand {
  let best: Pick<Stand, 'stage' | 'court' | 'caseNumber' | 'effectiveOn'> = {
    stage: 'noSuit',
    court: null,
    caseNumber: null,
    effectiveOn: null,
  };
  for (const row of ourCases) {
    const here = caseStand(row, disputes, asOf);
    if (rank.indexOf(here.stage) > rank.indexOf(best.stage)) best = here;
  }
  const bankrupt = ourCases.find(
    ({ stage, caseNumber }) => /破产|bankrupt/i.test(stage ?? '') || isBankruptcyCase(caseNumber),
  );
  return {
    ...best,
    filedOn: ourCases.map((row) => row.filedOn).filter(isDay).filter((day) => day <= asOf).sort(), // prettier-ignore
    contacts,
    outstanding: outstandingOf(loans, asOf),
    fileSaysBankrupt: bankrupt
      ? {
          court: isBankruptcyCase(bankrupt.caseNumber) ? bankrupt.court : null,
          caseNumber: isBankruptcyCase(bankrupt.caseNumber) ? bankrupt.caseNumber : null,
          acceptedOn: null,
        }
      : null,
    borrowers,
  };
}

/** Of several cases the one that is farthest decides; one that runs is farther than one that was terminated. */
const rank: readonly Stand['stage'][] = ['noSuit', 'suing', 'titleInHand', 'terminatedThisRound', 'enforcing'];

function caseStand(
  ours: OurCase,
  disputes: ReadonlyMap<string, Dispute>,
  asOf: string,
): Pick<Stand, 'stage' | 'court' | 'caseNumber' | 'effectiveOn'> {
  const file = {
    court: ours.court,
    caseNumber: ours.caseNumber,
    effectiveOn: isDay(ours.effectiveOn) ? ours.effectiveOn : null,
  };
  const dispute = disputes.get(ours.cases[0] ?? '');
  const known = dispute && {
    ...dispute,
    papers: dispute.papers.filter((paper) => paper.date === null || paper.date <= asOf),
  };
  const enforcement = known && enforcementOf(known);
  const said = stageSaid(ours, asOf);
  if (enforcement?.by && (enforcement.state === 'running' || enforcement.state === 'terminatedThisRound')) {
    const stage =
      enforcement.state === 'running' || /恢复/.test(ours.stage ?? '') ? 'enforcing' : 'terminatedThisRound';
    return {
      stage,
      court: enforcement.by.court ?? file.court,
      caseNumber: enforcement.by.caseNumber ?? file.caseNumber,
      effectiveOn: file.effectiveOn,
    };
  }
  return { stage: said, ...file };
}

/** The loan file's own word for the stage, in Chinese or English; else what the case number and dates say. */
function stageSaid(ours: OurCase, asOf: string): Stand['stage'] {
  const { effectiveOn, filedOn } = ours;
  const [stage, caseNumber] = [ours.stage ?? '', ours.caseNumber ?? ''];
  const effective = isDay(effectiveOn) ? effectiveOn <= asOf : null;
  if (/终本|终结本次|terminatedThisRound/i.test(stage)) return 'terminatedThisRound';
  if (/执行依据|titleInHand/i.test(stage)) return 'titleInHand';
  if (/执行|恢复|enforc/i.test(stage) || /执(?!异|复|监|保)/.test(caseNumber)) return 'enforcing';
  if (/判|调解|生效|裁决|公证|支付令|judg|破产|bankrupt/i.test(stage))
    return effective === false ? 'suing' : 'titleInHand';
  if (effective) return 'titleInHand';
  if (/未起诉|诉前|noSuit/i.test(stage)) return 'noSuit';
  return caseNumber || filedOn || /诉|审|立案|仲裁|suing|filed/i.test(stage) ? 'suing' : 'noSuit';
}

/** 破 is given after acceptance, 破申 to the petition before it. */
const isBankruptcyCase = (caseNumber: string | null | undefined): boolean => /破(?:字第?)?\d+/.test(caseNumber ?? '');

/** Balances as the file states them, less payments made after it was fetched; principal less payments where it states none. */
function outstandingOf(loans: readonly OwedLoan[], asOf: string): number | null {
  const sums = loans.flatMap(({ balance, principal, currency, fetchedAt, payments }) => {
    const stated = balance ?? principal;
    if (stated === null || (currency ?? 'CNY') !== 'CNY') return [];
    const since =
      balance === null
        ? ''
        : fetchedAt.reduce<string>((last, time) => (time && time > last ? time : last), '').slice(0, 10);
    const paid = payments.reduce(
      (sum, { on, amount }) => (on && amount && on > since && on <= asOf ? sum + amount : sum),
      0,
    );
    return [Math.max(0, stated - paid)];
  });
  return sums.length ? sums.reduce((a, b) => a + b, 0) : null;
}

/** Input: party ids. Output: those whose bankruptcy was accepted on or before the day, and not undone since. */
export async function bankruptciesOf(
  run: Run,
  parties: readonly string[],
  asOf: string,
): Promise<ReadonlyMap<string, Bankruptcy>> {
  const bankrupt = new Map<string, Bankruptcy>();
  const ids = [...new Set(parties)].sort();
  for (const paper of ids.length ? await bankruptcyPapers(run, ids) : []) {
    if (!isTheBankrupt(paper) || (paper.date !== null && paper.date > asOf)) continue;
    const says = (outcome: string): boolean => paper.outcomes?.includes(outcome) ?? false;
    const { court, caseNumber, date } = paper;
    if (
      says('bankruptcyAccepted') ||
      says('bankruptcyDeclared') ||
      (isBankruptcyCase(caseNumber) && !says('dismissed') && !says('reversed'))
    ) {
      if (!bankrupt.has(paper.party))
        bankrupt.set(paper.party, { court, caseNumber, acceptedOn: isDay(date) ? date : null });
    } else if (says('dismissed') || says('reversed') || says('withdrawn')) bankrupt.delete(paper.party);
  }
  return bankrupt;
}

/** The applicant is a creditor, or the bankrupt itself where nobody stands against it. */
function isTheBankrupt({ kind, roles, others }: BankruptcyPaper): boolean {
  if (kind === 'person') return false;
  const is = (list: readonly string[] | null, ...names: readonly string[]): boolean =>
    names.some((name) => list?.includes(name));
  if (is(roles, 'respondent', 'judgmentDebtor')) return true;
  return is(roles, 'applicant') && !others.some((other) => is(other, 'respondent', 'judgmentDebtor'));
}
