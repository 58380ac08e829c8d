/**
 * The site as it was from 2014 to 2019: a list that is JSON inside a JSON string, and documents as scripts. Its tokens
 * `vl5x` and `guid` are left out: they kept programs away, and are nothing that we compute.
 */
import type { Listed, Site } from './site.js';
import { jsonOf, ownDate, ownText } from './values.js';

export const oldSite: Site = {
  sign: /jsonHtmlData/,
  mediaType: 'text/javascript',
  pageSize: 20,
  maxPages: 25,

  list: ({ from, to, court }, page, size) => ({
    path: 'List/ListContent',
    form: {
      Param: [`裁判日期:${from} TO ${to}`, ...(court ? [`法院名称:${court}`] : [])].join(','),
      Index: String(page),
      Page: String(size),
      Order: '裁判日期',
      Direction: 'asc',
    },
  }),

  readList(text): Listed | null {
    const outer = jsonOf(text);
    const list = typeof outer === 'string' ? jsonOf(outer) : outer;
    if (!Array.isArray(list)) return null;
    const [head, ...rows] = list as readonly (Readonly<Record<string, unknown>> | null)[];
    const total = Number(head?.['Count'] ?? NaN);
    if (!Number.isInteger(total)) return null;
    return {
      total,
      entries: rows.flatMap((row) => {
        const id = ownText(row?.['文书ID']);
        return id ? { id, date: ownDate(row?.['裁判日期']), court: ownText(row?.['法院名称']) } : [];
      }),
    };
  },

  detail: (id) => ({ path: `CreateContentJS/CreateContentJS.aspx?DocID=${encodeURIComponent(id)}` }),
};
