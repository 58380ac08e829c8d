/**
 * The board of jobs, for operators: what waits, runs and failed in all processes. It shows, and changes nothing: what remains
 * to be done is derived again, so nobody need mend a queue by hand.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import express, { type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Queue } from '../queue/queue.js';
import { isRedisQueue } from '../queue/redisQueue.js';

export const boardPath = '/operator/queues';

/** Serves `boardPath`. Null without a token, which is the operator's role, and for a queue that is not on Redis. */
export function operatorBoard(queue: Queue, token: string | undefined): Router | null {
  if (token === undefined || !isRedisQueue(queue)) return null;
  const serverAdapter = new ExpressAdapter().setBasePath(boardPath);
  const { replaceQueues } = createBullBoard({
    queues: [],
    serverAdapter,
    options: {
      uiConfig: { boardTitle: 'ClueGraph 任务 jobs', locale: { lng: 'zh-CN' }, hideDocsLink: true },
      handlerHooks: { after: (_, { status, body }) => ({ ...(status && { status }), body: onlyIds(body) as object }) },
    },
  });
  const refresh: RequestHandler = (_request, response, next) => {
    queue.bullQueues().then((queues) => {
      if (queues) {
        replaceQueues(queues.map((one) => new BullMQAdapter(one, { readOnlyMode: true })));
        next();
      } else refuse(response.status(503), 'REDIS_AWAY', away);
    }, next);
  };
  const router = express.Router();
  router.use(boardPath, policy, admit(token), refresh, serverAdapter.getRouter() as RequestHandler);
  return router;
}

/** Lets in who looks and says the token, as bearer or as the password of any user. */
function admit(token: string): RequestHandler {
  return (request, response, next) => {
    const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
    const given = /^basic$/i.test(scheme)
      ? Buffer.from(credentials, 'base64').toString().split(':').slice(1).join(':')
      : credentials;
    // A browser sends its password along whoever makes it ask, so asking must change nothing.
    if (!same(given, token))
      refuse(
        response.status(401).set('www-authenticate', 'Basic realm="ClueGraph", charset="UTF-8"'),
        'NOT_OPERATOR',
        who,
      );
    else if (request.method !== 'GET') refuse(response.status(405).set('allow', 'GET'), 'READ_ONLY', readOnly);
    else next();
  };
}

/** In the same time whatever the difference. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Jobs hold ids. Should one hold more, it is not shown: of all that a job carries, only what has the form of an id or a count. */
function onlyIds(body: unknown, inJob = false): unknown {
  if (Array.isArray(body)) return body.map((one) => onlyIds(one, inJob));
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [key, onlyIds(value, inJob || key === 'data')]),
    );
  return inJob && typeof body === 'string' && !/^([a-z]+_[0-9A-Za-z]+|[a-z]{1,16})$/.test(body) ? '…' : body;
}

const refuse = (response: express.Response, code: string, message: string): void => {
  response.json({ errors: [{ message, extensions: { code } }] });
};
const who =
  '请以 CLUEGRAPH_OPERATOR_TOKEN 的值作为密码。 / Give the value of CLUEGRAPH_OPERATOR_TOKEN as password or bearer token.';
const readOnly = '此处仅供查看，请用 GET。 / This board only shows. Use GET.';
const away = 'Redis 无法访问。请启动它后再试。 / Redis is away. Start it, then try again.';

/** The page's styles and its settings stand in it; nothing comes from elsewhere. */
const policy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
});
