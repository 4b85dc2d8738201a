import type { OperationId } from '../../domain/upstream.ts';
import type { Credential } from './credential.ts';
import type { Deadline } from './deadline.ts';

/** What all calls of one GraphQL operation share. */
export interface Caller {
  readonly credential: Credential;
  readonly deadline: Deadline;
  /** Our id of the request, passed on as x-request-id. */
  readonly requestId: string;
  readonly watch: CallsWatch;
}

/** Watches the calls of one operation, for the log, the metrics and the trace. */
export interface CallsWatch {
  /** Called when an attempt begins. */
  startCall(operationId: OperationId, retriesMade: number): CallWatch;
}

/** Watches one HTTP exchange with upstream, for the log, the metrics and the trace. */
export interface CallWatch {
  /** W3C trace context to send along. */
  readonly traceHeaders: Readonly<Record<string, string>>;
  /** @param outcome the status, the kind of failure without one, or `not-sent` when the call was never made */
  end(outcome: number | string): void;
}

/** One REST operation, its path and query already encoded. */
export interface RestRequest {
  readonly operationId: OperationId;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1`, starting with a slash. */
  readonly path: string;
  readonly json?: unknown;
}

/** What every error of a request's call says about the request. */
export function toRequestFacts({ operationId, method }: RestRequest) {
  return { operationId, isRead: method === 'GET' };
}
