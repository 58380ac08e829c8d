/** Kill -9 at many moments: what was acknowledged is there, nothing is doubled or half written, and life goes on. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onEveryEngine } from '../engines.js';
import { embedded } from '../stores.js';
import { newFolder, openTown } from './town.js';
import { steps } from './story.js';

const folders: string[] = [];
const folderOf = (): string => {
  const folder = newFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const story = fileURLToPath(new URL('./story.ts', import.meta.url));
interface Life {
  readonly signal: string | null;
  readonly lines: readonly string[];
  readonly errors: string;
}
const live = (folder: string, moment: number, store: string): Promise<Life> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', story, folder, String(moment), store]);
    let [out, errors] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.on('close', (_, signal) => {
      resolve({ signal, lines: out.trim().split('\n'), errors });
    });
  });

/** Digest after 0, 1, 2 … undisturbed steps. */
const undisturbed: string[] = [];
beforeAll(async () => {
  const place = await openTown(folderOf());
  undisturbed.push(await place.digest());
  for (const step of steps) {
    await step(place);
    undisturbed.push(await place.digest());
  }
  await place.close();
}, 60_000);

/** A process that lives after the lease of the dead one has run out. */
const later = (): number => Date.now() + 60_000;

onEveryEngine((on) => {
  const emptyFolder = async (): Promise<string> => {
    const folder = folderOf();
    await (await on.open(folder)).close();
    return folder;
  };

  let moments = 0;
  beforeAll(async () => {
    const { lines, errors } = await live(await emptyFolder(), 0, on.name);
    moments = Number(/moments (\d+)/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
    expect([moments > 100, errors]).toEqual([true, '']);
  }, 60_000);

  const kills = on === embedded ? 14 : 6;
  test.each(Array.from({ length: kills }, (_, i) => 4 + Math.floor((98 / kills) * i)))(
    'killed when %d %% of the story are over',
    async (percent) => {
      const folder = await emptyFolder();
      const { signal, lines } = await live(folder, Math.ceil((percent / 100) * moments), on.name);
      expect(signal).toBe('SIGKILL');
      const done = lines.filter((line) => line.startsWith('done')).length;
      const place = await openTown(folder, { on, clock: later });
      await place.settle();
      expect(undisturbed.slice(done, done + 2)).toContain(await place.digest());
      expect(await place.pipeline.pending()).toEqual([]);
      // The rest of the story, beginning with the step that was cut off, which may have happened.
      for (const step of steps.slice(done)) await step(place);
      expect(await place.digest()).toBe(undisturbed.at(-1));
      await place.close();
    },
    60_000,
  );
});
