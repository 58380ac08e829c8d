/** What leaves the hub of an error: a code, who must act, whether trying again can help, and the remedy at its end. */
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { ClueGraphError, type Actor } from '../src/errors.js';
import { log } from '../src/log.js';

/** Remedies of the errors that GraphQL itself finds in a request. */
const remedies: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'Correct the query where the message points to.',
  GRAPHQL_VALIDATION_FAILED: 'Compare the query with the schema in the query page and correct it.',
  BAD_USER_INPUT: 'Correct the variables and ask again.',
  BAD_REQUEST: 'Send a JSON body with a query and content-type application/json.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the whole query once.',
  TOO_COSTLY: 'Ask for fewer items (first) or fewer nested lists.',
  TOO_DEEP: 'Ask in several queries.',
  TOO_MANY_ALIASES: 'Ask in several queries.',
};

/** Messages of our own errors hold no personal data by their contract; of all others nothing but the code leaves. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof ClueGraphError) return answer(formatted, cause.message, cause.code, cause.actor, cause.retry);
  if (cause instanceof ArgumentValidationError) {
    const fields = cause.extensions.validationErrors.map(
      (one) => `${one.property}: ${Object.values(one.constraints ?? {}).join(', ')}`,
    );
    return answer(
      formatted,
      `${fields.join('; ')}. ${remedies['BAD_USER_INPUT'] ?? ''}`,
      'BAD_USER_INPUT',
      'user',
      false,
    );
  }
  const code = formatted.extensions?.['limit'] ?? formatted.extensions?.['code'];
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
    const remedy = remedies[code] ?? 'Correct the request and ask again.';
    return answer(
      formatted,
      formatted.message.includes(remedy) ? formatted.message : `${formatted.message.replace(/\.?$/, '.')} ${remedy}`,
      code,
      'user',
      false,
    );
  }
  // Its message may quote what was read.
  log.error(
    { type: cause instanceof Error ? cause.name : typeof cause, path: formatted.path?.join('.') },
    'an answer failed',
  );
  return answer(
    formatted,
    'The hub failed to answer. Look into its log, then report what was asked, without names.',
    'FAULT',
    'operator',
    false,
  );
}

function answer(
  formatted: GraphQLFormattedError,
  message: string,
  code: string,
  actor: Actor,
  retry: boolean,
): GraphQLFormattedError {
  const remedy = message.split(/(?<=[.?!])\s+/).at(-1) ?? message;
  const { locations, path } = formatted;
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, actor, retry, remedy },
  };
}
