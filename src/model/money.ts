import type { Comparison, ValueType } from './value.js';

/** An amount of money: integer fen (1/100 of the currency unit), ISO 4217 currency, and the text as printed. */
export interface Money {
  readonly fen: number;
  readonly currency: string;
  readonly text: string;
}

declare const later: (raw: string) => Money | null;
declare const compare: (a: Money, b: Money) => Comparison;
export type MoneyType = ValueType<Money> & { clean: typeof later; compare: typeof compare };
