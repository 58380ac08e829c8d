/** No N+1: what an answer reads from the engine does not grow with the number of rows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { townOf, type Town } from './town.js';

let small: Town;
let large: Town;
beforeAll(async () => {
  small = await townOf(2);
  large = await townOf(20);
}, 60_000);
afterAll(async () => {
  await small.stop();
  await large.stop();
});

const operations: Readonly<Record<string, string>> = {
  'clues with all that hangs on them': `{ clues(first: 50) { nodes { id state grade { score } followUps { state }
    customer { number officer borrower { name party { name } } owed { fen } } parties { name kind }
    evidence { quote document { caseNumber cases { caseNumber } parties { name party { name } } } } } } }`,
  'customers with their files': `{ customers(first: 50) { nodes { number borrower { name party { tier } } owed { fen }
    parties { nodes { role named { party { name } } } knowledge { state } } loans { nodes { balance { fen } customers { number } } }
    guarantees { nodes { kind } knowledge { state } } ourCases { nodes { stage } } measures { nodes { until } } payments { nodes { on } }
    contactsMade { nodes { on } } clues(first: 3) { total nodes { sentence { zh } deadline } } coverage { section state } } } }`,
  'profiles found by name': `{ search(text: "示例建材", first: 20) { nodes { party { name facts { value } identifiers(first: 5) { nodes { value evidence { quote } } }
    cases(first: 5) { nodes { caseNumber documents { title } courtCase { documents { title } } } } loans(first: 5) { nodes { loan { balance { fen } } } }
    guaranteesGiven(first: 5) { nodes { kind } } isOwed(first: 5) { nodes { amount { fen } payees { name } documents { title } } } assets(first: 5) { nodes { kind } }
    represents(first: 5) { nodes { title } } contacts(first: 5) { nodes { value } } timeline(first: 5) { nodes { date } } possibly { total } clues { total } coverage { state } } } } }`,
  'documents of a case and their parties': `{ clues(first: 50) { nodes { evidence { document { cites { caseNumber } cases { citedBy { title } documents { parties { party { mentions { nodes { document { title } } } } } } } } } } } }`,
};

/** Two fields that ask for the same kind share a read or not, as their answers happen to come in; 18 more customers would show as 18. */
const chance = 4;

describe('reads per operation', () => {
  for (const [name, query] of Object.entries(operations))
    test(`${name}: as many for 20 customers as for 2`, async () => {
      const [few, many] = [await small.ask(query), await large.ask(query)];
      expect([few.errors, many.errors]).toEqual([undefined, undefined]);
      expect(JSON.stringify(many.data).length).toBeGreaterThan(5 * JSON.stringify(few.data).length);
      expect(await large.readsOf(query)).toBeLessThanOrEqual((await small.readsOf(query)) + chance);
    });

  const profile = (id: string, sections: string): string =>
    `{ party(id: "${id}") { name cases { nodes { caseNumber } } ${sections} } }`;
  const sections =
    'loans { nodes { role loan { principal { fen } } } } guaranteesGiven { total } guaranteesReceived { total } isOwed { total } assets { total }';

  test('a profile takes one read for the party, one for its mentions, one for what hangs on them and one for each kind there is', async () => {
    expect(await small.readsOf(profile('debtor-1', ''))).toBe(2);
    // Loans and orders; the town has no security and no assets.
    expect(await small.readsOf(profile('debtor-1', sections))).toBe(5);
    // Who stands at the ends is one read more, however many sections name it.
    expect(await small.readsOf(profile('debtor-1', `${sections} owed: isOwed { nodes { payees { name } obligors { name } } }`))).toBe(6); // prettier-ignore
  });

  test('a profile with clues and coverage takes no more than twelve', async () => {
    const reads = await small.readsOf(profile('debtor-1', `${sections} clues { total } coverage { state }`));
    expect(reads).toBeLessThanOrEqual(12);
  });
});
