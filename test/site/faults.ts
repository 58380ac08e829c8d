/** How a site misbehaves: each fault says when it strikes and what it does to the answer. */
import type { Found } from './shapes.js';

export interface Visit {
  readonly kind: 'robots' | 'entry' | 'list' | 'detail';
  /** Counted from 1 among the visits of its kind. */
  readonly number: number;
  /** Of a list. */
  readonly page: number;
}

export interface Raw {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** No answer ever comes. */
  readonly silent?: boolean;
}

export interface Fault {
  readonly on: Visit['kind'];
  /** Left out: always. */
  readonly when?: (visit: Visit) => boolean;
  /** How often it strikes; left out: for ever. */
  readonly times?: number;
  /** The site forgets what was asked. */
  readonly forgets?: 'dates' | 'court';
  /** Changes what was found, given what all pages would show. */
  readonly found?: (found: Found, all: Found) => Found;
  /** Changes what is sent. */
  readonly sends?: (body: string) => Raw;
}

const html = (text: string): Raw => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`,
});

const onPage = (wanted: number) => (visit: Visit) => visit.page === wanted;

/** Faults by name, at the place that `at` chooses: a page, or the so-manieth visit. */
export const faults = {
  dropsDates: (): Fault => ({ on: 'list', forgets: 'dates' }),
  dropsCourt: (): Fault => ({ on: 'list', forgets: 'court' }),
  losesPage: (at: number, times?: number): Fault => ({
    on: 'list',
    when: onPage(at),
    ...(times !== undefined && { times }),
    found: (found) => ({ ...found, documents: [] }),
  }),
  repeatsPage: (at: number): Fault => ({
    on: 'list',
    when: onPage(at),
    found: (found, all) => ({ ...found, documents: all.documents.slice(0, found.documents.length) }),
  }),
  changesTotal: (at: number, times?: number): Fault => ({
    on: 'list',
    when: onPage(at),
    ...(times !== undefined && { times }),
    found: (found) => ({ ...found, total: found.total + 3 }),
  }),
  countsNone: (): Fault => ({ on: 'list', found: (found) => ({ ...found, total: 0 }) }),
  misdates: (id: string): Fault => ({
    on: 'list',
    found: (found) => ({
      ...found,
      documents: found.documents.map((held) => (held.id === id ? { ...held, date: '2019-01-01' } : held)),
    }),
  }),
  showsNothing: (): Fault => ({ on: 'list', found: (found) => ({ ...found, total: 0, documents: [] }) }),
  asksForLogin: (at: number, on: Visit['kind'] = 'list'): Fault => ({
    on,
    when: ({ number }) => number >= at,
    sends: () => ({
      ...html('请登录'),
      body: '<html><body><form action="/login">用户名<input name="u">密码<input type="password" name="p"></form></body></html>',
    }),
  }),
  asksForCaptcha: (at: number, on: Visit['kind'] = 'list'): Fault => ({
    on,
    when: ({ number }) => number >= at,
    sends: () => ({ ...html('验证'), body: '<html><body>请输入验证码<img src="/captcha.png"></body></html>' }),
  }),
  failsPolitely: (at: number, times?: number, on: Visit['kind'] = 'list'): Fault => ({
    on,
    when: ({ number }) => number >= at,
    ...(times !== undefined && { times }),
    sends: () => html('系统繁忙，请稍后再试'),
  }),
  cutsAnswer: (at: number, times?: number, on: Visit['kind'] = 'list'): Fault => ({
    on,
    when: ({ number }) => number >= at,
    ...(times !== undefined && { times }),
    sends: (body) => ({ body: body.slice(0, Math.floor(body.length / 2)) }),
  }),
  answers: (
    status: number,
    at: number,
    times?: number,
    headers: Raw['headers'] = {},
    on: Visit['kind'] = 'list',
  ): Fault => ({
    on,
    when: ({ number }) => number >= at,
    ...(times !== undefined && { times }),
    sends: () => ({ status, headers, body: '' }),
  }),
  leadsAway: (target: string): Fault => ({ on: 'list', sends: () => ({ status: 302, headers: { location: target } }) }),
  isSilent: (times: number): Fault => ({ on: 'list', times, sends: () => ({ silent: true }) }),
  sendsTooMuch: (on: Visit['kind'] = 'detail', times?: number): Fault => ({
    on,
    ...(times !== undefined && { times }),
    sends: () => ({ body: new Uint8Array(17 << 20).fill(32) }),
  }),
  forbidsPrograms: (rules: string): Fault => ({ on: 'robots', sends: () => ({ body: rules }) }),
};

/** Faults that need no place of their own. */
const anywhere = ['dropsDates', 'dropsCourt', 'showsNothing'] as const;
/** Faults of a page that is not the first. */
const ofPages = ['losesPage', 'repeatsPage', 'changesTotal'] as const;
/** Faults from some visit on, and those that are got over. */
const fromThenOn = ['asksForLogin', 'asksForCaptcha'] as const;
const forAWhile = ['failsPolitely', 'cutsAnswer'] as const;

/** The faults of these names; from which visit on, the seed chooses. */
export function seeded(names: readonly string[], seed: number): readonly Fault[] {
  const one = <T extends string>(of: readonly T[], name: string): T | undefined => of.find((known) => known === name);
  return names.map((name, i) => {
    const visit = 2 + ((seed * 7919 + i * 104_729) % 20);
    const fixed = one(anywhere, name);
    if (fixed) return faults[fixed]();
    const page = one(ofPages, name);
    if (page) return faults[page](2);
    const ending = one(fromThenOn, name);
    if (ending) return faults[ending](visit);
    const passing = one(forAWhile, name);
    if (passing) return faults[passing](visit, 2);
    throw new Error(`no fault ${name}: choose of ${[...anywhere, ...ofPages, ...fromThenOn, ...forAWhile].join(', ')}`);
  });
}
