/**
 * Asks one site over HTTP, as a guest does: says who it is, obeys robots.txt, keeps its pace, comes back when it is told
 * to, and goes when it is not wanted.
 *
 *   turn      the moment a request may leave; all waiting is there, so that pace and back-off cannot forget each other
 *   answer    the body, read by the caller; what cannot be read counts as a failure and is asked for again
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { CookieJar } from 'tough-cookie';
import { ClueGraphError, SourceError } from '../../../src/errors.js';
import * as failure from './failures.js';
import { createMemory } from './memory.js';
import { sessionEnded } from './refusal.js';
import { robotsOf } from './robots.js';
import type { Ask } from './site.js';

/** The world outside, for tests to replace. */
export interface World {
  readonly fetch: typeof fetch;
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds that one answer may take. */
  readonly patience: number;
}

export const world: World = {
  fetch,
  now: Date.now,
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  patience: 60_000,
};

export interface Manners {
  readonly base: URL;
  readonly contact: string;
  /** Requests a second. */
  readonly rate: number;
  readonly cookie?: string | undefined;
}

export interface Client {
  /** A new session: cookies, robots.txt, the entry page. Gives back the seconds between requests that the site wants, if more than ours. */
  open(signal: AbortSignal): Promise<number | null>;
  /**
   * What `read` makes of the answer; null when the site says that it is not there. Throws what `read` throws, SourceError
   * or ConfigError.
   */
  ask<T>(what: Ask, read: (body: Uint8Array) => T, signal: AbortSignal): Promise<T | null>;
}

type Answer = { readonly bytes: Uint8Array } | { readonly to: string } | null;

/** How robots.txt names us. */
const product = 'ClueGraph';
/** Bytes of one answer. */
const largest = 16 << 20;
/** Milliseconds of back-off: the first, doubled each time, and the longest, beyond which the run ends instead. */
const backoff = { first: 2_000, patience: 900_000 };
const attempts = 4;
const hops = 3;

/** Failures that may pass. */
const passing = new Set(['TOO_BUSY', 'SERVER_FAULT', 'NO_ANSWER', 'NOT_AN_ANSWER', 'CUT']);
const mayPass = (error: Error): boolean => error instanceof SourceError && passing.has(error.code);

export function createClient({ base, contact, rate, cookie }: Manners, { fetch, now, sleep, patience }: World): Client {
  let cookies = new CookieJar();
  let robots = robotsOf(new URL('/robots.txt', base).href, '');
  let interval = 1000 / rate;
  let free = 0;
  let resting = 0;
  const memory = createMemory();
  // The waiting between attempts is done by `turn`.
  const policy = wrap(
    retry(handleWhen(mayPass), { maxAttempts: attempts - 1 }),
    circuitBreaker(handleWhen(mayPass), {
      halfOpenAfter: backoff.patience,
      breaker: new ConsecutiveBreaker(3 * attempts),
    }),
  );

  const timely = timeout(patience, TimeoutStrategy.Cooperative);

  const rest = (ms: number): void => {
    resting = Math.max(resting, now() + Math.min(ms, backoff.patience));
  };

  const turn = async (signal: AbortSignal): Promise<void> => {
    free = Math.max(free, now()) + interval;
    for (let at = free - interval; now() < Math.max(at, resting);) await sleep(Math.max(at, resting) - now(), signal);
  };

  /** One request and its answer: the body, where the site sends us instead, or null when there is nothing. */
  const exchange = async (url: string, form: Ask['form'], signal: AbortSignal): Promise<Answer> => {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      signal,
      headers: {
        'user-agent': `${product} (+${contact})`,
        accept: 'application/json, text/html;q=0.9, */*;q=0.8',
        'accept-language': 'zh-CN, zh;q=0.9',
        cookie: await cookies.getCookieString(url),
        ...(!form && memory.conditions(url)),
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    const { status, headers } = response;
    for (const set of headers.getSetCookie()) await cookies.setCookie(set, url, { ignoreError: true });
    if (status === 200) {
      const bytes = await capped(response);
      return { bytes: form ? bytes : memory.keep(url, headers, bytes) };
    }
    await response.body?.cancel();
    if (status === 304) return { bytes: memory.recall(url) };
    if (status === 404 || status === 410) return null;
    if (status === 401) throw sessionEnded();
    if (status === 429 || status === 503) throw rested(headers.get('retry-after'));
    if (status >= 500) throw failure.serverFault(status);
    const location = headers.get('location');
    if (status >= 400 || location === null) throw failure.refused(status);
    return { to: location };
  };

  /** The body at `url`, wherever on the same site it is. */
  const visit = async (url: URL, form: Ask['form'], signal: AbortSignal, hop = 0): Promise<Uint8Array | null> => {
    if (robots.isDisallowed(url.href, product)) throw failure.forbidden();
    await turn(signal);
    const answer = await timely.execute((context) => exchange(url.href, form, context.signal), signal);
    if (answer === null || 'bytes' in answer) return answer?.bytes ?? null;
    const target = URL.canParse(answer.to, url.href) ? new URL(answer.to, url) : null;
    if (target?.origin !== base.origin || hop === hops) throw failure.ledAway();
    if (/login|captcha|verify|passport/i.test(target.pathname)) throw sessionEnded();
    return visit(target, undefined, signal, hop + 1);
  };

  /** Rests as long as the site asks, and is the error that says so. */
  const rested = (after: string | null): SourceError => {
    const ms = after === null ? NaN : /^\d+$/.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - now();
    if (ms > 0) rest(ms);
    return ms > backoff.patience ? failure.comeBackLater(ms) : failure.tooBusy();
  };

  const asked = async <T>(
    url: URL,
    form: Ask['form'],
    read: (body: Uint8Array) => T,
    signal: AbortSignal,
  ): Promise<T | null> => {
    try {
      return await policy.execute(async ({ attempt }) => {
        try {
          const bytes = await visit(url, form, signal);
          return bytes && read(bytes);
        } catch (error) {
          if (signal.aborted) throw failure.stopped(error);
          const known = error instanceof ClueGraphError ? error : failure.noAnswer(error);
          if (mayPass(known)) rest(backoff.first * 2 ** attempt);
          throw known;
        }
      }, signal);
    } catch (error) {
      throw isBrokenCircuitError(error) ? failure.siteDown(error) : error;
    }
  };

  return {
    async open(signal) {
      cookies = new CookieJar();
      for (const one of cookie?.split(/;\s*/).filter(Boolean) ?? []) await cookies.setCookie(one, base.href);
      const file = new URL('/robots.txt', base);
      robots = robotsOf(file.href, '');
      const rules = await asked(file, undefined, (bytes) => Buffer.from(bytes).toString('utf8'), signal);
      robots = robotsOf(file.href, rules ?? '');
      const wanted = (robots.getCrawlDelay(product) ?? 0) * 1000;
      interval = Math.max(1000 / rate, wanted);
      if (!robots.isDisallowed(base.href, product)) await asked(base, undefined, () => null, signal);
      return wanted > 1000 / rate ? wanted / 1000 : null;
    },
    ask: ({ path, form }, read, signal) => asked(new URL(path, base), form, read, signal),
  };
}

/** The whole body, or an error when it is larger than any document. */
async function capped(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > largest) throw failure.tooLarge(largest);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
