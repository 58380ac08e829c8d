import type { Config } from '../config.js';
import { dropGraph } from './engine.js';
import { openHub, type OwnedHub } from './hub.js';

/** Drops the graph and makes it again from the archive. Nothing is lost: all else is derived from what stays. */
export async function rebuild(config: Config): Promise<OwnedHub> {
  await dropGraph(config);
  const hub = await openHub(config);
  await hub.idle();
  return hub;
}
