import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_COMPILED_FIELDS } from '../../src/graphql/execution/executor.ts';
import { createFieldCounter } from '../../src/graphql/execution/expanded-fields.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import type { GraphQLServer } from '../../src/graphql/server.ts';
import { ask, startWay } from './ways.ts';

let server: GraphQLServer;
beforeAll(async () => {
  server = await startWay({ compile: 'always', bypass: true });
});
afterAll(() => server.stop());

const repeat = (times: number, toText: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => toText(index)).join(' ');

/** More would be excessive for a request of a few kilobytes. */
const MAX_BYTES = 50_000;
const MAX_ERRORS = 21;

interface Case {
  readonly query: string;
  readonly variables?: unknown;
}

const ENTITIES = `query ($of: [_Any!]!) { ${repeat(50, (n) => `a${n}: _entities(representations: $of) { __typename }`)} }`;
const LONG = 'x'.repeat(40_000);

/** Fragments that spread the next one, and operations that each follow them all. */
const CHAIN = `${repeat(300, (n) => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F300 on Query { __typename }`;
/** The text of 100 recipients, ids or names that fill a request. */
const LONG_TEXTS = Array.from({ length: 100 }, (_, n) => `${n}`.padEnd(480, 'x'));

const CASES: Readonly<Record<string, Case>> = {
  'malformed representations under many aliases': {
    query: ENTITIES,
    variables: { of: Array.from({ length: 20_000 }, () => 0) },
  },
  'representations under many aliases': {
    query: ENTITIES,
    variables: { of: Array.from({ length: 1_000 }, () => ({ __typename: 'User', id: 'u' })) },
  },
  'malformed representations within the limit': {
    query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
    variables: { of: Array.from({ length: 1_000 }, () => 0) },
  },
  'an input with thousands of unknown keys': {
    query: 'query ($filter: InvitationFilter) { invitations(filter: $filter) { page } }',
    variables: {
      filter: Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`key${n}`, n])),
    },
  },
  'a long value in each of many places': {
    query: `query (${repeat(50, (n) => `$v${n}: Int`)}) { ${repeat(50, (n) => `a${n}: invitations(page: $v${n}) { page }`)} }`,
    variables: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`v${n}`, LONG])),
  },
  'a long enum value': {
    query:
      'query ($status: InvitationStatus) { invitations(filter: { status: $status }) { page } }',
    variables: { status: LONG },
  },
  'a long name that each error quotes': {
    query: `query ${LONG} { ${repeat(100, (n) => `a: invitations(page: $v${n}) { page }`)} }`,
  },
  'thousands of unknown fields': { query: `{ ${repeat(4_000, (n) => `f${n}`)} }` },
  'aliases of a list within aliases of a list': {
    query: `{ ${repeat(10, (n) => `l${n}: invitations(perPage: 100) { ${repeat(4, (k) => `n${k}: nodes { ...I }`)} }`)} }
      fragment I on Invitation { id type status email createdAt expiresAt acceptedAt ownerNamespaceId inviter { id } acceptedBy { id } target { __typename } }`,
  },
  'one field thousands of times': { query: `{ ${repeat(4_900, () => '__typename')} }` },
  'one path hundreds of times': {
    query: `{ ${repeat(250, () => 'invitations { nodes { target { ... on ArrayShare { array { id } } } } }')} }`,
  },
  'hundreds of fragments with one field': {
    query: `{ ${repeat(400, (n) => `...F${n}`)} } ${repeat(400, (n) => `fragment F${n} on Query { __typename }`)}`,
  },
  'hundreds of operations over a chain of fragments': {
    query: `${repeat(400, (n) => `query q${n} { ...F0 }`)} ${CHAIN}`,
  },
  'inline fragments within one another': {
    query: `{ ${'... { '.repeat(1_500)} __typename ${'}'.repeat(1_500)} }`,
  },
  'fragments that spread the next one twice': {
    query: `{ ...F0 } ${repeat(20, (n) => `fragment F${n} on Query { a: _service { sdl } ...F${n + 1} ... { ...F${n + 1} } }`)} fragment F20 on Query { ...F0 }`,
  },
  'a fragment that spreads itself below a field': {
    query:
      '{ ...F } fragment F on Query { invitations { nodes { organization { invitations { nodes { ...G } } } } } } fragment G on Invitation { organization { invitations { nodes { ...G } } } }',
  },
  'long recipients that come back under many aliases': {
    query: `query ($r: [String!]!) { ${repeat(10, (n) => `s${n}: searchInvitations(recipients: $r) { ${repeat(2, (m) => `m${m}: matches { ${repeat(8, (k) => `r${k}: recipient`)} }`)} }`)} }`,
    variables: { r: LONG_TEXTS },
  },
  'a long name that comes back under many aliases': {
    query: `query ($of: [_Any!]!) { ${repeat(24, (n) => `e${n}: _entities(representations: $of) { ... on Organization { ${repeat(24, (k) => `n${k}: name`)} } }`)} }`,
    variables: { of: [{ __typename: 'Organization', name: LONG }] },
  },
  'long ids that come back under many aliases': {
    query: `mutation ($ids: [ID!]!) { acceptInvitations(input: { invitationIds: $ids }) { ${repeat(24, (n) => `r${n}: results { ${repeat(24, (k) => `i${k}: invitationId`)} }`)} } }`,
    variables: { ids: LONG_TEXTS },
  },
  'all of what a search may find, three times': {
    query: `{ ${repeat(3, (n) => `s${n}: searchInvitations(recipients: ["a@example.com"]) { matches { invitations { ...I target { __typename ... on ArrayShare { array { id } name } } inviter { ...U } acceptedBy { ...U } } } }`)} }
      fragment U on User { id same: id } fragment I on Invitation { id type status email createdAt expiresAt acceptedAt ownerNamespaceId invitedNamespace isExpired cancelHandle organization { name } }`,
  },
  'the text of the schema under many aliases': {
    query: `{ ${repeat(49, (n) => `a${n}: _service { sdl }`)} }`,
  },
  'a __typename of great depth': {
    query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
    variables: { of: [{ __typename: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) }] },
  },
};

describe('a request that is designed to be expensive', () => {
  it.each(Object.entries(CASES))('has a small response every time: %s', async (_, body) => {
    for (let time = 1; time <= 4; time += 1) {
      const answer = await ask(server, body);
      const { errors } = JSON.parse(answer.body) as { errors: unknown[] };
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(MAX_ERRORS);
      expect(answer.body.length).toBeLessThan(MAX_BYTES);
      expect(answer.calls).toEqual([]);
      expect(answer.body).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});

describe('the fields for which the compiler would generate code', () => {
  const schema = createSchema();
  const count = (query: string) => {
    const document = parse(query);
    const operation = document.definitions[0];
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    return createFieldCounter(schema)(document, operation);
  };

  it('are counted after fragments are expanded', () => {
    expect(
      count(
        '{ invitations { nodes { ...F } edges { node { ...F } } } } fragment F on Invitation { id type }',
      ),
    ).toBe(3 + 2 * 2 + 1);
  });

  it('are counted for each possible type of a union or an interface', () => {
    expect(count('{ invitation(id: "x") { target { __typename } } }')).toBe(2 + 4);
    expect(
      count('{ invitation(id: "x") { target { ... on PaymentShare { payerNamespaceId } } } }'),
    ).toBe(2 + 1);
  });

  it('exceed the limit for compilation where fragments multiply', () => {
    const fields = 'id type status email createdAt expiresAt acceptedAt';
    const query = `{ ${repeat(40, (n) => `l${n}: invitations(page: ${n + 1}) { nodes { ...A ...B } }`)} }
      fragment A on Invitation { ${fields} target { ... on OrganizationMembership { organization { invitations(first: 1) { nodes { ...B } } } } } }
      fragment B on Invitation { ${fields} inviter { id } }`;
    expect(count(query)).toBeGreaterThan(MAX_COMPILED_FIELDS);
  });
});
