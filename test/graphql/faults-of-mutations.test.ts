import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { ANSWERING, INVITATIONS, MUTATIONS, SENDING } from '../support/mutations.ts';
import { startStack, useStack } from '../support/stack.ts';
import {
  LEAK,
  STRANGE_OBJECTS,
  toExtensions,
  UPSTREAM_FAULTS,
} from '../support/upstream-faults.ts';
import { quiet } from '../support/world.ts';

/** Whether the breaker opens is another file's subject. */
const NO_BREAKER = { BREAKER_MINIMUM_RPS: '100000' };

const stack = useStack({ emulator: quiet(...INVITATIONS), env: NO_BREAKER });

/** All that a client can read. */
const toText = (answer: { headers: Headers }) => JSON.stringify([answer, ...answer.headers]);

describe.each(MUTATIONS)('$name', ({ name, kind, operation, query, input }) => {
  const send = () =>
    stack.send({ query, variables: { input }, headers: { 'x-request-id': 'our-1' } });

  const faults = kind === 'send' ? [...UPSTREAM_FAULTS, ...STRANGE_OBJECTS] : UPSTREAM_FAULTS;

  it.each(faults)('is sent once and $code: $title', async (fault) => {
    stack.emulator.inject({ behaviour: fault.behaviour });
    const answer = await send();
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(/./),
        locations: expect.anything(),
        path: [name],
        extensions: toExtensions(fault, 'our-1', false),
      },
    ]);
    expect(stack.emulator.journal.map((entry) => entry.operation)).toEqual([operation]);
    const text = toText(answer);
    expect(text).not.toMatch(LEAK);
    expect(text).not.toContain(DEMO_KEY);
    expect(text).not.toContain(new URL(stack.emulator.url).host);
  });
});

describe('an answer that only an accept or a cancel cannot have', () => {
  it.each(ANSWERING)(
    'is UPSTREAM_INVALID_RESPONSE to $name: a 207',
    async ({ name, query, input }) => {
      stack.emulator.inject({
        behaviour: { kind: 'answer', status: 207, body: '{"failed_recipients":["a@example.com"]}' },
      });
      const { data, errors } = await stack.send({ query, variables: { input } });
      expect(data).toEqual({ [name]: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_INVALID_RESPONSE',
        retryable: false,
      });
    },
  );

  it.each(ANSWERING)(
    'is UPSTREAM_ERROR to $name: a 500 that names recipients',
    async ({ name, query, input }) => {
      stack.emulator.inject({
        behaviour: { kind: 'answer', status: 500, body: '{"failed_recipients":["a@example.com"]}' },
      });
      const { data, errors } = await stack.send({ query, variables: { input } });
      expect(data).toEqual({ [name]: null });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false });
    },
  );
});

describe('a 207 that names nobody', () => {
  const bodies = ['{"failed_recipients":[]}', '{}', '{"failed_recipients":null}', '<html>'];
  const cases = SENDING.flatMap((mutation) => bodies.map((body) => ({ ...mutation, body })));

  it.each(cases)(
    'is UPSTREAM_INVALID_RESPONSE to $name: $body',
    async ({ name, query, input, body }) => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status: 207, body } });
      const { data, errors } = await stack.send({ query, variables: { input } });
      expect(data).toEqual({ [name]: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_INVALID_RESPONSE',
        retryable: false,
      });
      expect(stack.emulator.journal).toHaveLength(1);
    },
  );
});

describe('an upstream that never answers', () => {
  it('is UPSTREAM_TIMEOUT to every mutation, each sent once', async () => {
    const slow = await startStack({
      emulator: quiet(...INVITATIONS),
      env: { OPERATION_TIMEOUT_MS: '2000' },
    });
    slow.emulator.inject({ behaviour: { kind: 'hang' } });
    const answers = await Promise.all(
      MUTATIONS.map(({ query, input }) =>
        slow.send({ query, variables: { input }, headers: { 'x-request-id': 'our-2' } }),
      ),
    );
    for (const { status, errors } of answers) {
      expect(status).toBe(200);
      expect(errors?.map(({ extensions }) => extensions)).toEqual([
        { code: 'UPSTREAM_TIMEOUT', requestId: 'our-2', retryable: false },
      ]);
    }
    expect(slow.emulator.journal.map(({ operation }) => operation).sort()).toEqual(
      MUTATIONS.map(({ operation }) => operation).sort(),
    );
  });
});

describe('an upstream that cannot be reached', () => {
  it('is UPSTREAM_UNAVAILABLE, and the mutation may be repeated since nothing has left', async () => {
    // Port 1 is no ephemeral port, and nobody listens there.
    const lost = await startStack({ env: { TILEDB_REST_URL: 'http://127.0.0.1:1' } });
    for (const { name, query, input } of MUTATIONS) {
      const { data, errors } = await lost.send({
        query,
        variables: { input },
        headers: { 'x-request-id': 'our-3' },
      });
      expect(data).toEqual({ [name]: null });
      expect(errors?.map(({ extensions }) => extensions)).toEqual([
        { code: 'UPSTREAM_UNAVAILABLE', requestId: 'our-3', retryable: true },
      ]);
    }
  });
});

describe('a mutation of several fields', () => {
  it('goes on behind a fault, and keeps what was done', async () => {
    stack.emulator.inject({
      operation: 'cancelJoinOrganization',
      behaviour: { kind: 'answer', status: 503 },
    });
    const { status, data, errors } = await stack.send({
      query: `mutation {
        a: acceptInvitation(input: {invitationId: "mine"}) { __typename }
        b: cancelOrganizationInvitation(input: {invitationId: "join", organization: "acme"}) { __typename }
        c: cancelGroupInvitation(input: {invitationId: "group", namespace: "acme", group: "weather"}) { __typename }
      }`,
    });
    expect(status).toBe(200);
    expect(data).toEqual({
      a: { __typename: 'InvitationAccepted' },
      b: null,
      c: { __typename: 'InvitationCancelled' },
    });
    expect(errors?.map(({ path }) => path)).toEqual([['b']]);
    expect(stack.emulator.journal.map(({ operation }) => operation)).toEqual([
      'acceptInvitation',
      'cancelJoinOrganization',
      'cancelShareGroupByInvite',
    ]);
  });
});
