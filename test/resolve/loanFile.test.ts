/** Rows of a tiny portfolio through the whole pipeline: who the bank's own file names twice is one party. */
import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { log } from '../../src/log.js';
import { openHub } from '../../src/main/hub.js';

log.level = 'silent';
const root = mkdtempSync(join(tmpdir(), 'cluegraph-loan-file-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const sheets: Readonly<Record<string, string>> = {
  客户: `客户编号,名称,统一社会信用代码,法定代表人
K1,鹭洲禾丰机械有限公司,91350200MA2X00008R,罗启明
K2,鹭洲顺达运输有限公司,,`,
  担保: `担保合同号,借据号,客户编号,保证人名称,证件号码
B1,L1,K1,罗启明,
B2,L2,K1,罗启明,
B3,L3,K1,何秋兰,230103196106220015
B4,L4,K1,何秋兰,230103198801010019
B5,L5,K2,罗启明,`,
  抵质押: `担保合同号,借据号,客户编号,抵押人,描述
D1,L1,K1,鹭洲禾丰机械有限公司,鹭洲路3号厂房
D2,L5,K2,鹭洲禾丰机械有限公司,鹭洲路5号仓库`,
  联系方式: `客户编号,姓名,关系,电话
K1,鹭洲禾丰机械有限公司,本人,059212345678
K1,罗启明,法定代表人,13812345678`,
};

test('a customer, its collateral and its contact are one party; so is a guarantor of two loans', async () => {
  const path = join(root, 'portfolio');
  mkdirSync(path);
  for (const [sheet, rows] of Object.entries(sheets)) writeFileSync(join(path, `${sheet}.csv`), rows);
  const hub = await openHub({ dataFolder: join(root, 'data'), port: 0, showSensitive: false, user: 'test', readers: 0, logLevel: 'silent' }); // prettier-ignore
  try {
    await hub.import({ source: 'crm', path, purpose: 'test', by: 'test' });
    await hub.idle();
    const rows = await hub.engine.read<{ name: string; mentions: number }>(
      'MATCH (p:Party) RETURN p.name AS name, p.mentions AS mentions ORDER BY name, mentions DESC',
    );
    const parties = (name: string): number[] => rows.filter((row) => row.name === name).map(({ mentions }) => mentions);
    // Pledging for another customer is another file's affair.
    expect(parties('鹭洲禾丰机械有限公司')).toEqual([3, 1]);
    expect(parties('罗启明')).toEqual([4, 1]);
    // Two resident ids.
    expect(parties('何秋兰')).toEqual([1, 1]);
  } finally {
    await hub.close();
  }
});
