import { describe, expect, it } from 'vitest';
import { startStack, useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

describe('an invalid literal', () => {
  it.each([
    '{ invitations(perPage: 2147483648) { page } }',
    '{ invitations(perPage: 1.0) { page } }',
    '{ invitations(perPage: 1.5) { page } }',
    '{ invitations(page: "1") { page } }',
    '{ invitations(first: 2147483648) { page } }',
    '{ invitations(after: 3) { page } }',
    '{ invitations(orderBy: NAME) { page } }',
    '{ invitations(filter: {type: TELEPORT}) { page } }',
    '{ invitations(filter: {status: "PENDING"}) { page } }',
    '{ invitations(filter: {owner: "acme"}) { page } }',
    '{ invitations(filter: {start: "yesterday"}) { page } }',
    '{ invitations(filter: {end: 0}) { page } }',
    '{ invitation { id } }',
    '{ invitation(id: null) { id } }',
    'mutation { acceptInvitation(input: {}) { __typename } }',
    'mutation { inviteToOrganization(input: {organization: "a", emails: ["a@b.c"], role: KING}) { __typename } }',
    'mutation { inviteToOrganization(input: {organization: "a", emails: ["nobody"], role: OWNER}) { __typename } }',
  ])('makes the document invalid: %s', async (query) => {
    const { status, data, errors } = await stack.send({
      query,
      headers: { 'x-request-id': 'r-1' },
    });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    for (const { extensions } of errors ?? []) {
      expect(extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED', requestId: 'r-1' });
    }
    expect(errors?.length).toBeGreaterThan(0);
    expect(stack.emulator.journal).toEqual([]);
  });
});

describe('a request that Apollo Server rejects', () => {
  it.each([
    ['text that is not GraphQL', '{ invitations', 'GRAPHQL_PARSE_FAILED', 400],
    ['an empty document', '', 'BAD_REQUEST', 400],
    ['an unknown field', '{ invites { page } }', 'GRAPHQL_VALIDATION_FAILED', 400],
    ['a field without a selection set', '{ invitations }', 'GRAPHQL_VALIDATION_FAILED', 400],
    ['a subscription', 'subscription { invitations { page } }', 'GRAPHQL_VALIDATION_FAILED', 400],
    [
      'two operations without an operation name',
      'query a { __typename } query b { __typename }',
      'OPERATION_RESOLUTION_FAILURE',
      400,
    ],
  ])('keeps its code and status: %s', async (_title, query, code, expected) => {
    const { status, errors } = await stack.send({ query, headers: { 'x-request-id': 'r-2' } });
    expect(status).toBe(expected);
    expect(errors?.[0]?.extensions).toMatchObject({ code, requestId: 'r-2' });
    expect(errors?.[0]?.extensions).not.toHaveProperty('stacktrace');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('keeps its code and status after the service has seen it often', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const { status } = await stack.send({
        query: 'query a { __typename } query b { __typename }',
      });
      expect(status).toBe(400);
    }
  });
});

describe('a suggestion', () => {
  it('is given while introspection is on', async () => {
    const { errors } = await stack.send({ query: '{ invitation(id: 1) { emial } }' });
    expect(errors?.[0]?.message).toContain('Did you mean "email"');
  });

  it('reveals nothing of the schema while introspection is off', async () => {
    const closed = await startStack({ env: { INTROSPECTION: 'false' } });
    const { errors } = await closed.send({ query: '{ invitation(id: 1) { emial } }' });
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(errors?.[0]?.message).not.toContain('email');
  });
});

describe('a default of a variable', () => {
  it.each([
    [{}, true],
    [{ with: false }, false],
    [{ with: true }, true],
  ])('is used for @include: %j', async (variables, isIncluded) => {
    const { status, data, errors } = await stack.send({
      query:
        'query ($with: Boolean = true) { __typename invitations @include(if: $with) { page } }',
      variables,
    });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect('invitations' in data).toBe(isIncluded);
  });

  it.each([
    [{}, false],
    [{ without: false }, true],
  ])('is used for @skip: %j', async (variables, isIncluded) => {
    const { data, errors } = await stack.send({
      query:
        'query ($without: Boolean = true) { __typename invitations @skip(if: $without) { page } }',
      variables,
    });
    expect(errors).toBeUndefined();
    expect('invitations' in data).toBe(isIncluded);
  });

  it('is used for a page', async () => {
    const { data } = await stack.send({
      query: 'query ($perPage: Int = 7) { invitations(perPage: $perPage) { perPage } }',
    });
    expect(data.invitations.perPage).toBe(7);
    expect(stack.emulator.journal[0]?.query).toMatchObject({ per_page: '7' });
  });
});
