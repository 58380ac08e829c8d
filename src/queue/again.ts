/** Which failed jobs are tried again, how often, and after how long: the same in every queue. */
import { ClueGraphError } from '../errors.js';

export interface Patience {
  /** Times that a job is tried. */
  readonly attempts: number;
  /** Milliseconds before the second try; each further pause is twice as long, up to `longest`. */
  readonly first: number;
  readonly longest: number;
}

/** About a minute in all: a store that is started again is back by then. */
export const patient: Patience = { attempts: 8, first: 500, longest: 30_000 };

export const mayRecover = (error: unknown): boolean => error instanceof ClueGraphError && error.retry;

/** Milliseconds before a job is tried again that failed for the `turn`th time: half of it chance, lest all come at once. */
export const pauseAfter = (turn: number, { first, longest }: Patience): number =>
  Math.min(longest, first * 2 ** (turn - 1)) * (0.5 + Math.random() / 2);
