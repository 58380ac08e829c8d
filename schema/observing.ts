/** Requests as operators see them: a span each, and how long which operation takes. Never what was asked or answered. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import { Kind, parse } from 'graphql';
import { metrics } from '../src/metrics.js';
import { note, requestSpan } from '../src/trace.js';
import operations from './operations.json' with { type: 'json' };

/** One request is part of the trace that its `traceparent` names, or begins one. */
export const traced: RequestHandler = (request, response, next) => {
  const end = requestSpan(request.headers, `${request.method} /graphql`, next);
  response.once('close', () => {
    end({ 'http.response.status_code': response.statusCode });
  });
};

/** Says of an answered request which operation it was, how long it took, and the codes of its errors. */
export type Measure = (operation: string | null | undefined, seconds: number, codes: readonly string[]) => void;

/** Operations on the allow-list are told apart; names that others make up are not, for they may hold anything. */
export function measuring(): Measure {
  const known = new Set(Object.values(operations).flatMap(namesIn));
  return (name, seconds, codes) => {
    const operation = name && known.has(name) ? name : 'other';
    note({ 'graphql.operation.name': operation, ...(codes.length > 0 && { 'error.type': codes[0] }) });
    metrics.requestSeconds.observe({ operation }, seconds);
    for (const code of codes) metrics.requestErrors.inc({ code });
  };
}

const namesIn = (text: string): string[] =>
  parse(text).definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION && one.name?.value) || []);

export const measured = (measure: Measure): ApolloServerPlugin => ({
  requestDidStart() {
    const began = performance.now();
    return Promise.resolve({
      willSendResponse({ operationName, response }) {
        const { body } = response;
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        measure(operationName, (performance.now() - began) / 1000, errors.map(codeOf));
        return Promise.resolve();
      },
    });
  },
});

const codeOf = ({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): string =>
  typeof extensions?.['code'] === 'string' ? extensions['code'] : 'FAULT';
