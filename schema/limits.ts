/** How much one request may ask for. Beyond a limit nothing is run, and the answer says which limit and what to do. */
import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** Fields below fields. */
const maxDepth = 16;
const maxAliases = 40;
/** Tokens of the query text. */
export const maxTokens = 4000;
/** Cost: about one for each field of each item that may be answered. */
const maxCost = 5000;

/** The library would throw inside validation, which is answered as a fault of the server; Apollo calls all that is reported there one code, so ours stands beside it. */
const refuse = (what: string, code: string) => ({
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null) => {
      context?.reportError(new GraphQLError(what, { extensions: { limit: code } }));
    },
  ],
});

export const limitRules: readonly ValidationRule[] = [
  maxDepthRule({
    n: maxDepth,
    ...refuse(
      `查询最多 ${maxDepth} 层。请拆成几次查询。 / A query is at most ${maxDepth} fields deep. Ask in several queries.`,
      'TOO_DEEP',
    ),
  }),
  maxAliasesRule({
    n: maxAliases,
    ...refuse(
      `查询最多 ${maxAliases} 个别名。请拆成几次查询。 / A query has at most ${maxAliases} aliases. Ask in several queries.`,
      'TOO_MANY_ALIASES',
    ),
  }),
];

/** Requests of one text whose costs are remembered. */
const remembered = 50;

/**
 * Costs of a parsed query, which the server keeps for as long as its text comes again. They follow from the numbers and
 * switches among the variables; texts (whose profile, which name) make no difference.
 */
const costs = new WeakMap<DocumentNode, Map<string, number>>();

function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  const held = costs.get(query) ?? new Map<string, number>();
  costs.set(query, held);
  const key = `${operationName} ${JSON.stringify(variables, (_, value: unknown) => (typeof value === 'string' ? '' : value))}`;
  const known = held.get(key);
  if (known !== undefined) return known;
  let cost: number;
  try {
    cost = getComplexity({
      schema,
      query,
      variables,
      ...(operationName ? { operationName } : {}),
      estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
    });
  } catch (error) {
    // Nothing is run with variables that do not fit, and who runs it says which.
    if (error instanceof GraphQLError && error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return 0;
    throw error;
  }
  if (held.size < remembered) held.set(key, cost);
  return cost;
}

/** Throws GraphQLError TOO_COSTLY. */
export function checkCost(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): void {
  const cost = costOf(schema, query, operationName, variables);
  if (cost > maxCost)
    throw new GraphQLError(
      `查询开销可能达 ${Math.ceil(cost)}，超过上限 ${maxCost}。请减少条数（first）或嵌套列表。 / The query may cost ${Math.ceil(cost)}, more than ${maxCost}. Ask for fewer items (first) or fewer nested lists.`,
      { extensions: { code: 'TOO_COSTLY', http: { status: 400 } } },
    );
}

export const costLimit: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ request, document, schema }) {
        checkCost(schema, document, request.operationName, request.variables ?? {});
        return Promise.resolve();
      },
    }),
};
