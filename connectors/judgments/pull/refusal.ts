/**
 * Answers that came with status 200 and are not what was asked for. They are told apart only after the expected shape
 * was not found, because pages of documents speak of logging in too.
 */
import { SourceError } from '../../../src/errors.js';

/** Signs of a page that wants a person: to log in, to type what a picture shows, to move a slider. */
const wantsPerson = [
  /type\s*=\s*["']?password/i,
  /captcha|verify_?code|valid(?:ate)?_?code|\byzm\b/i,
  /验证码|人机验证|安全验证|滑动验证|拖动滑块|请(?:先)?(?:重新)?登录|(?:登录|会话)(?:已)?(?:超时|失效|过期)|尚?未登录/,
  /location[^;\n]{0,40}(?:login|captcha|verify)/i,
  /^"?\s*remind/,
];

/** Beginning of a page that tells its kind. */
const telling = 20_000;

/** The error that an unexpected answer is: the session has ended, the answer was cut off, or it is a fault of the site. */
export function refusal(text: string): SourceError {
  const head = text.slice(0, telling);
  if (wantsPerson.some((sign) => sign.test(head))) return sessionEnded();
  if (/^\s*[[{"]/.test(text) && !/[\]}"]\s*$/.test(text))
    return new SourceError(
      '网站的应答中途断开。稍后会再次请求；若总是如此，请联系网站。 / The answer of the site ends in the middle. It is asked again later; if it stays so, tell the owner of the site.',
      { code: 'CUT' },
    );
  return new SourceError(
    '网站应答的不是所请求的内容，可能是错误页面。稍后会再次请求；若总是如此，请核对 CLUEGRAPH_JUDGMENTS_SHAPE。 / The site answered with something else, perhaps a page about an error. It is asked again later; if it stays so, check CLUEGRAPH_JUDGMENTS_SHAPE.',
    { code: 'NOT_AN_ANSWER' },
  );
}

export const sessionEnded = (): SourceError =>
  new SourceError(
    '网站要求登录或输入验证码，会话已结束；本程序从不代人通过验证。请在浏览器中登录后更新 CLUEGRAPH_JUDGMENTS_COOKIE，或降低 CLUEGRAPH_JUDGMENTS_RATE。 / The site asks for a login or a captcha: the session has ended, and no program of ours will pass for a person. Log in yourself and renew CLUEGRAPH_JUDGMENTS_COOKIE, or lower CLUEGRAPH_JUDGMENTS_RATE.',
    { code: 'SESSION_ENDED' },
  );
