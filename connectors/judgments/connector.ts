import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Connector, FetchedRecord } from '../../src/ingest/connector.js';
import type { Pull } from '../../src/ingest/pull.js';
import { readCourtDocument } from '../../src/read/readCourtDocument.js';
import { toReading } from './extract.js';
import { createPull } from './pull/pull.js';
import { readSettings } from './pull/settings.js';
import { readShape, splitFile } from './shapes.js';

/**
 * Court documents in folders of files, as the judgment sites and their re-publishers give them: text, HTML, JSON, CSV,
 * XML, court notices as JSON lines, in UTF-8 or GB18030.
 */
export const judgments: Connector = {
  name: 'judgments',
  describes: {
    zh: '法院依法公开的裁判文书和公告',
    en: 'Court documents and notices that courts have made public by law.',
  },
  legalBasis: 'public',
  absence: 'unknown',
  version: '1',

  async *fetch(path) {
    const root = (await stat(path)).isDirectory() ? path : join(path, '..');
    for await (const file of files(path)) yield* recordsOf(file, relative(root, file));
  },

  configure(settings) {
    const read = readSettings(settings);
    const told = JSON.stringify(read);
    if (read && told !== configured?.told) configured = { told, pull: createPull(read) };
    return read && (configured?.pull ?? null);
  },

  parts: (record) => readShape(record.bytes, record.key).parts,

  extract(record) {
    const { parts, court } = readShape(record.bytes, record.key);
    return toReading(readCourtDocument(court), parts['text'] ?? '');
  },
};

/** Kept from one pass to the next: what the site gave is asked for conditionally, and a site that is down is left alone. */
let configured: { readonly told: string; readonly pull: Pull } | undefined;

async function* files(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* files(join(path, entry.name));
    else if (entry.isFile()) yield join(path, entry.name);
  }
}

async function* recordsOf(file: string, name: string): AsyncGenerator<FetchedRecord> {
  for (const part of splitFile(basename(file), await readFile(file)))
    yield {
      key: part.key === basename(file) ? name : `${name}#${part.key}`,
      bytes: part.bytes,
      mediaType: 'application/octet-stream',
    };
}
