/** How one attempt at a read failed. */
export type FailedAttempt =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'no-connection' }
  /** A retry would not help. */
  | { readonly kind: 'final' };

export interface RetryFacts {
  readonly failure: FailedAttempt;
  /** Retries already made, so 0 after the first attempt. */
  readonly retriesMade: number;
  /** Milliseconds until the operation's deadline. */
  readonly remainingMs: number;
  /** A number from 0 to 1, drawn at random. */
  readonly chance: number;
}

/** Three retries outlast an instance's restart; more would only add load to an upstream that is down. */
const MAX_RETRIES = 3;
/** Short, since most broken connections come from an instance being replaced. */
const FIRST_BACKOFF_MS = 100;

/** How long to wait before a read is retried, in milliseconds; null when it must not be retried. */
export function retryDelayMs(facts: RetryFacts): number | null {
  if (facts.retriesMade >= MAX_RETRIES || !isWorthRetrying(facts.failure)) return null;
  const delayMs = Math.max(backoffMs(facts), requestedDelayMs(facts.failure));
  return delayMs < facts.remainingMs ? delayMs : null;
}

function isWorthRetrying(failure: FailedAttempt): boolean {
  if (failure.kind !== 'status') return failure.kind === 'no-connection';
  switch (failure.status) {
    case 502:
    case 503:
    case 504:
      return true;
    case 429:
      // Without Retry-After the end of the limit is unknown, and a guess would use up the caller's next allowance.
      return failure.retryAfterMs !== null;
    default:
      return false;
  }
}

/** Doubles with each retry; half of it is random, so that callers that failed together don't retry together. */
function backoffMs({ retriesMade, chance }: RetryFacts): number {
  return FIRST_BACKOFF_MS * 2 ** retriesMade * (0.5 + chance / 2);
}

function requestedDelayMs(failure: FailedAttempt): number {
  return failure.kind === 'status' ? (failure.retryAfterMs ?? 0) : 0;
}
