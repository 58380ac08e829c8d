/** The judgment site that an operator configured, as something the hub can pull from. */
import { BadRecordError } from '../../../src/errors.js';
import type { FetchedRecord } from '../../../src/ingest/connector.js';
import type { Pull } from '../../../src/ingest/pull.js';
import { decode } from '../../../src/read/text.js';
import { readShape } from '../shapes.js';
import { createClient, world, type World } from './client.js';
import { mirrorSite } from './mirrorSite.js';
import { oldSite } from './oldSite.js';
import { refusal } from './refusal.js';
import { slower } from './remarks.js';
import { restSite } from './restSite.js';
import type { Settings } from './settings.js';
import type { Listed, Site } from './site.js';
import type { Walked } from './pages.js';
import { walk } from './walk.js';
import { dayInChina } from './window.js';

const sites: Readonly<Record<Settings['SHAPE'], Site>> = { oldSite, rest: restSite, mirror: mirrorSite };

/** Codes of documents that did not arrive whole. Of others the reader says what is wrong, in quarantine. */
const damaged = new Set(['CUT', 'BROKEN_JSON', 'EMPTY', 'NOT_TEXT']);

export function createPull(settings: Settings, outside: World = world): Pull {
  const site = sites[settings.SHAPE];
  const base = new URL(settings.URL.endsWith('/') ? settings.URL : `${settings.URL}/`);
  const client = createClient(
    { base, contact: settings.CONTACT, rate: settings.RATE, cookie: settings.COOKIE },
    outside,
  );
  const size = settings.PAGE_SIZE ?? site.pageSize;
  const name = settings.NAME ?? settings.SHAPE.toLowerCase();

  const walked = (signal: AbortSignal): Walked => ({
    since: settings.SINCE,
    courts: settings.COURTS,
    days: settings.DAYS,
    lateDays: settings.LATE_DAYS,
    perDay: settings.PER_DAY,
    pageSize: size,
    maxPages: settings.MAX_PAGES ?? site.maxPages,
    concurrency: settings.CONCURRENCY,
    list: async (window, page) => {
      const list = await client.ask(site.list(window, page, size), (bytes) => listOf(site, bytes), signal);
      if (list) return list;
      throw refusal('');
    },
    detail: (id) =>
      client.ask(
        site.detail(id),
        (bytes) => documentOf(site, { key: `${name}/${id}`, bytes, mediaType: site.mediaType }),
        signal,
      ),
  });

  return {
    scope: [`${settings.SHAPE} ${base.href}`, ...settings.COURTS, `>= ${settings.SINCE}`].join(' '),
    legalBasis: settings.LEGAL_BASIS,
    ...(settings.EVERY !== undefined && { every: settings.EVERY }),

    async check() {
      const { signal } = new AbortController();
      const delay = await client.open(signal);
      const day = dayInChina(new Date(outside.now()));
      await walked(signal).list({ from: day, to: day, court: settings.COURTS[0] }, 1);
      return delay === null ? [] : [slower(delay)];
    },

    async *records(context) {
      const delay = await client.open(context.signal);
      if (delay !== null) context.note(slower(delay));
      return yield* walk(walked(context.signal), context);
    },
  };
}

function listOf(site: Site, bytes: Uint8Array): Listed {
  const text = textOf(bytes);
  const list = site.readList(text);
  if (list) return list;
  throw refusal(text);
}

/** The bytes unchanged, once they are seen to be a document of this site. */
function documentOf(site: Site, record: FetchedRecord): FetchedRecord {
  const text = textOf(record.bytes);
  if (!site.sign.test(text)) throw refusal(text);
  try {
    readShape(record.bytes, record.key);
  } catch (error) {
    if (!(error instanceof BadRecordError)) throw error;
    if (damaged.has(error.code)) throw refusal(text);
  }
  return record;
}

function textOf(bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof BadRecordError) return '';
    throw error;
  }
}
