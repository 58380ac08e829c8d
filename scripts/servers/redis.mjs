/** Redis of the distribution, keeping nothing on disk. */
import { parts, variables } from './variables.mjs';

const url = variables.TEST_REDIS_URL;

export const redis = {
  url,
  programs: { 'redis-server': 'redis-server' },
  stopSignal: 'SIGTERM',

  async answers() {
    const { Redis } = await import('ioredis');
    const client = new Redis(url, { lazyConnect: true, retryStrategy: null, connectTimeout: 3000 });
    client.on('error', () => {}); // what was asked rejects with the same
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  },

  command(home) {
    const { host, port, password } = parts(url);
    const secret = password ? ['--requirepass', password] : [];
    return ['redis-server', '--bind', host, '--port', port || '6379', '--dir', home, '--save', '', ...secret];
  },
};
