import type { Fault } from '../../emulator/src/emulator.ts';

/** A way for upstream to fail, and the error that it causes. */
export interface UpstreamFault extends FaultFacts {
  readonly title: string;
  readonly behaviour: NonNullable<Fault['behaviour']>;
}

export interface FaultFacts {
  readonly code: string;
  /** Whether a read's error is retryable, and the number of calls until it is reported. */
  readonly isReadRetryable: boolean;
  readonly reads: number;
  /** Whether a write's error is retryable; a write is always one call. */
  readonly isWriteRetryable: boolean;
  readonly upstreamRequestId?: string;
  readonly retryAfter?: number;
}

/** Text that upstream sends, and that must not reach a client. */
export const LEAK = /leak/i;

const HEADERS = { 'x-leak': 'leaked header', server: 'leaky/1.0', 'set-cookie': 'leak=1' };
const HTML = '<html><title>leaked page of http://10.0.0.1:8080/v1</title></html>';
const ERROR = JSON.stringify({ code: 17, message: 'leaked message', request_id: 'up-42' });

/** One attempt, and the three retries of a read. */
export const RETRIED = 4;

const READ_ONCE = { isReadRetryable: false, reads: 1, isWriteRetryable: false };
const READ_AGAIN = { isReadRetryable: true, reads: RETRIED, isWriteRetryable: false };
const READ_LATER = { isReadRetryable: true, reads: 1, isWriteRetryable: false };
const RATE_LIMITED = {
  code: 'RATE_LIMITED',
  isReadRetryable: true,
  isWriteRetryable: true,
};

function answer(status: number, body?: string, headers: Record<string, string> = {}) {
  return {
    kind: 'answer' as const,
    status,
    headers: { ...HEADERS, ...headers },
    ...(body !== undefined && { body }),
  };
}

function raw(text: string) {
  return { kind: 'raw' as const, text };
}

function truncated(connection: string, length: string, start = '') {
  return raw(
    `HTTP/1.1 200 OK\r\nconnection: ${connection}\r\n${length}\r\n\r\n${start}{"invitations":["leak"`,
  );
}

const HTML_TYPE = { 'content-type': 'text/html' };

/** The rows of the contract's error table that apply to reads and writes alike. */
export const UPSTREAM_FAULTS: readonly UpstreamFault[] = [
  { title: '401', behaviour: answer(401), code: 'UNAUTHENTICATED', ...READ_ONCE },
  {
    title: '401 with an Error',
    behaviour: answer(401, ERROR, { 'www-authenticate': 'Basic realm="leak"' }),
    code: 'UNAUTHENTICATED',
    upstreamRequestId: 'up-42',
    ...READ_ONCE,
  },
  { title: '403', behaviour: answer(403, HTML, HTML_TYPE), code: 'FORBIDDEN', ...READ_ONCE },
  {
    title: '403 with an Error',
    behaviour: answer(403, ERROR),
    code: 'FORBIDDEN',
    upstreamRequestId: 'up-42',
    ...READ_ONCE,
  },
  {
    title: '429 without Retry-After',
    behaviour: answer(429, ERROR),
    upstreamRequestId: 'up-42',
    reads: 1,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After of zero',
    behaviour: answer(429, ERROR, { 'retry-after': '0' }),
    upstreamRequestId: 'up-42',
    retryAfter: 0,
    reads: RETRIED,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After in the past',
    behaviour: answer(429, HTML, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }),
    retryAfter: 0,
    reads: RETRIED,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After past the deadline',
    behaviour: answer(429, undefined, { 'retry-after': '3600' }),
    retryAfter: 3600,
    reads: 1,
    ...RATE_LIMITED,
  },
  {
    title: '429 with an invalid Retry-After',
    behaviour: answer(429, undefined, { 'retry-after': '-5' }),
    reads: 1,
    ...RATE_LIMITED,
  },
  {
    title: '502 with HTML',
    behaviour: answer(502, HTML, HTML_TYPE),
    code: 'UPSTREAM_BAD_GATEWAY',
    ...READ_AGAIN,
  },
  {
    title: '503 with an Error',
    behaviour: answer(503, ERROR),
    code: 'UPSTREAM_UNAVAILABLE',
    upstreamRequestId: 'up-42',
    ...READ_AGAIN,
  },
  { title: '504', behaviour: answer(504), code: 'UPSTREAM_TIMEOUT', ...READ_AGAIN },
  {
    title: 'a connection that is reset before the response',
    behaviour: { kind: 'cut', when: 'before-answer' },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  {
    title: 'a connection that is reset after the work is done',
    behaviour: { kind: 'cut', when: 'after-handling' },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  {
    title: 'a connection that is reset in the body',
    behaviour: { kind: 'truncate', status: 200, body: '{"invitations":["leak"]}', bytes: 9 },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  ...Object.entries({
    'a protocol switch': answer(101, undefined, { connection: 'upgrade', upgrade: 'websocket' }),
    'a protocol switch to nothing': raw('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    'truncated headers': raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-more'),
    'a truncated body in chunks': truncated('keep-alive', 'transfer-encoding: chunked', '30\r\n'),
    'a truncated body in chunks on a connection that closes': truncated(
      'close',
      'transfer-encoding: chunked',
      '30\r\n',
    ),
    'a body shorter than its length': truncated('keep-alive', 'content-length: 100'),
    'a body shorter than its length on a connection that closes': truncated(
      'close',
      'content-length: 100',
    ),
  }).map(([title, behaviour]) => ({
    title,
    behaviour,
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  })),
  { title: '408', behaviour: answer(408, HTML), code: 'UPSTREAM_TIMEOUT', ...READ_LATER },
  { title: '500', behaviour: answer(500), code: 'UPSTREAM_ERROR', ...READ_ONCE },
  {
    title: '500 with an Error',
    behaviour: answer(500, ERROR),
    code: 'UPSTREAM_ERROR',
    upstreamRequestId: 'up-42',
    ...READ_ONCE,
  },
  {
    title: '500 whose failed_recipients are not a list',
    behaviour: answer(500, '{"failed_recipients":"leak@example.com"}'),
    code: 'UPSTREAM_ERROR',
    ...READ_ONCE,
  },
  { title: '501', behaviour: answer(501, HTML), code: 'UPSTREAM_ERROR', ...READ_ONCE },
  { title: '599', behaviour: answer(599), code: 'UPSTREAM_ERROR', ...READ_ONCE },
  ...[300, 301, 302, 303, 304, 307, 308].map((status) => ({
    title: `a ${status} that is not followed`,
    behaviour: answer(status, undefined, { location: '/v1/invitations?leak=1' }),
    code: 'UPSTREAM_INVALID_RESPONSE',
    ...READ_ONCE,
  })),
  ...Object.entries({
    '200 with HTML': answer(200, HTML, HTML_TYPE),
    '200 with truncated JSON': answer(200, '{"invitations":[{"id":"leak"'),
    '200 with a list instead of an object': answer(200, '["leak"]'),
    '200 with a string instead of an object': answer(200, '"leak"'),
    '200 with null instead of an object': answer(200, 'null'),
    'a body that is not the gzip it claims to be': { kind: 'lying-gzip' as const },
    'a Content-Encoding that was not accepted': answer(200, '{}', { 'content-encoding': 'br' }),
    'endless headers': { kind: 'endless-headers' as const },
    'the greeting of another protocol': raw('SSH-2.0-leak\r\n'),
    'a length and chunks': raw(
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\nx-leak: 1\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ),
    'chunks and a length': raw(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ),
    'two lengths': raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'),
    'early hints, then a length and chunks': raw(
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n',
    ),
    'chunks without a size': raw(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno size\r\n{}\r\n0\r\n\r\n',
    ),
    'a body of 50 MB': { kind: 'huge-body' as const, bytes: 50_000_000 },
    'a 207 with an empty body': answer(207),
  }).map(([title, behaviour]) => ({
    title,
    behaviour,
    code: 'UPSTREAM_INVALID_RESPONSE',
    ...READ_ONCE,
  })),
];

/** Successful responses for an accept or a cancel: a draft of the specification lets an accept respond like this. */
export const STRANGE_OBJECTS: readonly UpstreamFault[] = Object.entries({
  '200 with another object': '{"leak":true}',
  '200 with data instead of invitations': '{"data":[]}',
  '200 with invitations that are not a list': '{"invitations":{"leak":true}}',
}).map(([title, body]) => ({
  title,
  behaviour: answer(200, body),
  code: 'UPSTREAM_INVALID_RESPONSE',
  ...READ_ONCE,
}));

/** The last fault of each code. */
export function withDistinctCodes(faults: readonly UpstreamFault[]): readonly UpstreamFault[] {
  return [...new Map(faults.map((fault) => [fault.code, fault])).values()];
}

/** The complete `extensions` of such a fault. */
export function toExtensions(fault: FaultFacts, requestId: string, isRead: boolean) {
  return {
    code: fault.code,
    requestId,
    retryable: isRead ? fault.isReadRetryable : fault.isWriteRetryable,
    ...(fault.upstreamRequestId !== undefined && { upstreamRequestId: fault.upstreamRequestId }),
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
  };
}
