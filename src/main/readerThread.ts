/** Runs on a thread of its own: reads records with the same code as everybody, and knows nothing else. */
import { parentPort } from 'node:worker_threads';
import type { SourceRecord } from '../ingest/connector.js';
import { readRecord } from '../ingest/read.js';
import { connectors } from './connectors.js';

parentPort?.on('message', (records: readonly SourceRecord[]) => {
  parentPort?.postMessage(JSON.stringify(records.map((record) => readRecord(connectors, record))));
});
// The first message says that everything was found and loaded.
parentPort?.postMessage('ready');
