/** What every graph engine must do; the rows, marks and digest of src/graph stand on it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { digest } from '../../src/graph/digest.js';
import type { Engine, Run } from '../../src/graph/engine.js';
import { clearDirty, dirtyMarks, markDirty } from '../../src/graph/marks.js';
import {
  createHanging,
  createLinks,
  createNodes,
  deleteLinksFrom,
  deleteNodes,
  putNodes,
} from '../../src/graph/rows.js';

/** `open` gives the same store again each time, with its shape. */
export function engineSuite(open: () => Promise<Engine>): void {
  describe('an engine', () => {
    let engine: Engine;
    let read: Run;
    const reopen = async (): Promise<void> => {
      engine = await open();
      read = engine.read.bind(engine);
    };
    const names = async (): Promise<unknown[]> =>
      (await read<{ x: string }>('MATCH (p:Party) RETURN p.name AS x ORDER BY x')).map((row) => row.x);
    const party = (id: string, name = id, more = {}): { id: string; props: Record<string, string | number> } => ({
      id,
      props: { name, kind: 'person', ...more },
    });

    const createHangingOn =
      (missing: string) =>
      async (run: Run): Promise<void> => {
        await createNodes(run, 'Document', [{ id: 'd', props: {} }]);
        await createHanging(run, 'Mention', { link: 'NAMES', type: 'Document', is: 'start' }, [{ id: 'm', on: 'd', props: {} }, { id: 'n', on: missing, props: {} }]); // prettier-ignore
      };

    beforeAll(reopen);
    beforeEach(() => engine.write((run) => run('MATCH (n) WHERE NOT n:TestTurn DETACH DELETE n')));
    afterAll(() => engine.close());

    test('a transaction is seen by others when it has ended, and whole', async () => {
      let inside: unknown[] = [];
      await engine.write(async (run) => {
        await createNodes(run, 'Party', [party('a'), party('b')]);
        expect((await run('MATCH (p:Party) RETURN p.id AS id')).length).toBe(2);
        inside = await names();
      });
      expect(inside).toEqual([]);
      expect(await names()).toEqual(['a', 'b']);
    });

    test('work that throws leaves nothing behind, and the error is its own', async () => {
      const work = engine.write(async (run) => {
        await createNodes(run, 'Party', [party('a')]);
        throw new RangeError('thought better of it');
      });
      await expect(work).rejects.toThrow('thought better of it');
      expect(await names()).toEqual([]);
      await engine.write((run) => createNodes(run, 'Party', [party('b')]));
      expect(await names()).toEqual(['b']);
    });

    test('a statement that fails takes its transaction with it', async () => {
      await expect(
        engine.write(async (run) => {
          await createNodes(run, 'Party', [party('a')]);
          await run('THIS IS NO QUERY');
        }),
      ).rejects.toThrow();
      expect(await names()).toEqual([]);
    });

    test('statements that are sent together run in the order they were sent', async () => {
      const counts = await engine.write((run) =>
        Promise.all([
          createNodes(run, 'Party', [party('a')]),
          run('MATCH (p:Party) RETURN count(p) AS n'),
          createNodes(run, 'Party', [party('b'), party('c')]),
          run('MATCH (p:Party) RETURN count(p) AS n'),
          deleteNodes(run, 'Party', ['a']),
          run('MATCH (p:Party) RETURN count(p) AS n'),
        ]),
      );
      expect([1, 3, 5].map((i) => counts[i])).toEqual([[{ n: 1 }], [{ n: 3 }], [{ n: 2 }]]);
      expect(await names()).toEqual(['b', 'c']);
    });

    test('of statements that are sent together one that fails takes all with it, and is what is told', async () => {
      const nobody = createHangingOn('nobody');
      await expect(
        engine.write((run) => Promise.all([createNodes(run, 'Party', [party('a')]), nobody(run), createNodes(run, 'Party', [party('b')])])),
      ).rejects.toThrow('1 of 2 have no end'); // prettier-ignore
      await expect(
        engine.write((run) =>
          Promise.all([createNodes(run, 'Party', [party('a')]), run('THIS IS NO QUERY'), nobody(run)]),
        ),
      ).rejects.toThrow(/THIS|NO|syntax|unexpected/i);
      expect(await names()).toEqual([]);
      await engine.write((run) => createNodes(run, 'Party', [party('c')]));
      expect(await names()).toEqual(['c']);
    });

    test('a new node hangs on one that exists, either way round', async () => {
      await engine.write(async (run) => {
        await createNodes(run, 'Document', [{ id: 'd', props: { kind: 'judgment' } }]);
        await Promise.all([
          createHanging(run, 'Mention', { link: 'NAMES', type: 'Document', is: 'start' }, [{ id: 'm', on: 'd', props: { name: 'm', roles: ['x', 'y'] } }]),
          createHanging(run, 'Record', { link: 'OBSERVES', type: 'Document', is: 'end' }, [{ id: 'r', on: 'd', props: { key: 'k', hash: null } }]),
        ]); // prettier-ignore
      });
      expect(
        await read(
          'MATCH (r:Record)-[:OBSERVES]->(d:Document)-[:NAMES]->(m:Mention) RETURN r.key AS key, r.hash AS hash, d.id AS d, m.roles AS roles',
        ),
      ).toEqual([{ key: 'k', hash: null, d: 'd', roles: ['x', 'y'] }]);
    });

    test('many writers at once: all are counted', async () => {
      await engine.write((run) => putNodes(run, 'Segment', [{ id: 's', props: { records: 0 } }]));
      await Promise.all(
        Array.from({ length: 50 }, () =>
          engine.write((run) => run('MATCH (s:Segment {id: $id}) SET s.records = s.records + 1', { id: 's' })),
        ),
      );
      expect(await read('MATCH (s:Segment) RETURN s.records AS n')).toEqual([{ n: 50 }]);
    });

    test('writers of the same node at once: all end well, and there is one of it', async () => {
      const met: number[] = [];
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          engine.write(async (run) => {
            const there = await run('MATCH (p:Party {id: $id}) RETURN p.mentions AS n', { id: 'p' });
            if (there.length) await run('MATCH (p:Party {id: $id}) SET p.mentions = p.mentions + 1', { id: 'p' });
            else await createNodes(run, 'Party', [party('p', 'one', { mentions: 1 })]);
            await createNodes(run, 'Mention', [{ id: `m${n}`, props: { name: 'm' } }]);
            met.push(there.length);
          }),
        ),
      );
      expect(await read('MATCH (p:Party) RETURN p.mentions AS n')).toEqual([{ n: 8 }]);
      expect(await read('MATCH (m:Mention) RETURN count(m) AS n')).toEqual([{ n: 8 }]);
      expect(met.length).toBeGreaterThanOrEqual(8);
    });

    test('writers that wait for each other in a circle are both done', async () => {
      await engine.write((run) => createNodes(run, 'Party', [party('a'), party('b')]));
      const touch = (run: Run, id: string): Promise<unknown> =>
        run("MATCH (p:Party {id: $id}) SET p.name = p.name + '+'", { id });
      const meeting = new AbortController();
      await Promise.all(
        [['a', 'b'], ['b', 'a']].map(([first = '', second = '']) =>
          engine.write(async (run) => {
            await touch(run, first);
            // Long enough for the other to have its first, where they run side by side.
            if (!meeting.signal.aborted) await setTimeout(50);
            meeting.abort();
            await touch(run, second);
          }),
        ),
      ); // prettier-ignore
      expect(await names()).toEqual(['a++', 'b++']);
    });

    test('what is read after the lock is what the last one wrote', async () => {
      await engine.write((run) => createNodes(run, 'Party', [party('a', '', { mentions: 0 })]));
      const lock = engine.dialect.lockNodes('Party');
      await Promise.all(
        Array.from({ length: 8 }, () =>
          engine.write(async (run) => {
            if (lock) await run(lock, { ids: ['a', 'nobody'] });
            const [row] = await run<{ n: number }>('MATCH (p:Party {id: $id}) RETURN p.mentions AS n', { id: 'a' });
            await setTimeout(2);
            await run('MATCH (p:Party {id: $id}) SET p.mentions = $n', { id: 'a', n: (row?.n ?? 0) + 1 });
          }),
        ),
      );
      expect(await read('MATCH (p:Party) RETURN p.mentions AS n')).toEqual([{ n: 8 }]);
    });

    test('a failed statement that the work does not mind takes the transaction with it all the same', async () => {
      await expect(
        engine.write(async (run) => {
          await createNodes(run, 'Party', [party('a')]);
          await run('THIS IS NO QUERY').catch(() => undefined);
        }),
      ).rejects.toThrow();
      expect(await names()).toEqual([]);
    });

    test('whole numbers stay whole and what has no value is null, however deep', async () => {
      const given = { whole: 3, part: 0.5, none: null, list: [1, 2.5, null, [7]], map: { n: 4, flag: true } };
      const [row] = await read<{ x: unknown; half: number; third: unknown }>(
        'RETURN $given AS x, $given.whole / 2 AS half, $given.list[2] AS third, $missing AS missing',
        { given, missing: undefined },
      );
      expect(row).toStrictEqual({ x: given, half: 1, third: null, missing: null });
      expect(await read('UNWIND range(1, 5) AS n RETURN n SKIP $skip LIMIT $limit', { skip: 1, limit: 2 })).toEqual([
        { n: 2 },
        { n: 3 },
      ]);
    });

    test('a number beyond 2^53 is refused, never rounded', async () => {
      await expect(read('RETURN 9007199254740993 AS n')).rejects.toMatchObject({ code: 'STORE_NUMBER' });
    });

    test('values come back as they went in, as plain ones', async () => {
      const props = { name: '赵·敏芝 𬭎\n"\'\\', names: ['一', 'b'], kind: 'x', mentions: 3 };
      await engine.write((run) => createNodes(run, 'Party', [{ id: 'a', props }]));
      const [row] = await read<{ p: object; list: unknown; none: unknown }>(
        'MATCH (p:Party) RETURN properties(p) AS p, [1, [2]] AS list, p.absent AS none',
      );
      expect(row).toStrictEqual({ p: { id: 'a', ...props }, list: [1, [2]], none: null });
      expect(Object.getPrototypeOf(row?.p)).toBe(Object.prototype);
    });

    test('money of a whole country in fen is exact', async () => {
      const fen = 9_007_199_254_740_991;
      await engine.write((run) => createNodes(run, 'Payment', [{ id: 'p', props: { amount: fen } }, { id: 'q', props: { amount: -1 } }])); // prettier-ignore
      expect(await read('MATCH (p:Payment) RETURN p.amount AS n ORDER BY n')).toEqual([{ n: -1 }, { n: fen }]);
    });

    test('putting a node replaces all it had; what has no value is not there', async () => {
      await engine.write((run) => putNodes(run, 'Party', [party('a', 'old', { extra: 'x' })]));
      await engine.write((run) =>
        putNodes(run, 'Party', [{ id: 'a', props: { name: 'new', kind: null, names: [], mentions: undefined } }]),
      );
      expect(await read('MATCH (p:Party) RETURN properties(p) AS p')).toEqual([{ p: { id: 'a', name: 'new' } }]);
    });

    test('two nodes of a type cannot have one id', async () => {
      await engine.write((run) => createNodes(run, 'Party', [party('a')]));
      await expect(engine.write((run) => createNodes(run, 'Party', [party('a', 'again')]))).rejects.toThrow();
      expect(await names()).toEqual(['a']);
    });

    test('a link without an end is an error, never lost in silence', async () => {
      const link = (to: string) => ({ from: 'm', to, fromType: 'Mention' as const, toType: 'Party' as const });
      await engine.write(async (run) => {
        await createNodes(run, 'Mention', [{ id: 'm', props: { name: 'm' } }]);
        await createNodes(run, 'Party', [party('a')]);
        await createLinks(run, 'OF', [link('a')]);
      });
      await expect(engine.write((run) => createLinks(run, 'OF', [link('a'), link('nobody')]))).rejects.toThrow(
        '1 of 2',
      );
      expect(await read('MATCH (:Mention)-[r:OF]->(:Party) RETURN count(r) AS n')).toEqual([{ n: 1 }]);
    });

    test('links go with their node, or by their start', async () => {
      const links = ['a', 'b'].map((to) => ({
        from: 'm',
        to,
        fromType: 'Mention' as const,
        toType: 'Party' as const,
        props: { reasons: ['x'] },
      }));
      await engine.write(async (run) => {
        await createNodes(run, 'Mention', [{ id: 'm', props: { name: 'm' } }]);
        await createNodes(run, 'Party', [party('a'), party('b')]);
        await createLinks(run, 'POSSIBLY', links);
        await createLinks(run, 'OF', links.slice(0, 1));
      });
      await engine.write((run) => deleteNodes(run, 'Party', ['b', 'unknown']));
      expect(await read('MATCH ()-[r:POSSIBLY]->() RETURN count(r) AS n')).toEqual([{ n: 1 }]);
      await engine.write((run) => deleteLinksFrom(run, 'POSSIBLY', 'Mention', ['m']));
      expect(await read('MATCH ()-[r:POSSIBLY]->() RETURN count(r) AS n')).toEqual([{ n: 0 }]);
      expect(await read('MATCH ()-[r:OF]->() RETURN count(r) AS n')).toEqual([{ n: 1 }]);
    });

    test('a transaction as large as a segment', async () => {
      const ids = Array.from({ length: 3000 }, (_, i) => `p${i}`);
      await engine.write(async (run) => {
        for (const type of ['Party', 'Mention'] as const)
          await createNodes(run, type, ids.map((id) => ({ id, props: { name: id, names: [id, '又名'], mentions: 1 } }))); // prettier-ignore
        await createLinks(run, 'OF', ids.map((id) => ({ from: id, fromType: 'Mention', to: id, toType: 'Party', props: { reasons: ['x'] } }))); // prettier-ignore
      });
      expect(await read('MATCH (m:Mention)-[:OF]->(p:Party) WHERE m.id = p.id RETURN count(*) AS n')).toEqual([{ n: 3000 }]); // prettier-ignore
    });

    test('more rows than fit one statement', async () => {
      const ids = Array.from({ length: 4500 }, (_, i) => `p${i}`);
      await engine.write((run) => createNodes(run, 'Party', ids.map((id) => party(id)))); // prettier-ignore
      expect(await read('MATCH (p:Party) RETURN count(p) AS n')).toEqual([{ n: 4500 }]);
      await engine.write((run) => deleteNodes(run, 'Party', ids.slice(1))); // prettier-ignore
      expect(await names()).toEqual(['p0']);
    });

    test('full-text search finds Chinese names by any two characters', async () => {
      await engine.write((run) => createNodes(run, 'Party', [party('a', '哈尔滨泰富电气有限公司'), party('b', '北京泰康建材有限公司'), party('c', '杨天夫')])); // prettier-ignore
      const search = async (text: string): Promise<unknown[]> =>
        (
          await read(`${engine.dialect.searchText('Party', 'name')} RETURN node.id AS id ORDER BY id`, {
            words: engine.dialect.searchWords(text),
            limit: 10,
          })
        ).map((row) => row['id']);
      expect(await search('泰富')).toEqual(['a']);
      expect(await search('杨天')).toEqual(['c']);
      await engine.write((run) => putNodes(run, 'Party', [party('c', '王立新')]));
      expect(await search('杨天')).toEqual([]);
      await engine.write((run) => deleteNodes(run, 'Party', ['a']));
      expect(await search('泰富')).toEqual([]);
    });

    test('the digest is of the content, not of the order it was written in', async () => {
      const write = async (order: readonly string[]): Promise<string> => {
        for (const id of order) await engine.write((run) => putNodes(run, 'Party', [party(id)]));
        const { hash } = await digest(read);
        await engine.write((run) => deleteNodes(run, 'Party', order));
        return hash;
      };
      const one = await write(['a', 'b', 'c']);
      expect(await write(['c', 'a', 'b'])).toBe(one);
      expect(await write(['c', 'a'])).not.toBe(one);
      expect(await write(['c', 'a', 'd'])).not.toBe(one);
    });

    test('a mark that was set after another was read is not cleared with it', async () => {
      await engine.write((run) => markDirty(run, ['a']));
      const seen = await dirtyMarks(read, 10);
      await engine.write((run) => markDirty(run, ['a', 'b']));
      await engine.write((run) => clearDirty(run, seen.map((mark) => mark.id))); // prettier-ignore
      expect((await dirtyMarks(read, 10)).map((mark) => mark.ids)).toEqual([['a', 'b']]);
    });

    test('reads are counted', async () => {
      const before = engine.reads;
      await names();
      await names();
      expect(engine.reads - before).toBe(2);
    });

    test('after closing and opening again everything is there, search too, and the shape is as it was', async () => {
      await engine.write((run) => createNodes(run, 'Party', [party('a', '哈尔滨泰富电气有限公司')]));
      const { hash } = await digest(read);
      await engine.close();
      await reopen();
      expect((await digest(read)).hash).toBe(hash);
      expect(
        (
          await read(`${engine.dialect.searchText('Party', 'name')} RETURN node.id AS id`, {
            words: engine.dialect.searchWords('泰富'),
            limit: 5,
          })
        ).length,
      ).toBe(1);
      await expect(engine.write((run) => createNodes(run, 'Party', [party('a')]))).rejects.toThrow();
    });
  });
}
