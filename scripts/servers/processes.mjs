/** Starts servers that outlive this script, remembers which, and stops them; each keeps to its own folder. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Process ids are used again: the same id with another start time is another process. Empty when it has ended. */
function startOf(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [state = 'Z', ...start] = (stdout ?? '').trim().split(/\s+/);
  return state.startsWith('Z') ? '' : start.join(' ');
}

/** The id of the server that was launched in this folder, while it runs. */
export function running(home) {
  const file = join(home, 'pid');
  if (!existsSync(file)) return undefined;
  const [pid, ...start] = readFileSync(file, 'utf8').trim().split(' ');
  return start.length > 0 && startOf(pid) === start.join(' ') ? Number(pid) : undefined;
}

/** @param {(home: string) => string[]} command makes the data where they are missing, gives program and arguments */
export function launch(home, command) {
  mkdirSync(home, { recursive: true });
  const [program, ...args] = command(home);
  const log = openSync(join(home, 'log'), 'w');
  const child = spawn(program, args, { cwd: home, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  writeFileSync(join(home, 'pid'), `${child.pid} ${startOf(child.pid)}\n`);
}

/** Asks the server to end and waits; after a minute ends it. */
export async function end(home, signal) {
  const pid = running(home);
  if (pid !== undefined) process.kill(pid, signal);
  for (let waited = 0; running(home) !== undefined; waited += 200) {
    if (waited > 60_000) process.kill(pid, 'SIGKILL');
    await sleep(200);
  }
  rmSync(join(home, 'pid'), { force: true });
  return pid !== undefined;
}

/** The last lines it wrote. */
export function lastWords(home) {
  const log = join(home, 'log');
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n') : '';
}
