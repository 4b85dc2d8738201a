import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../support/operations.ts';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const LIST = /* GraphQL */ `
  query (
    $filter: InvitationFilter
    $orderBy: InvitationOrder
    $page: Int
    $perPage: Int
    $first: Int
    $after: String
  ) {
    invitations(
      filter: $filter
      orderBy: $orderBy
      page: $page
      perPage: $perPage
      first: $first
      after: $after
    ) {
      page
    }
  }
`;

const wrongOfLists: [variables: object, place: string, expected: RegExp][] = [
  ...[1.5, 2 ** 31, '1', true, [1], {}, 1e300].flatMap((value) =>
    ['page', 'perPage', 'first'].map((name): [object, string, RegExp] => [
      { [name]: value },
      `$${name}`,
      /Int cannot represent/,
    ]),
  ),
  [{ after: 3 }, '$after', /String/],
  [{ orderBy: 'NAME' }, '$orderBy', /InvitationOrder/],
  [{ orderBy: 'timestamp' }, '$orderBy', /InvitationOrder/],
  [{ orderBy: 1 }, '$orderBy', /InvitationOrder/],
  [{ filter: 'acme' }, '$filter', /InvitationFilter/],
  [{ filter: { type: 'TELEPORT' } }, 'filter.type', /InvitationType/],
  [{ filter: { type: 'array_share' } }, 'filter.type', /InvitationType/],
  [{ filter: { status: 'EXPIRED' } }, 'filter.status', /InvitationStatus/],
  [{ filter: { status: ['PENDING'] } }, 'filter.status', /InvitationStatus/],
  [{ filter: { organization: 7 } }, 'filter.organization', /String/],
  [{ filter: { array: ['a'] } }, 'filter.array', /String/],
  [{ filter: { group: {} } }, 'filter.group', /String/],
  [{ filter: { owner: 'acme' } }, '$filter', /owner/],
  [{ filter: { start: 'yesterday' } }, 'filter.start', /date-time|DateTime|RFC/i],
  [{ filter: { start: '2026-03-01' } }, 'filter.start', /date-time|DateTime|RFC/i],
  [{ filter: { start: '2026-02-30T00:00:00Z' } }, 'filter.start', /date-time|DateTime|RFC/i],
  [{ filter: { start: '2026-03-01T00:00:00' } }, 'filter.start', /date-time|DateTime|RFC/i],
  [{ filter: { end: '' } }, 'filter.end', /date-time|DateTime|RFC/i],
  [{ filter: { end: true } }, 'filter.end', /date|string/i],
];

describe('an invalid variable of a list', () => {
  it.each(wrongOfLists)(
    'is BAD_USER_INPUT with its path and the expected value: %j',
    async (variables, place, expected) => {
      const { status, data, errors } = await stack.send({
        query: LIST,
        variables: variables as Record<string, unknown>,
        headers: { 'x-request-id': 'r-1' },
      });
      expect(status).toBe(200);
      expect(data).toBeUndefined();
      expect(errors).toEqual([
        {
          message: expect.stringContaining(place),
          locations: expect.anything(),
          extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1', retryable: false },
        },
      ]);
      expect(errors?.[0]?.message).toMatch(expected);
      expect(stack.emulator.journal).toEqual([]);
    },
  );
});

describe('an invalid input of a mutation', () => {
  const cases = MUTATIONS.flatMap(({ name, query, input }) =>
    Object.keys(input)
      .filter((key) => key !== 'emails' && (name !== 'inviteToOrganization' || key !== 'actions'))
      .flatMap((key) => [
        { name, query, key, input: { ...input, [key]: null } },
        { name, query, key, input: { ...input, [key]: { a: 1 } } },
        {
          name,
          query,
          key,
          input: Object.fromEntries(Object.entries(input).filter(([other]) => other !== key)),
        },
      ]),
  );

  it.each(cases)(
    'is BAD_USER_INPUT with its path and the expected value: $name $input',
    async ({ query, key, input }) => {
      const { status, data, errors } = await stack.send({ query, variables: { input } });
      expect(status).toBe(200);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
      expect(errors?.[0]?.message).toContain(key);
      expect(stack.emulator.journal).toEqual([]);
    },
  );

  it.each([
    ['inviteToOrganization', { role: 'EMPEROR' }, 'input.role', 'OrganizationRole'],
    ['inviteToOrganization', { role: 'read_only' }, 'input.role', 'OrganizationRole'],
    ['inviteToOrganization', { actions: ['READ', 'FLY'] }, 'input.actions[1]', 'NamespaceAction'],
    ['inviteToOrganization', { actions: [null] }, 'input.actions[0]', 'NamespaceAction'],
    ['inviteToArray', { actions: ['RUN_JOB'] }, 'input.actions[0]', 'ArrayAction'],
    ['inviteToGroup', { arrayActions: ['FLY'] }, 'input.arrayActions[0]', 'ArrayAction'],
    [
      'inviteToGroup',
      { groupActions: ['READ_ARRAY_INFO'] },
      'input.groupActions[0]',
      'GroupAction',
    ],
    ['inviteToGroup', { usernames: ['grace', 7] }, 'input.usernames[1]', 'String'],
    ['acceptInvitation', { invitationId: 1.5 }, 'input.invitationId', 'ID'],
    ['acceptInvitation', { token: 'x' }, 'input', 'token'],
  ])(
    'is BAD_USER_INPUT with its path and the expected type: %s %j',
    async (name, changes, place, expected) => {
      const mutation = MUTATIONS.find((one) => one.name === name);
      if (mutation === undefined) throw new Error(`no mutation ${name}`);
      const { errors } = await stack.send({
        query: mutation.query,
        variables: { input: { ...mutation.input, ...changes } },
      });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain(place);
      expect(errors?.[0]?.message).toContain(expected);
      expect(stack.emulator.journal).toEqual([]);
    },
  );

  it('is named when it is missing', async () => {
    for (const { query } of MUTATIONS) {
      const { errors } = await stack.send({ query });
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain('$input');
    }
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('several invalid variables', () => {
  it('are all reported', async () => {
    const { errors } = await stack.send({
      query: LIST,
      variables: { page: '1', perPage: 1.5, filter: { type: 'X', status: 'Y' } },
    });
    expect(errors).toHaveLength(4);
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['BAD_USER_INPUT']),
    );
  });
});

describe('an invalid variable of a directive', () => {
  const WITH = 'query ($with: Boolean!) { invitations @include(if: $with) { page } }';

  it.each([[{}], [{ with: null }], [{ with: 'yes' }]])(
    'is BAD_USER_INPUT: %j',
    async (variables) => {
      const { status, data, errors } = await stack.send({ query: WITH, variables });
      expect(status).toBe(200);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain('$with');
      expect(stack.emulator.journal).toEqual([]);
    },
  );
});

describe('the status of an invalid variable', () => {
  const JSON_TYPE = 'application/json';
  const RESPONSE_TYPE = 'application/graphql-response+json';

  it.each([
    [RESPONSE_TYPE, 400, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}; charset=utf-8`, 400, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}, ${JSON_TYPE};q=0.9`, 400, RESPONSE_TYPE],
    [JSON_TYPE, 200, JSON_TYPE],
    [`${JSON_TYPE}, ${RESPONSE_TYPE};q=0.5`, 200, JSON_TYPE],
    ['*/*', 200, JSON_TYPE],
  ])('for Accept %s is %i', async (accept, expected, type) => {
    const { status, headers, errors } = await stack.send({
      query: LIST,
      variables: { page: '1' },
      headers: { accept },
    });
    expect(status).toBe(expected);
    expect(headers.get('content-type')).toContain(type);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('is the same after the operation was repeated', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const { status, errors } = await stack.send({
        query: LIST,
        variables: { perPage: 1.5 },
        headers: { accept: RESPONSE_TYPE },
      });
      expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });
});

describe('a suggestion', () => {
  const typo = { query: LIST, variables: { filter: { status: 'PENDNG' } } };

  it('is given while introspection is on', async () => {
    const { errors } = await stack.send(typo);
    expect(errors?.[0]?.message).toContain('PENDING');
  });

  it('reveals nothing of the schema while introspection is off', async () => {
    const closed = await startStack({ env: { INTROSPECTION: 'false' } });
    for (let round = 1; round <= 4; round += 1) {
      const { errors } = await closed.send(typo);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain('filter.status');
      expect(errors?.[0]?.message).not.toContain('PENDING');
    }
  });
});
