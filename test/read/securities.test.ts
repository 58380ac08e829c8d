import { describe, expect, test } from '@jest/globals';
import { readSecurities } from '../../src/read/securities.js';
import { bank, courtSays, debtor, lin, words, zhou } from './court.js';
import type { Told } from './court.js';

const lent =
  '2017年1月5日，江北银行与青木公司签订《流动资金借款合同》，约定青木公司向江北银行借款500万元。江北银行向青木公司发放贷款500万元。';
const securities = (more: string, told: Told = {}): object[] =>
  readSecurities(courtSays({ facts: lent + more, ...told })).map((one) => ({
    kind: one.kind,
    by: one.provider,
    to: one.creditors.join('、'),
    for: one.debtors.join('、'),
    cap: one.cap && one.cap.value.fen / 100,
    thing: one.collateral?.value,
  }));

describe('guarantees', () => {
  test('by a contract of guarantee, with its cap', () => {
    expect(securities('同日，江北银行与林远、周小梅签订《最高额保证合同》，约定担保的最高债权额为600万元。')).toEqual([
      { kind: 'guarantee', by: lin, to: bank, for: debtor, cap: 6_000_000, thing: undefined },
      { kind: 'guarantee', by: zhou, to: bank, for: debtor, cap: 6_000_000, thing: undefined },
    ]);
  });

  test('undertaken, and by signing as guarantor', () => {
    expect(securities('林远为上述借款提供连带责任保证。')).toMatchObject([
      { kind: 'guarantee', by: lin, to: bank, for: debtor },
    ]);
    expect(securities('周小梅在借款合同的担保人处签字。')).toMatchObject([{ kind: 'guarantee', by: zhou }]);
  });

  test('joint liability, a claim for a guarantee and a denial of one are none', () => {
    expect(securities('', { disposition: '一、林远对上述债务承担连带清偿责任。' })).toEqual([]);
    expect(securities('江北银行要求林远承担保证责任。')).toEqual([]);
    expect(securities('林远未提供担保。')).toEqual([]);
  });
});

describe('mortgages and pledges', () => {
  test('a thing given, without whose it is and what for', () => {
    expect(
      securities('林远以其所有的位于江北市长安路5号的房产为上述借款提供抵押担保，并办理了抵押登记。'),
    ).toMatchObject([{ kind: 'mortgage', by: lin, to: bank, for: debtor, thing: '位于江北市长安路5号的房产' }]);
    expect(securities('周小梅以其持有的青木公司30%的股权提供质押担保。')).toMatchObject([
      { kind: 'pledge', by: zhou, thing: '青木公司30%的股权' },
    ]);
  });

  test('two things of one provider are two', () => {
    const told = securities(
      '林远以其所有的位于江北市长安路5号的房产提供抵押担保，并以其持有的青木公司30%的股权提供质押担保。',
    );
    expect(told).toMatchObject([
      { kind: 'mortgage', by: lin, thing: '位于江北市长安路5号的房产' },
      { kind: 'pledge', by: lin, thing: '青木公司30%的股权' },
    ]);
  });

  test('a right to be paid first tells of a mortgage', () => {
    const disposition =
      '一、青木公司偿还江北银行500万元；二、江北银行对林远所有的位于江北市长安路5号的房产折价或拍卖、变卖所得价款在抵押范围内享有优先受偿权。';
    expect(securities('', { disposition })).toMatchObject([
      { kind: 'mortgage', by: lin, thing: '位于江北市长安路5号的房产' },
    ]);
  });

  test('what was not given is no security', () => {
    expect(securities('林远以其所有的位于江北市长安路5号的房产不能办理抵押登记。')).toEqual([]);
    expect(securities('林远未能以其所有的位于江北市长安路5号的房产办理抵押登记。')).toEqual([]);
  });

  test('the span of the thing holds its words', () => {
    const context = courtSays({ facts: `${lent}林远以其所有的位于江北市长安路5号的房产提供抵押担保。` });
    const [one] = readSecurities(context);
    expect(words(context, one?.collateral?.at)).toBe('位于江北市长安路5号的房产');
    expect(words(context, one?.at)).toContain('抵押担保');
  });
});

test('what secures the recourse of a guarantor is a counter-guarantee', () => {
  const told = securities('林远以其所有的位于江北市长安路5号的房产向江北银行提供抵押反担保。', { cause: '追偿权纠纷' });
  expect(told).toMatchObject([{ kind: 'counterGuarantee', by: lin, thing: '位于江北市长安路5号的房产' }]);
});
