/** What may reach the archive of the town, in any order: papers, what people decide, what they did; and what is taken back. */
import { fc } from '@fast-check/jest';
import { contribution } from '../../src/ingest/contribution.js';
import { bytesOf, secret, town, type Paper, type Town } from './town.js';

const names = ['王立新', '赵敏芝', '马国强'];
const number = fc.constantFrom('D1', 'D2', 'D3');
/** Lengths are few, so that often two records are equally full and something else must decide which speaks. */
const good = (identity: fc.Arbitrary<string>): fc.Arbitrary<Paper> =>
  fc.record(
    {
      number: identity,
      names: fc.subarray(names),
      cases: fc.subarray(['C1', 'C2']),
      loan: fc.record(
        {
          number: fc.constantFrom('L1', 'L2'),
          customer: fc.constantFrom('K1', 'K2'),
          balance: fc.integer({ min: 1, max: 9 }),
        },
        { requiredKeys: ['number'] },
      ),
      length: fc.constantFrom(1, 2, 2),
    },
    { requiredKeys: ['number', 'names', 'length'] },
  );
const paper = (identity: fc.Arbitrary<string>): fc.Arbitrary<Paper> =>
  fc.oneof(
    { weight: 5, arbitrary: good(identity) },
    { weight: 1, arbitrary: good(identity).map((one) => ({ ...one, bad: 'unreadable' as const })) },
  );

/** A run shows some of four records, on its own day. Mirrors, amended versions, bad ones and repetitions come up by themselves. */
const show = fc.record({
  what: fc.constant('show' as const),
  papers: fc.dictionary(fc.constantFrom('r1', 'r2', 'r3', 'r4'), paper(number), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
  on: fc.integer({ min: 1, max: 5 }).map((day) => `2026-01-0${day}T00:00:00.000Z`),
});
/** Says of the first mentions of two documents that they are, or are not, one. */
const decide = fc.record({
  what: fc.constant('decide' as const),
  left: number,
  right: number,
  name: fc.constantFrom(...names),
  verdict: fc.constantFrom('same' as const, 'different' as const),
  on: fc.integer({ min: 1, max: 9 }).map((day) => `2026-02-0${day}T00:00:00.000Z`),
});
const followUp = fc.record({ what: fc.constant('followUp' as const), clue: fc.constantFrom('clue_a', 'clue_b') });
const event = fc.oneof(
  { weight: 5, arbitrary: show },
  { weight: 2, arbitrary: decide },
  { weight: 1, arbitrary: followUp },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** Id of the mention that a town paper with this number makes of this name. */
function mentionId(document: string, name: string): string {
  const bytes = bytesOf({ number: document, names: [name] });
  const reading = town().extract({ source: 'town', key: '', mediaType: '', fetchedAt: '', bytes });
  return contribution(secret, reading).mentions[0]?.id ?? '';
}

/** Archives it. Output: the run that shows papers. */
export async function tell(place: Town, what: Event, complete = false): Promise<string | null> {
  if (what.what === 'show') return place.put(what.papers, { on: what.on, complete });
  if (what.what === 'followUp') {
    await place.say({ kind: 'followUp', clue: what.clue, state: 'done', by: 'test', on: '2026-03-01T00:00:00.000Z' });
    return null;
  }
  const [left, right] = [mentionId(what.left, what.name), mentionId(what.right, what.name)];
  if (left === right) return null;
  await place.say({ kind: 'decision', left, right, verdict: what.verdict, by: 'test', on: what.on, reason: 'test' });
  return null;
}

/** Events, and what becomes of them. */
export const history = fc
  .uniqueArray(event, {
    minLength: 1,
    maxLength: 6,
    selector: (one) => (one.what === 'decide' ? one.on : JSON.stringify(one)),
  })
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      order: fc.shuffledSubarray(
        events.map((_, i) => i),
        { minLength: events.length },
      ),
      /** Which of them are taken back in the end. */
      mistakes: fc.subarray(events.map((_, i) => i)),
      /** After which of them the pipeline gets its turn. */
      turns: fc.array(fc.boolean(), { minLength: events.length, maxLength: events.length }),
    }),
  );

/** Takes back the run. */
export const takeBack = (place: Town, run: string): Promise<void> =>
  place.say({ kind: 'takeBack', run, by: 'test', on: '2026-04-01T00:00:00.000Z', reason: 'test' });
