import { readConfig } from '../src/config.js';
import type { Hub } from '../src/ingest/hub.js';
import { createLoaders, type Loaders } from './loaders.js';
import { maskFor, type Mask } from './masking.js';
import { readTogether, type Together } from './together.js';

/** What a resolver may know: the hub, one set of loaders for this request, how to mask, and the day it is. */
export interface Context {
  readonly hub: Hub;
  readonly loaders: Loaders;
  readonly mask: Mask;
  /** Recorded with decisions and follow-ups when the caller gives no name. */
  readonly user: string;
  /** Today in China, ISO; what `asOf` is when left out. */
  readonly today: string;
}

/** Makes the context of one request; nothing in it outlives the request. */
export function createContext(hub: Hub): Context {
  return {
    hub,
    loaders: createLoaders(hub, togetherOf(hub)),
    mask: maskFor(hub.showSensitive),
    user: defaultUser(),
    today: day.format(new Date()),
  };
}

/** Readers of one hub that see the same: today all of them, masked or not. */
type Scope = 'masked' | 'open';
const scopes = new WeakMap<Hub, Map<Scope, Together>>();

function togetherOf(hub: Hub): Together {
  const scope: Scope = hub.showSensitive ? 'open' : 'masked';
  const ofHub = scopes.get(hub) ?? new Map<Scope, Together>();
  scopes.set(hub, ofHub);
  const together = ofHub.get(scope) ?? readTogether(hub.engine.read.bind(hub.engine));
  ofHub.set(scope, together);
  return together;
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

let user: string | undefined;
const defaultUser = (): string => (user ??= readConfig().user);
