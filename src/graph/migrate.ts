/**
 * Migrations: what a new release must change in a graph that an older one made, and that neither the tables of the model
 * (shape.ts) nor a better reader or a rebuild would bring about. Each is done once, whichever process comes first.
 */
import { ConfigError } from '../errors.js';
import type { Engine, Run } from './engine.js';
import { createNodes } from './rows.js';

export interface Migration {
  /** Counts up from 1 without a gap; the file is named by it and never edited after its release. */
  readonly number: number;
  readonly title: string;
  /**
   * Statements that make or drop constraints and indexes, each a transaction of its own before `work`. They may be run
   * more than once: write IF NOT EXISTS or IF EXISTS.
   */
  readonly shape?: readonly string[];
  /** In one transaction with the ledger's entry: done whole and once, or not at all. */
  readonly work?: (run: Run) => Promise<void>;
}

/** The ledger's entry that everybody writes first, so that one waits for the other. */
const turn = 'turn';

/**
 * Does what is missing, in order. Output: the numbers done. Throws ConfigError where a newer release has been at work,
 * and what a migration throws; those before it stay done.
 */
export async function migrate(engine: Engine, migrations: readonly Migration[]): Promise<readonly number[]> {
  const gap = migrations.find(({ number }, i) => number !== i + 1);
  if (gap) throw new Error(`Migration ${gap.number} is out of order. Number migrations 1, 2, 3 and list them so.`);
  const ledger = async (run: Run): Promise<ReadonlySet<number>> =>
    new Set(
      (await run<{ number: number }>('MATCH (m:Migration) WHERE m.number IS NOT NULL RETURN m.number AS number')).map(
        (row) => row.number,
      ),
    );
  const before = await ledger(engine.read.bind(engine));
  if (Math.max(0, ...before) > migrations.length)
    throw new ConfigError(
      '图存储由更新版本的程序升级过。请安装该版本或更新版本，或用 cluegraph rebuild 重建。 / A newer release has migrated this graph. Install that release or a later one, or make the graph again with cluegraph rebuild.',
      { code: 'STORE_NEWER' },
    );
  const done: number[] = [];
  for (const { number, title, shape = [], work } of migrations) {
    if (before.has(number)) continue;
    for (const text of shape) await engine.write((run) => run(text));
    const mine = await engine.write(async (run) => {
      await run('MERGE (m:Migration {id: $turn}) SET m.asked = $number', { turn, number });
      if ((await ledger(run)).has(number)) return false;
      await work?.(run);
      await createNodes(run, 'Migration', [{ id: String(number).padStart(4, '0'), props: { number, title } }]);
      return true;
    });
    if (mine) done.push(number);
  }
  return done;
}
