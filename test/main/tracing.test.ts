/**
 * One import, asked of a server that only serves and done by a worker: two processes on Neo4j and Redis send their spans to
 * a collector of our own, and all of them are one trace, from the request to the clue.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { neo4jAddress } from '../stores.js';
import { onNeo4j } from '../engines.js';

const redis = process.env['TEST_REDIS_URL'];
const root = fileURLToPath(new URL('../..', import.meta.url));
interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly role: string;
}

interface Payload {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Sent['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Sent, 'role'>[] }[];
  }[];
}

const valueOf = (attributes: Sent['attributes'], key: string): unknown =>
  Object.values(attributes.find((one) => one.key === key)?.value ?? {})[0];

if (!neo4jAddress || redis === undefined) {
  console.warn(
    'Traces across processes: not run. Set TEST_NEO4J_URL and TEST_REDIS_URL (npm run services starts both).',
  );
  test.skip('one trace across processes', () => undefined);
} else
  onNeo4j((engine) => {
    const folder = mkdtempSync(join(tmpdir(), 'cluegraph-trace-'));
    const sent: Sent[] = [];
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        bodies.push(body);
        for (const { resource, scopeSpans } of (JSON.parse(body) as Payload).resourceSpans)
          for (const span of scopeSpans.flatMap(({ spans }) => spans))
            sent.push({ ...span, role: String(valueOf(resource.attributes, 'cluegraph.role')) });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    const processes: ChildProcess[] = [];
    let env: NodeJS.ProcessEnv = {};

    const run = (...args: string[]): Promise<string> => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/main/cli.ts', ...args], { cwd: root, env });
      processes.push(child);
      let [out, err] = ['', ''];
      child.stderr.on('data', (part: Buffer) => (err += part.toString()));
      return new Promise((resolve, reject) => {
        child.stdout.on('data', (part: Buffer) => {
          out += part.toString();
          const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
          if (url !== undefined) resolve(url);
        });
        child.once('exit', () => {
          reject(new Error(`${args.join(' ')} ended: ${out} ${err}`));
        });
      });
    };
    const ask = async <T>(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<T> => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
      if (!data) throw new Error(JSON.stringify(errors));
      return data;
    };
    /** The trace that whoever asks is in already. */
    const asked = randomUUID().replaceAll('-', '');

    beforeAll(async () => {
      await (await engine.open(folder)).close();
      collector.listen(0, '127.0.0.1');
      await once(collector, 'listening');
      env = {
        PATH: process.env['PATH'],
        CLUEGRAPH_DATA: folder,
        CLUEGRAPH_PORT: '0',
        CLUEGRAPH_READERS: '0',
        CLUEGRAPH_WORKER_PORT: '4870',
        CLUEGRAPH_LOG: 'info',
        CLUEGRAPH_NEO4J_URL: neo4jAddress?.url,
        CLUEGRAPH_NEO4J_USER: neo4jAddress?.user,
        CLUEGRAPH_NEO4J_PASSWORD: neo4jAddress?.password,
        CLUEGRAPH_REDIS_URL: redis,
        CLUEGRAPH_REDIS_PREFIX: `trace-${asked.slice(0, 8)}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      };
    });
    afterAll(async () => {
      for (const child of processes) child.kill('SIGKILL');
      const client = new Redis(redis);
      const keys = await client.keys(`${env['CLUEGRAPH_REDIS_PREFIX']}:*`);
      if (keys.length) await client.del(keys);
      client.disconnect();
      collector.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('from the request to the clue', async () => {
      const server = await run('start', '--no-samples', '--no-work');
      const [worker, other] = await Promise.all([run('worker'), run('worker')]);
      expect(worker).not.toBe(other);
      for (const url of [server, worker, other]) {
        expect((await fetch(`${url}/livez`)).status).toBe(200);
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, await ready.json()]).toEqual([
          200,
          { ready: true, parts: { graph: 'ok', archive: 'ok', queue: 'ok' } },
        ]);
      }

      for (const source of ['crm', 'judgments']) {
        const path = JSON.stringify(join(root, 'samples', source));
        const started = await ask<{ import: { id: string } }>(
          server,
          `mutation { import(source: "${source}", path: ${path}, purpose: "test") { id } }`,
          { traceparent: `00-${asked}-00f067aa0ba902b7-01` },
        );
        for (let state = ''; state !== 'DONE';) {
          ({ state } = (await ask<{ run: { state: string } }>(server, `{ run(id: "${started.import.id}") { state } }`)).run); // prettier-ignore
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
      const metrics = await Promise.all([worker, other].map(async (url) => (await fetch(`${url}/metrics`)).text()));
      expect(metrics.map((text) => /^cluegraph_lease_held (\d)$/m.exec(text)?.[1]).sort()).toEqual(['0', '1']);

      for (const child of processes) child.kill('SIGTERM');
      await Promise.all(processes.map(async (child) => child.exitCode ?? (await once(child, 'exit'))));
      const trace = sent.filter((span) => span.traceId === asked);
      const named = (name: string): Sent[] => trace.filter((span) => span.name === name);
      const parentOf = (span: Sent): Sent | undefined => trace.find(({ spanId }) => spanId === span.parentSpanId);
      const ancestry = (span: Sent | undefined): string[] => (span ? [...ancestry(parentOf(span)), span.name] : []);

      const found = named('discover').filter((span) => Number(valueOf(span.attributes, 'changed')) > 0);
      expect(found.map((span) => span.role)).toContain('worker');
      const job = ['POST /graphql', 'import', 'job ingest'];
      expect(ancestry(found[0]).slice(0, 4)).toEqual([...job, 'graph.transaction']);
      expect(ancestry(named('resolve')[0])).toEqual([...job, 'graph.transaction', 'resolve']);
      expect(ancestry(named('archive.get')[0])).toEqual([...job, 'archive.get']);
      expect(ancestry(named('read')[0])).toEqual([...job, 'read']);
      expect(new Set(named('import').map((span) => span.role))).toEqual(new Set(['server']));
      expect(new Set(named('job ingest').map((span) => span.role))).toEqual(new Set(['worker']));
      // What it was all about can be followed by id.
      const documents = named('graph.transaction').flatMap((span) => (valueOf(span.attributes, 'documents') as { values: object[] } | undefined)?.values ?? []); // prettier-ignore
      expect(documents.length).toBeGreaterThan(50);

      // Nobody is named: ids, counts, codes and names of sources are ASCII, and so is everything sent.
      // eslint-disable-next-line no-control-regex
      expect(bodies.filter((body) => /[^\x00-\x7f]|\\u[4-9]/.test(body))).toEqual([]);
    });
  });
