import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { RateLimitExceeded } from '../domain/allowance.ts';
import { IdempotencyFailure, mayHaveTakenEffect } from '../domain/idempotency.ts';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import { ListChanged } from '../domain/list-changed.ts';
import { LookupLimitExceeded } from '../domain/lookup-limit-exceeded.ts';
import {
  UpstreamError,
  type UpstreamErrorFacts,
  type UpstreamErrorKind,
} from '../domain/upstream-error.ts';
import { INTERNAL_ERROR_MESSAGE, toErrorBody } from '../http/error-body.ts';
import type { Context } from './context.ts';
import type { InvitationErrorCode } from './generated/types.ts';
import { currentRequest } from './http/current-request.ts';

const HTTP_BAD_REQUEST = 400;

/** What a client sees of a fault. */
interface Fault {
  readonly code: InvitationErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly upstreamRequestId?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/**
 * The only place that decides what a client sees of an error; Apollo Server calls it for every error it sends.
 *
 * Errors that Apollo Server or graphql-js has classified (syntax, validation, invalid variables) keep their code and
 * message. All others were thrown during execution; they are reported as faults, so that every masked error is logged.
 *
 * @param formatted the error as Apollo Server would send it
 * @param error the error as it was caught
 * @param request the request it belongs to, which Apollo Server does not pass along
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  request: Context | undefined = currentRequest.getStore(),
): GraphQLFormattedError {
  const requestId = request?.requestId;
  const code = formatted.extensions?.['code'];
  const known = { ...formatted, message: toMessage(formatted) };
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

/** Apollo Server's message for a POST from which it got no JSON object; see its runHttpQuery.js. */
const NO_BODY = 'POST body missing, invalid Content-Type, or JSON object has no keys.';

function toMessage({ message }: GraphQLFormattedError): string {
  return message === NO_BODY
    ? 'The request has no operation. Send a JSON object with the member "query", and the header "Content-Type: application/json".'
    : shorten(message);
}

/** Formats an error as Apollo Server does: an error without a code was thrown during execution. */
export function formatCaughtError(error: GraphQLError, request: Context): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
  const formatted = { ...error.toJSON(), extensions: { ...error.extensions, code } };
  return formatError(formatted, error, request);
}

/** Number of variable errors after which coercion stops; graphql-js then adds an error that says so. */
export const MAX_VARIABLE_ERRORS = 5;

/** Keeps graphql-js's message about an invalid variable, but truncates the value in it. */
export function toInputError({ message, nodes, originalError }: GraphQLError): GraphQLError {
  // The message ends with the broken rule, after the value and its path.
  const rule = originalError?.message ?? '';
  const value = message.slice(0, message.length - rule.length);
  return new GraphQLError(`${shorten(value, MAX_PART_LENGTH)}${shorten(rule, MAX_PART_LENGTH)}`, {
    ...(nodes && { nodes }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** Maximum characters of a message and of each part of it; messages may quote client values of any length. */
const MAX_MESSAGE_LENGTH = 1_000;
const MAX_PART_LENGTH = MAX_MESSAGE_LENGTH / 2;

/** Omits the middle of a long text. */
function shorten(text: string, maxLength = MAX_MESSAGE_LENGTH): string {
  if (text.length <= maxLength) return text;
  const half = Math.floor(maxLength / 2);
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}

/** Apollo Server gives two persisted-query errors the status 400 but no code. */
function isBadRequest(error: unknown): boolean {
  return (
    error instanceof GraphQLError && Object(error.extensions['http']).status === HTTP_BAD_REQUEST
  );
}

/**
 * Whether graphql-js rejected an argument during execution: only those errors point at a value in the document. Validation
 * cannot catch them: a nullable variable with a default is valid for a non-null argument, but may be null at run time.
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

/** graphql-js parses recursively, and only the stack limits the depth. */
function isTooDeep(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.extensions['code'] === 'GRAPHQL_PARSE_FAILED' &&
    unwrap(error) instanceof RangeError
  );
}

/** Formats a fault as a GraphQL error. */
function toFaultError(error: unknown, requestId: string | undefined): GraphQLFormattedError {
  const { message, ...extensions } = toFault(error);
  return { message, extensions: { ...extensions, requestId } };
}

/** Formats a fault as a response body, for a request that is not executed. */
export function toFaultBody(error: unknown, requestId: string): string {
  const { message, ...extensions } = toFault(error);
  return toErrorBody(message, { ...extensions, requestId });
}

/** graphql-js wraps what a resolver throws, to add the path. */
function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrap(error.originalError) : error;
}

function toFault(error: unknown): Fault {
  if (error instanceof UpstreamError) return toUpstreamFault(error);
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
  return { code: 'INTERNAL_SERVER_ERROR', message: INTERNAL_ERROR_MESSAGE, retryable: false };
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
          'An earlier request holds this idempotency key: it is still in flight, or its instance stopped before it finished. The mutation was not sent again. Retry with the same key.',
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

function toUpstreamFault(error: UpstreamError): Fault {
  const { facts } = error;
  const { code, isTransient } = UPSTREAM_FAULTS[facts.kind];
  const mayHaveEffect = !facts.isRead && mayHaveTakenEffect(error);
  return {
    code,
    message: toUpstreamMessage(facts) + (mayHaveEffect ? EFFECT_WARNING : ''),
    retryable: isTransient && !mayHaveEffect,
    upstreamRequestId: facts.upstreamRequestId,
    ...(facts.kind === 'rate-limited' && { retryAfter: facts.retryAfterSeconds }),
  };
}

function toUpstreamMessage({ kind, status, detail, upstreamMessage }: UpstreamErrorFacts): string {
  if (kind === 'unauthenticated' && status === undefined) {
    return `Not authenticated: ${detail}. Send one X-TILEDB-REST-API-KEY or Authorization header.`;
  }
  if (kind === 'refused' && upstreamMessage !== undefined) return upstreamMessage;
  return UPSTREAM_FAULTS[kind].message;
}

const EFFECT_WARNING = ' The request may have been carried out. Check before you repeat it.';

interface UpstreamFault {
  readonly code: InvitationErrorCode;
  readonly message: string;
  /** Whether the same call may succeed later. */
  readonly isTransient: boolean;
}

const UPSTREAM_FAULTS: Readonly<Record<UpstreamErrorKind, UpstreamFault>> = {
  unauthenticated: {
    code: 'UNAUTHENTICATED',
    message:
      'TileDB does not accept this credential. Check that it is complete and has not expired or been revoked.',
    isTransient: false,
  },
  forbidden: {
    code: 'FORBIDDEN',
    message: 'This credential is valid but does not permit this operation.',
    isTransient: false,
  },
  'rate-limited': {
    code: 'RATE_LIMITED',
    message: 'TileDB received too many requests. Wait before you retry.',
    isTransient: true,
  },
  refused: {
    code: 'BAD_USER_INPUT',
    message: 'TileDB rejected this query without saying why.',
    isTransient: false,
  },
  'bad-gateway': {
    code: 'UPSTREAM_BAD_GATEWAY',
    message: 'A proxy in front of TileDB could not reach it.',
    isTransient: true,
  },
  unavailable: {
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'TileDB is unavailable at the moment.',
    isTransient: true,
  },
  abandoned: {
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'The client disconnected, so the call to TileDB was given up.',
    isTransient: true,
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    message: 'TileDB did not respond in time.',
    isTransient: true,
  },
  'invalid-response': {
    code: 'UPSTREAM_INVALID_RESPONSE',
    message: 'TileDB sent a response that does not match its API.',
    isTransient: false,
  },
  'server-error': {
    code: 'UPSTREAM_ERROR',
    message: 'TileDB failed with a server error.',
    isTransient: false,
  },
};
