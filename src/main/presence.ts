/**
 * Who has the graph of a server open says so in it, again and again, so that nobody drops it under them: a lease for each
 * process, which nobody else wants.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../errors.js';
import type { Engine } from '../graph/engine.js';
import { leasesOf, takeLease } from '../graph/lease.js';
import { deleteNodes } from '../graph/rows.js';

/** Milliseconds after its last sign of life until a process counts as gone. */
const term = 60_000;
const heartbeat = term / 4;
/** Milliseconds that a process which ends waits until the graph knows. */
const farewell = 3000;

const prefix = 'process ';
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The same engine; from now on, and until it is closed, others see that it is open. */
export async function openly(engine: Engine, now: () => number = Date.now): Promise<Engine> {
  if (engine.dialect.exclusive) return engine;
  const id = `${prefix}${randomUUID()}`;
  const holder = `${hostname()} ${process.pid}`;
  const beat = (): Promise<unknown> =>
    engine.write((run) => takeLease(run, { id, holder, now: iso(now()), until: iso(now() + term) }));
  await beat();
  const dead = (await leasesOf(engine.read.bind(engine), prefix)).filter(({ until }) => until < iso(now()));
  if (dead.length) await engine.write((run) => deleteNodes(run, 'Lease', dead.map((lease) => lease.id))); // prettier-ignore
  const beating = setInterval(() => void beat().catch(() => undefined), heartbeat).unref();
  return {
    dialect: engine.dialect,
    get reads() {
      return engine.reads;
    },
    read: engine.read.bind(engine),
    write: engine.write.bind(engine),
    async close() {
      clearInterval(beating);
      // A store that does not answer need not be waited for: the sign runs out by itself.
      const told = engine.write((run) => deleteNodes(run, 'Lease', [id])).catch(() => undefined);
      await Promise.race([told, wait(farewell, undefined, { ref: false })]);
      await engine.close();
    },
  };
}

/** Throws UserError GRAPH_IN_USE while a process shows that it has the graph open. */
export async function refuseWhileOpen(engine: Engine, now: () => number = Date.now): Promise<void> {
  const alive = (await leasesOf(engine.read.bind(engine), prefix)).filter(({ until }) => until > iso(now()));
  if (!alive.length) return;
  const who = alive.map(({ holder }) => holder).join(', ');
  throw new UserError(
    `其他进程正在使用该图（主机名与进程号：${who}）。请运维人员停止全部服务和工作进程，再运行 cluegraph rebuild；被强行结束的进程一分钟后不再计入。 / Other processes have this graph open (host and process: ${who}). Whoever runs the hub must stop all servers and workers, then run cluegraph rebuild; one that was killed counts for another minute.`,
    { code: 'GRAPH_IN_USE' },
  );
}
