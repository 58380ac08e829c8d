/**
 * Makes a fresh clone ready: installs packages when the lock file is newer than what is installed, builds when a source
 * is newer than the build. Says what it does; does nothing when nothing is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。\nNode.js 20.19 or later is needed, this is ${process.versions.node}: install it from your distribution or nodejs.org.`);
  process.exit(1);
}

const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : time(path));
  }
  return latest;
}

function run(zh, en, command, args) {
  console.error(`${zh} … / ${en} …`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(`${zh}失败。/ ${en} failed${error ? `: ${error.message}` : ''}. The lines above say why; mend it and run the command again.`);
  process.exit(status ?? 1);
}

export function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.cluegraph-installed');
  if (time(stamp) >= Math.max(time(join(root, 'package-lock.json')), time(join(root, 'package.json')))) return;
  run('正在安装依赖', 'Installing packages', 'npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error']);
  writeFileSync(stamp, '');
}

export function ensureBuilt() {
  const stamp = join(root, 'dist', '.built');
  const sources = ['src', 'schema', 'connectors', 'bench'].map((folder) => newest(join(root, folder)));
  if (time(stamp) >= Math.max(...sources, time(join(root, 'tsconfig.build.json')))) return;
  run('正在构建', 'Building', process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  if (process.argv.includes('--build')) ensureBuilt();
}
