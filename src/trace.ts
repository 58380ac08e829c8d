/**
 * Spans of one piece of work across processes, after OpenTelemetry; they cost nothing until src/main/tracing.ts sends them
 * somewhere. A span holds ids, counts and names of sources, never keys of records, names of people or messages of errors.
 *
 *   span        a step of the work that is under way
 *   handed on   where the work goes on elsewhere, its traceparents go along: in a job's data, on a mark in the graph
 *   taken up    what goes on from several pieces of work at once is a span in the trace of each of them, so that each can
 *               be followed to its end in one trace
 */
import {
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { describeFault } from './log.js';

export type { Attributes } from '@opentelemetry/api';

const tracer = trace.getTracer('cluegraph');

/** Spans of the same step in the traces of others. */
const beside = createContextKey('cluegraph spans beside');

/** Traces that one step is shown in at most. */
const mostTraces = 20;

/** A step; part of the one that is under way, if there is one. */
export const span = <T>(name: string, about: Attributes, work: () => Promise<T>): Promise<T> => {
  const step = tracer.startSpan(name, { attributes: about });
  return within(trace.setSpan(context.active(), step), [step], work);
};

/** A step if it is part of one, else only the work. */
export const innerSpan = <T>(name: string, about: Attributes, work: () => Promise<T>): Promise<T> =>
  trace.getActiveSpan() ? span(name, about, work) : work();

/** A step that goes on from what handed on these traceparents; without any it begins a trace. */
export function takenUp<T>(
  traceparents: readonly (string | undefined)[],
  name: string,
  about: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const [first = ROOT_CONTEXT, ...others] = onePerTrace(traceparents);
  const kind = SpanKind.CONSUMER;
  const step = tracer.startSpan(name, { attributes: about, kind }, first);
  const same = others.map((other) =>
    tracer.startSpan(name, { attributes: about, kind, links: [{ context: step.spanContext() }] }, other),
  );
  return within(trace.setSpan(first, step).setValue(beside, same), [step, ...same], work);
}

/** A request of the outside, which may bring the trace that it is part of. */
export function requestSpan(headers: object, name: string, work: () => void): (about: Attributes) => void {
  const from = propagation.extract(ROOT_CONTEXT, headers);
  const step = tracer.startSpan(name, { kind: SpanKind.SERVER }, from);
  context.with(trace.setSpan(from, step), work);
  return (about) => {
    step.setAttributes(about);
    step.end();
  };
}

/** Says more about the step that is under way. */
export function note(about: Attributes): void {
  for (const step of stepsUnderWay()) step.setAttributes(about);
}

/** What to hand on, so that others can go on from here; nothing where nobody traces. */
export function traceparents(): string[] {
  return stepsUnderWay().flatMap((step) => {
    const carrier: { traceparent?: string } = {};
    propagation.inject(trace.setSpan(ROOT_CONTEXT, step), carrier);
    return carrier.traceparent ?? [];
  });
}

function stepsUnderWay(): readonly Span[] {
  const step = trace.getActiveSpan();
  return step ? [step, ...((context.active().getValue(beside) as readonly Span[] | undefined) ?? [])] : [];
}

async function within<T>(place: Context, steps: readonly Span[], work: () => Promise<T>): Promise<T> {
  try {
    return await context.with(place, work);
  } catch (error) {
    const { type, code } = describeFault(error);
    for (const step of steps) {
      step.setAttribute('error.type', code ?? type);
      step.setStatus({ code: SpanStatusCode.ERROR });
    }
    throw error;
  } finally {
    for (const step of steps) step.end();
  }
}

function onePerTrace(given: readonly (string | undefined)[]): Context[] {
  const traces = new Map<string, Context>();
  for (const traceparent of given) {
    if (traceparent === undefined || traces.size >= mostTraces) continue;
    const place = propagation.extract(ROOT_CONTEXT, { traceparent });
    const id = trace.getSpanContext(place)?.traceId;
    if (id !== undefined && !traces.has(id)) traces.set(id, place);
  }
  return [...traces.values()];
}
