/** What is noticed about a site, in words: windows, pages and counts, never what a document says or is called. */
import type { PullRemark } from '../../../src/ingest/pull.js';
import type { Window } from './window.js';

const said = (code: string, zh: string, en: string): PullRemark => ({ code, zh, en });

/** A window as people write it. */
const of = ({ from, to, court }: Window): string => `${from}–${to}${court ? ` ${court}` : ''}`;

export interface PageOf {
  readonly window: Window;
  readonly page: number;
  readonly pages: number;
}

export const filterDropped = (window: Window, total: number): PullRemark =>
  said(
    'FILTER_DROPPED',
    `网站没有按日期或法院筛选：${of(window)} 得到 ${total} 条。已得到的保留；本次未完成，下次从这里继续。`,
    `The site did not filter by date or court: ${of(window)} gave ${total} documents. What came is kept; this is not complete and goes on here next time.`,
  );

export const pageLost = ({ window, page, pages }: PageOf, expected: number, got: number): PullRemark =>
  said(
    'PAGE_LOST',
    `${of(window)} 第 ${page}/${pages} 页应有 ${expected} 条，只得到 ${got} 条，重试一次仍如此。下次会再次请求该时间段。`,
    `${of(window)} page ${page} of ${pages}: expected ${expected}, got ${got}, also when asked again. The window is asked for again next time.`,
  );

export const pageRepeated = ({ window, page, pages }: PageOf, expected: number, got: number): PullRemark =>
  said(
    'PAGE_REPEATED',
    `${of(window)} 第 ${page}/${pages} 页重复了前面的内容：应有 ${expected} 条新的，只有 ${got} 条。下次会再次请求该时间段。`,
    `${of(window)} page ${page} of ${pages} repeats what was shown: expected ${expected} new ones, got ${got}. The window is asked for again next time.`,
  );

export const moreThanTotal = ({ window, page, pages }: PageOf, expected: number, got: number): PullRemark =>
  said(
    'MORE_THAN_TOTAL',
    `${of(window)} 第 ${page}/${pages} 页应有 ${expected} 条，却有 ${got} 条，已全部保留。请核对 CLUEGRAPH_JUDGMENTS_PAGE_SIZE。`,
    `${of(window)} page ${page} of ${pages}: expected ${expected}, got ${got}; all are kept. Check CLUEGRAPH_JUDGMENTS_PAGE_SIZE.`,
  );

export const totalChanged = (window: Window, was: number, is: number): PullRemark =>
  said(
    'TOTAL_CHANGED',
    `${of(window)} 翻页时总数由 ${was} 变为 ${is}，已从第一页重新开始。`,
    `${of(window)}: the total changed from ${was} to ${is} between pages; it was begun again.`,
  );

export const outOfWindow = ({ window, page, pages }: PageOf, count: number): PullRemark =>
  said(
    'OUT_OF_WINDOW',
    `${of(window)} 第 ${page}/${pages} 页有 ${count} 条不在该时间段或法院内，已一并保留。`,
    `${of(window)} page ${page} of ${pages}: ${count} documents are of another date or court; they are kept.`,
  );

export const tooMany = (window: Window, total: number, shown: number): PullRemark =>
  said(
    'WINDOW_TOO_LARGE',
    `${of(window)} 有 ${total} 条，网站最多显示 ${shown} 条，且无法再细分。请设置 CLUEGRAPH_JUDGMENTS_COURTS。`,
    `${of(window)} has ${total} documents; the site shows ${shown} at most, and the window cannot be split. Set CLUEGRAPH_JUDGMENTS_COURTS.`,
  );

export const documentsLost = ({ window, page, pages }: PageOf, lost: number, of_: number): PullRemark =>
  said(
    'DOCUMENT_LOST',
    `${of(window)} 第 ${page}/${pages} 页 ${of_} 份文书中有 ${lost} 份打不开。下次会再次请求该时间段。`,
    `${of(window)} page ${page} of ${pages}: ${lost} of ${of_} documents could not be had. The window is asked for again next time.`,
  );

export const documentsGone = ({ window, page, pages }: PageOf, gone: number): PullRemark =>
  said(
    'DOCUMENT_GONE',
    `${of(window)} 第 ${page}/${pages} 页有 ${gone} 份文书列出但已撤下。`,
    `${of(window)} page ${page} of ${pages}: ${gone} documents are listed but no longer there.`,
  );

export const givenUp = (window: Window, tries: number): PullRemark =>
  said(
    'GIVEN_UP',
    `${of(window)} 请求 ${tries} 次仍不完整，不再重试。请人工核对。`,
    `${of(window)} was asked for ${tries} times and never shown whole; it is not asked for again. Compare by hand.`,
  );

export const softBlocked = (window: Window): PullRemark =>
  said(
    'SOFT_BLOCK',
    `连续多页缺失，止于 ${of(window)}。网站可能在限制我们；请降低 CLUEGRAPH_JUDGMENTS_RATE 或联系网站。`,
    `One page after another is missing, until ${of(window)}. The site may be holding us off: lower CLUEGRAPH_JUDGMENTS_RATE or ask its owner.`,
  );

export const volumeLow = (window: Window, total: number, usual: number): PullRemark =>
  said(
    'VOLUME_LOW',
    `${of(window)} 只有 ${total} 条，平常约 ${Math.round(usual)} 条。请核对网站。`,
    `${of(window)} has ${total} documents, about ${Math.round(usual)} are usual. Compare with the site.`,
  );

export const allEmpty = (window: Window): PullRemark =>
  said(
    'ALL_EMPTY',
    `${of(window)} 没有任何文书，网站可能在限制我们。下次会从头再次请求。`,
    `${of(window)}: not one document. The site may be holding us off. All of it is asked for again next time.`,
  );

export const slower = (seconds: number): PullRemark =>
  said(
    'CRAWL_DELAY',
    `网站的 robots.txt 要求两次请求间隔 ${seconds} 秒，已照办。`,
    `The robots.txt of the site wants ${seconds} seconds between requests; that is obeyed.`,
  );
