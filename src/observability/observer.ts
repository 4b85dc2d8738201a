import type { Logger } from './log.ts';
import type { Metrics, OperationResult } from './metrics.ts';

/** Watches operations from their start to their end, for the log and the metrics. */
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

export function createObserver(log: Logger, metrics: Metrics): Observer {
  return {
    startOperation({ requestId, headers }) {
      const startedAt = performance.now();
      const traceHeaders = toTraceHeaders(headers);
      const traceId = toTraceId(headers.get('traceparent'));
      let upstreamCalls = 0;
      let upstreamMs = 0;

      return {
        startCall(operationId, retriesMade) {
          const callStartedAt = performance.now();
          return {
            traceHeaders,
            end(outcome) {
              const durationMs = performance.now() - callStartedAt;
              if (outcome !== NOT_SENT) {
                upstreamCalls += 1;
                upstreamMs += durationMs;
              }
              metrics.upstreamCall({ operationId, outcome, durationMs, retriesMade });
            },
          };
        },
        fault({ level, message, facts }) {
          log[level]({ ...facts, requestId, traceId }, message);
        },
        end(result) {
          const durationMs = performance.now() - startedAt;
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

/** @see https://www.w3.org/TR/trace-context/ */
const TRACE_HEADERS = ['traceparent', 'tracestate'];

function toTraceHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of TRACE_HEADERS) {
    const value = headers.get(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const TRACE_PARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;

function toTraceId(traceParent: string | undefined): string | null {
  return TRACE_PARENT.exec(traceParent ?? '')?.[1] ?? null;
}
