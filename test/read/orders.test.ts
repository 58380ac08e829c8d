import { describe, expect, test } from '@jest/globals';
import { readOrders } from '../../src/read/orders.js';
import { bank, courtSays, debtor, lin, words, zhou } from './court.js';
import type { Told } from './court.js';

/** Who pays, who is paid (the first), how much, jointly. */
const orders = (disposition: string, told: Told = {}): [string[], string | undefined, number | undefined, boolean][] =>
  readOrders(courtSays({ ...told, disposition })).map((order) => [
    [...order.obligors],
    order.beneficiaries[0],
    order.amount && order.amount.value.fen / 100,
    order.joint,
  ]);

describe('who pays whom how much', () => {
  test('one order a sum, with the words it was read at', () => {
    const context = courtSays({
      disposition:
        '一、被告青木公司于本判决生效之日起十日内偿还原告江北银行借款本金1000000元及利息52000元；\n二、驳回原告江北银行的其他诉讼请求。',
    });
    const found = readOrders(context);
    expect(found.map((order) => order.obligors)).toEqual([[debtor], [debtor]]);
    expect(found.map((order) => order.beneficiaries)).toEqual([[bank], [bank]]);
    expect(found.map((order) => words(context, order.amount?.at))).toEqual(['1000000元', '52000元']);
    expect(words(context, found[0]?.at)).toContain('偿还原告江北银行借款本金');
  });

  test('the object of 向, of 给付 and of 给 behind the sum is paid', () => {
    expect(orders('一、林远于本判决生效后十日内向江北银行支付80000元。')).toEqual([[[lin], bank, 80000, false]]);
    expect(orders('一、限周小梅三日内给付林远垫付的货款30000元。')).toEqual([[[zhou], lin, 30000, false]]);
    expect(orders('一、由青木公司赔偿122000元给林远。')).toEqual([[[debtor], lin, 122000, false]]);
  });

  test('an item that names nobody paid means the only plaintiff', () => {
    expect(orders('被告林远于本判决生效之日起十日内偿还借款70000元。')).toEqual([[[lin], bank, 70000, false]]);
  });

  test('but not where somebody outside the case is paid, nor where the plaintiff himself pays', () => {
    expect(orders('被告林远于本判决生效之日起十日内向江北市税务局支付税款7000元。')).toEqual([
      [[lin], undefined, 7000, false],
    ]);
    expect(orders('原告江北银行返还多收的利息600元。')).toEqual([[[bank], undefined, 600, false]]);
  });

  test('several who are paid one sum together are all named, the next clause is not', () => {
    const parties = [
      [lin, 'plaintiff'],
      [zhou, 'plaintiff'],
      [debtor, 'defendant', '青木公司'],
      [bank, 'defendant', '江北银行'],
    ] as const;
    const paid = (disposition: string) =>
      readOrders(courtSays({ parties, cause: '合伙协议纠纷', disposition })).map((order) => order.beneficiaries);
    expect(paid('一、青木公司于本判决生效之日起十日内支付原告林远、周小梅合伙款300000元。')).toEqual([[lin, zhou]]);
    expect(paid('一、青木公司于本判决生效之日起十日内向二原告支付合伙款300000元。')).toEqual([[lin, zhou]]);
    expect(paid('一、青木公司支付合伙款300000元给林远和周小梅。')).toEqual([[lin, zhou]]);
    expect(paid('一、青木公司支付给林远，江北银行协助支付合伙款300000元。')).toEqual([[lin]]);
    expect(paid('一、青木公司支付合伙款300000元。')).toEqual([[]]);
  });

  test('a plaintiff pays on a counterclaim', () => {
    expect(orders('一、江北银行于本判决生效之日起十日内退还青木公司保证金41600元。')).toEqual([
      [[bank], debtor, 41600, false],
    ]);
  });

  test('misnumbered items keep their own payers', () => {
    expect(orders('一、青木公司支付江北银行100元；二、林远支付江北银行200元；二、周小梅支付江北银行300元。')).toEqual([
      [[debtor], bank, 100, false],
      [[lin], bank, 200, false],
      [[zhou], bank, 300, false],
    ]);
  });

  test('a party of the same role who is not known is paid: nobody is named', () => {
    expect(orders('一、被告青木公司赔付被告郑小定人民币8000元。')).toEqual([[[debtor], undefined, 8000, false]]);
  });

  test('a company printed with one wrong sign is the company', () => {
    expect(orders('一、被告青本家具有限责任公司退付江北银行货款700元。')).toEqual([[[debtor], bank, 700, false]]);
  });

  test('a role word before the name of a stranger does not mean those who hold the role', () => {
    expect(orders('一、被告丁山财产保险股份有限公司江北支公司赔偿江北银行43000元。')).toEqual([]);
  });

  test('an amendment orders what it puts in place', () => {
    expect(
      orders(
        '一、变更江北市人民法院（2019）江0101民初8号民事判决第一项为：“青木公司于本判决生效后十日内偿还江北银行155,334.00元”；',
        {
          procedure: 'second',
        },
      ),
    ).toEqual([[[debtor], bank, 155334, false]]);
  });
});

describe('joint liability', () => {
  test('said in the item itself', () => {
    expect(orders('一、被告林远、周小梅连带偿还江北银行借款90000元。')).toEqual([[[lin, zhou], bank, 90000, true]]);
    expect(orders('一、被告林远、周小梅共同偿还江北银行借款90000元。')).toEqual([[[lin, zhou], bank, 90000, false]]);
  });

  test('said by a later item of the items it names', () => {
    expect(
      orders(
        '一、青木公司偿还江北银行本金500000元；二、青木公司支付江北银行律师费8000元；三、林远对上述第一项债务承担连带清偿责任；四、周小梅对上述债务承担连带保证责任，承担后有权向青木公司追偿。',
      ),
    ).toEqual([
      [[debtor, lin, zhou], bank, 500000, true],
      [[debtor, zhou], bank, 8000, true],
    ]);
  });

  test('who is not liable is no obligor', () => {
    expect(orders('一、青木公司偿还江北银行500000元；二、周小梅对上述债务不承担连带清偿责任。')).toEqual([
      [[debtor], bank, 500000, false],
    ]);
  });

  test('supplementary liability makes nobody an obligor', () => {
    expect(orders('一、青木公司偿还江北银行500000元；二、林远对上述债务不能清偿的部分承担补充赔偿责任。')).toEqual([
      [[debtor], bank, 500000, false],
    ]);
  });
});

describe('what is no order', () => {
  test.each([
    ['fees', '一、驳回原告的诉讼请求。案件受理费13800元，由被告林远负担并支付给原告。'],
    [
      'fees without a heading',
      '一、驳回原告的诉讼请求。本案适用简易程序，案件受理费100元，被告林远负担60元并给付原告。',
    ],
    ['what is dismissed', '一、驳回江北银行要求林远偿还500000元的诉讼请求。'],
    ['what is affirmed', '一、维持江北市人民法院（2019）江0101民初8号民事判决第一项，即林远偿还江北银行500000元。'],
    ['caps', '一、江北银行对林远名下房产折价或拍卖、变卖所得价款在最高额2000000元范围内享有优先受偿权。'],
    ['a thing bought for a sum', '一、由青木公司开具给江北银行已付货款1803150元的增值税专用发票。'],
  ])('%s', (_, disposition) => {
    expect(orders(disposition)).toEqual([]);
  });

  test('bases of interest, and the sum that a share is taken of', () => {
    expect(orders('一、林远支付江北银行利息（以70000元为基数，自2016年1月1日起按年利率6%计算）。')).toEqual([]);
    expect(orders('一、林远赔偿江北银行损失合计100000元的40%，计40000元。')).toEqual([[[lin], bank, 40000, false]]);
  });

  test('a total smaller than the sum before it is a sum of its own', () => {
    expect(
      orders('一、林远归还江北银行本金10536.68元及截至2023年3月10日的利息、违约金共计3562.49元。').map(
        (order) => order[2],
      ),
    ).toEqual([10536.68, 3562.49]);
  });

  test('totals of parts, and parts of totals that add up', () => {
    expect(orders('一、林远支付江北银行本金60000元、利息4000元，合计64000元。').map((order) => order[2])).toEqual([
      60000, 4000,
    ]);
  });

  test('only what is left of several sums', () => {
    expect(
      orders('一、林远给付江北银行本金10000元、利息2000元，已经支付4000元，余款8000元于本判决生效后十日内付清。'),
    ).toEqual([[[lin], bank, 8000, false]]);
  });

  test('only what is left after a deduction', () => {
    expect(
      orders('一、林远应支付江北银行各项款项共计19120元，扣除事故发生后已经垫付给原告的1000元，尚应支付18120元。'),
    ).toEqual([[[lin], bank, 18120, false]]);
  });
});

test('a document without a disposition orders nothing', () => {
  expect(readOrders(courtSays({ facts: '林远应支付江北银行100元。' }))).toEqual([]);
});
