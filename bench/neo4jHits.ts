/**
 * `npm run bench -- neo4jHits [--sizes N,N,…] [--customers N] [--lines N]`: what an import asks of Neo4j as the graph grows,
 * counted instead of timed, so that neither the machine nor what else runs on it matters. A town grows to each of the
 * sizes in steps, each one segment of the archive that is followed to its clues once; at the last thousand documents
 * before it PROFILE stands in front of every statement.
 *
 * Prints for each kind of statement its calls, rows and database hits for 1,000 documents at each size, and the exponent
 * of a power law through the hits (0: the same always); those that grow most first. Last, one line of JSON.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import neo4j, { type QueryResult, type ResultSummary } from 'neo4j-driver';
import { readConfig } from '../src/config.js';
import { openHub } from '../src/main/hub.js';
import { exponent, imported } from './growing.js';
import { startNeo4j } from './ownNeo4j.js';
import { writeTown } from './town.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2000,8000,16000' },
    customers: { type: 'string', default: '200' },
    lines: { type: 'string', default: '30' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const [customers, lines] = [Number(values.customers), Number(values.lines)];
/** Records of a segment, and documents that are counted. */
const [step, counted] = [500, 1000];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
if (sizes.some((size) => size % counted)) throw new Error('Sizes are whole numbers of thousands.');

interface Cost {
  calls: number;
  rows: number;
  hits: number;
}
type Costs = Map<string, Cost>;

/** Where the costs of the statements that run now are counted; null while nothing is. */
let counting: Costs | null = null;

const work = await mkdtemp(join(tmpdir(), 'cluegraph-bench-'));
const server = await startNeo4j(join(work, 'neo4j'));
profileStatements();
try {
  await writeTown(join(work, 'town'), { seed: 1, documents: Math.max(...sizes), customers, perFolder: step });
  const hub = await openHub({
    ...readConfig(),
    dataFolder: join(work, 'data'),
    neo4j: { url: server.url, user: server.user, password: server.password },
  });
  await imported(hub, 'crm', join(work, 'town/crm'));
  const found: Costs[] = [];
  let at = 0;
  for (const size of sizes) {
    for (; at < size; at += step) {
      if (at + counted === size) counting = new Map();
      await imported(hub, 'judgments', join(work, 'town/judgments', String(at / step).padStart(4, '0')));
    }
    if (counting) found.push(counting);
    say(`${size} documents: ${total(counting)} hits for 1,000`);
    counting = null;
  }
  await hub.close();
  report(found);
} finally {
  await server.stop();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

/** Sessions and transactions of the driver, whoever opens them in this process, send PROFILE with what is counted. */
function profileStatements(): void {
  for (const { prototype } of [neo4j.Session, neo4j.Transaction]) {
    const its = prototype as unknown as {
      run: (this: unknown, text: string, params?: object) => PromiseLike<QueryResult>;
    };
    const { run } = its;
    its.run = function (text, params) {
      const into = counting;
      if (!into) return run.call(this, text, params);
      return run.call(this, `PROFILE ${text}`, params).then((result) => {
        count(into, text, result.records.length, result.summary);
        return result;
      });
    };
  }
}

function count(into: Costs, text: string, rows: number, { queryProfile }: ResultSummary): void {
  const cost = into.get(kindOf(text)) ?? { calls: 0, rows: 0, hits: 0 };
  into.set(kindOf(text), cost);
  cost.calls++;
  cost.rows += rows;
  if (queryProfile) cost.hits += hitsOf(queryProfile);
}

function hitsOf({ dbHits, children }: Exclude<ResultSummary['queryProfile'], false>): number {
  return children.reduce((sum, child) => sum + hitsOf(child), dbHits ?? 0);
}

/** Statements that differ only in which properties they write are of one kind. */
function kindOf(text: string): string {
  return text.replace(/\{`[^}]*\}/g, '{…}').replace(/\s+/g, ' ').trim(); // prettier-ignore
}

function total(costs: Costs | null): number {
  return [...(costs?.values() ?? [])].reduce((sum, { hits }) => sum + hits, 0);
}

function report(found: readonly Costs[]): void {
  const kinds = [...new Set(found.flatMap((costs) => [...costs.keys()]))].map((text) => {
    const at = (of: keyof Cost): number[] => found.map((costs) => costs.get(text)?.[of] ?? 0);
    const hits = at('hits');
    return {
      text,
      calls: at('calls'),
      rows: at('rows'),
      hits,
      exponent: exponentOf(hits),
      grown: (hits.at(-1) ?? 0) - (hits[0] ?? 0),
    };
  });
  kinds.sort((a, b) => b.grown - a.grown);
  const totals = found.map(total);
  say(`\nfor 1,000 documents at ${sizes.join(', ')}; ${customers} customers`);
  for (const { text, calls, rows, hits, exponent: slope } of kinds.slice(0, lines))
    say(`${slope.toFixed(2).padStart(6)}  hits ${hits.join(' ')}; rows ${rows.join(' ')}; calls ${calls.join(' ')}\n        ${text.slice(0, 150)}`); // prettier-ignore
  say(`all statements: exponent ${exponentOf(totals).toFixed(3)}; ${totals.join(' ')} hits`);
  say(JSON.stringify({ sizes, customers, hits: totals, exponent: exponentOf(totals), kinds }));
}

/** One hit is added everywhere, so that what is asked at some sizes only has an exponent too. */
function exponentOf(hits: readonly number[]): number {
  return exponent(sizes.map((size, i) => [size, (hits[i] ?? 0) + 1]));
}
