/** What an operator sets to pull the loan file from a database. */
import { z } from 'zod';
import { ConfigError } from '../../../src/errors.js';

const shape = z.object({
  /** postgres://user@host:5432/database or mysql://user@host:3306/database (MariaDB too); an account that may only read. */
  CLUEGRAPH_CRM_URL: z.url({ protocol: /^(postgres|postgresql|mysql|mariadb)$/ }),
  /** Password of the account, where it does not stand in the URL. */
  CLUEGRAPH_CRM_PASSWORD: z.string().optional(),
  /** On what ground the database may be read, in the operator's words. */
  CLUEGRAPH_CRM_LEGAL_BASIS: z.string().default(''),
  /** Schema of tables and views; by default public, on MySQL the database of the URL. */
  CLUEGRAPH_CRM_SCHEMA: z.string().optional(),
  /** YAML or JSON file that says which table and column holds what; see README.md. */
  CLUEGRAPH_CRM_MAPPING: z.string().optional(),
  /** When to pull, as a cron pattern of Asia/Shanghai. */
  CLUEGRAPH_CRM_EVERY: z.string().optional(),
  /** Hours after which all rows are read again, so that deleted ones are noticed; in between only what changed. 0: always. */
  CLUEGRAPH_CRM_FULL_HOURS: z.coerce.number().min(0).default(24),
  /** Minutes before the latest change known that are read again: transactions that began earlier may have ended later. */
  CLUEGRAPH_CRM_OVERLAP_MINUTES: z.coerce.number().int().min(0).default(10),
  /** Seconds after which the database gives up a statement. */
  CLUEGRAPH_CRM_TIMEOUT_SECONDS: z.coerce.number().int().min(1).default(60),
});

export interface CrmSettings {
  readonly url: URL;
  readonly family: 'postgres' | 'mysql';
  readonly schema: string;
  readonly legalBasis: string;
  readonly mappingFile?: string;
  readonly every?: string;
  readonly fullHours: number;
  readonly overlapMinutes: number;
  readonly timeoutSeconds: number;
}

/** Null when nothing is set. Throws ConfigError that names the variable and the remedy. */
export function readSettings(env: Readonly<Record<string, string>>): CrmSettings | null {
  if (!Object.keys(env).length) return null;
  const read = shape.safeParse(env);
  if (!read.success) {
    const [issue] = read.error.issues;
    const name = issue?.path.join('.') ?? '';
    // The value may hold a password: only its name is told.
    throw new ConfigError(
      name in env
        ? `环境变量 ${name} 的值无效。请改正，或取消设置。 / ${name} is not valid. Correct it or unset it.`
        : `缺少环境变量 ${name}。请设置，如 postgres://用户@主机:5432/数据库。 / ${name} is missing. Set it, as postgres://user@host:5432/database.`,
    );
  }
  const set = read.data;
  const url = new URL(set.CLUEGRAPH_CRM_URL);
  if (set.CLUEGRAPH_CRM_PASSWORD !== undefined) url.password = encodeURIComponent(set.CLUEGRAPH_CRM_PASSWORD);
  const family = url.protocol.startsWith('postgres') ? 'postgres' : 'mysql';
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!database)
    throw new ConfigError(
      'CLUEGRAPH_CRM_URL 未写明数据库。请在末尾加上 /数据库名。 / CLUEGRAPH_CRM_URL names no database. End it with /database.',
    );
  return {
    url,
    family,
    schema: set.CLUEGRAPH_CRM_SCHEMA ?? (family === 'postgres' ? 'public' : database),
    legalBasis: set.CLUEGRAPH_CRM_LEGAL_BASIS,
    ...(set.CLUEGRAPH_CRM_MAPPING !== undefined && { mappingFile: set.CLUEGRAPH_CRM_MAPPING }),
    ...(set.CLUEGRAPH_CRM_EVERY !== undefined && { every: set.CLUEGRAPH_CRM_EVERY }),
    fullHours: set.CLUEGRAPH_CRM_FULL_HOURS,
    overlapMinutes: set.CLUEGRAPH_CRM_OVERLAP_MINUTES,
    timeoutSeconds: set.CLUEGRAPH_CRM_TIMEOUT_SECONDS,
  };
}
