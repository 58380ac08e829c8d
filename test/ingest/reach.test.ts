/**
 * Clues follow when people turn out to be others than they seemed, and when parties go on under other ids: making all
 * clues anew then changes nothing. Once with nothing stood in for, over a town whose documents come bit by bit; once with
 * a resolver that says what it is told to.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeTown } from '../../bench/town.js';
import { alsoNamed, at, courtDocument, loanFile, together, type Graph } from '../../src/discover/example.js';
import { createDiscovery } from '../../src/discover/run.js';
import type { Run } from '../../src/graph/engine.js';
import { clearDirty, dirtyMarks, markUnresolved } from '../../src/graph/marks.js';
import { createIdentities } from '../../src/ingest/identify.js';
import { createLease } from '../../src/ingest/lease.js';
import { connectorOf } from '../../src/main/connectors.js';
import type { Plan, Resolver } from '../../src/resolve/resolver.js';
import { worldOf, type World } from '../discover/world.js';
import { onEveryEngine } from '../engines.js';
import { embedded, type TestEngine } from '../stores.js';
import { digestOf, newFolder, openWorks, type Works } from './real.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const [documents, perFolder] = [400, 100];

async function bring(works: Works, source: string, path: string): Promise<void> {
  const records = [];
  for await (const record of connectorOf(source).fetch(path)) records.push(record);
  await works.put(source, records);
  await works.settle();
}

const court = '示例市城东区人民法院';

/**
 * Our debtor won against the payer, who stands in a case of others too, and asked a court to enforce against somebody of
 * another party, without saying what. Others are paid as b.
 */
const world: Graph = together(
  loanFile(),
  courtDocument(
    'won',
    '(2025)赣01民初8号',
    { court, date: '2025-06-01', outcomes: ['granted'] },
    { roles: ['plaintiff'] },
  ),
  alsoNamed('won', 'won.x', 'payer', '牧远农业有限公司', { roles: ['defendant'] }),
  courtDocument('else', '(2025)赣01民初9号', { date: '2025-06-02' }, { roles: ['plaintiff'] }, 'b'),
  alsoNamed('else', 'else.x', 'payer', '牧远农业有限公司', { roles: ['defendant'] }),
  courtDocument(
    'ended',
    '(2025)赣01执77号',
    {
      court,
      kind: 'ruling',
      procedure: 'enforcement',
      date: '2025-12-05',
      outcomes: ['enforcementTerminatedThisRound'],
    },
    { roles: ['enforcementApplicant'] },
  ),
  alsoNamed('ended', 'ended.x', 'whom', '牧远农业', { roles: ['judgmentDebtor'] }),
  {
    nodes: {
      payer: ['Party', { name: '牧远农业有限公司', kind: 'organization', mentions: 2 }],
      b: ['Party', { name: '乙公司', kind: 'organization', mentions: 1 }],
      whom: ['Party', { name: '牧远农业', kind: 'organization', mentions: 1 }],
      order: ['PaymentOrder', { amount: 5_000_00, currency: 'CNY', at: at('', 'amount') }],
      order2: ['PaymentOrder', { amount: 6_000_00, currency: 'CNY', at: at('', 'amount') }],
    },
    links: [
      ...['won STATES order', 'won.x MUST_PAY order', 'order PAYABLE_TO won.m'],
      ...['else STATES order2', 'else.x MUST_PAY order2', 'order2 PAYABLE_TO else.m'],
    ],
  },
);

const party = (id: string, ...mentions: readonly string[]): Plan['parties'][number] => ({
  id,
  name: id,
  names: [id],
  kind: 'organization',
  mentions,
});
const nothing: Plan = { parties: [], removedParties: [], assign: [], possibly: [], doubted: [] };
const assign = (to: string, ...mentions: readonly string[]) => mentions.map((mention) => ({ mention, party: to }));

const changes: Readonly<Record<string, Partial<Plan>>> = {
  'the payer goes on under another id': {
    parties: [party('payer2', 'won.x', 'else.x')],
    removedParties: ['payer'],
    assign: assign('payer2', 'won.x', 'else.x'),
  },
  'the payer is two': {
    parties: [party('payer', 'else.x'), party('payer2', 'won.x')],
    assign: assign('payer2', 'won.x'),
  },
  'the payer is b': {
    parties: [party('b', 'else.m', 'won.x', 'else.x')],
    removedParties: ['payer'],
    assign: assign('b', 'won.x', 'else.x'),
  },
  'the payer and b are one, under another id': {
    parties: [party('one', 'else.m', 'won.x', 'else.x')],
    removedParties: ['b', 'payer'],
    assign: assign('one', 'else.m', 'won.x', 'else.x'),
  },
  'the payer is our debtor': {
    parties: [party('debtor', 'own', 'won.m', 'ended.m', 'won.x', 'else.x')],
    removedParties: ['payer'],
    assign: assign('debtor', 'won.x', 'else.x'),
  },
  'our debtor goes on under another id': {
    parties: [party('debtor2', 'own', 'won.m', 'ended.m')],
    removedParties: ['debtor'],
    assign: assign('debtor2', 'own', 'won.m', 'ended.m'),
  },
  'our debtor did not sue': {
    parties: [party('debtor', 'own', 'ended.m'), party('other', 'won.m')],
    assign: assign('other', 'won.m'),
  },
  'whom our debtor enforces against is the payer': {
    parties: [party('payer', 'won.x', 'else.x', 'ended.x')],
    removedParties: ['whom'],
    assign: assign('payer', 'ended.x'),
  },
  'our debtor may also be b': {
    possibly: [{ mention: 'own', parties: [{ party: 'b', reasons: ['name'] }] }],
  },
};

async function follow(on: TestEngine, change: Partial<Plan>): Promise<void> {
  const opened = await storeOf(on);
  const { engine } = opened;
  const read: Run = engine.read.bind(engine);
  const discovery = createDiscovery(engine);
  await engine.write((run) => discovery.refresh(run, ['c1']));
  const before = await read('MATCH (k:Clue) RETURN k.id AS id');
  expect(before).toHaveLength(1);

  const resolver: Resolver = {
    plan: () => ({ ...nothing, ...change }),
    commit: () => undefined,
    whole: () => ({ ...nothing, parties: ['debtor', 'payer', 'b', 'whom'].map((id) => party(id)) }),
  };
  const lease = createLease(engine);
  const identities = createIdentities({ engine, lease, createResolver: () => resolver, politely: (run) => run });
  await lease.take();
  for (const mentions of [['own'], ['won.x']]) {
    await engine.write((run) => markUnresolved(run, { mentions }));
    await identities.step();
  }
  const marks = await dirtyMarks(read, 10);
  const reached = await discovery.affected(read, [...new Set(marks.flatMap((mark) => mark.ids))]);
  const changed = await engine.write(async (run) => {
    await clearDirty(run, marks.map((mark) => mark.id)); // prettier-ignore
    return discovery.refresh(run, reached);
  });
  expect(changed).not.toEqual([]);
  expect(await engine.write((run) => discovery.refresh(run, ['c1']))).toEqual([]);
  await opened.close();
}

async function storeOf(on: TestEngine): Promise<World> {
  const made = await worldOf(world, on);
  await made.engine.write((run) => run("MATCH (m:Mention) SET m.context = '{}'"));
  return made;
}

onEveryEngine((on) => {
  describe('what a change of who is who reaches is enough', () => {
    test.each(Object.entries(changes))('%s', (_, change) => follow(on, change));
  });

  test('so it is in a town, a hundred documents at a time', async () => {
    const folder = newFolder();
    folders.push(folder);
    const [town, works] = [join(folder, 'town'), await openWorks(folder, { on })];
    await writeTown(town, { seed: 1, documents, customers: 60, perFolder });
    await bring(works, 'crm', join(town, 'crm'));
    for (let from = 0; from < (on === embedded ? documents : documents / 2); from += perFolder)
      await bring(works, 'judgments', join(town, 'judgments', String(from / perFolder).padStart(4, '0')));
    const { engine } = works;
    const step = await digestOf(engine);
    const customers = (await engine.read<{ id: string }>('MATCH (c:Customer) RETURN c.id AS id')).map((row) => row.id);
    expect(await engine.write((run) => createDiscovery(engine).refresh(run, customers))).toEqual([]);
    expect(await digestOf(engine)).toBe(step);
    expect(await engine.read('MATCH (k:Clue) RETURN k.id AS id LIMIT 1')).toHaveLength(1);
    await works.close();
  }, 120_000);
});
