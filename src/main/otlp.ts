/**
 * Sends spans (src/trace.ts) to a collector over OTLP/HTTP. Loaded only where that is asked for (tracing.ts); the
 * library reads the other OTEL_* settings itself: headers, sampler, limits.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Config } from '../config.js';
import { version } from './root.js';

/** Milliseconds until spans are sent together. */
const delay = 1000;

/** Begins; gives back how to send what is left, which no fault of the collector keeps from ending. */
export function startTracing({ endpoint, service }: NonNullable<Config['tracing']>, role: string): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'service.instance.id': `${role}-${process.pid}`,
      'cluegraph.role': role,
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }), {
        scheduledDelayMillis: delay,
      }),
    ],
  });
  provider.register();
  return () => provider.shutdown().catch(() => undefined);
}
