import { Field, ObjectType } from 'type-graphql';
import { formatMoney } from '../src/model/money.js';

@ObjectType({ simpleResolvers: true, description: '金额。Money: integer fen, so that nothing is rounded.' })
export class Money {
  @Field(() => String, {
    description: '分，整数，写作字符串（可超过 32 位）。Integer 1/100 of the currency unit, as a string.',
  })
  fen!: string;

  @Field(() => String, { description: 'ISO 4217，如 CNY。' })
  currency!: string;

  @Field(() => String, { description: '原文写法；原文没有则为“1,234.56元”。As printed in the source, else formatted.' })
  text!: string;
}

/** Stored fen as money; null stays null. */
export function money(fen: number | null | undefined, currency?: string | null, printed?: string | null): Money | null {
  if (fen === undefined || fen === null) return null;
  return {
    fen: String(fen),
    currency: currency ?? 'CNY',
    text: printed ?? formatMoney({ fen, currency: currency ?? 'CNY' }),
  };
}
