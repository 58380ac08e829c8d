/**
 * A site on 127.0.0.1 that imitates those that publish judgments, in each of their shapes, and misbehaves as told. For
 * tests, and for people who want to see a pull before they have permission for a real site.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import iconv from 'iconv-lite';
import { sha256 } from '../../src/model/ids.js';
import type { HeldDocument } from './documents.js';
import type { Fault, Raw, Visit } from './faults.js';
import { shapes, type Found, type Query, type ShapeName } from './shapes.js';

export interface SiteOptions {
  readonly shape: ShapeName;
  readonly documents: readonly HeldDocument[];
  readonly faults?: readonly Fault[];
  /** Pages that are shown of one search; left out: all. */
  readonly maxPages?: number;
  /** Of mirrors, whose pages have a size of their own. */
  readonly pageSize?: number;
  readonly charset?: 'utf-8' | 'gb18030';
  /** Nothing is shown to those without the cookie of the entry page. */
  readonly session?: boolean;
  /** Documents have an ETag. */
  readonly marks?: boolean;
  readonly port?: number;
}

export interface Seen extends Visit {
  readonly path: string;
  readonly status: number;
  readonly userAgent: string;
  /** A list's window, as `from/to`. */
  readonly window: string;
}

export interface ImitatedSite {
  readonly url: string;
  /** Every request, in its order. */
  readonly seen: readonly Seen[];
  /** From here on it misbehaves, or holds other documents. */
  change(options: Partial<Pick<SiteOptions, 'faults' | 'documents'>>): void;
  close(): Promise<void>;
}

export async function startSite(options: SiteOptions): Promise<ImitatedSite> {
  const shape = shapes[options.shape];
  let { documents, faults = [] } = options;
  const seen: Seen[] = [];
  const struck = new Map<Fault, number>();
  const { charset = 'utf-8' } = options;

  const search = (
    { from, to, court, page, size }: Query,
    forgets: ReadonlySet<string>,
  ): { found: Found; all: Found } => {
    const hits = documents.filter(
      (document) =>
        (forgets.has('dates') || (document.date >= from && document.date <= to)) &&
        (forgets.has('court') || court === undefined || document.court === court),
    );
    const filtered = !forgets.has('dates');
    const shown = page > (options.maxPages ?? Infinity) ? [] : hits.slice((page - 1) * size, page * size);
    return {
      found: { total: hits.length, documents: shown, filtered },
      all: { total: hits.length, documents: hits, filtered },
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asks = shape.asks(url, new URLSearchParams(Buffer.concat(chunks).toString()));
    const kind =
      url.pathname === '/robots.txt' ? 'robots' : asks && 'list' in asks ? 'list' : asks ? 'detail' : 'entry';
    const list = asks && 'list' in asks ? { ...asks.list, size: options.pageSize ?? asks.list.size } : null;
    const visit: Visit = {
      kind,
      number: seen.filter((earlier) => earlier.kind === kind).length + 1,
      page: list?.page ?? 0,
    };
    const striking = faults.filter((fault) => {
      if (fault.on !== kind || !(fault.when?.(visit) ?? true) || (struck.get(fault) ?? 0) >= (fault.times ?? Infinity))
        return false;
      struck.set(fault, (struck.get(fault) ?? 0) + 1);
      return true;
    });

    let raw: Raw = { body: '<html><body>裁判文书</body></html>' };
    const headers: Record<string, string> = { 'content-type': `text/html; charset=${charset}` };
    if (kind === 'entry') headers['set-cookie'] = 'session=guest; Path=/; HttpOnly';
    if (kind === 'robots') raw = { status: 404 };
    if (kind !== 'entry' && kind !== 'robots') headers['content-type'] = `${shape.type}; charset=${charset}`;
    if (list) {
      const { found, all } = search(list, new Set(striking.flatMap(({ forgets }) => forgets ?? [])));
      raw = { body: shape.list(striking.reduce((told, fault) => fault.found?.(told, all) ?? told, found)) };
    }
    if (asks && 'detail' in asks) {
      const document = documents.find(({ id }) => id === asks.detail);
      const body = document && shape.detail(document);
      raw = body === undefined ? { status: 404 } : { body };
      const mark = body !== undefined && options.marks ? `"${sha256(body).slice(0, 16)}"` : undefined;
      if (mark) headers['etag'] = mark;
      if (mark && request.headers['if-none-match'] === mark) raw = { status: 304 };
    }
    if (options.session && asks && !request.headers.cookie?.includes('session='))
      raw = { body: '<html><body>请先登录<input type="password"></body></html>' };
    for (const { sends } of striking) raw = sends?.(typeof raw.body === 'string' ? raw.body : '') ?? raw;

    const status = raw.status ?? 200;
    const { from = '', to = '' } = list ?? {};
    seen.push({
      ...visit,
      path: url.pathname,
      status,
      userAgent: request.headers['user-agent'] ?? '',
      window: `${from}/${to}`,
    });
    if (raw.silent) return;
    response.writeHead(status, { ...headers, ...raw.headers });
    response.end(
      typeof raw.body === 'string'
        ? charset === 'utf-8' || raw.headers
          ? raw.body
          : iconv.encode(raw.body, charset)
        : raw.body,
    );
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    seen,
    change: (next) => {
      ({ documents = documents, faults = faults } = next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
