import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { InvitationErrorCode } from './generated/graphql.ts';

/** What went wrong, whichever way it came: as data, as a top-level error, or not at all. */
export interface Problem {
  code: ProblemCode;
  /** A change was asked for, and nobody knows whether it was made. */
  isUncertain: boolean;
  /** The service's sentence for developers. */
  detail?: string;
  /** To quote when asking for help. */
  requestId?: string;
  /** Seconds. */
  retryAfter?: number;
}

/** NETWORK: there was no answer. UNEXPECTED: there was one that this page does not understand. */
export type ProblemCode = InvitationErrorCode | 'NETWORK' | 'UNEXPECTED';

/** A member of a result union that implements `InvitationError`. */
interface Refusal {
  code: InvitationErrorCode;
  message: string;
  requestId: string | null;
}

export function fromRefusal({ code, message, requestId }: Refusal): Problem {
  return { code, isUncertain: false, detail: message, ...(requestId !== null && { requestId }) };
}

export function fromFault(error: unknown, { isWrite = false } = {}): Problem {
  if (!CombinedGraphQLErrors.is(error))
    return { code: fromFailedCall(error), isUncertain: isWrite };
  const { message = '', extensions = {} } = error.errors[0] ?? {};
  const { requestId, retryable, retryAfter } = extensions;
  const code = toCode(extensions['code']);
  return {
    code,
    isUncertain: isWrite && retryable !== true && MAY_HAVE_WORKED.has(code),
    detail: message,
    ...(typeof requestId === 'string' && { requestId }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}

/** For the `default` of a switch over a union: `never` proves that every known member was handled. */
export function unexpected(_member: never): Problem {
  return { code: 'UNEXPECTED', isUncertain: false };
}

const MAY_HAVE_WORKED: ReadonlySet<ProblemCode> = new Set([
  InvitationErrorCode.UpstreamBadGateway,
  InvitationErrorCode.UpstreamUnavailable,
  InvitationErrorCode.UpstreamTimeout,
  InvitationErrorCode.UpstreamInvalidResponse,
  InvitationErrorCode.UpstreamError,
  InvitationErrorCode.InternalServerError,
]);

// `fetch` fails with a TypeError when no answer came; a proxy that cannot reach the service answers 5xx.
function fromFailedCall(error: unknown): ProblemCode {
  const isUnanswered = error instanceof TypeError;
  const isProxy = ServerError.is(error) && error.statusCode >= 500;
  return isUnanswered || isProxy ? 'NETWORK' : 'UNEXPECTED';
}

function toCode(code: unknown): ProblemCode {
  return Object.values(InvitationErrorCode).find((known) => known === code) ?? 'UNEXPECTED';
}
