import { describe, expect, it } from 'vitest';
import { addInvitation, type NewInvitation } from '../../emulator/src/world.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...oneOfEach()) });

const LIST = /* GraphQL */ `
  query ($filter: InvitationFilter, $orderBy: InvitationOrder) {
    invitations(filter: $filter, orderBy: $orderBy) {
      nodes { id }
    }
  }
`;

function oneOfEach(): NewInvitation[] {
  return [
    {
      id: 'join',
      type: 'JOIN_ORGANIZATION',
      owner: 'acme',
      to: 'a@example.com',
      role: 'admin',
      acceptedBy: 'grace',
      createdAt: new Date('2026-03-01T00:00:00Z'),
    },
    {
      id: 'array',
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'b@example.com',
      array: 's3://bucket/a b',
      createdAt: new Date('2026-03-02T00:00:00Z'),
    },
    {
      id: 'group',
      type: 'GROUP_SHARE',
      owner: 'group',
      to: 'c@example.com',
      group: 'weather',
      createdAt: new Date('2026-03-03T00:00:00Z'),
    },
    {
      id: 'payment',
      type: 'PAYMENT_SHARE',
      owner: 'acme',
      from: 'ada',
      to: 'linus',
      createdAt: new Date('2026-03-04T00:00:00Z'),
    },
  ];
}

async function list(variables: Record<string, unknown>): Promise<string[]> {
  const { data, errors } = await stack.send({ query: LIST, variables });
  expect(errors).toBeUndefined();
  return data.invitations.nodes.map(({ id }: { id: string }) => id);
}

const DEFAULT_PAGE = { page: '1', per_page: '25' };

describe('each condition', () => {
  it.each([
    ['organization', 'acme', { organization: 'acme' }, ['payment', 'join']],
    ['array', 's3://bucket/a b', { array: 's3://bucket/a b' }, ['array']],
    ['group', 'weather', { group: 'weather' }, ['group']],
    ['start', '2026-03-03T00:00:00Z', { start: '1772496000' }, ['payment', 'group']],
    ['end', '2026-03-02T00:00:00Z', { end: '1772409600' }, ['array', 'join']],
    ['type', 'ARRAY_SHARE', { type: 'ARRAY_SHARE' }, ['array']],
    ['type', 'GROUP_SHARE', { type: 'GROUP_SHARE' }, ['group']],
    ['type', 'JOIN_ORGANIZATION', { type: 'JOIN_ORGANIZATION' }, ['join']],
    ['type', 'PAYMENT_SHARE', { type: 'PAYMENT_SHARE' }, ['payment']],
    ['status', 'PENDING', { status: 'PENDING' }, ['payment', 'group', 'array']],
    ['status', 'ACCEPTED', { status: 'ACCEPTED' }, ['join']],
  ])('narrows the list by %s = %s', async (condition, value, asked, found) => {
    expect(await list({ filter: { [condition]: value } })).toEqual(found);
    expect(stack.emulator.journal.map(({ method, query }) => ({ method, query }))).toEqual([
      { method: 'GET', query: { ...asked, ...DEFAULT_PAGE } },
    ]);
  });

  it('narrows the list by an organization’s id', async () => {
    const id = stack.emulator.world.organizations.find(({ name }) => name === 'acme')?.uuid;
    expect(await list({ filter: { organization: id } })).toEqual(['payment', 'join']);
  });
});

describe('the conditions together', () => {
  it('are combined with AND, in one call', async () => {
    addInvitation(stack.emulator.world, {
      id: 'wanted',
      type: 'ARRAY_SHARE',
      owner: 'acme',
      to: 'd@example.com',
      array: 'quarterly',
      createdAt: new Date('2026-03-05T00:00:00Z'),
    });
    const filter = {
      organization: 'acme',
      array: 'quarterly',
      start: '2026-03-05T00:00:00Z',
      end: '2026-03-05T00:00:00Z',
      type: 'ARRAY_SHARE',
      status: 'PENDING',
    };
    expect(await list({ filter, orderBy: 'ARRAY_NAME' })).toEqual(['wanted']);
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      {
        organization: 'acme',
        array: 'quarterly',
        start: '1772668800',
        end: '1772668800',
        type: 'ARRAY_SHARE',
        status: 'PENDING',
        orderby: 'array_name',
        ...DEFAULT_PAGE,
      },
    ]);
  });

  it('all reach upstream, even if they exclude each other', async () => {
    const filter = { organization: 'acme', array: 'quarterly', group: 'weather' };
    expect(await list({ filter })).toEqual([]);
    expect(stack.emulator.journal[0]?.query).toEqual({ ...filter, ...DEFAULT_PAGE });
  });

  it.each([
    ['no filter', {}],
    ['a null filter', { filter: null, orderBy: null }],
    ['a filter without conditions', { filter: {} }],
    [
      'a filter of nulls',
      {
        filter: {
          organization: null,
          array: null,
          group: null,
          start: null,
          end: null,
          type: null,
          status: null,
        },
      },
    ],
  ])('list everything when there is %s', async (_title, variables) => {
    expect(await list(variables)).toEqual(['payment', 'group', 'array', 'join']);
    expect(stack.emulator.journal[0]?.query).toEqual(DEFAULT_PAGE);
  });
});

describe('a value with characters that are special in URLs', () => {
  it.each([
    's3://bucket/a b',
    's3://bucket/100%',
    's3://bucket/50%25 off',
    's3://bucket/%2e%2e/x',
    's3://bucket/a+b',
    's3://bucket/q?a=1&b=2#top',
    's3://bucket/ü/日本.tdb',
    "it's (really) *odd*!",
    'C:\\data\\array',
    'emoji 🧬',
    '..',
    ' ',
  ])('is encoded exactly once: %s', async (name) => {
    addInvitation(stack.emulator.world, {
      id: 'odd',
      type: 'ARRAY_SHARE',
      owner: 'ada',
      to: 'd@example.com',
      array: name,
    });
    expect(await list({ filter: { array: name } })).toContain('odd');
    expect(stack.emulator.journal[0]?.query).toEqual({ array: name, ...DEFAULT_PAGE });
  });

  it.each(['organization', 'group'])('is encoded exactly once as %s', async (condition) => {
    const value = '100% Open #1? ü&page=2';
    await list({ filter: { [condition]: value } });
    expect(stack.emulator.journal[0]?.query).toEqual({ [condition]: value, ...DEFAULT_PAGE });
  });
});

describe('the window of creation', () => {
  it.each([
    ['start', '2026-03-02T00:00:00Z', '1772409600'],
    ['start', '2026-03-02T00:00:00.001Z', '1772409600'],
    ['start', '2026-03-02T00:00:00.999Z', '1772409600'],
    ['start', '2026-03-02T01:30:00+01:30', '1772409600'],
    ['start', '1970-01-01T00:00:00Z', '0'],
    ['end', '2026-03-02T00:00:00Z', '1772409600'],
    ['end', '2026-03-02T00:00:00.001Z', '1772409601'],
    ['end', '2026-03-02T00:00:00.999Z', '1772409601'],
    ['end', '2026-03-01T19:00:00-05:00', '1772409600'],
    ['end', '1970-01-01T00:00:00Z', '0'],
  ])('rounds %s %s to %s s', async (bound, time, seconds) => {
    await list({ filter: { [bound]: time } });
    expect(stack.emulator.journal[0]?.query).toEqual({ [bound]: seconds, ...DEFAULT_PAGE });
  });

  it('may be a single instant', async () => {
    const moment = '2026-03-02T00:00:00Z';
    expect(await list({ filter: { start: moment, end: moment } })).toEqual(['array']);
  });

  it('may be written as literals', async () => {
    const { data } = await stack.send({
      query: `{ invitations(filter: {start: "2026-03-02T00:00:00Z", end: "2026-03-03T00:00:00Z"}) { nodes { id } } }`,
    });
    expect(data.invitations.nodes).toEqual([{ id: 'group' }, { id: 'array' }]);
  });
});

describe('the order', () => {
  it.each([
    ['TIMESTAMP', 'timestamp', ['payment', 'group', 'array', 'join']],
    ['ARRAY_NAME', 'array_name', ['array', 'payment', 'group', 'join']],
    ['ORGANIZATION_NAME', 'organization_name', ['payment', 'join', 'group', 'array']],
  ])('%s is requested as %s', async (orderBy, orderby, ids) => {
    expect(await list({ orderBy })).toEqual(ids);
    expect(stack.emulator.journal[0]?.query).toEqual({ orderby, ...DEFAULT_PAGE });
  });
});

describe('an upstream of the given dialect', () => {
  it('rejects the newer condition, and its message reaches the client', async () => {
    const given = await startStack({ emulator: { ...quiet(), dialect: 'given' } });
    const variables = { filter: { group: 'weather' } };
    const { data, errors } = await given.send({ query: LIST, variables });
    expect(data).toEqual({ invitations: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
    expect(errors?.[0]?.message).toContain('"group"');
  });
});
