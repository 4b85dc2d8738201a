import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/read.ts';
import { useStack } from '../support/stack.ts';

const SECRET = 'only-the-gateway-knows-this';
const QUERY = '{ invitations(perPage: 1) { totalCount } }';

describe('the service with ROUTER_SECRET', () => {
  const stack = useStack({ env: { ROUTER_SECRET: SECRET } });

  it('accepts a request with the secret', async () => {
    const { status, data, errors } = await stack.send({
      query: QUERY,
      headers: { 'Router-Authorization': SECRET },
    });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data.invitations.totalCount).toBeGreaterThan(0);
  });

  it.each([
    ['no header', {}],
    ['an empty header', { 'Router-Authorization': '' }],
    ['another secret', { 'Router-Authorization': 'only-the-gateway-knows-that' }],
    ['the secret and more', { 'Router-Authorization': `${SECRET}1` }],
    ['a part of the secret', { 'Router-Authorization': SECRET.slice(0, -1) }],
    ['the secret in another header', { authorization: SECRET }],
  ])('rejects %s with 401, and sends nothing upstream', async (_what, headers) => {
    const answer = await stack.send({
      query: QUERY,
      headers: { ...headers, 'x-request-id': 'mine' },
    });
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('Router-Authorization'),
        extensions: { code: 'UNAUTHENTICATED', requestId: 'mine', retryable: false },
      },
    ]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('rejects the secret sent twice', async () => {
    const { status } = await stack.send({
      query: QUERY,
      headers: { 'Router-Authorization': `${SECRET}, ${SECRET}` },
    });
    expect(status).toBe(401);
  });

  it.each([
    ['GET', 401],
    ['PUT', 405],
    ['DELETE', 405],
  ])(
    'rejects a %s without the secret with %d, and sends nothing upstream',
    async (method, status) => {
      const response = await fetch(`${stack.url}/graphql?query=${encodeURIComponent(QUERY)}`, {
        method,
        headers: { 'apollo-require-preflight': '1' },
      });
      expect(response.status).toBe(status);
      expect(stack.emulator.journal).toEqual([]);
    },
  );

  it('never sends the secret upstream', async () => {
    await stack.send({ query: QUERY, headers: { 'Router-Authorization': SECRET } });
    expect(stack.emulator.journal).toHaveLength(1);
    expect(JSON.stringify(stack.emulator.journal)).not.toContain(SECRET);
  });

  it('keeps health, readiness and metrics open to probes', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect((await fetch(stack.url + path)).status).toBe(200);
    }
  });
});

describe('the service without ROUTER_SECRET', () => {
  const stack = useStack();

  it('accepts every request, whatever its Router-Authorization', async () => {
    const { status } = await stack.send({
      query: QUERY,
      headers: { 'Router-Authorization': 'anything' },
    });
    expect(status).toBe(200);
  });
});

describe('the setting ROUTER_SECRET', () => {
  it.each(['short', 'sixteen characters', 'ein-geheimnis-für-uns'])(
    'is rejected without repeating its value: %s',
    (secret) => {
      const read = () => readConfig({ ROUTER_SECRET: secret });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(/ROUTER_SECRET must be 16 to 256 visible ASCII characters/);
      expect(read).not.toThrow(secret);
    },
  );
});
