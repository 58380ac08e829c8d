/**
 * Asks one site over HTTP, as a guest does: says who it is, obeys robots.txt, keeps its pace, comes back when it is told
 * to, and goes when it is not wanted.
 *
 *   turn      the moment a request may leave; all waiting is there, so that pace and back-off cannot forget each other
 *   answer    the body, read by the caller; what cannot be read counts as a failure and is asked for again
 */
import { setTimeout as wait } from 'node:timers/promises';
import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError, retry, wrap } from 'cockatiel';
import { CookieJar } from 'tough-cookie';
import { ClueGraphError, ConfigError, SourceError, StoppedError } from '../../../src/errors.js';
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

/** How robots.txt names us. */
const product = 'ClueGraph';
/** Bytes of one answer. */
const largest = 16 << 20;
/** Milliseconds of back-off: the first, the longest, and beyond which the run ends instead. */
const backoff = { first: 2_000, longest: 300_000, patience: 900_000 };
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

  const turn = async (signal: AbortSignal): Promise<void> => {
    free = Math.max(free, now()) + interval;
    for (let at = free - interval; now() < Math.max(at, resting);) await sleep(Math.max(at, resting) - now(), signal);
  };

  const send = async (url: URL, form: Ask['form'], signal: AbortSignal, hop = 0): Promise<Response> => {
    if (robots.isDisallowed(url.href, product)) throw forbidden();
    await turn(signal);
    const response = await fetch(url.href, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      headers: {
        'user-agent': `${product} (+${contact})`,
        accept: 'application/json, text/html;q=0.9, */*;q=0.8',
        'accept-language': 'zh-CN, zh;q=0.9',
        cookie: await cookies.getCookieString(url.href),
        ...(!form && memory.conditions(url.href)),
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) await cookies.setCookie(set, url.href, { ignoreError: true });
    const location = response.status >= 300 && response.status < 400 && response.headers.get('location');
    if (!location) return response;
    await response.body?.cancel();
    const target = URL.canParse(location, url.href) ? new URL(location, url) : null;
    if (target?.origin !== base.origin || hop === hops) throw ledAway();
    if (/login|captcha|verify|passport/i.test(target.pathname)) throw sessionEnded();
    return send(target, undefined, signal, hop + 1);
  };

  /** Throws SourceError unless the answer is one; null when there is nothing. */
  const body = async (url: URL, form: Ask['form'], signal: AbortSignal): Promise<Uint8Array | null> => {
    const response = await send(url, form, signal);
    const { status } = response;
    if (status === 200) return memory.keep(url.href, response.headers, await capped(response));
    await response.body?.cancel();
    if (status === 304) return memory.recall(url.href);
    if (status === 404 || status === 410) return null;
    if (status === 401) throw sessionEnded();
    if (status === 429 || status === 503) throw tooBusy(rest(response.headers.get('retry-after')));
    throw status >= 500 ? serverFault(status) : refused(status);
  };

  /** Rests as long as the site asks; the milliseconds of it, if it is told. */
  const rest = (after: string | null): number => {
    const ms = after === null ? NaN : /^\d+$/.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - now();
    if (ms > 0) resting = Math.max(resting, now() + Math.min(ms, backoff.patience));
    return ms > 0 ? ms : 0;
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
          const bytes = await body(url, form, signal);
          return bytes && read(bytes);
        } catch (error) {
          if (signal.aborted) throw stopped(error);
          const known = error instanceof ClueGraphError ? error : noAnswer(error);
          if (mayPass(known))
            resting = Math.max(resting, now() + Math.min(backoff.first * 2 ** attempt, backoff.longest));
          throw known;
        }
      }, signal);
    } catch (error) {
      throw isBrokenCircuitError(error) ? siteDown(error) : error;
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
    if (size > largest) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const forbidden = (): ConfigError =>
  new ConfigError(
    '网站的 robots.txt 不允许程序访问该页面。请取得网站的许可和专用接口，或取消 CLUEGRAPH_JUDGMENTS_URL。 / The robots.txt of the site does not allow programs there. Get permission and an interface of its own from the owner of the site, or unset CLUEGRAPH_JUDGMENTS_URL.',
    { code: 'ROBOTS' },
  );

const ledAway = (): SourceError =>
  new SourceError(
    '网站把请求转往别的网站，未跟随。请核对 CLUEGRAPH_JUDGMENTS_URL。 / The site leads to another site; it was not followed. Check CLUEGRAPH_JUDGMENTS_URL.',
    { code: 'LED_AWAY' },
  );

const tooBusy = (ms: number): SourceError =>
  ms > backoff.patience
    ? new SourceError(
        `网站要求 ${Math.ceil(ms / 60_000)} 分钟后再来。届时再试；可降低 CLUEGRAPH_JUDGMENTS_RATE。 / The site asks to come back in ${Math.ceil(ms / 60_000)} minutes. Try then; a lower CLUEGRAPH_JUDGMENTS_RATE may help.`,
        { code: 'COME_BACK_LATER' },
      )
    : new SourceError(
        '网站繁忙，请求过多。稍后再试；可降低 CLUEGRAPH_JUDGMENTS_RATE。 / The site is busy or finds us too many. Try later; a lower CLUEGRAPH_JUDGMENTS_RATE may help.',
        { code: 'TOO_BUSY' },
      );

const serverFault = (status: number): SourceError =>
  new SourceError(
    `网站出错（${status}）。稍后再试；若总是如此，请联系网站。 / The site failed (${status}). Try later; if it stays so, tell its owner.`,
    { code: 'SERVER_FAULT' },
  );

const refused = (status: number): SourceError =>
  new SourceError(
    `网站拒绝了请求（${status}）。请核对许可、CLUEGRAPH_JUDGMENTS_URL 和 CLUEGRAPH_JUDGMENTS_SHAPE。 / The site refused (${status}). Check the permission, CLUEGRAPH_JUDGMENTS_URL and CLUEGRAPH_JUDGMENTS_SHAPE.`,
    { code: 'REFUSED' },
  );

const noAnswer = (cause: unknown): SourceError =>
  new SourceError(
    '网站没有应答。请核对 CLUEGRAPH_JUDGMENTS_URL 和网络，或稍后再试。 / The site does not answer. Check CLUEGRAPH_JUDGMENTS_URL and the network, or try later.',
    { code: 'NO_ANSWER', cause },
  );

const tooLarge = (): SourceError =>
  new SourceError(
    `网站的应答超过 ${largest >> 20} MB，不是文书。请核对 CLUEGRAPH_JUDGMENTS_SHAPE，或联系网站。 / The answer is larger than ${largest >> 20} MB: no document. Check CLUEGRAPH_JUDGMENTS_SHAPE, or tell the owner of the site.`,
    { code: 'TOO_LARGE' },
  );

const siteDown = (cause: unknown): SourceError =>
  new SourceError(
    '网站接连出错，已停止请求。约十五分钟后再试；若总是如此，请联系网站。 / The site failed again and again; we stopped asking. Try in a quarter of an hour; if it stays so, tell its owner.',
    { code: 'SITE_DOWN', cause },
  );

const stopped = (cause: unknown): StoppedError =>
  new StoppedError(
    '已停止获取，已得到的内容已保留。重新开始即可继续。 / Fetching was stopped; what was given is kept. Start again to go on.',
    { cause },
  );
