import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';

const stack = useStack();

const repeat = (times: number, one: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => one(index)).join(' ');

const nest = (levels: number) =>
  `{ ${'invitations(perPage: 1) { nodes { target { ... on OrganizationMembership { organization { '.repeat(levels)} name ${'} } } } } '.repeat(levels)} }`;

describe('an operation within its limits', () => {
  it.each([
    ['50 aliases', `{ ${repeat(50, (i) => `a${i}: __typename`)} }`],
    [
      '12 levels',
      nest(2).replace('name', 'invitations(perPage: 1) { nodes { target { __typename } } }'),
    ],
    [
      '1,000 items',
      `{ ${repeat(10, (i) => `a${i}: invitations(perPage: 100, page: ${i + 1}) { page }`)} }`,
    ],
    ['one list, ten times the same field', `{ ${repeat(1, () => 'invitations { page }')} }`],
    [
      'a full introspection, deep as it is',
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } }',
    ],
  ])('runs with %s', async (_title, query) => {
    const { status, errors } = await stack.send({ query });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
  });
});

describe('an operation beyond a limit', () => {
  it.each([
    ['51 aliases', `{ ${repeat(51, (i) => `a${i}: __typename`)} }`, '51 aliases; at most 50'],
    [
      '16 levels',
      nest(3).replace('name', 'invitations(perPage: 1) { nodes { id } }'),
      'at most 12',
    ],
    [
      '11 root fields of a mutation',
      `mutation { ${repeat(11, (i) => `a${i}: acceptInvitation(input: {invitationId: "x"}) { __typename }`)} }`,
      '11 root fields in a mutation; at most 10',
    ],
    [
      'aliases in a fragment that is spread twice',
      `{ ...A ...B } fragment A on Query { ${repeat(26, (i) => `a${i}: __typename`)} } fragment B on Query { ...A }`,
      '52 aliases; at most 50',
    ],
    [
      'aliases of introspection',
      `{ __schema { ${repeat(51, (i) => `a${i}: types { name }`)} } }`,
      '51 aliases; at most 50',
    ],
  ])(
    'is rejected as an invalid document, and nothing is sent: %s',
    async (_title, query, message) => {
      const { status, errors } = await stack.send({ query });
      expect(status).toBe(400);
      expect(errors?.[0]?.message).toContain(message);
      expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(stack.emulator.journal).toEqual([]);
    },
  );

  it('is rejected with more than 5,000 tokens', async () => {
    const { status, errors } = await stack.send({ query: `{ ${'__typename '.repeat(5000)} }` });
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain('5000 tokens');
  });
});

describe('the limit on fields', () => {
  it('multiplies fields by items, so that aliases of one list do not multiply its result', async () => {
    const query = `{ ${repeat(2, (i) => `l${i}: invitations(perPage: 100) { ${repeat(24, (k) => `n${k}: nodes { ...all }`)} }`)} }
      fragment all on Invitation { id type status email invitedNamespace ownerNamespaceId createdAt expiresAt acceptedAt inviter { id } acceptedBy { id } }`;
    const { data, errors } = await stack.send({ query });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0]?.message).toMatch(/up to \d+ fields.*at most 50000/);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('includes introspection, and the standard query is within it', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const whole = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
    expect((await stack.send({ query: whole })).errors).toBeUndefined();
    const query = `{ ${repeat(49, (i) => `s${i}: __schema { types { fields { type { fields { name description } } } } }`)} }`;
    expect((await stack.send({ query })).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('includes the text of the schema, which a gateway may read but nobody 26 times', async () => {
    const read = (times: number) =>
      stack.send({ query: `{ ${repeat(times, (i) => `a${i}: _service { sdl }`)} }` });
    expect((await read(1)).errors).toBeUndefined();
    expect((await read(26)).errors?.[0]).toMatchObject({
      message: expect.stringContaining('at most 50000 are allowed'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('the limit on items', () => {
  const refused = (message: string) => ({
    status: 200,
    data: undefined,
    errors: [{ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }],
  });

  it('adds up lists', async () => {
    const query = `{ ${repeat(11, (i) => `a${i}: invitations(first: 100) { page }`)} }`;
    expect(await stack.send({ query })).toMatchObject(refused('1100 items'));
    expect(stack.emulator.journal).toEqual([]);
  });

  it('multiplies nested lists', async () => {
    const query =
      '{ invitations(perPage: 50) { nodes { target { ... on OrganizationMembership { organization { invitations { page } } } } } } }';
    expect(await stack.send({ query })).toMatchObject(refused(`${50 + 50 * 25} items`));
  });

  it('counts the items that a search reads, and multiplies what follows several accepts', async () => {
    const search = (index: number) =>
      `s${index}: searchInvitations(recipients: ["a"]) { matches { invitations { id } } }`;
    expect((await stack.send({ query: `{ ${repeat(10, search)} }` })).errors).toBeUndefined();
    expect(await stack.send({ query: `{ ${repeat(11, search)} }` })).toMatchObject(
      refused('1100 items'),
    );
    const accept = `mutation {
      acceptInvitations(input: { invitationIds: ["a"] }) {
        results { result { ... on InvitationAccepted {
          invitation { organization { invitations(first: 11) { page } } }
        } } }
      }
    }`;
    expect(await stack.send({ query: accept })).toMatchObject(refused('1100 items'));
  });

  it('is computed from variables and their defaults', async () => {
    const query = `query ($size: Int = 100) { ${repeat(11, (i) => `a${i}: invitations(first: $size) { page }`)} }`;
    expect(await stack.send({ query })).toMatchObject(refused('1100 items'));
    expect((await stack.send({ query, variables: { size: 1 } })).errors).toBeUndefined();
  });

  it('uses the default size where a variable is null, whatever its type’s default', async () => {
    const query = `query ($size: Int = 1) { ${repeat(41, (i) => `a${i}: invitations(first: $size) { page }`)} }`;
    expect(await stack.send({ query, variables: { size: null } })).toMatchObject(
      refused('1025 items'),
    );
    expect((await stack.send({ query })).errors).toBeUndefined();
  });

  it('uses a default even if the variable is named like a property of every object', async () => {
    const query = `query ($constructor: Int = 100) { ${repeat(11, (i) => `a${i}: invitations(first: $constructor) { page }`)} }`;
    expect(await stack.send({ query, variables: {} })).toMatchObject(refused('1100 items'));
  });

  it('multiplies by entities, and counts each of them too', async () => {
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { invitations { page } } } }';
    const of = Array.from({ length: 39 }, (_, n) => ({
      __typename: 'Organization',
      name: `o${n}`,
    }));
    expect(await stack.send({ query, variables: { of } })).toMatchObject(
      refused(`${39 * 26} items`),
    );
    expect(stack.emulator.journal).toEqual([]);
  });

  it('counts a list below equal entities once, since it is read once', async () => {
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organization { invitations(first: 1) { page } } } }';
    const organizations = (count: number) =>
      Array.from({ length: count }, () => ({ __typename: 'Organization', name: 'acme' }));
    expect(
      (await stack.send({ query, variables: { of: organizations(999) } })).errors,
    ).toBeUndefined();
    expect(stack.emulator.journal).toHaveLength(1);
    expect(await stack.send({ query, variables: { of: organizations(1_000) } })).toMatchObject(
      refused('1001 items'),
    );
    const wide = query.replace('(first: 1) { page }', '{ nodes { id type status email } }');
    const { errors } = await stack.send({ query: wide, variables: { of: organizations(600) } });
    expect(errors?.[0]?.message).toContain('fields (counted in each item)');
  });

  it('can be configured', async () => {
    const tight = await startStack({ env: { MAX_ITEMS: '10' } });
    expect(
      (await tight.send({ query: '{ invitations(first: 10) { page } }' })).errors,
    ).toBeUndefined();
    expect(await tight.send({ query: '{ invitations { page } }' })).toMatchObject(
      refused('at most 10'),
    );
  });
});
