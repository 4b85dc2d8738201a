import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const join = { type: 'JOIN_ORGANIZATION', role: 'admin', from: 'ada' } as const;

const stack = useStack({
  emulator: quiet(
    { ...join, id: 'to acme', owner: 'acme', to: 'a@example.com' },
    { ...join, id: 'to lab', owner: 'lab', to: 'b@example.com', hoursAgo: 1 },
    { ...join, id: 'too late', owner: 'acme', to: 'c@example.com', hoursAgo: 2 },
    {
      id: 'array',
      type: 'ARRAY_SHARE',
      owner: 'acme',
      from: 'ada',
      to: 'd@example.com',
      array: 's3://bucket/a b',
      hoursAgo: 3,
    },
  ),
});

const ENTITY = /* GraphQL */ `
  query ($name: String!, $filter: OrganizationInvitationFilter, $first: Int, $after: String) {
    _entities(representations: [{ __typename: "Organization", name: $name }]) {
      ... on Organization {
        name
        invitations(filter: $filter, orderBy: TIMESTAMP, first: $first, after: $after) {
          nodes { id }
          page
          perPage
          totalCount
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`;

describe('an organization’s invitations', () => {
  it('are Query.invitations narrowed to the organization', async () => {
    const { data, errors } = await stack.send({ query: ENTITY, variables: { name: 'acme' } });
    expect(errors).toBeUndefined();
    const ids = data._entities[0].invitations.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['to acme', 'too late', 'array']);
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { organization: 'acme', orderby: 'timestamp', page: '1', per_page: '25' },
    ]);
  });

  it('accept every other condition', async () => {
    const filter = {
      array: 's3://bucket/a b',
      group: 'weather',
      start: '2026-03-01T00:00:00.5Z',
      end: '2026-03-10T00:00:00.5Z',
      type: 'ARRAY_SHARE',
      status: 'PENDING',
    };
    await stack.send({ query: ENTITY, variables: { name: '100% Open #1?', filter } });
    expect(stack.emulator.journal[0]?.query).toEqual({
      ...filter,
      organization: '100% Open #1?',
      start: '1772323200',
      end: '1773100801',
      orderby: 'timestamp',
      page: '1',
      per_page: '25',
    });
  });

  it('use the same paging rules', async () => {
    const first = await stack.send({ query: ENTITY, variables: { name: 'acme', first: 2 } });
    const { endCursor } = first.data._entities[0].invitations.pageInfo;
    const { data } = await stack.send({
      query: ENTITY,
      variables: { name: 'acme', first: 2, after: endCursor },
    });
    expect(data._entities[0].invitations).toMatchObject({
      nodes: [{ id: 'array' }],
      page: 2,
      perPage: 2,
      totalCount: 3,
      pageInfo: { hasNextPage: false },
    });
  });

  it('can be read through the target of an invitation', async () => {
    const { data, errors } = await stack.send({
      query: `{
        invitations(filter: {type: JOIN_ORGANIZATION}, perPage: 10) {
          nodes {
            id
            target { ... on OrganizationMembership { organization { name invitations(perPage: 1) { totalCount } } } }
          }
        }
      }`,
    });
    expect(errors).toBeUndefined();
    const counts = data.invitations.nodes.map(
      ({ id, target }: { id: string; target: { organization: object } }) => ({
        id,
        ...target.organization,
      }),
    );
    expect(counts).toEqual([
      { id: 'to acme', name: 'acme', invitations: { totalCount: 3 } },
      { id: 'to lab', name: 'lab', invitations: { totalCount: 1 } },
      { id: 'too late', name: 'acme', invitations: { totalCount: 3 } },
    ]);
    const organizations = stack.emulator.journal.map(({ query }) => query['organization']);
    expect(organizations.sort()).toEqual(['acme', 'lab', undefined]);
  });

  it.each([
    [{ name: 'acme', filter: { array: '' } }, 'array'],
    [{ name: 'acme', filter: { group: '' } }, 'group'],
    [{ name: 'acme', first: 101 }, 'first'],
    [{ name: 'acme', after: 'x' }, 'after'],
  ])('reject what Query.invitations rejects: %j', async (variables, argument) => {
    const { data, errors } = await stack.send({ query: ENTITY, variables });
    expect(data._entities[0].invitations).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['_entities', 0, 'invitations'],
      message: expect.stringContaining(`\`${argument}\``),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(stack.emulator.journal).toEqual([]);
  });

  it('are empty for an organization without a name', async () => {
    const { data, errors } = await stack.send({ query: ENTITY, variables: { name: '' } });
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([
      { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
    ]);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('accept no condition on the organization', async () => {
    const { status, errors } = await stack.send({
      query: `{
        _entities(representations: [{ __typename: "Organization", name: "acme" }]) {
          ... on Organization { invitations(filter: {organization: "lab"}) { page } }
        }
      }`,
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(stack.emulator.journal).toEqual([]);
  });
});
