/** A process that stops on request: `stoppingProcess.ts <milliseconds> <seconds>` takes so long over what is under way, and has so long. */
import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../../src/log.js';
import { operations } from '../../src/main/operations.js';
import { untilStopped } from '../../src/main/stopping.js';
import { startWorkerServer } from '../../src/main/workerServer.js';

log.level = 'silent';
const server = await startWorkerServer(express.Router().use(operations(() => undefined)), 4990);
const stopped = untilStopped(async () => {
  await wait(Number(process.argv[2]));
  await server.stop();
}, Number(process.argv[3]));
// Who reads it may ask at once.
process.stdout.write(server.url);
await stopped;
