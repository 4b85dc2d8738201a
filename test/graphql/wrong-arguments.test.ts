import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(3)) });

const LIST = /* GraphQL */ `
  query (
    $filter: InvitationFilter
    $page: Int
    $perPage: Int
    $first: Int
    $after: String
  ) {
    invitations(filter: $filter, page: $page, perPage: $perPage, first: $first, after: $after) {
      page
    }
  }
`;

const CURSOR = Buffer.from('offset:3').toString('base64url');

describe('an argument that violates one of our rules', () => {
  it.each([
    [{ perPage: 101 }, 'perPage', 'from 1 to 100: got 101'],
    [{ perPage: 2 ** 31 - 1 }, 'perPage', 'from 1 to 100'],
    [{ perPage: 0 }, 'perPage', 'from 1 to 100: got 0'],
    [{ perPage: -1 }, 'perPage', 'from 1 to 100: got -1'],
    [{ first: 101 }, 'first', 'from 1 to 100: got 101'],
    [{ first: 0 }, 'first', 'from 1 to 100: got 0'],
    [{ first: -(2 ** 31), after: CURSOR }, 'first', 'from 1 to 100'],
    [{ page: 0 }, 'page', 'at least 1: got 0'],
    [{ page: -1, perPage: 5 }, 'page', 'at least 1: got -1'],
    [{ page: 1, first: 1 }, 'page', 'cannot be combined'],
    [{ page: 1, after: CURSOR }, 'page', 'cannot be combined'],
    [{ perPage: 1, first: 1 }, 'perPage', 'cannot be combined'],
    [{ perPage: 1, after: CURSOR }, 'perPage', 'cannot be combined'],
    [{ page: 1, perPage: 1, first: 1, after: CURSOR }, 'page', 'cannot be combined'],
    [{ page: 1, after: '' }, 'page', 'cannot be combined'],
    [{ after: '' }, 'after', 'cursor'],
    [{ after: 'nonsense' }, 'after', 'cursor'],
    [{ after: `${CURSOR}=` }, 'after', 'cursor'],
    [{ after: ` ${CURSOR}` }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:-1').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:1.5').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:1e3').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:NaN').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('offset:99999999999').toString('base64url') }, 'after', 'cursor'],
    [{ after: Buffer.from('page:3').toString('base64url') }, 'after', 'cursor'],
    [{ filter: { organization: '' } }, 'organization', 'must not be empty'],
    [{ filter: { array: '' } }, 'array', 'must not be empty'],
    [{ filter: { group: '' } }, 'group', 'must not be empty'],
    [{ filter: { organization: 'a\ud800' } }, 'organization', 'well-formed'],
    [{ filter: { array: '\udc00' } }, 'array', 'well-formed'],
    [{ filter: { group: 'a\ud800b' } }, 'group', 'well-formed'],
    [{ filter: { start: '1969-12-31T23:59:59Z' } }, 'start', '1970'],
    [{ filter: { start: '1969-12-31T23:59:59.999Z' } }, 'start', '1970'],
    [{ filter: { end: '1969-12-31T23:59:59.999Z' } }, 'end', '1970'],
    [{ filter: { end: '0001-01-01T00:00:00Z' } }, 'end', '1970'],
    [
      { filter: { start: '2026-03-02T00:00:00Z', end: '2026-03-01T23:59:59Z' } },
      'end',
      'before `start`',
    ],
    [
      { filter: { start: '2026-03-02T00:00:00.002Z', end: '2026-03-02T00:00:00.001Z' } },
      'end',
      'before `start`',
    ],
  ])('is BAD_USER_INPUT with its name and the rule: %j', async (variables, argument, rule) => {
    const { status, data, errors } = await stack.send({
      query: LIST,
      variables,
      headers: { 'x-request-id': 'r-1' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ invitations: null });
    expect(errors).toEqual([
      {
        message: expect.stringContaining(`\`${argument}\``),
        locations: expect.anything(),
        path: ['invitations'],
        extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1', retryable: false },
      },
    ]);
    expect(errors?.[0]?.message).toContain(rule);
    expect(stack.emulator.journal).toEqual([]);
  });

  it('is BAD_USER_INPUT as a literal and for the newer media type, because it is found during execution', async () => {
    const { status, data, errors } = await stack.send({
      query: '{ invitations(perPage: 101) { page } }',
      headers: { accept: 'application/graphql-response+json' },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ invitations: null });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('does not affect the data of other root fields', async () => {
    const { data, errors } = await stack.send({
      query: '{ wrong: invitations(perPage: 101) { page } right: invitations(page: 2) { page } }',
    });
    expect(data).toEqual({ wrong: null, right: { page: 2 } });
    expect(errors?.map(({ path }) => path)).toEqual([['wrong']]);
    expect(stack.emulator.journal.map(({ query }) => query)).toEqual([
      { page: '2', per_page: '25' },
    ]);
  });
});

describe('a filter that makes a long query string', () => {
  const sendFilter = (filter: object) => stack.send({ query: LIST, variables: { filter } });

  it('is sent up to 8,000 characters, and rejected for its longest value beyond that', async () => {
    const bare = '?organization=&array=&page=1&per_page=25'.length;
    const organization = 'a'.repeat(4_000);
    const array = 'a'.repeat(8_000 - bare - organization.length);
    expect((await sendFilter({ organization, array })).errors).toBeUndefined();
    expect(stack.emulator.journal[0]?.target).toHaveLength('/v1/invitations'.length + 8_000);

    const { data, errors } = await sendFilter({ organization, array: `${array}a` });
    expect(data).toEqual({ invitations: null });
    expect(errors?.[0]?.message).toMatch(/^`organization` must be shorter: .* 8001 .* 8000/);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('is rejected for a value of more than 4,000 characters', async () => {
    const { errors } = await sendFilter({ organization: 'acme', array: 'é'.repeat(667) });
    expect(errors?.[0]?.message).toMatch(/^`array` must have at most 4000 .* 4002/);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(stack.emulator.journal).toEqual([]);
  });
});
