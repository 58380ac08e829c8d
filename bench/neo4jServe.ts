/**
 * `node dist/bench/neo4jServe.js [--debtors N,N,…] [--rounds N] [--seconds N] [--clients N,N]`: a debtor's profile (20
 * cases, guarantees, assets) served from a Neo4j of our own, beside what others serve of the same data. Answers are compared first.
 *
 *   in process   our GraphQL, run by graphql-js and compiled, beside the one statement that a person would write for it
 *   over HTTP    @neo4j/graphql with Apollo; ours with Apollo; ours on the allow-list
 *   growth       the 95th percentile of the allow-list, one client, for each number of debtors
 *
 * Contestants take turns in every round; figures are medians of the rounds (least to most).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { execute, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import neo4j from 'neo4j-driver';
import { buildSchema } from '../schema/build.js';
import { createContext } from '../schema/context.js';
import operations from '../schema/operations.json' with { type: 'json' };
import { openNeo4j } from '../src/graph/neo4j.js';
import { makeShape } from '../src/graph/shape.js';
import { asked, writeDebtors } from './debtors.js';
import { hubOver } from './hubOver.js';
import { bare, peerSchema } from './neo4jPeer.js';
import { startNeo4j } from './ownNeo4j.js';

const { values } = parseArgs({
  options: {
    debtors: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '16,64' },
  },
});
const [sizes, clients] = [values.debtors, values.clients].map((list) => list.split(',').map(Number)) as [number[], number[]]; // prettier-ignore
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const [id = '', text = ''] = Object.entries(operations).find(([, one]) => one.includes('query DebtorProfile')) ?? [];
const work = await mkdtemp(join(tmpdir(), 'cluegraph-serve-'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const graph = await startNeo4j(join(work, 'neo4j'));
const address = { url: graph.url, user: graph.user, password: graph.password };
try {
  say(`Node ${process.version}; ${rounds} rounds; load before ${loadavg()[0]?.toFixed(1)}`);
  const growth: [number, number][] = [];
  for (const [i, size] of sizes.entries()) {
    await fill(size);
    const last = i === sizes.length - 1;
    if (last) await inProcess(size);
    growth.push([size, await overHttp(size, last)]);
  }
  const [first, end] = [growth[0], growth.at(-1)];
  if (first && end && growth.length > 1)
    say(`growth: exponent ${(Math.log(end[1] / first[1]) / Math.log(end[0] / first[0])).toFixed(3)} of the 95th percentile, ${first[0]} to ${end[0]} debtors`); // prettier-ignore
} finally {
  await graph.stop();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

async function fill(size: number): Promise<void> {
  const engine = await openNeo4j(address);
  for (let left = 1; left > 0;)
    left =
      (
        await engine.write((run) =>
          run<{ gone: number }>('MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS gone'),
        )
      )[0]?.gone ?? 0;
  await makeShape(engine);
  const { nodes, links } = await writeDebtors(engine, size);
  await engine.close();
  say(`${size} debtors: ${nodes} nodes, ${links} links`);
}

async function inProcess(size: number): Promise<void> {
  const ids = asked(size);
  const hub = await hubOver(address);
  const schema = await buildSchema();
  const document = parse(text);
  const compiled = compileQuery(schema, document, 'DebtorProfile');
  if (!isCompiledQuery(compiled)) throw new Error('DebtorProfile cannot be compiled.');
  const driver = neo4j.driver(graph.url, neo4j.auth.basic(graph.user, graph.password), {
    disableLosslessIntegers: true,
  });
  const theirs = await peerSchema(driver);
  const contestants: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    'bare statement': async (one) => {
      const session = driver.session({ defaultAccessMode: 'READ' });
      const { records } = await session.run(bare, { id: one });
      await session.close();
      return records[0]?.toObject();
    },
    'ours, compiled': async (one) => compiled.query(undefined, createContext(hub), { id: one }),
    'ours, graphql-js': async (one) =>
      execute({ schema, document, contextValue: createContext(hub), variableValues: { id: one } }),
    '@neo4j/graphql': async (one) =>
      execute({ schema: theirs, document, contextValue: {}, variableValues: { id: one } }),
  };
  const [ours, same, peers] = await Promise.all(
    ['ours, compiled', 'ours, graphql-js', '@neo4j/graphql'].map(async (name) =>
      JSON.stringify(await contestants[name]?.(ids[3] ?? '')),
    ),
  );
  if (ours !== same || ours !== peers || !ours?.includes('"total":20')) throw new Error(`The answers differ, so their times mean nothing:\n${ours}\n${peers}`); // prettier-ignore
  const medians = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
  // One by one in turn, so that all meet the same machine; the first round is warming up.
  for (let round = -1; round < rounds; round++) {
    const took = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
    for (let i = 0; i < 400; i++)
      for (const [name, ask] of Object.entries(contestants)) {
        const began = performance.now();
        await ask(ids[(i * 7) % ids.length] ?? '');
        took.get(name)?.push(performance.now() - began);
      }
    if (round >= 0) for (const [name, times] of took) medians.get(name)?.push(at(times, 0.5));
  }
  for (const [name, figures] of medians) {
    const added = figures.map((figure, i) => figure - (medians.get('bare statement')?.[i] ?? NaN));
    say(`in process: ${name}: ${spread(figures)} ms at the median, ${spread(added)} ms added`);
  }
  await driver.close();
}

type Contestant = '@neo4j/graphql with Apollo' | 'ours with Apollo' | 'ours, allow-list';

/** Returns the 95th percentile of the allow-list with one client. */
async function overHttp(size: number, all: boolean): Promise<number> {
  const ids = asked(size);
  const [ours, peer] = [await serve('ours'), await serve('peer')];
  const contestants: Readonly<Record<Contestant, { url: string; body: (one: string) => object }>> = {
    '@neo4j/graphql with Apollo': { url: peer.url, body: (one: string) => ({ query: text, variables: { id: one } }) },
    'ours with Apollo': { url: ours.url, body: (one: string) => ({ query: text, variables: { id: one } }) },
    'ours, allow-list': { url: ours.url, body: (one: string) => ({ id, variables: { id: one } }) },
  };
  try {
    const answers = await Promise.all(
      Object.values(contestants).map(async ({ url, body }) => (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body(ids[3] ?? '')) })).text()),
    ); // prettier-ignore
    if (new Set(answers).size > 1) throw new Error(`The answers differ, so their times mean nothing:\n${answers.join('\n')}`); // prettier-ignore
    for (const connections of all ? clients : []) {
      const found = new Map<string, { rate: number[]; p50: number[]; p97: number[] }>();
      for (let round = -1; round < rounds; round++)
        for (const [name, { url, body }] of Object.entries(contestants)) {
          const one = await load(url, ids.map(body), connections);
          const held = found.get(name) ?? { rate: [], p50: [], p97: [] };
          if (round >= 0) {
            held.rate.push(one.rate);
            held.p50.push(one.p50);
            held.p97.push(one.p97);
          }
          found.set(name, held);
        }
      const base = found.get('@neo4j/graphql with Apollo')?.rate ?? [];
      for (const [name, { rate, p50, p97 }] of found) {
        const times = rate.map((figure, i) => figure / (base[i] ?? NaN));
        say(`over HTTP, ${connections} clients: ${name}: ${spread(rate)} requests/s, ${spread(times)} times; p50 ${spread(p50)} ms, 97.5 % within ${spread(p97)} ms`); // prettier-ignore
      }
    }
    const alone: number[] = [];
    const { url, body } = contestants['ours, allow-list'];
    for (let round = -1; round < rounds; round++) {
      const one = await timesOf(url, ids.map(body));
      if (round >= 0) alone.push(at(one, 0.95));
    }
    say(`over HTTP, 1 client, ${size} debtors: ours, allow-list: 95th percentile ${spread(alone)} ms`);
    return at(alone, 0.5);
  } finally {
    ours.stop();
    peer.stop();
  }
}

async function serve(which: 'ours' | 'peer'): Promise<{ url: string; stop: () => void }> {
  const child = fork(fileURLToPath(new URL('./neo4jServer.js', import.meta.url)), [which, address.url, address.user, address.password], {
    // As bin/cluegraph.mjs starts the hub.
    // eslint-disable-next-line no-restricted-properties -- passed on, not read
    env: { ...process.env, NODE_ENV: 'production', CLUEGRAPH_LOG: 'error' },
  }); // prettier-ignore
  process.once('exit', () => child.kill('SIGKILL'));
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => child.kill('SIGKILL') };
}

async function load(url: string, bodies: readonly object[], connections: number) {
  const requests = bodies.map((body) => ({ body: JSON.stringify(body) }));
  let client = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Each begins at a debtor of its own: no two ask for the same at the same time.
    setupClient(one) {
      const from = Math.floor((client++ * requests.length) / connections);
      one.setRequests(
        Array.from(
          { length: Math.min(requests.length, 200) },
          (_, i) => requests[(from + i * 7) % requests.length] ?? {},
        ),
      );
    },
  });
  if (result.non2xx || result.errors) throw new Error(`${result.non2xx + result.errors} requests failed.`);
  return { rate: result.requests.total / result.duration, p50: result.latency.p50, p97: result.latency.p97_5 };
}

async function timesOf(url: string, bodies: readonly object[]): Promise<readonly number[]> {
  const took: number[] = [];
  for (let i = 0; i < 500; i++) {
    const began = performance.now();
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodies[(i * 7) % bodies.length]) }); // prettier-ignore
    await response.text();
    took.push(performance.now() - began);
  }
  return took;
}

function at(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
}

function spread(figures: readonly number[]): string {
  const show = (figure: number): string => (Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toFixed(2));
  return `${show(at(figures, 0.5))} (${show(Math.min(...figures))} to ${show(Math.max(...figures))})`;
}
