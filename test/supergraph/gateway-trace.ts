import { startOtlpCollector } from '../support/otlp-collector.ts';
import type { GatewayName } from './gateway.ts';
import { startReportCollector } from './report-collector.ts';
import { readReport, readSpans, renderSteps } from './trace-tree.ts';

/** Receives what a gateway records of its operations. */
export interface GatewayTraces {
  /** Where the gateway sends it. */
  readonly url: string;
  /** What is recorded, in words. */
  readonly kind: string;
  /** Resolves with the steps of the named operation, one a line, when the gateway has sent them. */
  describe(operation: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startGatewayTraces(name: GatewayName): Promise<GatewayTraces> {
  return name === 'apollo' ? receiveReports() : receiveSpans();
}

async function receiveReports(): Promise<GatewayTraces> {
  const collector = await startReportCollector();
  return {
    ...collector,
    kind: 'its usage report, with the field timings of this service (ftv1)',
    describe: async (operation) => renderSteps(readReport(await collector.traceOf(operation))),
  };
}

async function receiveSpans(): Promise<GatewayTraces> {
  const collector = await startOtlpCollector();
  return {
    ...collector,
    kind: 'its OpenTelemetry spans (it has no field timings)',
    async describe(operation) {
      const { traceId } = await collector.find(
        ({ attributes }) => attributes['graphql.operation.name'] === operation,
      );
      // The first to begin is the last to end.
      await collector.find((span) => span.traceId === traceId && !span.parentSpanId);
      return renderSteps(readSpans(collector.spans().filter((span) => span.traceId === traceId)));
    },
  };
}
