/** The Redis that holds the queue: connecting, and what an operator must know about it. */
import { Redis } from 'ioredis';
import { StoreError } from '../errors.js';
import { log } from '../log.js';
import type { Bilingual } from '../model/clue.js';

/** Milliseconds before the connection is tried again: at most this many. */
const longestPause = 5000;

/** A connection that outlives its server: it waits as long as it takes, and says so in the log once per outage. */
export function connectRedis(url: string): Redis {
  const client = new Redis(url, {
    maxRetriesPerRequest: null,
    keepAlive: 10_000,
    retryStrategy: (turn) => Math.min(longestPause, 100 * 2 ** Math.min(turn, 10)) * (0.5 + Math.random() / 2),
  });
  let away = false;
  client.on('error', (error) => {
    if (!away)
      log.error({ err: error }, 'Redis is away; work waits for it. Look after the server at CLUEGRAPH_REDIS_URL');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.warn('Redis is back');
    away = false;
    void client.info('memory').then(
      (info) => {
        const fault = faultOfPolicy(info);
        if (fault) log.warn(fault.en);
      },
      () => undefined,
    );
  });
  return client;
}

/** Asks the server once, for `doctor`: null when all is well, else what to do. Throws StoreError when it cannot be asked. */
export async function examineRedis(url: string): Promise<Bilingual | null> {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
    connectTimeout: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return faultOfVersion(await client.info('server')) ?? faultOfPolicy(await client.info('memory'));
  } catch (cause) {
    throw new StoreError(
      'Redis 无法访问。请启动它，并核对 CLUEGRAPH_REDIS_URL 的地址、用户名和密码。 / Redis cannot be reached. Start it, and check address, user and password in CLUEGRAPH_REDIS_URL.',
      { cause, code: 'REDIS_AWAY' },
    );
  } finally {
    client.disconnect();
  }
}

/** What evicts keys under pressure would drop jobs that wait. */
function faultOfPolicy(info: string): Bilingual | null {
  const policy = fieldOf(info, 'maxmemory_policy');
  return policy === undefined || policy === 'noeviction'
    ? null
    : {
        zh: `Redis 内存不足时会丢弃任务（maxmemory-policy 为 ${policy}）。请设为 noeviction：redis-cli CONFIG SET maxmemory-policy noeviction，并写入 redis.conf。`,
        en: `Redis drops jobs when its memory is full (maxmemory-policy is ${policy}). Set it to noeviction: redis-cli CONFIG SET maxmemory-policy noeviction, and write it into redis.conf.`,
      };
}

/** BullMQ's scripts want 6.2. */
function faultOfVersion(info: string): Bilingual | null {
  const version = fieldOf(info, 'redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 2)
    ? null
    : {
        zh: `Redis ${version} 过旧。请升级到 6.2 或更高版本。`,
        en: `Redis ${version} is too old. Upgrade it to 6.2 or later.`,
      };
}

export const fieldOf = (info: string, field: string): string | undefined =>
  info
    .split(/\r?\n/)
    .find((line) => line.startsWith(`${field}:`))
    ?.slice(field.length + 1);
