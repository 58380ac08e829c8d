import type { Config } from '../config.js';
import { StoreError, UserError } from '../errors.js';
import { log } from '../log.js';
import { runningServer } from './running.js';

/** One way to ask the hub, whether a server holds the data folder or this process opens it. */
export interface Client {
  /** 'server' when a running one was asked, 'own' when this process opened the store. */
  readonly via: 'server' | 'own';
  /** Throws UserError with the hub's message and code; StoreError where asking again later may help. */
  ask<T>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  close(): Promise<void>;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: unknown; readonly retry?: unknown };
  }[];
}

export async function openClient(config: Config): Promise<Client> {
  const url = await runningServer(config);
  if (url) {
    return {
      via: 'server',
      ask: async <T>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return unwrap<T>((await response.json()) as Answer);
      },
      close: () => Promise.resolve(),
    };
  }
  log.level = config.logLevel;
  return openOwn(config);
}

/** The same questions, answered in this process. What that takes is loaded only then: a server answers sooner. */
async function openOwn(config: Config): Promise<Client> {
  const [{ execute, parse, validate }, { buildSchema }, { createContext }, { openHub }] = await Promise.all([
    import('graphql'),
    import('../../schema/build.js'),
    import('../../schema/context.js'),
    import('./hub.js'),
  ]);
  const hub = await openHub(config);
  await hub.idle();
  const schema = await buildSchema();
  return {
    via: 'own',
    ask: async <T>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length) return unwrap<T>({ errors });
      return unwrap<T>(
        await execute({ schema, document, variableValues: variables, contextValue: createContext(hub) }),
      );
    },
    close: () => hub.close(),
  };
}

function unwrap<T>(answer: Answer): T {
  const error = answer.errors?.[0];
  if (error) {
    const code = typeof error.extensions?.code === 'string' ? error.extensions.code : 'GRAPHQL';
    throw error.extensions?.retry === true
      ? new StoreError(error.message, { code })
      : new UserError(error.message, { code });
  }
  return answer.data as T;
}
