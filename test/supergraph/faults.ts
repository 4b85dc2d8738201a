import type { Fault } from '../../emulator/src/emulator.ts';

/** One row of the contract's error table, for a query. */
export interface FaultRow {
  readonly what: string;
  readonly fault: Fault;
  readonly code: string;
  readonly retryable: boolean;
  /** Further `extensions`. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

function answer(status: number, options: { body?: string; headers?: Record<string, string> } = {}) {
  return { behaviour: { kind: 'answer' as const, status, ...options } };
}

const HTML = '<html><body>Not what was asked for</body></html>';

/** Every fault of upstream in a query. */
export const QUERY_FAULTS: readonly FaultRow[] = [
  {
    what: '400',
    fault: answer(400, { body: '{"code":1,"message":"No such order","request_id":"up-1"}' }),
    code: 'BAD_USER_INPUT',
    retryable: false,
    facts: { upstreamRequestId: 'up-1' },
  },
  { what: '404', fault: answer(404), code: 'BAD_USER_INPUT', retryable: false },
  { what: '401', fault: answer(401), code: 'UNAUTHENTICATED', retryable: false },
  { what: '403', fault: answer(403), code: 'FORBIDDEN', retryable: false },
  {
    what: '429',
    fault: answer(429, { headers: { 'retry-after': '3600' } }),
    code: 'RATE_LIMITED',
    retryable: true,
    facts: { retryAfter: 3600 },
  },
  {
    what: '502',
    fault: answer(502, { body: HTML }),
    code: 'UPSTREAM_BAD_GATEWAY',
    retryable: true,
  },
  { what: '503', fault: answer(503), code: 'UPSTREAM_UNAVAILABLE', retryable: true },
  {
    what: 'a cut connection',
    fault: { behaviour: { kind: 'cut', when: 'before-answer' } },
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
  },
  {
    what: 'a body cut short',
    fault: { behaviour: { kind: 'truncate', bytes: 40 } },
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
  },
  { what: '504', fault: answer(504), code: 'UPSTREAM_TIMEOUT', retryable: true },
  { what: '408', fault: answer(408), code: 'UPSTREAM_TIMEOUT', retryable: true },
  {
    what: 'HTML',
    fault: answer(200, { body: HTML, headers: { 'content-type': 'text/html' } }),
    code: 'UPSTREAM_INVALID_RESPONSE',
    retryable: false,
  },
  {
    what: 'a redirect',
    fault: answer(302, { headers: { location: 'http://127.0.0.1:1/' } }),
    code: 'UPSTREAM_INVALID_RESPONSE',
    retryable: false,
  },
  { what: '500', fault: answer(500, { body: HTML }), code: 'UPSTREAM_ERROR', retryable: false },
];

/** Every fault of upstream in a mutation without an outcome; a request that may have been sent is not retryable. */
export const WRITE_FAULTS: readonly FaultRow[] = QUERY_FAULTS.filter(
  ({ code }) => code !== 'BAD_USER_INPUT',
).map((row) => ({ ...row, retryable: row.code === 'RATE_LIMITED' }));

/** Upstream's message when it rejects a request. */
export const REFUSAL = { code: 4711, message: 'Not in this state', request_id: 'up-1' };
