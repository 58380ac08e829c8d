/** How the imitated sites ask and answer, one table entry each: the counterpart of connectors/judgments/pull/*Site.ts. */
import type { HeldDocument } from './documents.js';

export type ShapeName = 'oldSite' | 'rest' | 'mirror';

export interface Query {
  readonly from: string;
  readonly to: string;
  readonly court?: string | undefined;
  readonly page: number;
  readonly size: number;
}

export interface Found {
  readonly total: number;
  readonly documents: readonly HeldDocument[];
  /** Whether the dates were looked at, for sites that say so. */
  readonly filtered: boolean;
}

export interface Shape {
  readonly type: string;
  /** What a request asks for; null when the site has no such page. */
  asks(url: URL, form: URLSearchParams): { readonly list: Query } | { readonly detail: string } | null;
  list(found: Found): string;
  detail(document: HeldDocument): string;
}

const style = 'LINE-HEIGHT: 25pt; FONT-FAMILY: 仿宋;';
const divs = ({ lines }: HeldDocument): string =>
  `<a type='dir' name='WBSB'></a>${lines.map((line) => `<div style='${style}'>${line}</div>`).join('')}`;

const oldSite: Shape = {
  type: 'text/plain',
  asks(url, form) {
    if (url.pathname.endsWith('/CreateContentJS.aspx')) return { detail: url.searchParams.get('DocID') ?? '' };
    if (!url.pathname.endsWith('/List/ListContent')) return null;
    const param = form.get('Param') ?? '';
    const dates = /裁判日期:([\d-]+) TO ([\d-]+)/.exec(param);
    const court = /法院名称:([^,]+)/.exec(param)?.[1];
    return {
      list: {
        from: dates?.[1] ?? '',
        to: dates?.[2] ?? '9999',
        court,
        page: Number(form.get('Index')),
        size: Number(form.get('Page')),
      },
    };
  },
  list: ({ total, documents }) =>
    JSON.stringify(
      JSON.stringify([
        { RunEval: '', Count: String(total) },
        ...documents.map(({ id, title, caseNumber, court, date }) => ({
          文书ID: id,
          案件名称: title,
          案号: caseNumber,
          法院名称: court,
          裁判日期: date,
        })),
      ]),
    ),
  detail: (document) => {
    const { id, title, caseNumber, court, date } = document;
    const info = JSON.stringify({
      法院ID: '1',
      案号: caseNumber,
      文书ID: id,
      案件名称: title,
      法院名称: court,
      裁判日期: null,
    });
    const html = JSON.stringify(
      JSON.stringify({ Title: title, PubDate: date, Html: divs(document).replaceAll("'", '01lydyh01') }),
    );
    return `$(function(){var caseinfo=JSON.stringify(${info});});$(function(){var dirData = {Elements: ["RelateInfo"],RelateInfo: [{ name: "审理法院", key: "court", value: "${court}" }],LegalBase: []};});$(function() { var jsonHtmlData = ${html}; var jsonData = eval("(" + jsonHtmlData + ")");});`;
  },
};

const rest: Shape = {
  type: 'application/json',
  asks(url, form) {
    if (!url.pathname.endsWith('/website/parse/rest.q4w')) return null;
    const what = (form.get('cfg') ?? '').split('@')[1];
    if (what === 'docInfoSearch') return { detail: form.get('docId') ?? '' };
    if (what !== 'queryDoc') return null;
    const conditions = JSON.parse(form.get('queryCondition') ?? '[]') as readonly { key: string; value: string }[];
    const value = (key: string): string | undefined => conditions.find((condition) => condition.key === key)?.value;
    const [from = '', to = '9999'] = value('cprq')?.split(' TO ') ?? [];
    return {
      list: { from, to, court: value('s2'), page: Number(form.get('pageNum')), size: Number(form.get('pageSize')) },
    };
  },
  list: ({ total, documents, filtered }) =>
    JSON.stringify({
      code: 1,
      success: true,
      result: {
        queryResult: {
          resultCount: total,
          resultList: documents.map(({ id, title, court, caseNumber, date }) => ({
            rowkey: id,
            1: title,
            2: court,
            7: caseNumber,
            31: date,
          })),
        },
        queryParams: { queryItemList: filtered ? [{ key: 's31' }, { key: 's31' }] : [] },
      },
    }),
  detail: (document) => {
    const { id, title, caseNumber, court, date } = document;
    return JSON.stringify({
      code: 1,
      success: true,
      result: { s1: title, s2: court, s5: id, s7: caseNumber, s31: date, s41: date, qwContent: divs(document) },
    });
  },
};

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><nav>首页 登录 注册</nav>${body}</body></html>\n`;

const marks = ({ court, caseNumber, date }: HeldDocument): string =>
  `<ul><li class="ht-kb-em-date">${date}</li><li class="ht-kb-em-author"><a href="#">${court}</a></li><li class="ht-kb-em-category">${caseNumber}</li></ul>`;

const mirror: Shape = {
  type: 'text/html',
  asks(url) {
    const detail = /\/judgement\/([^/]+)$/.exec(url.pathname)?.[1];
    const value = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
    if (url.pathname.endsWith('/search/judgement/advanced'))
      return {
        list: {
          from: value('judgeDateBegin') ?? '',
          to: value('judgeDateEnd') ?? '9999',
          court: value('courtName'),
          page: Number(value('page')),
          size: 20,
        },
      };
    return detail === undefined ? null : { detail: decodeURIComponent(detail) };
  },
  list: ({ total, documents }) =>
    page(
      '检索结果',
      `<p>共 ${total} 条结果</p>${documents
        .map(
          (document) =>
            `<article><h3><a href="/judgement/${document.id}">${document.title}</a></h3>${marks(document)}</article>`,
        )
        .join('')}`,
    ),
  detail: (document) =>
    page(
      document.title,
      `<h2 class="entry-title">${document.title}</h2>${marks(document)}<div id="Litigants" class="part">${document.lines
        .map((line) => `<p>${line}</p>`)
        .join('')}</div>`,
    ),
};

export const shapes: Readonly<Record<ShapeName, Shape>> = { oldSite, rest, mirror };
