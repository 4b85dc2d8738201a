import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  ConnectionError,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { INTERNAL_ERROR_MESSAGE, toErrorBody } from '../http/error-body.ts';
import { JSON_TYPE } from '../http/message.ts';
import { Refusal, type RefusalFacts } from './refusal.ts';
import { toRequestId } from './request-id.ts';

/** Called for every request that was rejected or failed before it reached GraphQL. */
export type OnEdgeError = (error: Error, facts: EdgeErrorFacts) => void;

export interface EdgeErrorFacts {
  readonly status: number;
  readonly requestId: string;
  /** Headers of the request, as in Node's `rawHeaders`; empty if they could not be read. */
  readonly rawHeaders: readonly string[];
  /** Not the client's fault. */
  readonly isBug: boolean;
}

export interface EdgeErrorOptions {
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly onError: OnEdgeError;
  /** Headers of every response, error responses included. */
  readonly toCommonHeaders: (
    requestId: string,
    origin: string | undefined,
  ) => Readonly<Record<string, string>>;
}

const NOT_FOUND: RefusalFacts = {
  status: 404,
  code: 'BAD_REQUEST',
  message: 'Nothing is served here. The GraphQL API is at /graphql.',
};

/**
 * Handles errors after Node's parser and Fastify's router have accepted the request; common headers are already set. Call
 * it before any route is added.
 */
export function answerErrors(app: FastifyInstance, options: EdgeErrorOptions): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const facts = toRefusalFacts(error, options);
    return sendError(error, facts, request, reply, options);
  });
  const methods = collectMethods(app);
  const answerMissingRoute = (request: FastifyRequest, reply: FastifyReply) => {
    return sendRefusal(toMissingRouteFacts(request, methods), request, reply);
  };
  // Responds before Fastify parses the body, whose content type it would reject first.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) answerMissingRoute(request, reply);
    else done();
  });
  // For missing files of a route that exists.
  app.setNotFoundHandler(answerMissingRoute);
}

type MethodsByPath = ReadonlyMap<string, ReadonlySet<string>>;

function collectMethods(app: FastifyInstance): MethodsByPath {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...[method].flat()]));
  });
  return methods;
}

/** A path that only accepts OPTIONS, for load balancers, counts as not found. */
function toMissingRouteFacts(
  { method, url }: FastifyRequest,
  methods: MethodsByPath,
): RefusalFacts {
  const allowed = [...(methods.get(url.replace(/\?.*/, '')) ?? [])];
  if (allowed.every((each) => each === 'OPTIONS')) return NOT_FOUND;
  const allow = allowed.join(', ');
  return {
    status: 405,
    code: 'BAD_REQUEST',
    message: `The method ${method} is not allowed here; allowed are ${allow}. Send GraphQL requests to /graphql with POST or GET.`,
    headers: { allow },
  };
}

/** Handles errors of Fastify's router, such as a path that is not percent-encoded; no hook has run then. */
export function createRouterErrorHandler(options: EdgeErrorOptions) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 400;
    reply.headers(options.toCommonHeaders(request.id, request.headers.origin));
    const message = 'The path of this request is not valid. The GraphQL API is at /graphql.';
    sendError(error, { status, code: 'BAD_REQUEST', message }, request, reply, options);
  };
}

function sendError(
  error: Error,
  facts: RefusalFacts | null,
  request: FastifyRequest,
  reply: FastifyReply,
  { onError }: EdgeErrorOptions,
): FastifyReply {
  const status = facts?.status ?? 500;
  const { id: requestId, raw } = request;
  onError(error, { status, requestId, rawHeaders: raw.rawHeaders, isBug: facts === null });
  if (facts !== null) return sendRefusal(facts, request, reply);
  const body = toErrorBody(INTERNAL_ERROR_MESSAGE, {
    code: 'INTERNAL_SERVER_ERROR',
    requestId,
    retryable: false,
  });
  return reply.code(status).type(JSON_TYPE).send(body);
}

function sendRefusal(facts: RefusalFacts, request: FastifyRequest, reply: FastifyReply) {
  reply
    .code(facts.status)
    .type(JSON_TYPE)
    .headers(facts.headers ?? {});
  return reply.send(toRefusalBody(facts, request.id));
}

function toRefusalBody({ code, message, retryable }: RefusalFacts, requestId: string): string {
  return toErrorBody(message, {
    code,
    requestId,
    ...(retryable !== undefined && { retryable }),
  });
}

/** @returns null for a bug of this service */
function toRefusalFacts(
  error: FastifyError | Refusal,
  { maxBodyBytes }: EdgeErrorOptions,
): RefusalFacts | null {
  if (error instanceof Refusal) return error.facts;
  const { statusCode: status = 500, code, message } = error;
  if (status < 400 || status >= 500) return null;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return {
      status,
      code: 'BAD_REQUEST',
      message: `The request body is too large: at most ${maxBodyBytes} bytes are accepted.`,
    };
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return {
      status,
      code: 'BAD_REQUEST',
      message:
        'The header Content-Type must be one media type. Send "Content-Type: application/json".',
    };
  }
  return { status, code: 'BAD_REQUEST', message };
}

/**
 * Handles errors of Node's HTTP parser, before there is a request: the client gets exactly what is written here. The
 * connection is closed, since the start of the next request is unknown.
 */
export function createParserErrorHandler(options: EdgeErrorOptions) {
  return (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = toRequestId(undefined);
    const facts = toParserFacts(error.code, options);
    // Browsers open connections ahead of need and load balancers open them as health checks, without sending a request.
    const isUnused = socket.bytesRead === 0;
    if (!isUnused) {
      const { status } = facts;
      options.onError(error, { status, requestId, rawHeaders: [], isBug: false });
    }
    if (socket.writable && !hasBegunToAnswer(socket)) {
      const headers = options.toCommonHeaders(requestId, readOrigin(error.rawPacket));
      socket.write(renderResponse(facts, headers, toRefusalBody(facts, requestId)));
    }
    socket.destroy(error);
  };
}

/** A second response in the middle of the first would corrupt it. Node's own handler checks the same property. */
function hasBegunToAnswer(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent ?? false;
}

function toParserFacts(
  code: string | undefined,
  { maxHeaderBytes }: EdgeErrorOptions,
): RefusalFacts {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        code: 'BAD_REQUEST',
        message: 'The request was not received in time.',
        retryable: true,
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        code: 'BAD_REQUEST',
        message: `The request headers are too large: at most ${maxHeaderBytes} bytes are accepted.`,
      };
    default:
      return {
        status: 400,
        code: 'BAD_REQUEST',
        message: 'This is not a valid HTTP request.',
      };
  }
}

/** The parser discards the headers it has read, so find the origin in the raw bytes. */
function readOrigin(packet: unknown): string | undefined {
  if (!Buffer.isBuffer(packet)) return undefined;
  return /\r\norigin:[ \t]*([\x21-\x7e]+)[ \t]*\r\n/i.exec(packet.toString('latin1'))?.[1];
}

function renderResponse(
  { status }: RefusalFacts,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const lines = Object.entries({
    ...headers,
    date: new Date().toUTCString(),
    'content-type': JSON_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}

/** Rejects what Node would reject with an empty response body (RFC 9112, 3.2; RFC 9110, 10.1.1). */
export function refuseUnreadable({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === '1.1' && headers.host === undefined) {
    throw new Refusal({
      status: 400,
      code: 'BAD_REQUEST',
      message: 'The request has no Host header.',
      // The following bytes may be a smuggled request that a proxy in front has not seen.
      headers: { connection: 'close' },
    });
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    throw new Refusal({
      status: 417,
      code: 'BAD_REQUEST',
      message: 'The only supported expectation is "Expect: 100-continue".',
    });
  }
}

/** Rejects compressed bodies, which would fail as "not valid JSON"; gateways and browsers send none. */
export function refuseContentCoding({ headers }: IncomingMessage): void {
  const coding = headers['content-encoding']?.trim() ?? '';
  if (coding === '' || coding.toLowerCase() === 'identity') return;
  throw new Refusal({
    status: 415,
    code: 'BAD_REQUEST',
    message:
      'Compressed request bodies are not accepted. Send the body uncompressed, without the header Content-Encoding.',
    headers: { 'accept-encoding': 'identity' },
  });
}
