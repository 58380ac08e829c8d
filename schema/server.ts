/**
 * The way out: GraphQL and its query page over HTTP. Until there are logins it listens on 127.0.0.1 only and answers to no
 * other name, so that a page elsewhere cannot reach it through a name of its own that resolves here.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import { ConfigError } from '../src/errors.js';
import type { Hub } from '../src/ingest/hub.js';
import { buildSchema } from './build.js';
import { createContext, type Context } from './context.js';
import { formatError } from './errors.js';
import { costLimit, limitRules, maxTokens } from './limits.js';
import { measured, measuring, traced } from './observing.js';
import { persisted } from './persisted.js';
import { queryPage } from './queryPage.js';

const host = '127.0.0.1';
const names = new Set([host, 'localhost']);

export interface RunningServer {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Answers what is under way, then stops. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly port: number;
  /** What is served beside it, for whoever runs the hub. */
  readonly beside?: readonly Router[];
  /** Operations that are not on the allow-list are refused. */
  readonly onlyPersisted?: boolean;
}

/** Starts serving. Throws ConfigError when the port is taken. */
export async function startGraphQL(
  hub: Hub,
  { port, beside = [], onlyPersisted = false }: ServerOptions,
): Promise<RunningServer> {
  const app = express();
  const http = createServer(app);
  const [schema, measure] = [await buildSchema(), measuring()];
  const context = (): Context => createContext(hub);
  const apollo = new ApolloServer<Context>({
    schema,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      ApolloServerPluginLandingPageDisabled(),
      // Answers are not cached, and reckoning how long they might be costs a call a field.
      ApolloServerPluginCacheControlDisabled(),
      costLimit,
      measured(measure),
    ],
    validationRules: [...limitRules],
    parseOptions: { maxLexicalTokens: maxTokens },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError,
  });
  await apollo.start();
  await listen(http, port);
  const url = `http://${host}:${(http.address() as AddressInfo).port}/graphql`;

  app.disable('x-powered-by');
  // Answers to POST are never asked for again by their hash.
  app.disable('etag');
  app.use(onlyHere);
  app.use(
    '/graphql',
    (_request, response, next) => {
      response.on('close', hub.attend());
      next();
    },
    helmet(),
    traced,
    express.json({ limit: '512kb' }),
    persisted({ schema, context, measure, only: onlyPersisted }),
    expressMiddleware(apollo, { context: () => Promise.resolve(context()) }),
  );
  app.get('/templates/:source.xlsx', helmet(), (request, response, next) => {
    template(hub, request.params.source, response).catch(next);
  });
  for (const router of beside) app.use(router);
  app.use(await queryPage('/graphql'));
  app.use(refuse);
  return { url, stop: () => apollo.stop() };
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new ConfigError(
              `端口 ${port} 已被占用。请把 CLUEGRAPH_PORT 设为其他端口。 / Port ${port} is taken. Set CLUEGRAPH_PORT to another one.`,
              { cause, code: 'PORT_TAKEN' },
            )
          : cause,
      );
    });
    http.listen(port, host, resolve);
  });
}

function onlyHere(request: Request, response: Response, next: NextFunction): void {
  if (names.has(request.hostname)) next();
  else
    response
      .status(403)
      .json(problem('WRONG_HOST', `This server answers to ${host} and localhost only. Use one of these names.`));
}

/** The workbook that a source wants to be filled in. */
async function template(hub: Hub, source: string, response: Response): Promise<void> {
  const bytes = await hub.connectors.find((connector) => connector.name === source)?.template?.();
  if (!bytes)
    response
      .status(404)
      .json(
        problem(
          'NO_TEMPLATE',
          '该数据源没有模板。请在数据源列表中查看哪些有模板。 / This source has no template. See the sources for those there are.',
        ),
      );
  else
    response
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .attachment(`${source}-template.xlsx`)
      .send(Buffer.from(bytes));
}

/** A body that is no JSON, or too large: the caller's to mend; anything else is ours. */
function refuse(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = (error as { status?: unknown }).status;
  const theirs = typeof status === 'number' && status >= 400 && status < 500;
  response
    .status(theirs ? status : 500)
    .json(
      theirs
        ? problem(
            'BAD_REQUEST',
            '无法读取请求。请发送不超过 512 kB 的 JSON。 / The request cannot be read. Send a JSON body of at most 512 kB.',
          )
        : problem('FAULT', '枢纽未能应答。请查看其日志。 / The hub failed to answer. Look into its log.'),
    );
}

const problem = (code: string, message: string): object => ({ errors: [{ message, extensions: { code } }] });
