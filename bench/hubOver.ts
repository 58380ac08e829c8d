import type { Hub } from '../src/ingest/hub.js';
import { openNeo4j, type Neo4jAddress } from '../src/graph/neo4j.js';

/** As much of a hub as answering a profile takes: a graph that is there already. */
export async function hubOver(address: Neo4jAddress): Promise<Hub> {
  const engine = await openNeo4j(address);
  const hub: Pick<Hub, 'engine' | 'attend' | 'connectors' | 'showSensitive'> = {
    engine,
    attend: () => () => undefined,
    connectors: [],
    showSensitive: false,
  };
  return hub as Hub;
}
