import type { InvitationErrorCode } from './generated/operations.ts';

/** NETWORK: there was no response. UNEXPECTED: a response that this version of the client does not know. */
export type ProblemCode = InvitationErrorCode | 'NETWORK' | 'UNEXPECTED';

/** What went wrong, in one format, whether it was data, a top-level error or a missing response. */
export interface Problem {
  readonly code: ProblemCode;
  /** A change was requested and may have been made. Check before you repeat it without a key. */
  readonly isUncertain: boolean;
  /** Sending the same request again is safe and may help. */
  readonly isRetryable: boolean;
  /** The service's message, for developers. */
  readonly detail?: string;
  /** To quote in support requests. */
  readonly requestId?: string;
  /** Seconds to wait; only with RATE_LIMITED. */
  readonly retryAfter?: number;
}

/** A GraphQL error of a response. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What the unsuccessful members of a result union have in common. */
export interface Failure {
  readonly code: InvitationErrorCode;
  readonly message: string;
  readonly requestId: string | null;
}

/** Whether this member of a result union is a failure. Narrows the union. */
export function isFailure<Member extends object>(
  outcome: Member,
): outcome is Extract<Member, Failure> {
  return 'code' in outcome && 'message' in outcome;
}

/**
 * @param failure an unsuccessful member of a result union, anything that a GraphQL client throws, the `errors` of a
 *   response, or undefined (the field was null without an error)
 * @param isWrite whether a change was requested, so that it may have been made although the response was lost
 */
export function toProblem(failure: unknown, { isWrite = false } = {}): Problem {
  const error = firstError(failure);
  if (error !== undefined) return fromError(error, isWrite);
  if (isRecord(failure) && typeof failure['code'] === 'string' && '__typename' in failure) {
    return fromMember(failure);
  }
  const code = isNetworkFailure(failure) ? 'NETWORK' : 'UNEXPECTED';
  return { code, isUncertain: isWrite, isRetryable: code === 'NETWORK' && !isWrite };
}

/**
 * The error at a path in the response, or above or below it.
 *
 * @param path such as `['acceptInvitations', 'results', 3]`
 */
export function errorAt(
  errors: readonly AnswerError[] | undefined,
  path: readonly (string | number)[],
): AnswerError | undefined {
  return errors?.find((error) => {
    const place = error.path ?? [];
    return path.every((segment, index) => index >= place.length || place[index] === segment);
  });
}

function fromMember(member: Readonly<Record<string, unknown>>): Problem {
  const code = toCode(member['code']);
  return {
    code,
    isUncertain: code === 'OUTCOME_UNKNOWN',
    isRetryable: false,
    ...textOf('detail', member['message']),
    ...textOf('requestId', member['requestId']),
  };
}

function fromError({ message, extensions = {} }: AnswerError, isWrite: boolean): Problem {
  const code = toCode(extensions['code']);
  const isRetryable = extensions['retryable'] === true;
  const retryAfter = extensions['retryAfter'];
  return {
    code,
    isUncertain: isWrite && !isRetryable && MAY_HAVE_BEEN_DONE.has(code),
    isRetryable,
    ...textOf('detail', message),
    ...textOf('requestId', extensions['requestId']),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}

/** With one of these codes and without `retryable`, a write may have been carried out. */
const MAY_HAVE_BEEN_DONE: ReadonlySet<ProblemCode> = new Set([
  'UPSTREAM_BAD_GATEWAY',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_INVALID_RESPONSE',
  'UPSTREAM_ERROR',
  'INTERNAL_SERVER_ERROR',
  'UNEXPECTED',
]);

/** A `Record`, so that a new code in the schema is a type error here. */
const CODES: Readonly<Record<InvitationErrorCode, true>> = {
  INVITATION_NOT_FOUND: true,
  RECIPIENTS_UNREACHABLE: true,
  REQUEST_REJECTED: true,
  OUTCOME_UNKNOWN: true,
  BAD_USER_INPUT: true,
  UNAUTHENTICATED: true,
  FORBIDDEN: true,
  RATE_LIMITED: true,
  UPSTREAM_BAD_GATEWAY: true,
  UPSTREAM_UNAVAILABLE: true,
  UPSTREAM_TIMEOUT: true,
  UPSTREAM_INVALID_RESPONSE: true,
  UPSTREAM_ERROR: true,
  LOOKUP_LIMIT_EXCEEDED: true,
  LIST_CHANGED: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_KEY_IN_USE: true,
  IDEMPOTENCY_UNAVAILABLE: true,
  INTERNAL_SERVER_ERROR: true,
};

function toCode(code: unknown): ProblemCode {
  return isKnown(code) ? code : 'UNEXPECTED';
}

function isKnown(code: unknown): code is InvitationErrorCode {
  return typeof code === 'string' && Object.hasOwn(CODES, code);
}

/** Where clients keep a response's errors: Apollo `errors`, urql `graphQLErrors`, graphql-request `response.errors`. */
function firstError(failure: unknown): AnswerError | undefined {
  if (Array.isArray(failure)) return failure.find(isAnswerError);
  if (!isRecord(failure)) return undefined;
  const { errors, graphQLErrors, response } = failure;
  const inResponse = isRecord(response) ? response['errors'] : undefined;
  for (const list of [errors, graphQLErrors, inResponse]) {
    if (Array.isArray(list)) return list.find(isAnswerError);
  }
  return isAnswerError(failure) && 'extensions' in failure ? failure : undefined;
}

/** `fetch` rejects with a TypeError without a response; a proxy that cannot reach the service responds with 5xx. */
function isNetworkFailure(failure: unknown): boolean {
  if (failure instanceof TypeError) return true;
  if (!isRecord(failure)) return false;
  const { statusCode, networkError } = failure;
  return (typeof statusCode === 'number' && statusCode >= 500) || networkError instanceof TypeError;
}

function isAnswerError(value: unknown): value is AnswerError {
  return isRecord(value) && typeof value['message'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf<Name extends string>(name: Name, value: unknown) {
  const found: Partial<Record<Name, string>> = {};
  if (typeof value === 'string' && value !== '') found[name] = value;
  return found;
}
