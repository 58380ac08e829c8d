/**
 * `npm run bench [-- SCENARIO…] [--from FOLDER] [--runs N]`: figures of this machine, printed only when the answers agree.
 *
 *   ingest   documents to served graph, as they are
 *   growth   the same at 1,000 and 10,000 documents: copies with names and numbers changed (multiply.ts)
 *   serve    a profile over HTTP, at rest and while an import runs
 *
 * A bench that has settings of its own is a file beside this one, and is called by its name with them:
 *
 *   npm run bench -- neo4jWrite    writing into Neo4j, beside the textbook's statement
 *   npm run bench -- neo4jGrowth   what documents cost as a graph on Neo4j grows; memory; a second import
 *   npm run bench -- neo4jHits     database hits of each statement of an import, at several sizes of the graph
 *   npm run bench -- neo4jServe    a profile on Neo4j, beside the bare query and another library
 *   npm run bench -- whenToMove    the embedded engine and Neo4j side by side: speed, memory, disk, start, profiles
 *   npm run bench -- chaos         workers, Redis and Neo4j killed again and again
 *   npm run bench -- hostile       documents that mean harm
 *
 * FOLDER holds court documents; left out, ../shared/data/judgments beside the repository, or the samples.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { env as ours } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../src/main/root.js';
import { multiply } from './multiply.js';
import { writePortfolio } from './portfolio.js';

interface Ingested {
  readonly records: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
  readonly nodes: number;
  readonly links: number;
  readonly nodesByType: Readonly<Record<string, number>>;
  readonly clues: number;
}

const here = dirname(fileURLToPath(import.meta.url));
// As bin/cluegraph.mjs starts the hub.
const env = { ...ours, NODE_ENV: 'production' };
const scenarios = ['ingest', 'growth', 'serve'];
const [name = '', ...settings] = process.argv.slice(2);
if (/^\w/.test(name) && !scenarios.includes(name)) {
  const script = join(here, `${name}.js`);
  if (!existsSync(script))
    throw new Error(`There is no bench '${name}'. Name one of those at the head of bench/run.ts.`);
  process.exit(spawnSync(process.execPath, [script, ...settings], { env, stdio: 'inherit' }).status ?? 1);
}
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, runs: { type: 'string', default: '3' } },
});
const real = join(root, '../shared/data/judgments');
const from = values.from ?? (existsSync(real) ? real : join(root, 'samples/judgments'));
const runs = Number(values.runs);
const customers = 100;
const work = await mkdtemp(join(tmpdir(), 'cluegraph-bench-'));
const wanted = positionals.length ? positionals : scenarios;

try {
  say(
    `documents: ${relative(root, from)}; Node ${process.version}; medians of ${runs} runs (least to most); load before ${loadavg()[0]?.toFixed(1)}`,
  );
  if (wanted.includes('ingest')) await ingest();
  if (wanted.includes('growth')) await growth();
  if (wanted.includes('serve')) await serve();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function ingest(): Promise<void> {
  const portfolio = join(work, 'portfolio');
  const count = await writePortfolio(from, portfolio, customers);
  const found = repeat(() => run<Ingested>('ingest.js', [from, portfolio, join(work, 'data')]));
  say(
    `ingest: ${found[0]?.records} records, ${count} customers, ${found[0]?.nodes} nodes, ${found[0]?.links} links, ${found[0]?.clues} clues`,
  );
  report(found);
}

async function growth(): Promise<void> {
  const medians: { readonly wall: number; readonly cpu: number }[] = [];
  for (const size of [1000, 10_000]) {
    const documents = join(work, `documents-${size}`);
    const { records } = await multiply(from, documents, size);
    const portfolio = join(work, `portfolio-${size}`);
    await writePortfolio(documents, portfolio, customers);
    const found = repeat(() => run<Ingested>('ingest.js', [documents, portfolio, join(work, 'data')]));
    say(`growth: ${records} records, ${found[0]?.nodes} nodes, ${found[0]?.links} links, ${found[0]?.clues} clues`);
    report(found);
    medians.push({
      wall: median(found.map((one) => one.seconds / one.records)),
      cpu: median(found.map((one) => one.cpuSeconds / one.records)),
    });
  }
  const [small, large] = medians;
  const times = (of: 'wall' | 'cpu'): string => ((large?.[of] ?? NaN) / (small?.[of] ?? NaN)).toFixed(2);
  say(
    `growth: a document at 10,000 takes ${times('wall')} times the time, ${times('cpu')} times the processor, of one at 1,000`,
  );
}

async function serve(): Promise<void> {
  const documents = join(work, 'documents-serve');
  await multiply(from, documents, 2000);
  const found = repeat(() =>
    run<{ rest: Latency; importing: Latency; cpuMs: number }>('serve.js', [from, documents, join(work, 'data')]),
  );
  for (const when of ['rest', 'importing'] as const)
    say(
      `serve: profile ${when === 'rest' ? 'at rest' : 'while an import runs'}: median ${spread(found.map((one) => one[when].p50))} ms, ` +
        `95th percentile ${spread(found.map((one) => one[when].p95))} ms, ${found[0]?.[when].requests} requests a run`,
    );
  say(`  ${spread(found.map((one) => one.cpuMs))} ms of processor a request at rest, caller included`);
}

interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly requests: number;
}

/** Runs again and again; refuses to go on when the answers differ. */
function repeat<T extends object>(once: () => T): readonly T[] {
  const found = Array.from({ length: runs }, once);
  const answers = new Set(found.map((one) => JSON.stringify((one as { nodesByType?: unknown }).nodesByType ?? null)));
  if (answers.size > 1)
    throw new Error(`The runs gave different graphs, so their times mean nothing: ${[...answers].join(' | ')}`);
  return found;
}

function run<T>(script: string, args: readonly string[]): T {
  spawnSync('rm', ['-rf', join(work, 'data')]);
  const { status, stdout } = spawnSync(process.execPath, [join(here, script), ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}.`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as T;
}

function report(found: readonly Ingested[]): void {
  say(`  ${spread(found.map((one) => one.perSecond))} records a second, ${spread(found.map((one) => one.seconds))} s`);
  say(
    `  ${spread(found.map((one) => (1000 * one.cpuSeconds) / one.records))} ms of processor a record, ${spread(found.map((one) => one.peakMB))} MB at most`,
  );
}

function spread(figures: readonly number[]): string {
  const show = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toFixed(2));
  return `${show(median(figures))} (${show(Math.min(...figures))}-${show(Math.max(...figures))})`;
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
