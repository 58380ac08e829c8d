/** What leaves the hub of an error: a code, who must act, whether trying again can help, and the remedy at its end. */
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { ClueGraphError, type Actor } from '../src/errors.js';
import { log } from '../src/log.js';

/** Remedies of the errors that GraphQL itself finds in a request. */
const remedies: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  GRAPHQL_PARSE_FAILED: {
    zh: '查询语法有误。请按英文提示的位置改正。',
    en: 'Correct the query where the message points to.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询与图谱结构不符。请在查询页对照结构改正。',
    en: 'Compare the query with the schema in the query page and correct it.',
  },
  BAD_USER_INPUT: { zh: '参数有误。请改正后重新查询。', en: 'Correct the variables and ask again.' },
  BAD_REQUEST: {
    zh: '无法读取请求。请发送含 query 的 JSON，content-type 为 application/json。',
    en: 'Send a JSON body with a query and content-type application/json.',
  },
  PERSISTED_QUERY_NOT_FOUND: { zh: '未保存此查询。请发送一次完整的查询。', en: 'Send the whole query once.' },
};
const otherwise = { zh: '请求有误。请改正后重新查询。', en: 'Correct the request and ask again.' };

/** What GraphQL says in English, with the remedy; our own limits say both themselves. */
function withRemedy(code: string, said: string): string {
  if (isBilingual(said)) return said;
  const { zh, en } = remedies[code] ?? otherwise;
  return `${zh} / ${said.replace(/\.?$/, '.')} ${en}`;
}

const isBilingual = (message: string): boolean => /[。？！] \/ /.test(message);

/** The last sentence of either language. */
function remedyOf(message: string): string {
  if (!isBilingual(message)) return message.split(/(?<=[.?!])\s+/).at(-1) ?? message;
  const at = message.search(/(?<=[。？！]) \/ /);
  const zh = message
    .slice(0, at)
    .split(/(?<=[。？！])(?=.)/)
    .at(-1);
  const en = message
    .slice(at + 3)
    .split(/(?<=[.?!])\s+/)
    .at(-1);
  return `${zh} / ${en}`;
}

/** Messages of our own errors hold no personal data by their contract; of all others nothing but the code leaves. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof ClueGraphError) return answer(formatted, cause.message, cause.code, cause.actor, cause.retry);
  if (cause instanceof ArgumentValidationError) {
    const fields = cause.extensions.validationErrors.map(
      (one) => `${one.property}: ${Object.values(one.constraints ?? {}).join(', ')}`,
    );
    return answer(formatted, withRemedy('BAD_USER_INPUT', fields.join('; ')), 'BAD_USER_INPUT', 'user', false);
  }
  const code = formatted.extensions?.['limit'] ?? formatted.extensions?.['code'];
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
    return answer(formatted, withRemedy(code, formatted.message), code, 'user', false);
  log.error({ err: cause, path: formatted.path?.join('.') }, 'an answer failed');
  return answer(
    formatted,
    '枢纽未能应答。请查看其日志，并报告查询内容（不含姓名）。 / The hub failed to answer. Look into its log, then report what was asked, without names.',
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
  const { locations, path } = formatted;
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, actor, retry, remedy: remedyOf(message) },
  };
}
