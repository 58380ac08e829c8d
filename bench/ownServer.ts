/** A server of a bench's own, by the script that starts that of the tests: same version, same flags, another port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../src/main/root.js';
import { freePort } from './freePort.js';

export const neo4jPassword = 'cluegraph-bench';
export const urls = { neo4j: `bolt://127.0.0.1:${await freePort()}`, redis: `redis://127.0.0.1:${await freePort()}` };
// Where the scripts look for them.
Object.assign(env, {
  TEST_NEO4J_URL: urls.neo4j,
  TEST_NEO4J_PASSWORD: neo4jPassword,
  TEST_REDIS_URL: urls.redis,
});

/** Starts one in a folder and waits until it answers. Ends with this process. */
export async function startServer(
  name: keyof typeof urls,
  home: string,
  more: readonly string[] = [],
): Promise<ChildProcess> {
  const { [name]: server } = (await import(pathToFileURL(join(root, `scripts/servers/${name}.mjs`)).href)) as Record<
    typeof name,
    { command(home: string): string[]; answers(): Promise<void> }
  >;
  await mkdir(home, { recursive: true });
  const [program = '', ...args] = server.command(home);
  const child = spawn(program, [...args, ...more], { stdio: ['ignore', 'ignore', 'inherit'] });
  endWithUs(child);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}; see ${home}.`);
    const ready = await server.answers().then(
      () => true,
      () => false,
    );
    if (ready) return child;
    await wait(250);
  }
}

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export function endWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

/** Asks it to end, and waits until it has. */
export async function stopped(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await gone;
}

/** Ends all that this process has started. */
export const allStopped = (): Promise<unknown> => Promise.all([...children].map((child) => stopped(child, 'SIGKILL')));

export const isRunning = (child: ChildProcess): boolean => children.has(child);

/** Resident memory of a process in MB: now, and at most so far. */
export function memoryMB({ pid }: ChildProcess): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}
