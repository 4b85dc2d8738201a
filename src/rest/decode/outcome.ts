import { isJsonObject } from '../../domain/json.ts';
import type {
  AnswerOutcome,
  RecipientEntries,
  Rejected,
  SendOutcome,
} from '../../domain/outcome.ts';
import { UpstreamError, type UpstreamErrorKind } from '../../domain/upstream-error.ts';
import { createRedactor } from '../calls/redactor.ts';
import { type Caller, type RestRequest, toRequestFacts } from '../calls/request.ts';
import { type Reply, readJson } from './reply.ts';

/** A reply with the request and the caller it belongs to. */
export interface Answered {
  readonly reply: Reply;
  readonly request: RestRequest;
  readonly caller: Caller;
}

/** Reads the reply to an accept or a cancel. @throws {UpstreamError} when it has no outcome */
export function toAnswerOutcome(answered: Answered): AnswerOutcome {
  const { reply } = answered;
  // In a draft of the specification, an accept responds with what it granted.
  if (isDone(reply) || (isDoneStatus(reply) && isJsonObject(readJson(reply)))) {
    return { kind: 'done' };
  }
  if (reply.status === 404) {
    return { kind: 'not-found', upstreamRequestId: readError(answered).requestId };
  }
  return toRejected(answered);
}

/** Reads the reply to an invite. @throws {UpstreamError} when it has no outcome */
export function toSendOutcome(answered: Answered): SendOutcome {
  const { reply } = answered;
  if (isDone(reply)) return { kind: 'done' };
  const body = readJson(reply);
  const failedRecipients = readEntries(body, 'failed_recipients');
  if (reply.status === 207 && failedRecipients !== null && failedRecipients.length > 0) {
    return { kind: 'partial', failedRecipients };
  }
  if (reply.status === 500 && failedRecipients !== null) {
    const { requestId } = readError(answered);
    return { kind: 'unreachable', failedRecipients, upstreamRequestId: requestId };
  }
  if (reply.status !== 404) return toRejected(answered);
  const { message, code, requestId } = readError(answered);
  return {
    kind: 'missing',
    failedRecipients: failedRecipients ?? [],
    invitees:
      readEntries(body, 'invitee_email') ?? readEntries(body, 'invitee_email_or_name') ?? [],
    message,
    code,
    upstreamRequestId: requestId,
  };
}

function isDone(reply: Reply): boolean {
  return isDoneStatus(reply) && reply.body === '';
}

/** Any 2xx except 207, which means that only a part was done. */
function isDoneStatus(reply: Reply): boolean {
  return isSuccess(reply) && reply.status !== 207;
}

export function isSuccess(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

function toRejected(answered: Answered): Rejected {
  if (toErrorKind(answered.reply.status) !== 'refused') throw toStatusError(answered);
  const { message, code, requestId } = readError(answered);
  return { kind: 'rejected', message, code, upstreamRequestId: requestId };
}

/** Converts a reply that has no outcome. */
export function toStatusError(answered: Answered): UpstreamError {
  const { reply, request, caller } = answered;
  const error = readError(answered);
  const excerpt = createRedactor(caller.credential)(reply.body ?? '(body cannot be decoded)');
  return new UpstreamError({
    kind: toErrorKind(reply.status),
    ...toRequestFacts(request),
    // A server that redirects has not carried the request out.
    mayHaveLeft: reply.status < 300 || reply.status >= 400,
    detail: `status ${reply.status}: ${excerpt.slice(0, LOGGED_BODY_CHARACTERS)}`,
    status: reply.status,
    upstreamRequestId: error.requestId ?? undefined,
    upstreamMessage: error.message ?? undefined,
    retryAfterSeconds:
      reply.retryAfterMs === null ? undefined : Math.ceil(reply.retryAfterMs / 1000),
  });
}

/** Longer than any message that is meant for a person. */
const MAX_MESSAGE_LENGTH = 2_000;
/** Enough to recognise a proxy's error page, and short enough for a log line. */
const LOGGED_BODY_CHARACTERS = 500;

function toErrorKind(status: number): UpstreamErrorKind {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 408:
    case 504:
      return 'timeout';
    case 429:
      return 'rate-limited';
    case 502:
      return 'bad-gateway';
    case 503:
      return 'unavailable';
    default:
      if (status >= 400 && status < 500) return 'refused';
      return status >= 500 && status < 600 ? 'server-error' : 'invalid-response';
  }
}

/** Reads upstream's `Error`. Every key may be missing or blank, and the body may not be JSON. */
function readError({ reply, caller }: Answered): {
  message: string | null;
  code: number | null;
  requestId: string | null;
} {
  const body = isSuccess(reply) ? undefined : readJson(reply);
  if (!isJsonObject(body)) return { message: null, code: null, requestId: null };
  const redact = createRedactor(caller.credential);
  const toText = (value: unknown) =>
    typeof value === 'string' && value.trim() !== ''
      ? redact(value).slice(0, MAX_MESSAGE_LENGTH)
      : null;
  return {
    message: toText(body['message']),
    code: isInt(body['code']) ? body['code'] : null,
    requestId: toText(body['request_id']),
  };
}

/** Upstream's code is an int64; codes outside the range of GraphQL's Int are dropped. */
function isInt(code: unknown): code is number {
  return (
    typeof code === 'number' && code === Math.trunc(code) && code >= -(2 ** 31) && code < 2 ** 31
  );
}

/**
 * Reads a list of recipients, unredacted: a redacted recipient could no longer be matched with the request's. Clients
 * only ever see their own spelling.
 *
 * @returns null when there is no such list
 */
function readEntries(body: unknown, key: string): RecipientEntries | null {
  const entries = isJsonObject(body) ? body[key] : null;
  if (!Array.isArray(entries)) return null;
  return entries.map((entry: unknown) => (typeof entry === 'string' ? entry : null));
}
