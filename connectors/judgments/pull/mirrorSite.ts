/** Mirrors in HTML of the openlaw kind: a page of results with links to pages of documents. */
import { load } from 'cheerio/slim';
import type { Listed, Site } from './site.js';
import { ownDate, ownText } from './values.js';

export const mirrorSite: Site = {
  sign: /ht-kb-em-category/,
  mediaType: 'text/html',
  pageSize: 20,
  maxPages: 50,

  list: ({ from, to, court }, page) => ({
    path: `search/judgement/advanced?${new URLSearchParams({
      judgeDateBegin: from,
      judgeDateEnd: to,
      ...(court && { courtName: court }),
      page: String(page),
    }).toString()}`,
  }),

  readList(text): Listed | null {
    if (!text.trimStart().startsWith('<') || !/<\/html>\s*$/i.test(text)) return null;
    const page = load(text);
    const said = /共\s*(?:找到|有)?\s*([\d,]+)\s*[条篇件份]/.exec(page('body').text())?.[1];
    if (said === undefined) return null;
    const entries = page('article').map((_, article) => {
      const href = page(article).find('a[href*="/judgement/"]').attr('href');
      const id = href && /\/judgement\/([^/?#]+)/.exec(href)?.[1];
      if (!id) return null;
      const field = (name: string): string => page(article).find(`li.ht-kb-em-${name}`).text();
      return { id: decodeURIComponent(id), date: ownDate(field('date')), court: ownText(field('author')) };
    });
    return { total: Number(said.replaceAll(',', '')), entries: entries.get() };
  },

  detail: (id) => ({ path: `judgement/${encodeURIComponent(id)}` }),
};
