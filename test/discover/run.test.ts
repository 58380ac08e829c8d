import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  alsoNamed,
  asset,
  at,
  courtDocument,
  loanFile,
  ourMeasure,
  seizure,
  together,
  writeGraph,
  type Graph,
} from '../../src/discover/example.js';
import { createDiscovery, type Discovery } from '../../src/discover/run.js';
import { rules } from '../../src/discover/rules.js';
import type { Engine } from '../../src/graph/engine.js';
import { deleteNodes } from '../../src/graph/rows.js';
import type { NodeType } from '../../src/model/nodes.js';
import { onEveryEngine } from '../engines.js';
import { embedded } from '../stores.js';
import { worldOf, type World } from './world.js';

/** Customer c1 owes us; c2 (party 'a') owes us and guarantees; 'payer' owes money to whom courts say. */
const home: Graph = {
  nodes: {
    debtor: ['Party', { name: '示例建材有限公司', kind: 'organization', mentions: 1 }],
    a: ['Party', { name: '甲公司', kind: 'organization', mentions: 1 }],
    b: ['Party', { name: '乙公司', kind: 'organization', mentions: 1 }],
    payer: ['Party', { name: '牧远农业有限公司', kind: 'organization', mentions: 1 }],
    c1: ['Customer', { number: 'K1' }],
    c2: ['Customer', { number: 'K2' }],
    flat: ['Asset', { kind: 'realEstate', certificateNumber: 'Z1' }],
  },
  links: [],
};

const customerTwo: Graph = {
  nodes: {
    file2: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z', source: 'crm' }],
    own2: ['Mention', { name: '甲公司', nameKey: '甲', kind: 'organization', document: 'file2', at: at('name') }],
  },
  links: ['file2 NAMES own2', ['own2 IS_CUSTOMER c2', { role: 'borrower' }], 'own2 OF a', 'file2 STATES c2'],
};

const won = (party: string, how: 'OF' | 'POSSIBLY' = 'OF'): Graph =>
  together(
    courtDocument(
      'won',
      '(2025)赣01民初8号',
      { date: '2025-06-01', outcomes: ['granted'] },
      { roles: ['plaintiff'] },
      party,
      how,
    ),
    alsoNamed('won', 'won.x', 'payer', '牧远农业有限公司', { roles: ['defendant'] }),
    {
      nodes: { order: ['PaymentOrder', { amount: 5_000_00, currency: 'CNY', at: at('', 'amount') }] },
      links: ['won STATES order', 'won.x MUST_PAY order', 'order PAYABLE_TO won.m'],
    },
  );

/** A paper of the dispute that does not name our debtor. */
const citing = (
  id: string,
  caseNumber: string,
  props: Readonly<Record<string, string | readonly string[]>>,
  relation: string,
): Graph => ({
  nodes: {
    [id]: [
      'Document',
      { kind: 'ruling', caseNumber, fetchedAt: '2026-03-01T00:00:00Z', at: at('caseNumber'), ...props },
    ],
    [`CourtCase:${caseNumber}`]: ['CourtCase', { caseNumber }],
    'CourtCase:(2025)赣01民初8号': ['CourtCase', { caseNumber: '(2025)赣01民初8号' }],
  },
  links: [`${id} OF_CASE CourtCase:${caseNumber}`, [`${id} CITES CourtCase:(2025)赣01民初8号`, { relation }]],
});

const guarantee = (id: string, guarantor: string, debtor: string, customer?: string): Graph => ({
  nodes: {
    [id]: ['Document', { kind: 'judgment', date: '2024-01-01', fetchedAt: '2026-02-01T00:00:00Z' }],
    [`${id}.s`]: ['Security', { kind: 'guarantee', mode: '连带', at: at('') }],
    [`${id}.g`]: [
      'Mention',
      { name: guarantor, nameKey: guarantor, kind: 'organization', document: id, at: at('name') },
    ],
    ...(customer
      ? {}
      : {
          [`${id}.d`]: [
            'Mention',
            { name: debtor, nameKey: debtor, kind: 'organization', document: id, at: at('name') },
          ] as const,
        }),
  },
  links: [
    `${id} STATES ${id}.s`,
    `${id} NAMES ${id}.g`,
    `${id}.g OF ${guarantor}`,
    `${id}.g PROVIDES ${id}.s`,
    ...(customer
      ? [`${id}.s FOR_DEBTOR ${customer}`, `${id} STATES ${customer}`]
      : [`${id} NAMES ${id}.d`, `${id}.d OF ${debtor}`, `${id}.s FOR_DEBTOR ${id}.d`]),
  ],
});

/** A ruling of one preservation case about the flat, which does not name its owner. */
const describing = (id: string, date: string, states: readonly string[]): Graph => ({
  nodes: {
    [id]: ['Document', { kind: 'ruling', procedure: 'preservation', date, fetchedAt: '2026-03-01T00:00:00Z' }],
    'CourtCase:(2025)赣01财保1号': ['CourtCase', {}],
  },
  links: [`${id} OF_CASE CourtCase:(2025)赣01财保1号`, [`${id} DESCRIBES flat`, { states, at: at('') }]],
});

/** What may be in the graph or not. Pieces of one slot exclude one another: the same document read differently. */
const pieces: Readonly<Record<string, readonly Graph[]>> = {
  file: [together(loanFile(), { nodes: {}, links: ['file STATES c1'] })],
  file2: [customerTwo],
  won: [won('debtor'), won('a'), won('b', 'OF'), won('debtor', 'POSSIBLY')],
  appeal: [
    citing(
      'appeal',
      '(2025)赣01民终9号',
      { procedure: 'second', date: '2025-09-01', outcomes: ['upheld'] },
      'appealOf',
    ),
    citing(
      'appeal',
      '(2025)赣01民终9号',
      { procedure: 'second', date: '2025-09-01', outcomes: ['reversed', 'dismissed'] },
      'appealOf',
    ),
  ],
  enforcement: [
    citing(
      'enforce',
      '(2025)赣01执3号',
      { procedure: 'enforcement', date: '2025-12-01', outcomes: ['enforcementCompleted'] },
      'enforces',
    ),
  ],
  notice: [
    together(
      courtDocument(
        'notice',
        '(2025)赣01执77号',
        { kind: 'notice', procedure: 'enforcement', date: '2025-12-05' },
        { roles: ['enforcementApplicant'] },
        'b',
      ),
      alsoNamed('notice', 'notice.x', 'payer', '牧远农业有限公司', { roles: ['judgmentDebtor'] }),
    ),
  ],
  flat: [
    together(
      courtDocument('j', '(2025)赣01民初31号', { date: '2025-05-01' }),
      asset('j', 'flat', 'realEstate', { location: '文清路9号' }),
    ),
    together(
      courtDocument('j', '(2025)赣01民初31号', { date: '2025-05-01' }, {}, 'b'),
      asset('j', 'flat', 'realEstate', { location: '文清路9号' }),
    ),
  ],
  seizing: [
    together(
      describing('z1', '2025-07-01', ['seized']),
      seizure('z1', '(2025)赣01财保1号', 'z1.z', 'flat', { from: '2025-07-01' }),
    ),
  ],
  lifting: [describing('z2', '2025-10-01', ['seized', 'released'])],
  measure: [
    together(ourMeasure('ours', 'flat', { rank: 2, from: '2025-11-05' }), {
      nodes: {},
      links: ['measure STATES c1', 'measure STATES flat'],
    }),
    {
      nodes: {
        measure: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z', source: 'crm' }],
        ours: ['Seizure', { ours: true, from: '2025-11-05', at: at('') }],
      },
      links: [
        'measure STATES ours',
        'ours SEIZES flat',
        'ours SEIZED_FOR c2',
        'measure STATES c2',
        'measure STATES flat',
      ],
    },
  ],
  ourCase: ['c1', 'c2'].map((customer) => ({
    nodes: {
      oc: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z' }],
      our: ['OurCase', { stage: '执行中' }],
      'CourtCase:(2025)赣01财保1号': ['CourtCase', {}],
    },
    links: [
      'oc STATES our',
      `our AGAINST ${customer}`,
      'our BY_CASE CourtCase:(2025)赣01财保1号',
      'oc STATES CourtCase:(2025)赣01财保1号',
      `oc STATES ${customer}`,
    ],
  })),
  g1: [guarantee('g1', 'a', 'debtor', 'c1'), guarantee('g1', 'b', 'debtor', 'c1')],
  g2: [guarantee('g2', 'b', 'a'), guarantee('g2', 'b', 'a', 'c2')],
  g3: [guarantee('g3', 'debtor', 'b'), guarantee('g3', 'debtor', 'a')],
};
const slots = Object.keys(pieces);
/** Most of it, so that b has won money and guarantees for our debtor, who guarantees for b, and whose flat is seized. */
const atFirst = { file: 0, file2: 0, won: 2, notice: 0, flat: 0, seizing: 0, measure: 0, g1: 1, g2: 0, g3: 0 };
const shared: readonly NodeType[] = ['Party', 'CourtCase', 'Customer', 'Asset'];

const typeOf = (node: Graph['nodes'][string]): NodeType => (typeof node === 'string' ? node : node[0]);

/** A transaction as stitching makes it: takes a piece away and puts another in its place; answers with the dirty ids. */
async function replace(engine: Engine, before: Graph | undefined, after: Graph | undefined): Promise<string[]> {
  const dirty = new Set<string>();
  const touch = (graph: Graph): void => {
    for (const [id, node] of Object.entries(graph.nodes))
      if (typeOf(node) === 'Document' || shared.includes(typeOf(node))) dirty.add(id);
    for (const link of graph.links) {
      const [, type = '', to = ''] = (typeof link === 'string' ? link : link[0]).split(' ');
      if (type === 'OF' || type === 'POSSIBLY' || type === 'STATES' || type === 'DESCRIBES') dirty.add(to);
    }
  };
  await engine.write(async (run) => {
    if (before) {
      touch(before);
      for (const [id, node] of Object.entries(before.nodes))
        if (!shared.includes(typeOf(node))) await deleteNodes(run, typeOf(node), [id]);
    }
    if (after) {
      touch(after);
      const known = new Set(
        (
          await run<{ id: string }>('MATCH (n) WHERE n:Party OR n:CourtCase OR n:Customer OR n:Asset RETURN n.id AS id')
        ).map((row) => row.id),
      );
      await writeGraph(run, together({ nodes: home.nodes, links: [] }, after), known);
    }
  });
  return [...dirty].sort();
}

/** Back to the parties and customers alone. */
async function empty(engine: Engine): Promise<void> {
  await engine.write(async (run) => {
    await run('MATCH (n) WHERE NOT n:TestTurn DETACH DELETE n');
    await writeGraph(run, home);
  });
}

interface Stored {
  readonly id: string;
  readonly rule: string;
  readonly hash: string;
  readonly about: readonly string[];
  readonly documents: readonly string[];
  readonly owner: readonly string[];
}

/** Clues with their links, in an order of their own. */
const stored = async (engine: Engine): Promise<readonly Stored[]> =>
  (
    await engine.read<Stored>(
      `MATCH (k:Clue) RETURN k.id AS id, k.rule AS rule, k.customer AS customer, k.subject AS subject, k.hash AS hash,
       [(k)-[:CLUE_ABOUT]->(p:Party) | p.id] AS about, [(k)-[:RESTS_ON]->(d:Document) | d.id] AS documents, [(k)-[:CLUE_FOR]->(c:Customer) | c.id] AS owner ORDER BY id`,
    )
  ).map((row) => ({ ...row, about: [...row.about].sort(), documents: [...row.documents].sort() }));

onEveryEngine((on) => {
  describe('refresh', () => {
    let world: World;
    let discovery: Discovery;
    beforeAll(async () => {
      world = await worldOf(home, on);
      discovery = createDiscovery(world.engine);
    });
    afterAll(() => world.close());

    test('what a change reaches is enough: refreshing that gives what refreshing all gives', async () => {
      const found = new Set<string>();
      const change = fc.record({ slot: fc.constantFrom(...slots), variant: fc.integer({ min: -1, max: 3 }) });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 }),
          async (changesOfRounds) => {
            const rounds = [Object.entries(atFirst).map(([slot, variant]) => ({ slot, variant })), ...changesOfRounds];
            const present = new Map<string, number>();
            await empty(world.engine);
            for (const changes of rounds) {
              const dirty = new Set<string>();
              for (const { slot, variant } of changes) {
                const options = pieces[slot] ?? [];
                const [old, now] = [present.get(slot), variant < 0 ? undefined : variant % options.length];
                for (const id of await replace(
                  world.engine,
                  old === undefined ? undefined : options[old],
                  now === undefined ? undefined : options[now],
                ))
                  dirty.add(id);
                if (now === undefined) present.delete(slot);
                else present.set(slot, now);
              }
              await world.engine.write(async (run) =>
                discovery.refresh(run, await discovery.affected(run, [...dirty])),
              );
              const incremental = await stored(world.engine);
              await world.engine.write(async (run) => {
                await deleteNodes(run, 'Clue', incremental.map((row) => row.id)); // prettier-ignore
                await discovery.refresh(run, ['c1', 'c2']);
              });
              expect({ present: [...present], clues: incremental }).toEqual({
                present: [...present],
                clues: await stored(world.engine),
              });
              for (const row of incremental) found.add(row.rule);
            }
          },
        ),
        { numRuns: on === embedded ? 12 : 3, seed: 20261124, endOnFailure: true },
      );
      // The pieces are such that most rules find something at some time; otherwise the test would prove nothing of them.
      if (on === embedded) expect([...found].sort()).toEqual(['C01', 'C15', 'C44', 'C45', 'C53', 'C54']);
    }, 120_000);
  });

  test('a guarantee between two others that closes a ring through our debtor reaches it', async () => {
    const others: Graph = {
      nodes: {
        d: ['Party', { name: '丁公司', kind: 'organization' }],
        e: ['Party', { name: '戊公司', kind: 'organization' }],
      },
      links: [],
    };
    const world = await worldOf(
      together(
        loanFile(),
        home,
        others,
        guarantee('g1', 'b', 'debtor', 'c1'),
        guarantee('g3', 'debtor', 'd'),
        guarantee('g5', 'e', 'b'),
      ),
    );
    const discovery = createDiscovery(world.engine);
    const dirty = await world.engine.write(async (run) => {
      const known = new Set(['d', 'e']);
      await writeGraph(run, together(others, guarantee('g4', 'd', 'e')), known);
      return ['g4', 'd', 'e'];
    });
    expect(await discovery.affected(world.engine.read.bind(world.engine), dirty)).toEqual(['c1']);
    await world.engine.write((run) => discovery.refresh(run, ['c1']));
    const clue = (await stored(world.engine)).find((row) => row.rule === 'C45');
    expect(clue?.about).toEqual(['b', 'd', 'debtor', 'e']);
    await world.close();
  });

  describe('what is written', () => {
    const rule = rules.find((one) => one.id === 'C01');

    test('a second refresh writes nothing, and a clue keeps its id when it says something new', async () => {
      const world = await worldOf(rule?.example.graph, on);
      const discovery = createDiscovery(world.engine);
      const refresh = () => world.engine.write((run) => discovery.refresh(run, ['c1']));
      await refresh();
      const first = await stored(world.engine);
      let writes = 0;
      await world.engine.write((run) =>
        discovery.refresh(
          (query, params) => ((writes += /CREATE|MERGE|DELETE|SET/.test(query) ? 1 : 0), run(query, params)),
          ['c1'],
        ),
      );
      expect(writes).toBe(0);
      await world.engine.write((run) => run("MATCH (o:PaymentOrder {id: 'order'}) SET o.amount = 77"));
      await refresh();
      const second = await stored(world.engine);
      expect(second.map((row) => row.id)).toEqual(first.map((row) => row.id));
      expect(second.map((row) => row.hash)).not.toEqual(first.map((row) => row.hash));
      await world.close();
    });

    test('a customer that is gone loses its clues', async () => {
      const world = await worldOf(rule?.example.graph, on);
      const discovery = createDiscovery(world.engine);
      await world.engine.write((run) => discovery.refresh(run, ['c1']));
      await world.engine.write((run) => deleteNodes(run, 'Customer', ['c1']));
      await world.engine.write(async (run) => discovery.refresh(run, await discovery.affected(run, ['c1'])));
      expect(await stored(world.engine)).toEqual([]);
      await world.close();
    });

    test('without customers nothing is asked but that', async () => {
      const world = await worldOf(together(home, { nodes: {}, links: [] }));
      await world.engine.write((run) => deleteNodes(run, 'Customer', ['c1', 'c2']));
      const before = world.engine.reads;
      const discovery = createDiscovery(world.engine);
      expect(await discovery.affected(world.engine.read.bind(world.engine), ['debtor', 'a', 'b'])).toEqual([]);
      expect(world.engine.reads - before).toBeLessThanOrEqual(2);
      await world.close();
    });
  });
});
