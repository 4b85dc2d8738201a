import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RateLimitExceeded } from '../domain/allowance.ts';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import { LookupLimitExceeded } from '../domain/lookup-limit-exceeded.ts';
import { UpstreamError, type UpstreamErrorFacts } from '../domain/upstream-error.ts';
import { toErrorBody } from '../http/error-body.ts';
import type { InvitationErrorCode } from './generated/types.ts';
import { requestIds } from './http/request-id.ts';

const HTTP_BAD_REQUEST = 400;

/** What a client is told of a fault. */
export interface Fault {
  readonly code: InvitationErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly upstreamRequestId?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/**
 * The one place where an error becomes what a client sees; Apollo Server calls it for every error it sends.
 *
 * Errors that Apollo Server or graphql-js has classified already (syntax, validation, wrong variables) keep
 * their code and message. All others were thrown while executing and are faults.
 *
 * @param formatted the error as Apollo Server would send it
 * @param error the error as it was caught
 * @param requestId our id of the request; Apollo Server does not tell it, so it is found by itself
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId = requestIds.getStore(),
): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (code === 'BAD_USER_INPUT') {
    return { ...formatted, extensions: { code, requestId, retryable: false } };
  }
  if (isTooDeep(error)) {
    const message = 'Syntax Error: The document is nested too deeply.';
    return { message, extensions: { code, requestId } };
  }
  if (code !== 'INTERNAL_SERVER_ERROR') {
    return { ...formatted, extensions: { code, requestId } };
  }
  if (isBadRequest(error)) {
    return { ...formatted, extensions: { code: 'BAD_REQUEST', requestId } };
  }
  return { ...formatted, ...toFaultError(unwrap(error), requestId) };
}

/** Apollo Server gives two errors of persisted queries the status of the client's mistake, and no code. */
function isBadRequest(error: unknown): boolean {
  return (
    error instanceof GraphQLError && Object(error.extensions['http']).status === HTTP_BAD_REQUEST
  );
}

/** graphql-js parses by recursion, and has no limit but the stack's. */
export function isTooDeep(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.extensions['code'] === 'GRAPHQL_PARSE_FAILED' &&
    unwrap(error) instanceof RangeError
  );
}

/** A fault in the form of a GraphQL error. */
export function toFaultError(error: unknown, requestId: string | undefined): GraphQLFormattedError {
  const { message, ...extensions } = toFault(error);
  return { message, extensions: { ...extensions, requestId } };
}

/** The same as the body of a response, for a request that is not executed. */
export function toFaultBody(error: unknown, requestId: string): string {
  const { message, ...extensions } = toFault(error);
  return toErrorBody(message, { ...extensions, requestId });
}

/** graphql-js wraps what a resolver throws, to say where. */
export function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrap(error.originalError) : error;
}

function toFault(error: unknown): Fault {
  if (error instanceof UpstreamError) return toUpstreamFault(error.facts);
  if (error instanceof InvalidArgument) {
    return { code: 'BAD_USER_INPUT', message: error.message, retryable: false };
  }
  if (error instanceof RateLimitExceeded) {
    const { message, retryAfterSeconds: retryAfter } = error;
    return { code: 'RATE_LIMITED', message, retryable: true, retryAfter };
  }
  if (error instanceof LookupLimitExceeded) {
    return { code: 'LOOKUP_LIMIT_EXCEEDED', message: error.message, retryable: false };
  }
  return {
    code: 'INTERNAL_SERVER_ERROR',
    message: 'This service failed. Its log has the cause under the requestId of this error.',
    retryable: false,
  };
}

function toUpstreamFault(facts: UpstreamErrorFacts): Fault {
  const { upstreamRequestId } = facts;
  // A write may be repeated only when nothing of it can have reached upstream.
  const isRepeatable = facts.isRead || !facts.mayHaveLeft;
  switch (facts.kind) {
    case 'unauthenticated':
      return {
        code: 'UNAUTHENTICATED',
        message:
          facts.status === undefined
            ? `Not authenticated: ${facts.detail}. Send one X-TILEDB-REST-API-KEY or Authorization header.`
            : 'TileDB does not accept this credential.',
        retryable: false,
        upstreamRequestId,
      };
    case 'forbidden':
      return {
        code: 'FORBIDDEN',
        message: 'The credential is valid and may not do this.',
        retryable: false,
        upstreamRequestId,
      };
    case 'rate-limited':
      return {
        code: 'RATE_LIMITED',
        message: 'Too many requests: wait before asking again.',
        retryable: true,
        upstreamRequestId,
        retryAfter: facts.retryAfterSeconds,
      };
    case 'refused':
      return {
        code: 'BAD_USER_INPUT',
        message: facts.upstreamMessage ?? 'TileDB refuses this query and does not say why.',
        retryable: false,
        upstreamRequestId,
      };
    case 'bad-gateway':
      return {
        code: 'UPSTREAM_BAD_GATEWAY',
        message: `A proxy in front of TileDB could not reach it.${warnOfEffect(isRepeatable)}`,
        retryable: isRepeatable,
        upstreamRequestId,
      };
    case 'unavailable':
    case 'abandoned':
      return {
        code: 'UPSTREAM_UNAVAILABLE',
        message: `TileDB cannot be reached at the moment.${warnOfEffect(isRepeatable)}`,
        retryable: isRepeatable,
        upstreamRequestId,
      };
    case 'timeout':
      return {
        code: 'UPSTREAM_TIMEOUT',
        message: `TileDB did not answer in time.${warnOfEffect(isRepeatable)}`,
        retryable: isRepeatable,
        upstreamRequestId,
      };
    case 'invalid-response':
      return {
        code: 'UPSTREAM_INVALID_RESPONSE',
        message: `TileDB gave an answer that its API does not promise.${warnOfEffect(isRepeatable)}`,
        retryable: false,
        upstreamRequestId,
      };
    case 'server-error':
      return {
        code: 'UPSTREAM_ERROR',
        message: `TileDB failed with a server error.${warnOfEffect(isRepeatable)}`,
        retryable: false,
        upstreamRequestId,
      };
  }
}

function warnOfEffect(isRepeatable: boolean): string {
  return isRepeatable ? '' : ' The request may have been carried out: look before you repeat it.';
}
