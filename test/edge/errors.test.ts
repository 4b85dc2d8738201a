import { describe, expect, it } from 'vitest';
import { exchange, type ParsedAnswer, parseAnswer } from '../support/exchange.ts';
import { type Stack, startStack, useStack } from '../support/stack.ts';

const ORIGIN = 'https://app.example.com';
const SECRET = 'a-secret-of-the-router';
const ENV = { CORS_ORIGINS: ORIGIN, MAX_BODY_BYTES: '1000', MAX_HEADER_BYTES: '2000' };

/** A raw request from a page of an allowed origin, on a connection that closes after the response. */
function request(line: string, headers: readonly string[] = [], body = ''): string {
  const all = ['Host: service', `Origin: ${ORIGIN}`, 'Connection: close', ...headers];
  return `${line} HTTP/1.1\r\n${all.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const JSON_BODY = 'Content-Type: application/json';

interface Door {
  readonly bytes: string;
  readonly status: number;
  readonly code: string;
  /** What the error message must contain. */
  readonly says: string;
  readonly retryable?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Every way in which a request is rejected before GraphQL execution. */
const DOORS: Readonly<Record<string, Door>> = {
  'bytes that are no HTTP': {
    bytes: `GET /graphql HTTP/1.1\r\nOrigin: ${ORIGIN}\r\nX Y: z\r\n\r\n`,
    status: 400,
    code: 'BAD_REQUEST',
    says: 'not a valid HTTP request',
  },
  'a request that does not arrive in time': {
    bytes: 'POST /graphql HTTP/1.1\r\nX: ',
    status: 408,
    code: 'BAD_REQUEST',
    says: 'was not received in time',
    retryable: true,
    env: { HEADERS_TIMEOUT_MS: '50' },
  },
  'headers over their size': {
    bytes: request('POST /graphql', [`X: ${'a'.repeat(2_000)}`]),
    status: 431,
    code: 'BAD_REQUEST',
    says: 'at most 2000 bytes',
  },
  'a request without Host': {
    bytes: request('POST /graphql').replace('Host: service\r\n', ''),
    status: 400,
    code: 'BAD_REQUEST',
    says: 'no Host header',
  },
  'an expectation that cannot be met': {
    bytes: request('POST /graphql', ['Expect: a-miracle']),
    status: 417,
    code: 'BAD_REQUEST',
    says: '100-continue',
  },
  'a path that is not percent-encoded': {
    bytes: request('GET /%zz'),
    status: 400,
    code: 'BAD_REQUEST',
    says: '/graphql',
  },
  'a path where nothing is served': {
    bytes: request('GET /graphq'),
    status: 404,
    code: 'BAD_REQUEST',
    says: '/graphql',
  },
  'a body over its size': {
    bytes: request('POST /graphql', [JSON_BODY], `"${'a'.repeat(1_000)}"`),
    status: 413,
    code: 'BAD_REQUEST',
    says: 'at most 1000 bytes',
  },
  'a body that is not JSON': {
    bytes: request('POST /graphql', [JSON_BODY], '{"query":'),
    status: 400,
    code: 'BAD_REQUEST',
    says: 'not valid JSON',
  },
  'a body without a Content-Type': {
    bytes: request('POST /graphql', ['X-TILEDB-REST-API-KEY: k'], '{"query":"{ __typename }"}'),
    status: 400,
    code: 'BAD_REQUEST',
    says: 'Content-Type: application/json',
  },
  'a Content-Type of two media types': {
    bytes: request('POST /graphql', ['Content-Type: application/json, text/plain'], '{}'),
    status: 415,
    code: 'BAD_REQUEST',
    says: 'Content-Type: application/json',
  },
  'a compressed body': {
    bytes: request('POST /graphql', [JSON_BODY, 'Content-Encoding: gzip'], '\x1f\x8b'),
    status: 415,
    code: 'BAD_REQUEST',
    says: 'Compressed request bodies are not accepted',
  },
  'a request without the router’s secret': {
    bytes: request('POST /graphql', [JSON_BODY], '{"query":"{ __typename }"}'),
    status: 401,
    code: 'UNAUTHENTICATED',
    says: 'Router-Authorization',
    retryable: false,
    env: { ROUTER_SECRET: SECRET },
  },
  'a request to an overloaded instance': {
    bytes: request('POST /graphql', [JSON_BODY], '{"query":"{ __typename }"}'),
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    says: 'overloaded',
    retryable: true,
    env: { MAX_HEAP_PERCENT: '1' },
  },
};

/** Load is sampled once a second, first a second after the start. */
async function ask(stack: Stack, { bytes, status }: Door): Promise<ParsedAnswer> {
  for (;;) {
    const answer = parseAnswer(await exchange(stack.url, bytes));
    if (status !== 503 || answer.status !== 200) return answer;
  }
}

describe('a request that is rejected before GraphQL', () => {
  it.each(Object.entries(DOORS))('gets a GraphQL error: %s', async (_title, door) => {
    const stack = await startStack({ env: { ...ENV, ...door.env } });
    const { status, headers, json } = await ask(stack, door);
    expect(status).toBe(door.status);
    expect(json).toEqual({
      errors: [
        {
          message: expect.stringContaining(door.says),
          extensions: {
            code: door.code,
            requestId: headers['x-request-id'],
            ...(door.retryable !== undefined && { retryable: door.retryable }),
          },
        },
      ],
    });
    expect(headers).toMatchObject({
      'x-request-id': expect.stringMatching(/^[\x21-\x7e]+$/),
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      vary: 'Origin',
    });
    expect(headers['retry-after']).toBe(door.status === 503 ? '1' : undefined);
    expect(stack.emulator.journal).toEqual([]);
  });

  const readable = Object.entries(DOORS).filter(([, { bytes, status }]) => {
    // For these, headers are not parsed, or never arrive.
    return bytes.includes('Origin') && status !== 431;
  });
  it.each(readable)('shows the reason to pages of an allowed origin: %s', async (_title, door) => {
    const stack = await startStack({ env: { ...ENV, ...door.env } });
    const { headers } = await ask(stack, door);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'x-request-id, retry-after, idempotent-replayed',
    });
  });
});

describe('the Content-Encoding of a request', () => {
  const stack = useStack();
  const body = '{"query":"{ __typename }"}';

  it.each(['gzip', 'GZIP', 'br', 'deflate', 'zstd', 'identity, gzip'])(
    '%s is answered with 415 and the accepted codings',
    async (coding) => {
      const bytes = request('POST /graphql', [JSON_BODY, `Content-Encoding: ${coding}`], body);
      const { status, headers } = parseAnswer(await exchange(stack.url, bytes));
      expect(status).toBe(415);
      expect(headers['accept-encoding']).toBe('identity');
    },
  );

  it.each(['', 'identity', 'Identity'])(
    '%j means no coding, and the request is served',
    async (coding) => {
      const bytes = request('POST /graphql', [JSON_BODY, `Content-Encoding: ${coding}`], body);
      expect(parseAnswer(await exchange(stack.url, bytes)).json).toEqual({
        data: { __typename: 'Query' },
      });
    },
  );
});

describe('an overloaded instance', () => {
  it('reports alive and ready, serves its metrics, and counts the requests it sheds', async () => {
    const stack = await startStack({ env: { MAX_HEAP_PERCENT: '1' } });
    const post = () => stack.send({ query: '{ __typename }' });
    while ((await post()).status !== 503);
    for (const path of ['healthz', 'readyz']) {
      expect((await fetch(`${stack.url}/${path}`)).status).toBe(200);
    }
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    expect(metrics).toContain('requests_shed_total{reason="heap"} 1');
  });
});
