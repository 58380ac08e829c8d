/** What all routes are made of: who acts, before which court, and how a route is put together for a situation. */
import type { Bilingual, Route, RouteCode } from '../../model/clue.js';
import type { GuaranteeState } from '../guarantee.js';
import type { About, Way } from '../rule.js';
import type { Bankruptcy, Stand } from '../stand.js';

export interface Situation {
  readonly about: About;
  readonly way: Way;
  readonly stand: Stand;
  /** Of the party whose asset it is. */
  readonly bankruptcy: Bankruptcy | null;
  /** Of our debtor, where the asset is a guarantor's. */
  readonly debtorBankrupt: boolean;
  readonly guarantee: GuaranteeState | null;
  readonly asOf: string;
}

export const b = (zh: string, en: string): Bilingual => ({ zh, en });

export interface RouteParts {
  readonly title: Bilingual;
  readonly actor?: Bilingual;
  readonly court: Bilingual;
  readonly paper: Bilingual;
  readonly by?: readonly (string | null)[];
  readonly basis: readonly string[];
  readonly unproven?: readonly (Bilingual | null)[];
}

export const us = b('我行（代理人）', 'the bank, through its agent');
export const someCourt = b('法院（档案未载明）', 'the court (not named in the file)');
export const courtOf = (court: string | null | undefined, caseNumber?: string | null): Bilingual =>
  court
    ? b(`${court}${caseNumber ? `，${caseNumber}` : ''}`, `${court}${caseNumber ? `, ${caseNumber}` : ''}`)
    : caseNumber
      ? b(`办理${caseNumber}的法院`, `the court of ${caseNumber}`)
      : someCourt;

export type Make = (code: RouteCode, parts: RouteParts) => Route;
