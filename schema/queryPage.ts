import { altairExpress } from 'altair-express-middleware';
import express, { type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { readExamples, type Example } from './examples.js';

/** What the tabs of the page are called. */
const tabs: Readonly<Record<string, string>> = {
  search: '检索 search',
  entity: '画像 profile',
  customer: '客户 customer',
  clue: '线索 clues',
  explore: '关系 network',
  review: '判断 review',
  source: '来源 sources',
  vocabulary: '用语 words',
};

/**
 * The query page at '/', with a tab of example queries for each subject; of several in a tab the page asks which to run.
 * All of it is served from here, and its policy lets it reach nothing else: it works without any network.
 */
export async function queryPage(endpoint: string): Promise<Router> {
  const examples = await readExamples();
  // The page wants whole addresses, and may call only the name that it was opened under.
  const pages = new Map<string, RequestHandler>();
  const router = express.Router();
  router.use(policy);
  router.use((request, response, next) => {
    const address = `${request.protocol}://${request.headers.host ?? ''}`;
    const page = pages.get(address) ?? altair(examples, `${address}${endpoint}`);
    pages.set(address, page);
    page(request, response, next);
  });
  return router;
}

function altair(examples: readonly Example[], endpointURL: string): RequestHandler {
  const windows = [...new Set(examples.map((example) => example.subject))].map((subject) => ({
    initialName: tabs[subject] ?? subject,
    initialQuery: examples.flatMap((one) => (one.subject === subject ? [one.query] : [])).join('\n\n'),
    endpointURL,
  }));
  return altairExpress({
    endpointURL,
    serveInitialOptionsInSeperateRequest: true,
    initialWindows: windows,
    initialSettings: { language: 'zh-CN', 'banners.disable': true },
    disableAccount: true,
  });
}

const policy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The editor compiles its grammars while it runs.
      scriptSrc: ["'self'", "'unsafe-eval'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      workerSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      baseUri: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
});
