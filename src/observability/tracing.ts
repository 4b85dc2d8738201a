import type { IncomingHttpHeaders } from 'node:http';
import type { OperationResult } from './metrics.ts';

/** Traces operations across services. @see https://www.w3.org/TR/trace-context/ */
export interface Tracing {
  /** @param headers the request's headers */
  startOperation(headers: IncomingHttpHeaders): OperationTrace;
  /** Sends the pending spans. */
  stop(): Promise<void>;
}

export interface OperationTrace {
  /** Null when this operation is not traced. */
  readonly traceId: string | null;
  startCall(operationId: string, retriesMade: number): CallTrace;
  end(result: OperationResult, requestId: string): void;
}

export interface CallTrace {
  /** Trace context to send along. */
  readonly headers: Readonly<Record<string, string>>;
  /** @param outcome the HTTP status, or the kind of failure without one */
  end(outcome: number | string): void;
}

/** Traces nothing itself and forwards the caller's trace context unchanged. */
export const PASS_ON: Tracing = {
  startOperation(headers) {
    const call = { headers: toTraceHeaders(headers), end() {} };
    return {
      traceId: toTraceId(call.headers['traceparent']),
      startCall: () => call,
      end() {},
    };
  },
  async stop() {},
};

function toTraceHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['traceparent', 'tracestate']) {
    const value = headers[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

const TRACE_PARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;

function toTraceId(traceParent: string | undefined): string | null {
  return traceParent === undefined ? null : (TRACE_PARENT.exec(traceParent)?.[1] ?? null);
}
