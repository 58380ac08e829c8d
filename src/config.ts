import { closest, distance } from 'fastest-levenshtein';
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
  /** 'yes' answers no GraphQL operation that is not on the allow-list (schema/operations.json). */
  CLUEGRAPH_ONLY_PERSISTED: z.enum(['yes', 'no']).default('no'),
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
  /** https://…: the archive lies in a bucket of this S3-compatible storage, shared by all processes; without it in CLUEGRAPH_DATA. */
  CLUEGRAPH_S3_URL: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  /** The bucket, which must be there, or bucket/folder where several archives share one. */
  CLUEGRAPH_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{2,62}(\/[\w.-]+)*$/, 'must be a bucket, or bucket/folder')
    .optional(),
  /** Key and secret of an account that may list, read and write the bucket. */
  CLUEGRAPH_S3_KEY: z.string().min(1).optional(),
  CLUEGRAPH_S3_SECRET: z.string().min(1).optional(),
  /** What the storage calls its region; most that are run in house take any. */
  CLUEGRAPH_S3_REGION: z.string().min(1).default('us-east-1'),
  /** bolt://host:7687, neo4j://host, or either with +s for an encrypted connection: the graph is kept there instead of embedded. */
  CLUEGRAPH_NEO4J_URL: z
    .string()
    .regex(
      /^(?:bolt|neo4j)(?:\+s|\+ssc)?:\/\/[^\s@/]+\/?$/,
      'must be bolt://host:port or neo4j://host:port, without user and password',
    )
    .optional(),
  CLUEGRAPH_NEO4J_USER: z.string().min(1).default('neo4j'),
  CLUEGRAPH_NEO4J_PASSWORD: z.string().min(1).optional(),
  CLUEGRAPH_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** First port that a worker tries for /livez, /readyz and /metrics on 127.0.0.1; workers beside it take the next; 0: none. */
  CLUEGRAPH_WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** Seconds that a process which is asked to stop gives to what is under way. */
  CLUEGRAPH_STOP_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** http://collector:4318: traces are sent there over OTLP/HTTP. Other OTEL_* settings are read by OpenTelemetry itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('cluegraph'),
});

export interface Config {
  readonly dataFolder: string;
  readonly port: number;
  readonly showSensitive: boolean;
  readonly onlyPersisted?: boolean;
  readonly user: string;
  readonly readers: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** The server of the queue. The URL may hold a password: never logged. */
  readonly redis?: { readonly url: string; readonly prefix: string };
  /** The server of the graph; embedded in the data folder when left out. The password is never logged. */
  readonly neo4j?: { readonly url: string; readonly user: string; readonly password: string };
  readonly operatorToken?: string;
  /** Where the archive lies when not in the data folder. The secret is never logged. */
  readonly s3?: {
    readonly url: string;
    readonly bucket: string;
    readonly key: string;
    readonly secret: string;
    readonly region: string;
  };
  /** First port of workers; 0: none. */
  readonly workerPort?: number;
  /** Seconds that what is under way is given when a process is asked to stop. */
  readonly stopSeconds?: number;
  /** Where traces are sent. */
  readonly tracing?: { readonly endpoint: string; readonly service: string };
  /** What an operator should know of settings that are not refused. */
  readonly remarks?: readonly string[];
  /** Settings of each source that is asked over the network, under their whole names. They hold passwords: never logged. */
  readonly sources?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What begins with the prefix belongs to the source, whose connector says what it is. */
const prefixes = { crm: 'CLUEGRAPH_CRM_', judgments: 'CLUEGRAPH_JUDGMENTS_' } as const;

/** What must be set where something else is, or the hub would not do what whoever set it means. */
const belongs = [
  ['CLUEGRAPH_NEO4J_PASSWORD', 'CLUEGRAPH_NEO4J_URL'],
  ['CLUEGRAPH_S3_BUCKET', 'CLUEGRAPH_S3_URL'],
  ['CLUEGRAPH_S3_KEY', 'CLUEGRAPH_S3_URL'],
  ['CLUEGRAPH_S3_SECRET', 'CLUEGRAPH_S3_URL'],
] as const;

/** Letters by which a name may differ from a known one and still be taken for it, misspelt. */
const slip = 3;

/** Reads and checks the settings. Throws ConfigError that names the variable and the remedy. */
export function readConfig(given: NodeJS.ProcessEnv = process.env): Config {
  // Compose files and unit files give '' for what is not set.
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const remarks = remarksOn(env);
  const read = settings.safeParse(env);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = issue?.path.join('.');
    throw new ConfigError(
      `环境变量 ${name} 的值无效。请改正，或取消设置以使用默认值。 / ${name}: ${issue?.message}. Correct the variable or unset it to use the default.`,
    );
  }
  for (const [name, needed] of belongs)
    if (read.data[name] !== undefined && read.data[needed] === undefined)
      throw new ConfigError(
        `设置了 ${name}，但缺少 ${needed}，该设置不会生效。请设置 ${needed}，或取消 ${name}。 / ${name} is set without ${needed} and would have no effect. Set ${needed}, or unset ${name}.`,
      );
  if (read.data.CLUEGRAPH_REDIS_URL !== undefined && read.data.CLUEGRAPH_NEO4J_URL === undefined)
    throw new ConfigError(
      '设置了 CLUEGRAPH_REDIS_URL，但缺少 CLUEGRAPH_NEO4J_URL：多个进程需要共用的图。请设置 CLUEGRAPH_NEO4J_URL，或取消 CLUEGRAPH_REDIS_URL 以单进程运行。 / CLUEGRAPH_REDIS_URL is set without CLUEGRAPH_NEO4J_URL: several processes need a graph they share. Set CLUEGRAPH_NEO4J_URL, or unset CLUEGRAPH_REDIS_URL to run as one process.',
    );
  const {
    CLUEGRAPH_DATA: dataFolder,
    CLUEGRAPH_PORT: port,
    CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS: show,
    CLUEGRAPH_ONLY_PERSISTED: only,
    CLUEGRAPH_USER: user,
    CLUEGRAPH_READERS: readers,
    CLUEGRAPH_REDIS_URL: redisUrl,
    CLUEGRAPH_REDIS_PREFIX: prefix,
    CLUEGRAPH_OPERATOR_TOKEN: operatorToken,
    CLUEGRAPH_NEO4J_URL: neo4jUrl,
    CLUEGRAPH_NEO4J_USER: neo4jUser,
    CLUEGRAPH_NEO4J_PASSWORD: password,
    CLUEGRAPH_LOG: logLevel,
    CLUEGRAPH_WORKER_PORT: workerPort,
    CLUEGRAPH_STOP_SECONDS: stopSeconds,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_SERVICE_NAME: service,
  } = read.data;
  if (neo4jUrl !== undefined && password === undefined)
    throw new ConfigError(
      '设置了 CLUEGRAPH_NEO4J_URL 但缺少 CLUEGRAPH_NEO4J_PASSWORD。请设置该密码，或取消 CLUEGRAPH_NEO4J_URL 以使用内置图存储。 / CLUEGRAPH_NEO4J_URL is set without CLUEGRAPH_NEO4J_PASSWORD. Set the password, or unset the URL to use the embedded graph.',
    );
  return {
    dataFolder,
    port,
    showSensitive: show === 'yes',
    onlyPersisted: only === 'yes',
    user,
    readers,
    logLevel,
    workerPort,
    stopSeconds,
    remarks,
    ...(endpoint !== undefined && { tracing: { endpoint, service } }),
    ...(redisUrl !== undefined && { redis: { url: redisUrl, prefix } }),
    ...(neo4jUrl !== undefined && password !== undefined && { neo4j: { url: neo4jUrl, user: neo4jUser, password } }),
    ...(operatorToken !== undefined && { operatorToken }),
    ...s3Of(read.data),
    sources: sourcesOf(env),
  };
}

function s3Of(given: z.infer<typeof settings>): Pick<Config, 's3'> {
  if (given.CLUEGRAPH_S3_URL === undefined) return {};
  const needed = (name: 'CLUEGRAPH_S3_BUCKET' | 'CLUEGRAPH_S3_KEY' | 'CLUEGRAPH_S3_SECRET'): string => {
    const value = given[name];
    if (value !== undefined) return value;
    throw new ConfigError(
      `已设置 CLUEGRAPH_S3_URL，但缺少 ${name}。请设置它，或取消 CLUEGRAPH_S3_URL 以把档案存放在本机。 / CLUEGRAPH_S3_URL is set and ${name} is missing. Set it, or unset CLUEGRAPH_S3_URL to keep the archive on this machine.`,
    );
  };
  return {
    s3: {
      url: given.CLUEGRAPH_S3_URL,
      bucket: needed('CLUEGRAPH_S3_BUCKET'),
      key: needed('CLUEGRAPH_S3_KEY'),
      secret: needed('CLUEGRAPH_S3_SECRET'),
      region: given.CLUEGRAPH_S3_REGION,
    },
  };
}

/** Names that are not known here: those that seem misspelt are refused, for the default would be taken in their place. */
function remarksOn(env: NodeJS.ProcessEnv): string[] {
  const known = Object.keys(settings.shape);
  const ofSources = Object.values(prefixes);
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith('CLUEGRAPH_') || known.includes(name) || ofSources.some((prefix) => name.startsWith(prefix)))
      return [];
    const nearest = closest(name, known);
    if (distance(name, nearest) <= slip)
      throw new ConfigError(
        `没有名为 ${name} 的设置。是否指 ${nearest}？请改正或取消。 / There is no setting ${name}. Is ${nearest} meant? Correct it, or unset it.`,
      );
    return [
      `没有名为 ${name} 的设置，已忽略；最接近的是 ${nearest}。 / There is no setting ${name}; it is ignored. The nearest is ${nearest}.`,
    ];
  });
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
