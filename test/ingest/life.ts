/**
 * The hub of `src/main` over the samples, as a process that kills itself with SIGKILL: `life.ts <folder> <moment>` dies
 * when files and store have been asked for the moment-th time, wherever that is: with a file half written, written and not yet
 * named, between two statements of a transaction, before or after its commit, between stitch and discover, on any
 * start. It prints the number of moments when it comes to its end.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { configOf, now, samples, sources } from './real.js';

const [, , folder = '', moment = '0'] = process.argv;
const require = createRequire(import.meta.url);
let moments = 0;
type Asked = (...given: unknown[]) => unknown;
function watch(owner: object, names: readonly string[], live: (result: unknown) => void = () => undefined): void {
  const verbs = owner as Record<string, Asked>;
  for (const name of names) {
    const verb = verbs[name];
    if (!verb) throw new Error(`${name} is no more: the test must learn what took its place.`);
    verbs[name] = function (this: unknown, ...given: unknown[]) {
      if (++moments === Number(moment)) process.kill(process.pid, 'SIGKILL');
      const result = verb.apply(this, given);
      live(result);
      return result;
    };
  }
}
const files = new WeakSet<object>();
watch(require('node:fs/promises') as object, ['open', 'rename', 'mkdir'], (opening) => {
  void (opening as Promise<unknown>).then(
    (file) => {
      if (file && typeof file === 'object' && !files.has(file)) {
        files.add(file);
        watch(file, ['write', 'writev', 'sync']);
      }
    },
    () => undefined,
  );
});
syncBuiltinESMExports();
const grafeo = require('@grafeo-db/js') as Record<'GrafeoDB' | 'Transaction', { prototype: object }>;
watch(grafeo.GrafeoDB.prototype, ['executeCypher', 'beginTransaction']);
watch(grafeo.Transaction.prototype, ['executeCypher', 'commit']);

// Loaded after the watch is set, so that it is seen by everybody.
const { openHub } = await import('../../src/main/hub.js');
const hub = await openHub(configOf(folder, 1), { now });
for (const source of sources) {
  await hub.import({ source, path: join(samples, source), purpose: 'test', by: 'test' });
  await hub.idle();
}
await hub.close();
process.stdout.write(`moments ${moments}\n`);
