import type { OperationId } from './upstream.ts';

/**
 * What went wrong with a call, named by its cause rather than its status:
 * - `unauthenticated`: no usable credential, or 401;
 * - `forbidden`: 403;
 * - `rate-limited`: 429;
 * - `refused`: any other 4xx;
 * - `bad-gateway`: 502;
 * - `unavailable`: 503, no connection or a broken one, breaker open, queue full;
 * - `timeout`: 504, 408, our own deadline;
 * - `invalid-response`: a response that the API does not specify, including refused redirects;
 * - `server-error`: any other 5xx;
 * - `abandoned`: the client disconnected, so the call was given up.
 */
export type UpstreamErrorKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'rate-limited'
  | 'refused'
  | 'bad-gateway'
  | 'unavailable'
  | 'timeout'
  | 'invalid-response'
  | 'server-error'
  | 'abandoned';

export interface UpstreamErrorFacts {
  readonly kind: UpstreamErrorKind;
  readonly operationId: OperationId;
  /** Whether the call is a read, which is safe to repeat. */
  readonly isRead: boolean;
  /** Whether upstream may have received the request, and so may have carried it out. */
  readonly mayHaveLeft: boolean;
  /** What happened, for the log; clients see it only for a missing or repeated credential. */
  readonly detail: string;
  /** The circuit breaker was open, so nothing was sent; other calls would fail too. */
  readonly isBreakerOpen?: boolean | undefined;
  /** HTTP status, if there was a response. */
  readonly status?: number | undefined;
  /** Upstream's `Error.request_id`. */
  readonly upstreamRequestId?: string | undefined;
  /** Upstream's `Error.message`; only a `refused` read may show it. */
  readonly upstreamMessage?: string | undefined;
  /** Whole seconds to wait, from Retry-After. */
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** A call that failed without an outcome. Only graphql/errors.ts decides what the client sees of it. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly facts: UpstreamErrorFacts;

  constructor(facts: UpstreamErrorFacts) {
    super(`${facts.operationId}: ${facts.detail}`, { cause: facts.cause });
    this.facts = facts;
  }
}
