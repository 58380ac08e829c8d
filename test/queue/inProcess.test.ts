import { createInProcessQueue } from '../../src/queue/inProcess.js';
import { queueSuite } from '../suites/queue.js';

queueSuite('queue in process', {
  open: (patience) => {
    const queue = createInProcessQueue(patience);
    return { one: queue, other: queue };
  },
});
