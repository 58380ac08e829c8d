// Answers are JSON of many shapes, held against what is expected value by value.
/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are what the test asked for */
/** No N+1: what an answer reads from the engine does not grow with the number of rows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { townOf, type Town } from './town.js';

let small: Town;
let large: Town;
/** Where the debtor's name is nobody else's. */
let single: Town;
beforeAll(async () => {
  small = await townOf(2);
  large = await townOf(20);
  single = await townOf(1);
}, 60_000);
afterAll(async () => {
  await small.stop();
  await large.stop();
  await single.stop();
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

  test('a profile is one read, whatever sections it has; by name or by a mention it is one more', async () => {
    expect(await small.readsOf(profile('debtor-1', ''))).toBe(1);
    expect(await small.readsOf(profile('debtor-1', sections))).toBe(1);
    expect(await small.readsOf(profile('debtor-1', `${sections} owed: isOwed { nodes { payees { name } obligors { name } } }`))).toBe(1); // prettier-ignore
    expect(await single.readsOf(profile('示例建材有限公司', sections))).toBe(2);
    expect(await small.readsOf(profile('own-1', sections))).toBe(2);
  });

  test('what one field asks of a party takes nothing from another that asks for more', async () => {
    const more = 'cases { nodes { evidence { quote at { start } } documents { id kind title } } }';
    const both = await small.ask(`{ few: party(id: "debtor-1") { cases { nodes { caseNumber } } } all: party(id: "debtor-1") { ${more} } }`); // prettier-ignore
    const alone = await small.ask(`{ party(id: "debtor-1") { ${more} } }`);
    expect(both.data.all).toEqual(alone.data.party);
    expect(both.data.all.cases.nodes[0].documents[0].title).toBe('民事判决书');
  });

  test('a profile says the same whether its parts come with the party or one by one', async () => {
    const all = `id names { name } facts { value } ${sections} cases { nodes { caseNumber roles latest documents { id } } } mustPay { nodes { id } } assets { nodes { id } }
      isOwed { nodes { id payees { name } obligors { name } principals { name } documents { id } } } timeline { nodes { date text } } coverage { section state items }`;
    const ahead = await small.ask(`{ party(id: "debtor-1") { ${all} } }`);
    const oneByOne = await small.ask(`{ mention(id: "own-1") { party { ${all} } } }`);
    expect(ahead.errors).toBeUndefined();
    expect(ahead.data.party).toEqual(oneByOne.data.mention.party);
    expect(ahead.data.party.isOwed.nodes).toHaveLength(1);
    const listed = `cases { total nodes { id caseNumber court cause roles outcomes latest courtCase { stage } } knowledge { state latest statedBy } } caseCounts { role outcome cases }`;
    const [lean, whole] = [await small.ask(`{ party(id: "debtor-1") { ${listed} } }`), await small.ask(`{ mention(id: "own-1") { party { ${listed} } } }`)]; // prettier-ignore
    expect(lean.data.party).toEqual(whole.data.mention.party);
    expect(lean.data.party.cases.nodes).toHaveLength(1);
  });

  test('a profile with clues and coverage takes no more than twelve', async () => {
    const reads = await small.readsOf(profile('debtor-1', `${sections} clues { total } coverage { state }`));
    expect(reads).toBeLessThanOrEqual(12);
  });
});
