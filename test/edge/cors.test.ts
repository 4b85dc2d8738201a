import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';

const STUDIO = 'https://studio.apollographql.com';
const LISTED = ['https://app.example.com', 'http://intranet:8080'];

const stack = useStack({ env: { CORS_ORIGINS: LISTED.join(', '), MAX_BODY_BYTES: '1000' } });

/** The CORS headers of a response to a page of that origin. */
async function allowedTo(origin: string, url = stack.url): Promise<string | null> {
  const { headers } = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(headers.get('vary')).toMatch(/Origin/i);
  return headers.get('access-control-allow-origin');
}

describe('a response', () => {
  it.each([
    STUDIO,
    ...LISTED,
    'http://localhost',
    'https://localhost:8443',
    'http://localhost:5173',
    'http://127.0.0.1',
    'http://127.0.0.1:65535',
  ])('is readable by pages of %s', async (origin) => {
    expect(await allowedTo(origin)).toBe(origin);
  });

  it.each([
    'https://evil.example',
    'http://studio.apollographql.com',
    'https://studio.apollographql.com:444',
    'https://sub.studio.apollographql.com',
    'https://app.example.com:8443',
    'http://app.example.com',
    'https://app.example.com.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example/?localhost',
    'null',
  ])('is not readable by pages of %s', async (origin) => {
    expect(await allowedTo(origin)).toBeNull();
  });

  it('is also readable when it is an error', async () => {
    const { status, headers } = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { origin: STUDIO, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'x'.repeat(1000) }),
    });
    expect(status).toBe(413);
    expect(headers.get('access-control-allow-origin')).toBe(STUDIO);
  });

  it('exposes the request id to pages', async () => {
    const { headers } = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { origin: STUDIO, 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('x-request-id');
  });
});

describe('CORS in production', () => {
  const production = { NODE_ENV: 'production', CORS_ORIGINS: LISTED.join() };

  it.each([STUDIO, ...LISTED])('still lets pages of %s read responses', async (origin) => {
    const { url } = await startStack({ env: production });
    expect(await allowedTo(origin, url)).toBe(origin);
  });

  it.each(['http://localhost:5173', 'http://127.0.0.1:8080'])(
    'does not let pages of %s read responses unless it is listed',
    async (origin) => {
      const closed = await startStack({ env: production });
      expect(await allowedTo(origin, closed.url)).toBeNull();
      const listed = await startStack({ env: { ...production, CORS_ORIGINS: origin } });
      expect(await allowedTo(origin, listed.url)).toBe(origin);
    },
  );
});
