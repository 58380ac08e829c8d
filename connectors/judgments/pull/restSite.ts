/**
 * Sites that answer as `rest.q4w` does: list and document as JSON, fields by number. Some send the result encrypted for
 * their own page; that is theirs to lift, and we say so.
 */
import { SourceError } from '../../../src/errors.js';
import type { Ask, Listed, Site } from './site.js';
import { jsonOf, ownDate, ownText, rowOf } from './values.js';

const asking = (what: string, form: Readonly<Record<string, string>>): Ask => ({
  path: 'website/parse/rest.q4w',
  form: { cfg: `com.lawyee.judge.dc.parse.dto.SearchDataDsoDTO@${what}`, ...form },
});

export const restSite: Site = {
  sign: /"s7"\s*:/,
  mediaType: 'application/json',
  pageSize: 15,
  maxPages: 40,

  list: ({ from, to, court }, page, size) =>
    asking('queryDoc', {
      queryCondition: JSON.stringify([
        { key: 'cprq', value: `${from} TO ${to}` },
        ...(court ? [{ key: 's2', value: court }] : []),
      ]),
      sortFields: 's51:desc',
      pageNum: String(page),
      pageSize: String(size),
    }),

  readList(text): Listed | null {
    const answer = rowOf(jsonOf(text));
    const packed = answer?.['result'];
    const result = rowOf(typeof packed === 'string' ? jsonOf(packed) : packed);
    if (typeof packed === 'string' && !result && answer?.['secretKey'])
      throw new SourceError(
        '网站的应答是密文，只供它自己的页面使用。请向网站申请不加密的接口。 / The site answers in cipher, for its own page alone. Ask its owner for an interface in clear.',
        { code: 'ENCRYPTED' },
      );
    const query = rowOf(result?.['queryResult']);
    const total = Number(query?.['resultCount'] ?? NaN);
    if (!Number.isInteger(total) || !Array.isArray(query?.['resultList'])) return null;
    const filters = rowOf(result?.['queryParams'])?.['queryItemList'];
    return {
      total,
      entries: (query['resultList'] as readonly unknown[]).flatMap((value) => {
        const row = rowOf(value);
        const id = ownText(row?.['rowkey']);
        return id ? { id, date: ownDate(row?.['31']), court: ownText(row?.['2']) } : [];
      }),
      // The site repeats the filters that it applied: the date as bounds of s31.
      ...(Array.isArray(filters) && {
        filtered: filters.some((filter) => ['s31', 'cprq'].includes(ownText(rowOf(filter)?.['key']) ?? '')),
      }),
    };
  },

  detail: (id) => asking('docInfoSearch', { docId: id }),
};
