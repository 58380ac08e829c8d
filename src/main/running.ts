import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';

/** Written beside the data while a server holds it, so that other commands find it. */
const noteFile = (config: Config): string => join(config.dataFolder, 'server.json');

/** Notes that a server holds the data folder and where it listens; gives back how to take the note away. */
export async function announce(config: Config, url: string): Promise<() => Promise<void>> {
  await writeFile(noteFile(config), JSON.stringify({ url, pid: process.pid }), { mode: 0o600 });
  return () => rm(noteFile(config), { force: true });
}

/** Where the server that holds this data folder listens; null when none runs. A note left by a killed server counts as none. */
export async function runningServer(config: Config): Promise<string | null> {
  try {
    const { url, pid } = JSON.parse(await readFile(noteFile(config), 'utf8')) as { url: string; pid: number };
    process.kill(pid, 0);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok ? url : null;
  } catch {
    return null;
  }
}
