/** Where the servers of the tests listen and how to log in: the variables that tests read, with their defaults. */
export const variables = {
  TEST_NEO4J_URL: 'bolt://127.0.0.1:7687', // its user is neo4j
  TEST_NEO4J_PASSWORD: 'cluegraph-test',
  TEST_REDIS_URL: 'redis://127.0.0.1:6379',
  TEST_POSTGRES_URL: 'postgres://cluegraph:cluegraph@127.0.0.1:5432/cluegraph',
  TEST_MARIADB_URL: 'mysql://cluegraph:cluegraph@127.0.0.1:3306/cluegraph',
  TEST_S3_URL: 'http://cluegraph:cluegraph-test@127.0.0.1:9000/cluegraph', // key:secret@address/bucket
};
for (const name in variables) variables[name] = process.env[name] || variables[name];

/** The parts of such a URL; `path` is the database or the bucket, `address` may be shown to anybody. */
export function parts(url) {
  const { protocol, host, hostname, port, username, password, pathname } = new URL(url);
  const secret = decodeURIComponent(password);
  return { host: hostname, port, username, password: secret, path: pathname.slice(1), address: `${protocol}//${host}` };
}
