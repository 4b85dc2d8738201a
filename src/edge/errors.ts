import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  ConnectionError,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { toErrorBody } from '../http/error-body.ts';
import { Refusal, type RefusalFacts } from './refusal.ts';
import { toRequestId } from './request-id.ts';

/** Called for every request that was refused or failed before GraphQL saw it. */
export type OnEdgeError = (
  error: Error,
  request: { readonly status: number; readonly requestId: string; readonly isBug: boolean },
) => void;

export interface EdgeErrorOptions {
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly onError: OnEdgeError;
  /** Headers that every answer has, whatever went wrong. */
  readonly toCommonHeaders: (
    requestId: string,
    origin: string | undefined,
  ) => Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const NOT_FOUND: RefusalFacts = {
  status: 404,
  code: 'BAD_REQUEST',
  message: 'Nothing is served here. The GraphQL API is at /graphql.',
};

/** Errors of a request that has passed Node's parser and Fastify's router. The common headers are set already. */
export function answerErrors(app: FastifyInstance, options: EdgeErrorOptions): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const facts = toRefusalFacts(error, options);
    return sendError(error, facts, request, reply, options);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(renderFacts(NOT_FOUND, request, reply)),
  );
}

/** Errors of Fastify's router, such as a path that is not percent-encoded. No hook has run. */
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
  onError(error, { status, requestId: request.id, isBug: facts === null });
  if (facts !== null) return reply.code(status).send(renderFacts(facts, request, reply));
  const body = toErrorBody(
    'This service failed. Its log has the cause under the requestId of this error.',
    { code: 'INTERNAL_SERVER_ERROR', requestId: request.id, retryable: false },
  );
  return reply.code(status).type(JSON_TYPE).send(body);
}

function renderFacts(facts: RefusalFacts, request: FastifyRequest, reply: FastifyReply): string {
  reply.type(JSON_TYPE).headers(facts.headers ?? {});
  return toRefusalBody(facts, request.id);
}

function toRefusalBody({ code, message, retryable }: RefusalFacts, requestId: string): string {
  return toErrorBody(message, {
    code,
    requestId,
    ...(retryable !== undefined && { retryable }),
  });
}

/** @returns null for a bug of ours */
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
  return { status, code: 'BAD_REQUEST', message };
}

/**
 * Errors of Node's HTTP parser, which knows of no request yet: what is written here is all that the client gets. The
 * connection cannot be used any more, since nobody can say where the next request begins.
 */
export function createParserErrorHandler(options: EdgeErrorOptions) {
  return (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = toRequestId(undefined);
    const facts = toParserFacts(error.code, options);
    // A browser opens connections ahead of need, and a load balancer to see whether that works: no request was meant.
    const isUnused = socket.bytesRead === 0;
    if (!isUnused) options.onError(error, { status: facts.status, requestId, isBug: false });
    if (socket.writable && !hasBegunToAnswer(socket)) {
      const headers = options.toCommonHeaders(requestId, readOrigin(error.rawPacket));
      socket.write(renderResponse(facts, headers, toRefusalBody(facts, requestId)));
    }
    socket.destroy(error);
  };
}

/** A second response in the middle of the first would be read as a part of it. Node's own handler looks here too. */
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
        message: 'The request did not arrive in time.',
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

/** The parser has thrown away what it read, so the origin is looked up in the bytes it failed on. */
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

/** What Node would refuse by itself, with an answer that has no body (RFC 9112, 3.2; RFC 9110, 10.1.1). */
export function refuseUnreadable({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === '1.1' && headers.host === undefined) {
    throw new Refusal({
      status: 400,
      code: 'BAD_REQUEST',
      message: 'The request has no Host header.',
      // What follows may be another request that a proxy in front has not seen.
      headers: { connection: 'close' },
    });
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    throw new Refusal({
      status: 417,
      code: 'BAD_REQUEST',
      message: 'The only expectation that is supported is "Expect: 100-continue".',
    });
  }
}

/** Gateways and browsers send none; a body that is read as it came would be judged "not valid JSON". */
export function refuseContentCoding({ headers }: IncomingMessage): void {
  const coding = headers['content-encoding']?.trim() ?? '';
  if (coding === '' || coding.toLowerCase() === 'identity') return;
  throw new Refusal({
    status: 415,
    code: 'BAD_REQUEST',
    message:
      'No content coding is accepted. Send the request body uncompressed, without the header Content-Encoding.',
    headers: { 'accept-encoding': 'identity' },
  });
}
