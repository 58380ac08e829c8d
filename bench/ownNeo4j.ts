import { readFileSync } from 'node:fs';
import { memoryMB, neo4jPassword, startServer, stopped, urls } from './ownServer.js';

export interface OwnNeo4j {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Resident memory of the server in MB. */
  residentMB(): number;
  /** Seconds of processor that the server has used. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts a Neo4j of a bench's own in a folder and waits until it answers. */
export async function startNeo4j(home: string): Promise<OwnNeo4j> {
  const child = await startServer('neo4j', home);
  return {
    url: urls.neo4j,
    user: 'neo4j',
    password: neo4jPassword,
    residentMB: () => memoryMB(child).now,
    cpuSeconds() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    stop: () => stopped(child),
  };
}
