/**
 * The sample portfolio on both engines: the archive that one hub has filled gives the same graph and the same answers on
 * the other. Every text that was sent meanwhile is read by Neo4j's own parser, which needs no server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { lintCypherQuery } from '@neo4j-cypher/language-support';
import { OperationTypeNode, parse } from 'graphql';
import { readExamples } from '../../schema/examples.js';
import { castOf } from '../../src/discover/cast.js';
import { rules } from '../../src/discover/rules.js';
import { digest, type Digest } from '../../src/graph/digest.js';
import type { Engine, Params, Row, Run } from '../../src/graph/engine.js';
import { partiesByName } from '../../src/graph/search.js';
import type { Config } from '../../src/config.js';
import { linkTypeNames } from '../../src/model/links.js';
import { nodeTypeNames } from '../../src/model/nodes.js';
import * as opening from '../../src/main/engine.js';
import { worldOf } from '../discover/world.js';
import { onNeo4j } from '../engines.js';
import { neo4jAddress } from '../stores.js';

/** Texts sent to an engine, and the names of their parameters. */
const sent = new Map<string, ReadonlySet<string>>();

function recording(engine: Engine): Engine {
  const noted =
    (run: Run): Run =>
    <R = Row>(query: string, params: Params = {}) => {
      sent.set(query, new Set([...(sent.get(query) ?? []), ...Object.keys(params)]));
      return run<R>(query, params);
    };
  return {
    dialect: engine.dialect,
    get reads() {
      return engine.reads;
    },
    read: noted(engine.read.bind(engine)),
    write: (work) => engine.write((run) => work(noted(run))),
    close: () => engine.close(),
  };
}

jest.unstable_mockModule('../../src/main/engine.js', () => ({
  ...opening,
  openEngine: async (config: Config) => recording(await opening.openEngine(config)),
}));
const { openHub } = await import('../../src/main/hub.js');
const { readConfig } = await import('../../src/config.js');
const { startGraphQL } = await import('../../schema/server.js');

const now = (): string => '2026-06-01T00:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'cluegraph-same-'));
const base = { ...readConfig({}), dataFolder: folder, readers: 0 };
const samples = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
const examples = (await readExamples()).filter(({ query }) =>
  parse(query).definitions.every(
    (definition) => 'operation' in definition && definition.operation === OperationTypeNode.QUERY,
  ),
);
/** Parts of names: two characters, a whole name, Latin letters and signs of the index's language, one character, none. */
const names = ['建材', '有限公司', '王志强', '(上海)', '牧远 AND', '"', '林', 'ABC', '不存在的名字'];

/** Lists that no question asks in an order come in that of the engine: held against each other as sets. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unordered(inner)]));
}

interface Told {
  readonly digest: Digest;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly found: readonly unknown[];
}

async function fill(): Promise<void> {
  const hub = await openHub(base, { now });
  for (const source of ['crm', 'judgments'])
    await hub.import({ source, path: samples(source), purpose: '测试', by: 'test', complete: source === 'crm' });
  await hub.idle();
  await hub.close();
}

/** Opens the hub, lets it do what is pending, and asks everything. */
async function tell(config: Config): Promise<Told> {
  const hub = await openHub(config, { now });
  await hub.idle();
  const server = await startGraphQL(hub, { port: 0 });
  const answers: Record<string, unknown> = {};
  for (const { subject, name, query } of examples) {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    answers[`${subject}: ${name}`] = await response.json();
  }
  const found: unknown[] = [];
  for (const name of names) found.push((await partiesByName(hub.engine, name, 50)).map((party) => party.id).sort());
  const told = { digest: await digest(hub.engine.read.bind(hub.engine)), answers, found };
  await server.stop();
  await hub.close();
  return told;
}

let first: Told;
beforeAll(async () => {
  await fill();
  first = await tell(base);
}, 300_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the portfolio is there, and the examples find something in it', () => {
  expect(first.digest.nodes['Party']).toBeGreaterThan(10);
  expect(Object.keys(first.answers).length).toBeGreaterThan(10);
  expect(first.found[0]).not.toEqual([]);
});

describe('the other engine', () => {
  onNeo4j((testEngine) => {
    let second: Told;
    beforeAll(async () => {
      await (await testEngine.open(folder)).close();
      second = await tell({ ...base, ...(neo4jAddress && { neo4j: neo4jAddress }) });
    }, 300_000);

    test('makes the same graph of the same archive', () => {
      expect(second.digest).toEqual(first.digest);
    });
    test('gives the same answer to every example', () => {
      expect(unordered(second.answers)).toEqual(unordered(first.answers));
    });
    test('finds the same names', () => {
      expect(second.found).toEqual(first.found);
    });
  });
});

test("Neo4j's own parser has nothing against any text, nor against a label or a parameter in it", async () => {
  for (const rule of rules)
    for (const { graph } of [rule.example, rule.nearMiss]) {
      const world = await worldOf(graph);
      const engine = recording(world.engine);
      const read = engine.read.bind(engine);
      await rule.drafts(read, (await castOf(read, ['c1']))[rule.whose]);
      await world.close();
    }
  // What is written for one engine alone is run by its suite.
  // Rows of one type that differ in their columns are one text here.
  const shapes = new Map([...sent].map((entry) => [entry[0].replace(/`\w+`: row\[\d+\](?:, )?/g, ''), entry]));
  const texts = [...shapes.values()].filter(([text]) => !text.includes('grafeo.'));
  expect(texts.length).toBeGreaterThan(80);
  const faults = texts.flatMap(([text, params]) =>
    lintCypherQuery(text, {
      labels: nodeTypeNames,
      relationshipTypes: linkTypeNames,
      parameters: Object.fromEntries([...params].map((name) => [name, null])),
    }).diagnostics.map(({ message }) => ({ message, text })),
  );
  expect(faults).toEqual([]);
}, 600_000);
