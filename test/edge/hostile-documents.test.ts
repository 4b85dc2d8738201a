import { describe, expect, it } from 'vitest';
import { LIST } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';

const stack = useStack();

const list = <T>(length: number, one: (index: number) => T) =>
  Array.from({ length }, (_, index) => one(index));
const repeat = (times: number, text: string) => text.repeat(times);

/** Each fragment spreads the next one twice: 2^n spreads if they are followed one by one. */
function bomb(type: string, levels: number, last: string): string {
  const fragments = list(levels, (n) => `fragment F${n} on ${type} { ...F${n + 1} ...F${n + 1} }`);
  return `${fragments.join(' ')} fragment F${levels} on ${type} { ${last} }`;
}

/** All are within 5,000 tokens. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'a bomb of fragments': `{ invitations { nodes { ...F0 } } } ${bomb('Invitation', 300, 'id')}`,
  'a bomb of fragments at the root': `{ ...F0 } ${bomb('Query', 300, '__typename')}`,
  'a bomb of fragments in a mutation': `mutation { ...F0 } ${bomb('Mutation', 300, '__typename')}`,
  'a bomb of fragments on entities': `query ($of: [_Any!]!) { _entities(representations: $of) { ...F0 } } ${bomb('_Entity', 300, '... on Invitation { id }')}`,
  'fragments in a circle':
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A ...A }',
  'the same field again and again': `{ ${repeat(4_990, '__typename ')} }`,
  'the same list again and again': `{ ${repeat(1_200, 'invitations { page } ')} }`,
  'fragments that each must be compared with each': `{ invitations { nodes { ${list(250, (n) => `...F${n}`).join(' ')} } } } ${list(250, (n) => `fragment F${n} on Invitation { id type email }`).join(' ')}`,
  'fragments in each of many fields': `{ ${list(200, (n) => `invitations { ...F${n} }`).join(' ')} } ${list(200, (n) => `fragment F${n} on InvitationConnection { nodes { id } }`).join(' ')}`,
  'inline fragments within each other': `{ ${repeat(1_600, '... { ')} __typename ${repeat(1_600, '} ')} }`,
  'fields within each other': `{ ${repeat(2_400, 'a { ')} b ${repeat(2_400, '} ')} }`,
  'lists within each other': `{ invitation(id: ${repeat(2_400, '[')} ${repeat(2_400, ']')}) { id } }`,
  'objects within each other': `{ invitations(filter: ${repeat(1_200, '{a: ')} 1 ${repeat(1_200, '}')}) { page } }`,
  'many unknown fields': `{ ${list(2_400, (n) => `invitation${n}`).join(' ')} }`,
  'many unknown arguments': `{ invitations(${list(1_600, (n) => `page${n}: 1`).join(' ')}) { page } }`,
  'many variables': `query (${list(1_200, (n) => `$v${n}: Int`).join(' ')}) { __typename }`,
  'many operations': list(800, (n) => `query Q${n} { __typename }`).join(' '),
  'many directives': `{ __typename ${repeat(700, '@skip(if: false) ')} }`,
};

describe('a document that is designed to be expensive', () => {
  it.each(Object.entries(DOCUMENTS))('gets a response: %s', async (_title, query) => {
    const variables = { of: [{ __typename: 'Invitation', id: 'no-such-id' }] };
    const answers = [];
    // Three times, because repeated operations are compiled.
    for (let n = 0; n < 3; n += 1) answers.push(await stack.send({ query, variables }));
    for (const { status, errors } of answers) {
      expect(status).toBe(answers[0]?.status);
      expect([200, 400]).toContain(status);
      expect(JSON.stringify(errors ?? [])).not.toMatch(/INTERNAL_SERVER_ERROR|call stack/);
    }
    const { errors } = await stack.send(LIST);
    expect(errors).toBeUndefined();
  });
});

describe('variables that are designed to be expensive', () => {
  const DEPTH = 200_000;
  const deepList = `${repeat(DEPTH, '[')}${repeat(DEPTH, ']')}`;
  const deepObject = `${repeat(DEPTH / 4, '{"a":')}1${repeat(DEPTH / 4, '}')}`;
  const CASES: readonly (readonly [title: string, query: string, variables: string])[] = [
    ['a list within a list', 'query ($v: ID!) { invitation(id: $v) { id } }', `{"v":${deepList}}`],
    [
      'an object within an object',
      'query ($v: InvitationFilter) { invitations(filter: $v) { page } }',
      `{"v":${deepObject}}`,
    ],
    [
      'an entity of objects within objects',
      'query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }',
      `{"v":[{"__typename":"Invitation","id":${deepObject}}]}`,
    ],
    [
      'a hundred thousand recipients',
      'mutation ($v: [String!]!) { inviteToGroup(input: { namespace: "a", group: "b", usernames: $v, arrayActions: [], groupActions: [] }) { __typename } }',
      `{"v":${JSON.stringify(list(100_000, (n) => `u${n}`))}}`,
    ],
    [
      'ten thousand wrong enum values',
      'mutation ($v: [ArrayAction!]!) { inviteToArray(input: { namespace: "a", array: "b", emails: ["a@example.com"], actions: $v }) { __typename } }',
      `{"v":${JSON.stringify(list(10_000, () => 'REED'))}}`,
    ],
    [
      'an address of half a million characters',
      'mutation ($v: [EmailAddress!]!) { inviteToArray(input: { namespace: "a", array: "b", emails: $v, actions: [] }) { __typename } }',
      `{"v":["${repeat(250_000, 'a.')}@${repeat(100_000, 'a')}"]}`,
    ],
    [
      'names that objects are made of',
      'query ($v: InvitationFilter) { invitations(filter: $v) { page } }',
      '{"v":{"__proto__":{"organization":"x"},"constructor":{"prototype":{}}}}',
    ],
  ];

  it.each(CASES)('get a response: %s', async (_title, query, variables) => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': 'demo-key-ada' },
      body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    expect([200, 400]).toContain(response.status);
    const text = await response.text();
    expect(text).toContain('"errors"');
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|call stack/);
    expect(stack.emulator.journal).toEqual([]);
    const { errors } = await stack.send(LIST);
    expect(errors).toBeUndefined();
  });
});
