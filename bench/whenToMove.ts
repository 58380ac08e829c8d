/**
 * `npm run bench -- whenToMove [--documents N,N,…] [--customers N]`: what the hub costs on the embedded engine and on
 * Neo4j, as a town of documents grows to each of the sizes. Real processes: embedded `cluegraph start`; on Neo4j the
 * same with `--no-work` and one `cluegraph worker`, with a Neo4j and a Redis of their own. For each size
 *
 *   documents a second, of the import that leads to it, to the last clue
 *   memory, resident: the hub's processes, at most and at rest after a start; Neo4j's after the import
 *   disk after the import: archive, graph; Neo4j's as of its last checkpoint, the rest is in its transaction logs
 *   seconds from the start of a server until it is ready
 *   a profile over HTTP, plain and on the allow-list, at rest and while more documents are imported; engines take turns
 *
 * First one process makes the graph of the other's archive on the embedded engine: digests, counts and answers agree, or
 * nothing is told. One run, for it is long. Prints a table for people and, last, one line of JSON.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import operations from '../schema/operations.json' with { type: 'json' };
import { freePort } from './freePort.js';
import { startNeo4j } from './ownNeo4j.js';
import { endWithUs, memoryMB, startServer, stopped, urls } from './ownServer.js';
import { writeTown } from './town.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000,10000,30000' },
    customers: { type: 'string', default: '200' },
  },
});
const sizes = values.documents.split(',').map(Number);
const customers = Number(values.customers);
/** Documents that are imported while profiles are asked for; at least as many lead to the next size. */
const more = Math.min(1000, ...sizes.slice(1).map((size, i) => Math.floor((size - (sizes[i] ?? 0)) / 2)));
if (!(more > 0)) throw new Error('Sizes must grow.');
/** Of one engine and way. */
const requestsAtRest = 300;
/** Milliseconds between two looks. */
const [glance, pause] = [50, 5];
const cli = join(dirname(fileURLToPath(import.meta.url)), '../src/main/cli.js');
const [listed = '', plain = ''] = Object.entries(operations).find(([, text]) => text.includes('query DebtorProfile')) ?? []; // prettier-ignore
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Latency {
  readonly p50: number;
  readonly p95: number;
}
interface Profiles {
  readonly plain: Latency;
  readonly allowList: Latency;
  /** Answers, and those of them in which the party was not found. */
  readonly asked: number;
  readonly nobody: number;
}
interface Found {
  readonly documents: number;
  readonly engine: string;
  readonly documentsPerSecond: number;
  readonly hubMostMB: number;
  readonly hubAtRestMB: number;
  readonly neo4jMB: number | null;
  readonly archiveMB: number;
  readonly graphMB: number;
  readonly logsMB: number | null;
  readonly readySeconds: number;
  readonly atRest: Profiles;
  readonly importing: Profiles;
  readonly load: number;
}

/** The processes of a hub, and what stands behind them. */
interface Side {
  readonly engine: string;
  readonly data: string;
  readonly url: string;
  /** The server is ready; whoever works beside it has been started. Output: seconds that the server took. */
  start(): Promise<number>;
  stop(): Promise<void>;
  processes(): readonly ChildProcess[];
  behind(): Promise<Pick<Found, 'neo4jMB' | 'graphMB' | 'logsMB'>>;
}

const work = await mkdtemp(join(tmpdir(), 'cluegraph-bench-'));
const sides: Side[] = [];
try {
  await writeParts();
  // Ids depend on the archive's secret.
  const secret = randomBytes(32);
  for (const side of (sides.push(await embedded(), await onNeo4j()), sides)) {
    await mkdir(join(side.data, 'archive'), { recursive: true, mode: 0o700 });
    await writeFile(join(side.data, 'archive/secret'), secret, { mode: 0o600 });
    await side.start();
    await imported(side, 'crm', join(work, 'town/crm'));
  }
  say(`${sizes.join(', ')} documents, and ${more} more at each size; ${customers} customers; Node ${process.version}; load ${loadavg()[0]?.toFixed(1)}`); // prettier-ignore
  const found: Found[] = [];
  for (const size of sizes) found.push(...(await measure(size)));
  say(tableOf(found));
  say(JSON.stringify({ customers, more, found }));
} finally {
  for (const side of sides) await side.stop();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

async function measure(size: number): Promise<Found[]> {
  const took: { rate: number; mostMB: number }[] = [];
  for (const side of sides) {
    const [path, documents] = partTo(size);
    const began = performance.now();
    await imported(side, 'judgments', path);
    took.push({
      rate: documents / ((performance.now() - began) / 1000),
      mostMB: side.processes().reduce((sum, child) => sum + memoryMB(child).most, 0),
    });
    say(`${size} documents on ${side.engine}: ${took.at(-1)?.rate.toFixed(0)} a second; load ${loadavg()[0]?.toFixed(1)}`); // prettier-ignore
  }
  const behind = await Promise.all(sides.map((side) => side.behind()));
  await agree();
  const ready: number[] = [];
  for (const side of sides) ready.push(await side.start());

  const ids = await debtors();
  const answers = await Promise.all(
    sides.map((side) => Promise.all(ids.flatMap((id) => bodiesOf(id).map((body) => answer(side, body))))),
  );
  if (new Set(answers.map((all) => JSON.stringify(all))).size > 1)
    throw new Error('The engines answer differently, so their times mean nothing.');
  const rest = sides.map(() => newTimes());
  // The first hundred are warming up.
  for (let i = -100; i < requestsAtRest; i++)
    for (const [at, side] of sides.entries()) await timed(side, ids[Math.abs(i) % ids.length] ?? '', i < 0 ? newTimes() : rest[at] as Times); // prettier-ignore
  const atRestMB = sides.map((side) => side.processes().reduce((sum, child) => sum + memoryMB(child).now, 0));
  const archives = await Promise.all(sides.map((side) => onDiskMB(join(side.data, 'archive'))));

  const busy: Times[] = [];
  for (const side of sides) {
    const times = newTimes();
    const importing = imported(side, 'judgments', partAfter(size));
    const { signal } = over(importing);
    for (let i = 0; !signal.aborted; i++) {
      await timed(side, ids[i % ids.length] ?? '', times);
      await wait(pause);
    }
    await importing;
    busy.push(times);
  }
  return sides.map((side, at) => ({
    documents: size,
    engine: side.engine,
    documentsPerSecond: took[at]?.rate ?? NaN,
    hubMostMB: took[at]?.mostMB ?? NaN,
    hubAtRestMB: atRestMB[at] ?? NaN,
    ...(behind[at] as Awaited<ReturnType<Side['behind']>>),
    archiveMB: archives[at] ?? NaN,
    readySeconds: ready[at] ?? NaN,
    atRest: profiles(rest[at] as Times),
    importing: profiles(busy[at] as Times),
    load: loadavg()[0] ?? NaN,
  }));
}

/** Aborted when it has come to its end. */
function over(work: Promise<void>): AbortController {
  const end = new AbortController();
  const tell = (): void => {
    end.abort();
  };
  work.then(tell, tell);
  return end;
}

/** Stops all. Throws where the graphs differ: the same counts, and of the other's archive the same digest. */
async function agree(): Promise<void> {
  const [one, other] = await Promise.all(
    sides.map((side) => asked<{ digest: { hash: string; nodes: object; links: object } }>(side, '{ digest { hash nodes { type count } links { type count } } }')),
  ); // prettier-ignore
  for (const side of sides) await side.stop();
  const { data = '' } = sides[1] ?? {};
  // What one process would make of it, on the embedded engine: the times at which records were fetched are part of the graph.
  const { status, stdout } = spawnSync(process.execPath, [cli, '--json', 'rebuild'], { env: settings({ CLUEGRAPH_DATA: data }), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore
  await rm(join(data, 'graph'), { recursive: true, force: true });
  const counts = (of: typeof one): string => JSON.stringify([of?.digest.nodes, of?.digest.links]);
  if (status !== 0 || (JSON.parse(stdout) as { hash: string }).hash !== other?.digest.hash || counts(one) !== counts(other))
    throw new Error('The graphs differ, so their times mean nothing.'); // prettier-ignore
}

function settings(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, CLUEGRAPH_LOG: 'error', NODE_ENV: 'production', ...more };
}

function launch(args: readonly string[], more: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], {
    env: settings(more),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  endWithUs(child);
  return child;
}

async function untilReady(url: string, child: ChildProcess, began: number): Promise<number> {
  while (!(await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false))) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode}.`);
    await wait(glance);
  } // prettier-ignore
  return (performance.now() - began) / 1000;
}

async function embedded(): Promise<Side> {
  const port = await freePort();
  const [data, url] = [join(work, 'embedded'), `http://127.0.0.1:${port}`];
  let running: ChildProcess[] = [];
  return {
    engine: 'embedded',
    data,
    url,
    start() {
      const began = performance.now();
      const server = launch(['start', '--no-samples'], { CLUEGRAPH_DATA: data, CLUEGRAPH_PORT: String(port) });
      running = [server];
      return untilReady(url, server, began);
    },
    async stop() {
      await Promise.all(running.splice(0).map((child) => stopped(child)));
    },
    processes: () => running,
    behind: async () => ({ neo4jMB: null, graphMB: await onDiskMB(join(data, 'graph')), logsMB: null }),
  };
}

async function onNeo4j(): Promise<Side> {
  const [home, data] = [join(work, 'neo4j'), join(work, 'onNeo4j')];
  const [neo4j] = await Promise.all([startNeo4j(home), startServer('redis', join(work, 'redis'))]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const of = {
    CLUEGRAPH_DATA: data,
    CLUEGRAPH_PORT: String(port),
    CLUEGRAPH_NEO4J_URL: neo4j.url,
    CLUEGRAPH_NEO4J_PASSWORD: neo4j.password,
    CLUEGRAPH_REDIS_URL: urls.redis,
  };
  let running: ChildProcess[] = [];
  return {
    engine: 'Neo4j',
    data,
    url,
    async start() {
      const began = performance.now();
      const server = launch(['start', '--no-samples', '--no-work'], of);
      const seconds = await untilReady(url, server, began);
      running = [server, launch(['worker'], of)];
      return seconds;
    },
    async stop() {
      await Promise.all(running.splice(0).map((child) => stopped(child)));
    },
    processes: () => running,
    async behind() {
      return {
        neo4jMB: neo4j.residentMB(),
        graphMB: await onDiskMB(join(home, 'data/databases')),
        logsMB: await onDiskMB(join(home, 'data/transactions')),
      };
    },
  };
}

/** The documents of the town in the parts in which they are imported: to a size, and those after it. */
async function writeParts(): Promise<void> {
  const all = [...sizes, ...sizes.map((size) => size + more)];
  const perFolder = all.reduce(greatestCommonDivisor);
  await writeTown(join(work, 'town'), { seed: 1, documents: Math.max(...all), customers, perFolder });
  let at = 0;
  for (const to of [...new Set(all)].sort((a, b) => a - b)) {
    const part = join(work, 'parts', String(to));
    await mkdir(part, { recursive: true });
    for (; at < to; at += perFolder) {
      const folder = String(at / perFolder).padStart(4, '0');
      await rename(join(work, 'town/judgments', folder), join(part, folder));
    }
  }
}

/** The folder that leads to a size, and how many documents are in it: those after the last size are there already. */
function partTo(size: number): readonly [path: string, documents: number] {
  const before = sizes[sizes.indexOf(size) - 1];
  return [join(work, 'parts', String(size)), before === undefined ? size : size - before - more];
}

function partAfter(size: number): string {
  return join(work, 'parts', String(size + more));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

async function asked<T>({ url }: Side, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = JSON.parse(await answer({ url }, { query, variables })) as { data?: T; errors?: unknown };
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

async function answer({ url }: Pick<Side, 'url'>, body: object): Promise<string> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }); // prettier-ignore
  return response.text();
}

/** To the last clue. */
async function imported(side: Side, source: string, path: string): Promise<void> {
  const { import: run } = await asked<{ import: { id: string } }>(side, 'mutation ($source: String!, $path: String!) { import(source: $source, path: $path, purpose: "bench") { id } }', { source, path }); // prettier-ignore
  for (;;) {
    const { run: now } = await asked<{ run: { state: string; progress: { quarantined: number; error: string | null } | null } }>(side, 'query ($id: ID!) { run(id: $id) { state progress { quarantined error } } }', run); // prettier-ignore
    if (now.state === 'FAILED' || now.progress?.quarantined) throw new Error(`The import of ${path} on ${side.engine} failed: ${JSON.stringify(now)}`); // prettier-ignore
    if (now.state === 'DONE') return;
    await wait(glance);
  }
}

/** Whom to ask for: the first customers, by a mention of each, for parties grow together while others are imported. */
async function debtors(): Promise<readonly string[]> {
  const { customers: page } = await asked<{ customers: { nodes: { borrower: { mention: string } | null }[] } }>(sides[0] as Side, '{ customers(first: 50) { nodes { borrower { mention } } } }'); // prettier-ignore
  return page.nodes.flatMap(({ borrower }) => borrower?.mention ?? []);
}

function bodiesOf(id: string): readonly [plain: object, allowList: object] {
  return [
    { query: plain, variables: { id } },
    { id: listed, variables: { id } },
  ];
}

/** Milliseconds; and the moments at which an answer found nobody. */
type Times = readonly [plain: number[], allowList: number[], nobody: number[]];
function newTimes(): Times {
  return [[], [], []];
}

async function timed(side: Side, id: string, times: Times): Promise<void> {
  for (const [way, body] of bodiesOf(id).entries()) {
    const began = performance.now();
    const text = await answer(side, body);
    times[way]?.push(performance.now() - began);
    if (text.trim() === '{"data":{"party":null}}') times[2].push(performance.now());
    else if (!text.includes('"cases":{"total":')) throw new Error(`This is no profile: ${text.slice(0, 500)}`);
  }
}

function profiles([inFull, byName, nobody]: Times): Profiles {
  return { plain: latency(inFull), allowList: latency(byName), asked: inFull.length * 2, nobody: nobody.length };
}

function latency(times: readonly number[]): Latency {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(2));
  return { p50: at(0.5), p95: at(0.95) };
}

/** What the files of a folder take on the disk, in MB. */
async function onDiskMB(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).blocks * 512;
  return sum / 2 ** 20;
}

/** In Markdown, a column for each size and engine. */
function tableOf(found: readonly Found[]): string {
  const mb = (figure: number | null): string => (figure === null ? '' : figure.toFixed(0));
  const ms = ({ p50, p95 }: Latency): string => `${p50.toFixed(1)} (${p95.toFixed(1)})`;
  const rows: readonly (readonly [string, (one: Found) => string])[] = [
    ['documents', (one) => `${one.documents} ${one.engine}`],
    ['documents a second', (one) => one.documentsPerSecond.toFixed(0)],
    ['hub, MB at most', (one) => mb(one.hubMostMB)],
    ['hub, MB at rest', (one) => mb(one.hubAtRestMB)],
    ['Neo4j, MB', (one) => mb(one.neo4jMB)],
    ['archive on disk, MB', (one) => mb(one.archiveMB)],
    ['graph on disk (Neo4j: last checkpoint), MB', (one) => mb(one.graphMB)],
    ['transaction logs, MB', (one) => mb(one.logsMB)],
    ['s from start to ready', (one) => one.readySeconds.toFixed(1)],
    ['profile at rest, plain, ms', (one) => ms(one.atRest.plain)],
    ['on the allow-list', (one) => ms(one.atRest.allowList)],
    ['profile during an import, plain', (one) => ms(one.importing.plain)],
    ['on the allow-list', (one) => ms(one.importing.allowList)],
    ['found nobody meanwhile, of answers', (one) => `${one.importing.nobody} of ${one.importing.asked}`],
    ['load', (one) => one.load.toFixed(1)],
  ];
  const lines = rows.map(([name, cell]) => `| ${[name, ...found.map(cell)].join(' | ')} |`);
  return [lines[0], `|${' --- |'.repeat(found.length + 1)}`, ...lines.slice(1)].join('\n');
}
