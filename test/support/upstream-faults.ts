import type { Fault } from '../../emulator/src/emulator.ts';

/** A way for upstream to fail, and what becomes of it. */
export interface UpstreamFault {
  readonly title: string;
  readonly behaviour: NonNullable<Fault['behaviour']>;
  readonly code: string;
  /** What a read's error says, and how many calls it took. */
  readonly isReadRetryable: boolean;
  readonly reads: number;
  /** What a write's error says; a write is one call always. */
  readonly isWriteRetryable: boolean;
  readonly upstreamRequestId?: string;
  readonly retryAfter?: number;
}

/** Words that upstream says, and that no client must read. */
export const LEAK = /leak/i;

const HEADERS = { 'x-leak': 'leaked header', server: 'leaky/1.0', 'set-cookie': 'leak=1' };
const HTML = '<html><title>leaked page of http://10.0.0.1:8080/v1</title></html>';
const ERROR = JSON.stringify({ code: 17, message: 'leaked message', request_id: 'up-42' });

const READ_ONCE = { isReadRetryable: false, reads: 1, isWriteRetryable: false };
const READ_AGAIN = { isReadRetryable: true, reads: 4, isWriteRetryable: false };
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

const HTML_TYPE = { 'content-type': 'text/html' };

/** The rows of the contract's table of errors that mean the same for reads and for writes. */
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
    title: '429 with a Retry-After of now',
    behaviour: answer(429, ERROR, { 'retry-after': '0' }),
    upstreamRequestId: 'up-42',
    retryAfter: 0,
    reads: 4,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After in the past',
    behaviour: answer(429, HTML, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }),
    retryAfter: 0,
    reads: 4,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After behind the deadline',
    behaviour: answer(429, undefined, { 'retry-after': '3600' }),
    retryAfter: 3600,
    reads: 1,
    ...RATE_LIMITED,
  },
  {
    title: '429 with a Retry-After that is none',
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
    title: 'a connection cut before the answer',
    behaviour: { kind: 'cut', when: 'before-answer' },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  {
    title: 'a connection cut after the work was done',
    behaviour: { kind: 'cut', when: 'after-handling' },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  {
    title: 'a body cut short',
    behaviour: { kind: 'truncate', status: 200, body: '{"invitations":["leak"]}', bytes: 9 },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
  {
    title: 'a body in chunks cut short',
    behaviour: {
      kind: 'raw',
      text: 'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n10\r\nleak',
    },
    code: 'UPSTREAM_UNAVAILABLE',
    ...READ_AGAIN,
  },
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
    title: '500 whose failed_recipients are no list',
    behaviour: answer(500, '{"failed_recipients":"leak@example.com"}'),
    code: 'UPSTREAM_ERROR',
    ...READ_ONCE,
  },
  { title: '501', behaviour: answer(501, HTML), code: 'UPSTREAM_ERROR', ...READ_ONCE },
  { title: '599', behaviour: answer(599), code: 'UPSTREAM_ERROR', ...READ_ONCE },
  ...[300, 301, 302, 303, 304, 307, 308].map((status) => ({
    title: `${status}, which is not followed`,
    behaviour: answer(status, undefined, { location: '/v1/invitations?leak=1' }),
    code: 'UPSTREAM_INVALID_RESPONSE',
    ...READ_ONCE,
  })),
  ...Object.entries({
    'HTML with a 200': answer(200, HTML, HTML_TYPE),
    'half a JSON': answer(200, '{"invitations":[{"id":"leak"'),
    'a list instead of an object': answer(200, '["leak"]'),
    'a text instead of an object': answer(200, '"leak"'),
    'null instead of an object': answer(200, 'null'),
    'bytes that are not the gzip they claim to be': { kind: 'lying-gzip' as const },
    'another encoding than was asked for': answer(200, '{}', { 'content-encoding': 'br' }),
    'headers without end': { kind: 'endless-headers' as const },
    'another protocol': { kind: 'raw' as const, text: 'SSH-2.0-leak\r\n' },
    'both a length and chunks': {
      kind: 'raw' as const,
      text: 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\nx-leak: 1\r\n\r\n',
    },
    'a 207 with an empty body': answer(207),
  }).map(([title, behaviour]) => ({
    title,
    behaviour,
    code: 'UPSTREAM_INVALID_RESPONSE',
    ...READ_ONCE,
  })),
];

/** What an accept or a cancel takes for done: a draft of the specification lets an accept answer so. */
export const STRANGE_OBJECTS: readonly UpstreamFault[] = Object.entries({
  'another object': '{"leak":true}',
  'invitations that are no list': '{"invitations":{"leak":true}}',
}).map(([title, body]) => ({
  title,
  behaviour: answer(200, body),
  code: 'UPSTREAM_INVALID_RESPONSE',
  ...READ_ONCE,
}));

/** What `extensions` of such a fault holds, and nothing else. */
export function toExtensions(fault: UpstreamFault, requestId: string, isRead: boolean) {
  return {
    code: fault.code,
    requestId,
    retryable: isRead ? fault.isReadRetryable : fault.isWriteRetryable,
    ...(fault.upstreamRequestId !== undefined && { upstreamRequestId: fault.upstreamRequestId }),
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
  };
}
