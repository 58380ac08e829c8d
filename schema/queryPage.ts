import { altairExpress } from 'altair-express-middleware';
import express, { type Router } from 'express';
import helmet from 'helmet';
import { readExamples } from './examples.js';

/** Tabs the page opens with; all examples stand in its collection. */
const tabs = 4;

/**
 * The query page at '/', with the example queries. All of it is served from here: its policy lets it reach nothing else,
 * so it works without any network.
 */
export async function queryPage(endpoint: string): Promise<Router> {
  const examples = await readExamples();
  const window = (name: string, query: string) => ({ initialName: name, initialQuery: query, endpointURL: endpoint });
  const router = express.Router();
  router.use(
    helmet({
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
    }),
  );
  router.use(
    altairExpress({
      endpointURL: endpoint,
      serveInitialOptionsInSeperateRequest: true,
      initialName: examples[0]?.name ?? 'ClueGraph',
      initialQuery: examples[0]?.query ?? '{ status { counts { type count } } }',
      initialWindows: examples.slice(1, tabs).map(({ name, query }) => window(name, query)),
    }) as unknown as Router,
  );
  return router;
}
