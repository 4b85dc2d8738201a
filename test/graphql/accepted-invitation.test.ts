import { describe, expect, it } from 'vitest';
import { INVITATIONS } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...INVITATIONS) });

const ACCEPT = /* GraphQL */ `
  mutation {
    acceptInvitation(input: {invitationId: "mine"}) {
      __typename
      ... on InvitationAccepted {
        invitationId
        invitation { id status acceptedBy { id } }
      }
    }
  }
`;

const operations = () => stack.emulator.journal.map(({ operation }) => operation);

describe('InvitationAccepted.invitation', () => {
  it('is the current state of the invitation', async () => {
    const { data, errors } = await stack.send({ query: ACCEPT });
    expect(errors).toBeUndefined();
    const ada = stack.emulator.world.users.find(({ username }) => username === 'ada');
    expect(data.acceptInvitation).toEqual({
      __typename: 'InvitationAccepted',
      invitationId: 'mine',
      invitation: { id: 'mine', status: 'ACCEPTED', acceptedBy: { id: ada?.uuid } },
    });
    expect(operations()).toEqual(['acceptInvitation', 'fetchInvitations']);
  });

  it('is looked up only when it is selected', async () => {
    const { data } = await stack.send({
      query: 'mutation { acceptInvitation(input: {invitationId: "mine"}) { __typename } }',
    });
    expect(data.acceptInvitation.__typename).toBe('InvitationAccepted');
    expect(operations()).toEqual(['acceptInvitation']);
  });

  it('is not looked up when a directive excludes it', async () => {
    const { data, errors } = await stack.send({
      query: `mutation ($full: Boolean!) {
        acceptInvitation(input: {invitationId: "mine"}) {
          ... on InvitationAccepted { invitationId invitation @include(if: $full) { id } }
        }
      }`,
      variables: { full: false },
    });
    expect(errors).toBeUndefined();
    expect(data.acceptInvitation).toEqual({ invitationId: 'mine' });
    expect(operations()).toEqual(['acceptInvitation']);
  });

  it('is not looked up when nothing was accepted', async () => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 404 } });
    const { data, errors } = await stack.send({ query: ACCEPT });
    expect(errors).toBeUndefined();
    expect(data.acceptInvitation).toEqual({ __typename: 'InvitationNotFound' });
    expect(operations()).toEqual(['acceptInvitation']);
  });

  it('is null without an error when the list does not contain it', async () => {
    stack.emulator.inject({
      operation: 'acceptInvitation',
      behaviour: { kind: 'answer', status: 204 },
    });
    stack.emulator.world.invitations.length = 0;
    const { data, errors } = await stack.send({ query: ACCEPT });
    expect(errors).toBeUndefined();
    expect(data.acceptInvitation).toMatchObject({ invitationId: 'mine', invitation: null });
  });
});

describe('a failed lookup after a mutation', () => {
  it.each([
    [500, 'UPSTREAM_ERROR', 1],
    [401, 'UNAUTHENTICATED', 1],
    [403, 'FORBIDDEN', 1],
    [429, 'RATE_LIMITED', 1],
    [408, 'UPSTREAM_TIMEOUT', 1],
    [302, 'UPSTREAM_INVALID_RESPONSE', 1],
    [503, 'UPSTREAM_UNAVAILABLE', 4],
  ])('keeps the mutation’s outcome when upstream answers %i', async (status, code, reads) => {
    stack.emulator.inject({
      operation: 'fetchInvitations',
      behaviour: { kind: 'answer', status },
    });
    const answer = await stack.send({ query: ACCEPT });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({
      acceptInvitation: {
        __typename: 'InvitationAccepted',
        invitationId: 'mine',
        invitation: null,
      },
    });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]).toMatchObject({
      path: ['acceptInvitation', 'invitation'],
      extensions: { code },
    });
    expect(operations()).toEqual([
      'acceptInvitation',
      ...Array.from({ length: reads }, () => 'fetchInvitations'),
    ]);
  });

  it('keeps the mutation’s outcome when the lookup reaches its limit', async () => {
    const old = { hoursAgo: 1000, expiresAt: new Date('2030-01-01T00:00:00Z') };
    const bounded = await startStack({
      emulator: quiet(...numbered(100), ...INVITATIONS.map((one) => ({ ...one, ...old }))),
      env: { LOOKUP_MAX_PAGES: '1' },
    });
    const { data, errors } = await bounded.send({ query: ACCEPT });
    expect(data.acceptInvitation).toMatchObject({ invitationId: 'mine', invitation: null });
    expect(errors?.[0]).toMatchObject({
      path: ['acceptInvitation', 'invitation'],
      extensions: { code: 'LOOKUP_LIMIT_EXCEEDED', retryable: false },
    });
  });
});
