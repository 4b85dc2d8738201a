import { describe, expect, it } from 'vitest';
import { ANSWERING, INVITATIONS, SENDING } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

/** The breaker is tested elsewhere. */
const NO_BREAKER = { BREAKER_MINIMUM_RPS: '100000' };

const stack = useStack({ emulator: quiet(...INVITATIONS), env: NO_BREAKER });

describe('a response that only invitations may get', () => {
  it.each(ANSWERING)(
    'is UPSTREAM_INVALID_RESPONSE for $name when it is a 207',
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
    'is UPSTREAM_ERROR for $name when it is a 500 that names recipients',
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
    'is UPSTREAM_INVALID_RESPONSE for $name: $body',
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

describe('a mutation of several fields', () => {
  it('continues after a fault, and keeps earlier outcomes', async () => {
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
