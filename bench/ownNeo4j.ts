/** A Neo4j of a bench's own, by the script that starts that of the tests: same version, same flags, another port. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../src/main/root.js';
import { freePort } from './freePort.js';

export interface OwnNeo4j {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Resident memory of the server in MB. */
  residentMB(): number;
  /** Seconds of processor that the server has used. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts one in a folder and waits until it answers. Ends with this process. */
export async function startNeo4j(home: string): Promise<OwnNeo4j> {
  const port = await freePort();
  const password = 'cluegraph-bench';
  env['TEST_NEO4J_URL'] = `bolt://127.0.0.1:${port}`;
  env['TEST_NEO4J_PASSWORD'] = password;
  const { neo4j } = (await import(pathToFileURL(join(root, 'scripts/servers/neo4j.mjs')).href)) as {
    neo4j: { readonly url: string; command(home: string): string[]; answers(): Promise<void> };
  };
  await mkdir(home, { recursive: true });
  const [program = '', ...args] = neo4j.command(home);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}; see ${home}.`);
    const ready = await neo4j.answers().then(
      () => true,
      () => false,
    );
    if (ready) break;
    await wait(250);
  }
  const ofProcess = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    url: neo4j.url,
    user: 'neo4j',
    password,
    residentMB: () => Number(/VmRSS:\s+(\d+)/.exec(ofProcess('status'))?.[1]) / 1024,
    cpuSeconds() {
      const fields = ofProcess('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
