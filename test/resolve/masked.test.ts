/**
 * A masked name beside the bank's own file: 王志强 is our debtor, 王某某 somebody in a judgment. What fits is a doubt for a
 * person to look at; what misses by one digit or one day is nothing at all.
 */
import { describe, expect, test } from '@jest/globals';
import type { Decision, Mention } from '../../src/model/mention.js';
import { explainPair, review } from '../../src/resolve/explain.js';
import { createResolver } from '../../src/resolve/resolver.js';
import { sharedWords } from '../../src/resolve/score.js';
import { mention } from './cast.js';

const heHeads = ['鹭洲禾丰机械有限公司'];
const withoutId = mention('loan', {
  name: '王志强',
  fromLoanFile: true,
  files: ['customer_1'],
  gender: '男',
  birthDate: '1983-02-14',
  address: '江西省赣州市章贡区红旗大道41号3栋502室',
  phone: '13807972451',
  officerOf: heHeads,
});
const ours: Mention = { ...withoutId, idNumber: '360702198302142178' };
const masked = (rest: Partial<Mention>): Mention => mention('masked', { name: '王某某', ...rest });
const fitting = { birthDate: '1983-02-14', gender: '男', address: '江西省赣州市章贡区' };

/** In whichever order both come: the parties that the masked mention may be, who is in the queue, and that nothing merged. */
function doubt(one: Mention, file: Mention = ours): readonly string[] | null {
  const both = [
    [file, one],
    [one, file],
  ].map(([first, second]) => {
    const resolver = createResolver(first ? [first] : [], []);
    const plan = resolver.plan({ added: second ? [second] : [], removed: [], decisions: [] });
    resolver.commit(plan);
    expect(plan.assign).toEqual([{ mention: second?.id, party: `party_${second?.id}` }]);
    const found = plan.possibly.filter(({ parties }) => parties.length);
    const queue = review(resolver, { limit: 5 });
    expect(queue.map(({ left, right, match }) => [left, right, match.tier])).toEqual(found.length ? [['loan', 'masked', 'T3']] : []); // prettier-ignore
    expect(explainPair(resolver, 'loan', 'masked')?.tier).toBe(found.length ? 'T3' : 'none');
    return found;
  });
  expect(both[0]).toEqual(both[1]);
  const [only, ...more] = both[0] ?? [];
  expect(more).toEqual([]);
  if (only) expect(only).toMatchObject({ mention: 'masked', parties: [{ party: 'party_loan' }] });
  return only?.parties[0]?.reasons ?? null;
}

describe('what fits is a doubt', () => {
  test('and says why in Chinese and English, without personal data', () => {
    expect(doubt(masked(fitting))).toEqual([
      '脱敏名称与本行档案相符 · a masked name that fits the loan file',
      `${sharedWords.address.zh} · ${sharedWords.address.en}`,
      '出生日期相同 · same birth date',
    ]);
  });

  test.each<[string, Partial<Mention>]>([
    ['birth date and district', fitting],
    ['another kind of mask', { ...fitting, name: '王**' }],
    ['a mask that shows a character', { ...fitting, name: '王×强' }],
    ['birth date and six digits beside it', { birthDate: '1983-02-14', idNumber: '360702************' }],
    ['district and ten digits, the last four among them', { address: '章贡区', idNumber: '360702********2178' }],
    ['phone and six digits', { phone: '13807972451', idNumber: '360702************' }],
    ['phone and birth date', { phone: '13807972451', birthDate: '1983-02-14' }],
    ['the office of one company', { officerOf: heHeads }],
  ])('%s', (_what, said) => {
    expect(doubt(masked(said))).not.toBeNull();
  });

  test('a company whose representative and phone the loan file knows', () => {
    const company = mention('loan', { name: heHeads[0] ?? '', fromLoanFile: true, officers: ['罗启明'], phone: '13812345678' }); // prettier-ignore
    const said = { name: '鹭洲某某机械有限公司', kind: 'organization' as const, officers: ['罗启明'] };
    expect(doubt(masked({ ...said, phone: '138 1234 5678' }), company)).not.toBeNull();
    expect(doubt(masked(said), company)).toBeNull();
    expect(doubt(masked({ ...said, name: '鹭洲某某运输有限公司', phone: '138 1234 5678' }), company)).toBeNull();
  });
});

describe('a near miss is nothing', () => {
  test.each<[string, Partial<Mention>]>([
    ['a birth date one day later', { ...fitting, birthDate: '1983-02-15' }],
    ['a birth date one day later, whatever else agrees', { ...fitting, birthDate: '1983-02-15', phone: '13807972451', idNumber: '360702********2178' }],
    ['another surname', { ...fitting, name: '李某某' }],
    ['no surname', { ...fitting, name: '某某' }],
    ['a character that differs', { ...fitting, name: '王×刚' }],
    ['fewer characters than are hidden', { ...fitting, name: '王某某某' }],
    ['one digit of a masked id against', { ...fitting, idNumber: '360702********2179' }],
    ['one digit against, where too few are seen to count for anything', { ...fitting, idNumber: '3607031***********' }],
    ['the other gender', { ...fitting, gender: '女' }],
    ['birth date alone', { birthDate: '1983-02-14' }],
    ['birth date and gender', { birthDate: '1983-02-14', gender: '男' }],
    ['birth date, and an id that shows no more', { birthDate: '1983-02-14', idNumber: '******19830214****' }],
    ['birth date, and five digits beside it', { birthDate: '1983-02-14', idNumber: '36070*************' }],
    ['district, and an id that shows no more', { address: '章贡区', idNumber: '360702************' }],
    ['phone, and five digits', { phone: '13807972451', idNumber: '36070*************' }],
    ['ten digits alone', { idNumber: '360702********2178' }],
    ['district alone', { address: '章贡区' }],
    ['birth date and another district', { ...fitting, address: '江西省赣州市于都县' }],
    ['the year of birth and the district', { ...fitting, birthDate: '1983' }],
  ])('%s', (_what, said) => {
    expect(doubt(masked(said))).toBeNull();
  }); // prettier-ignore

  test('somebody of another document is not whom the loan file names', () => {
    expect(doubt(masked(fitting), { ...ours, fromLoanFile: false })).toBeNull();
    expect(doubt(masked({ ...fitting, fromLoanFile: true }))).toBeNull();
  });

  test('what other rows of the file say of him counts as well', () => {
    const row = mention('row', { name: '王志强', fromLoanFile: true, files: ['customer_1'], idNumber: '360702198302142178' }); // prettier-ignore
    const doubts = (idNumber: string): unknown =>
      createResolver([row, withoutId], []).plan({
        added: [masked({ ...fitting, idNumber })],
        removed: [],
        decisions: [],
      }).possibly;
    expect(doubts('3607*************8')).toHaveLength(1);
    expect(doubts('3607*************9')).toEqual([]);
  });
});

describe('a person answers', () => {
  const said = (verdict: Decision['verdict']): Decision[] => [
    { left: 'masked', right: 'loan', verdict, by: '王法官', on: '2024-01-01', reason: '核对' },
  ];

  test('"different" clears the doubt, "same" makes them one', () => {
    const resolver = createResolver([ours, masked(fitting)], []);
    const no = resolver.plan({ added: [], removed: [], decisions: said('different') });
    expect(no.possibly).toEqual([{ mention: 'masked', parties: [] }]);
    const yes = resolver.plan({ added: [], removed: [], decisions: said('same') });
    expect(yes.parties).toMatchObject([{ id: 'party_loan', name: '王志强', mentions: ['loan', 'masked'] }]);
    expect(yes.possibly).toEqual([{ mention: 'masked', parties: [] }]);
    resolver.commit(no);
    expect(review(resolver, { limit: 5 })).toEqual([]);
  });

  test('what is withdrawn is doubted no more', () => {
    const resolver = createResolver([ours, masked(fitting)], []);
    expect(resolver.plan({ added: [], removed: ['loan'], decisions: [] }).possibly).toEqual([
      { mention: 'masked', parties: [] },
    ]);
  });

  test('masked mentions that are one are each doubted, and no more once the row is withdrawn', () => {
    const both = ['m1', 'm2'].map((id) => ({ ...masked(fitting), id }));
    const one: Decision = { left: 'm1', right: 'm2', verdict: 'same', by: '王法官', on: '2024-01-01', reason: '核对' };
    const resolver = createResolver([], []);
    const plan = resolver.plan({ added: [ours, ...both], removed: [], decisions: [one] });
    expect(plan.possibly.map((doubt) => doubt.mention)).toEqual(['m1', 'm2']);
    resolver.commit(plan);
    expect(resolver.plan({ added: [], removed: ['loan'], decisions: [] }).possibly).toEqual([
      { mention: 'm1', parties: [] },
      { mention: 'm2', parties: [] },
    ]);
  });
});
