import { describe, expect, test } from '@jest/globals';
import { readAssets } from '../../src/read/assets.js';
import { courtSays, debtor, lin, words, zhou } from './court.js';
import type { Told } from './court.js';

const assets = (facts: string, told: Told = {}): object[] =>
  readAssets(courtSays({ facts, ...told })).map((one) => ({
    kind: one.kind,
    of: one.owners.join('、'),
    what: one.description.value,
    number: one.certificateNumber?.value,
    where: one.location?.value,
    states: one.states.map((state) => state.state),
  }));

describe('houses and land', () => {
  test('by place, with owner, certificate and state', () => {
    expect(
      assets('本院查封了被告林远名下位于江北市长安路5号的房产（不动产权证号：江房权证字第2015001234号）。'),
    ).toMatchObject([{ kind: 'realEstate', of: lin, what: '房产', where: '江北市长安路5号', states: ['seized'] }]);
  });

  test('things of two owners at one place stay two', () => {
    expect(
      assets(
        '查封登记在丁山名下的位于江北市，建筑面积253.11平方米的房产；登记在吴江名下的位于江北市，建筑面积339.67平方米的房产。',
      ),
    ).toMatchObject([{ of: '丁山' }, { of: '吴江' }]);
  });

  test('three plots on one list of certificates are three', () => {
    const numbers = assets(
      '青木公司名下位于江北市长安路5号，房地产权证号为江房地字（2012）第253970号、第253958号、第254714号的三宗国有土地使用权。',
    ).map((one) => (one as { number?: string }).number);
    expect(numbers).toEqual(['江房地字(2012)第253970号', '第253958号', '第254714号']);
  });

  test('several houses of one owner, each at its address', () => {
    expect(
      assets(
        '本院查封了林远名下江北市红岗北路金馨苑10栋503、江北市红岗北路金玉苑6栋201房产、江北市海岸路2号西座1405房产。',
      ),
    ).toMatchObject([
      { of: lin, what: '房产', where: '江北市红岗北路金馨苑10栋503', states: ['seized'] },
      { of: lin, what: '房产', where: '江北市红岗北路金玉苑6栋201', states: ['seized'] },
      { of: lin, what: '房产', where: '江北市海岸路2号西座1405', states: ['seized'] },
    ]);
  });

  test('a room behind its building, with its certificate', () => {
    expect(
      assets('查封林远名下位于江北市江北路120号2栋小商品城11层036号房的房产（权证号码：1100069649）。'),
    ).toMatchObject([
      { of: lin, what: '房产', number: '1100069649', where: '江北市江北路120号2栋小商品城11层036号房' },
    ]);
  });

  test('a place right behind its owner, with a building in the address', () => {
    expect(assets('拍卖被执行人林远的江北市端州区三路12号伍兹公寓3栋313房（房产证号：0100084192）。')).toMatchObject([
      { of: lin, what: '313房', number: '0100084192', where: '江北市端州区三路12号伍兹公寓3栋313房' },
    ]);
  });

  test('a house named without more is no asset', () => {
    expect(assets('林远名下有房产和存款。')).toEqual([]);
  });
});

describe('other things', () => {
  test('stakes, vehicles, money in banks', () => {
    expect(assets('冻结林远持有的江北化工有限公司40%股权。')).toMatchObject([
      { kind: 'equity', of: lin, what: '江北化工有限公司40%股权', states: ['seized'] },
    ]);
    expect(assets('扣押周小梅名下的江A12345号小型轿车，苏A12345号小型轿车。')).toMatchObject([{ kind: 'vehicle' }]);
    expect(assets('冻结被告青木公司银行存款1200000元。')).toMatchObject([
      { kind: 'deposit', of: debtor, states: ['seized'] },
    ]);
  });

  test('a vehicle known by its frame', () => {
    expect(assets('扣押林远名下的奔驰S600小轿车（车辆识别号WDDUX7GB6GA163730）。')).toMatchObject([
      { kind: 'vehicle', of: lin, what: '奔驰S600小轿车', states: ['seized'] },
    ]);
  });

  test('collateral is an asset, mortgaged', () => {
    expect(assets('林远以其所有的位于江北市长安路5号的房产为上述借款向江北银行提供抵押担保。')).toMatchObject([
      { kind: 'realEstate', of: lin, states: ['mortgaged'] },
    ]);
  });
});

describe('states', () => {
  const states = (facts: string) =>
    readAssets(courtSays({ facts }))[0]?.states.map(({ state, from, until, court }) => ({ state, from, until, court }));

  test('waiting seizure, release, auction and transfer', () => {
    const house = '林远名下位于江北市长安路5号的房产';
    expect(states(`轮候查封了${house}。`)).toMatchObject([{ state: 'waitingSeizure' }]);
    expect(states(`解除对${house}的查封。`)).toMatchObject([{ state: 'seized' }, { state: 'released' }]);
    expect(states(`对${house}进行了司法拍卖。`)).toMatchObject([{ state: 'auctioned' }]);
    expect(states(`林远将其位于江北市长安路5号的房产过户给周小梅。`)).toMatchObject([{ state: 'transferred' }]);
  });

  test('term and court of a seizure', () => {
    expect(
      states(
        '江北市人民法院查封了林远名下位于江北市长安路5号的房产，查封期限三年，自2017年3月1日起至2020年2月28日止。',
      ),
    ).toEqual([{ state: 'seized', from: '2017-03-01', until: '2020-02-28', court: '江北市人民法院' }]);
  });

  test('the day of the order is where the term begins', () => {
    expect(states('2016年6月7日，江北市人民法院裁定查封林远名下位于江北市长安路5号的房产。')).toMatchObject([
      { state: 'seized', from: '2016-06-07' },
    ]);
  });

  test('a day of something else is no day of the seizure', () => {
    expect(states('2015年1月1日双方签订合同，后江北市人民法院查封林远名下位于江北市长安路5号的房产。')).toEqual([
      { state: 'seized', court: '江北市人民法院' },
    ]);
  });

  test('our own seizure, one of a court named short, and the next of the same sentence', () => {
    const house = '林远名下位于江北市长安路5号的房产';
    const court = (facts: string) => readAssets({ ...courtSays({ facts }), court: '江北市人民法院' }).map(({ states: [first] }) => first?.court); // prettier-ignore
    expect(court(`执行中，本院依法查封了${house}。`)).toEqual(['江北市人民法院']);
    expect(court(`江北中院以（2020）江01执3号执行裁定书查封${house}。`)).toEqual(['江北中院']);
    expect(court(`江北中院查封周小梅持有的青木公司60%股权，轮候查封${house}。`)).toEqual(['江北中院', '江北中院']);
    expect(court(`周小梅称，${house}被查封。`)).toEqual([undefined]);
  });

  test('what is asked for has not happened', () => {
    expect(states('江北银行申请查封林远名下位于江北市长安路5号的房产。')).toEqual([]);
  });

  test('said later of 上述房产', () => {
    const context = courtSays({ facts: '林远名下有位于江北市长安路5号的房产。后本院查封了上述房产。' });
    const [house] = readAssets(context);
    expect(house?.states.map((state) => words(context, state.at))).toEqual(['查封']);
  });
});

test('spans hold their words', () => {
  const context = courtSays({ facts: '查封周小梅名下位于江北市长安路5号的商铺。' });
  const [shop] = readAssets(context);
  expect(words(context, shop?.description.at)).toBe('商铺');
  expect(words(context, shop?.location?.at)).toBe('江北市长安路5号');
  expect(shop?.owners).toEqual([zhou]);
});
