/**
 * Who is one and who is not, told with a small cast: 杨天夫, who heads 哈尔滨泰富电气有限公司; a homonym of his; 宏达商贸, a
 * name that two provinces know; and the bank's own loan file.
 */
import { describe, expect, test } from '@jest/globals';
import type { Decision, Mention } from '../../src/model/mention.js';
import { explainAll, explainPair, review } from '../../src/resolve/explain.js';
import { createResolver, type Plan, type Resolver } from '../../src/resolve/resolver.js';
import { mention } from './cast.js';

const taifu = '哈尔滨泰富电气有限公司';
const id = '230103196106220015';
const said = (left: string, right: string, verdict: Decision['verdict'], on = '2024-01-01'): Decision => ({
  left,
  right,
  verdict,
  by: '王法官',
  on,
  reason: '核对',
});

const planOf = (mentions: readonly Mention[], decisions: readonly Decision[] = []): Plan =>
  createResolver([], []).plan({ added: mentions, removed: [], decisions });
/** Mentions by party: 'a b | c'. */
const parties = (mentions: readonly Mention[], decisions: readonly Decision[] = []): string =>
  planOf(mentions, decisions)
    .parties.map((party) => party.mentions.join(' '))
    .join(' | ');
const tier = (a: Mention, b: Mention): string | undefined => explainPair(createResolver([a, b], []), a.id, b.id)?.tier;

const yang = (ref: string, rest: Partial<Mention> = {}): Mention => mention(ref, { name: '杨天夫', ...rest });
const hongda = (ref: string, rest: Partial<Mention> = {}): Mention =>
  mention(ref, { name: '宏达商贸有限公司', ...rest });

describe('persons', () => {
  test('one name is never enough; it is possible', () => {
    const plan = planOf([yang('a', { fromLoanFile: true }), yang('b')]);
    expect(plan.parties.map((party) => party.mentions)).toEqual([['a'], ['b']]);
    expect(plan.possibly).toEqual([
      { mention: 'a', parties: [{ party: 'party_b', reasons: ['名称相同 · same name'] }] },
    ]);
    expect(tier(yang('a'), yang('b'))).toBe('T3');
  });

  test('a rare name, born on one day in one city is one person; of a common name, or another city, it may be', () => {
    const born = { birthDate: '1961-06-22', address: '黑龙江省哈尔滨市' };
    const lives = { birthDate: '1961-06-22', address: '哈尔滨市香坊区通乡街12委6组' };
    expect(parties([yang('a', born), yang('b', lives)])).toBe('a b');
    expect(tier(yang('a', born), yang('b', lives))).toBe('T2');
    expect(parties([yang('a', born), yang('b', { ...lives, birthDate: '1961-06-23' })])).toBe('a | b');
    expect(parties([yang('a', born), yang('b', { ...lives, address: '黑龙江省大庆市' })])).toBe('a | b');
    const wang = (ref: string, rest: Partial<Mention>): Mention => mention(ref, { name: '王伟', ...rest });
    expect(parties([wang('a', born), wang('b', lives)])).toBe('a | b');
  });

  test('a valid id of 18 or 15 digits is T1, a wrong check digit is nothing', () => {
    const [a, b, c] = [
      yang('a', { idNumber: id }),
      yang('b', { idNumber: '230103610622001' }),
      yang('c', { idNumber: '230103196106220010' }),
    ];
    expect(parties([a, b, c])).toBe('a b | c');
    expect(tier(a, b)).toBe('T1');
  });

  test('one id under two names is left to a person', () => {
    const [a, b] = [yang('a', { idNumber: id }), mention('b', { name: '罗茜', idNumber: id })];
    expect(parties([a, b])).toBe('a | b');
    expect(review(createResolver([a, b], []), { limit: 5 })).toMatchObject([
      { left: 'a', right: 'b', match: { tier: 'T3' } },
    ]);
    expect(
      parties([
        { ...a, birthDate: '1961-06-22' },
        { ...b, birthDate: '1961-06-22' },
      ]),
    ).toBe('a b');
  });

  test.each<[string, Partial<Mention>, Partial<Mention>, boolean]>([
    [
      'birth date and district',
      { birthDate: '1961-06-22', address: '哈尔滨市香坊区' },
      { birthDate: '1961-06-22', address: '黑龙江省哈尔滨市香坊区通乡街' },
      true,
    ],
    ['birth date alone', { birthDate: '1961-06-22' }, { birthDate: '1961-06-22' }, false],
    [
      'birth date and gender',
      { birthDate: '1961-06-22', gender: '男' },
      { birthDate: '1961-06-22', gender: '男' },
      false,
    ],
    ['district alone', { address: '哈尔滨市香坊区' }, { address: '哈尔滨市香坊区' }, false],
    ['head of one company', { officerOf: ['哈尔滨泰富电气有限公司'] }, { officerOf: ['哈尔滨泰富电气有限公司'] }, true],
    [
      'head of a company whose name is hidden',
      { officerOf: ['哈尔滨某有限公司'] },
      { officerOf: ['哈尔滨某有限公司'] },
      false,
    ],
    [
      'one case and one companion',
      { cases: ['(2016)黑民初60号'], companions: ['罗茜'] },
      { cases: ['(2016)黑民初60号'], companions: ['罗茜'] },
      true,
    ],
    ['one companion', { companions: ['罗茜'] }, { companions: ['罗茜'] }, false],
    [
      'a bank and another that sue many',
      { companions: ['龙江银行股份有限公司', '哈尔滨市担保中心'] },
      { companions: ['龙江银行股份有限公司', '哈尔滨市担保中心'] },
      false,
    ],
    [
      'phone and birth date',
      { phone: '13812345678', birthDate: '1961-06-22' },
      { phone: '+86 138 1234 5678', birthDate: '1961-06-22' },
      true,
    ],
  ])('two of one name with %s', (_what, one, other, same) => {
    expect(parties([yang('a', one), yang('b', other)])).toBe(same ? 'a b' : 'a | b');
  });

  test('a bank and an address of its district are one proof for a common name, two for a rare one', () => {
    const said = { address: '哈尔滨市香坊区', companions: ['龙江银行股份有限公司'] };
    const both = (name: string, rest = {}): string =>
      parties(['a', 'b'].map((ref) => mention(ref, { name, ...said, ...rest })));
    expect(both('王伟')).toBe('a | b');
    expect(both('杨天夫')).toBe('a b');
    expect(both('王伟', { birthDate: '1961-06-22' })).toBe('a b');
    expect(both('王伟', { address: '', companions: ['龙江银行股份有限公司', '罗茜'] })).toBe('a | b');
    expect(both('王伟', { address: '', cases: ['(2016)黑民初60号'] })).toBe('a b');
  });

  test('a masked id agrees with the loan file in ten digits or does not count', () => {
    const loan = yang('loan', { idNumber: id, fromLoanFile: true });
    expect(parties([loan, yang('a', { idNumber: '230103********0015' })])).toBe('a loan');
    expect(parties([loan, yang('a', { idNumber: '230103*********015' })])).toBe('a | loan');
    expect(parties([loan, yang('a', { idNumber: '230103********0025' })])).toBe('a | loan');
    expect(parties([yang('b', { idNumber: id }), yang('a', { idNumber: '230103********0015' })])).toBe('a | b');
    const head = { officerOf: [taifu] };
    expect(parties([yang('b', { idNumber: id, ...head }), yang('a', { idNumber: '230103********0035', ...head })])).toBe('a | b'); // prettier-ignore
  });

  test('homonyms are kept apart by birth date, whatever they share', () => {
    const shared = { officerOf: [taifu], address: '哈尔滨市香坊区', cases: ['(2016)黑民初60号'], companions: ['罗茜'] };
    const [old, young] = [
      yang('a', { ...shared, birthDate: '1961-06-22' }),
      yang('b', { ...shared, birthDate: '1988-01-01' }),
    ];
    expect(parties([old, young])).toBe('a | b');
    expect(parties([old, young, yang('c', { officerOf: [taifu] })])).toBe('a | b | c');
    expect(planOf([old, young]).possibly).toEqual([]);
    expect(review(createResolver([old, young], []), { limit: 5 })).toMatchObject([
      { left: 'a', right: 'b', match: { tier: 'none' } },
    ]);
  });

  test('who could be either of two homonyms is one of them once the other is taken back', () => {
    const head = { officerOf: [taifu] };
    const resolver = createResolver(
      [
        yang('a', { ...head, birthDate: '1961-06-22' }),
        yang('b', { ...head, birthDate: '1988-01-01' }),
        yang('c', head),
      ],
      [],
    );
    expect(resolver.plan({ added: [], removed: ['b'], decisions: [] }).parties).toMatchObject([
      { mentions: ['a', 'c'] },
    ]);
  });

  test('two parties of one document with birth dates are two', () => {
    expect(
      parties([
        yang('a', { document: 'd', birthDate: '1961-06-22' }),
        yang('b', { document: 'd', birthDate: '1988-01-01' }),
      ]),
    ).toBe('a | b');
    expect(parties([yang('a', { document: 'd', birthDate: '1961-06-22' }), yang('b', { document: 'd' })])).toBe('a b');
  });

  test('masked names merge into nothing', () => {
    const shared = {
      officerOf: [taifu],
      birthDate: '1961-06-22',
      address: '哈尔滨市香坊区',
      cases: ['(2016)黑民初60号'],
      companions: ['罗茜'],
    };
    expect(
      parties([
        mention('a', { name: '杨某某', ...shared }),
        mention('b', { name: '杨某某', ...shared }),
        yang('c', shared),
      ]),
    ).toBe('a | b | c');
    expect(parties([mention('a', { name: '杨X3', ...shared }), mention('b', { name: '杨X3', ...shared })])).toBe(
      'a | b',
    );
  });
});

describe("the bank's own file", () => {
  const row = (ref: string, rest: Partial<Mention> = {}): Mention =>
    yang(ref, { fromLoanFile: true, files: ['customer_1'], ...rest });

  test('whom it names twice for one customer or one loan is one', () => {
    expect(parties([row('a'), row('b')])).toBe('a b');
    expect(parties([row('a', { files: ['customer_2', 'loan_1'] }), row('b', { files: ['loan_1'] })])).toBe('a b');
    expect(parties([row('a'), row('b', { files: ['customer_2'] })])).toBe('a | b');
    expect(parties([row('a', { name: taifu, kind: 'organization' }), row('b', { name: taifu, kind: 'organization' })])).toBe('a b'); // prettier-ignore
    expect(explainPair(createResolver([row('a'), row('b')], []), 'a', 'b')).toMatchObject({
      tier: 'T2',
      features: expect.arrayContaining([
        expect.objectContaining({ name: 'file', zh: '在本行档案的同一客户或同一笔贷款之下' }),
      ]),
    });
  });

  test('what the rows say against it keeps them apart, and a name that is none says nothing', () => {
    expect(parties([row('a', { idNumber: id }), row('b', { idNumber: '230103198801010019' })])).toBe('a | b');
    expect(parties([row('a', { idNumber: id }), row('b', { idNumber: '230103198801010019' }), row('c')])).toBe('a | b | c'); // prettier-ignore
    expect(parties([row('a', { birthDate: '1961-06-22' }), row('b', { birthDate: '1988-01-01' })])).toBe('a | b');
    for (const name of ['杨某某', '杨总', '财务'])
      expect(parties([row('a', { name }), row('b', { name })])).toBe('a | b');
  });
});

describe('organizations', () => {
  test('one company under its codes and spellings', () => {
    const a = mention('a', { name: taifu, creditCode: '91230199744190927A' });
    const credit = '912301997441909270';
    expect(parties([a, mention('b', { name: taifu })])).toBe('a | b');
    const valid = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((sign) => credit.slice(0, 17) + sign);
    const codes = valid.map((code) => mention('a', { name: taifu, creditCode: code }));
    const org = mention('b', { name: '哈尔滨泰富电气有限责任公司', orgCode: '74419092-7' });
    expect(codes.filter((one) => parties([one, org]) === 'a b')).toHaveLength(1);
  });

  test('a former name with the same code, and without any', () => {
    const now = mention('a', {
      name: '哈尔滨泰富控股有限公司',
      formerNames: ['哈尔滨泰富电气有限责任公司（至2012年）'],
      orgCode: '744190927',
    });
    expect(parties([now, mention('b', { name: taifu, orgCode: '744190927' })])).toBe('a b');
    expect(parties([now, mention('b', { name: '西安坤腾商贸有限公司', orgCode: '744190927' })])).toBe('a | b');
    expect(parties([{ ...now, officers: ['杨天夫'] }, mention('b', { name: taifu, officers: ['杨天夫'] })])).toBe(
      'a b',
    );
  });

  test('a full name with its seat and one thing in common', () => {
    const [a, b] = [
      mention('a', { name: taifu, companions: ['龙江银行股份有限公司'] }),
      mention('b', { name: taifu, companions: ['龙江银行股份有限公司'] }),
    ];
    expect(parties([a, b])).toBe('a b');
    expect(parties([mention('a', { name: taifu }), mention('b', { name: taifu })])).toBe('a | b');
    const behind = { name: '东芝电梯（沈阳）有限公司', companions: ['龙江银行股份有限公司'] };
    expect(parties([mention('a', behind), mention('b', behind)])).toBe('a b');
    const nowhere = { name: '宏达商贸实业有限公司', companions: ['龙江银行股份有限公司'] };
    expect(parties([mention('a', nowhere), mention('b', nowhere)])).toBe('a | b');
    const short = { name: '泰富电气公司', companions: ['龙江银行股份有限公司'] };
    expect(parties([mention('a', short), mention('b', short)])).toBe('a | b');
  });

  test('one name in two provinces, or under two codes, is two companies', () => {
    expect(
      parties([
        hongda('a', { address: '哈尔滨市平房区', officers: ['王伟'] }),
        hongda('b', { address: '西安市雁塔区', officers: ['王伟'] }),
      ]),
    ).toBe('a | b');
    expect(
      parties([
        hongda('a', { orgCode: '744190927', officers: ['王伟'] }),
        hongda('b', { orgCode: '575204127', officers: ['王伟'] }),
      ]),
    ).toBe('a | b');
    expect(
      parties([hongda('a', { address: '哈尔滨市平房区', officers: ['王伟'] }), hongda('b', { officers: ['王伟'] })]),
    ).toBe('a b');
  });
});

describe('decisions', () => {
  const [a, b, c] = [yang('a', { officerOf: [taifu] }), yang('b', { officerOf: [taifu] }), yang('c')];

  test('"different" outlives a second import and everything that links', () => {
    const resolver = createResolver([a, b], [said('a', 'b', 'different')]);
    const next = resolver.plan({
      added: [a, b, yang('d', { officerOf: [taifu] })],
      removed: ['a', 'b'],
      decisions: [],
    });
    expect(next.assign.find(({ mention: ref }) => ref === 'a')?.party).not.toBe(
      next.assign.find(({ mention: ref }) => ref === 'b')?.party,
    );
    expect(next.possibly.flatMap((doubt) => doubt.parties)).not.toContainEqual(
      expect.objectContaining({ party: 'party_b' }),
    );
  });

  test('"same" joins what only shares a name, even against a birth date; the later answer counts', () => {
    const born = { ...c, birthDate: '1988-01-01' };
    expect(parties([{ ...a, birthDate: '1961-06-22' }, born], [said('a', 'c', 'same')])).toBe('a c');
    expect(parties([a, c], [said('c', 'a', 'different', '2024-02-01'), said('a', 'c', 'same')])).toBe('a | c');
  });

  test('one that comes before its mentions waits for them', () => {
    const resolver = createResolver([a], [said('a', 'c', 'same')]);
    expect(resolver.plan({ added: [c], removed: [], decisions: [] }).parties).toMatchObject([
      { id: 'party_a', mentions: ['a', 'c'] },
    ]);
  });

  test('taking it back gives what was before', () => {
    const resolver: Resolver = createResolver([a, b], []);
    resolver.commit(resolver.plan({ added: [], removed: [], decisions: [said('a', 'b', 'different')] }));
    const back = resolver.plan({ added: [], removed: [], decisions: [said('a', 'b', 'same', '2024-02-01')] });
    expect(back.parties).toMatchObject([{ id: 'party_a', mentions: ['a', 'b'] }]);
    expect(back.removedParties).toEqual(['party_b']);
  });
});

describe('explaining', () => {
  test('a party hangs together by one link fewer than it has mentions, each with reasons and no personal data', () => {
    const mentions = ['a', 'b', 'c'].map((ref) =>
      yang(ref, { officerOf: [taifu], birthDate: '1961-06-22', address: '哈尔滨市香坊区通乡街12号' }),
    );
    const explained = explainAll(createResolver(mentions, []));
    expect(explained).toHaveLength(2);
    expect(explained[0]?.match).toMatchObject({ tier: 'T2' });
    expect(JSON.stringify(explained.map(({ match }) => match))).not.toMatch(/杨天夫|1961|通乡/);
  });

  test('a plan is good for one state', () => {
    const resolver = createResolver([], []);
    const stale = resolver.plan({ added: [yang('a')], removed: [], decisions: [] });
    resolver.commit(resolver.plan({ added: [yang('b')], removed: [], decisions: [] }));
    expect(() => { resolver.commit(stale); }).toThrow('plan the change again'); // prettier-ignore
  });
});
