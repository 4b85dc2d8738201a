import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { type RawRequest, sendRaw } from '../support/raw-http.ts';
import { useStack } from '../support/stack.ts';

const ORIGIN = 'https://app.example.com';
const stack = useStack({
  env: { CORS_ORIGINS: ORIGIN, RATE_LIMIT_OPERATIONS_PER_MINUTE: '2', TRUST_PROXY: '1' },
});

/** Headers of every response. */
const ALWAYS = {
  'cache-control': 'no-store',
  'content-length': expect.stringMatching(/^\d+$/),
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-request-id': 'an-id',
  vary: 'Origin',
  date: expect.any(String),
  connection: 'close',
};
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const { 'content-length': _, ...WITHOUT_BODY } = ALWAYS;

type Header = readonly [name: string, value: string];
const FROM_PAGE: Header = ['origin', ORIGIN];
const POST_BODY: Pick<RawRequest, 'body'> = { body: '{"query":"{ __typename }"}' };
const AS_JSON: Header = ['content-type', 'application/json'];
const WITH_KEY: Header = ['x-tiledb-rest-api-key', DEMO_KEY];
/** A different caller for each request that is not to be rate-limited. */
const FROM_ELSEWHERE: Header = ['x-forwarded-for', '192.0.2.1'];

/** Every kind of response with all its headers: an added or lost header fails the test. */
const ANSWERS: readonly (readonly [title: string, request: RawRequest, headers: object])[] = [
  ['a GraphQL answer', { ...POST_BODY, headers: [AS_JSON] }, { ...ALWAYS, ...JSON_TYPE }],
  [
    'a GraphQL answer to an allowed page',
    { ...POST_BODY, headers: [AS_JSON, FROM_PAGE] },
    {
      ...ALWAYS,
      ...JSON_TYPE,
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'x-request-id, retry-after, idempotent-replayed',
    },
  ],
  [
    'a GraphQL answer to a page that is not allowed',
    {
      ...POST_BODY,
      headers: [AS_JSON, WITH_KEY, FROM_ELSEWHERE, ['origin', 'https://evil.example']],
    },
    { ...ALWAYS, ...JSON_TYPE },
  ],
  [
    'a refusal for the rate limit',
    { ...POST_BODY, headers: [AS_JSON] },
    { ...ALWAYS, ...JSON_TYPE, 'retry-after': expect.stringMatching(/^\d+$/) },
  ],
  [
    'a mutation by GET',
    {
      method: 'GET',
      path: '/graphql?query=mutation%7B__typename%7D',
      headers: [WITH_KEY, FROM_ELSEWHERE],
    },
    { ...ALWAYS, ...JSON_TYPE, allow: 'POST' },
  ],
  ['/healthz', { method: 'GET', path: '/healthz' }, { ...ALWAYS, ...JSON_TYPE }],
  ['/readyz', { method: 'GET', path: '/readyz' }, { ...ALWAYS, ...JSON_TYPE }],
  [
    '/metrics',
    { method: 'GET', path: '/metrics' },
    { ...ALWAYS, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  ],
  ['a path where nothing is', { method: 'GET', path: '/x' }, { ...ALWAYS, ...JSON_TYPE }],
  [
    'an allowed preflight',
    {
      method: 'OPTIONS',
      headers: [
        FROM_PAGE,
        ['access-control-request-method', 'POST'],
        ['access-control-request-headers', 'content-type,x-tiledb-rest-api-key'],
      ],
    },
    {
      ...WITHOUT_BODY,
      vary: 'Origin, Access-Control-Request-Headers',
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type,x-tiledb-rest-api-key',
      'access-control-expose-headers': 'x-request-id, retry-after, idempotent-replayed',
      'access-control-max-age': '600',
    },
  ],
  [
    'a refused preflight',
    {
      method: 'OPTIONS',
      headers: [
        ['origin', 'https://evil.example'],
        ['access-control-request-method', 'POST'],
      ],
    },
    { ...ALWAYS, ...JSON_TYPE },
  ],
  ['OPTIONS', { method: 'OPTIONS' }, { ...WITHOUT_BODY, allow: 'GET, POST' }],
];

describe('the headers of a response', () => {
  it.each(ANSWERS)('are exactly the expected ones for %s', async (_title, request, expected) => {
    const headers: Header[] = [['x-request-id', 'an-id'], ...(request.headers ?? [])];
    const answer = await sendRaw(stack.url, { ...request, headers });
    expect({ ...answer.headers }).toEqual(expected);
  });
});

describe('an idle connection', () => {
  it('is kept alive for 65 seconds, longer than load balancers keep theirs', async () => {
    const { headers } = await fetch(`${stack.url}/healthz`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });
});

describe('a preflight from an origin that is not allowed', () => {
  it.each(['https://evil.example', 'https://app.example.com.evil.example', 'null'])(
    'is rejected with 403 and names the setting that would allow it: %s',
    async (origin) => {
      const { status, json } = await sendRaw(stack.url, {
        method: 'OPTIONS',
        headers: [
          ['origin', origin],
          ['access-control-request-method', 'POST'],
        ],
      });
      expect(status).toBe(403);
      expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
      expect(json.errors[0].message).toContain('CORS_ORIGINS');
    },
  );
});

describe('a health check of a load balancer', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('may use %s /healthz and %s /readyz', async (method) => {
    for (const path of ['/healthz', '/readyz']) {
      expect((await sendRaw(stack.url, { method, path })).status).toBe(200);
    }
  });

  it('may use OPTIONS /, the default of HAProxy', async () => {
    expect((await sendRaw(stack.url, { method: 'OPTIONS', path: '/' })).status).toBe(204);
  });
});
