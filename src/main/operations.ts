/**
 * What whoever runs the hub asks of each of its processes:
 *
 *   /livez     200 while the process lives; else it is to be started again
 *   /readyz    200 when graph, archive and queue answer and it is not stopping, else 503 with the part and what to do
 *   /metrics   what it counts, for Prometheus
 */
import express, { type Router } from 'express';
import helmet from 'helmet';
import { collectDefaultMetrics } from 'prom-client';
import { registry } from '../metrics.js';
import type { OwnedHub } from './hub.js';
import { countStanding, standingOf } from './standing.js';
import { isStopping } from './stopping.js';

/** `hubNow`: the hub, once it is open. */
export function operations(hubNow: () => OwnedHub | undefined): Router {
  collectOnce();
  const standing = once(hubNow, standingOf);
  const count = once(hubNow, countStanding);
  const router = express.Router();
  router.use(['/livez', '/readyz', '/metrics'], helmet(), (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.get('/livez', (_request, response) => {
    response.json({ ok: true });
  });
  router.get('/readyz', async (_request, response) => {
    if (isStopping()) response.status(503).json({ ready: false, stopping: true });
    else {
      const found = (await standing()) ?? { ready: false, opening: true };
      response.status(found.ready ? 200 : 503).json(found);
    }
  });
  router.get('/metrics', async (_request, response) => {
    await Promise.all([standing(), count()]);
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Begins with the hub, and is nothing before. */
function once<T>(hubNow: () => OwnedHub | undefined, begin: (hub: OwnedHub) => () => Promise<T>) {
  let begun: (() => Promise<T>) | undefined;
  return async (): Promise<T | undefined> => {
    const hub = hubNow();
    begun ??= hub && begin(hub);
    return begun?.();
  };
}

let collecting = false;
function collectOnce(): void {
  if (!collecting) collectDefaultMetrics({ register: registry });
  collecting = true;
}
