import { describe, expect, test } from '@jest/globals';
import { townDocuments, type TownDocument } from '../../bench/town.js';
import { readShape } from '../../connectors/judgments/shapes.js';
import { foldWidth } from '../../src/model/digits.js';
import { readCourtDocument } from '../../src/read/readCourtDocument.js';

const town = (documents: number, seed = 7): TownDocument[] => [...townDocuments({ seed, documents })];
const read = ({ key, line }: TownDocument) => readCourtDocument(readShape(Buffer.from(line), key).court);

describe('a town of debtors', () => {
  const documents = town(400);
  const readings = documents.map(read);

  test('holds every kind of document, and names that more than one person bears', () => {
    const said = documents.flatMap(({ truth }) => truth.parties);
    expect(new Set(said.flatMap(({ roles }) => roles))).toEqual(
      new Set(['plaintiff', 'defendant', 'enforcementApplicant', 'judgmentDebtor', 'addressee']),
    );
    const bearers = new Map<string, Set<string>>();
    for (const { truth } of town(3000))
      for (const { name, who } of truth.parties) bearers.set(name, (bearers.get(name) ?? new Set()).add(who));
    expect([...bearers.values()].some((who) => who.size > 1)).toBe(true);
  });

  test('the same seed gives the same bytes, and a larger town begins with the smaller one', () => {
    expect(town(200)).toEqual(documents.slice(0, 200));
    expect(town(200, 8)).not.toEqual(documents.slice(0, 200));
  });

  test('is read as it is: numbers, parties, roles', () => {
    documents.forEach((document, i) => {
      const { parties, caseNumber } = document.truth;
      const reading = readings[i] as (typeof readings)[number];
      expect({
        key: document.key,
        caseNumber: reading.caseNumber?.value ?? null,
        parties: reading.parties.map(({ name, roles }) => ({ name, roles: [...roles].sort() })).sort(byName),
      }).toEqual({
        key: document.key,
        caseNumber: caseNumber && foldWidth(caseNumber),
        parties: parties.map(({ name, roles }) => ({ name, roles: [...roles].sort() })).sort(byName),
      });
    });
  });

  test('is read as it is: what must be paid, by whom and to whom', () => {
    documents.forEach((document, i) => {
      const orders = (readings[i] as (typeof readings)[number]).orders;
      expect({
        key: document.key,
        orders: orders.map(({ obligors, beneficiaries, amount }) => ({
          obligors,
          beneficiaries,
          fen: amount?.value.fen,
        })),
      }).toEqual({
        key: document.key,
        orders: document.truth.orders.map(({ obligors, beneficiary, fen }) => ({
          obligors,
          beneficiaries: [beneficiary],
          fen,
        })),
      });
    });
  });

  test('is read as it is: guarantees, houses, cases that are cited', () => {
    documents.forEach((document, i) => {
      const { securities, assets, relatedCases } = readings[i] as (typeof readings)[number];
      const { guarantees, assets: houses, cites } = document.truth;
      expect({
        key: document.key,
        guarantees: securities
          .filter(({ kind }) => kind === 'guarantee')
          .map(({ provider, debtors, creditors }) => ({ provider, debtor: debtors[0], creditor: creditors[0] }))
          .sort(byProvider),
        houses: [
          ...new Set(
            assets.flatMap(({ certificateNumber, owners }) =>
              certificateNumber ? [`${certificateNumber.value} ${owners.join()}`] : [],
            ),
          ),
        ],
        cites: [...new Set(relatedCases.map(({ value }) => value))],
      }).toEqual({
        key: document.key,
        guarantees: [...guarantees].sort(byProvider),
        houses: houses.map(({ certificate, owner }) => `${foldWidth(certificate)} ${owner}`),
        cites: cites.map(foldWidth),
      });
    });
  });
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => compare(a.name, b.name);
const byProvider = (a: { readonly provider: string }, b: { readonly provider: string }): number => compare(a.provider, b.provider); // prettier-ignore
