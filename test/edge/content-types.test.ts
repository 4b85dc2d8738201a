import { describe, expect, it } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { type RawRequest, sendRaw } from '../support/raw-http.ts';
import { useStack } from '../support/stack.ts';

const stack = useStack();

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

const QUERY = '{ invitations(perPage: 1) { perPage } }';
const DATA = { data: { invitations: { perPage: 1 } } };

type Header = readonly [name: string, value: string];
const KEY: Header = ['x-tiledb-rest-api-key', DEMO_KEY];
const PREFLIGHTED: Header = ['apollo-require-preflight', 'true'];

const post = (headers: readonly Header[], body: RawRequest['body']) =>
  sendRaw(stack.url, { headers: [KEY, ...headers], ...(body !== undefined && { body }) });
const get = (search: string, headers: readonly Header[] = []) =>
  sendRaw(stack.url, {
    method: 'GET',
    path: `/graphql?${search}`,
    headers: [KEY, PREFLIGHTED, ...headers],
  });

describe('a response', () => {
  it.each<[Header[], string]>([
    [[], JSON_TYPE],
    [[['accept', '*/*']], JSON_TYPE],
    [[['accept', 'application/json']], JSON_TYPE],
    [[['accept', 'application/*']], JSON_TYPE],
    [[['accept', 'application/graphql-response+json']], RESPONSE_TYPE],
    [[['accept', 'application/graphql-response+json, application/json;q=0.9']], RESPONSE_TYPE],
    [[['accept', 'application/json, application/graphql-response+json;q=0.9']], JSON_TYPE],
  ])('to Accept %j is of type %s, for POST and GET', async (headers, type) => {
    const body = JSON.stringify({ query: QUERY });
    for (const answer of [
      await post([['content-type', 'application/json'], ...headers], body),
      await get(`query=${encodeURIComponent(QUERY)}`, headers),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe(type);
      expect(answer.json).toEqual(DATA);
    }
  });

  it.each([
    QUERY,
    'mutation { inviteToOrganization(input: {organization: "acme", emails: ["a@example.com"], role: OWNER}) { __typename } }',
  ])(
    'is 406 for a client that accepts neither, and nothing is sent upstream: %s',
    async (query) => {
      const { status } = await post(
        [
          ['content-type', 'application/json'],
          ['accept', 'image/png'],
        ],
        JSON.stringify({ query }),
      );
      expect(status).toBe(406);
      expect(stack.emulator.journal).toEqual([]);
    },
  );
});

describe('a request body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
  ])('may have the content type %s', async (type) => {
    const { json } = await post([['content-type', type]], JSON.stringify({ query: QUERY }));
    expect(json).toEqual(DATA);
  });

  it('is read as UTF-8', async () => {
    const query = 'query ($array: String) { invitations(filter: {array: $array}) { page } }';
    const variables = { array: 's3://bucket/ü 日本 🧬' };
    await post([['content-type', 'application/json']], JSON.stringify({ query, variables }));
    expect(stack.emulator.journal[0]?.query).toMatchObject(variables);
  });

  it.each(['application/graphql', 'application/xml', 'application/octet-stream'])(
    'with the content type %s is rejected',
    async (type) => {
      const { status, json } = await post([['content-type', type], PREFLIGHTED], QUERY);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
      expect(stack.emulator.journal).toEqual([]);
    },
  );

  it.each([
    ['no body', []],
    ['no query', { variables: {} }],
    ['a query that is not a string', { query: { a: 1 } }],
    ['variables that are not an object', { query: QUERY, variables: 'x' }],
    ['variables that are a list', { query: QUERY, variables: [1] }],
    ['extensions that are not an object', { query: QUERY, extensions: 'x' }],
    ['a string', 'x'],
    ['null', null],
  ])('is rejected with %s', async (_title, body) => {
    const { status, json } = await post(
      [['content-type', 'application/json']],
      JSON.stringify(body),
    );
    expect(status).toBe(400);
    expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(stack.emulator.journal).toEqual([]);
  });

  it('selects an operation by name', async () => {
    const query =
      'query A { invitations(page: 2) { page } } query B { invitations(page: 3) { page } }';
    for (const [operationName, page] of [
      ['A', 2],
      ['B', 3],
      ['A', 2],
    ]) {
      const { json } = await post(
        [['content-type', 'application/json']],
        JSON.stringify({ query, operationName }),
      );
      expect(json).toEqual({ data: { invitations: { page } } });
    }
  });
});

describe('a batched request', () => {
  it.each([1, 2, 10])(
    'of %i operations is rejected, and nothing is sent upstream',
    async (size) => {
      const batch = Array.from({ length: size }, () => ({ query: QUERY }));
      const { status, json } = await post(
        [['content-type', 'application/json']],
        JSON.stringify(batch),
      );
      expect(status).toBe(400);
      expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
      expect(stack.emulator.journal).toEqual([]);
    },
  );
});

describe('a GET request', () => {
  it('selects its operation and passes variables', async () => {
    const search = new URLSearchParams({
      query: 'query A($n: Int) { invitations(page: $n) { page } } query B { __typename }',
      operationName: 'A',
      variables: '{"n":4}',
    });
    expect((await get(String(search))).json).toEqual({ data: { invitations: { page: 4 } } });
  });

  it('is rejected for a mutation that is one of several operations', async () => {
    const search = new URLSearchParams({
      query:
        'query A { __typename } mutation B { acceptInvitation(input: {invitationId: "x"}) { __typename } }',
      operationName: 'B',
    });
    const { status, headers } = await get(String(search));
    expect(status).toBe(405);
    expect(headers.allow).toBe('POST');
    expect(stack.emulator.journal).toEqual([]);
  });

  it.each(['', 'query=', 'query=%7B', 'query=%7B__typename%7D&variables=x'])(
    'is rejected without a complete operation: %j',
    async (search) => {
      const { status, json } = await get(search);
      expect(status).toBe(400);
      expect(json.errors).toHaveLength(1);
    },
  );

  it.each<Header>([
    ['apollo-require-preflight', '1'],
    ['x-apollo-operation-name', 'A'],
    ['content-type', 'application/json'],
  ])('is accepted when a browser would have to send a preflight: %s', async (name, value) => {
    const { status } = await sendRaw(stack.url, {
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent('{ __typename }')}`,
      headers: [[name, value]],
    });
    expect(status).toBe(200);
  });
});
