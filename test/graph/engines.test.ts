import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEveryEngine } from '../engines.js';
import { engineSuite } from '../suites/engine.js';

const folder = mkdtempSync(join(tmpdir(), 'cluegraph-engine-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

onEveryEngine((engine) => {
  engineSuite(() => engine.open(folder));
});
