/** A store that is away for longer than jobs are patient: what waits is taken up when it is back, though nobody asks and nothing is started. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { StoreError } from '../../src/errors.js';
import type { Engine } from '../../src/graph/engine.js';
import { log } from '../../src/log.js';
import { createWork } from '../../src/main/working.js';
import { createInProcessQueue } from '../../src/queue/inProcess.js';
import { onEveryEngine } from '../engines.js';
import { digestOf, newFolder, openWorks, sampleRecords, type Works } from '../ingest/real.js';
import { hasty, until } from '../suites/queue.js';

log.level = 'silent';
const folders: string[] = [];
const folderOf = (): string => {
  folders.push(newFolder());
  return folders.at(-1) as string;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function putSamples(works: Works): Promise<void> {
  for (const { source, records } of await sampleRecords()) await works.put(source, records);
}

onEveryEngine((on) => {
  test('what was imported, and what follows from it, while the store was away', async () => {
    let away = false;
    const answers = <T>(work: () => Promise<T>): Promise<T> =>
      away ? Promise.reject(new StoreError('Away. Wait.')) : work();
    const works = await openWorks(folderOf(), {
      on,
      engine: (engine): Engine => ({
        ...engine,
        read: (...asked) => answers(() => engine.read(...asked)),
        write: (task) => answers(() => engine.write(task)),
      }),
    });
    const failed: string[] = [];
    const work = createWork({
      pipeline: works.pipeline,
      read: works.engine.read.bind(works.engine),
      queue: createInProcessQueue(hasty),
      shared: false,
      works: true,
      onFailed: (segment) => failed.push(segment),
      patience: hasty,
    });
    await work.resume();
    await putSamples(works);
    const segments = await works.pipeline.pending();
    expect(segments.length).toBeGreaterThan(1);
    away = true;
    for (const id of segments) work.derive(id);
    // Each of them, the clues, and looks that found the store away.
    await until(() => segments.every((id) => failed.includes(id)) && failed.length > segments.length + 3);
    away = false;
    while ((await works.pipeline.pending()).length) await new Promise((resolve) => setTimeout(resolve, 20));
    await work.idle();
    const found = await digestOf(works.engine);
    await work.stop();
    await works.close();

    const undisturbed = await openWorks(folderOf());
    await putSamples(undisturbed);
    await undisturbed.settle();
    expect(found).toBe(await digestOf(undisturbed.engine));
    await undisturbed.close();
  }, 60_000);
});
