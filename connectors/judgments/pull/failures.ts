/** What keeps a site from answering, each with the remedy. Codes are stable. */
import { ConfigError, SourceError, StoppedError } from '../../../src/errors.js';

export const forbidden = (): ConfigError =>
  new ConfigError(
    '网站的 robots.txt 不允许程序访问该页面。请取得网站的许可和专用接口，或取消 CLUEGRAPH_JUDGMENTS_URL。 / The robots.txt of the site does not allow programs there. Get permission and an interface of its own from the owner of the site, or unset CLUEGRAPH_JUDGMENTS_URL.',
    { code: 'ROBOTS' },
  );

export const ledAway = (): SourceError =>
  new SourceError(
    '网站把请求转往别的网站，未跟随。请核对 CLUEGRAPH_JUDGMENTS_URL。 / The site leads to another site; it was not followed. Check CLUEGRAPH_JUDGMENTS_URL.',
    { code: 'LED_AWAY' },
  );

/** @param ms how long the site wants to be left alone */
export const comeBackLater = (ms: number): SourceError =>
  new SourceError(
    `网站要求 ${Math.ceil(ms / 60_000)} 分钟后再来。届时再试；可降低 CLUEGRAPH_JUDGMENTS_RATE。 / The site asks to come back in ${Math.ceil(ms / 60_000)} minutes. Try then; a lower CLUEGRAPH_JUDGMENTS_RATE may help.`,
    { code: 'COME_BACK_LATER' },
  );

export const tooBusy = (): SourceError =>
  new SourceError(
    '网站繁忙，请求过多。稍后再试；可降低 CLUEGRAPH_JUDGMENTS_RATE。 / The site is busy or finds us too many. Try later; a lower CLUEGRAPH_JUDGMENTS_RATE may help.',
    { code: 'TOO_BUSY' },
  );

export const serverFault = (status: number): SourceError =>
  new SourceError(
    `网站出错（${status}）。稍后再试；若总是如此，请联系网站。 / The site failed (${status}). Try later; if it stays so, tell its owner.`,
    { code: 'SERVER_FAULT' },
  );

export const refused = (status: number): SourceError =>
  new SourceError(
    `网站拒绝了请求（${status}）。请核对许可、CLUEGRAPH_JUDGMENTS_URL 和 CLUEGRAPH_JUDGMENTS_SHAPE。 / The site refused (${status}). Check the permission, CLUEGRAPH_JUDGMENTS_URL and CLUEGRAPH_JUDGMENTS_SHAPE.`,
    { code: 'REFUSED' },
  );

export const noAnswer = (cause: unknown): SourceError =>
  new SourceError(
    '网站没有应答。请核对 CLUEGRAPH_JUDGMENTS_URL 和网络，或稍后再试。 / The site does not answer. Check CLUEGRAPH_JUDGMENTS_URL and the network, or try later.',
    { code: 'NO_ANSWER', cause },
  );

/** @param most bytes of the largest answer that is read */
export const tooLarge = (most: number): SourceError =>
  new SourceError(
    `网站的应答超过 ${most >> 20} MB，不是文书。请核对 CLUEGRAPH_JUDGMENTS_SHAPE，或联系网站。 / The answer is larger than ${most >> 20} MB: no document. Check CLUEGRAPH_JUDGMENTS_SHAPE, or tell the owner of the site.`,
    { code: 'TOO_LARGE' },
  );

export const siteDown = (cause: unknown): SourceError =>
  new SourceError(
    '网站接连出错，已停止请求。约十五分钟后再试；若总是如此，请联系网站。 / The site failed again and again; we stopped asking. Try in a quarter of an hour; if it stays so, tell its owner.',
    { code: 'SITE_DOWN', cause },
  );

export const stopped = (cause: unknown): StoppedError =>
  new StoppedError(
    '已停止获取，已得到的内容已保留。重新开始即可继续。 / Fetching was stopped; what was given is kept. Start again to go on.',
    { cause },
  );
