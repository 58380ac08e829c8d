/** A segment is written in portions, and done with the last of them. */
import { afterAll, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { StoreError } from '../../src/errors.js';
import { log } from '../../src/log.js';
import { onEveryEngine } from '../engines.js';
import { newFolder, openTown, type Paper, type Town, type TownOptions } from './town.js';

log.level = 'silent';
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
async function opened(options?: TownOptions): Promise<Town> {
  const folder = newFolder();
  folders.push(folder);
  return openTown(folder, options);
}

const papers: Record<string, Paper | Uint8Array> = { broken: Buffer.from('no paper') };
for (let i = 0; i < 250; i++)
  papers[`paper ${i}`] = {
    number: `(2024)京01民初${i}号`,
    names: ['王立新', `赵${i}`],
    cases: ['(2023)京0101民初9号'],
  };

const count = async (town: Town, label: string): Promise<number> =>
  (await town.engine.read<{ n: number }>(`MATCH (n:${label}) RETURN count(n) AS n`))[0]?.n ?? 0;

onEveryEngine((on) => {
  test('what fails between two portions leaves the segment to be done, and nothing is doubled', async () => {
    let failing = false;
    let written = 0;
    const town = await opened({
      on,
      wrap: (engine) => ({
        ...engine,
        // A server takes a whole segment in one.
        dialect: { ...engine.dialect, portion: 50 },
        read: engine.read.bind(engine),
        write: (work) =>
          failing && ++written > 1 ? Promise.reject(new StoreError('full. Make space.')) : engine.write(work),
      }),
    });
    await town.put(papers);
    failing = true;
    const [segment = ''] = await town.pipeline.pending();
    await expect(town.pipeline.derive(segment)).rejects.toThrow('full');
    failing = false;

    const half = await count(town, 'Document');
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(250);
    expect(await town.pipeline.pending()).toEqual([segment]);

    await town.settle();
    expect(await town.pipeline.pending()).toEqual([]);
    expect(await count(town, 'Document')).toBe(250);
    expect(
      await town.engine.read(
        'MATCH (s:Segment {id: $segment}) RETURN s.stitched AS stitched, s.quarantined AS quarantined',
        {
          segment,
        },
      ),
    ).toEqual([{ stitched: 250, quarantined: 1 }]);

    const other = await opened();
    await other.bring(papers);
    expect(await town.digest()).toBe(await other.digest());
    await town.close();
    await other.close();
  }, 30_000);
});
