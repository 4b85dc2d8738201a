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

  it('answers a query', async () => {
    const response = await get({ query: '{ invitations(perPage: 1) { perPage } }' }, headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { invitations: { perPage: 1 } } });
  });

  it('takes variables as JSON', async () => {
    const query = 'query ($size: Int) { invitations(perPage: $size) { perPage } }';
    const response = await get({ query, variables: '{"size":2}' }, headers);
    expect(await response.json()).toEqual({ data: { invitations: { perPage: 2 } } });
  });

  it('refuses a mutation, and sends nothing', async () => {
    const query = 'mutation { acceptInvitation(input: {invitationId: "x"}) { __typename } }';
    const response = await get({ query }, headers);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('needs no further proof than the header of the API key, which no browser sends without a preflight', async () => {
    const response = await get({ query: '{ __typename }' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it.each([{}, { authorization: 'Basic YTpi' }])(
    'is blocked as possible request forgery with the headers %j, which a browser sends by itself',
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
    'is blocked with the simple content type %s',
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

  it('takes one operation, not a list of them', async () => {
    const response = await post('[{"query":"{ __typename }"}]');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it.each(['{"query":', 'nothing', ''])('refuses a body that is no JSON: %j', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('refuses a body over the limit', async () => {
    const response = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(2000)}` }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('large'), extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is what %s should have been', async (method) => {
    const response = await fetch(`${stack.url}/graphql`, { method, headers: json, body: '{}' });
    expect(response.status).toBe(405);
  });
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
  ])('lets pages of %s send a credential', async (origin) => {
    const { headers } = await preflight(origin);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toContain('x-tiledb-rest-api-key');
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it.each(['https://evil.example', 'https://studio.apollographql.com.evil.example', 'null'])(
    'says nothing to %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('leaves localhost out in production', async () => {
    const { url } = await startStack({ env: { NODE_ENV: 'production' } });
    const { headers } = await fetch(`${url}/healthz`, {
      headers: { origin: 'http://localhost:1' },
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('beside /graphql', () => {
  it('/healthz says that the process lives, and asks nothing of upstream', async () => {
    const response = await fetch(`${stack.url}/healthz`);
    expect(response.status).toBe(200);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('/readyz says so, with the state of the circuit breaker', async () => {
    const response = await fetch(`${stack.url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', upstreamBreaker: 'closed' });
  });

  it('/metrics are for Prometheus', async () => {
    await stack.send({ query: '{ invitations { page } }' });
    const text = await (await fetch(`${stack.url}/metrics`)).text();
    expect(text).toMatch(/fetchInvitations/);
  });

  it('an unknown address says where the API is', async () => {
    const response = await fetch(`${stack.url}/graphq`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('/graphql') }],
    });
  });

  it('every answer forbids what an API has no use for', async () => {
    const { headers } = await fetch(`${stack.url}/healthz`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }';
  const misspelled = '{ invitatons { page } }';

  it('is on, with suggestions', async () => {
    expect((await stack.send({ query, key: null })).errors).toBeUndefined();
    const { errors } = await stack.send({ query: misspelled });
    expect(errors?.[0]?.message).toContain('Did you mean');
  });

  it('is off in production, and so are suggestions, of enum values too', async () => {
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

  it('is on in production when asked for', async () => {
    const env = { NODE_ENV: 'production', INTROSPECTION: 'true' };
    expect((await (await startStack({ env })).send({ query })).errors).toBeUndefined();
  });
});

describe('the explorer', () => {
  it('is what a browser gets at /graphql', async () => {
    const response = await fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const script = /src="(\/explorer\/assets\/[^"]+\.js)"/.exec(await response.text())?.[1];
    expect((await fetch(stack.url + script)).status).toBe(200);
  });

  it('is not there in production', async () => {
    const { url } = await startStack({ env: { NODE_ENV: 'production' } });
    const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(400);
  });

  it('can be Apollo Sandbox', async () => {
    const { url } = await startStack({ env: { EXPLORER: 'sandbox' } });
    const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('embeddable-sandbox.cdn.apollographql.com');
  });
});
