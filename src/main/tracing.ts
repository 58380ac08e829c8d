import type { Config } from '../config.js';

/** Begins to send traces where OTEL_EXPORTER_OTLP_ENDPOINT is set; gives back how to send what is left. */
export async function beginTracing({ tracing }: Config, role: string): Promise<() => Promise<void>> {
  if (!tracing) return () => Promise.resolve();
  const { startTracing } = await import('./otlp.js');
  return startTracing(tracing, role);
}
