/**
 * A judgment that hides the winner's name, through the whole pipeline: that the winner may be our debtor is shown as
 * possible and unverified, is never pushed, and goes with what it rests on.
 */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { log } from '../../src/log.js';
import { openHub, type OwnedHub } from '../../src/main/hub.js';

log.level = 'silent';
const root = mkdtempSync(join(tmpdir(), 'cluegraph-masked-'));
let turn = 0;
let hub: OwnedHub;
beforeEach(async () => {
  hub = await openHub({ dataFolder: join(root, String(++turn)), port: 0, showSensitive: false, user: 'test', readers: 0, logLevel: 'silent' }); // prettier-ignore
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const customer = (born: string): string =>
  `客户编号,名称,类型,性别,出生日期,住址\nK1,王志强,个人,男,${born},江西省赣州市章贡区红旗大道41号3栋502室`;
const judgment = `江西省赣州市章贡区人民法院
民 事 判 决 书
（2025）赣0702民初2078号
原告：王某某，男，1983年2月14日出生，汉族，住江西省赣州市章贡区。
被告：古天成，男，1979年1月23日出生，汉族，住江西省赣州市于都县。
原告王某某与被告古天成民间借贷纠纷一案，本院立案后，依法公开开庭进行了审理。本案现已审理终结。
本院认为，借款合同合法有效。依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：
被告古天成于本判决生效之日起十日内偿还原告王某某借款240000元。
案件受理费4900元，由被告古天成负担。
审判长周明轩
二〇二五年十月十六日
书记员袁小葵`;

async function read(source: string, name: string, text: string): Promise<string> {
  const path = join(root, `${turn} ${source}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), text);
  const run = await hub.import({ source, path, purpose: 'test', by: 'test' });
  await hub.idle();
  return run;
}
const clues = (): Promise<readonly { tier: string; facts: string }[]> =>
  hub.engine.read('MATCH (c:Clue) RETURN c.tier AS tier, c.facts AS facts');
const queue = async (): Promise<number> => (await hub.review(5)).length;

describe('a winner who may be our debtor', () => {
  const homonym = judgment.replaceAll('王某某', '王志强').replace('1983年2月14日出生，', '');
  test.each([
    ['masked', ['crm', 'judgments'], judgment],
    ['masked', ['judgments', 'crm'], judgment],
    ['a homonym', ['crm', 'judgments'], homonym],
  ])('is possible and unverified: %s, imported as %j', async (_who, order, text) => {
    try {
      let run = '';
      for (const source of order)
        if (source === 'crm') await read('crm', '客户.csv', customer('1983-02-14'));
        else run = await read('judgments', 'won.txt', text);
      const found = await clues();
      expect(found.map(({ tier }) => tier)).toEqual(['T3']);
      expect(found[0]?.facts).toContain('【可能，未核实】');
      expect(await queue()).toBe(1);
      await hub.takeBack(run, { by: 'test', reason: '误导入' });
      await hub.idle();
      expect(await clues()).toEqual([]);
      expect(await queue()).toBe(0);
    } finally {
      await hub.close();
    }
  });

  test('is nobody of ours once a person says so, or once the loan file says another birth date', async () => {
    try {
      await read('judgments', 'won.txt', judgment);
      await read('crm', '客户.csv', customer('1983-02-14'));
      await read('crm', '客户.csv', customer('1983-02-15'));
      expect([await clues(), await queue()]).toEqual([[], 0]);
      await read('crm', '客户.csv', customer('1983-02-14'));
      const [pair] = await hub.review(5);
      expect(await clues()).toHaveLength(1);
      await hub.decide({
        left: pair?.left ?? '',
        right: pair?.right ?? '',
        verdict: 'different',
        by: 'test',
        reason: '核对',
      });
      await hub.idle();
      expect([await clues(), await queue()]).toEqual([[], 0]);
    } finally {
      await hub.close();
    }
  });
});
