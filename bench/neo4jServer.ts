/** A server of bench/neo4jServe.ts, in a process of its own: `ours` or `peer`, over a Neo4j. Tells its address to its parent. */
import { argv } from 'node:process';
import neo4j from 'neo4j-driver';
import { startGraphQL } from '../schema/server.js';
import { hubOver } from './hubOver.js';
import { servePeer } from './neo4jPeer.js';

const [, , which, url = '', user = '', password = ''] = argv;
const address =
  which === 'ours'
    ? (await startGraphQL(await hubOver({ url, user, password }), { port: 0 })).url
    : await servePeer(neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true }));
process.send?.(address);
