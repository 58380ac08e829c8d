import { altairExpress } from 'altair-express-middleware';
import express, { type Router } from 'express';
import helmet from 'helmet';
import { readExamples } from './examples.js';

/**
 * The query page at '/', with a tab of example queries for each subject; of several in a tab the page asks which to run. All of it is served from here: its policy lets it reach nothing else,
 * so it works without any network.
 */
export async function queryPage(endpoint: string): Promise<Router> {
  const examples = await readExamples();
  const [first, ...others] = [...new Set(examples.map((example) => example.subject))].map((subject) => ({
    initialName: subject,
    initialQuery: examples.flatMap((one) => (one.subject === subject ? [one.query] : [])).join('\n\n'),
    endpointURL: endpoint,
  }));
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
      ...first,
      endpointURL: endpoint,
      serveInitialOptionsInSeperateRequest: true,
      initialWindows: others,
    }) as unknown as Router,
  );
  return router;
}
