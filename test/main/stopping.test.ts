/** A process that is asked to stop: not ready at once, alive until what is under way is finished, and no longer than it may. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('stoppingProcess.ts', import.meta.url));

/** Takes so many milliseconds over what is under way, and may take so many seconds. */
async function begin(milliseconds: number, seconds: number): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(milliseconds), String(seconds)]);
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: url.toString() };
}

const said = async (url: string): Promise<unknown> => (await fetch(`${url}/readyz`)).json();

test('what is under way is finished, while nobody is sent to it', async () => {
  const { child, url } = await begin(3000, 3600);
  expect(await said(url)).toEqual({ ready: false, opening: true });
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  while (JSON.stringify(await said(url)) !== '{"ready":false,"stopping":true}');
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  expect(await exit).toEqual([0, null]);
}, 60_000);

test('what does not end in time is left, as at a second request', async () => {
  for (const signals of [1, 2]) {
    const { child, url } = await begin(3_600_000, signals === 2 ? 3600 : 1);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    if (signals === 2) {
      while (JSON.stringify(await said(url)) !== '{"ready":false,"stopping":true}');
      child.kill('SIGTERM');
    }
    expect(await exit).toEqual([1, null]);
  }
}, 60_000);
