import { readConfig } from '../src/config.js';
import type { Hub } from '../src/ingest/hub.js';
import { createLoaders, type Loaders } from './loaders.js';
import { maskFor, type Mask } from './masking.js';
import { readTogether, type Together } from './together.js';

/** What a resolver may know: the hub, one set of loaders for this request, how to mask, and the day it is. */
export interface Context {
  readonly hub: Hub;
  /** Reads together with what other requests ask for; what is read by ids has a loader. */
  readonly together: Together;
  readonly loaders: Loaders;
  readonly mask: Mask;
  /** Recorded with decisions and follow-ups when the caller gives no name. */
  readonly user: string;
  /** Today in China, ISO; what `asOf` is when left out. */
  readonly today: string;
}

/** Makes the context of one request; nothing in it outlives the request. */
export const createContext = (hub: Hub): Context => new RequestContext(hub);

/** What many answers do without is made when it is first asked for. No private names: Apollo answers with a copy. */
class RequestContext implements Context {
  readonly together: Together;
  readonly mask: Mask;
  private madeLoaders: Loaders | undefined;
  private madeToday: string | undefined;

  constructor(readonly hub: Hub) {
    this.together = togetherOf(hub);
    this.mask = maskFor(hub.showSensitive);
  }
  get loaders(): Loaders {
    return (this.madeLoaders ??= createLoaders(this.hub, this.together));
  }
  get today(): string {
    return (this.madeToday ??= day.format(new Date()));
  }
  get user(): string {
    return defaultUser();
  }
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
