import type { OperationId } from './upstream.ts';

/**
 * What went wrong with a call, in the words of a cause rather than of a status:
 * - `unauthenticated`: no usable credential, or 401;
 * - `forbidden`: 403;
 * - `rate-limited`: 429;
 * - `refused`: any other 4xx to a read;
 * - `bad-gateway`: 502;
 * - `unavailable`: 503, no connection or a broken one, breaker open, too many calls waiting;
 * - `timeout`: 504, 408, our own deadline;
 * - `invalid-response`: an answer that the API does not promise, redirects included;
 * - `server-error`: any other 5xx;
 * - `abandoned`: the client left, so nobody waits for the answer.
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
  /** Reads may be repeated without harm. */
  readonly isRead: boolean;
  /** Whether upstream may have received the request, and so may have carried it out. */
  readonly mayHaveLeft: boolean;
  /** What happened, for the log; never shown to a client. */
  readonly detail: string;
  /** Nothing was sent, since upstream counts as down; other calls would end so too. */
  readonly isBreakerOpen?: boolean | undefined;
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined;
  /** Upstream's `Error.request_id`. */
  readonly upstreamRequestId?: string | undefined;
  /** Upstream's `Error.message`; only a `refused` read may show it. */
  readonly upstreamMessage?: string | undefined;
  /** Whole seconds to wait, from Retry-After. */
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** A call that has no outcome to report. What the caller sees of it is decided in one place, graphql/errors.ts. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly facts: UpstreamErrorFacts;

  constructor(facts: UpstreamErrorFacts) {
    super(`${facts.operationId}: ${facts.detail}`, { cause: facts.cause });
    this.facts = facts;
  }
}
