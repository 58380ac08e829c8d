import type { Config } from '../config.js';
import { createInProcessQueue } from '../queue/inProcess.js';
import type { Queue } from '../queue/queue.js';

/** The queue that the settings ask for: on Redis for several processes, else this process's own, which loads no client. */
export const openQueue = async (config: Config): Promise<Queue> =>
  config.redis ? (await import('../queue/redis.js')).createRedisQueue(config.redis) : createInProcessQueue();
