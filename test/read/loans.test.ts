import { describe, expect, test } from '@jest/globals';
import { readLoans } from '../../src/read/loans.js';
import { bank, contextOf, courtSays, debtor, lin, words, zhou } from './court.js';
import type { Told } from './court.js';

const loans = (told: Told): object[] =>
  readLoans(courtSays(told)).map((loan) => ({
    from: loan.lenders.join('、'),
    to: loan.borrowers.join('、'),
    yuan: loan.principal && loan.principal.value.fen / 100,
    number: loan.contractNumber?.value,
    signed: loan.signedOn?.value,
    due: loan.dueOn?.value,
  }));

const borrowing = {
  cause: '民间借贷纠纷',
  parties: [
    [zhou, 'plaintiff'],
    [lin, 'defendant'],
    [debtor, 'defendant', '青木公司'],
  ],
} as const;

describe('from contracts', () => {
  const facts =
    '2017年1月5日，江北银行与青木公司签订编号为江银借字2017第018号的《流动资金借款合同》，约定青木公司向江北银行借款500万元，借款期限自2017年1月5日起至2018年1月4日止。同日，江北银行向青木公司发放贷款500万元。';

  test('lender, borrower, number, days, and the sum paid out', () => {
    expect(loans({ facts })).toEqual([
      {
        from: bank,
        to: debtor,
        yuan: 5_000_000,
        number: '江银借字2017第018号',
        signed: '2017-01-05',
        due: '2018-01-04',
      },
    ]);
  });

  test('every value with the words it was read at', () => {
    const context = courtSays({ facts });
    const [loan] = readLoans(context);
    expect(words(context, loan?.principal?.at)).toBe('500万元');
    expect(words(context, loan?.contractNumber?.at)).toBe('江银借字2017第018号');
    expect(words(context, loan?.signedOn?.at)).toBe('2017年1月5日');
    expect(words(context, loan?.dueOn?.at)).toBe('2018年1月4日');
  });

  test('an extension moves the day', () => {
    expect(
      loans({ facts: `${facts}2018年1月2日，双方签订《展期协议》，约定借款期限展期至2018年7月4日。` }),
    ).toMatchObject([{ due: '2018-07-04' }]);
  });

  test('a credit line is no debt beside the loans drawn under it', () => {
    const line = '2016年12月1日，江北银行与青木公司签订《综合授信合同》，授信额度为2000万元。';
    expect(loans({ facts: line + facts })).toHaveLength(1);
  });

  test('what is only claimed stands where nothing was found', () => {
    expect(loans({ claims: facts })).toMatchObject([{ from: bank, to: debtor, yuan: 5_000_000 }]);
  });
});

describe('from borrowing without a contract', () => {
  test('X向Y借款, Y借给X, and a note of hand', () => {
    const lent = [{ from: zhou, to: lin, yuan: 60_000 }];
    expect(
      loans({
        ...borrowing,
        facts: '2014年11月27日，林远以资金周转为由向周小梅借款60000元并出具借条，约定于2014年12月10日前归还。',
      }),
    ).toMatchObject([{ ...lent[0], signed: '2014-11-27', due: '2014-12-10' }]);
    expect(loans({ ...borrowing, facts: '2014年11月27日，周小梅借给林远60000元。' })).toMatchObject(lent);
    expect(
      loans({ ...borrowing, facts: '2014年11月27日，林远向周小梅出具借条，载明：今借到周小梅现金60000元。' }),
    ).toMatchObject(lent);
  });

  test('each of several loans has its own day', () => {
    const facts =
      '林远分别于2011年12月28日向周小梅借款6万元、2012年2月6日向周小梅借款5万元、2013年5月2日向周小梅借款7万元。';
    expect(loans({ ...borrowing, facts })).toMatchObject([
      { yuan: 60_000, signed: '2011-12-28' },
      { yuan: 50_000, signed: '2012-02-06' },
      { yuan: 70_000, signed: '2013-05-02' },
    ]);
  });

  test('a later note of another sum is another loan', () => {
    const facts =
      '2017年1月14日，林远向周小梅借款50000元。后林远又向周小梅借款，2017年5月17日，林远向周小梅出具借条一份，约定：借款金额27000元。';
    expect(loans({ ...borrowing, facts })).toMatchObject([
      { yuan: 50_000, signed: '2017-01-14' },
      { yuan: 27_000, signed: '2017-05-17' },
    ]);
  });

  test('days enumerated go with sums enumerated', () => {
    const facts = '林远于2011年12月28日、2012年2月6日分别向周小梅借款6万元、5万元。';
    expect(loans({ ...borrowing, facts })).toMatchObject([
      { yuan: 60_000, signed: '2011-12-28' },
      { yuan: 50_000, signed: '2012-02-06' },
    ]);
  });

  test('several notes of one borrower are several loans', () => {
    const facts =
      '2014年1月16日，林远向周小梅出具借条两份，一份内容为：“今借到周小梅现金壹拾壹万元整”，另一份内容为：“今借到周小梅壹拾伍万肆仟贰佰元”。';
    expect(loans({ ...borrowing, facts })).toMatchObject([{ yuan: 110_000 }, { yuan: 154_200 }]);
  });

  test('what several loans come to is no loan more', () => {
    const lent = loans({
      ...borrowing,
      facts:
        '2017年8月3日，林远向周小梅借款20000元。2018年2月5日，林远又向周小梅借款15000元。林远合计向周小梅借款35000元。',
    });
    expect(lent).toMatchObject([{ yuan: 20000 }, { yuan: 15000 }]);
    expect(lent).toHaveLength(2);
  });

  test('X借Y N元', () => {
    expect(
      loans({ ...borrowing, facts: '2022年5月3日，林远借周小梅人民币本金200000元，借款期限至2023年8月3日止。' }),
    ).toMatchObject([{ from: zhou, to: lin, yuan: 200000, signed: '2022-05-03', due: '2023-08-03' }]);
  });

  test('于D一次性偿还 is the day it falls due', () => {
    expect(
      loans({ ...borrowing, facts: '2017年4月7日林远向周小梅借款300000元，约定于2017年5月20日一次性偿还。' }),
    ).toMatchObject([{ due: '2017-05-20' }]);
  });

  test('what the court holds to have been lent is the principal', () => {
    const told = {
      ...borrowing,
      facts: '2014年11月27日，林远向周小梅借款150000元。',
      reasoning: '周小梅预先扣除利息，应认定借款本金为145500元。',
    };
    expect(loans(told)).toMatchObject([{ yuan: 145_500 }]);
  });
});

describe('from what is owed', () => {
  test('a price ordered paid is a debt', () => {
    expect(
      loans({
        cause: '买卖合同纠纷',
        facts: '双方长期有业务往来。',
        disposition: '一、青木公司给付江北银行货款443098.70元。',
      }),
    ).toMatchObject([{ from: bank, to: debtor, yuan: 443098.7 }]);
  });
});

test('what was repaid, and interest kept back, is not lent', () => {
  const facts = '林远于2014年9月20日至2015年11月9日期间偿还欠款8400元。周小梅给林远转账并扣除利息3000元。';
  expect(loans({ ...borrowing, facts })).toEqual([]);
});

test('on a counterclaim the debt runs the way the order runs', () => {
  const told = {
    cause: '买卖合同纠纷',
    facts: '现尚欠货款150000元。',
    disposition: '一、江北银行支付青木公司货款150000元。',
  };
  expect(loans(told)).toMatchObject([{ from: debtor, to: bank }]);
});

test('disputes about no debt have none', () => {
  const facts = '2014年11月27日，林远向周小梅借款60000元。';
  expect(loans({ cause: '机动车交通事故责任纠纷', facts })).toEqual([]);
  expect(loans({ cause: '离婚纠纷', facts })).toEqual([]);
});

test('astral characters before a value do not move its span', () => {
  const text = courtSays({ facts: '𠮷某在场。2014年11月27日，青木公司向江北银行借款60000元。' }).text;
  const context = contextOf(text, { cause: '借款合同纠纷' });
  expect(readLoans(context).map((loan) => words(context, loan.principal?.at))).toEqual(['60000元']);
});
