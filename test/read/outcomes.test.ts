import { describe, expect, test } from '@jest/globals';
import { readOrders } from '../../src/read/orders.js';
import { readOutcomes } from '../../src/read/outcomes.js';
import { courtSays, words } from './court.js';
import type { Told } from './court.js';

const outcomes = (disposition: string, told: Told = {}): string[] =>
  readOutcomes(courtSays({ ...told, disposition })).map(
    (one) => one.value + (one.target ? ` ${one.target.value}` : ''),
  );

const second: Told = { procedure: 'second' };
const ruling: Told = { docType: 'ruling', procedure: 'enforcement' };
const below = '江北市人民法院（2019）江0101民初008号民事判决';
const key = '(2019)江0101民初8号';

describe('of a second instance and a retrial', () => {
  test.each([
    ['驳回上诉，维持原判。', ['upheld']],
    [`一、撤销${below}；二、驳回江北银行的诉讼请求。`, [`reversed ${key}`, 'dismissed']],
    [`一、维持${below}第二项；二、撤销${below}第一项；三、驳回其他诉讼请求。`, [`upheld ${key}`, `amended ${key}`]],
    [`一、变更${below}第一项为：林远支付江北银行100元；`, [`amended ${key}`, 'granted']],
    [`一、撤销江北市人民法院（2019）江0101民初008号第二项；`, [`amended ${key}`]],
    [`一、撤销${below}；二、发回江北市人民法院重审。`, [`reversed ${key}`, 'remanded']],
    ['准许上诉人林远撤回上诉。', ['withdrawn']],
  ])('%s', (disposition, expected) => {
    expect(outcomes(disposition, second)).toEqual(expected);
  });
});

describe('of enforcement', () => {
  test.each([
    ['终结本次执行程序。', ['enforcementTerminatedThisRound']],
    ['终结江北市人民法院（2018）江01执66号案件的本次执行程序。', ['enforcementTerminatedThisRound (2018)江01执66号']],
    ['终结（2019）江0101民初008号民事判决的执行。', [`enforcementEnded ${key}`]],
    ['查封被执行人林远名下位于江北市长安路5号的房产，查封期限三年。', ['preserved']],
    ['解除对被执行人林远名下位于江北市长安路5号的房产的查封。', ['lifted']],
    ['解除江北市人民法院（2018）江01执66号执行裁定对林远存款的冻结。', ['lifted (2018)江01执66号']],
    ['驳回异议人周小梅的异议请求。', ['dismissed']],
    ['恢复（2019）江0101民初008号民事判决的执行。', [`enforcementResumed ${key}`]],
    ['变更江北资产管理有限公司为本案申请执行人。', ['partyChanged']],
    ['受理江北银行对青木公司的破产清算申请。', ['bankruptcyAccepted']],
    ['宣告青木家具有限公司破产。', ['bankruptcyDeclared']],
  ])('%s', (disposition, expected) => {
    expect(outcomes(disposition, ruling)).toEqual(expected);
  });
});

describe('near misses', () => {
  test.each([
    [
      'other claims dismissed are no dismissal',
      '一、林远支付江北银行100元；二、驳回江北银行的其他诉讼请求。',
      ['granted'],
      {},
    ],
    ['a contract rescinded is no measure lifted', '一、解除江北银行与青木公司签订的《借款合同》。', ['granted'], {}],
    ['an application refused is not accepted', '不予受理江北银行对青木公司的破产清算申请。', ['dismissed'], ruling],
    ['an objection dismissed lifts nothing', '驳回周小梅要求解除查封的异议请求。', ['dismissed'], ruling],
    [
      'advice on resuming is no resumption',
      '终结本次执行程序。申请执行人发现被执行人有可供执行财产的，可以再次申请恢复执行。',
      ['enforcementTerminatedThisRound'],
      ruling,
    ],
    ['fees grant nothing', '驳回原告江北银行的诉讼请求。本案应收受理费233元，由原告负担。', ['dismissed'], {}],
  ] as const)('%s', (_, disposition, expected, told) => {
    expect(outcomes(disposition, told)).toEqual(expected);
  });
});

test.each([
  '不得执行林远名下位于江北市长安路5号的房产。',
  '中止对青木公司应付江北银行的100000元的执行。',
  '停止（2019）江01执3号案件中对林远应支付江北银行的50000元的执行。',
])('enforcement held back orders and grants nothing: %s', (disposition) => {
  const context = courtSays({ cause: '案外人执行异议之诉', disposition });
  expect(readOrders(context)).toEqual([]);
  expect(readOutcomes(context)).toEqual([]);
});

test('a claim allowed that is no money is granted too', () => {
  expect(outcomes('一、被告林远将空调室外机拆除；二、驳回原告的其他诉讼请求。')).toEqual(['granted']);
});

test('the span holds the words that say it, the target its number', () => {
  const context = courtSays({ disposition: `一、撤销${below}；二、驳回江北银行的诉讼请求。`, procedure: 'second' });
  const [reversed] = readOutcomes(context);
  expect(words(context, reversed?.at)).toBe(`撤销${below}`);
  expect(words(context, reversed?.target?.at)).toBe('（2019）江0101民初008号');
});

test('a notice disposes of nothing', () => {
  expect(outcomes('驳回上诉，维持原判。', { docType: 'notice' })).toEqual([]);
});
