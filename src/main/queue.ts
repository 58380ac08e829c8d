import type { Config } from '../config.js';
import { createInProcessQueue } from '../queue/inProcess.js';
import type { Queue } from '../queue/queue.js';
import { createRedisQueue } from '../queue/redis.js';

/** The queue that the settings ask for: on Redis for several processes, else this process's own. */
export const openQueue = (config: Config): Queue =>
  config.redis ? createRedisQueue(config.redis) : createInProcessQueue();
