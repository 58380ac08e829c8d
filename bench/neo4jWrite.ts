/**
 * `npm run bench -- neo4jWrite [--documents N] [--runs N] [--portion N] [--writers N]`: writing into a Neo4j of our own, beside the
 * statement of the textbook, in one session and one after the other.
 *
 *   ours       stitching, as a worker does it: locks, what the graph holds already, records and marks included
 *   textbook   UNWIND $rows MERGE (n:L {id}) SET n += props, and MATCH MATCH MERGE for links, 5,000 maps a transaction
 *
 * Both through the same driver, into the same constraints and indexes, from the same readings in memory. Counted are the
 * nodes and links of the domain; what provenance adds (records, what they observe, spans, which document states what, marks) only
 * ours writes. That both have written the same domain is compared first.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import neo4j from 'neo4j-driver';
import { judgments } from '../connectors/judgments/connector.js';
import type { Run } from '../src/graph/engine.js';
import { openNeo4j } from '../src/graph/neo4j.js';
import { makeShape } from '../src/graph/shape.js';
import { contribution, hangsBy, recordId, type LinkRowOut, type NodeRowOut } from '../src/ingest/contribution.js';
import { readRecord } from '../src/ingest/read.js';
import { lockFor } from '../src/graph/lock.js';
import { stitch, type RecordState } from '../src/ingest/stitch.js';
import { linkRow, linkTypeNames } from '../src/model/links.js';
import { nodeRow, nodeTypeNames } from '../src/model/nodes.js';
import { startNeo4j } from './ownNeo4j.js';
import { townDocuments } from './town.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '3000' },
    runs: { type: 'string', default: '5' },
    portion: { type: 'string' },
    writers: { type: 'string', default: '1' },
  },
});
const [documents, runs, writers] = [Number(values.documents), Number(values.runs), Number(values.writers)];
const textbookRows = 5000;
const warming = 3;
const secret = new Uint8Array(32).fill(7);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What only provenance asks for. */
const provenanceLinks: readonly string[] = ['OBSERVES', 'STATES'];
const provenanceProps = ['at', 'record', 'source', 'fetchedAt', 'reading'];

const records = readTown();
const domain = domainOf(records);
const rows = domain.nodes.length + domain.links.length;
const home = await mkdtemp(join(tmpdir(), 'cluegraph-bench-'));
const server = await startNeo4j(home);
const engine = await openNeo4j(server);
const portion = Number(values.portion ?? engine.dialect.portion);
const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
try {
  await makeShape(engine);
  say(
    `${documents} documents: ${domain.nodes.length} nodes and ${domain.links.length} links of the domain; portions of ${portion} records, ${writers} at once; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const contestants = { ours, textbook } as const;
  const answers: Record<string, string> = {};
  const seconds: Record<keyof typeof contestants, number[]> = { ours: [], textbook: [] };
  const processor: Record<keyof typeof contestants, Used[]> = { ours: [], textbook: [] };
  // The first turns warm the server up, which compiles what it does often.
  for (let turn = 1 - warming; turn <= runs; turn++)
    for (const name of turn % 2 ? (['textbook', 'ours'] as const) : (['ours', 'textbook'] as const)) {
      await empty();
      const { took, ...used } = await timed(contestants[name]);
      if (turn > 0) {
        seconds[name].push(took);
        processor[name].push(used);
      } else answers[name] = await domainDigest(engine.read.bind(engine));
    }
  if (answers['ours'] !== answers['textbook'])
    throw new Error(`The answers differ, so the times mean nothing: ${JSON.stringify(answers)}`);
  say(`answers agree: ${answers['ours']}`);
  for (const name of ['textbook', 'ours'] as const)
    say(
      `${name.padEnd(8)}  ${spread(seconds[name].map((took) => rows / took))} rows a second, ${spread(seconds[name])} s; processor: writer ${spread(processor[name].map(({ writer }) => writer))} s, server ${spread(processor[name].map((used) => used.server))} s`,
    );
  say(`ratio     ${spread(seconds.ours.map((took, i) => (seconds.textbook[i] ?? NaN) / took))} times the textbook; load ${loadavg()[0]?.toFixed(1)}`); // prettier-ignore
} finally {
  await driver.close();
  await engine.close();
  await server.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

function readTown(): RecordState[] {
  const states: RecordState[] = [];
  for (const { key, line } of townDocuments({ seed: 1, documents })) {
    const bytes = Buffer.from(line);
    const outcome = readRecord([judgments], { source: 'judgments', key, bytes, mediaType: 'application/json', fetchedAt: '', hash: '' } as Parameters<typeof readRecord>[1]); // prettier-ignore
    if (!outcome.ok) throw new Error(`${key}: ${outcome.reason}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    states.push({ id: recordId(secret, 'judgments', key), source: 'judgments', key, hash, fetchedAt: '2026-01-01T00:00:00.000Z', run: 'run_bench', reading: outcome.reading, says: outcome.says }); // prettier-ignore
  }
  return states;
}

/** The rows that a program without provenance would write of the same readings: each shared node once, as the smallest document says it. */
function domainOf(states: readonly RecordState[]): { nodes: NodeRowOut[]; links: LinkRowOut[] } {
  const made = states
    .flatMap(({ reading }) => (reading ? [contribution(secret, reading)] : []))
    .sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const nodes = new Map<string, NodeRowOut>();
  const links = new Map<string, LinkRowOut>();
  for (const { document, owned, shared, links: stated } of made) {
    for (const node of [document, ...owned]) nodes.set(`${node.type} ${node.id}`, node);
    for (const node of shared) {
      const known = nodes.get(`${node.type} ${node.id}`);
      if (!known || !Object.keys(known.props).length) nodes.set(`${node.type} ${node.id}`, node);
    }
    const hung = owned.map(({ type, id }) => ({ type: hangsBy(type), from: document.id, to: id, fromType: document.type, toType: type, props: {} })); // prettier-ignore
    for (const link of [...hung, ...stated])
      if (!provenanceLinks.includes(link.type)) links.set(`${link.type} ${link.from} ${link.to}`, link);
  }
  return { nodes: [...nodes.values()].map(bare), links: [...links.values()].map(bare) };
}

function bare<T extends { readonly props: object }>(row: T): T {
  const props = Object.entries(row.props).filter(([name]) => !provenanceProps.includes(name));
  return { ...row, props: Object.fromEntries(props) };
}

async function ours(): Promise<void> {
  const lock = lockFor(engine.dialect);
  const none = (): Promise<readonly RecordState[]> => Promise.resolve([]);
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < records.length) {
      const part = records.slice(next, (next += portion));
      await engine.write(async (run) => {
        await lock(run, 'Record', part.map(({ id }) => id)); // prettier-ignore
        await stitch(run, secret, part, lock, none);
      });
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
}

async function textbook(): Promise<void> {
  for (const [type, group] of grouped(domain.nodes, (node) => node.type))
    await severally(parts(group), (part) =>
      written(
        `UNWIND $rows AS row MERGE (n:${type} {id: row.id}) SET n += row.props`,
        part.map(({ id, props }) => ({ id, props: driverValues(props) })),
      ),
    );
  for (const [kind, group] of grouped(domain.links, ({ type, fromType, toType }) => `${type} ${fromType} ${toType}`)) {
    const [type, from, to] = kind.split(' ');
    await severally(parts(group), (part) =>
      written(
        `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to}) MERGE (a)-[r:${type}]->(b) SET r += row.props`,
        part.map((link) => ({ from: link.from, to: link.to, props: driverValues(link.props) })),
      ),
    );
  }
}

/** As many at once as there are writers. */
async function severally<T>(list: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const rest = list[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let one = rest.next(); !one.done; one = rest.next()) await work(one.value);
    }),
  );
}

async function written(text: string, part: readonly object[]): Promise<void> {
  const session = driver.session();
  try {
    await session.executeWrite((transaction) => transaction.run(text, { rows: part }).then(() => undefined));
  } finally {
    await session.close();
  }
}

/** The driver sends numbers as floats unless told otherwise. */
function driverValues(props: object): object {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(props) as [string, unknown][])
    if (!(Array.isArray(value) && !value.length))
      kept[name] = Number.isInteger(value) ? neo4j.int(value as number) : value;
  return kept;
}

function grouped<T>(list: readonly T[], kindOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(kindOf(one));
    if (group) group.push(one);
    else groups.set(kindOf(one), [one]);
  }
  return groups;
}

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += textbookRows) yield list.slice(at, at + textbookRows);
}

async function empty(): Promise<void> {
  await driver.executeQuery('RETURN 1');
  const session = driver.session();
  await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS FINISH');
  await session.close();
}

/** Of the nodes and links of the domain, without what provenance adds to them, whatever the order. */
async function domainDigest(run: Run): Promise<string> {
  const lines: string[] = [];
  const line = (head: readonly string[], props: Record<string, unknown>): number =>
    lines.push(
      JSON.stringify([...head, ...Object.entries(props).filter(([name]) => !provenanceProps.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1))]), // prettier-ignore
    );
  let [nodes, links] = [0, 0];
  for (const type of nodeTypeNames) {
    if (nodeRow(type).identity === 'bookkeeping' || type === 'Record') continue;
    for (const { props } of await run<{ props: Record<string, unknown> }>(
      `MATCH (n:${type}) RETURN properties(n) AS props`,
    )) {
      // prettier-ignore
      line([type], props);
      nodes++;
    }
  }
  for (const type of linkTypeNames.filter((name) => !provenanceLinks.includes(name)))
    for (const from of linkRow(type).from)
      for (const { a, b, props } of await run<{ a: string; b: string; props: Record<string, unknown> }>(
        `MATCH (a:${from})-[r:${type}]->(b) RETURN a.id AS a, b.id AS b, properties(r) AS props`,
      )) {
        // prettier-ignore
        line([type, a, b], props);
        links++;
      }
  return `${nodes} nodes, ${links} links, ${createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16)}`;
}

/** Seconds of the processor. */
interface Used {
  readonly writer: number;
  readonly server: number;
}

async function timed(work: () => Promise<void>): Promise<Used & { readonly took: number }> {
  const [began, cpu, before] = [performance.now(), process.cpuUsage(), server.cpuSeconds()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const took = (performance.now() - began) / 1000;
  return { took, writer: (user + system) / 1e6, server: server.cpuSeconds() - before };
}

function spread(figures: readonly number[]): string {
  const sorted = [...figures].sort((a, b) => a - b);
  const show = (figure = NaN): string => (figure >= 100 ? figure.toFixed(0) : figure.toFixed(2));
  return `${show(sorted[Math.floor(sorted.length / 2)])} (${show(sorted[0])}-${show(sorted.at(-1))})`;
}
