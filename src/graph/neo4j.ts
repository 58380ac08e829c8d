import neo4j, { type Driver, type Integer, type QueryResult, type Session } from 'neo4j-driver';
import { setTimeout as wait } from 'node:timers/promises';
import { ClueGraphError, ConfigError, StoreError } from '../errors.js';
import type { Dialect } from './dialect.js';
import { inexact, type Engine, type Params, type Row, type Run } from './engine.js';

/** Signs of the index's query language. */
const operators = /[-+&|!(){}[\]^"~*?:\\/<>=]/g;

const dialect: Dialect = {
  name: 'Neo4j',
  exclusive: false,
  portion: 1000,
  constraintIndexes: true,
  listIndexes: 'SHOW INDEXES YIELD name RETURN name',
  awaitIndexes: 'CALL db.awaitIndexes(600)',
  // The analyzer cuts Chinese text into bigrams, as the embedded engine's does.
  createTextIndex: (label, property) =>
    `CREATE FULLTEXT INDEX ${label}_${property}_text IF NOT EXISTS FOR (n:${label}) ON EACH [n.${property}] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'cjk'}}`,
  searchText: (label, property) =>
    `CALL db.index.fulltext.queryNodes('${label}_${property}_text', $words, {limit: $limit}) YIELD node, score WITH node, score`,
  // The whole phrase far before any of its bigrams. Lower case, because AND, OR and NOT are operators.
  searchWords: (text) => {
    const words = text.toLowerCase().replace(operators, '\\$&');
    return `"${words}"^100 ${words}`;
  },
  // A label that the node has already: nothing is written, but the lock is taken.
  lockNodes: (type) => `UNWIND $ids AS id MATCH (n:${type} {id: id}) SET n:${type} RETURN n.id AS id`,
};

/** Attempts of a transaction that meets a conflicting one or a server that does not answer: about five seconds in all. */
const attempts = 9;
const firstPause = 20;
const longestPause = 1500;

export interface Neo4jAddress {
  /** bolt://host:port, neo4j://, or with +s for an encrypted connection; without credentials. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The server's default database when left out. */
  readonly database?: string;
}

/**
 * Connects to a Neo4j 5.26 or later. Throws ConfigError when it refuses who we are, StoreError when it does not answer.
 * Transactions run side by side; one that meets another (a deadlock, a node of the same id) is run again from the start.
 */
export async function openNeo4j({ url, user, password, database }: Neo4jAddress): Promise<Engine> {
  const driver = connect(url, user, password);
  const within = database === undefined ? {} : { database };
  let reads = 0;

  const withSession = async <T>(mode: 'READ' | 'WRITE', use: (session: Session) => Promise<T>): Promise<T> => {
    const session = driver.session({ ...within, defaultAccessMode: mode });
    try {
      return await use(session);
    } finally {
      await session.close().catch(() => undefined);
    }
  };

  // A transaction of its own for the statement: fewer words with the server than a transaction function has.
  const read: Run = <R = Row>(query: string, params: Params = {}) => {
    reads++;
    return again(() =>
      withSession('READ', async (session) => plain<R>(await session.run(query, integers(params) as Params))),
    );
  };

  const attempt = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    withSession('WRITE', async (session) => {
      const transaction = await session.beginTransaction();
      /** The first refusal of a statement: the server has ended the transaction with it, whatever the work makes of it. */
      let refusal: unknown;
      try {
        const result = await work(async <R = Row>(query: string, params: Params = {}) => {
          try {
            return plain<R>(await transaction.run(query, integers(params)));
          } catch (error) {
            refusal ??= error;
            throw error;
          }
        });
        if (refusal) throw refusal as Error;
        await transaction.commit().catch((error: unknown) => {
          throw isLost(error) || !codeOf(error) ? inDoubt(error) : error;
        });
        return result;
      } catch (error) {
        await transaction.rollback().catch(() => undefined);
        throw isPassing(refusal) ? refusal : error;
      }
    });

  const engine: Engine = {
    dialect,
    get reads() {
      return reads;
    },
    read,
    write: (work) => again(() => attempt(work)),
    close: () => driver.close(),
  };
  try {
    await again(() => driver.getServerInfo(within));
  } catch (error) {
    await driver.close();
    throw error;
  }
  return engine;
}

function connect(url: string, user: string, password: string): Driver {
  try {
    return neo4j.driver(url, neo4j.auth.basic(user, password), {
      userAgent: 'cluegraph',
      telemetryDisabled: true,
      // Numbers as such; what does not fit one comes as infinite, which `plain` refuses.
      disableLosslessIntegers: true,
      // Hints on how to write a query better are for its author, and cost time with every answer.
      notificationFilter: { minimumSeverityLevel: neo4j.notificationFilterMinimumSeverityLevel.OFF },
      maxConnectionPoolSize: 64,
      connectionAcquisitionTimeout: 30_000,
      connectionTimeout: 5_000,
      // A connection that was idle may be that of a server that is gone.
      connectionLivenessCheckTimeout: 30_000,
      // What is tried again, and how often, is decided below.
      disableAutoCommitRetries: true,
    });
  } catch (cause) {
    throw new ConfigError(
      'CLUEGRAPH_NEO4J_URL 不是 Neo4j 地址。请写成 bolt://主机:7687，账号另用 CLUEGRAPH_NEO4J_USER 与 CLUEGRAPH_NEO4J_PASSWORD 设置。 / CLUEGRAPH_NEO4J_URL is no address of a Neo4j. Write bolt://host:7687; who we are stands in CLUEGRAPH_NEO4J_USER and CLUEGRAPH_NEO4J_PASSWORD.',
      { cause },
    );
  }
}

/** Runs `task` until it is done or what stands in its way does not pass. Throws our errors, or that of the work itself. */
async function again<T>(task: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++)
    try {
      return await task();
    } catch (error) {
      if (!isPassing(error) || turn === attempts) throw told(error);
      await wait(Math.min(firstPause * 2 ** (turn - 1), longestPause) * (0.5 + Math.random() / 2));
    }
}

const codeOf = (error: unknown): string => {
  const { name, code } = (error ?? {}) as { name?: string; code?: unknown };
  return name === 'Neo4jError' && typeof code === 'string' ? code : '';
};

/** The connection broke, so that nobody can say what became of what was sent last. */
const isLost = (error: unknown): boolean => /^(?:ServiceUnavailable|SessionExpired)$/.test(codeOf(error));

/**
 * Another transaction or an interruption is to blame. Besides what the driver calls so: a node of the same id that another
 * has just made, a node that another has just deleted, a constraint that another start has just made.
 */
const isPassing = (error: unknown): boolean =>
  neo4j.isRetryableError(error) ||
  /^Neo\.ClientError\.(?:Schema\.(?:ConstraintValidationFailed|\w+AlreadyExists)|Statement\.EntityNotFound)$/.test(
    codeOf(error),
  );

/** A refusal of the server in our words. What our own statement is to blame for stays as it is. */
function told(cause: unknown): unknown {
  const code = codeOf(cause);
  if (!code || cause instanceof ClueGraphError) return cause;
  if (isLost(cause) || /acquisition timed out/.test((cause as Error).message))
    return new StoreError(
      '连不上 Neo4j，稍后自动重试。请检查服务是否运行，以及 CLUEGRAPH_NEO4J_URL 是否正确。 / Neo4j does not answer; it is tried again later. Check that it runs and that CLUEGRAPH_NEO4J_URL is right.',
      { cause, code: 'STORE_UNREACHABLE' },
    );
  if (code.startsWith('Neo.ClientError.Security.'))
    return new ConfigError(
      'Neo4j 拒绝登录。请检查 CLUEGRAPH_NEO4J_USER 与 CLUEGRAPH_NEO4J_PASSWORD。 / Neo4j refuses the login. Check CLUEGRAPH_NEO4J_USER and CLUEGRAPH_NEO4J_PASSWORD.',
      { cause, code: 'STORE_LOGIN' },
    );
  if (isPassing(cause))
    return new StoreError(
      '并发写入多次冲突，本次写入已放弃，数据未变，稍后自动重试。经常出现时请减少工作进程。 / Transactions were in each other’s way again and again; this one was given up, nothing was changed, and it is tried again later. If it happens often, run fewer workers.',
      { cause, code: 'STORE_CONFLICT' },
    );
  if (code.startsWith('Neo.ClientError.Statement.')) return cause;
  return new StoreError(
    'Neo4j 未能完成操作，数据未变，稍后自动重试。反复出现时请查看 Neo4j 日志和磁盘空间。 / Neo4j did not finish; nothing was changed, and it is tried again later. If it happens again and again, look at its log and the disk space.',
    { cause, code: 'STORE_REFUSED' },
  );
}

const inDoubt = (cause: unknown): StoreError =>
  new StoreError(
    '提交时与 Neo4j 的连接中断，写入可能已生效，稍后核对后继续。请检查 Neo4j 服务与网络。 / The connection to Neo4j broke while committing, so the transaction may or may not have been kept; what remains to be done is derived anew. Check Neo4j and the network.',
    { cause, code: 'STORE_IN_DOUBT' },
  );

/** Whole numbers as the server's integers: the driver sends every number of JavaScript as a float. What holds none is not copied. */
function integers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : value;
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null;
    for (let i = 0; i < value.length; i++) {
      const next = integers(value[i]);
      if (next !== value[i]) (copy ??= value.slice())[i] = next;
    }
    return copy ?? value;
  }
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = integers((value as Record<string, unknown>)[name]);
  return copy;
}

function integer(value: number): Integer {
  if (!Number.isSafeInteger(value)) throw inexact();
  return neo4j.int(value);
}

/** Rows as plain values, read by place: the driver's own way to an object goes through an iterator for each column. */
function plain<R>({ records }: Pick<QueryResult, 'records'>): readonly R[] {
  return records.map((record) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < record.length; i++) {
      const value: unknown = record.get(i);
      checkNumbers(value);
      row[record.keys[i] as string] = value;
    }
    return row as R;
  });
}

function checkNumbers(value: unknown): void {
  if (typeof value === 'number') {
    if (value === Infinity || value === -Infinity) throw inexact();
  } else if (Array.isArray(value)) for (const one of value) checkNumbers(one);
  else if (value !== null && typeof value === 'object')
    for (const name in value) checkNumbers((value as Record<string, unknown>)[name]);
}
