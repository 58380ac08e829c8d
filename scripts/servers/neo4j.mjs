/** Neo4j 5.26 Community: its one Maven artifact and a plain java command (GPL-3.0: a process of its own, never linked). */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mavenJars, run } from './programs.mjs';
import { parts, variables } from './variables.mjs';

const version = '5.26.30';
const url = variables.TEST_NEO4J_URL;
const password = variables.TEST_NEO4J_PASSWORD;

const jvm = [
  ...['-Xms512m', '-Xmx1g', '-XX:+UseG1GC', '-XX:-OmitStackTraceInFastThrow', '-XX:+DisableExplicitGC'],
  ...['-Djdk.nio.maxCachedBufferSize=1024', '-Dio.netty.tryReflectionSetAccessible=true', '-Dlog4j2.disable.jmx=true'],
  ...['java.nio', 'java.io', 'sun.nio.ch'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
];

const configuration = (home, address) => ({
  'server.bolt.listen_address': address,
  'server.bolt.advertised_address': address,
  'server.http.enabled': false,
  'server.memory.pagecache.size': '256m',
  'server.directories.data': join(home, 'data'),
  'server.directories.logs': join(home, 'logs'),
  'dbms.security.auth_enabled': true,
  'dbms.usage_report.enabled': false,
  'db.logs.query.enabled': 'OFF',
  'db.tx_log.rotation.retention_policy': '256M size',
});

export const neo4j = {
  url,
  programs: { java: 'openjdk-17-jre-headless', mvn: 'maven' },
  stopSignal: 'SIGTERM',

  async answers() {
    const { default: driverOf } = await import('neo4j-driver');
    const atOnce = { connectionTimeout: 3000, maxTransactionRetryTime: 0 };
    const driver = driverOf.driver(url, driverOf.auth.basic('neo4j', password), atOnce);
    try {
      await driver.executeQuery('RETURN 1');
    } finally {
      await driver.close();
    }
  },

  command(home) {
    const { host, port } = parts(url);
    const jars = mavenJars(home, 'org.neo4j', 'neo4j', version);
    const conf = join(home, 'conf');
    mkdirSync(conf, { recursive: true });
    const lines = Object.entries(configuration(home, `${host}:${port || 7687}`)).map(
      ([name, value]) => `${name}=${value}\n`,
    );
    writeFileSync(join(conf, 'neo4j.conf'), lines.join(''));
    if (!existsSync(join(home, 'data'))) {
      const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: conf };
      run('java', ['-cp', jars, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password], { env });
    }
    const server = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${conf}`];
    return ['java', ...jvm, '-cp', jars, ...server];
  },
};
