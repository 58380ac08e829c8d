/**
 * Operations on the allow-list, asked for by the SHA-256 of their text. They were checked and compiled when the server
 * started, so they run past Apollo; what guards a request (cost, formatting of errors, what is measured) guards them too.
 *
 *   POST {"id": HASH, "variables": {…}}, or the same with Apollo's extensions.persistedQuery.sha256Hash
 *   GET  ?id=HASH&variables={…}, for queries, with a header that other pages cannot send (apollo-require-preflight)
 */
import type { Request, RequestHandler, Response } from 'express';
import { execute, Kind, OperationTypeNode, parse, print, specifiedRules, validate, type DocumentNode, type ExecutionResult, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'; // prettier-ignore
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Context } from './context.js';
import { formatError } from './errors.js';
import { sha256 } from '../src/model/ids.js';
import { checkCost, limitRules, maxTokens } from './limits.js';
import type { Measure } from './observing.js';
import operations from './operations.json' with { type: 'json' };

export interface PersistedOptions {
  readonly schema: GraphQLSchema;
  readonly context: () => Context;
  readonly measure: Measure;
  /** Everything that is not on the list is refused. */
  readonly only: boolean;
}

interface Operation {
  readonly document: DocumentNode;
  readonly name: string | undefined;
  readonly isQuery: boolean;
  readonly compiled: CompiledQuery;
}

type Variables = Readonly<Record<string, unknown>>;

interface Asked {
  readonly id?: unknown;
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

/** Answers what is on the list and leaves the rest to the next handler, or refuses it. Throws where an operation on the list is not valid. */
export function persisted({ schema, context, measure, only }: PersistedOptions): RequestHandler {
  const known = new Map(Object.entries(operations).map(([id, text]) => [id, prepare(schema, text)]));

  const answer = async (operation: Operation, variables: Variables, response: Response): Promise<void> => {
    const began = performance.now();
    const { status, errors, data } = await run(schema, operation, variables, context());
    const told = errors?.map((error) => formatError(formatted(error), error));
    measure(operation.name, (performance.now() - began) / 1000, told?.map((error) => String(error.extensions?.['code'])) ?? []); // prettier-ignore
    response.statusCode = status;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    response.end(`${JSON.stringify({ ...(told && { errors: told }), ...(data !== undefined && { data }) })}\n`);
  };

  return (request, response, next) => {
    const asked = request.method === 'GET' ? fromAddress(request) : (request.body as Asked | undefined);
    const id = asked?.id ?? asked?.extensions?.persistedQuery?.sha256Hash ?? (only ? idOf(asked?.query) : undefined);
    const operation = typeof id === 'string' ? known.get(id) : undefined;
    const variables = asked?.variables ?? {};
    if (operation && isVariables(variables) && (request.method === 'POST' || (operation.isQuery && isOurs(request))))
      answer(operation, variables, response).catch(next);
    else if (only || asked?.id !== undefined) response.status(400).json({ errors: [refusal] });
    else next();
  };
}

const refusal = {
  message:
    '此操作不在允许清单上。请发送清单（schema/operations.json）中操作的 SHA-256，或联系管理员加入清单。 / This operation is not on the allow-list. Send the SHA-256 of one that is (schema/operations.json), or ask the operator to add it.',
  extensions: {
    code: 'NOT_PERSISTED',
    actor: 'user',
    retry: false,
    remedy:
      '请发送清单（schema/operations.json）中操作的 SHA-256，或联系管理员加入清单。 / Send the SHA-256 of one that is (schema/operations.json), or ask the operator to add it.',
  },
};

/** The key of a whole text, as tools send it. */
function idOf(query: unknown): string | undefined {
  if (typeof query !== 'string') return undefined;
  try {
    return sha256(print(parse(query, { maxTokens, noLocation: true })));
  } catch {
    return undefined;
  }
}

function fromAddress({ query }: Request): Asked | undefined {
  try {
    const [id, variables, extensions] = ['id', 'variables', 'extensions'].map((name) => query[name]);
    return {
      id,
      ...(typeof variables === 'string' && { variables: JSON.parse(variables) as unknown }),
      ...(typeof extensions === 'string' && { extensions: JSON.parse(extensions) as NonNullable<Asked['extensions']> }),
    };
  } catch {
    return undefined;
  }
}

const isVariables = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a page of ours, or of no page: others cannot send such a header without asking first. */
const isOurs = ({ headers }: Request): boolean =>
  headers['apollo-require-preflight'] !== undefined || headers['x-apollo-operation-name'] !== undefined;

/** As Apollo tells an error to `formatError`. */
function formatted(error: GraphQLError): GraphQLFormattedError {
  const ofVariable = error.nodes?.length === 1 && error.nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
  const code = error.extensions['code'] ?? (ofVariable ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');
  return { ...error.toJSON(), extensions: { ...error.extensions, code } };
}

function prepare(schema: GraphQLSchema, text: string): Operation {
  const document = parse(text);
  const errors = validate(schema, document, [...specifiedRules, ...limitRules]);
  if (errors[0]) throw errors[0];
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const name = operation?.name?.value;
  const compiled = compileQuery<Record<string, unknown>>(schema, document, name ?? '', { disablingCapturingStackErrors: true }); // prettier-ignore
  if (!isCompiledQuery(compiled)) throw new Error(`${name} cannot be compiled: ${JSON.stringify(compiled.errors)}`);
  return { document, name, isQuery: operation?.operation === OperationTypeNode.QUERY, compiled };
}

async function run(
  schema: GraphQLSchema,
  { document, name, isQuery, compiled }: Operation,
  variables: Variables,
  contextValue: Context,
): Promise<ExecutionResult & { readonly status: number }> {
  try {
    checkCost(schema, document, name, variables);
  } catch (error) {
    return { status: 400, errors: [error as GraphQLError] };
  }
  if (isQuery) {
    const result = await compiled.query(undefined, contextValue, variables);
    if (!result.errors) return { ...result, status: 200 };
  }
  // Changes are made, and errors worded, as they are for everybody else.
  const result = await execute({ schema, document, variableValues: variables, contextValue });
  return { ...result, status: result.data === undefined ? 400 : 200 };
}
