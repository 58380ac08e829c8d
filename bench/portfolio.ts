/**
 * A bank's loan file over given documents: the debtors that banks sue in them become customers, with what the documents
 * say of them, so that a benchmark has somebody to find clues for.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { readShape, splitFile } from '../connectors/judgments/shapes.js';
import type { CourtParty } from '../src/model/courtDocument.js';
import { readCourtDocument } from '../src/read/readCourtDocument.js';
import { filesIn } from './multiply.js';

const bank = /银行|信用社|信用合作/;
const against = new Set(['defendant', 'judgmentDebtor', 'appellant', 'appellee', 'respondent', 'addressee']);

/** Writes 客户.csv, 贷款.csv and 担保.csv to `to`, for at most `customers` debtors. Returns how many there are. */
export async function writePortfolio(
  from: string,
  to: string,
  customers: number,
  alsoNamed: readonly string[] = [],
): Promise<number> {
  const debtors = new Map<string, CourtParty>();
  for (const file of await filesIn(from))
    for (const record of splitFile(file, await readFile(file))) {
      try {
        const { parties } = readCourtDocument(readShape(record.bytes, record.key).court);
        const sued = parties.some((party) => bank.test(party.name));
        for (const party of parties) {
          const wanted =
            alsoNamed.includes(party.name) ||
            (sued && !bank.test(party.name) && party.roles.some((role) => against.has(role)));
          const known = debtors.get(party.name);
          if (wanted && !/[某*×]/.test(party.name) && (!known || fullness(party) > fullness(known)))
            debtors.set(party.name, party);
        }
      } catch {
        // Not a document: nobody's debtor.
      }
    }
  const named = [...debtors.values()].filter((party) => alsoNamed.includes(party.name));
  const others = [...debtors.values()].filter((party) => !alsoNamed.includes(party.name));
  const chosen = [...named, ...others].slice(0, customers);
  const number = (i: number): string => `K${String(90_000 + i)}`;
  await mkdir(to, { recursive: true });
  await write(to, '客户.csv', chosen.map((party, i) => ({
    客户编号: number(i),
    名称: party.name,
    类型: party.kind === 'person' ? '个人' : '企业',
    证件号码: party.idNumber?.value ?? '',
    统一社会信用代码: party.creditCode?.value ?? '',
    性别: party.gender?.value ?? '',
    出生日期: party.birthDate?.value ?? '',
    法定代表人: party.legalRepresentative?.value.name ?? '',
    地址: party.address?.value ?? '',
    联系电话: '',
    分行: '城区支行',
    团队: '资产保全一组',
    客户经理: `经理${i % 5}`,
  }))); // prettier-ignore
  await write(to, '贷款.csv', chosen.map((_, i) => ({
    借据号: `JJ${number(i)}`,
    合同号: `HT-${number(i)}`,
    客户编号: number(i),
    本金: 10_000_000,
    余额: 10_000_000,
    币种: 'CNY',
    发放日: '2014-05-16',
    到期日: '2015-05-15',
    违约日: '2015-05-15',
    宣布提前到期日: '',
  }))); // prettier-ignore
  return chosen.length;
}

const fullness = (party: CourtParty): number =>
  [party.idNumber, party.creditCode, party.birthDate, party.address, party.legalRepresentative].filter(Boolean).length;

const write = (folder: string, name: string, rows: readonly object[]): Promise<void> =>
  writeFile(join(folder, name), `\ufeff${stringify([...rows], { header: true })}`);
