/** Stopping on request: not ready at once, then what is under way is finished, within a time. */
import { log } from '../log.js';

let stopping = false;

/** Whether this process was asked to stop: nobody should send it anything new. */
export const isStopping = (): boolean => stopping;

/**
 * Waits for SIGINT or SIGTERM, ends what is under way, and ends the process. What does not end in `seconds`, or before it
 * is asked again, is left: it is taken up by others, or at the next start.
 */
export async function untilStopped(close: () => Promise<void>, seconds = 60): Promise<never> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
  });
  stopping = true;
  log.info('stopping; what is under way is finished');
  setTimeout(() => {
    log.warn({ seconds }, 'what was under way did not end in time and is left; it is taken up again');
    process.exit(1);
  }, seconds * 1000).unref();
  await close();
  process.exit(0);
}
