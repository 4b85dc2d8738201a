import { describe, expect, it } from 'vitest';
import type { Fault } from '../../emulator/src/emulator.ts';
import { readMetric } from '../support/metrics.ts';
import { INVITATIONS, MUTATIONS } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

const LIST = '{ invitations { totalCount } }';

const status = (code: number, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status: code, headers }) as const;
const CUT = { kind: 'cut', when: 'before-answer' } as const;

function injectOneByOne(...behaviours: NonNullable<Fault['behaviour']>[]): void {
  for (const behaviour of behaviours) stack.emulator.inject({ times: 1, behaviour });
}

const retries = () =>
  readMetric(stack.url, 'upstream_retries_total', { operation_id: 'fetchInvitations' });

describe('a read', () => {
  it.each([
    ['one failure', [status(503)]],
    ['two failures', [CUT, status(502)]],
    ['three failures', [status(504), CUT, status(503)]],
    ['a cut body', [{ kind: 'truncate', bytes: 10 } as const]],
    ['a rate limit that has already ended', [status(429, { 'retry-after': '0' })]],
  ])('succeeds after %s', async (_title, behaviours) => {
    const before = await retries();
    injectOneByOne(...behaviours);
    const { data, errors } = await stack.send({ query: LIST });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ invitations: { totalCount: 4 } });
    expect(stack.emulator.journal).toHaveLength(behaviours.length + 1);
    expect(await retries()).toBe(before + behaviours.length);
  });

  it('sends the same request each time, under one request id', async () => {
    injectOneByOne(status(503), CUT);
    await stack.send({ query: LIST, headers: { 'x-request-id': 'one' } });
    const asked = stack.emulator.journal.map(({ method, target, headers }) => [
      `${method} ${target}`,
      headers['x-request-id'],
      headers['x-tiledb-rest-api-key'],
    ]);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map((one) => one.join()))).toHaveProperty('size', 1);
  });

  it('is given up after three retries, and reports the last failure', async () => {
    injectOneByOne(status(503), CUT, status(503), status(502), status(504));
    const { errors } = await stack.send({ query: LIST });
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_BAD_GATEWAY');
    expect(stack.emulator.journal).toHaveLength(4);
  });

  it.each([500, 403, 408, 400, 302])('is not retried after %i', async (code) => {
    injectOneByOne(status(503), status(code));
    const { errors } = await stack.send({ query: LIST });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions['code']).not.toBe('UPSTREAM_UNAVAILABLE');
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    injectOneByOne(status(429, { 'retry-after': '1' }));
    const startedAt = performance.now();
    const { errors } = await stack.send({ query: LIST });
    const waitedMs = performance.now() - startedAt;
    expect(errors).toBeUndefined();
    // Only a lower bound; timers may fire slightly early.
    expect(waitedMs).toBeGreaterThan(990);
    expect(stack.emulator.journal).toHaveLength(2);
  });

  it('is not retried when the wait would exceed the operation’s time limit', async () => {
    const hasty = await startStack({ env: { OPERATION_TIMEOUT_MS: '9000' } });
    hasty.emulator.inject({ behaviour: status(429, { 'retry-after': '9' }) });
    const { errors } = await hasty.send({ query: LIST });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfter: 9,
    });
    expect(hasty.emulator.journal).toHaveLength(1);
  });

  it('is retried at each page of a walk', async () => {
    injectOneByOne(status(503), status(502));
    const { data } = await stack.send({ query: '{ invitation(id: "join") { id } }' });
    expect(data).toEqual({ invitation: { id: 'join' } });
    expect(stack.emulator.journal).toHaveLength(3);
  });

  it('is retried three times when no connection can be made', async () => {
    // Port 1 is not an ephemeral port, and nothing listens on it.
    const lost = await startStack({ env: { TILEDB_REST_URL: 'http://127.0.0.1:1' } });
    const { data, errors } = await lost.send({ query: LIST, headers: { 'x-request-id': 'r-1' } });
    expect(data).toEqual({ invitations: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'UPSTREAM_UNAVAILABLE', requestId: 'r-1', retryable: true },
    ]);
    const labels = { operation_id: 'fetchInvitations' };
    expect(await readMetric(lost.url, 'upstream_retries_total', labels)).toBe(3);
  });
});

describe('a write', () => {
  it.each(MUTATIONS)(
    'is never retried, even if a retry would succeed: $name',
    async ({ query, input }) => {
      for (const behaviour of [status(503), CUT, status(429, { 'retry-after': '0' })]) {
        stack.emulator.inject({ times: 1, behaviour });
        const { errors } = await stack.send({ query, variables: { input } });
        expect(errors).toHaveLength(1);
      }
      expect(stack.emulator.journal).toHaveLength(3);
    },
  );

  it('is not repeated when the connection broke after it was carried out', async () => {
    stack.emulator.inject({ times: 1, behaviour: { kind: 'cut', when: 'after-handling' } });
    const { data, errors } = await stack.send({
      query: `mutation {
        cancelOrganizationInvitation(input: {invitationId: "join", organization: "acme"}) { __typename }
      }`,
    });
    expect(data).toEqual({ cancelOrganizationInvitation: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: false,
    });
    expect(errors?.[0]?.message).toMatch(/may have been carried out/);
    expect(stack.emulator.journal).toHaveLength(1);
    expect(stack.emulator.world.invitations.some(({ id }) => id === 'join')).toBe(false);
  });

  it('is sent once after retried reads', async () => {
    stack.emulator.inject({
      operation: 'fetchInvitations',
      times: 2,
      behaviour: status(503),
    });
    const { data } = await stack.send({
      query: `mutation {
        acceptInvitation(input: {invitationId: "mine"}) { ... on InvitationAccepted { invitation { id } } }
      }`,
    });
    expect(data.acceptInvitation.invitation).toEqual({ id: 'mine' });
    expect(stack.emulator.journal.map(({ operation }) => operation)).toEqual([
      'acceptInvitation',
      'fetchInvitations',
      'fetchInvitations',
      'fetchInvitations',
    ]);
  });
});
