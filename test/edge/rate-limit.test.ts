import { describe, expect, it } from 'vitest';
import { DEMO_KEY, DEMO_LOGIN } from '../../emulator/src/world.ts';
import { LIST } from '../support/operations.ts';
import {
  type GraphQLAnswer,
  type GraphQLRequest,
  type Stack,
  startStack,
} from '../support/stack.ts';

const TYPENAME: GraphQLRequest = { query: '{ __typename }' };

function invite(...emails: string[]): GraphQLRequest {
  return {
    query: `mutation ($emails: [EmailAddress!]!, $array: String!) {
      inviteToArray(input: { namespace: "ada", array: $array, emails: $emails, actions: [READ] }) { __typename }
    }`,
    variables: { emails, array: 'quarterly' },
  };
}

function basic(login: string): string {
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

function expectLimited({ errors }: GraphQLAnswer): void {
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toEqual({
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfter: expect.any(Number),
    requestId: expect.any(String),
  });
}

async function expectUsedUp(stack: Stack, request: GraphQLRequest): Promise<void> {
  const asked = stack.emulator.journal.length;
  expectLimited(await stack.send(request));
  expect(stack.emulator.journal).toHaveLength(asked);
}

async function use(stack: Stack, request: GraphQLRequest, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) expect((await stack.send(request)).errors).toBeUndefined();
}

describe('the limit on operations per minute', () => {
  const env = { RATE_LIMIT_OPERATIONS_PER_MINUTE: '3' };

  it('applies per credential, and beyond it nothing is sent upstream', async () => {
    const stack = await startStack({ env });
    await use(stack, LIST, 3);
    const answer = await stack.send(LIST);
    expectLimited(answer);
    expect(answer.status).toBe(200);
    const retryAfter = answer.errors?.[0]?.extensions['retryAfter'];
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(answer.headers.get('retry-after')).toBe(String(retryAfter));
    expect(stack.emulator.journal).toHaveLength(3);
    await use(stack, { ...LIST, key: 'demo-key-grace' }, 3);
  });

  it('is answered with 429 to clients that accept the newer media type', async () => {
    const stack = await startStack({ env });
    const headers = { accept: 'application/graphql-response+json' };
    await use(stack, { ...TYPENAME, headers }, 3);
    const answer = await stack.send({ ...TYPENAME, headers });
    expectLimited(answer);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  it('includes invalid documents', async () => {
    const stack = await startStack({ env });
    for (const query of ['{', '{ nothing }', '']) await stack.send({ query });
    await expectUsedUp(stack, TYPENAME);
  });

  it('is not raised by alternating a second credential', async () => {
    const stack = await startStack({ env: { ...env, TRUST_PROXY: '1' } });
    let address = 0;
    // Each from a different address, so that only the credentials count.
    const from = (request: GraphQLRequest): GraphQLRequest => {
      address += 1;
      const headers = { ...request.headers, 'x-forwarded-for': `192.0.2.${address}` };
      return { ...request, headers };
    };
    for (let n = 0; n < 3; n += 1) {
      await use(stack, from({ ...TYPENAME, headers: { authorization: `Bearer ${n}` } }));
    }
    await expectUsedUp(stack, from({ ...TYPENAME, headers: { authorization: 'Bearer 4' } }));
    const login = { authorization: basic('a:b') };
    for (let n = 0; n < 3; n += 1) {
      await use(stack, from({ ...TYPENAME, key: `x${n}`, headers: login }));
    }
    await expectUsedUp(stack, from({ ...TYPENAME, key: 'y', headers: login }));
  });

  it('also applies per address until upstream has accepted the credential, so made-up credentials gain nothing', async () => {
    const stack = await startStack({ env });
    for (let n = 0; n < 3; n += 1) await use(stack, { ...TYPENAME, key: `made-up-${n}` });
    for (let n = 3; n < 40; n += 1) await expectUsedUp(stack, { ...TYPENAME, key: `made-up-${n}` });
    expectLimited(await stack.send(LIST));
  });

  it('is not used up for an address by callers whom upstream accepts', async () => {
    const stack = await startStack({ env });
    for (const key of [DEMO_KEY, 'demo-key-grace']) await use(stack, { ...LIST, key }, 3);
    await use(stack, { ...TYPENAME, key: null }, 3);
  });

  it('is the same for one login however its user name is written', async () => {
    const stack = await startStack({ env: { ...env, TRUST_PROXY: '1' } });
    const from = (n: number, login: string): GraphQLRequest => ({
      ...TYPENAME,
      key: null,
      headers: { authorization: basic(login), 'x-forwarded-for': `192.0.2.${n}` },
    });
    for (const [n, login] of ['ada:Pass', 'ADA:Pass', 'aDa:Pass'].entries()) {
      await use(stack, from(n, login));
    }
    await expectUsedUp(stack, from(4, 'Ada:Pass'));
    await use(stack, from(5, 'ada:pass'));
  });

  it('is not raised by other spellings of a login', async () => {
    const stack = await startStack({ env });
    const token = basic(`${DEMO_LOGIN.username}:${DEMO_LOGIN.password}`).slice('Basic '.length);
    for (const scheme of ['Basic', 'basic', 'BASIC ']) {
      await use(stack, { ...LIST, key: null, headers: { authorization: `${scheme} ${token}` } });
    }
    const authorization = `Basic ${token.replace(/=+$/, '')}`;
    await expectUsedUp(stack, { ...LIST, key: null, headers: { authorization } });
  });

  it('applies to the address of a caller without a credential', async () => {
    const stack = await startStack({ env: { ...env, TRUST_PROXY: '1' } });
    const from = (address: string) => ({
      ...TYPENAME,
      key: null,
      headers: { 'x-forwarded-for': address },
    });
    await use(stack, from('192.0.2.1'), 3);
    await expectUsedUp(stack, from('192.0.2.1'));
    await expectUsedUp(stack, from('198.51.100.7, 192.0.2.1'));
    await expectUsedUp(stack, from('::ffff:192.0.2.1'));
    await use(stack, from('192.0.2.2'), 3);
    await use(stack, from('2001:db8:1:2::1'), 3);
    await expectUsedUp(stack, from('2001:db8:1:2:ffff::2'));
    await use(stack, from('2001:db8:1:3::1'));
  });

  it('applies to the address of the connection when no proxy is trusted', async () => {
    const stack = await startStack({ env });
    for (let n = 0; n < 3; n += 1) {
      await use(stack, { ...TYPENAME, key: null, headers: { 'x-forwarded-for': `192.0.2.${n}` } });
    }
    const headers = { 'x-forwarded-for': '192.0.2.9' };
    await expectUsedUp(stack, { ...TYPENAME, key: null, headers });
  });

  it('does not apply to /healthz and /readyz', async () => {
    const stack = await startStack({ env });
    await use(stack, { ...TYPENAME, key: null }, 3);
    for (let n = 0; n < 5; n += 1) {
      expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${stack.url}/readyz`)).status).toBe(200);
    }
  });

  it('is off at 0', async () => {
    const stack = await startStack({ env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '0' } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => stack.send(TYPENAME)));
    expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
  });
});

describe('the limit on e-mails per hour', () => {
  const env = { RATE_LIMIT_EMAILS_PER_HOUR: '5' };

  it('counts recipients, each once', async () => {
    const stack = await startStack({ env });
    await use(stack, invite('a@example.com', ' A@example.com ', 'b@example.com', 'c@example.com'));
    await expectUsedUp(stack, invite('d@example.com', 'e@example.com', 'f@example.com'));
    await use(stack, invite('d@example.com', 'e@example.com'));
    const { status, data, errors } = await stack.send(invite('f@example.com'));
    expect(status).toBe(200);
    expect(data).toEqual({ inviteToArray: null });
    expect(errors?.[0]?.path).toEqual(['inviteToArray']);
    expect(errors?.[0]?.extensions['retryAfter']).toBeLessThanOrEqual(3600);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('is shared by all fields of an operation and all kinds of invitation', async () => {
    const stack = await startStack({ env });
    const { data, errors } = await stack.send({
      query: `mutation {
        a: inviteToOrganization(input: { organization: "acme", emails: ["a@example.com", "b@example.com"], role: READ_ONLY }) { __typename }
        b: inviteToGroup(input: { namespace: "ada", group: "weather", usernames: ["grace", "linus"], arrayActions: [], groupActions: [READ] }) { __typename }
        c: inviteToArray(input: { namespace: "ada", array: "x", emails: ["a@example.com", "b@example.com"], actions: [READ] }) { __typename }
      }`,
    });
    expect(data).toMatchObject({ a: {}, b: {}, c: null });
    expect(errors?.map(({ path }) => path)).toEqual([['c']]);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('does not block the caller’s other operations, or other callers', async () => {
    const stack = await startStack({ env });
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`);
    await use(stack, invite(...five));
    await expectUsedUp(stack, invite('f@example.com'));
    await use(stack, LIST);
    const other = await stack.send({ ...invite(...five), key: 'demo-key-grace' });
    expect(other.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(stack.emulator.journal).toHaveLength(3);
  });

  it('is refunded when nothing was sent', async () => {
    const stack = await startStack({ env: { ...env, TILEDB_REST_URL: 'http://127.0.0.1:1' } });
    for (let n = 0; n < 7; n += 1) {
      const { errors } = await stack.send(invite('a@example.com', 'b@example.com'));
      expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
      const wrong = invite('a@example.com', 'b@example.com');
      const refused = await stack.send({
        ...wrong,
        variables: { ...wrong.variables, array: '..' },
      });
      expect(refused.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  it.each([400, 401, 403, 409, 429])('is refunded when upstream answers %i', async (status) => {
    const stack = await startStack({ env });
    stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    for (let n = 0; n < 7; n += 1) {
      const { errors } = await stack.send(invite('a@example.com', 'b@example.com'));
      expect(errors?.[0]?.message ?? '').not.toContain('e-mails');
    }
    expect(stack.emulator.journal).toHaveLength(7);
  });

  it('rejects an operation that exceeds a whole hour’s limit', async () => {
    const stack = await startStack({ env });
    const everybody = Array.from({ length: 6 }, (_, n) => `a${n}@example.com`);
    const { errors } = await stack.send(invite(...everybody));
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('at most 5 different recipients: got 6');
  });

  it('is not refunded when the e-mails may have been sent', async () => {
    const stack = await startStack({ env });
    stack.emulator.inject({ behaviour: { kind: 'cut', when: 'after-handling' } });
    for (let n = 0; n < 5; n += 1) await stack.send(invite('a@example.com'));
    await expectUsedUp(stack, invite('a@example.com'));
    expect(stack.emulator.journal).toHaveLength(5);
  });
});

describe('an invitation that the service itself rejects', () => {
  it('takes no points, so a flood of them cannot evict other counters', async () => {
    const stack = await startStack({ env: { RATE_LIMIT_EMAILS_PER_HOUR: '2' } });
    const wrong = invite('a@example.com', 'b@example.com');
    const refused = { ...wrong, variables: { ...wrong.variables, array: '..' } };
    await use(stack, invite('a@example.com', 'b@example.com'));
    for (let n = 0; n < 5; n += 1) {
      const { errors } = await stack.send({ ...refused, key: `made-up-${n}` });
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      // Its own window is exhausted; the argument is validated first.
      expect((await stack.send(refused)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
    await expectUsedUp(stack, invite('c@example.com'));
    expect(stack.emulator.journal).toHaveLength(1);
  });
});

describe('the identity of a counted caller', () => {
  it('does not appear in the metrics or in /readyz', async () => {
    const stack = await startStack({ env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '1' } });
    await use(stack, LIST);
    await expectUsedUp(stack, LIST);
    for (const path of ['metrics', 'readyz']) {
      const text = await (await fetch(`${stack.url}/${path}`)).text();
      expect(text).not.toContain(DEMO_KEY);
    }
  });
});
