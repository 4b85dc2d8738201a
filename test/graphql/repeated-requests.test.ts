import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { MUTATIONS, type Mutation } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { numbered, quiet } from '../support/world.ts';

const stacks = {
  /** Answers repeated requests through the bypass. */
  short: useStack({
    env: { COMPILE_OPERATIONS: 'always', BYPASS_REPEATED_OPERATIONS: 'true', MAX_ITEMS: '60' },
    emulator: quiet(...numbered(5)),
  }),
  /** Answers every request through Apollo Server. */
  long: useStack({
    env: { COMPILE_OPERATIONS: 'never', BYPASS_REPEATED_OPERATIONS: 'false', MAX_ITEMS: '60' },
    emulator: quiet(...numbered(5)),
  }),
};

type Body = Readonly<Record<string, unknown>> | readonly unknown[];

const LIST = `query List($size: Int = 2, $status: InvitationStatus) {
  invitations(perPage: $size, filter: { status: $status }) { totalCount nodes { id status } }
}`;
const TWO = 'query A { invitations { page } } query B { invitations { perPage } }';
const ALIASES = `query Aliases($page: Int) {
  a: invitations(perPage: 2, page: $page) { ...all }
  other: invitations(perPage: 2) { ...all }
  b: invitations(perPage: 2, page: $page) { ...all }
  invitations(perPage: 2, page: $page) { ...all }
  __typename
  kind: __typename
}
fragment all on InvitationConnection { page nodes { id } }`;
const CANCEL = `mutation Cancel($id: ID!) {
  cancelArrayInvitation(input: { invitationId: $id, namespace: "ada", array: "x" }) {
    __typename ... on InvitationError { code message requestId }
  }
}`;

const BODIES: Readonly<Record<string, Body>> = {
  'a query': { query: LIST },
  'variables that are null': { query: LIST, variables: null, operationName: null },
  'a size as a variable': { query: LIST, variables: { size: 3 } },
  'a wrong size': { query: LIST, variables: { size: 0.5 } },
  'a misspelt enum value': { query: LIST, variables: { status: 'PENDIN' } },
  'an argument that breaks a rule': { query: LIST, variables: { size: 101 } },
  'more items than are allowed': { query: LIST, variables: { size: 61 } },
  'variables that are a list': { query: LIST, variables: [] },
  'variables that are a text': { query: LIST, variables: '{}' },
  'one list under several names': { query: ALIASES },
  'several names that break a rule': { query: ALIASES.replaceAll('$page)', '$page, first: 1)') },
  'one name twice': {
    query: '{ a: invitations { page } b: invitations { page } a: invitations { perPage } }',
  },
  'one list in a fragment': {
    query: '{ a: invitations { page } ...b } fragment b on Query { b: invitations { page } }',
  },
  'an alias that JavaScript takes for a prototype': {
    query: '{ __proto__: __typename invitations { __proto__: page nodes { __proto__: id } } }',
  },
  'the name of an operation': { query: TWO, operationName: 'A' },
  'the name of another operation': { query: TWO, operationName: 'B' },
  'no name of one of two operations': { query: TWO },
  'the name of no operation': { query: TWO, operationName: 'C' },
  'a name that is a number': { query: LIST, operationName: 1 },
  'a name that hides a document': { query: TWO.slice(5), operationName: `A\0${TWO.slice(0, 5)}` },
  'an empty name': { query: LIST, operationName: '' },
  'an empty name of a nameless operation': {
    query: '{ invitations(perPage: 8) { perPage } }',
    operationName: '',
  },
  'a nameless operation': { query: '{ invitations(perPage: 8) { perPage } }' },
  'a nameless operation whose name is null': {
    query: '{ invitations(perPage: 8) { perPage } }',
    operationName: null,
  },
  'a name that hides the start of a comment': {
    query: ' \n{ __typename }',
    operationName: '#',
  },
  'a comment with a NUL': { query: '#\0 \n{ __typename }' },
  'a mutation': { query: CANCEL, variables: { id: 'n1' } },
  extensions: { query: LIST, extensions: { any: 'thing' } },
  'extensions that are a text': { query: LIST, extensions: '' },
  'a batch': [{ query: LIST }],
  'a document that is not valid': { query: '{ nothing }' },
};

const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'as JSON': { 'content-type': 'application/json' },
  'for the newer media type': {
    'content-type': 'application/json; charset=utf-8',
    accept: 'application/graphql-response+json',
  },
  'for HTML': { 'content-type': 'application/json', accept: 'text/html' },
  'as text': { 'content-type': 'text/plain' },
};

/** The whole response, except for what differs between requests. */
async function ask(
  way: keyof typeof stacks,
  body: Body,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const answer = await fetch(`${stacks[way].url}/graphql`, {
    method: 'POST',
    headers: { 'x-tiledb-rest-api-key': DEMO_KEY, 'x-request-id': 'the-same', ...headers },
    body: JSON.stringify(body),
  });
  const { date, ...others } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: others, body: await answer.text() };
}

const askedUpstream = (way: keyof typeof stacks) =>
  stacks[way].emulator.journal.map(({ method, target }) => `${method} ${target}`);

describe.each(Object.entries(HEADERS))('a repeated request sent %s', (_, headers) => {
  it.each(Object.entries(BODIES))(
    'gets the same response as from Apollo Server: %s',
    async (_, body) => {
      for (const time of ['first', 'second', 'third']) {
        const expected = await ask('long', body, headers);
        expect(await ask('short', body, headers), `the ${time} time`).toEqual(expected);
      }
      expect(askedUpstream('short')).toEqual(askedUpstream('long'));
    },
  );
});

/** Every JSON value that can appear where a variable, or a part of one, is expected. */
const VALUES: readonly unknown[] = [
  undefined, // omits the variable
  null,
  true,
  1,
  1.5,
  2 ** 31,
  '',
  'READ',
  [],
  [null],
  ['READ', 1],
  [['READ']],
  {},
  { a: 1 },
];

/** Each with a valid input. */
const OPERATIONS: readonly Pick<Mutation, 'name' | 'query' | 'input'>[] = [
  ...MUTATIONS,
  {
    name: 'a filtered list',
    query: 'query ($input: InvitationFilter) { invitations(filter: $input) { page } }',
    input: { organization: 'acme', type: 'ARRAY_SHARE', start: null },
  },
];

async function expectAlike(query: string, variables: Body): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const short = await ask('short', { query, variables }, headers);
  expect(short, JSON.stringify(variables)).toEqual(
    await ask('long', { query, variables }, headers),
  );
}

describe.each(OPERATIONS)('invalid variables of a repeated $name', ({ query, input }) => {
  const inputs = [
    ...VALUES,
    ...Object.keys(input).flatMap((key) => VALUES.map((value) => ({ ...input, [key]: value }))),
  ];

  it('get the same errors as from graphql-js', async () => {
    for (const given of inputs) await expectAlike(query, { input: given });
    expect(askedUpstream('short')).toEqual(askedUpstream('long'));
  });
});

describe('numbers and strings of a repeated operation', () => {
  const query = `query ($page: Int = 1, $after: String) {
    invitations(page: $page, after: $after) { page }
  }`;

  it.each(['page', 'after'])('get the same results as from graphql-js: $%s', async (name) => {
    for (const value of VALUES) await expectAlike(query, { [name]: value });
    expect(askedUpstream('short')).toEqual(askedUpstream('long'));
  });
});

describe('a repeated request', () => {
  it.each(['UPSTREAM_ERROR', 'FORBIDDEN'])('reports a fault: %s', async (code) => {
    const status = { UPSTREAM_ERROR: 500, FORBIDDEN: 403 }[code] ?? 0;
    for (const stack of Object.values(stacks)) {
      stack.emulator.inject({ behaviour: { kind: 'answer', status } });
    }
    const headers = { 'content-type': 'application/json' };
    for (let time = 1; time <= 3; time += 1) {
      for (const query of [LIST, ALIASES]) {
        const expected = await ask('long', { query }, headers);
        expect(expected).toMatchObject({ body: expect.stringContaining(code) });
        expect(await ask('short', { query }, headers)).toEqual(expected);
      }
    }
    expect(askedUpstream('short')).toEqual(askedUpstream('long'));
  });

  it('is counted like any other request', async () => {
    const [short, long] = await Promise.all(Object.values(stacks).map(readOperationMetrics));
    expect(short?.length).toBeGreaterThan(5);
    expect(short).toEqual(long);
  });
});

/** All operations counted in this file so far. */
async function readOperationMetrics({ url }: { readonly url: string }): Promise<string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => /^graphql_(operations|mutation_outcomes)_total\{/.test(line))
    .sort();
}
