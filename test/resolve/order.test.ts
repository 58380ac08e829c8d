/** Parties, names and doubts follow from the sets of mentions and decisions: any order and any portions give the same. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Decision, Mention } from '../../src/model/mention.js';
import { createResolver, type Change, type Resolver } from '../../src/resolve/resolver.js';
import { mention } from './cast.js';
import { follow, type World } from './world.js';

const person = fc.record(
  {
    name: fc.constantFrom('杨天夫', '杨某某', '王伟', '杨冬飞'),
    birthDate: fc.constantFrom('1961-06-22', '1975-01-01', '1961'),
    gender: fc.constantFrom('男', '女'),
    idNumber: fc.constantFrom('230103196106220011', '230103********0011', '2301031975****0012', '230103197501010019'),
    address: fc.constantFrom('哈尔滨市平房区', '黑龙江省哈尔滨市香坊区', '西安市雁塔区'),
    officerOf: fc.subarray(['哈尔滨泰富电气有限公司', '西安泰富西玛电机有限公司'], { minLength: 1 }),
    companions: fc.subarray(['哈尔滨泰富电气有限公司', '罗茜', '中国民生银行股份有限公司西安分行', '揣云辉'], {
      minLength: 1,
    }),
    cases: fc.subarray(['(2016)黑民初60号', '(2017)黑执异1号', '(2016)陕01民初7号'], { minLength: 1 }),
    formerNames: fc.subarray(['杨冬飞'], { minLength: 1 }),
    files: fc.subarray(['customer_1', 'loan_1'], { minLength: 1 }),
    fromLoanFile: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const company = fc.record(
  {
    name: fc.constantFrom('宏达商贸实业有限公司', '哈尔滨泰富电气有限公司', '泰富公司'),
    creditCode: fc.constantFrom('91230199744190927A', '91310000MA1K35XT56', '91230100127040866H'),
    orgCode: fc.constantFrom('744190927', '127040866'),
    address: fc.constantFrom('哈尔滨市平房区哈平西路9号', '西安市高新区锦业路1号', '上海市浦东新区振兴街4号'),
    officers: fc.subarray(['杨天夫', '王伟'], { minLength: 1 }),
    companions: fc.subarray(['罗茜', '揣云辉', '中国民生银行股份有限公司西安分行'], { minLength: 1 }),
    formerNames: fc.subarray(['宏达商贸实业有限公司'], { minLength: 1 }),
    files: fc.subarray(['customer_1', 'loan_1'], { minLength: 1 }),
    fromLoanFile: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const mentions = fc
  .array(
    fc.oneof(
      person.map((one) => ({ ...one, kind: 'person' as const })),
      company.map((one) => ({ ...one, kind: 'organization' as const })),
    ),
    { minLength: 2, maxLength: 14 },
  )
  .map((list) =>
    list.map((one, i): Mention => mention(`m${String(i).padStart(2, '0')}`, { document: `d${i >> 1}`, ...one })),
  );

const decision = fc.record({
  left: fc.nat(13),
  right: fc.nat(13),
  verdict: fc.constantFrom('same', 'different'),
  on: fc.constantFrom('2024-01-01', '2024-02-01'),
});

type Step = { add: string } | { remove: string } | { decide: Decision };

/** More bear one name than anybody is asked about; they have something in common, but never enough. */
const crowd = fc
  .array(
    fc.record({
      companions: fc.subarray(['罗茜', '揣云辉', '龙江银行股份有限公司']),
      fromLoanFile: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.boolean()),
    }),
    { minLength: 9, maxLength: 14 },
  )
  .map((list) =>
    list.map((one, i): Mention => mention(`m${String(i).padStart(2, '0')}`, { ...one, name: '王伟', kind: 'person' })),
  );

/** Masked names that fit whom the loan file names, or miss by little. */
const mostly = <T>(one: T, other: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(one) }, fc.constant(other));
const who = {
  birthDate: mostly('1983-02-14', '1983-02-15'),
  address: mostly('江西省赣州市章贡区', '江西省赣州市于都县'),
  phone: fc.constant('13807972451'),
  officerOf: fc.constant(['哈尔滨泰富电气有限公司']),
};
const masked = fc
  .array(
    fc.oneof(
      fc.record(
        {
          ...who,
          name: mostly('王志强', '李志强'),
          idNumber: fc.constant('360702198302142178'),
          formerNames: fc.constant(['王小强']),
          files: fc.subarray(['customer_1', 'customer_2'], { minLength: 1 }),
          fromLoanFile: mostly(true, false),
        },
        { requiredKeys: ['name', 'fromLoanFile', 'birthDate', 'address'] },
      ),
      fc.record(
        {
          ...who,
          name: fc.constantFrom('王某某', '王**', '王×强', '李某某'),
          idNumber: mostly('360702********2178', '360703********2178'),
        },
        { requiredKeys: ['name', 'birthDate', 'address'] },
      ),
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map((list) => list.map((one, i): Mention => mention(`m0${i}`, { ...one, kind: 'person' })));

const world = fc
  .record({
    all: fc.oneof({ weight: 3, arbitrary: mentions }, crowd, { weight: 3, arbitrary: masked }),
    said: fc.array(decision, { maxLength: 4 }),
    also: fc.array(fc.nat(13), { maxLength: 4 }),
  })
  .chain(({ all, said, also }) => {
    const decisions = said.map((one): Decision => ({
      ...one,
      left: `m${String(one.left).padStart(2, '0')}`,
      right: `m${String(one.right).padStart(2, '0')}`,
      verdict: one.verdict,
      by: '王法官',
      reason: '',
    }));
    const passing = [...new Set(also)].filter((i) => i < all.length).map((i) => `m${String(i).padStart(2, '0')}`);
    const steps: Step[] = [...all.map((one) => ({ add: one.id })), ...decisions.map((one) => ({ decide: one }))];
    return fc
      .record({
        order: fc.shuffledSubarray(steps, { minLength: steps.length }),
        cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
      })
      .map(({ order, cuts }) => ({ all, decisions, order, cuts, passing }));
  });

function portions(order: readonly Step[], cuts: readonly number[], all: readonly Mention[]): Change[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const changes: Change[] = [];
  for (let at = 0, cut = 0; at < order.length; cut++) {
    const part = order.slice(at, (at += cuts[cut % cuts.length] ?? 1));
    changes.push({
      added: part.flatMap((step) => ('add' in step ? (byId.get(step.add) ?? []) : [])),
      removed: part.flatMap((step) => ('remove' in step ? [step.remove] : [])),
      decisions: part.flatMap((step) => ('decide' in step ? [step.decide] : [])),
    });
  }
  return changes;
}

function play(changes: readonly Change[]): { resolver: Resolver; world: World } {
  const resolver = createResolver([], []);
  const seen = follow();
  for (const change of changes) seen.step(resolver, change);
  return { resolver, world: seen.now() };
}

/** What a resolver made from everything at once holds. */
const whole = (all: readonly Mention[], decisions: readonly Decision[]): World =>
  play([{ added: all, removed: [], decisions }]).world;

describe('resolve does not depend on luck', () => {
  test('any order in any portions gives the same parties, names and doubts', () => {
    fc.assert(
      fc.property(world, ({ all, decisions, order, cuts }) => {
        expect(play(portions(order, cuts, all)).world).toEqual(whole(all, decisions));
      }),
      { numRuns: 150 },
    );
  });

  test('what came and went leaves no trace; what is written again stays', () => {
    fc.assert(
      fc.property(world, ({ all, decisions, order, cuts, passing }) => {
        const stays = all.filter((one) => !passing.includes(one.id));
        const changes = [
          ...portions(order, cuts, all),
          { added: stays.slice(0, 3), removed: stays.slice(0, 3).map((one) => one.id), decisions: [] },
          ...passing.map((id): Change => ({ added: [], removed: [id], decisions: [] })),
        ];
        expect(play(changes).world).toEqual(whole(stays, decisions));
      }),
      { numRuns: 150 },
    );
  });

  test('what is read anew replaces what was read', () => {
    fc.assert(
      fc.property(world, ({ all, decisions, order, cuts }) => {
        const misread = all.map((one, i) => ({ ...one, ...all[(i + 1) % all.length], id: one.id, kind: one.kind }));
        const changes = [{ added: misread, removed: [], decisions: [] }, ...portions(order, cuts, all)];
        expect(play(changes).world).toEqual(whole(all, decisions));
      }),
      { numRuns: 150 },
    );
  });

  test('a plan changes nothing until it is committed', () => {
    fc.assert(
      fc.property(world, ({ all, decisions }) => {
        const half = all.length >> 1;
        const resolver = createResolver(all.slice(0, half), decisions);
        const change: Change = { added: all.slice(half), removed: all.slice(0, 1).map((one) => one.id), decisions: [] };
        expect(resolver.plan(change)).toEqual(resolver.plan(change));
      }),
      { numRuns: 100 },
    );
  });
});
