import { describe, expect, it } from 'vitest';
import type { Holes } from '../../emulator/src/model.ts';
import { addInvitation, type NewInvitation } from '../../emulator/src/world.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const EVERY_FIELD = /* GraphQL */ `
  {
    invitations {
      nodes {
        id
        type
        status
        email
        invitedNamespace
        target {
          __typename
          ... on OrganizationMembership { organization { name } role namespaceActions }
          ... on ArrayShare { array { id } name arrayActions }
          ... on GroupShare { group { id } arrayActions groupActions }
          ... on PaymentShare { payerNamespaceId }
        }
        ownerNamespaceId
        inviter { id }
        acceptedBy { id }
        createdAt
        expiresAt
        acceptedAt
      }
    }
  }
`;

/** All fields of the only invitation. */
async function show(facts: NewInvitation) {
  addInvitation(stack.emulator.world, facts);
  const { data, errors } = await stack.send({ query: EVERY_FIELD });
  expect(errors).toBeUndefined();
  expect(data.invitations.nodes).toHaveLength(1);
  const [invitation] = data.invitations.nodes;
  const { createdAt, expiresAt, acceptedAt } = invitation;
  return {
    ...invitation,
    createdAt: toInstant(createdAt),
    expiresAt: toInstant(expiresAt),
    acceptedAt: toInstant(acceptedAt),
  };
}

/** A time in UTC; the number of fraction digits is upstream's. */
function toInstant(time: string | null): string | null {
  if (time === null) return null;
  expect(time).toMatch(/Z$/);
  return new Date(time).toISOString();
}

const uuidOfUser = (name: string) =>
  stack.emulator.world.users.find(({ username }) => username === name)?.uuid;
const uuidOfOrganization = (name: string) =>
  stack.emulator.world.organizations.find((organization) => organization.name === name)?.uuid;

const CREATED = new Date('2026-03-09T08:30:15.250Z');

describe('an invitation', () => {
  it('to an organization has all its fields', async () => {
    expect(
      await show({
        id: 'join',
        type: 'JOIN_ORGANIZATION',
        owner: 'Zürich Genomics',
        from: 'linus',
        to: 'ada@example.com',
        role: 'read_write_delete',
        actions: ['read', 'run_job', 'delete_organization'],
        createdAt: CREATED,
      }),
    ).toEqual({
      id: 'join',
      type: 'JOIN_ORGANIZATION',
      status: 'PENDING',
      email: 'ada@example.com',
      invitedNamespace: null,
      target: {
        __typename: 'OrganizationMembership',
        organization: { name: 'Zürich Genomics' },
        role: 'READ_WRITE_DELETE',
        namespaceActions: ['READ', 'RUN_JOB', 'DELETE_ORGANIZATION'],
      },
      ownerNamespaceId: uuidOfOrganization('Zürich Genomics'),
      inviter: { id: uuidOfUser('linus') },
      acceptedBy: null,
      createdAt: '2026-03-09T08:30:15.250Z',
      expiresAt: '2026-03-16T08:30:15.250Z',
      acceptedAt: null,
    });
  });

  it('to an array has all its fields', async () => {
    expect(
      await show({
        id: 'array',
        type: 'ARRAY_SHARE',
        owner: 'ada',
        to: 'grace@example.com',
        array: 's3://bucket/ä b',
        actions: ['read', 'read_array_schema'],
        acceptedBy: 'grace',
        acceptedAt: new Date('2026-03-10T01:00:00Z'),
        createdAt: CREATED,
        sent: { array_uuid: '0c8ee3ac-ae9e-4d1a-a5b9-7c6b2a1c2d11' },
      }),
    ).toEqual({
      id: 'array',
      type: 'ARRAY_SHARE',
      status: 'ACCEPTED',
      email: 'grace@example.com',
      invitedNamespace: null,
      target: {
        __typename: 'ArrayShare',
        array: { id: '0c8ee3ac-ae9e-4d1a-a5b9-7c6b2a1c2d11' },
        name: 's3://bucket/ä b',
        arrayActions: ['READ', 'READ_ARRAY_SCHEMA'],
      },
      ownerNamespaceId: uuidOfUser('ada'),
      inviter: { id: uuidOfUser('ada') },
      acceptedBy: { id: uuidOfUser('grace') },
      createdAt: '2026-03-09T08:30:15.250Z',
      expiresAt: '2026-03-16T08:30:15.250Z',
      acceptedAt: '2026-03-10T01:00:00.000Z',
    });
  });

  it('to a group has all its fields', async () => {
    expect(
      await show({
        id: 'group',
        type: 'GROUP_SHARE',
        owner: 'acme',
        from: 'grace',
        to: 'ada',
        group: 'weather',
        actions: ['read', 'write'],
        groupActions: ['read', 'write', 'edit'],
        createdAt: CREATED,
        sent: { group_uuid: '9a0d2d52-6ee5-4a54-a3c8-0e8c5fb6d7a2' },
      }),
    ).toMatchObject({
      id: 'group',
      type: 'GROUP_SHARE',
      email: null,
      invitedNamespace: 'ada',
      target: {
        __typename: 'GroupShare',
        group: { id: '9a0d2d52-6ee5-4a54-a3c8-0e8c5fb6d7a2' },
        arrayActions: ['READ', 'WRITE'],
        groupActions: ['READ', 'WRITE', 'EDIT'],
      },
      ownerNamespaceId: uuidOfOrganization('acme'),
      inviter: { id: uuidOfUser('grace') },
    });
  });

  it('to a payment method has all its fields', async () => {
    expect(
      await show({ id: 'pay', type: 'PAYMENT_SHARE', owner: 'acme', from: 'ada', to: 'linus' }),
    ).toMatchObject({
      id: 'pay',
      type: 'PAYMENT_SHARE',
      invitedNamespace: 'linus',
      target: { __typename: 'PaymentShare', payerNamespaceId: uuidOfOrganization('acme') },
      ownerNamespaceId: uuidOfOrganization('acme'),
    });
  });

  it('that an organization user accepted names that user', async () => {
    const uuid = '5b1f5d8e-9d5b-4b0c-9a2b-1a2b3c4d5e6f';
    const invitation = await show({
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      to: 'linus@example.com',
      role: 'owner',
      acceptedBy: 'linus',
      sent: { user_namespace_uuid: undefined, organization_user_uuid: uuid },
    });
    expect(invitation.acceptedBy).toEqual({ id: uuid });
  });

  it('that names both an accepting user and an organization user reports the user', async () => {
    const invitation = await show({
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      to: 'linus@example.com',
      role: 'owner',
      acceptedBy: 'linus',
      sent: { organization_user_uuid: '5b1f5d8e-9d5b-4b0c-9a2b-1a2b3c4d5e6f' },
    });
    expect(invitation.acceptedBy).toEqual({ id: uuidOfUser('linus') });
  });

  it('has its times in UTC, whatever their offset upstream', async () => {
    const invitation = await show({
      type: 'PAYMENT_SHARE',
      owner: 'acme',
      to: 'ada',
      sent: {
        created_at: '2026-03-09T23:30:00.123456789+05:30',
        expires_at: '2026-03-10T00:00:00-00:00',
      },
    });
    expect(invitation).toMatchObject({
      createdAt: '2026-03-09T18:00:00.123Z',
      expiresAt: '2026-03-10T00:00:00.000Z',
    });
  });
});

describe('upstream’s four ways to omit a value', () => {
  it.each<Holes>(['absent', 'null', 'empty', 'zero'])('become null: %s', async (holes) => {
    const nothing = { absent: undefined, null: null, empty: '', zero: '' }[holes];
    const invitation = await show({
      id: 'bare',
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'grace@example.com',
      array: 'quarterly',
      holes,
      sent: { actions: nothing, status: nothing, email: nothing },
    });
    expect(invitation).toMatchObject({
      id: 'bare',
      status: null,
      email: null,
      invitedNamespace: null,
      target: { __typename: 'ArrayShare', name: 'quarterly', arrayActions: [] },
      acceptedBy: null,
      acceptedAt: null,
    });
  });

  it('keep the name of an array to which upstream gives no id', async () => {
    const { target } = await show({
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'grace@example.com',
      array: 'quarterly',
      sent: { array_uuid: '00000000-0000-0000-0000-000000000000' },
    });
    expect(target).toMatchObject({ array: null, name: 'quarterly' });
  });
});

describe('the given dialect', () => {
  it('returns null for the newer fields, which it lacks', async () => {
    stack.emulator.dialect = 'given';
    const invitation = await show({
      id: 'old',
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      to: 'linus@example.com',
      role: 'read_only',
      holes: 'absent',
    }).finally(() => {
      stack.emulator.dialect = 'current';
    });
    expect(invitation).toMatchObject({ id: 'old', inviter: null, expiresAt: null });
  });
});

describe('an enumeration', () => {
  const vocabularies = [
    [
      'role',
      'organization_role',
      ['owner', 'admin', 'read_write_delete', 'read_write', 'read_only'],
    ],
    [
      'arrayActions',
      'actions',
      ['read', 'write', 'edit', 'read_array_logs', 'read_array_info', 'read_array_schema'],
    ],
    [
      'namespaceActions',
      'actions',
      [
        'read',
        'write',
        'create',
        'delete',
        'edit',
        'read_array_logs',
        'read_job_logs',
        'read_object_logs',
        'run_job',
        'delete_organization',
        'edit_organization',
        'edit_billing',
      ],
    ],
    ['groupActions', 'group_actions', ['read', 'write', 'edit']],
  ] as const;

  const kinds = {
    role: { type: 'JOIN_ORGANIZATION', role: 'owner' },
    namespaceActions: { type: 'JOIN_ORGANIZATION', role: 'owner' },
    arrayActions: { type: 'ARRAY_SHARE', array: 'a' },
    groupActions: { type: 'GROUP_SHARE', group: 'g' },
  } as const;

  it.each(vocabularies)('is upstream’s in upper case: %s', async (field, wireKey, words) => {
    for (const word of words) {
      addInvitation(stack.emulator.world, {
        ...kinds[field],
        owner: 'acme',
        to: 'linus@example.com',
        sent: { [wireKey]: word },
      });
    }
    const { data } = await stack.send({ query: EVERY_FIELD });
    const told = data.invitations.nodes.flatMap(
      ({ target }: { target: Record<string, string | string[]> }) => target[field],
    );
    expect(told.sort()).toEqual(words.map((word) => word.toUpperCase()).sort());
  });

  it('is read from a comma-separated list, in order, with or without spaces', async () => {
    const { target } = await show({
      type: 'GROUP_SHARE',
      owner: 'ada',
      to: 'linus',
      group: 'weather',
      sent: { actions: 'write, read', group_actions: 'edit,read' },
    });
    expect(target).toMatchObject({
      arrayActions: ['WRITE', 'READ'],
      groupActions: ['EDIT', 'READ'],
    });
  });
});

describe('Invitation.organization', () => {
  const ORGANIZATION = '{ invitations { nodes { id organization { name } } } }';

  it.each<[string, NewInvitation, string | null]>([
    [
      'the organization to join',
      { type: 'JOIN_ORGANIZATION', owner: 'acme', to: 'ada@example.com', role: 'admin' },
      'acme',
    ],
    [
      'the organization that is named with a share',
      { type: 'ARRAY_SHARE', owner: 'acme', to: 'a@example.com', array: 'x' },
      'acme',
    ],
    [
      'null when no organization is named',
      { type: 'GROUP_SHARE', owner: 'ada', to: 'a@example.com', group: 'x' },
      null,
    ],
  ])('is %s', async (_title, facts, name) => {
    addInvitation(stack.emulator.world, facts);
    const { data, errors } = await stack.send({ query: ORGANIZATION });
    expect(errors).toBeUndefined();
    expect(data.invitations.nodes[0].organization).toEqual(name === null ? null : { name });
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('resolves to that organization’s invitations', async () => {
    const facts = { owner: 'acme', to: 'a@example.com', role: 'owner' } as const;
    addInvitation(stack.emulator.world, { id: 'one', type: 'JOIN_ORGANIZATION', ...facts });
    const { data } = await stack.send({
      query:
        '{ invitations(first: 1) { nodes { organization { invitations { nodes { id } } } } } }',
    });
    expect(data.invitations.nodes).toEqual([
      { organization: { invitations: { nodes: [{ id: 'one' }] } } },
    ]);
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: '1', per_page: '1' },
      { organization: 'acme', page: '1', per_page: '25' },
    ]);
  });
});

describe('Invitation.isExpired', () => {
  const HOUR_MS = 3_600_000;

  it.each([
    ['PENDING and past its expiry is true', -HOUR_MS, undefined, true],
    ['PENDING and before its expiry is false', HOUR_MS, undefined, false],
    ['ACCEPTED and past its expiry is false', -HOUR_MS, 'grace', false],
  ])('of an invitation that is %s', async (_title, expiresInMs, acceptedBy, expected) => {
    addInvitation(stack.emulator.world, {
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'grace@example.com',
      array: 'x',
      expiresAt: new Date(Date.now() + expiresInMs),
      ...(acceptedBy && { acceptedBy }),
    });
    const { data } = await stack.send({ query: '{ invitations { nodes { isExpired } } }' });
    expect(data.invitations.nodes).toEqual([{ isExpired: expected }]);
  });
});
