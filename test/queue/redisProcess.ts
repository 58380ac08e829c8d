/** A Redis of a test's own, which it may stop, start and empty as it likes. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface RedisProcess {
  readonly url: string;
  readonly client: Redis;
  start(): Promise<void>;
  /** Kill -9. */
  kill(): Promise<void>;
  /** For good. */
  end(): Promise<void>;
}

export const redisInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** Not started yet. `keeps`: every write is on the disk before it is acknowledged; otherwise a restart finds nothing. */
export async function ownRedis({ keeps = true, settings = [] as readonly string[] } = {}): Promise<RedisProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'cluegraph-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    client,
    async start() {
      const writes = keeps ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--save', ''];
      const where = ['--port', String(port), '--dir', folder, '--bind', '127.0.0.1'];
      child = spawn('redis-server', [...where, ...writes, ...settings], { stdio: 'ignore' });
      await client.ping();
    },
    kill,
    async end() {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
