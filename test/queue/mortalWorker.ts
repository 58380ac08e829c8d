/** A worker process that never finishes what it begins: node --import tsx mortalWorker.ts URL PREFIX hang|die */
import { log } from '../../src/log.js';
import { createRedisQueue } from '../../src/queue/redis.js';

log.level = 'silent';
const [url = '', prefix = '', fate] = process.argv.slice(2);
const queue = createRedisQueue({ url, prefix, lock: 400, deaths: 2 });
queue.work<{ id: string }>(
  'a',
  ({ id }) => {
    process.stdout.write(`${id}\n`);
    if (fate === 'die') process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  },
  { concurrency: 1 },
);
