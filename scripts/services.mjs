/**
 * Starts, waits for, and stops the real servers that tests use: Neo4j, Redis, PostgreSQL, MariaDB and SeaweedFS (S3).
 *
 *   npm run services                        start all, or only the named: npm run services -- start neo4j redis
 *   npm run services -- stop | status       stop what was started here; tell what runs
 *   npm run services -- run COMMAND ...     start, run the command with the variables set, stop what this run started
 *   eval "$(node scripts/services.mjs env)" set the variables in a shell
 *
 * A server that already answers at its URL is used as it is and never stopped. The URLs and passwords are those of the
 * variables TEST_*, see servers/variables.mjs. Programs, data, logs and process ids are kept in .services/.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureInstalled, root } from '../bin/ensure.mjs';
import { mariadb } from './servers/mariadb.mjs';
import { neo4j } from './servers/neo4j.mjs';
import { postgres } from './servers/postgres.mjs';
import { end, lastWords, launch, running } from './servers/processes.mjs';
import { Hindrance, installPrograms, say, widenPath } from './servers/programs.mjs';
import { redis } from './servers/redis.mjs';
import { s3 } from './servers/s3.mjs';
import { parts, variables } from './servers/variables.mjs';

/**
 * A server is: `url`; `programs`, each with the Debian package that holds it; `answers()`, which logs in, asks something
 * and rejects when it cannot; `command(home)`, its command line once its data are made; `stopSignal`.
 */
const servers = { neo4j, redis, postgres, mariadb, s3 };
const patience = 120_000;

const homeOf = (name) => join(root, '.services', name);
const addressOf = (name) => parts(servers[name].url).address;
const isHere = (name) => ['127.0.0.1', 'localhost', '[::1]'].includes(parts(servers[name].url).host);

/** `ready`, `down` (nothing listens), or why what listens there cannot be used. */
async function stateOf(name) {
  const silence = sleep(5000, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer')));
  try {
    await Promise.race([servers[name].answers(), silence]);
    return 'ready';
  } catch (error) {
    const text = `${error.code} ${error.cause?.code} ${error.message}`;
    return /ECONNREFUSED|ServiceUnavailable|Connection is closed|ETIMEDOUT/.test(text) ? 'down' : error.message;
  }
}

async function isDown(name) {
  const state = await stateOf(name);
  const variable = `TEST_${name.toUpperCase()}_URL`;
  const address = addressOf(name);
  if (state === 'ready') say(`${name} 已在运行`, `${name} already runs at ${address}`);
  if (state === 'ready' || running(homeOf(name)) !== undefined) return state !== 'ready';
  if (state !== 'down')
    throw new Hindrance(
      `${address} 已有服务，但无法登录（${state}）：请停止该服务，或用 ${variable} 指定其他地址`,
      `What runs at ${address} does not let the tests in (${state}): stop it, or name another address in ${variable}`,
    );
  if (!isHere(name))
    throw new Hindrance(
      `${address} 没有响应，且不在本机：请启动该服务，或取消设置 ${variable}`,
      `Nothing answers at ${address}, which is not this machine: start it, or unset ${variable}`,
    );
  return true;
}

async function untilReady(name) {
  const home = homeOf(name);
  const deadline = Date.now() + patience;
  let state = await stateOf(name);
  while (state !== 'ready') {
    const ended = running(home) === undefined;
    if (ended || Date.now() > deadline)
      throw new Hindrance(
        `${lastWords(home)}\n${name} ${ended ? '已退出' : `未能就绪（${state}）`}：日志 ${home}/log；数据损坏时删除 ${home} 后重试`,
        `${name} ${ended ? 'ended' : `does not answer (${state})`}: see ${home}/log; if its data are damaged, delete ${home}`,
      );
    await sleep(200);
    state = await stateOf(name);
  }
  say(`${name} 已就绪`, `${name} is ready at ${addressOf(name)}`);
}

/** Returns the names of those that it started. */
async function start(names) {
  const down = await Promise.all(names.map(isDown));
  const toStart = names.filter((_, i) => down[i]);
  installPrograms(Object.assign({}, ...toStart.map((name) => servers[name].programs)));
  for (const name of toStart) if (running(homeOf(name)) === undefined) launch(homeOf(name), servers[name].command);
  await Promise.all(toStart.map(untilReady));
  return toStart;
}

async function stop(names) {
  const ends = names.map(async (name) => {
    if (await end(homeOf(name), servers[name].stopSignal)) say(`${name} 已停止`, `${name} has stopped`);
  });
  await Promise.all(ends);
}

async function status(names) {
  for (const name of names) {
    const state = await stateOf(name);
    const word = { ready: '就绪 / ready', down: '未运行 / down' }[state] ?? `不可用 / unusable: ${state}`;
    const pid = running(homeOf(name));
    const by = pid === undefined ? '' : `，由本脚本启动 / started here (pid ${pid})`;
    console.log(`${name.padEnd(9)} ${addressOf(name).padEnd(28)} ${word}${by}`);
  }
}

function env() {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${quoted(value)}`);
}

async function around([program, ...args]) {
  if (program === undefined) throw new Hindrance('run 之后需要命令', 'run needs a command after it');
  const started = await start(Object.keys(servers));
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => {
    child.on('error', (error) => resolve((console.error(error.message), 127)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
  await stop(started);
}

const verbs = { start, stop, status, env, run: around };
const [verb = 'start', ...words] = process.argv.slice(2);
const unknown = verb in verbs ? words.find((word) => verb !== 'run' && !(word in servers)) : verb;
try {
  if (unknown !== undefined) {
    const known = `${Object.keys(verbs).join(' | ')}; ${Object.keys(servers).join(' | ')}`;
    throw new Hindrance(`不认识 ${unknown}：可用 ${known}`, `Unknown: ${unknown}. Known: ${known}`);
  }
  if (verb !== 'env' && verb !== 'stop') ensureInstalled();
  widenPath();
  await verbs[verb](verb === 'run' || words.length > 0 ? words : Object.keys(servers));
} catch (error) {
  console.error(error instanceof Hindrance ? error.message : error);
  process.exitCode = 1;
}
process.exit(); // a client that waits for a silent server would keep this process
