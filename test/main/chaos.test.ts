/**
 * The short form of `bench/chaos.ts`: two workers, a Neo4j and a Redis of its own, a few kills while the samples are
 * imported several times over; the graph must be that of one undisturbed process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { neo4jAddress } from '../stores.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = `${root}/dist/bench/chaos.js`;

if (!neo4jAddress || !existsSync(program)) {
  console.warn('Chaos: not run. Set TEST_NEO4J_URL where Neo4j and Redis are installed, and run npm run build first.');
  test.skip('chaos', () => undefined);
} else
  test('killed six times, two workers make the graph that one undisturbed process makes', async () => {
    const args = ['--documents', '300', '--kills', '6', '--workers', '2', '--from', `${root}/samples/judgments`];
    // A group of its own: if it is never done, the servers and workers that it started end with it.
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true }); // prettier-ignore
    const patience = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 480_000);
    let [out, told] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (told += part.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(patience);
    expect([code, code === 0 ? '' : `${told.slice(-4000)}${out}`]).toEqual([0, '']);
    const { equal, struck, documents } = JSON.parse(out) as {
      equal: boolean;
      documents: number;
      struck: Readonly<Record<string, number>>;
    };
    expect(equal).toBe(true);
    expect(documents).toBeGreaterThanOrEqual(300);
    expect(Object.values(struck).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(0);
  }, 500_000);
