/**
 * `npm run bench -- neo4jGrowth [--documents N] [--step N] [--customers N]`: one worker and a Neo4j of its own, a town
 * of N documents imported in steps, end to end: archive, reading, stitching, who is who, clues. Tells
 *
 *   what 1,000 documents cost as the graph grows, and the exponent of a power law through it (0: the same always);
 *   the memory of the worker, and how much of it is the index of who is who;
 *   a second import of the same documents: statements that write, and its share of the time.
 *
 * One run, for it is long. Prints lines for people and, last, one of JSON.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readConfig, type Config } from '../src/config.js';
import { digest } from '../src/graph/digest.js';
import type { Run } from '../src/graph/engine.js';
import { openHub, type OwnedHub } from '../src/main/hub.js';
import { exponent, imported } from './growing.js';
import { startNeo4j } from './ownNeo4j.js';
import { writeTown } from './town.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    step: { type: 'string', default: '5000' },
    customers: { type: 'string', default: '500' },
  },
});
const [documents, step, customers] = [Number(values.documents), Number(values.step), Number(values.customers)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Step {
  readonly documents: number;
  readonly seconds: number;
  /** Of the worker's processor, reader threads included, and of the server's. */
  readonly worker: number;
  readonly server: number;
  readonly residentMB: number;
}

const work = await mkdtemp(join(tmpdir(), 'cluegraph-bench-'));
const server = await startNeo4j(join(work, 'neo4j'));
const config: Config = {
  ...readConfig(),
  dataFolder: join(work, 'data'),
  neo4j: { url: server.url, user: server.user, password: server.password },
};
try {
  await writeTown(join(work, 'town'), { seed: 1, documents, customers, perFolder: step });
  say(`${documents} documents in steps of ${step}, ${customers} customers; load ${loadavg()[0]?.toFixed(1)}`);
  const steps = await grow();

  // Whoever starts anew makes the index from the graph; before it, what the process and the archive's catalog need.
  collect();
  const bare = process.memoryUsage().heapUsed;
  const hub = await openHub(config);
  collect();
  const indexMB = (process.memoryUsage().heapUsed - bare) / 2 ** 20;
  const read: Run = hub.engine.read.bind(hub.engine);
  const first = await digest(read);

  const writes = countWrites(hub);
  const began = performance.now();
  for (let at = 0; at < documents; at += step) await imported(hub, 'judgments', folderOf(at));
  const again = (performance.now() - began) / 1000;
  const second = await digest(read);
  if (first.hash !== second.hash)
    throw new Error('The second import has changed the graph, so its time means nothing.');
  await hub.close();

  const seconds = steps.reduce((sum, one) => sum + one.seconds, 0);
  const result = {
    documents,
    nodes: total(first.nodes),
    links: total(first.links),
    perSecond: documents / seconds,
    // The first step is left out: it warms the server up.
    exponent: {
      time: exponent(steps.slice(1).map((one) => [one.documents, one.seconds])),
      processor: exponent(steps.slice(1).map((one) => [one.documents, one.worker + one.server])),
    },
    peakMB: Math.round(Math.max(...steps.map((one) => one.residentMB))),
    indexMB: Math.round(indexMB),
    again: { seconds: again, share: again / seconds, writes: writes.size, texts: [...writes] },
  };
  say(`first  ${seconds.toFixed(0)} s, ${result.perSecond.toFixed(0)} documents a second; exponent ${result.exponent.time.toFixed(3)} of time, ${result.exponent.processor.toFixed(3)} of processor`); // prettier-ignore
  say(`again  ${again.toFixed(1)} s, ${result.again.share.toFixed(3)} of the time; ${writes.size} kinds of statements that write the graph; the digest is the same`); // prettier-ignore
  say(`memory ${result.peakMB} MB at most, of which the index of who is who and the archive's catalog hold ${result.indexMB} MB; load ${loadavg()[0]?.toFixed(1)}`); // prettier-ignore
  say(JSON.stringify(result));
} finally {
  await server.stop();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

async function grow(): Promise<Step[]> {
  const hub = await openHub(config);
  await imported(hub, 'crm', join(work, 'town/crm'));
  const steps: Step[] = [];
  for (let at = 0; at < documents; at += step) {
    const before = { cpu: process.cpuUsage(), server: server.cpuSeconds(), at: performance.now() };
    await imported(hub, 'judgments', folderOf(at));
    const seconds = (performance.now() - before.at) / 1000;
    const { user, system } = process.cpuUsage(before.cpu);
    steps.push({
      documents: at + step,
      seconds,
      worker: (user + system) / 1e6,
      server: server.cpuSeconds() - before.server,
      residentMB: await residentMB(),
    });
    tell(steps.at(-1) as Step);
  }
  await hub.close();
  return steps;
}

function folderOf(at: number): string {
  return join(work, 'town/judgments', String(at / step).padStart(4, '0'));
}

/** Texts of statements that write something else than the lease. */
function countWrites(hub: OwnedHub): Set<string> {
  const texts = new Set<string>();
  const engine = hub.engine as { write: OwnedHub['engine']['write'] };
  const write = engine.write.bind(engine);
  engine.write = (task) =>
    write((run) =>
      task((query, params) => {
        if (/\b(?:CREATE|MERGE|SET|DELETE)\b/.test(query) && !query.includes('Lease')) texts.add(query);
        return run(query, params);
      }),
    );
  return texts;
}

function tell({ documents: size, seconds, worker, server: used, residentMB: memory }: Step): void {
  const perThousand = (figure: number): string => ((figure * 1000) / step).toFixed(2);
  say(`${String(size).padStart(8)}  ${perThousand(seconds)} s a thousand; processor: worker ${perThousand(worker)} s, server ${perThousand(used)} s; worker ${Math.round(memory)} MB; load ${loadavg()[0]?.toFixed(1)}`); // prettier-ignore
}

async function residentMB(): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
