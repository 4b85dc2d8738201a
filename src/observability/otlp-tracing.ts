import {
  type Attributes,
  type Context,
  DiagLogLevel,
  defaultTextMapGetter,
  defaultTextMapSetter,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from './log.ts';
import type { OperationResult } from './metrics.ts';
import type { CallTrace, OperationTrace, Tracing } from './tracing.ts';

export interface OtlpTracingOptions {
  /** URL of the collector's traces endpoint. */
  readonly url: string;
  /** Null uses the name in OTEL_RESOURCE_ATTRIBUTES, or the default. */
  readonly serviceName: string | null;
  readonly sampler: TracesSampler;
  /** From 0 to 1, for the samplers that take a ratio. */
  readonly sampleRatio: number;
  readonly log: Logger;
}

/** Named as in OTEL_TRACES_SAMPLER. The `parentbased` samplers follow the caller's decision if there is one. */
type TracesSampler = `${'' | 'parentbased_'}${'always_on' | 'always_off' | 'traceidratio'}`;

const DEFAULT_SERVICE_NAME = 'tiledb-invitations-graphql';

/** Time limit for sending one batch, which is also how long an unreachable collector can delay the shutdown. */
const EXPORT_TIMEOUT_MS = 3_000;

/** Sends a span for each operation and each of its calls to an OpenTelemetry collector, using OTLP over HTTP. */
export function createOtlpTracing(options: OtlpTracingOptions): Tracing {
  const warn = (message: string) => options.log.warn(`tracing: ${message}`);
  diag.setLogger(
    { error: warn, warn, info() {}, debug() {}, verbose() {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new TracerProvider({
    resource: createResource(options.serviceName),
    sampler: createSampler(options.sampler, options.sampleRatio),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: options.url,
          timeoutMillis: EXPORT_TIMEOUT_MS,
        }),
      }),
    ],
  });
  const tracer = provider.getTracer('tiledb-invitations-graphql');
  const propagator = new W3CTraceContextPropagator();

  return {
    startOperation(headers) {
      const parent = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const span = tracer.startSpan('operation', { kind: SpanKind.SERVER }, parent);
      return toOperationTrace(span, trace.setSpan(parent, span));
    },
    async stop() {
      try {
        await provider.shutdown();
      } catch (error) {
        warn(`the last spans could not be sent: ${String(error)}`);
      }
    },
  };

  function toOperationTrace(span: Span, context: Context): OperationTrace {
    return {
      traceId: span.spanContext().traceId,
      startCall: (operationId, retriesMade) => startCall(context, operationId, retriesMade),
      end(result, requestId) {
        if (span.isRecording()) describe(span, result, requestId);
        span.end();
      },
    };
  }

  function startCall(context: Context, operationId: string, retriesMade: number): CallTrace {
    const attributes: Attributes = { 'tiledb.operation_id': operationId };
    if (retriesMade > 0) attributes['http.request.resend_count'] = retriesMade;
    const span = tracer.startSpan(operationId, { kind: SpanKind.CLIENT, attributes }, context);
    const headers: Record<string, string> = {};
    propagator.inject(trace.setSpan(context, span), headers, defaultTextMapSetter);
    return {
      headers,
      end(outcome) {
        if (typeof outcome === 'number') span.setAttribute('http.response.status_code', outcome);
        if (typeof outcome === 'string' || outcome >= 400) fail(span, String(outcome));
        span.end();
      },
    };
  }
}

function createResource(serviceName: string | null): Resource {
  const fromEnvironment = detectResources({ detectors: [resourceAttributesEnvDetector] });
  const named = resourceFromAttributes(serviceName === null ? {} : { 'service.name': serviceName });
  return resourceFromAttributes({ 'service.name': DEFAULT_SERVICE_NAME })
    .merge(fromEnvironment)
    .merge(named);
}

function createSampler(name: TracesSampler, ratio: number): Sampler {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  }
}

/** @see https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/ */
function describe(span: Span, result: OperationResult, requestId: string): void {
  if (result.type !== null) {
    span.updateName([result.type, ...result.fields].join(' '));
    span.setAttribute('graphql.operation.type', result.type);
  }
  if (result.name !== null) span.setAttribute('graphql.operation.name', result.name);
  span.setAttribute('graphql.codes', [...result.codes]);
  span.setAttribute(
    'graphql.outcomes',
    result.outcomes.map(({ outcome }) => outcome),
  );
  span.setAttribute('request.id', requestId);
  if (result.codes[0] !== undefined) fail(span, result.codes[0]);
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
