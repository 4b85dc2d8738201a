import { UpstreamError, type UpstreamErrorKind } from '../../domain/upstream-error.ts';
import { TransportError } from '../transport/transport.ts';
import { ClientLeft, DeadlineExceeded } from './deadline.ts';
import { GuardRejection } from './guard.ts';
import { RedirectRefused } from './redirect.ts';
import { type RestRequest, toRequestFacts } from './request.ts';

/** Converts the failure of a call that got no response. */
export function toUpstreamError(
  failure: unknown,
  request: RestRequest,
  mayHaveLeft: boolean,
): UpstreamError {
  return new UpstreamError({
    kind: toUpstreamErrorKind(failure),
    ...toRequestFacts(request),
    mayHaveLeft,
    detail: failure instanceof Error ? failure.message : String(failure),
    ...(failure instanceof GuardRejection && { isBreakerOpen: failure.isBreakerOpen }),
    cause: failure,
  });
}

/** Rethrows anything that is not a failed call, so that a bug is not reported as an outage. */
export function toUpstreamErrorKind(failure: unknown): UpstreamErrorKind {
  if (failure instanceof ClientLeft) return 'abandoned';
  if (failure instanceof DeadlineExceeded) return 'timeout';
  if (failure instanceof GuardRejection) return 'unavailable';
  if (failure instanceof RedirectRefused) return 'invalid-response';
  if (failure instanceof TransportError) {
    return failure.kind === 'unreadable' ? 'invalid-response' : 'unavailable';
  }
  throw failure;
}
