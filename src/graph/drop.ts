/** Dropping the graph of a server, in transactions that its memory holds. */
import { nodeTypeNames } from '../model/nodes.js';
import type { Engine } from './engine.js';
import { createNodes, deleteNodes } from './rows.js';

/** Nodes that one transaction deletes with their links. */
const portion = 5000;

const mark = 'dropping';

/**
 * Deletes every node of the model with its links; what else the server holds stays. A mark that is written first and
 * deleted last says that what is there meanwhile is no graph.
 */
export async function drop(engine: Engine): Promise<void> {
  await engine.write(async (run) => {
    await deleteNodes(run, 'Migration', [mark]);
    await createNodes(run, 'Migration', [{ id: mark, props: {} }]);
  });
  await finishDrop(engine);
}

/**
 * Goes on with a drop that was interrupted, if there was one. Several processes may do so at once: none deletes anything
 * once one has taken the mark away, which waits for what is being deleted.
 */
export async function finishDrop(engine: Engine): Promise<void> {
  const marked = await engine.read('MATCH (m:Migration {id: $mark}) RETURN m.id AS id', { mark });
  if (!marked.length) return;
  for (const type of nodeTypeNames)
    for (let deleted = portion; deleted === portion;) {
      const [row] = await engine.write((run) =>
        run<{ n: number }>(
          `MATCH (m:Migration {id: $mark}) SET m.asked = 0
           WITH m MATCH (n:${type}) WHERE n.id <> $mark WITH n LIMIT ${portion} DETACH DELETE n RETURN count(*) AS n`,
          { mark },
        ),
      );
      deleted = row?.n ?? 0;
    }
  await engine.write((run) => deleteNodes(run, 'Migration', [mark]));
}
