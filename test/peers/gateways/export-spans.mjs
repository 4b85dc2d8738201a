// OpenTelemetry for Hive Gateway, as its command line sets it up for `--opentelemetry <url>`.
import { useOpenTelemetry } from '@graphql-hive/gateway/opentelemetry';
import { openTelemetrySetup } from '@graphql-hive/gateway/opentelemetry/setup';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';

/** @returns the plugin that makes the gateway send its spans to the collector with this base URL */
export function exportSpans(collectorUrl) {
  openTelemetrySetup({
    contextManager: new AsyncLocalStorageContextManager(),
    traces: {
      exporter: new OTLPTraceExporter({ url: `${collectorUrl}/v1/traces` }),
      // Batches are sent one after the other, so a span arrives after the ones within it.
      batching: { scheduledDelayMillis: 100 },
    },
    configureDiagLogger: false,
  });
  return useOpenTelemetry({ traces: true });
}
