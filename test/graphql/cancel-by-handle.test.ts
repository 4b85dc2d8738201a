import { describe, expect, it } from 'vitest';
import { addInvitation, type NewInvitation } from '../../emulator/src/world.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const CANCEL = /* GraphQL */ `
  mutation ($handle: ID!) {
    cancelInvitation(input: { cancelHandle: $handle }) {
      __typename
      ... on InvitationCancelled { invitationId }
      ... on InvitationNotFound { invitationId message }
      ... on InvitationRejected { message }
    }
  }
`;

async function readHandle(facts: NewInvitation, at = stack): Promise<string | null> {
  addInvitation(at.emulator.world, { id: 'the-id', ...facts });
  const { data, errors } = await at.send({ query: '{ invitations { nodes { cancelHandle } } }' });
  expect(errors).toBeUndefined();
  return data.invitations.nodes[0].cancelHandle;
}

const callsAfterReading = (at = stack) =>
  at.emulator.journal.slice(1).map(({ method, target, body }) => `${method} ${target}${body}`);

const JOIN = {
  type: 'JOIN_ORGANIZATION',
  owner: 'acme',
  to: 'a@example.com',
  role: 'admin',
} as const;
const ARRAY = {
  type: 'ARRAY_SHARE',
  owner: 'acme',
  to: 'a@example.com',
  array: 's3://b/a b',
} as const;
const GROUP = {
  type: 'GROUP_SHARE',
  owner: 'acme',
  to: 'a@example.com',
  group: 'weather',
} as const;

describe('an invitation’s cancel handle', () => {
  it.each<[string, NewInvitation, RegExp]>([
    ['an organization', JOIN, /^DELETE \/v1\/invitations\/the-id\/acme\/join$/],
    [
      'an organization without a name',
      { ...JOIN, sent: { organization_name: null } },
      /^DELETE \/v1\/invitations\/the-id\/[0-9a-f-]{36}\/join$/,
    ],
    ['an array', ARRAY, /^DELETE \/v1\/invitations\/the-id\/acme\/s3%3A%2F%2Fb%2Fa%20b\/share$/],
    ['a group', GROUP, /^DELETE \/v1\/invitations\/group\/the-id\/acme\/[0-9a-f-]{36}\/share$/],
  ])('cancels with one DELETE and no read an invitation to %s', async (_title, facts, line) => {
    const handle = await readHandle(facts);
    const { data, errors } = await stack.send({ query: CANCEL, variables: { handle } });
    expect(errors).toBeUndefined();
    expect(data.cancelInvitation).toEqual({
      __typename: 'InvitationCancelled',
      invitationId: 'the-id',
    });
    expect(callsAfterReading()).toEqual([expect.stringMatching(line)]);
    expect(stack.emulator.world.invitations).toEqual([]);
  });

  it('finds nothing the second time, and says that it may exist elsewhere', async () => {
    const handle = await readHandle(JOIN);
    await stack.send({ query: CANCEL, variables: { handle } });
    const { data } = await stack.send({ query: CANCEL, variables: { handle } });
    expect(data.cancelInvitation).toMatchObject({
      __typename: 'InvitationNotFound',
      invitationId: 'the-id',
      message: expect.stringContaining('belongs to another'),
    });
    expect(callsAfterReading()).toHaveLength(2);
  });
});

describe('the cancel handle of an invitation', () => {
  it.each<[string, NewInvitation]>([
    ['that is accepted', { ...JOIN, acceptedBy: 'grace' }],
    ['to an array of a user, because upstream does not name the user', { ...ARRAY, owner: 'ada' }],
    ['to an array without a name', { ...ARRAY, sent: { array_name: '' } }],
    ['to a group without an id', { ...GROUP, sent: { group_uuid: null } }],
    ['to a payment method', { type: 'PAYMENT_SHARE', owner: 'acme', to: 'grace' }],
    ['whose name cannot be a path segment', { ...JOIN, sent: { organization_name: '..' } }],
  ])('is null for an invitation %s', async (_title, facts) => {
    expect(await readHandle(facts)).toBeNull();
  });
});

describe('a forged handle', () => {
  it('is BAD_USER_INPUT, and nothing is sent', async () => {
    const handle = String(await readHandle(JOIN));
    for (const broken of ['', 'x', `${handle}x`, ` ${handle}`, `${handle}=`, handle.slice(0, -1)]) {
      const { status, data, errors } = await stack.send({
        query: CANCEL,
        variables: { handle: broken },
      });
      expect(status).toBe(200);
      expect(data).toEqual({ cancelInvitation: null });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
      expect(errors?.[0]?.message).toContain('`cancelHandle`');
    }
    expect(callsAfterReading()).toEqual([]);
  });
});

describe('the cancel handle on a deployment with workspaces', () => {
  const env = { TILEDB_NAMESPACES: 'workspaces' };

  it('exists for a share with a full owner name', async () => {
    const at = await startStack({
      env,
      emulator: {
        ...quiet(),
        dialect: 'workspaces',
        assumptions: { shareOwner: 'workspace/teamspace' },
      },
    });
    const handle = await readHandle(ARRAY, at);
    const { data, errors } = await at.send({ query: CANCEL, variables: { handle } });
    expect(errors).toBeUndefined();
    expect(data.cancelInvitation.__typename).toBe('InvitationCancelled');
    expect(callsAfterReading(at)).toEqual([
      'DELETE /v1/invitations/the-id/acme/general/s3%3A%2F%2Fb%2Fa%20b/share',
    ]);
  });

  it('is null for a share with a partial owner name', async () => {
    const at = await startStack({ env, emulator: { ...quiet(), dialect: 'workspaces' } });
    expect(await readHandle(ARRAY, at)).toBeNull();
  });
});
