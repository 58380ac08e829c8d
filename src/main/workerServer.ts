/** The little server of a worker, for /livez, /readyz and /metrics, on 127.0.0.1. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { ConfigError } from '../errors.js';

/** Workers of one machine that are given the same port take the next ones: at most so many. */
const neighbours = 50;

export interface WorkerServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Listens on the first port that is free from `port` on. Throws ConfigError where there is none. */
export async function startWorkerServer(router: Router, port: number): Promise<WorkerServer> {
  const app = express().disable('x-powered-by').use(router);
  for (let at = port; at <= Math.min(port + neighbours, 65535); at++) {
    const http = await listen(createServer(app), at);
    if (http)
      return {
        url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
        stop: async () => {
          http.close();
          http.closeAllConnections();
          await once(http, 'close');
        },
      };
  }
  throw new ConfigError(
    `从 ${port} 起的端口都已被占用。请把 CLUEGRAPH_WORKER_PORT 设为其他端口。 / The ports from ${port} on are taken. Set CLUEGRAPH_WORKER_PORT to another one.`,
    { code: 'PORT_TAKEN' },
  );
}

/** Null when the port is taken. */
async function listen(http: Server, port: number): Promise<Server | null> {
  try {
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    return http;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null;
    throw error;
  }
}
