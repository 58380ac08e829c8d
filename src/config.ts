import { z } from 'zod';
import { ConfigError } from './errors.js';

/** The only reader of the environment. Every setting, its default and what it is for. */
const settings = z.object({
  /** Folder of archive, graph and logs; made when missing. */
  CLUEGRAPH_DATA: z.string().min(1).default('./data'),
  /** Port of the GraphQL server on 127.0.0.1. */
  CLUEGRAPH_PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** 'yes' shows resident ids and phone numbers unmasked. Whoever reaches the port sees them. */
  CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS: z.enum(['yes', 'no']).default('no'),
  /** Name that decisions and follow-ups are recorded under when the caller gives none. */
  CLUEGRAPH_USER: z.string().min(1).default('local'),
  /** Threads that read records; 0 reads on the main thread. */
  CLUEGRAPH_READERS: z.coerce.number().int().min(0).max(16).default(1),
  /** redis://… or rediss://…: several processes share one queue there; without it the hub is one process. */
  CLUEGRAPH_REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
  /** What keys of this hub on Redis begin with; two hubs that share one Redis need two. */
  CLUEGRAPH_REDIS_PREFIX: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,31}$/)
    .default('cluegraph'),
  /** Whoever knows it may look at the board of jobs; without it there is no board. */
  CLUEGRAPH_OPERATOR_TOKEN: z.string().min(16).optional(),
  CLUEGRAPH_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export interface Config {
  readonly dataFolder: string;
  readonly port: number;
  readonly showSensitive: boolean;
  readonly user: string;
  readonly readers: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** The server of the queue. The URL may hold a password: never logged. */
  readonly redis?: { readonly url: string; readonly prefix: string };
  readonly operatorToken?: string;
  /** Settings of each source that is asked over the network, under their whole names. They hold passwords: never logged. */
  readonly sources?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What begins with the prefix belongs to the source, whose connector says what it is. */
const prefixes = { crm: 'CLUEGRAPH_CRM_', judgments: 'CLUEGRAPH_JUDGMENTS_' } as const;

/** Reads and checks the settings. Throws ConfigError that names the variable and the remedy. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = settings.safeParse(env);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = issue?.path.join('.');
    throw new ConfigError(
      `环境变量 ${name} 的值无效。请改正，或取消设置以使用默认值。 / ${name}: ${issue?.message}. Correct the variable or unset it to use the default.`,
    );
  }
  const {
    CLUEGRAPH_DATA: dataFolder,
    CLUEGRAPH_PORT: port,
    CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS: show,
    CLUEGRAPH_USER: user,
    CLUEGRAPH_READERS: readers,
    CLUEGRAPH_REDIS_URL: redisUrl,
    CLUEGRAPH_REDIS_PREFIX: prefix,
    CLUEGRAPH_OPERATOR_TOKEN: operatorToken,
    CLUEGRAPH_LOG: logLevel,
  } = read.data;
  return {
    dataFolder,
    port,
    showSensitive: show === 'yes',
    user,
    readers,
    logLevel,
    ...(redisUrl !== undefined && { redis: { url: redisUrl, prefix } }),
    ...(operatorToken !== undefined && { operatorToken }),
    sources: sourcesOf(env),
  };
}

const sourcesOf = (env: NodeJS.ProcessEnv): NonNullable<Config['sources']> =>
  Object.fromEntries(
    Object.entries(prefixes).map(([source, prefix]) => [
      source,
      Object.fromEntries(
        Object.entries(env).filter((entry): entry is [string, string] => entry[0].startsWith(prefix) && !!entry[1]),
      ),
    ]),
  );
