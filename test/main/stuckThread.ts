/** A reader thread for tests: some records make it hang or end. */
import { parentPort } from 'node:worker_threads';
import type { SourceRecord } from '../../src/ingest/connector.js';

parentPort?.on('message', (records: readonly SourceRecord[]) => {
  const outcomes = records.map(({ bytes }) => {
    const text = Buffer.from(bytes).toString();
    if (text === 'hang') for (;;) if (Date.now() < 0) break;
    if (text === 'exit') process.exit(3);
    return { ok: true, says: text };
  });
  parentPort?.postMessage(JSON.stringify(outcomes));
});
parentPort?.postMessage('ready');
