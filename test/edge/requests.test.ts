import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';

const stack = useStack({
  env: { CORS_ORIGINS: 'https://app.example.com', MAX_BODY_BYTES: '2000' },
});

const key = { 'x-tiledb-rest-api-key': 'demo-key-ada' };
const json = { 'content-type': 'application/json' };

function post(body: string, headers: Record<string, string> = json): Promise<Response> {
  return fetch(`${stack.url}/graphql`, { method: 'POST', headers: { ...key, ...headers }, body });
}

function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const search = new URLSearchParams(parameters);
  return fetch(`${stack.url}/graphql?${search}`, { headers: { ...key, ...headers } });
}

describe('GET /graphql', () => {
  const headers = { 'apollo-require-preflight': 'true' };

  it('executes a query', async () => {
    const response = await get({ query: '{ invitations(perPage: 1) { perPage } }' }, headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { invitations: { perPage: 1 } } });
  });

  it('accepts variables as JSON', async () => {
    const query = 'query ($size: Int) { invitations(perPage: $size) { perPage } }';
    const response = await get({ query, variables: '{"size":2}' }, headers);
    expect(await response.json()).toEqual({ data: { invitations: { perPage: 2 } } });
  });

  it('rejects a mutation and sends nothing upstream', async () => {
    const query = 'mutation { acceptInvitation(input: {invitationId: "x"}) { __typename } }';
    const response = await get({ query }, headers);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('needs only the API key header, which no browser sends without a preflight', async () => {
    const response = await get({ query: '{ __typename }' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it.each([{}, { authorization: 'Basic YTpi' }])(
    'is rejected as a possible CSRF with the headers %j, which browsers send automatically',
    async (sent) => {
      const search = new URLSearchParams({ query: '{ __typename }' });
      const response = await fetch(`${stack.url}/graphql?${search}`, { headers: sent });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('Cross-Site Request Forgery');
    },
  );
});

describe('POST /graphql', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'rejects the simple content type %s',
    async (type) => {
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: 'Basic YTpi' },
        body: '{"query":"{ __typename }"}',
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('Cross-Site Request Forgery');
    },
  );

  it('accepts one operation, not a list of operations', async () => {
    const response = await post('[{"query":"{ __typename }"}]');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it.each(['{"query":', 'nothing', ''])('rejects a body that is not JSON: %j', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('rejects a body above the size limit', async () => {
    const response = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(2000)}` }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('large'), extensions: { code: 'BAD_REQUEST' } }],
    });
  });
});

describe('another method', () => {
  it.each([
    ['PUT', '/graphql', 'GET, POST, OPTIONS'],
    ['DELETE', '/graphql?query={__typename}', 'GET, POST, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['POST', '/readyz', 'GET, HEAD, OPTIONS'],
    ['PUT', '/metrics', 'GET, HEAD'],
  ])(
    '%s %s is rejected with 405, whatever the body, and Allow lists the methods',
    async (method, path, allow) => {
      const response = await fetch(`${stack.url}${path}`, {
        method,
        headers: { 'content-type': 'text/plain' },
        body: 'x',
      });
      expect(response.status).toBe(405);
      expect(new Set(response.headers.get('allow')?.split(', '))).toEqual(
        new Set(allow.split(', ')),
      );
      expect(await response.json()).toMatchObject({
        errors: [
          {
            message: expect.stringContaining(
              `The method ${method} is not allowed here; allowed are `,
            ),
            extensions: { code: 'BAD_REQUEST', requestId: response.headers.get('x-request-id') },
          },
        ],
      });
    },
  );

  it('HEAD /graphql is rejected with 405', async () => {
    const response = await fetch(`${stack.url}/graphql`, { method: 'HEAD' });
    expect(response.status).toBe(405);
  });

  it('POST / is rejected with 405 and the path of the API', async () => {
    const response = await fetch(`${stack.url}/`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(405);
    expect(await response.text()).toContain('Send GraphQL requests to /graphql');
  });

  it.each(['/healthz/', '/graphql/', '/explorer/assets/none.js'])(
    'POST %s is not found, whatever the body',
    async (path) => {
      const response = await fetch(`${stack.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: 'x',
      });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('The GraphQL API is at /graphql.');
    },
  );
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    fetch(`${stack.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-tiledb-rest-api-key,authorization',
      },
    });

  it.each([
    'https://studio.apollographql.com',
    'https://app.example.com',
    'http://localhost:5173',
    'http://127.0.0.1:8080',
  ])('allows pages of %s to send a credential', async (origin) => {
    const { headers } = await preflight(origin);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toContain('x-tiledb-rest-api-key');
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it.each(['https://evil.example', 'https://studio.apollographql.com.evil.example', 'null'])(
    'sends no CORS headers to %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('excludes localhost in production', async () => {
    const { url } = await startStack({ env: { NODE_ENV: 'production' } });
    const { headers } = await fetch(`${url}/healthz`, {
      headers: { origin: 'http://localhost:1' },
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a path other than /graphql', () => {
  it('/healthz reports that the process is alive without calling upstream', async () => {
    const response = await fetch(`${stack.url}/healthz`);
    expect(response.status).toBe(200);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('/readyz reports ready, with the state of the circuit breaker', async () => {
    const response = await fetch(`${stack.url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', upstreamBreaker: 'closed' });
  });

  it('/metrics serves the Prometheus format', async () => {
    await stack.send({ query: '{ invitations { page } }' });
    const text = await (await fetch(`${stack.url}/metrics`)).text();
    expect(text).toMatch(/fetchInvitations/);
  });

  it('gets the address of the API when it is unknown', async () => {
    const response = await fetch(`${stack.url}/graphq`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('/graphql') }],
    });
  });

  it('has headers that forbid what an API does not need', async () => {
    const { headers } = await fetch(`${stack.url}/healthz`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }';
  const misspelled = '{ invitatons { page } }';

  it('is enabled by default, with suggestions', async () => {
    expect((await stack.send({ query, key: null })).errors).toBeUndefined();
    const { errors } = await stack.send({ query: misspelled });
    expect(errors?.[0]?.message).toContain('Did you mean');
  });

  it('is disabled in production, as are suggestions, including those of enum values', async () => {
    const production = await startStack({ env: { NODE_ENV: 'production' } });
    expect((await production.send({ query })).status).toBe(400);
    const answers = [
      await production.send({ query: misspelled }),
      await production.send({
        query: 'query ($type: InvitationType) { invitations(filter: {type: $type}) { page } }',
        variables: { type: 'ARRAY_SHAR' },
      }),
    ];
    for (const { errors } of answers) {
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).not.toContain('Did you mean');
    }
  });

  it('can be enabled in production', async () => {
    const env = { NODE_ENV: 'production', INTROSPECTION: 'true' };
    expect((await (await startStack({ env })).send({ query })).errors).toBeUndefined();
  });
});

describe('the explorer', () => {
  it('is served to browsers at /graphql', async () => {
    const response = await fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const script = /src="(\/explorer\/assets\/[^"]+\.js)"/.exec(await response.text())?.[1];
    expect((await fetch(stack.url + script)).status).toBe(200);
  });

  it('is not served in production', async () => {
    const { url } = await startStack({ env: { NODE_ENV: 'production' } });
    const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(400);
  });

  it('can be replaced with Apollo Sandbox', async () => {
    const { url } = await startStack({ env: { EXPLORER: 'sandbox' } });
    const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('embeddable-sandbox.cdn.apollographql.com');
  });
});
