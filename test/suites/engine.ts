/** What every graph engine must do; the rows, marks and digest of src/graph stand on it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '../../src/graph/digest.js';
import type { Engine, Run } from '../../src/graph/engine.js';
import { clearDirty, dirtyMarks, markDirty } from '../../src/graph/marks.js';
import { createLinks, createNodes, deleteLinksFrom, deleteNodes, putNodes } from '../../src/graph/rows.js';
import { nodeTypeNames } from '../../src/model/nodes.js';

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
    const party = (id: string, name = id, more = {}): { id: string; props: Record<string, string> } => ({
      id,
      props: { name, kind: 'person', ...more },
    });

    beforeAll(reopen);
    beforeEach(() =>
      engine.write(async (run) => {
        for (const type of nodeTypeNames) await run(`MATCH (n:${type}) DETACH DELETE n`);
      }),
    );
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

    test('many writers at once: all are counted', async () => {
      await engine.write((run) => putNodes(run, 'Segment', [{ id: 's', props: { records: 0 } }]));
      await Promise.all(
        Array.from({ length: 50 }, () =>
          engine.write((run) => run('MATCH (s:Segment {id: $id}) SET s.records = s.records + 1', { id: 's' })),
        ),
      );
      expect(await read('MATCH (s:Segment) RETURN s.records AS n')).toEqual([{ n: 50 }]);
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
      const seen = await dirtyMarks(read);
      await engine.write((run) => markDirty(run, ['a', 'b']));
      await engine.write((run) => clearDirty(run, seen.map((mark) => mark.id))); // prettier-ignore
      expect((await dirtyMarks(read)).map((mark) => mark.ids)).toEqual([['a', 'b']]);
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
