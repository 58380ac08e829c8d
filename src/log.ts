import pino from 'pino';

/**
 * The log of the hub, JSON lines on standard error. It never holds personal data: log ids, counts and codes, not names,
 * keys of records or values. Errors are logged by class, code and message, which by their contract hold none.
 */
export const log = pino(
  {
    name: 'cluegraph',
    level: 'warn',
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? { type: error.name, code: (error as { code?: unknown }).code, message: error.message }
          : { type: typeof error },
    },
  },
  pino.destination({ dest: 2, sync: true }),
);
