import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/graph/embedded.js';
import { engineSuite } from '../suites/engine.js';

const folder = mkdtempSync(join(tmpdir(), 'cluegraph-engine-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

engineSuite('embedded engine', { open: () => openEmbedded(join(folder, 'suite')) });

test('a second opening of the same folder is refused in words that help', async () => {
  const engine = await openEmbedded(join(folder, 'locked'));
  await expect(openEmbedded(join(folder, 'locked'))).rejects.toMatchObject({ code: 'STORE_LOCKED', actor: 'operator' });
  await engine.close();
});
