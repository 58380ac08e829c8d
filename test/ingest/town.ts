/**
 * A tiny source for tests of the pipeline: JSON records of a town with a handful of people, and stand-ins for resolve and
 * discover that are right by being simple. `openTown` puts the pipeline together over a real archive and a real engine.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../src/archive/archive.js';
import { openDiskArchive } from '../../src/archive/disk.js';
import { appendLedger } from '../../src/archive/ledger.js';
import type { Discovery } from '../../src/discover/run.js';
import { BadRecordError } from '../../src/errors.js';
import { digest } from '../../src/graph/digest.js';
import type { Engine, Run } from '../../src/graph/engine.js';
import { createLinks, createNodes, deleteNodes } from '../../src/graph/rows.js';
import type { Connector } from '../../src/ingest/connector.js';
import { createPipeline, type Pipeline } from '../../src/ingest/pipeline.js';
import { readRecord } from '../../src/ingest/read.js';
import type { LedgerEntry } from '../../src/model/ledger.js';
import type { Decision, Mention } from '../../src/model/mention.js';
import type { Reading, StatedLink, StatedNode } from '../../src/model/reading.js';
import type { PartyOut, Plan, Resolver } from '../../src/resolve/resolver.js';
import { embedded, type TestEngine } from '../stores.js';

/** One record of the town: a paper that names people, cites cases, and may say that a loan is owed by a customer. */
export interface Paper {
  /** Papers with the same number are one document. */
  readonly number: string;
  readonly names: readonly string[];
  readonly cases?: readonly string[];
  readonly loan?: { readonly number: string; readonly customer?: string; readonly balance?: number };
  /** Seen by the reader as longer. */
  readonly length?: number;
  /** What the reader does with it. */
  readonly bad?: 'unreadable' | 'crash' | 'dangling' | 'until version 2';
}

export const bytesOf = (paper: Paper): Uint8Array => Buffer.from(JSON.stringify(paper));

export function town({
  version = '1',
  absence = 'withdrawn',
}: { version?: string; absence?: Connector['absence'] } = {}): Connector {
  return {
    name: 'town',
    describes: { zh: '测试用镇', en: 'A town for tests.' },
    legalBasis: 'public',
    absence,
    version,
    async *fetch() {
      // Tests put records themselves.
    },
    parts: ({ bytes }) => ({ text: Buffer.from(bytes).toString() }),
    extract({ bytes }) {
      const paper = parse(bytes);
      if (paper.bad === 'unreadable')
        throw new BadRecordError('The paper cannot be read. Ask for another.', { code: 'UNREADABLE' });
      if (paper.bad === 'crash') throw new TypeError('a fault that quotes the record');
      if (paper.bad === 'until version 2' && version === '1')
        throw new BadRecordError('Not yet. Wait.', { code: 'NOT_YET' });
      return readingOf(paper, bytes.length);
    },
  };
}

function parse(bytes: Uint8Array): Paper {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as Paper;
  } catch (cause) {
    throw new BadRecordError('No JSON. Ask for another.', { code: 'JSON', cause });
  }
}

function readingOf(paper: Paper, size: number): Reading {
  const at = { '': { start: 0, end: 1 } };
  const nodes: StatedNode[] = [];
  const links: StatedLink[] = [];
  for (const number of paper.cases ?? []) {
    nodes.push({
      ref: number,
      type: 'CourtCase',
      key: number,
      props: { caseNumber: number, title: paper.number },
      at: {},
    });
    links.push({ type: 'CITES', from: 'document', to: number, at });
  }
  if (paper.loan) {
    const { number, customer, balance } = paper.loan;
    nodes.push({ ref: 'loan', type: 'Loan', key: number, props: balance === undefined ? {} : { number, balance }, at });
    if (customer !== undefined) {
      nodes.push({ ref: 'customer', type: 'Customer', key: customer, props: { number: customer }, at: {} });
      links.push({ type: 'OWED_BY', from: 'loan', to: 'customer', at });
      if (paper.names.length)
        links.push({ type: 'IS_CUSTOMER', from: 'm0', to: 'customer', props: { role: 'borrower' }, at });
    }
    if (paper.names.length) links.push({ type: 'BORROWED', from: 'm0', to: 'loan', at });
  }
  nodes.push({
    ref: 'order',
    type: 'PaymentOrder',
    props: { amount: paper.names.length * 100, printed: 'as told' },
    at,
  });
  paper.names.forEach((_, i) => links.push({ type: 'MUST_PAY', from: `m${i}`, to: 'order', at }));
  if (paper.bad === 'dangling') links.push({ type: 'MUST_PAY', from: 'nobody', to: 'order', at });
  return {
    document: {
      identity: ['town', paper.number],
      props: { kind: 'notice', title: paper.number },
      at: {},
      fullness: paper.length ?? size,
    },
    mentions: paper.names.map((name, i) => ({
      ref: `m${i}`,
      name,
      kind: 'person',
      roles: ['defendant'],
      props: {},
      at,
    })),
    nodes,
    links,
  };
}

/** Equal names are one party, unless somebody said that two mentions are not the same; the named mention then stands alone. */
export function townResolver(known: readonly Mention[], said: readonly Decision[]): Resolver {
  let mentions = new Map(known.map((mention) => [mention.id, mention]));
  let decisions = [...said];
  const clusters = (of: ReadonlyMap<string, Mention>, given: readonly Decision[]): Map<string, PartyOut> => {
    const latest = new Map(
      [...given].sort((a, b) => (a.on < b.on ? -1 : 1)).map((one) => [[one.left, one.right].sort().join(), one]),
    );
    const alone = new Set(
      [...latest.values()].filter((one) => one.verdict === 'different').map((one) => [one.left, one.right].sort()[1]),
    );
    const groups = new Map<string, Mention[]>();
    for (const mention of of.values()) {
      const key = alone.has(mention.id) ? mention.id : mention.name;
      groups.set(key, [...(groups.get(key) ?? []), mention]);
    }
    return new Map(
      [...groups.values()].map((group) => {
        const ids = group.map((mention) => mention.id).sort();
        const id = `party_${ids[0] ?? ''}`;
        return [id, { id, name: group[0]?.name ?? '', names: [group[0]?.name ?? ''], kind: 'person', mentions: ids }];
      }),
    );
  };
  const next = new WeakMap<Plan, { mentions: Map<string, Mention>; decisions: Decision[] }>();
  return {
    plan(change) {
      const after = new Map(mentions);
      for (const id of change.removed) after.delete(id);
      for (const mention of change.added) after.set(mention.id, mention);
      const told = [...decisions, ...change.decisions];
      const [old, now] = [clusters(mentions, decisions), clusters(after, told)];
      const added = new Set(change.added.map((mention) => mention.id));
      const parties = [...now.values()].filter(
        (party) =>
          JSON.stringify(old.get(party.id)) !== JSON.stringify(party) || party.mentions.some((id) => added.has(id)),
      );
      const plan: Plan = {
        parties,
        removedParties: [...old.keys()].filter((id) => !now.has(id)),
        assign: parties.flatMap((party) => party.mentions.map((mention) => ({ mention, party: party.id }))),
        possibly: [],
        doubted: [],
      };
      next.set(plan, { mentions: after, decisions: told });
      return plan;
    },
    commit(plan) {
      ({ mentions, decisions } = next.get(plan) ?? { mentions, decisions });
    },
    whole() {
      const parties = [...clusters(mentions, decisions).values()];
      return {
        parties,
        removedParties: [],
        assign: parties.flatMap((party) => party.mentions.map((mention) => ({ mention, party: party.id }))),
        possibly: [],
        doubted: [],
      };
    },
  };
}

/** One clue for each customer that owes anything: what it owes in all. */
const townDiscovery: Discovery = {
  affected: async (run) => [
    ...new Set(
      [
        ...(await run<{ id: string }>('MATCH (c:Customer) RETURN c.id AS id')),
        ...(await run<{ id: string }>('MATCH (k:Clue) RETURN k.customer AS id')),
      ].map((row) => row.id),
    ),
  ],
  async refresh(run, customers) {
    const clues = await run<{ id: string }>('UNWIND $customers AS c MATCH (k:Clue {customer: c}) RETURN k.id AS id', {
      customers,
    });
    await deleteNodes(run, 'Clue', clues.map((clue) => clue.id)); // prettier-ignore
    const owed = await run<{ customer: string; fen: number }>(
      'UNWIND $customers AS c MATCH (x:Customer {id: c})<-[:OWED_BY]-(l:Loan) RETURN c AS customer, sum(coalesce(l.balance, 0)) AS fen',
      { customers },
    );
    await createNodes(run, 'Clue', owed.map(({ customer, fen }) => ({ id: `clue_${customer}`, props: { customer, rule: 'T1', value: fen } }))); // prettier-ignore
    return clues.map((clue) => clue.id);
    await createLinks(run, 'CLUE_FOR', owed.map(({ customer }) => ({ from: `clue_${customer}`, fromType: 'Clue', to: customer, toType: 'Customer' }))); // prettier-ignore
  },
};

export interface Town {
  readonly archive: Archive;
  readonly engine: Engine;
  readonly pipeline: Pipeline;
  /** Archives papers as one run and gives back its id; derives nothing. */
  put(
    papers: Readonly<Record<string, Paper | Uint8Array>>,
    how?: { on?: string; complete?: boolean; scope?: string },
  ): Promise<string>;
  /** Archives what somebody said; derives nothing. */
  say(entry: LedgerEntry): Promise<void>;
  /** Derives all that is pending, clues included. */
  settle(): Promise<void>;
  /** put and settle. */
  bring(
    papers: Readonly<Record<string, Paper | Uint8Array>>,
    how?: { on?: string; complete?: boolean; scope?: string },
  ): Promise<string>;
  digest(): Promise<string>;
  close(): Promise<void>;
}

/** Ids depend on the archive's secret: towns that are compared must share it. */
export const secret = new Uint8Array(32).fill(7);

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cluegraph-'));
  mkdirSync(join(folder, 'archive'), { mode: 0o700 });
  writeFileSync(join(folder, 'archive', 'secret'), secret, { mode: 0o600 });
  return folder;
}

export interface TownOptions {
  /** Where its graph is kept. */
  readonly on?: Pick<TestEngine, 'open'>;
  readonly connector?: Connector;
  /** Wraps the engine, to count or to break it. */
  readonly wrap?: (engine: Engine) => Engine;
  /** Waited for whenever records have been read and not yet written. */
  readonly afterReading?: () => Promise<void>;
  /** Milliseconds; what the lease goes by. */
  readonly clock?: () => number;
}

export async function openTown(
  folder = newFolder(),
  {
    on = embedded,
    connector = town(),
    wrap = (engine) => engine,
    afterReading = () => Promise.resolve(),
    clock = Date.now,
  }: TownOptions = {},
): Promise<Town> {
  const archive = await openDiskArchive(join(folder, 'archive'));
  const engine = wrap(await on.open(folder));
  const read: Run = engine.read.bind(engine);
  const pipeline = createPipeline({
    archive,
    engine,
    connectors: [connector],
    read: async (records) => {
      const outcomes = records.map((record) => readRecord([connector], record));
      await afterReading();
      return outcomes;
    },
    createResolver: townResolver,
    discovery: townDiscovery,
    rulesVersion: '1',
    clock,
  });
  const opened: Town = {
    archive,
    engine,
    pipeline,
    async put(papers, { on = '2026-01-01T00:00:00.000Z', complete = false, scope = 'town' } = {}) {
      const run = await archive.startRun({ source: 'town', scope, purpose: 'test', by: 'test' });
      for (const [key, paper] of Object.entries(papers))
        await run.put({
          key,
          bytes: paper instanceof Uint8Array ? paper : bytesOf(paper),
          mediaType: 'application/json',
          fetchedAt: on,
        });
      await run.close({ complete });
      return run.id;
    },
    async say(entry) {
      await appendLedger(archive, entry);
    },
    async settle() {
      for (const id of await pipeline.pending()) await pipeline.derive(id);
      await pipeline.discover();
    },
    async bring(papers, how) {
      const run = await opened.put(papers, how);
      await opened.settle();
      return run;
    },
    digest: async () => (await digest(read)).hash,
    async close() {
      await pipeline.close();
      await archive.close();
      await engine.close();
    },
  };
  return opened;
}
