import type { NodeType } from '../model/nodes.js';
import type { Dialect } from './dialect.js';
import type { Run } from './engine.js';

/**
 * Makes other transactions wait before they change these nodes or link to them. Output: the ids that may exist; what is
 * made of the others meanwhile is met by their constraint, and the transaction runs again.
 */
export type Lock = (run: Run, type: NodeType, ids: readonly string[]) => Promise<readonly string[]>;

export const lockFor =
  (dialect: Dialect): Lock =>
  async (run, type, ids) => {
    const text = dialect.lockNodes(type);
    if (text === null || !ids.length) return ids;
    return (await run<{ id: string }>(text, { ids: [...new Set(ids)].sort() })).map(({ id }) => id);
  };
