/**
 * A year of the town in steps, each of which reaches the archive in one write. After any step the whole is settled.
 * Run as a process, `story.ts <folder> <moment> <store>`, it kills itself with SIGKILL when the engine is asked for the
 * moment-th time, wherever that is: between two statements of a transaction, before or after its commit, or between
 * stitch and discover. It prints a line for every step that is done, and the number of moments at the end.
 */
import type { Engine, Run } from '../../src/graph/engine.js';
import { embedded, openServer } from '../stores.js';
import { openTown, type Paper, type Town } from './town.js';

const wang = '王立新';
const zhao = '赵敏芝';
const loan = (number: string, customer: string, balance: number, name: string): Paper => ({
  number,
  names: [name],
  loan: { number, customer, balance },
});
const suit: Paper = { number: '(2024)京01民初1号', names: [wang, zhao], cases: ['(2023)京0101民初9号'] };

const firstMentions = async (place: Town): Promise<string[]> =>
  (
    await place.engine.read<{ id: string }>(`MATCH (m:Mention {name: '${wang}'}) RETURN m.id AS id ORDER BY id LIMIT 2`)
  ).map((row) => row.id);

export const steps: readonly ((place: Town) => Promise<unknown>)[] = [
  (place) => place.bring({ l1: loan('L1', 'K1', 500, wang), l2: loan('L2', 'K2', 700, zhao) }),
  (place) => place.bring({ suit, bad: { ...suit, bad: 'unreadable' } }),
  (place) => place.bring({ mirror: { ...suit, length: 900 } }),
  (place) => place.bring({ l1: loan('L1', 'K1', 300, wang) }, { on: '2026-02-01T00:00:00.000Z' }),
  async (place) => {
    const [left = '', right = ''] = await firstMentions(place);
    await place.say({
      kind: 'decision',
      left,
      right,
      verdict: 'different',
      by: 'test',
      on: '2026-02-02T00:00:00.000Z',
      reason: 'two people',
    });
    await place.settle();
  },
  (place) =>
    place.bring(
      { l2: loan('L2', 'K9', 1, zhao), odd: { number: 'X', names: [wang] } },
      { on: '2026-03-01T00:00:00.000Z', scope: 'mistake' },
    ),
  async (place) => {
    // An import that was cut off and made again is two runs.
    for (const { id: run } of (await place.archive.runs()).filter(({ scope }) => scope === 'mistake'))
      await place.say({ kind: 'takeBack', run, by: 'test', on: '2026-03-02T00:00:00.000Z', reason: 'wrong file' });
    await place.settle();
  },
];

/** Kills the process at the moment-th word to the engine. */
function mortal(moment: number): { wrap: (engine: Engine) => Engine; moments: () => number } {
  let moments = 0;
  const pass = (): void => {
    if (++moments === moment) process.kill(process.pid, 'SIGKILL');
  };
  const wrap = (engine: Engine): Engine => ({
    ...engine,
    async read(query, params) {
      pass();
      return engine.read(query, params);
    },
    async write(work) {
      pass();
      const result = await engine.write(async (run) => {
        const counted: Run = (query, params) => {
          pass();
          return run(query, params);
        };
        const done = await work(counted);
        pass();
        return done;
      });
      pass();
      return result;
    },
  });
  return { wrap, moments: () => moments };
}

const [, script = '', folder, moment, store] = process.argv;
if (script.endsWith('story.ts') && folder !== undefined) {
  const { wrap, moments } = mortal(Number(moment));
  const place = await openTown(folder, { wrap, on: store === embedded.name ? embedded : { open: openServer } });
  for (const [i, step] of steps.entries()) {
    await step(place);
    process.stdout.write(`done ${i + 1}\n`);
  }
  process.stdout.write(`moments ${moments()}\n`);
  await place.close();
}
