/** MariaDB of the distribution; a power loss may lose its data, a kill does not. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, run } from './programs.mjs';
import { parts, variables } from './variables.mjs';

const url = variables.TEST_MARIADB_URL;
const asSelf = isRoot ? ['--user=root'] : []; // it refuses root unless told

/** Run by the server at every start. */
function init({ username, password, path }) {
  return `CREATE DATABASE IF NOT EXISTS \`${path}\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '${username}'@'%' IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO '${username}'@'%';\n`;
}

export const mariadb = {
  url,
  programs: {
    mariadbd: 'mariadb-server-core',
    'mariadb-install-db': 'mariadb-server-core',
    // Called by the one above, without a dependency on its package.
    my_print_defaults: 'mariadb-client-core',
  },
  stopSignal: 'SIGTERM',

  async answers() {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    try {
      await connection.query('SELECT 1');
    } finally {
      connection.destroy();
    }
  },

  command(home) {
    const data = join(home, 'data');
    const prepared = join(data, 'prepared');
    if (!existsSync(prepared)) {
      rmSync(data, { recursive: true, force: true });
      const login = ['--auth-root-authentication-method=normal', '--skip-test-db', ...asSelf];
      run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...login]);
      writeFileSync(prepared, '');
    }
    const { host, port, ...login } = parts(url);
    const sql = join(home, 'init.sql');
    writeFileSync(sql, init(login), { mode: 0o600 });
    const where = [
      `--datadir=${data}`,
      `--socket=${join(home, 'socket')}`,
      `--bind-address=${host}`,
      `--port=${port || 3306}`,
    ];
    const how = ['--character-set-server=utf8mb4', '--innodb-flush-log-at-trx-commit=0', ...asSelf];
    return ['mariadbd', '--no-defaults', `--init-file=${sql}`, ...where, ...how];
  },
};
