import type { Logger } from './log.ts';
import type { Metrics, OperationResult } from './metrics.ts';
import type { Tracing } from './tracing.ts';

/** Watches operations from their start to their end, for the log, the metrics and the trace. */
export interface Observer {
  startOperation(request: ObservedRequest): OperationWatch;
}

export interface ObservedRequest {
  readonly requestId: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface OperationWatch {
  /** One attempt at a call to upstream begins. */
  startCall(operationId: string, retriesMade: number): CallWatch;
  /** Something went wrong on the way, and the log should say what. */
  fault(fault: ObservedFault): void;
  end(result: OperationResult): void;
}

export interface CallWatch {
  /** W3C trace context to send along. */
  readonly traceHeaders: Readonly<Record<string, string>>;
  /** @param outcome the HTTP status, why there is none, or `not-sent` */
  end(outcome: number | string): void;
}

export interface ObservedFault {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function createObserver(log: Logger, metrics: Metrics, tracing: Tracing): Observer {
  return {
    startOperation({ requestId, headers }) {
      const startedAt = performance.now();
      const trace = tracing.startOperation(headers);
      const { traceId } = trace;
      let upstreamCalls = 0;
      let upstreamMs = 0;

      return {
        startCall(operationId, retriesMade) {
          const callStartedAt = performance.now();
          const callTrace = trace.startCall(operationId, retriesMade);
          return {
            traceHeaders: callTrace.headers,
            end(outcome) {
              const durationMs = performance.now() - callStartedAt;
              if (outcome !== NOT_SENT) {
                upstreamCalls += 1;
                upstreamMs += durationMs;
              }
              callTrace.end(outcome);
              metrics.upstreamCall({ operationId, outcome, durationMs, retriesMade });
            },
          };
        },
        fault({ level, message, facts }) {
          log[level]({ ...facts, requestId, traceId }, message);
        },
        end(result) {
          const durationMs = performance.now() - startedAt;
          trace.end(result, requestId);
          metrics.operation({ ...result, durationMs });
          log.info(
            {
              name: result.name,
              type: result.type,
              fields: result.fields,
              outcomes: result.outcomes.map(({ outcome }) => outcome),
              codes: result.codes,
              durationMs: toTenths(durationMs),
              upstreamCalls,
              upstreamMs: toTenths(upstreamMs),
              requestId,
              traceId,
            },
            'operation',
          );
        },
      };
    },
  };
}

/** A call that waited for its turn and was given up before it was made. */
const NOT_SENT = 'not-sent';

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
