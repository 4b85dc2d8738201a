import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet(...numbered(5)) });

/** More often than needed for an operation to be compiled. */
const TIMES = 10;

interface Case {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  /** The single upstream call; null if there is none. */
  readonly asked?: Readonly<Record<string, string>>;
}

const CASES: Readonly<Record<string, Case>> = {
  'the default of a non-null variable': {
    query: 'query ($first: Int! = 3) { invitations(first: $first) { perPage } }',
    data: { invitations: { perPage: 3 } },
    asked: { per_page: '3' },
  },
  'the default of a non-null enum': {
    query:
      'query ($status: InvitationStatus! = PENDING) { invitations(filter: { status: $status }) { page } }',
    data: { invitations: { page: 1 } },
    asked: { status: 'PENDING' },
  },
  'the default of a non-null input object': {
    query:
      'query ($filter: InvitationFilter! = { group: "g" }) { invitations(filter: $filter) { page } }',
    data: { invitations: { page: 1 } },
    asked: { group: 'g' },
  },
  'the default of a non-null id': {
    query: 'query ($id: ID! = "n2") { invitation(id: $id) { id } }',
    data: { invitation: { id: 'n2' } },
  },
  'the default of non-null representations': {
    query: `query ($of: [_Any!]! = [{ __typename: "Organization", name: "acme" }]) {
      _entities(representations: $of) { ... on Organization { name } }
    }`,
    data: { _entities: [{ name: 'acme' }] },
  },
  'a time as a default': {
    query: `query ($since: DateTime = "2026-01-01T00:00:00Z") {
      invitations(filter: { start: $since }) { page }
    }`,
    data: { invitations: { page: 1 } },
    asked: { start: '1767225600' },
  },
  'a filter with times as a default': {
    query: `query ($filter: InvitationFilter = { start: "2026-01-01T00:00:00Z", end: "2026-01-02T00:00:00Z" }) {
      invitations(filter: $filter) { page }
    }`,
    data: { invitations: { page: 1 } },
    asked: { start: '1767225600', end: '1767312000' },
  },
  'a variable within representations that are written out': {
    query: `query ($name: String) {
      _entities(representations: [{ __typename: "Organization", name: $name }]) { ... on Organization { name } }
    }`,
    variables: { name: 'acme' },
    data: { _entities: [{ name: 'acme' }] },
  },
  ...Object.fromEntries(
    ['valueOf', 'constructor', 'toString', 'hasOwnProperty', '__proto__'].flatMap((name) => {
      const query = `query ($${name}: String) { invitations(filter: { group: $${name} }) { page } }`;
      const given = JSON.parse(`{ "${name}": "g" }`) as Record<string, unknown>;
      return [
        [`$${name}, omitted`, { query, data: { invitations: { page: 1 } } }],
        [
          `$${name}, given`,
          { query, variables: given, data: { invitations: { page: 1 } }, asked: { group: 'g' } },
        ],
      ];
    }),
  ),
};

describe('a repeated operation', () => {
  it.each(Object.entries(CASES))(
    'gets the same response each time: %s',
    async (_, { query, variables = {}, data, asked }) => {
      for (let time = 1; time <= TIMES; time += 1) {
        stack.emulator.reset();
        const answer = await stack.send({ query, variables });
        expect(answer, `time ${time}`).toMatchObject({ status: 200, data, errors: undefined });
        if (asked) expect(stack.emulator.journal).toMatchObject([{ query: asked }]);
      }
    },
  );
});

describe('null for a variable with a default where null is not allowed', () => {
  it.each([
    ['an id', 'query ($v: ID = "x") { invitation(id: $v) { id } }', { invitation: null }],
    [
      'an id within an input',
      'mutation ($v: ID = "x") { acceptInvitation(input: { invitationId: $v }) { __typename } }',
      { acceptInvitation: null },
    ],
    [
      'representations',
      'query ($v: [_Any!] = []) { _entities(representations: $v) { __typename } }',
      null,
    ],
    ['a condition', 'query ($v: Boolean = true) { __typename @include(if: $v) }', null],
  ])('is BAD_USER_INPUT every time: %s', async (_, query, data) => {
    for (let time = 1; time <= TIMES; time += 1) {
      const answer = await stack.send({ query, variables: { v: null } });
      expect(answer.data).toEqual(data);
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', retryable: false } },
      ]);
    }
    expect(stack.emulator.journal).toEqual([]);
  });
});
