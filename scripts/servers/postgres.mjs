/** PostgreSQL of the distribution, over TCP only; a power loss may lose its data (fsync=off), a kill does not. */
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, run } from './programs.mjs';
import { parts, variables } from './variables.mjs';

const url = variables.TEST_POSTGRES_URL;
const nobody = 65534;

/** PostgreSQL refuses root: then its data belong to nobody, who may pass through the folders above them. */
function unprivileged(...command) {
  if (!isRoot) return command;
  const ids = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return ['setpriv', ...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', ...command];
}

function prepare(home, data) {
  const { username, password, path } = parts(url);
  const secret = join(home, 'password');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (isRoot) for (const owned of [data, secret]) chownSync(owned, nobody, nobody);
  const login = [`--username=${username}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const [initdb, ...options] = unprivileged(
    'initdb',
    '-D',
    data,
    ...login,
    '--no-locale',
    '--encoding=UTF8',
    '--no-sync',
  );
  run(initdb, options);
  const [single, ...rest] = unprivileged(
    'postgres',
    '--single',
    '-D',
    data,
    '-c',
    'log_min_messages=error',
    'postgres',
  );
  run(single, rest, { input: `CREATE DATABASE "${path}"\n`, stdio: ['pipe', 'ignore', 2] });
  rmSync(secret);
}

export const postgres = {
  url,
  programs: { initdb: 'postgresql', postgres: 'postgresql' },
  stopSignal: 'SIGINT', // SIGTERM would wait for the last client to leave

  async answers() {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    try {
      await client.connect();
      await client.query('SELECT 1');
    } finally {
      await client.end().catch(() => {});
    }
  },

  command(home) {
    const { host, port } = parts(url);
    const data = join(home, 'data');
    const prepared = join(data, 'prepared');
    if (!existsSync(prepared)) {
      prepare(home, data);
      writeFileSync(prepared, '');
    }
    const settings = [`listen_addresses=${host}`, `port=${port || 5432}`, 'unix_socket_directories=', 'fsync=off'];
    return unprivileged('postgres', '-D', data, ...settings.flatMap((setting) => ['-c', setting]));
  },
};
