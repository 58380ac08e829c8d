import { trace } from '@opentelemetry/api';
import pino from 'pino';
import { ClueGraphError } from './errors.js';

/**
 * The log of the hub, JSON lines on standard error: `level`, `time`, `msg`, ids and counts, and the trace that the line is
 * part of. It never holds personal data: log ids, counts and codes, not names, keys of records or values. Errors are
 * logged as `describeFault` tells them.
 */
export const log = pino(
  {
    name: 'cluegraph',
    level: 'warn',
    serializers: { err: describeFault },
    formatters: { level: (level) => ({ level }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const traceId = trace.getActiveSpan()?.spanContext().traceId;
      return traceId === undefined ? {} : { traceId };
    },
  },
  pino.destination({ dest: 2, sync: true }),
);

export interface Fault {
  /** Class of the error. */
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** Where in our code, innermost first; only of errors that are not our own. */
  readonly frames?: readonly string[];
  readonly cause?: Fault;
}

/**
 * An error without what it may quote: messages of our own classes hold no personal data by their contract; of all others
 * digits and everything that is not ASCII, of which names and identifiers are made, are taken out.
 */
export function describeFault(error: unknown): Fault {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, gqlStatus } = error as { code?: unknown; gqlStatus?: unknown };
  const told = gqlStatus ?? code;
  return {
    type: error.name,
    ...(typeof told === 'string' && { code: told }),
    ...(error instanceof ClueGraphError
      ? { message: error.message }
      : { message: wordless(error.message), frames: error.stack?.split('\n    at ').slice(1, 6).map(place) ?? [] }),
    ...(error.cause !== undefined && { cause: describeFault(error.cause) }),
  };
}

const wordless = (message: string): string =>
  message
    .slice(0, 300)
    .replace(/\/\/[^\s/]*@/g, '//…@')
    .replace(/[^ -~]+/g, '…')
    .replace(/[0-9]+/g, '#');

/** A frame without the folder that the program is installed in. */
const place = (frame: string): string =>
  frame.replace(/file:\/\/\S*?(?=\/(?:src|schema|connectors|node_modules)\/)/, '');
