import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const partialDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function checked(value: unknown): string {
  if (typeof value === 'string' && partialDate.test(value)) return value;
  throw new GraphQLError('A PartialDate is written YYYY, YYYY-MM or YYYY-MM-DD. Correct the value.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A day, a month or a year, as exact as the source is. */
export const PartialDate = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  description:
    '日期，可只到年或月：`2021`、`2021-03`、`2021-03-15`；来源写到哪里就到哪里。A date as exact as its source: year, month or day (ISO 8601).',
  serialize: (value) => String(value),
  parseValue: checked,
  parseLiteral: (node) => checked(node.kind === Kind.STRING ? node.value : null),
});

/** A moment, ISO 8601 with zone. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: '时刻，ISO 8601，带时区：`2026-01-31T08:00:00.000Z`。A moment with its zone (ISO 8601).',
  extensions: {},
});
