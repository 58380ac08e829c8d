/** A queue on Redis as operators see it; without its client, which only a hub of several processes loads. */
import type { Queue as BullQueue } from 'bullmq';
import type { Queue } from './queue.js';

export interface RedisQueue extends Queue {
  /** The queues of all processes, for the operators' board; null while Redis is away. */
  bullQueues(): Promise<readonly BullQueue[] | null>;
}

export const isRedisQueue = (queue: Queue): queue is RedisQueue => 'bullQueues' in queue;
