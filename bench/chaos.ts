/**
 * `node dist/bench/chaos.js [--documents N] [--kills N] [--workers N] [--seed N] [--from FOLDER]`: a hub of several
 * processes, a Neo4j and a Redis of its own, killed again and again while documents are imported. Afterwards the graph
 * must have the digest that one undisturbed process makes of the same archive on the embedded engine.
 *
 * A kill (-9) hits a worker, or Redis with its data or without; Neo4j is killed or stopped, and started again. The
 * server that fetches is left alone: what a killed fetch had not yet archived is imported again, by people.
 * Prints one line of JSON at the end; exit code 1 when a digest differs.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { env } from 'node:process';
import { parseArgs } from 'node:util';
import { root } from '../src/main/root.js';
import { freePort } from './freePort.js';
import { allStopped, endWithUs, isRunning, neo4jPassword, startServer, stopped, urls } from './ownServer.js';
import { multiply } from './multiply.js';
import { writePortfolio } from './portfolio.js';
import { seeded } from './seeded.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '50' },
    workers: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string' },
  },
});
const real = join(root, '../shared/data/judgments');
const from = values.from ?? (existsSync(real) ? real : join(root, 'samples/judgments'));
const [documents, kills, count] = [Number(values.documents), Number(values.kills), Number(values.workers)];
const random = seeded(Number(values.seed));
const cli = join(dirname(fileURLToPath(import.meta.url)), '../src/main/cli.js');
const work = await mkdtemp(join(tmpdir(), 'cluegraph-chaos-'));
const say = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

const httpPort = await freePort();
const alone = { ...env, CLUEGRAPH_DATA: join(work, 'data'), CLUEGRAPH_LOG: 'error', NODE_ENV: 'production' };
const together = {
  ...alone,
  CLUEGRAPH_NEO4J_URL: urls.neo4j,
  CLUEGRAPH_NEO4J_PASSWORD: neo4jPassword,
  CLUEGRAPH_REDIS_URL: urls.redis,
  CLUEGRAPH_PORT: String(httpPort),
};

function launch(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], { env: together, stdio: ['ignore', 'ignore', 'inherit'] });
  endWithUs(child);
  return child;
}
const startNeo4j = (): Promise<ChildProcess> => startServer('neo4j', join(work, 'neo4j'));
const startRedis = (): Promise<ChildProcess> => startServer('redis', join(work, 'redis'), ['--appendonly', 'yes']);
const startWorker = (): ChildProcess => launch(['worker']);
const ask = (args: readonly string[], settings: NodeJS.ProcessEnv): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { env: settings, encoding: 'utf8' });
  if (status !== 0 && status !== 3) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return stdout.trim();
};

/** Milliseconds between two strikes at most, but for what a restart takes. */
const longest = 15_000;

let equal: boolean;
let server: ChildProcess;
try {
  const { records } = await multiply(from, join(work, 'documents'), documents);
  const customers = await writePortfolio(join(work, 'documents'), join(work, 'portfolio'), 100);
  say(`${records} documents, ${customers} customers; Neo4j and Redis of our own in ${work}`);
  let [graph, queue] = await Promise.all([startNeo4j(), startRedis()]);
  const workers = Array.from({ length: count }, startWorker);
  server = launch(['start', '--no-samples', '--no-work']);
  await until(async () => (await fetch(`http://127.0.0.1:${httpPort}/livez`)).ok);

  const began = performance.now();
  for (const [source, path] of [
    ['crm', join(work, 'portfolio')],
    ['judgments', join(work, 'documents')],
  ] as const)
    await asked(`mutation ($source: String!, $path: String!) { import(source: $source, path: $path, purpose: "chaos") { id } }`, { source, path }); // prettier-ignore
  const struck = { worker: 0, redis: 0, redisEmptied: 0, neo4j: 0 };
  for (let strike = 0; strike < kills && !(await isSettled()); strike++) {
    await progressTo((strike / kills) * records);
    await wait(random() * 2000);
    const lot = random();
    if (lot < 0.7) {
      const at = Math.floor(random() * workers.length);
      struck.worker++;
      // One that has ended by itself is a fault of ours.
      if (!isRunning(workers[at] as ChildProcess)) throw new Error('A worker has ended that nobody killed.');
      await stopped(workers[at] as ChildProcess, 'SIGKILL');
      await wait(random() * 1500);
      workers[at] = startWorker();
    } else if (lot < 0.9) {
      const emptied = random() < 0.5;
      struck[emptied ? 'redisEmptied' : 'redis']++;
      await stopped(queue, 'SIGKILL');
      if (emptied) await rm(join(work, 'redis/appendonlydir'), { recursive: true, force: true });
      await wait(random() * 2000);
      queue = await startRedis();
    } else {
      struck.neo4j++;
      await stopped(graph, random() < 0.5 ? 'SIGKILL' : 'SIGTERM');
      await wait(random() * 2000);
      graph = await startNeo4j();
    }
    say(`strike ${strike + 1}: ${JSON.stringify(struck)}`);
  }
  await until(isSettled);
  const imported = (performance.now() - began) / 1000;
  say(`nothing is left to be derived after ${imported.toFixed(0)} s`);
  const several = ask(['digest'], together);
  for (const worker of workers) await stopped(worker, 'SIGTERM');
  await stopped(server, 'SIGTERM');
  say('one undisturbed process makes the same graph on the embedded engine');
  ask(['rebuild'], alone);
  const one = ask(['digest'], alone);
  equal = several === one;
  process.stdout.write(
    `${JSON.stringify({ documents: records, customers, workers: count, struck, seconds: Math.round(imported), equal, several, one })}\n`,
  );
} finally {
  await allStopped();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(equal ? 0 : 1);

/** Of the server. Throws where it cannot answer now. */
async function asked<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${httpPort}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { readonly data?: T; readonly errors?: readonly unknown[] };
  if (errors?.length || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** So many documents are in the graph, or it has been waited long enough: strikes hit all of the import. */
async function progressTo(wanted: number): Promise<void> {
  const documents = async (): Promise<number> => {
    const { status } = await asked<{ status: { counts: { type: string; count: number }[] } }>(
      '{ status { counts { type count } } }',
    );
    return status.counts.find(({ type }) => type === 'Document')?.count ?? 0;
  };
  const until = performance.now() + longest;
  while (performance.now() < until && (await documents().catch(() => 0)) < wanted) await wait(500);
}

/** Everything is fetched, no segment is left, no mention to be resolved, no clue to be refreshed. */
async function isSettled(): Promise<boolean> {
  try {
    const { status, runs } = await asked<{
      readonly status: { readonly waiting: number; readonly pending: number };
      readonly runs: { readonly nodes: readonly { readonly state: string }[] };
    }>('{ status { waiting pending } runs(first: 2) { nodes { state } } }');
    return status.waiting + status.pending === 0 && runs.nodes.every(({ state }) => state !== 'FETCHING');
  } catch {
    return false;
  }
}

/** What cannot be asked yet does not hold yet. Throws when the server has ended, which nobody killed. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (
    !(await Promise.resolve()
      .then(holds)
      .catch(() => false))
  ) {
    if (!isRunning(server)) throw new Error('The server has ended, which nobody killed.');
    await wait(500);
  }
}
