import { afterEach, describe, expect, test } from '@jest/globals';
import { alsoNamed, asset, courtDocument, loanFile, together, type Graph } from '../../src/discover/example.js';
import { createDiscovery } from '../../src/discover/run.js';
import { rules } from '../../src/discover/rules.js';
import { viewClues } from '../../src/discover/view.js';
import { rank } from '../../src/discover/worklist.js';
import { cluesOfCustomers } from '../../src/graph/clue.js';
import type { ClueView } from '../../src/model/clue.js';
import { worldOf, type World } from './world.js';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const asOf = '2026-06-01';
const story = (id: string): Graph => rules.find((rule) => rule.id === id)?.example.graph ?? { nodes: {}, links: [] };
const nothing: Graph = { nodes: {}, links: [] };

/** The clues of c1 as seen on a day, in a graph of these stories. */
async function viewed(day: string, ...graphs: readonly Graph[]): Promise<readonly ClueView[]> {
  await world?.close();
  world = await worldOf(together(...graphs));
  const { engine } = world;
  await engine.write((run) => createDiscovery(engine).refresh(run, ['c1']));
  return viewClues(engine.read.bind(engine), await cluesOfCustomers(engine.read.bind(engine), ['c1']), day);
}
const one = async (rule: string, day: string, ...graphs: readonly Graph[]): Promise<ClueView> => {
  const clue = (await viewed(day, ...graphs)).find((view) => view.rule === rule);
  if (!clue) throw new Error(`No clue of ${rule}.`);
  return clue;
};
const open = (clue: ClueView): string[] => clue.routes.filter((route) => !route.closed).map((route) => route.code);

const ourCase = (props: Readonly<Record<string, string>>): Graph => ({
  nodes: { oc: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z' }], our: ['OurCase', props] },
  links: ['oc STATES our', 'our AGAINST c1'],
});
const bankruptcy = (role: string, date: string): Graph =>
  together(
    courtDocument(
      'petition',
      '(2026)赣07破申3号',
      { kind: 'ruling', procedure: 'bankruptcy', date, court: '某市中级人民法院', outcomes: ['bankruptcyAccepted'] },
      { roles: [role] },
    ),
    alsoNamed('petition', 'petition.x', 'other', '另一公司', {
      roles: [role === 'respondent' ? 'applicant' : 'respondent'],
    }),
  );

describe('our stage decides the way', () => {
  test.each([
    ['no case of ours', nothing, 'noSuit', ['R1'], /诉前财产保全申请书/],
    [
      'we are suing',
      ourCase({ stage: '审理中', caseNumber: '(2026)赣0702民初1号', court: '甲法院' }),
      'suing',
      ['R1'],
      /财产保全申请书/,
    ],
    [
      'title in hand',
      ourCase({ stage: '已判', caseNumber: '(2025)赣0702民初1号', effectiveOn: '2025-12-31' }),
      'titleInHand',
      ['R1'],
      /强制执行申请书/,
    ],
    [
      'enforcing',
      ourCase({ stage: '执行中', caseNumber: '(2026)赣0702执1号' }),
      'enforcing',
      ['R1', 'R9'],
      /履行到期债务通知书/,
    ],
    [
      '终本',
      ourCase({ stage: '终本', caseNumber: '(2026)赣0702执1号' }),
      'terminatedThisRound',
      ['R1', 'R9'],
      /恢复执行申请书/,
    ],
  ] as const)('%s', async (_name, graph, stage, codes, paper) => {
    const clue = await one('C01', asOf, story('C01'), graph);
    expect(clue.stage).toBe(stage);
    expect(open(clue)).toEqual(codes);
    expect(clue.routes[0]?.paper.zh).toMatch(paper);
    expect(clue.routes.find((route) => route.code === 'R2')?.closed).toBeDefined();
  });

  test('a judgment that takes effect later is no title yet', async () => {
    const suit = ourCase({ stage: '已判', caseNumber: '(2025)赣0702民初1号', effectiveOn: '2025-12-31' });
    expect((await one('C01', '2025-12-30', story('C01'), suit)).stage).toBe('suing');
    const titled = await one('C01', '2025-12-31', story('C01'), suit);
    expect(titled.stage).toBe('titleInHand');
    // Their own two years from 2025-09-01, and ours from 2025-12-31: the earlier one counts.
    expect(titled.deadline).toBe('2027-09-01');
  });
});

describe('bankruptcy', () => {
  test('switches every route of the debtor to R8 from the day of acceptance', async () => {
    const clue = await one('C01', asOf, story('C01'), bankruptcy('respondent', '2026-05-10'));
    expect(clue.stage).toBe('debtorBankrupt');
    expect(open(clue)).toEqual(['R8']);
    expect(clue.routes[0]).toMatchObject({
      code: 'R8',
      by: '2026-06-09',
      court: { zh: expect.stringContaining('某市中级人民法院') as unknown },
    });
    expect((await one('C01', '2026-05-09', story('C01'), bankruptcy('respondent', '2026-05-10'))).stage).toBe('noSuit');
  });
  test('of somebody else, whose creditor our debtor is, switches nothing', async () => {
    expect(open(await one('C01', asOf, story('C01'), bankruptcy('applicant', '2026-05-10')))).toEqual(['R1']);
  });
  test('leaves the guarantor reachable', async () => {
    const clue = await one('C44', asOf, story('C44'), bankruptcy('respondent', '2026-05-10'));
    expect(open(clue)).toContain('R7');
    expect(clue.routes[0]?.unproven.some((text) => text.zh.includes('92'))).toBe(true);
  });
});

describe('the guarantee period', () => {
  test('runs: the first way is to keep it, by its last day', async () => {
    const clue = await one('C44', asOf, story('C44'));
    expect(clue.routes[0]).toMatchObject({ code: 'R5', by: '2027-05-15' });
    expect(clue.grade.score).toBeGreaterThan(0);
  });
  test('is over: the score is zero and says why', async () => {
    const clue = await one('C44', '2027-05-16', story('C44'));
    expect(clue.grade).toMatchObject({
      score: 0,
      stars: 0,
      zeroed: { zh: expect.stringContaining('2027-05-15') as unknown },
    });
    expect(clue.deadline).toBeUndefined();
    expect(clue.traps.some((trap) => trap.state === 'sprung')).toBe(true);
  });
});

test('a waiting seizure of ours has no term to renew; a first one has', async () => {
  const waiting = await one('C53', asOf, story('C54'));
  expect(open(waiting)).toEqual(['R7', 'R8']);
  expect(waiting.routes[0]?.by).toBeUndefined();
  const first: Graph = { nodes: { ours: ['Seizure', { ours: true, rank: 1, from: '2025-11-05' }] }, links: [] };
  // Three years from 2025-11-05, the cautious reading one day less, and seven days before that.
  expect((await one('C53', asOf, story('C54'), first)).routes[0]?.by).toBe('2028-10-28');
});

describe('grade', () => {
  test('shows five inputs with reasons, and caps the value at what is owed to us', async () => {
    const clue = await one('C01', asOf, story('C01'));
    expect(clue.grade.inputs.map((input) => input.name)).toEqual(['identity', 'value', 'reach', 'room', 'fresh']);
    expect(clue.grade.inputs.every((input) => input.value >= 0 && input.value <= 1 && input.reason.zh)).toBe(true);
    // 1.2 million stated, 1 million owed.
    expect(clue.value).toBe(1_200_000_00);
    expect(clue.grade.inputs[1]?.value).toBe(1);
    expect(clue.expected).toBeLessThanOrEqual(1_000_000_00);
    const small = await one('C01', asOf, story('C01'), loanFile({}, 100_000_000_00));
    expect(small.grade.inputs[1]?.value).toBeCloseTo(0.012);
  });
  test('grows old with the day and nothing else', async () => {
    const [young, old] = [await one('C01', '2026-06-01', story('C01')), await one('C01', '2027-06-01', story('C01'))];
    expect(old.grade.score).toBeLessThan(young.grade.score);
    expect({ ...old, grade: null, deadline: null, routes: null }).toEqual({
      ...young,
      grade: null,
      deadline: null,
      routes: null,
    });
  });
  test('a pending case without news for two years is worth nothing', async () => {
    expect((await one('C04', '2028-10-08', story('C04'))).grade.score).toBeGreaterThan(0);
    expect((await one('C04', '2028-10-09', story('C04'))).grade).toMatchObject({ score: 0 });
  });
  test('a waiting seizure comes up when the first one is about to end', async () => {
    const reach = async (day: string) => (await one('C54', day, story('C54'))).grade.inputs[2]?.value;
    expect(await reach('2026-10-19')).toBeLessThan((await reach('2026-11-01')) ?? 0);
    expect((await one('C54', '2026-11-01', story('C54'))).deadline).toBe('2026-12-19');
  });
});

describe('work order', () => {
  const clue = (id: string, more: Partial<ClueView>): ClueView =>
    ({ id, tier: 'T1', expected: 100, grade: { score: 50 }, ...more }) as ClueView;

  test('what is due in two weeks first, then the most money; never T3 nor what is worth nothing', () => {
    const ranked = rank(
      [
        clue('small', { expected: 1 }),
        clue('rich', { expected: 1000 }),
        clue('dueLater', { expected: 500, deadline: '2026-06-16' }),
        clue('dueSoon', { expected: null, deadline: '2026-06-15' }),
        clue('possible', { tier: 'T3', expected: 9999 }),
        clue('closed', { grade: { score: 0 } as ClueView['grade'], expected: 9999 }),
      ],
      asOf,
    );
    expect(ranked.map((one) => one.id)).toEqual(['dueSoon', 'rich', 'dueLater', 'small']);
  });
});

describe('the same money or thing', () => {
  const notice = (court: string, payer = 'payer'): Graph =>
    together(
      courtDocument(
        'notice',
        '(2025)赣0702执702号',
        { kind: 'notice', procedure: 'enforcement', date: '2025-12-02', court },
        { roles: ['enforcementApplicant'] },
      ),
      alsoNamed('notice', 'notice.x', payer, '牧远农业有限公司', { roles: ['judgmentDebtor'] }),
    );
  const byRule = (clues: readonly ClueView[], rule: string): ClueView | undefined =>
    clues.find((clue) => clue.rule === rule);

  test('a notice of enforcement that cites nothing enforces the judgment of the same parties and court', async () => {
    const clues = await viewed(asOf, story('C01'), notice('某市某区人民法院'));
    const [won, enforcing] = [byRule(clues, 'C01'), byRule(clues, 'C02')];
    expect(enforcing).toMatchObject({ value: won?.value, thing: won?.thing });
    expect(won?.sentence.zh).toContain('(2025)赣0702执702号已在执行中');
    expect(won?.routes[0]?.court.zh).toContain('(2025)赣0702执702号');
    expect(enforcing?.traps).toContainEqual({ name: { zh: '执行依据是另一份文书', en: 'another document is enforced' }, state: 'open' }); // prettier-ignore
    expect(rank(clues, asOf)).toHaveLength(1);
  });
  test.each([
    ['another court', '另一法院', 'payer'],
    ['another debtor', '某市某区人民法院', 'stranger'],
  ])('%s: two claims', async (_what, court, payer) => {
    const clues = await viewed(asOf, story('C01'), notice(court, payer));
    expect(byRule(clues, 'C02')?.value).toBeNull();
    expect(byRule(clues, 'C01')?.sentence.zh).not.toContain('执行');
    expect(rank(clues, asOf)).toHaveLength(2);
  });
  test('a guarantor of two loans: each list says that the asset is on the other', async () => {
    const other: Graph = {
      nodes: {
        c2: ['Customer', { number: 'K2' }],
        file2: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z' }],
        own2: ['Mention', { name: '温若谷', nameKey: '温若谷', kind: 'person', document: 'file2' }],
      },
      links: ['file2 NAMES own2', ['own2 IS_CUSTOMER c2', { role: 'borrower' }], 'own2 OF surety'],
    };
    expect((await one('C44', asOf, story('C44'), other)).sentence.zh).toContain('也列在客户K2的清单上');
    expect((await one('C44', asOf, story('C44'))).sentence.zh).not.toContain('清单');
  });
});

describe('what is held for another customer', () => {
  const plant = together(
    loanFile(),
    courtDocument('j', '(2025)赣0702执1号', { kind: 'ruling', date: '2025-05-01' }),
    asset('j', 'plant', 'realEstate', { location: '冶金路3号', description: '厂房' }),
  );
  const mortgage = (customer: string): Graph => ({
    nodes: {
      c1: ['Customer', { number: 'K1' }],
      c2: ['Customer', { number: 'K2' }],
      deed: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z' }],
      mortgage: ['Security', { kind: 'mortgage' }],
      plant: ['Asset', { kind: 'realEstate' }],
    },
    links: ['deed STATES mortgage', 'mortgage OVER plant', `mortgage FOR_DEBTOR ${customer}`],
  });

  test('a mortgage for this debt is ours, one for another debt comes before us', async () => {
    const [ours, anothers] = [await one('C15', asOf, plant, mortgage('c1')), await one('C15', asOf, plant, mortgage('c2'))]; // prettier-ignore
    expect(ours.sentence.zh).toContain('冶金路3号厂房，已抵押给我行');
    expect(open(ours)).toContain('R6');
    expect(anothers.sentence.zh).toContain('另一客户');
    expect(open(anothers)).not.toContain('R6');
    expect(anothers.grade.inputs[3]?.value).toBeLessThan(ours.grade.inputs[3]?.value ?? 0);
  });
  test('our seizure for another debt: for this one we can only wait', async () => {
    const seized: Graph = {
      nodes: {
        c2: ['Customer', { number: 'K2' }],
        plant: ['Asset', { kind: 'realEstate' }],
        measures: ['Document', { kind: 'loanFile', fetchedAt: '2026-01-05T00:00:00Z' }],
        z: ['Seizure', { ours: true, from: '2025-06-01' }],
      },
      links: ['measures STATES z', 'z SEIZES plant', 'z SEIZED_FOR c2'],
    };
    const clue = await one('C15', asOf, plant, seized);
    expect(clue.sentence.zh).toContain('另一客户');
    expect(clue.routes[0]?.title.zh).toBe('申请轮候查封');
  });
});

describe('terms of others that have run out', () => {
  test('a judgment that nobody enforced for two years says so and is harder to reach', async () => {
    const [young, old] = [await one('C01', '2026-06-01', story('C01')), await one('C01', '2027-09-02', story('C01'))];
    const says = (clue: ClueView): boolean => clue.traps.some((trap) => trap.name.zh.includes('申请执行的期限'));
    expect([says(young), says(old)]).toEqual([false, true]);
    expect(old.grade.inputs[2]?.value).toBeLessThanOrEqual(0.3);
  });
  test('a seizure of long ago has ended unless renewed: apply for our own, not for a waiting one', async () => {
    const [lies, ended] = [await one('C53', '2028-05-01', story('C53')), await one('C53', '2028-05-02', story('C53'))];
    expect(lies.routes[0]?.title.zh).toBe('申请轮候查封');
    expect(ended.routes[0]?.title.zh).toBe('申请查封、冻结');
    expect(ended.traps.some((trap) => trap.name.zh.includes('最迟于2028-05-01届满'))).toBe(true);
  });
});

test('a possible match is graded low, says so, and is never pushed', async () => {
  const graph = story('C01');
  const doubted = {
    ...graph,
    links: graph.links.map((link) => (link === 'won.m OF debtor' ? 'won.m POSSIBLY debtor' : link)),
  };
  const clue = await one('C01', asOf, doubted);
  expect(clue.tier).toBe('T3');
  expect(clue.sentence.zh).toMatch(/^【可能，未核实】/);
  expect(rank([clue], asOf)).toEqual([]);
});

test('views come in the order asked for', async () => {
  await viewed(asOf, story('C01'), story('C53'));
  const run = world?.engine.read.bind(world.engine);
  if (!run) throw new Error('No world.');
  const rows = await cluesOfCustomers(run, ['c1']);
  for (const order of [rows, [...rows].reverse()])
    expect((await viewClues(run, order, asOf)).map((view) => view.id)).toEqual(order.map((row) => row.id));
  expect(rows.map((row) => row.rule).sort()).toEqual(['C01', 'C53']);
});
