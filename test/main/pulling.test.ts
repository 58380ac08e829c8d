/** What the hub makes of a source that is asked over the network: runs, cursors, remarks, failures. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Archive } from '../../src/archive/archive.js';
import { openDiskArchive } from '../../src/archive/disk.js';
import { readConfig } from '../../src/config.js';
import { ConfigError, SourceError, UserError } from '../../src/errors.js';
import type { Connector } from '../../src/ingest/connector.js';
import type { Pull, PullContext, PullEnd, Pulled } from '../../src/ingest/pull.js';
import { log } from '../../src/log.js';
import { createImports, type Imports } from '../../src/main/importing.js';
import type { HoldSource } from '../../src/main/pullLease.js';

log.level = 'silent';
const root = mkdtempSync(join(tmpdir(), 'cluegraph-pull-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A register of numbered entries, which gives them in order from its cursor on. */
interface Register {
  entries: number[];
  asked: (string | undefined)[];
  pull: Partial<Pull>;
  /** Called before each entry; may throw. */
  before: (entry: number, context: PullContext) => void | Promise<void>;
}

let archive: Archive;
let register: Register;
let stopping: AbortController;
let derived: string[];
let folders = 0;

beforeEach(async () => {
  archive = await openDiskArchive(join(root, String(folders++)));
  register = { entries: [], asked: [], pull: {}, before: () => undefined };
  derived = [];
});
afterEach(() => archive.close());

async function* entriesOf(context: PullContext): AsyncGenerator<Pulled, PullEnd> {
  register.asked.push(context.cursor);
  for (const entry of register.entries.filter((one) => one > Number(context.cursor ?? 0))) {
    await register.before(entry, context);
    yield { key: `entry/${entry}`, bytes: Buffer.from(String(entry)), mediaType: 'text/plain' };
    if (entry % 100 === 0) yield { cursor: String(entry) };
  }
  return { complete: true };
}

const connector: Connector = {
  name: 'register',
  describes: { zh: '登记簿', en: 'A register.' },
  legalBasis: 'public',
  absence: 'withdrawn',
  version: '1',
  configure: (settings) =>
    settings['CLUEGRAPH_REGISTER_URL'] === undefined
      ? null
      : {
          scope: 'the register',
          legalBasis: settings['CLUEGRAPH_REGISTER_LEGAL_BASIS'] ?? '',
          check: () => Promise.resolve([]),
          records: entriesOf,
          ...register.pull,
        },
  // eslint-disable-next-line @typescript-eslint/require-await -- it has no files
  async *fetch() {
    yield* [];
  },
  parts: () => ({}),
  extract: () => {
    throw new Error('not read here');
  },
};

const settings = { CLUEGRAPH_REGISTER_URL: 'http://register', CLUEGRAPH_REGISTER_LEGAL_BASIS: '合同第三条' };

/** A lease that knows this process only. */
function holdHere(): HoldSource {
  const held = new Set<string>();
  return (source) => {
    if (held.has(source)) return Promise.reject(new UserError(`The source '${source}' is being pulled. Wait.`));
    held.add(source);
    return Promise.resolve(() => {
      held.delete(source);
      return Promise.resolve();
    });
  };
}

/** A hub's imports, as after a start. */
function imports(own: Readonly<Record<string, string>> = settings): Imports {
  stopping = new AbortController();
  return createImports({
    archive,
    connectors: [connector],
    sources: { register: own },
    hold: holdHere(),
    read: () => Promise.resolve([]),
    settled: () => Promise.resolve(),
    derive: (id) => derived.push(id),
    now: () => new Date().toISOString(),
    signal: stopping.signal,
  });
}

async function pull(hub = imports(), complete = false): ReturnType<Imports['progress']> {
  const run = await hub.start({ source: 'register', purpose: 'test', by: 'test', complete });
  await hub.settled();
  return hub.progress(run);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
const runs = async (): Promise<object[]> =>
  (await archive.runs()).map(({ records, complete, cursor, closedAt }) => ({
    records,
    complete,
    cursor,
    open: closedAt === undefined,
  }));

describe('a pull', () => {
  test('closes a run at a cursor after about a thousand records, and is followed as one', async () => {
    register.entries = upTo(2150);
    expect(await pull()).toMatchObject({ state: 'done', fetched: 2150, changed: 2150 });
    expect(await runs()).toEqual([
      { records: 1000, complete: false, cursor: '1000', open: false },
      { records: 1000, complete: false, cursor: '2000', open: false },
      { records: 150, complete: true, cursor: '2100', open: false },
    ]);
    const [first] = await archive.runs();
    expect(first).toMatchObject({ scope: 'the register', by: 'test' });
    expect(first?.purpose).toContain('合同第三条');
    expect((await archive.segments()).every(({ id }) => derived.includes(id))).toBe(true);
  });

  test('that was killed goes on at the cursor of its last closed run, and still knows what is gone', async () => {
    register.entries = upTo(1300);
    await pull();
    register.entries = upTo(1300).filter((entry) => entry !== 50 && entry !== 1250);
    const killed = imports();
    const reached = new Promise<void>((resolve) => {
      register.before = (entry) => {
        if (entry !== 1201) return;
        resolve();
        return new Promise(() => undefined);
      };
    });
    await killed.start({ source: 'register', purpose: 'test', by: 'test', complete: true });
    await reached;
    expect((await runs()).slice(2)).toMatchObject([
      { cursor: '1100', open: false },
      { open: true, complete: false },
    ]);
    expect(await archive.withdrawn('register', 'entry/50')).toBe(false);
    register.before = () => undefined;
    register.asked = [];
    expect(await pull()).toMatchObject({ state: 'done' });
    expect(register.asked).toEqual(['1100']);
    const gone = await Promise.all(upTo(1300).map((entry) => archive.withdrawn('register', `entry/${entry}`)));
    expect(upTo(1300).filter((_, i) => gone[i])).toEqual([50, 1250]);
    expect(derived).toContain((await archive.runs()).at(-1)?.id);
  });

  test('asked for anew begins at the beginning', async () => {
    register.entries = upTo(200);
    await pull();
    await pull();
    await pull(imports(), true);
    expect(register.asked).toEqual([undefined, '200', undefined]);
  });

  test('does not go on from what was taken back', async () => {
    register.entries = upTo(100);
    await pull();
    register.entries = upTo(200);
    await pull();
    const last = (await archive.runs()).at(-1);
    await archive.takeBack(last?.id ?? '', { by: 'test', on: '2026-01-01T00:00:00Z', reason: 'test' });
    await pull();
    expect(register.asked).toEqual([undefined, '100', '100']);
  });

  test('that fails keeps what it brought, says who must act, and goes on later', async () => {
    register.entries = upTo(150);
    register.before = (entry) => {
      if (entry > 120) throw new SourceError('登记簿没有回答。请稍后再试。 / The register did not answer. Try later.');
    };
    expect(await pull()).toMatchObject({ state: 'failed', fetched: 120, actor: 'sourceOwner' });
    const [failed] = await archive.runs();
    expect(failed).toMatchObject({ complete: false, cursor: '100', records: 120 });
    expect(failed?.remarks).toEqual([
      { code: 'SOURCE', zh: '登记簿没有回答。请稍后再试。', en: 'The register did not answer. Try later.' },
    ]);
    register.before = () => undefined;
    expect(await pull()).toMatchObject({ state: 'done', fetched: 50, seen: 20 });
    // Also when it fails before the first record, the cursor is not lost.
    register.entries = upTo(160);
    register.before = () => {
      throw new SourceError('没有回答。 / No answer.');
    };
    await pull();
    await pull();
    expect(register.asked).toEqual([undefined, '100', '100', '100']);
  });

  test('stops when the hub closes, at once', async () => {
    register.entries = upTo(150);
    const hub = imports();
    register.before = (entry, { signal }) => {
      if (entry !== 120) return;
      stopping.abort();
      signal.throwIfAborted();
    };
    expect(await pull(hub)).toMatchObject({ state: 'failed', actor: 'nobody', fetched: 119 });
    expect((await archive.runs())[0]).toMatchObject({ complete: false, cursor: '100' });
  });

  test('keeps what was noticed with the run in which it was, once', async () => {
    register.entries = upTo(1100);
    register.before = (entry, { note }) => {
      if (entry === 7 || entry === 9) note({ code: 'PAGE_LOST', zh: '缺第七页', en: 'page 7 is missing' });
    };
    await pull();
    expect((await archive.runs()).map(({ remarks }) => remarks)).toEqual([
      [{ code: 'PAGE_LOST', zh: '缺第七页', en: 'page 7 is missing' }],
      undefined,
    ]);
  });

  test('is off unless it is set up, refuses without a legal basis, and is not begun twice at once', async () => {
    await expect(pull(imports({}))).rejects.toThrow('CLUEGRAPH_REGISTER_URL');
    await expect(pull(imports({ ...settings, CLUEGRAPH_REGISTER_LEGAL_BASIS: ' ' }))).rejects.toMatchObject({
      actor: 'operator',
      message: expect.stringContaining('CLUEGRAPH_REGISTER_LEGAL_BASIS'),
    });
    await expect(pull(imports({}))).rejects.toBeInstanceOf(ConfigError);
    expect(await archive.runs()).toEqual([]);
    const hub = imports();
    const both = await Promise.allSettled([pull(hub), pull(hub)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await pull(hub)).toMatchObject({ state: 'done' });
  });
});

test('settings of a source are all that begin with its name and hold something', () => {
  const env = { CLUEGRAPH_CRM_URL: 'postgres://a', CLUEGRAPH_CRM_SCHEMA: '', CLUEGRAPH_JUDGMENTS_URL: 'http://b' };
  expect(readConfig(env).sources).toEqual({
    crm: { CLUEGRAPH_CRM_URL: 'postgres://a' },
    judgments: { CLUEGRAPH_JUDGMENTS_URL: 'http://b' },
  });
});
