/**
 * A town of customers in a graph of its own, served: each owes us, gave a phone and an id number in the loan file, won
 * money in court (a clue), and is named with 牧远农业 in one judgment. The hub around it only notes what it is told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunManifest } from '../../src/archive/archive.js';
import {
  alsoNamed,
  at,
  courtDocument,
  loanFile,
  together,
  writeGraph,
  type Graph,
} from '../../src/discover/example.js';
import { createDiscovery } from '../../src/discover/run.js';
import type { Engine } from '../../src/graph/engine.js';
import type { Connector } from '../../src/ingest/connector.js';
import type { Hub } from '../../src/ingest/hub.js';
import { startGraphQL } from '../../schema/server.js';
import { embedded, type TestEngine } from '../stores.js';

export const idNumber = '360702198305124518';
export const phone = '13807971234';

const one: Graph = together(
  loanFile({ idNumber, phone, at: at('name', 'phone', 'idNumber') }),
  courtDocument(
    'won',
    '(2025)赣0702民初8号',
    { date: '2025-06-01', outcomes: ['granted'], source: 'judgments', title: '民事判决书' },
    { roles: ['plaintiff'] },
  ),
  alsoNamed('won', 'won.payer', 'payer', '牧远农业有限公司', { roles: ['defendant'] }),
  {
    nodes: {
      order: ['PaymentOrder', { amount: 1_200_000_00, currency: 'CNY', printed: '120万元', at: at('', 'amount') }],
      desk: ['CustomerFile', { branch: '城区支行', officer: '林向阳', at: at('officer') }],
      mobile: ['ContactPoint', { kind: 'phone', value: phone }],
    },
    links: [
      'won STATES order',
      'won.payer MUST_PAY order',
      'order PAYABLE_TO won.m',
      'file STATES c1',
      'file STATES desk',
      'desk FILE_OF c1',
      'own REACHED_AT mobile',
    ],
  },
);

/** The same story again under other ids. */
function copy(graph: Graph, n: number): Graph {
  const ids = new Set(Object.keys(graph.nodes));
  const id = (text: string): string => (ids.has(text) ? `${text}-${n}` : text);
  type Node = Graph['nodes'][string];
  const nodes: Record<string, Node> = {};
  for (const [key, node] of Object.entries(graph.nodes)) {
    if (typeof node === 'string') {
      nodes[id(key)] = node;
      continue;
    }
    const [type, props] = node;
    const renamed = Object.fromEntries(
      Object.entries(props).map(([name, value]) => [name, typeof value === 'string' ? id(value) : value]),
    );
    nodes[id(key)] = [type, type === 'Customer' ? { ...renamed, number: `K${n}` } : renamed];
  }
  const links = graph.links.map((link): Graph['links'][number] => {
    const [text, props] = typeof link === 'string' ? [link, {}] : link;
    return [text.split(' ').map(id).join(' '), props];
  });
  return { nodes, links };
}

const connector = (name: string, absence: Connector['absence']): Connector => ({
  name,
  describes: { zh: name, en: name },
  legalBasis: name === 'crm' ? 'contract' : 'public',
  absence,
  version: '1',
  async *fetch() {
    yield* await Promise.resolve([]);
  },
  parts: () => ({}),
  extract: () => {
    throw new Error('Nothing is read here.');
  },
  ...(name === 'crm' ? { template: () => Promise.resolve(new Uint8Array([80, 75, 3, 4])) } : {}),
});

export const run = (source: string, complete: boolean, more: Partial<RunManifest> = {}): RunManifest => ({
  id: `run_${source}`,
  source,
  scope: '/portfolio',
  purpose: '清收',
  by: 'test',
  startedAt: '2026-02-01T00:00:00.000Z',
  closedAt: '2026-02-01T00:01:00.000Z',
  complete,
  records: 3,
  changed: 3,
  seen: 0,
  segments: [],
  ...more,
});

export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export interface Town {
  readonly engine: Engine;
  readonly hub: Hub;
  readonly url: string;
  /** What the hub was told, verb first. */
  readonly told: unknown[];
  /** Runs that the archive would know. */
  readonly runs: RunManifest[];
  ask(query: string, variables?: object): Promise<Answer>;
  /** Engine reads that answering takes. */
  readsOf(query: string): Promise<number>;
  stop(): Promise<void>;
}

export async function townOf(
  customers: number,
  more: Partial<Hub> = {},
  graph: Graph = { nodes: {}, links: [] },
  on: TestEngine = embedded,
): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'cluegraph-schema-'));
  const engine = await on.open(folder);
  await engine.write(async (write) => {
    for (let n = 1; n <= customers; n++) await writeGraph(write, copy(one, n));
    await writeGraph(write, graph);
  });
  const discovery = createDiscovery(engine);
  await engine.write((write) =>
    discovery.refresh(
      write,
      Array.from({ length: customers }, (_, i) => `c1-${i + 1}`),
    ),
  );
  const told: unknown[] = [];
  const runs: RunManifest[] = [];
  const note = (verb: string) => (what: unknown) => {
    told.push([verb, what]);
    return Promise.resolve();
  };
  const hub: Hub = {
    engine,
    archive: {} as Hub['archive'],
    attend: () => () => undefined,
    connectors: [connector('judgments', 'unknown'), connector('crm', 'withdrawn')],
    showSensitive: false,
    import: () => Promise.resolve('run_crm'),
    progress: () => Promise.resolve(null),
    idle: () => Promise.resolve(),
    pending: () => Promise.resolve(0),
    takeBack: note('takeBack'),
    erase: note('erase'),
    runs: () => Promise.resolve(runs),
    decide: note('decide'),
    followUp: note('followUp'),
    replay: () => Promise.resolve(1),
    quotes: (references) =>
      Promise.resolve(
        references.map(({ document, at: span }) => ({
          document,
          at: span,
          quote: `电话${phone}，身份证${idNumber}`,
          before: '',
          after: '',
          record: 'record_1',
          source: 'crm',
          fetchedAt: '2026-01-05T00:00:00Z',
          hash: 'ab',
        })),
      ),
    explainParty: () => Promise.resolve([]),
    explainPair: () => Promise.resolve(null),
    review: () => Promise.resolve([]),
    ...more,
  };
  const server = await startGraphQL(hub, { port: 0 });
  const ask = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    engine,
    hub,
    url: server.url,
    told,
    runs,
    ask,
    async readsOf(query) {
      const before = engine.reads;
      const { errors } = await ask(query);
      if (errors) throw new Error(errors[0]?.message);
      return engine.reads - before;
    },
    async stop() {
      await server.stop();
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
