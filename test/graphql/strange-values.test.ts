import { describe, expect, it } from 'vitest';
import { readMetric } from '../support/metrics.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const LIST = /* GraphQL */ `
  {
    invitations(perPage: 3) {
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
        }
        ownerNamespaceId
        inviter { id }
        acceptedBy { id }
        createdAt
        expiresAt
        acceptedAt
      }
      edges { cursor node { id } }
      pageInfo { hasNextPage startCursor endCursor }
      totalCount
      totalPages
    }
  }
`;

const countStrange = (kind: string) =>
  readMetric(stack.url, 'upstream_strange_values_total', { kind });

/** Reads a response of upstream's; anomalies never cause an error. @returns the list, and the number of anomalies counted */
async function read(body: object, kind: string) {
  stack.emulator.inject({ behaviour: { kind: 'answer', status: 200, body: JSON.stringify(body) } });
  const before = await countStrange(kind);
  const { status, data, errors } = await stack.send({ query: LIST });
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
  return { list: data.invitations, counted: (await countStrange(kind)) - before };
}

const NIL = '00000000-0000-0000-0000-000000000000';
const ZERO = '0001-01-01T00:00:00Z';

describe('a field with an invalid value', () => {
  it.each([
    ['invitation_type', 'TELEPORT', 'unknown-enum-value', { type: null, target: null }],
    ['invitation_type', 7, 'wrong-type', { type: null, target: null }],
    ['status', 'EXPIRED', 'unknown-enum-value', { status: null }],
    ['status', 'pending', 'unknown-enum-value', { status: null }],
    ['status', ['PENDING'], 'wrong-type', { status: null }],
    ['email', { address: 'a@example.com' }, 'wrong-type', { email: null }],
    ['namespace_invited', 1, 'wrong-type', { invitedNamespace: null }],
    ['owner_namespace_uuid', NIL, 'nil-uuid', { ownerNamespaceId: null }],
    ['owner_namespace_uuid', 5, 'wrong-type', { ownerNamespaceId: null }],
    ['inviter_uuid', NIL, 'nil-uuid', { inviter: null }],
    ['user_namespace_uuid', NIL, 'nil-uuid', { acceptedBy: null }],
    ['organization_user_uuid', NIL, 'nil-uuid', { acceptedBy: null }],
    ['created_at', ZERO, 'zero-time', { createdAt: null }],
    ['created_at', 'yesterday', 'unreadable-time', { createdAt: null }],
    ['created_at', '2026-02-31', 'unreadable-time', { createdAt: null }],
    ['created_at', '2026-02-31T00:00:00Z', 'unreadable-time', { createdAt: null }],
    ['created_at', '2026-13-01T00:00:00Z', 'unreadable-time', { createdAt: null }],
    ['created_at', 1772409600, 'wrong-type', { createdAt: null }],
    ['expires_at', ZERO, 'zero-time', { expiresAt: null }],
    ['accepted_at', ZERO, 'zero-time', { acceptedAt: null }],
    ['accepted_at', false, 'wrong-type', { acceptedAt: null }],
  ])('becomes null and is counted: %s = %j (%s)', async (key, value, kind, seen) => {
    const { list, counted } = await read({ invitations: [{ id: 'odd', [key]: value }] }, kind);
    expect(list.nodes).toEqual([expect.objectContaining({ id: 'odd', ...seen })]);
    expect(counted).toBe(1);
  });

  it.each([
    ['JOIN_ORGANIZATION', 'organization_role', 'emperor', 'unknown-enum-value', { role: null }],
    ['JOIN_ORGANIZATION', 'organization_name', 3, 'wrong-type', { organization: null }],
    ['ARRAY_SHARE', 'array_uuid', NIL, 'nil-uuid', { array: null }],
    ['ARRAY_SHARE', 'array_name', {}, 'wrong-type', { name: null }],
    ['GROUP_SHARE', 'group_uuid', NIL, 'nil-uuid', { group: null }],
  ])(
    'becomes null in the target and is counted: %s, %s = %j (%s)',
    async (type, key, value, kind, seen) => {
      const { list, counted } = await read(
        { invitations: [{ id: 'odd', invitation_type: type, [key]: value }] },
        kind,
      );
      expect(list.nodes[0].target).toMatchObject(seen);
      expect(counted).toBe(1);
    },
  );
});

describe('an invalid item of a list', () => {
  it.each([
    ['JOIN_ORGANIZATION', 'actions', 'read,fly,run_job', { namespaceActions: ['READ', 'RUN_JOB'] }],
    ['ARRAY_SHARE', 'actions', 'fly,read', { arrayActions: ['READ'] }],
    ['ARRAY_SHARE', 'actions', 'run_job', { arrayActions: [] }],
    ['GROUP_SHARE', 'actions', 'read,fly', { arrayActions: ['READ'] }],
    ['GROUP_SHARE', 'group_actions', 'edit,read_array_logs', { groupActions: ['EDIT'] }],
  ])('is omitted and counted: %s, %s = %s', async (type, key, value, seen) => {
    const { list, counted } = await read(
      { invitations: [{ id: 'odd', invitation_type: type, [key]: value }] },
      'unknown-enum-value',
    );
    expect(list.nodes[0].target).toMatchObject(seen);
    expect(counted).toBe(1);
  });

  it.each([
    ['an item without an id', { email: 'a@example.com' }, 'missing-id'],
    ['an item whose id is empty', { id: '' }, 'missing-id'],
    ['an item whose id is null', { id: null }, 'missing-id'],
    ['an item whose id is nil', { id: NIL }, 'missing-id'],
    ['an item whose id is a number', { id: 17 }, 'missing-id'],
    ['an item that is null', null, 'wrong-type'],
    ['an item that is a string', 'invitation', 'wrong-type'],
    ['an item that is a list', [], 'wrong-type'],
  ])('is omitted and counted: %s', async (_title, item, kind) => {
    const { list, counted } = await read(
      { invitations: [{ id: 'first' }, item, { id: 'third' }] },
      kind,
    );
    expect(list.nodes.map(({ id }: { id: string }) => id)).toEqual(['first', 'third']);
    expect(list.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([
      'first',
      'third',
    ]);
    expect(counted).toBe(1);
  });

  it('is omitted from an action list that is not a string, which becomes empty', async () => {
    const { list, counted } = await read(
      { invitations: [{ id: 'odd', invitation_type: 'ARRAY_SHARE', actions: ['read'] }] },
      'wrong-type',
    );
    expect(list.nodes[0].target.arrayActions).toEqual([]);
    expect(counted).toBe(1);
  });
});

describe('an omitted item', () => {
  const page = { invitations: [{ id: 'first' }, {}, {}] };

  it('keeps its position, so that cursors count as upstream does', async () => {
    const { list } = await read(page, 'missing-id');
    expect(list.pageInfo.hasNextPage).toBe(true);
    const { data } = await stack.send({
      query: 'query ($after: String) { invitations(first: 3, after: $after) { page } }',
      variables: { after: list.pageInfo.endCursor },
    });
    expect(data).toEqual({ invitations: { page: 2 } });
    expect(stack.emulator.journal.at(-1)?.query).toEqual({ page: '2', per_page: '3' });
  });
});

describe('an invalid list', () => {
  it.each([
    ['is missing', {}, 1],
    ['is missing although there are totals', { pagination_metadata: { total_items: 0 } }, 1],
    ['is null', { invitations: null }, 0],
  ])('is empty when it %s', async (_title, body, counts) => {
    const { list, counted } = await read(body, 'missing-list');
    expect(list.nodes).toEqual([]);
    expect(list.pageInfo).toEqual({ hasNextPage: false, startCursor: null, endCursor: null });
    expect(counted).toBe(counts);
  });

  it.each([
    [
      'a number beyond Int',
      { total_items: 2 ** 31, total_pages: 2 ** 31 },
      'number-out-of-range',
      2,
    ],
    ['a uint64', { total_items: 18446744073709552000 }, 'number-out-of-range', 1],
    ['a negative number', { total_items: -1 }, 'wrong-type', 1],
    ['a fraction', { total_pages: 1.5 }, 'wrong-type', 1],
    ['a string', { total_items: '12' }, 'wrong-type', 1],
    ['not an object', 'many', 'wrong-type', 1],
    ['a list', [1], 'wrong-type', 1],
  ])('has no totals when they are %s', async (_title, pagination_metadata, kind, counts) => {
    const { list, counted } = await read(
      { invitations: [{ id: 'one' }], pagination_metadata },
      kind,
    );
    expect(list).toMatchObject({ nodes: [{ id: 'one' }], totalCount: null, totalPages: null });
    expect(counted).toBe(counts);
  });

  it.each([
    ['total_items', 'totalCount'],
    ['total_pages', 'totalPages'],
  ])('may have a `%s` up to the maximum of Int', async (total, field) => {
    const { list } = await read(
      { invitations: [{ id: 'one' }], pagination_metadata: { [total]: 2 ** 31 - 1 } },
      'number-out-of-range',
    );
    expect(list).toMatchObject({ [field]: 2 ** 31 - 1 });
  });
});

it('counts no anomalies in an ordinary response', async () => {
  const readAll = async () =>
    (await (await fetch(`${stack.url}/metrics`)).text())
      .split('\n')
      .filter((line) => line.startsWith('upstream_strange_values_total'));
  const before = await readAll();
  await read(
    { invitations: [{ id: 'plain', status: 'PENDING', extra: 'a field of tomorrow' }] },
    'wrong-type',
  );
  expect(await readAll()).toEqual(before);
});
