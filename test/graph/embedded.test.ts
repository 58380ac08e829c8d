import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/graph/embedded.js';

test('a second opening of the same folder is refused in words that help', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cluegraph-engine-'));
  const engine = await openEmbedded(join(folder, 'graph'));
  await expect(openEmbedded(join(folder, 'graph'))).rejects.toMatchObject({ code: 'STORE_LOCKED', actor: 'operator' });
  await engine.close();
  rmSync(folder, { recursive: true });
});
