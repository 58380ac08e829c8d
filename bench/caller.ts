/** Asks a server again and again, in a process of its own, as a front end would. Told how often; answers with the times. */
import { parentPort, workerData } from 'node:worker_threads';

const { url, body, mustHold } = workerData as { url: string; body: string; mustHold: string };

async function ask(): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = await response.text();
  const took = performance.now() - began;
  if (!answer.includes(mustHold)) throw new Error(`The answer is not what was imported: ${answer.slice(0, 500)}`);
  return took;
}

const stop = new AbortController();

parentPort?.on('message', (message: { times: number } | 'start' | 'stop') => {
  if (message === 'stop') stop.abort();
  else if (message === 'start') void until(stop.signal);
  else void often(message.times);
});

async function often(times: number): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) took.push(await ask());
  parentPort?.postMessage(took);
}

/** A request, five milliseconds of pause, and so on, until told to stop. */
async function until(stopped: AbortSignal): Promise<void> {
  const took: number[] = [];
  while (!stopped.aborted) {
    took.push(await ask());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  parentPort?.postMessage(took);
}
