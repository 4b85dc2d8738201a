import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { RateLimitExceeded } from '../domain/allowance.ts';
import { IdempotencyFailure } from '../domain/idempotency.ts';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import { ListChanged } from '../domain/list-changed.ts';
import { LookupLimitExceeded } from '../domain/lookup-limit-exceeded.ts';
import { UpstreamError, type UpstreamErrorFacts } from '../domain/upstream-error.ts';
import { toErrorBody } from '../http/error-body.ts';
import type { Context } from './context.ts';
import type { InvitationErrorCode } from './generated/types.ts';
import { currentRequest } from './http/current-request.ts';

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
 * their code and message. All others were thrown while executing and are faults, which are reported here: what is
 * masked is logged, whoever threw it.
 *
 * @param formatted the error as Apollo Server would send it
 * @param error the error as it was caught
 * @param request the request it belongs to, which Apollo Server does not pass on
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  request: Context | undefined = currentRequest.getStore(),
): GraphQLFormattedError {
  const requestId = request?.requestId;
  const code = formatted.extensions?.['code'];
  const known = { ...formatted, message: shorten(formatted.message) };
  if (code === 'BAD_USER_INPUT' || (code === 'INTERNAL_SERVER_ERROR' && isArgumentError(error))) {
    return { ...known, extensions: { code: 'BAD_USER_INPUT', requestId, retryable: false } };
  }
  if (isTooDeep(error)) {
    const message = 'Syntax Error: The document is nested too deeply.';
    return { message, extensions: { code, requestId } };
  }
  if (code !== 'INTERNAL_SERVER_ERROR') {
    return { ...known, extensions: { code, requestId } };
  }
  if (isBadRequest(error)) {
    return { ...known, extensions: { code: 'BAD_REQUEST', requestId } };
  }
  const fault = unwrap(error);
  request?.report.faults.add(fault);
  return { ...formatted, ...toFaultError(fault, requestId) };
}

/** Formats an error as Apollo Server does: without a code of its own, it was thrown while executing. */
export function formatCaughtError(error: GraphQLError, request: Context): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
  const formatted = { ...error.toJSON(), extensions: { ...error.extensions, code } };
  return formatError(formatted, error, request);
}

/** Errors of wrong variables after which coercion stops; graphql-js then adds one that says so. */
export const MOST_VARIABLE_ERRORS = 5;

/** What is wrong with a variable, as graphql-js says it, without more of the wrong value than a reader needs. */
export function toInputError({ message, nodes, originalError }: GraphQLError): GraphQLError {
  // The rule that was broken comes last, after the value and its path.
  const rule = originalError?.message ?? '';
  const place = message.slice(0, message.length - rule.length);
  return new GraphQLError(`${shorten(place, LONGEST_PART)}${shorten(rule, LONGEST_PART)}`, {
    ...(nodes && { nodes }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** Characters of a message, or of each part of one; what a client sent and a message quotes may have any length. */
const LONGEST_MESSAGE = 1_000;
const LONGEST_PART = LONGEST_MESSAGE / 2;

/** Leaves out the middle of a long text. */
function shorten(text: string, longest = LONGEST_MESSAGE): string {
  if (text.length <= longest) return text;
  const half = Math.floor(longest / 2);
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}

/** Apollo Server gives two errors of persisted queries the status of the client's mistake, and no code. */
function isBadRequest(error: unknown): boolean {
  return (
    error instanceof GraphQLError && Object(error.extensions['http']).status === HTTP_BAD_REQUEST
  );
}

/**
 * Whether graphql-js refused an argument while executing, which validation cannot do: of its errors, these alone point
 * at a value in the document. A nullable variable with a default may stand where null may not, and be given null.
 */
function isArgumentError(error: unknown): boolean {
  const cause = unwrap(error);
  return cause instanceof GraphQLError && VALUE_KINDS.has(cause.nodes?.[0]?.kind);
}

const VALUE_KINDS = new Set<Kind | undefined>([
  Kind.VARIABLE,
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/** graphql-js parses by recursion, and has no limit but the stack's. */
function isTooDeep(error: unknown): boolean {
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
function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrap(error.originalError) : error;
}

function toFault(error: unknown): Fault {
  if (error instanceof UpstreamError) return toUpstreamFault(error.facts);
  if (error instanceof InvalidArgument) {
    return { code: 'BAD_USER_INPUT', message: error.message, retryable: false };
  }
  if (error instanceof IdempotencyFailure) return toIdempotencyFault(error);
  if (error instanceof RateLimitExceeded) {
    const { message, retryAfterSeconds: retryAfter } = error;
    return { code: 'RATE_LIMITED', message, retryable: true, retryAfter };
  }
  if (error instanceof ListChanged) {
    return { code: 'LIST_CHANGED', message: error.message, retryable: true };
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

function toIdempotencyFault({ kind }: IdempotencyFailure): Fault {
  switch (kind) {
    case 'reused':
      return {
        code: 'IDEMPOTENCY_KEY_REUSED',
        message:
          'This idempotency key belongs to another mutation or another input. Nothing was sent. Use a new key for each action.',
        retryable: false,
      };
    case 'in-use':
      return {
        code: 'IDEMPOTENCY_KEY_IN_USE',
        message:
          'An earlier request with this idempotency key is still in flight. Nothing was sent. Retry with the same key to get its outcome.',
        retryable: true,
      };
    case 'unavailable':
      return {
        code: 'IDEMPOTENCY_UNAVAILABLE',
        message:
          'Idempotency keys cannot be stored at the moment. Nothing was sent. Retry with the same key.',
        retryable: true,
      };
  }
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
