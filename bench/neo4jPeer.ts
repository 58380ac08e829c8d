/**
 * The same profile on the same Neo4j data as others serve it, for bench/neo4jServe.ts: the bare statement, and
 * @neo4j/graphql with Apollo. The library is given its lists as statements of its own directive, which is the least work
 * for it: generated from relationships, a hop a type, they take longer.
 */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import type { GraphQLSchema } from 'graphql';
import type { Driver } from 'neo4j-driver';

const cases = (party: string): string =>
  `[(${party})<-[:OF]-(m:Mention)<-[:NAMES]-(d:Document) | {id: m.id, caseNumber: d.caseNumber, court: d.court, cause: d.cause, roles: m.roles, outcomes: d.outcomes, latest: d.date}]`;
const guarantees = (party: string): string =>
  `COLLECT { MATCH (${party})<-[:OF]-(:Mention)-[:PROVIDES]->(s:Security) RETURN {kind: s.kind, mode: s.mode, cap: {fen: toString(s.cap), currency: 'CNY'}, debtors: [(s)-[:FOR_DEBTOR]->(x:Mention) | {name: x.name}]} ORDER BY s.id }`;
const assets = (party: string): string =>
  `COLLECT { MATCH (${party})<-[:OF]-(:Mention)-[:OWNS]->(a:Asset) RETURN {kind: a.kind, certificateNumber: a.certificateNumber, descriptions: [(a)<-[r:DESCRIBES]-(:Document) | {description: r.description, states: r.states}]} ORDER BY a.id }`;

/** One statement, by hand. */
export const bare = `MATCH (p:Party {id: $id}) RETURN p.id AS id, p.name AS name, p.kind AS kind, ${cases('p')} AS cases, ${guarantees('p')} AS guaranteesGiven, ${assets('p')} AS assets`;

const newest = `COLLECT { UNWIND ${cases('this')} AS one RETURN one ORDER BY one.latest DESC, one.id LIMIT 20 }`;
const typeDefs = `#graphql
  enum PartyKind { PERSON ORGANIZATION }
  enum Role { PLAINTIFF DEFENDANT }
  enum Outcome { GRANTED DISMISSED SETTLED }
  enum SecurityKind { GUARANTEE }
  enum AssetKind { REAL_ESTATE VEHICLE }
  enum AssetState { SEIZED }
  type Money { fen: String! currency: String! }
  type PartyCase { caseNumber: String court: String cause: String roles: [Role!]! outcomes: [Outcome!]! latest: String }
  type CasePage { total: Int! nodes: [PartyCase!]! }
  type Named { name: String! }
  type Guarantee { kind: SecurityKind! mode: String cap: Money debtors: [Named!]! }
  type GuaranteePage { nodes: [Guarantee!]! }
  type Description { description: String states: [AssetState!]! }
  type Asset { kind: AssetKind! certificateNumber: String descriptions: [Description!]! }
  type AssetPage { nodes: [Asset!]! }
  type Party @node {
    id: ID!
    name: String!
    kind: PartyKind!
    mentions: Int!
    cases(first: Int): CasePage! @cypher(statement: "RETURN {total: this.mentions, nodes: ${newest}} AS page", columnName: "page")
    guaranteesGiven: GuaranteePage! @cypher(statement: "RETURN {nodes: ${guarantees('this')}} AS page", columnName: "page")
    assets: AssetPage! @cypher(statement: "RETURN {nodes: ${assets('this')}} AS page", columnName: "page")
  }
  type Query { party(id: ID!): Party @cypher(statement: "MATCH (p:Party {id: $id}) RETURN p", columnName: "p") }
`;
const resolvers = {
  PartyKind: { PERSON: 'person', ORGANIZATION: 'organization' },
  Role: { PLAINTIFF: 'plaintiff', DEFENDANT: 'defendant' },
  Outcome: { GRANTED: 'granted', DISMISSED: 'dismissed', SETTLED: 'settled' },
  SecurityKind: { GUARANTEE: 'guarantee' },
  AssetKind: { REAL_ESTATE: 'realEstate', VEHICLE: 'vehicle' },
  AssetState: { SEIZED: 'seized' },
};

export const peerSchema = (driver: Driver): Promise<GraphQLSchema> =>
  new Neo4jGraphQL({ typeDefs, resolvers, driver }).getSchema();

/** Serves it with Apollo on a free port. */
export async function servePeer(driver: Driver): Promise<string> {
  const server = new ApolloServer({
    schema: await peerSchema(driver),
    plugins: [ApolloServerPluginCacheControlDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0 }, context: () => Promise.resolve({}) });
  return new URL('/', url).href;
}
